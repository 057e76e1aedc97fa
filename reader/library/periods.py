"""Dates as they are typed in a search: years, months, days and spans of them."""

from __future__ import annotations

import re
from datetime import date

_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def period(text: str) -> tuple[int, int] | None:
    """The days of `2011`, `2011-03` or `2011-03-07`: ordinals from, and up to but not including."""
    match = _PERIOD.match(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        start = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return start.toordinal(), start.toordinal() + 1
    return start.toordinal(), _following(start, months=1 if month else 12)


def _following(start: date, months: int) -> int:
    """The ordinal of the first day after so many months; the year 10000 has one too."""
    months += start.month - 1
    if start.year + months // 12 > date.max.year:
        return date.max.toordinal() + 1
    return date(start.year + months // 12, months % 12 + 1, 1).toordinal()


def span(text: str) -> tuple[int | None, int | None] | None:
    """The days of a period, of `2011..2012-06`, `2011..`, `..2011`, `>=2011`, `<2011`."""
    text = text.strip()
    if ".." in text:
        return _between(*text.split("..", 1))
    sign = re.match(r"[<>]?=?", text)
    found = period(text[sign.end() :]) if sign else None
    if not sign or found is None:
        return None
    low, high = found
    spans: dict[str, tuple[int | None, int | None]] = {
        ">": (high, None),
        ">=": (low, None),
        "<": (None, low),
        "<=": (None, high),
    }
    return spans.get(sign[0], (low, high))


def _between(first: str, last: str) -> tuple[int | None, int | None] | None:
    low, high = period(first), period(last)
    if (first.strip() and low is None) or (last.strip() and high is None) or not (low or high):
        return None
    return (low[0] if low else None), (high[1] if high else None)


def said(low: int | None, high: int | None) -> str:
    """A span of days in words: "in March 2011", "from 1 March 2011 to 30 June 2011"."""
    if low is not None and high is not None:
        whole = _whole(low, high)
        if whole:
            return whole
        return f"from {_day(low)} to {_day(high - 1)}"
    if low is not None:
        return f"on {_day(low)} or later"
    return f"before {_day(high)}" if high is not None else "at any time"


def _whole(low: int, high: int) -> str | None:
    """A day, a month or a year, if the span is exactly one."""
    first = date.fromordinal(low)
    if high == low + 1:
        return f"on {_day(low)}"
    if first.day == 1 and high == _following(first, 1):
        return f"in {_MONTHS[first.month - 1]} {first.year}"
    if (first.day, first.month) == (1, 1) and high == _following(first, 12):
        return f"in {first.year}"
    return None


def _day(ordinal: int) -> str:
    if ordinal > date.max.toordinal():
        return "the end of time"
    day = date.fromordinal(ordinal)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def coarse(high: int) -> list[tuple[int, str]]:
    """First days whose whole year or month a span that ends before `high` does not hold.

    An article of which only "2011" is known stands at 1 January 2011, and is not an article of
    that January: (ordinal, precision) of what has to be left out.
    """
    if high <= 1:  # before the first of all days
        return []
    last = date.fromordinal(min(high - 1, date.max.toordinal()))
    found = []
    if _following(last.replace(month=1, day=1), 12) > high:
        found.append((last.replace(month=1, day=1).toordinal(), "year"))
    if _following(last.replace(day=1), 1) > high:
        found.append((last.replace(day=1).toordinal(), "month"))
    return found
