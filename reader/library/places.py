"""Row ids in date order: `day << 24 | place in the day`.

`day` is `date.toordinal()`; day 0 holds what has no date. A day's 16.7 million places are two halves:
articles whose day alone is known come first, then those with a time, 1,024 places a minute. Within
a slot places are given downwards, so that a list with the newest in front shows a dump in its own
order. A slot that is full spills over to the nearest free end of its day.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache

from reader.errors import LibraryError
from reader.model import PublishedDate

DAY_BITS = 24
_ROOM = 1 << DAY_BITS
_HALF = _ROOM >> 1
_MINUTE = 1024  # narrow, so that row ids of a day lie close: the index stores their differences
_ASKED = 250  # slots in one statement
_LOWEST = -(1 << 62)  # what has no date may go on below zero

_MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d))?)?)?)?")


def day_of(rowid: int) -> date | None:
    """The day of an article's row, None without one."""
    ordinal = rowid >> DAY_BITS
    return date.fromordinal(ordinal) if ordinal > 0 else None


def first_of(day: date) -> int:
    """The lowest row id of a day."""
    return day.toordinal() << DAY_BITS


DATED = 1 << DAY_BITS  # the lowest row id with a date


def slot(published: PublishedDate) -> tuple[int, int]:
    """The row ids [low, high) that suit a moment; a month or a year stands at its first day."""
    return _slot((published.moment or "")[:16])


@lru_cache(4096)
def _slot(moment: str) -> tuple[int, int]:
    match = _MOMENT.match(moment)
    if not match:
        return 0, _ROOM
    year, month, day, hour, minute = match.groups()
    try:
        start = first_of(date(int(year), int(month or 1), int(day or 1)))
    except ValueError:  # kept as written, and not believed
        return 0, _ROOM
    if hour is None:
        return start, start + _HALF
    low = start + _HALF + min(int(hour) * 60 + int(minute or 0), 1439) * _MINUTE
    return low, low + _MINUTE


class Places:
    """Hands out free row ids; made anew for every transaction.

    Places depend on the order of asking alone, not on where one batch ends and the next begins:
    an interrupted import gives the same library as an uninterrupted one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lowest: dict[int, int] = {}  # slot's low end -> lowest place given in it
        self._ends: dict[int, tuple[int, int]] = {}  # day -> lowest and highest place given

    def take_all(self, dates: Iterable[PublishedDate]) -> list[int]:
        """A place for each, as `take` gives one after the other."""
        slots = [slot(published) for published in dates]
        self._look_up({each for each in slots if each[0] not in self._lowest})
        return [self._take(low, high) for low, high in slots]

    def _look_up(self, slots: Collection[tuple[int, int]]) -> None:
        """The lowest places of many slots, asked for together: one by one each costs 3 us."""
        ordered = sorted(slots)
        for start in range(0, len(ordered), _ASKED):
            part = ordered[start : start + _ASKED]
            holes = ",".join(["(?, ?)"] * len(part))
            rows = self._connection.execute(
                f"""WITH slot(low, high) AS (VALUES {holes})
                SELECT low, coalesce((SELECT min(id) FROM article WHERE id >= low AND id < high), high) FROM slot""",
                [end for each in part for end in each],
            )
            self._lowest.update(rows)

    def take(self, published: PublishedDate) -> int:
        return self._take(*slot(published))

    def _take(self, low: int, high: int) -> int:
        if low not in self._lowest:
            self._lowest[low] = self._find("min", low, high, high)
        place = self._lowest[low] - 1
        if place < low:
            place = self._spill(low >> DAY_BITS)
        else:
            self._lowest[low] = place
        self._note(place)
        return place

    def _find(self, which: str, low: int, high: int, default: int) -> int:
        sql = f"SELECT {which}(id) FROM article WHERE id >= ? AND id < ?"
        found: int | None = self._connection.execute(sql, (low, high)).fetchone()[0]
        return default if found is None else found

    def _note(self, place: int) -> None:
        day = max(place >> DAY_BITS, 0)
        if day in self._ends:
            lowest, highest = self._ends[day]
            self._ends[day] = min(lowest, place), max(highest, place)

    def _spill(self, day: int) -> int:
        start, end = (day << DAY_BITS) if day else _LOWEST, (day + 1) << DAY_BITS
        if day not in self._ends:
            self._ends[day] = self._find("min", start, end, end), self._find("max", start, end, start)
        lowest, highest = self._ends[day]
        if lowest > start:
            return lowest - 1
        if highest + 1 < end:
            return highest + 1
        raise LibraryError("This library holds 16 million articles of one day already; import into another library.")
