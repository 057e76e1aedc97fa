"""Junk inside a running text is cut; sentences that only look like it stay."""

from __future__ import annotations

import pytest

from reader.cleaning.inline import gallery_numbers, junk
from reader.model import CutReason

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
