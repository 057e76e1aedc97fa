"""What the values of a column look like: addresses, dates, prose; and whether they fit a part of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import mean

from reader.dumps.dates import read_date

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.I)
_URL = re.compile(r"(?:https?://|www\.)\S+\.\S+$")


def fits(part: str, values: Sequence[str], *, strict: bool) -> bool:
    """Whether values may be this part of an article; `strict`: none at all do not."""
    if not values:
        return not strict
    size = mean(len(value) for value in values)
    if part == "url":
        return share(values, is_url) > 0.5
    if part == "date":
        return share(values, _is_date) > 0.5
    if part == "text":
        return size > 15 and share(values, is_url) < 0.5
    if part in ("title", "summary"):
        return 3 < size < (400 if part == "title" else 5000) and share(values, _is_number) < 0.5
    if part == "language":
        return size < 20
    return size < 200 and share(values, _is_number) < 0.5


def share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    """How many of the values pass a test, 0 to 1."""
    return sum(test(value) for value in values) / len(values) if values else 0.0


def is_url(value: str) -> bool:
    return _URL.match(value.strip()) is not None


def is_host(value: str) -> bool:
    return _HOST.fullmatch(value.strip()) is not None


def is_full_date(value: str) -> bool:
    """A date with its month, and not a number that could be anything."""
    return len(value) < 40 and not value.isdigit() and (read_date(value).moment or "")[7:8] == "-"


def is_prose(value: str) -> bool:
    """Three words or more that are neither JSON nor an address."""
    return value.count(" ") >= 2 and not value.startswith(("{", "[", "http"))


def _is_date(value: str) -> bool:
    return read_date(value).moment is not None


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).replace(",", "").replace("-", "", 1).isdigit()
