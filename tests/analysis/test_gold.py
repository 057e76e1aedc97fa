"""The floor: what the analysis finds in the invented articles of `gold.toml` may only get better."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.analysis import analyse
from reader.model import EntityType, Marks

GOLD = tomllib.loads(Path(__file__).with_name("gold.toml").read_text(encoding="utf-8"))
LAYOUTS = tomllib.loads(Path(__file__).with_name("layouts.toml").read_text(encoding="utf-8"))
ABROAD = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
KINDS = {
    "people": EntityType.PERSON,
    "bodies": EntityType.ORGANISATION,
    "places": EntityType.PLACE,
    "laws": EntityType.LAW,
}
Found = set[tuple[str, ...]]


@pytest.fixture(scope="module")
def marked() -> list[tuple[dict[str, Any], Marks]]:
    return [(one, analyse("", one["text"].strip(), (), one.get("language", "en"))) for one in GOLD["article"]]


def wanted_quotes(article: dict[str, Any]) -> Found:
    return {(article["name"], begins, kind, speaker) for begins, kind, speaker in article["quotes"]}


def found_quotes(article: dict[str, Any], marks: Marks) -> Found:
    starts = {begins for begins, _, _ in article["quotes"]}
    known = {q.text: next((b for b in starts if q.text.startswith(b)), q.text) for q in marks.quotes}
    return {(article["name"], known[q.text], q.kind.value, q.speaker or "") for q in marks.quotes}


def wanted_names(article: dict[str, Any]) -> Found:
    return {(article["name"], kind.value, name) for key, kind in KINDS.items() for name in article.get(key, ())}


def found_names(article: dict[str, Any], marks: Marks) -> Found:
    asked = {kind for key, kind in KINDS.items() if key in article}
    return {(article["name"], e.type.value, e.name) for e in marks.entities if e.type in asked}


def f1(pairs: Iterator[tuple[Found, Found]]) -> float:
    right = wanted = found = 0
    for gold, given in pairs:
        right, wanted, found = right + len(gold & given), wanted + len(gold), found + len(given)
    return 2 * right / (wanted + found)


def test_quotes_stay_above_their_floor(marked: list[tuple[dict[str, Any], Marks]]) -> None:
    pairs = (({q[:3] for q in wanted_quotes(a)}, {q[:3] for q in found_quotes(a, m)}) for a, m in marked)
    assert f1(pairs) >= GOLD["floor"]["quotes"]


def test_speakers_stay_above_their_floor(marked: list[tuple[dict[str, Any], Marks]]) -> None:
    assert f1((wanted_quotes(a), found_quotes(a, m)) for a, m in marked) >= GOLD["floor"]["speakers"]


def test_entities_stay_above_their_floor(marked: list[tuple[dict[str, Any], Marks]]) -> None:
    assert f1((wanted_names(a), found_names(a, m)) for a, m in marked) >= GOLD["floor"]["entities"]


def test_ghosts_are_kept_out(marked: list[tuple[dict[str, Any], Marks]]) -> None:
    for article, marks in marked:
        assert not {e.text for e in marks.entities} & set(article.get("ghosts", ()))


def test_layouts_of_quotations_stay_above_their_floor() -> None:
    pairs = [(one, analyse("", one["text"].strip(), (), "en")) for one in LAYOUTS["article"]]
    spans = (({q[:2] for q in wanted_quotes(a)}, {q[:2] for q in found_quotes(a, m)}) for a, m in pairs)
    assert f1(spans) >= LAYOUTS["floor"]["quotes"]
    assert f1((wanted_quotes(a), found_quotes(a, m)) for a, m in pairs) >= LAYOUTS["floor"]["speakers"]


@pytest.mark.parametrize("language", ABROAD["floor"])
def test_other_languages_stay_above_their_floors(language: str) -> None:
    articles = [one for one in ABROAD["article"] if one["language"] == language]
    pairs = [(one, analyse("", one["text"].strip(), (), language)) for one in articles]
    floor = ABROAD["floor"][language]
    spans = (({q[:3] for q in wanted_quotes(a)}, {q[:3] for q in found_quotes(a, m)}) for a, m in pairs)
    assert f1(spans) >= floor["quotes"]
    assert f1((wanted_quotes(a), found_quotes(a, m)) for a, m in pairs) >= floor["speakers"]
    named = [{q for q in found_quotes(a, m) if q[3]} for a, m in pairs]
    right = sum(len(found & wanted_quotes(a)) for found, (a, _) in zip(named, pairs, strict=True))
    assert right / sum(map(len, named)) >= floor["precision"]
