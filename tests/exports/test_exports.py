"""Every exporter: golden bytes, escaping, streaming."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ExportError
from reader.exports import EXPORTERS, Exporter, exporter_for
from reader.exports.jsonlines import JsonLines, article_keys, line
from reader.exports.table import Table
from reader.model import Article, Block, Dossier, Provenance

GOLDEN = Path(__file__).parent / "golden"
EVERY = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
# Anything that a decoded text may hold: no lone surrogates, no NUL.
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


KEYS = """id title source author published published_precision published_how published_as_written url language section
text blocks tags starred read notes entities title_entities quotes analysed extent cuts copies related fields
provenance corrected pictures"""
QUOTE_KEYS = "start end text kind speaker speaker_as_written speaker_class cue told rule confidence group"
PROVENANCE_KEYS = "dump dump_sha256 member offset length record_sha256 format"


def written(exporter: Exporter, *dossiers: Dossier) -> bytes:
    out = io.BytesIO()
    exporter.write(dossiers, out)
    return out.getvalue()


def plain(text: str, title: str = "t") -> Dossier:
    """A dossier with nothing but a text."""
    provenance = Provenance("d", None, "m", 0, 1, "0" * 64, "plain text")
    return Dossier(Article("0" * 20, provenance, title, text, (Block(0, len(text)),), (), (0, len(text))))


@EVERY
def test_golden(exporter: Exporter, dossier: Dossier) -> None:
    """The bytes of a full article and of a bare one. Remove a golden file to have it written anew."""
    got = re.sub(rb"<style>.*</style>", b"", written(exporter, dossier, plain("A short text.")), flags=re.DOTALL)
    path = GOLDEN / f"two{exporter.suffixes[0]}"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(got)
        pytest.fail(f"{path.name} was not there and has been written: read it before it is kept")
    assert got.decode() == path.read_bytes().decode()


@EVERY
def test_nothing_is_a_whole_file(exporter: Exporter) -> None:
    written(exporter).decode()


@EVERY
def test_streams(exporter: Exporter, dossier: Dossier) -> None:
    """The first article is written before the third is asked for."""
    asked = 0

    def dossiers() -> Iterator[Dossier]:
        nonlocal asked
        for asked in range(1, 1000):  # noqa: B007
            yield dossier

    pieces = iter(exporter.chunks(dossiers()))
    assert any(b"bridge" in next(pieces) for _ in range(3))
    assert asked <= 3


@EVERY
def test_found_by_name_and_ending(exporter: Exporter) -> None:
    assert exporter_for(exporter.name) is exporter
    for suffix in exporter.suffixes:
        assert exporter_for(f"a.b{suffix.upper()}") is exporter
        assert "." in suffix[1:] or exporter_for(suffix[1:]) is exporter
    assert exporter_for("quotes.csv").name == "CSV"  # a file of that name, no ending


@pytest.mark.parametrize("name", ["x.docx", "noending", "", "-"])
def test_unknown_format(name: str) -> None:
    with pytest.raises(ExportError, match="names no format"):
        exporter_for(name)


def test_json_keys_are_the_contract(dossier: Dossier) -> None:
    keys = json.loads(written(JsonLines(), replace(dossier, leftover=None)))
    assert list(keys) == KEYS.split()
    assert list(keys["quotes"][0]) == QUOTE_KEYS.split()
    assert list(keys["provenance"]) == PROVENANCE_KEYS.split()
    assert list(keys["cuts"][0]) == ["at", "instead", "text", "reason"]
    for mark in (*keys["entities"], *keys["quotes"], *keys["notes"][:1]):
        assert keys["text"][mark["start"] : mark["end"]] == mark.get("text") or mark in keys["notes"]


@given(TEXTS, TEXTS)
def test_json_round_trip(text: str, title: str) -> None:
    dossier = plain(text, title)
    out = written(JsonLines(), dossier, dossier).decode()
    assert [json.loads(each) for each in out.removesuffix("\n").split("\n")] == [article_keys(dossier)] * 2


def test_json_of_a_name_that_is_not_utf8() -> None:
    assert json.loads(line({"path": "b\udcff"}).encode()) == {"path": "b\udcff"}


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=3))
def test_csv_parses_back(texts: list[tuple[str, str]]) -> None:
    out = written(Table(), *(plain(text, title) for text, title in texts)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [(row["text"], row["title"]) for row in rows] == texts


def test_csv_keeps_what_looks_like_a_formula() -> None:
    (row,) = csv.DictReader(io.StringIO(written(Table(), plain("=1+1")).decode("utf-8-sig"), newline=""))
    assert row["text"] == "=1+1"
