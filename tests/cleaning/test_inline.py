"""Junk inside a running text is cut; sentences that only look like it stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cleaning import clean
from reader.cleaning.inline import junk, may_hold_junk
from reader.cleaning.picture_credits import gallery_numbers
from reader.model import CutReason, Record, RecordKind, restore

SAMPLES = [
    line.partition(": ")
    for line in Path(__file__).with_name("inline_samples.txt").read_text("utf-8").splitlines()
    if line and line[0] != "#"
]
MARKED = re.compile(r"⟦(\w+)\|([^⟧]*)⟧")

STORY = "The ferry sank at noon."


def cut(text: str) -> list[tuple[CutReason, str]]:
    return [(piece.reason, text[piece.start : piece.end]) for piece in junk(text, gallery_numbers(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{STORY} Advertisement Nobody was hurt.", [(CutReason.ADVERT, "Advertisement")]),
        (f"{STORY} Anzeige Niemand wurde verletzt.", [(CutReason.ADVERT, "Anzeige")]),
        (
            f"{STORY} 3 A diver at the wreck on Monday. Lena Brandvik/Coastal Images Nobody was hurt.",
            [
                (CutReason.CAPTION, "3 A diver at the wreck on Monday."),
                (CutReason.CREDIT, "Lena Brandvik/Coastal Images"),
            ],
        ),
        (
            "A diver at the wreck. (Ana Lind/AFP) Nobody was hurt.",
            [(CutReason.CAPTION, "A diver at the wreck."), (CutReason.CREDIT, "(Ana Lind/AFP)")],
        ),
        (
            f"{STORY} Subscribe to The Harbour Post here.",
            [(CutReason.PROMOTION, "Subscribe to The Harbour Post here.")],
        ),
        (
            f"{STORY} Today's show was produced by Ada Firn, with help from Bo Lind.",
            [(CutReason.SIGN_OFF, "Today's show was produced by Ada Firn, with help from Bo Lind.")],
        ),
        (f"{STORY} Read more: The ferry's last trip", [(CutReason.TEASER, "Read more: The ferry's last trip")]),
    ],
)
def test_cut(text: str, found: list[tuple[CutReason, str]]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY} Advertisement revenue fell by a third.",
        f"{STORY} Advertisement Standards Council members met.",
        f'{STORY} "We saw it," a diver told AFP. The New York Times had reported it first.',
        f"{STORY} 12 people were saved. 4 of them were children.",
        f"{STORY} Reuters reported that nobody was hurt.",
        f"{STORY} Getty Images sued the firm. Shutterstock did not.",
        f"{STORY} The widow of J. R. Lind (1911-2004) thanked Gov. Aas.",
        "Readers subscribe to newspapers. They sign up for clubs.",
        "He asked her to read more: books, papers, letters.",
        "A Reuters/Ipsos poll showed a lead. Reuters/Ipsos polls are weekly.",
    ],
)
def test_kept(text: str) -> None:
    assert cut(text) == []


@pytest.mark.parametrize("sample", [sample for _, _, sample in SAMPLES])
def test_samples(sample: str, record: Callable[..., Record]) -> None:
    text = MARKED.sub(lambda match: match[2], sample)
    wanted = [(CutReason(match[1]), match[2]) for match in MARKED.finditer(sample)]
    assert cut(text) == wanted
    assert may_hold_junk(text) or not wanted
    source = f"{STORY}\n{text}"
    (article,) = clean(record(source, kind=RecordKind.STATED)).articles
    assert restore(article.text, article.cuts) == source
    assert [c.text for c in article.cuts if c.reason is not CutReason.SPACING] == [junk for _, junk in wanted]


def test_samples_are_many_and_of_many_languages() -> None:
    junky = Counter(language for language, _, sample in SAMPLES if "⟦" in sample)
    honest = Counter(language for language, _, sample in SAMPLES if "⟦" not in sample)
    assert junky.total() >= 60 <= honest.total()
    assert min(*(junky[each] for each in ("en", "de", "fr", "es")), *(honest[each] for each in ("en", "de", "fr"))) >= 9
