"""Lines that say by whom and when among other things: "Rédigé par X le 9 mars 2021 dans Politique | Lien permanent".

Looser than `metalines`, which reads a line only where every part of it is known; for lines that the markup
sets apart from an article's text.
"""

from __future__ import annotations

import re

from reader.cleaning.datemarks import may_hold_date
from reader.cleaning.dates import may_start_date, read_date
from reader.cleaning.names import is_name
from reader.cleaning.wordlists import either
from reader.model import CutReason, Precision

_OPENING = re.compile(rf"(?:^|[|·•(,]\s*)(?:{either('bylines')})\s*:?\s+(?=\S)", re.I)
_NAME_END = re.compile(r"\s*(?:[|·•,(/–—]|\s-\s|\s(?:on|at|le|el|am|um|à|in|dans|en|em|il|op|den|der|the)\s)", re.I)
_WORDS = re.compile(r"[^\s|·•()]+")
MOST_OF_DATE, LEAST_OF_DATE = 8, 2  # words


def signature(text: str) -> dict[CutReason, str]:
    """The author and the day that a line names; empty where it names none."""
    said: dict[CutReason, str] = {}
    day = _day(text) if may_hold_date(text) else None
    if day is not None:
        said[CutReason.TIME] = text[day[0] : day[1]]
    opening = _OPENING.search(text)
    if opening:
        rest = text[opening.end() : day[0] if day and day[0] > opening.end() else None]
        end = _NAME_END.search(rest + " ")
        name = (rest[: end.start()] if end else rest).strip(" .:")
        if is_name(name):
            said[CutReason.BYLINE] = name
    return said


def _day(text: str) -> tuple[int, int] | None:
    """Where the first date stands that is known to the day: the longest stretch of words that is one."""
    words = [match.span() for match in _WORDS.finditer(text)]
    for first, (start, _) in enumerate(words):
        if not may_start_date(text, start):
            continue
        for _, end in reversed(words[first : first + MOST_OF_DATE]):
            reading = read_date(text[start:end].rstrip(",;."))
            if reading is not None and reading.moment and reading.precision not in (Precision.YEAR, Precision.MONTH):
                return start, end
    return None
