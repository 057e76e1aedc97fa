"""Datelines say who reports and when; a sentence that only begins like one says nothing."""

from __future__ import annotations

import pytest

from reader.cleaning.datelines import dateline


@pytest.mark.parametrize(
    ("text", "agency", "day"),
    [
        ("BRUSSELS, Dec 14 (Reuters) - Ministers agreed early on Wednesday.", "Reuters", "Dec 14"),
        ("KALDUR (AP) — Fishermen cut their nets.", "AP", None),
        ("DULUTH, Minn. (AP) -- A fire destroyed a grain terminal.", "AP", None),
        ("Plön, 7. Februar (epd) - Im Kreis Plön sollen Windräder entstehen.", "epd", "7. Februar"),
        ("PARIS, 3 mai 2011 (AFP) - Le Sénat a rejeté le texte.", "AFP", "3 mai 2011"),
        ("Eutin, 6. Februar - Nach dem Brand haben Helfer die Orgel geborgen.", None, "6. Februar"),
        ("VELMORA — Cranes stood still on Thursday.", None, None),
    ],
)
def test_is_dateline(text: str, agency: str | None, day: str | None) -> None:
    found = dateline(text)
    assert found is not None
    assert found.agency == agency
    assert (found.reading.text if found.reading else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "Ministers - all of them - agreed.",
        "Neuried – das ist ein Dorf.",
        "The AP - an agency - reported it.",
        "Boeing 747 - the jumbo - is retired.",
        "Room 7 - his office - was empty.",
    ],
)
def test_is_none(text: str) -> None:
    assert dateline(text) is None
