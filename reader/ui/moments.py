"""A date as the user types it, as exact as he knows it."""

from __future__ import annotations

import re
from datetime import date, time

from reader.model import UNDATED, Precision, PublishedDate

_TYPED = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?)"
    r"(?:[ T]+(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)
EXAMPLES = "2011, 2011-03, 2011-03-07 or 2011-03-07 10:05"


def read_moment(text: str) -> PublishedDate | None:
    """The date that is meant by `2011-03-07 10:05 +01:00`, or less of it; nothing is no date, None no such date."""
    typed = text.strip()
    if not typed:
        return UNDATED
    match = _TYPED.fullmatch(typed)
    if match is None:
        return None
    parts = {name: int(value) for name, value in match.groupdict().items() if value and name != "zone"}
    try:
        date(parts["year"], parts.get("month", 1), parts.get("day", 1))
        time(parts.get("hour", 0), parts.get("minute", 0), parts.get("second", 0))
    except ValueError:
        return None
    return PublishedDate(_written(parts, match["zone"]), _precision(parts))


def _written(parts: dict[str, int], zone: str | None) -> str:
    day = "-".join(f"{parts[name]:0{4 if name == 'year' else 2}}" for name in ("year", "month", "day") if name in parts)
    clock = ":".join(f"{parts[name]:02}" for name in ("hour", "minute", "second") if name in parts)
    if zone and zone != "Z":
        zone = f"{zone[:3]}:{zone[-2:]}"
    return f"{day}T{clock}{zone or ''}" if clock else day


def _precision(parts: dict[str, int]) -> Precision:
    return next(each for each in Precision if each.value in parts)


def typed_moment(published: PublishedDate) -> str:
    """A date as it would be typed."""
    return (published.moment or "").replace("T", " ")
