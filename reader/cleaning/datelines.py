"""Datelines: "BRUSSELS, Dec 14 (Reuters) - ...". They stay in the text and say who reports and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.cleaning.dates import Reading, read_date
from reader.cleaning.wordlists import either

_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w.'’/-]*(?:[ ,/]+[A-ZÀ-Þ][\w.'’-]*){0,4}?)?"
    r"(?:,? (?P<date>(?:\w{2,9}\.? )?\d{1,2}(?:\.|er|th|st|nd|rd)?(?: \w{3,9}\.?)?(?:,? \d{4})?))?"
    rf" ?(?:[(\[](?P<agency>{either('wires')})(?:[,/][\w ./]{{2,20}})?[)\]])? ?(?:--|[-–—])\s"
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .,'’/-]{3,}")
LONGEST = 90  # characters of one


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the opening of a story says: an agency, a day, or only a place in capitals."""

    agency: str | None
    reading: Reading | None


def dateline(text: str) -> Dateline | None:
    """The dateline that `text` begins with; a place in small letters alone is none."""
    match = _DATELINE.match(text, 0, LONGEST)
    if match is None:
        return None
    written = match["date"]
    reading = read_date(written.strip(" ,")) if written else None
    if written and reading is None:
        return None
    if match["agency"] or (reading and match["place"]) or _CAPITALS.fullmatch(match["place"] or ""):
        return Dateline(match["agency"], reading)
    return None
