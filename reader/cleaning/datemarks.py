"""What a text must hold to hold a date: looks that cost little, for most lines have none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from reader.cleaning.calendar import HOUR_WORDS, SHORT_UNITS, calendar

_DIGIT = re.compile(r"\d")
LETTERS = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d(?:[./:h-] ?| h |[./-][ivx]{1,4}[./-])\d")  # as days and clocks have them
_YEAR = re.compile(r"\d{4}")


def may_hold_date(text: str) -> bool:
    """Whether a stretch may hold a date, or be one."""
    folded = text.casefold()
    if _DIGIT.search(folded) is None and calendar().bare.isdisjoint(folded.split()):
        return False
    return has_date_words(folded, LETTERS.findall(folded))


def has_date_words(folded: str, letters: Collection[str]) -> bool:
    """Whether a text holds what no date in it can do without: a month, a unit of time, "today", digits as in 12/03.

    `letters` are the stretches of letters in the folded text. What holds for a part of a text holds for the whole.
    """
    if not _alone().isdisjoint(letters):
        return True
    if _DIGIT.search(folded) is None:
        return False
    if not _beside_digits().isdisjoint(letters) or _NUMBERS.search(folded):
        return True
    return not _labels().isdisjoint(letters) and _YEAR.search(folded) is not None  # "Published 2011"


@cache
def _alone() -> frozenset[str]:
    """A word of every date without digits: "an hour ago", "today"."""
    words = calendar()
    return _letters_of((*words.units, *words.now, *words.today))


@cache
def _beside_digits() -> frozenset[str]:
    """Words of which a date in words has one beside its digits: "12 March", "3h", "14 Uhr", "3 p.m."."""
    return _letters_of((*calendar().months, *calendar().seasons, *HOUR_WORDS, *SHORT_UNITS, "am", "pm"))


@cache
def _labels() -> frozenset[str]:
    return _letters_of(calendar().labels)


def _letters_of(phrases: Iterable[str]) -> frozenset[str]:
    """Of each phrase the longest stretch of letters."""
    return frozenset(max(LETTERS.findall(phrase), key=len) for phrase in phrases)
