"""Reading the dates that stand near a headline: stated or relative, in many languages.

A stretch is a date only when all of it is: a label, weekday, day, month, year, clock, zone. What
is impossible or lies in the future is kept as written and not believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, lru_cache

from reader.cleaning.calendar import SHORT_UNITS, ZONES, calendar
from reader.cleaning.datemarks import may_hold_date
from reader.cleaning.dateparts import EARLIEST, Parts, moment_of, read_parts
from reader.model import DateOrigin, Precision, PublishedDate

LONGEST = 90  # characters of a stretch that may be a date: longer ones are sentences
GRACE = timedelta(days=2)  # zones and clocks: a date this little after the file's is believed

_PAGE = re.compile(
    r", (?:S|Seite|Seiten|p|pp|pages?|págs?)\.? ?\d{1,3}(?: ?(?:-|–|,|und|and|et|y) ?\d{1,3}){0,3}$"
)  # of the newspaper, behind the day
_TO_DIGIT = re.compile(r"^[^\d]+")
_FIRST_WORD = re.compile(r"\S+")
# "171015 Sep 24", "031205 GMT SEPT 24": day, hour, minute as agencies close a message.
_WIRE = re.compile(r"(\d\d)(\d\d)(\d\d) ?([A-Z]{1,4})? ([^\W\d_]{3,9})\.? (\d{4}|\d\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as it stands: `text` as written, without its label; what it says is in the other fields."""

    text: str
    updated: bool = False  # "updated ...": gives way to a date of publication
    labelled: bool = False
    relative: bool = False
    moment: str | None = None
    precision: Precision | None = None
    clock_only: bool = False
    day_first: str | None = None  # 03/04/2021 read as everywhere but in the United States

    def published(self, moment: datetime | None, language: str | None = None) -> PublishedDate:
        """The date as far as it can be believed, held against the file's moment.

        In English 03/04/2021 may be either, so only its year is believed.
        """
        if self.relative:
            if moment is None:
                return PublishedDate(how=DateOrigin.RELATIVE, as_written=self.text)
            return resolve_relative(self.text, moment, "file")
        if self.moment is None or _in_the_future(self.moment, moment):
            return PublishedDate(as_written=self.text)
        if self.day_first and language not in (None, "en"):
            return PublishedDate(self.day_first, Precision.DAY, DateOrigin.STATED, self.text)
        return PublishedDate(self.moment, self.precision, DateOrigin.STATED, self.text)


@lru_cache(maxsize=4096)
def read_date(text: str) -> Reading | None:
    """The date that `text` is, all of it; None when it is anything else."""
    if not 2 <= len(text) <= LONGEST or not may_hold_date(text):
        return None
    body, labelled, updated = _without_label(_PAGE.sub("", text.strip(" ()[]\t,;|·•")))
    reading = _relative(body) or _wired(body) or _stated(body, labelled)
    return replace(reading, labelled=labelled, updated=updated) if reading else None


def may_start_date(text: str, place: int) -> bool:
    """Whether the word at `place` can open a date."""
    if text[place].isdigit() or text[place] in "(['T":
        return True
    word = _FIRST_WORD.match(text, place)
    return word is not None and word[0].casefold().rstrip(".:,") in calendar().starters


def resolve_relative(as_written: str, moment: datetime, against: str) -> PublishedDate:
    """The date that a relative time means at `moment`, as exact as its unit.

    A week is no unit of `Precision`: "2 weeks ago" is known to the month. What is not a relative
    time is kept as written, without a moment.
    """
    unknown = PublishedDate(how=DateOrigin.RELATIVE, as_written=as_written)
    body = _without_label(as_written.strip(" ()[]\t"))[0].casefold()
    days = _days_ago(body)
    if days is not None:
        return _dated(moment - timedelta(days=days), Precision.DAY, unknown, against)
    amount = _amount(body)
    if amount is None:
        return unknown
    count, unit = amount
    if unit in ("month", "year"):
        months = moment.year * 12 + moment.month - 1 - count * (12 if unit == "year" else 1)
        if months < EARLIEST * 12:
            return unknown
        return _dated(
            moment.replace(year=months // 12, month=months % 12 + 1, day=1), Precision(unit), unknown, against
        )
    precision = Precision.MONTH if unit == "week" else Precision(unit)
    return _dated(moment - timedelta(**{unit + "s": count}), precision, unknown, against)


def truncated(moment: datetime, precision: Precision) -> str:
    """`moment` in ISO 8601 with no more than `precision` says, its offset kept beside a clock."""
    length = {"year": 4, "month": 7, "day": 10, "hour": 13, "minute": 16, "second": 19}[precision.value]
    clock = precision in (Precision.HOUR, Precision.MINUTE, Precision.SECOND)
    offset = moment.strftime("%z") if clock else ""
    zone = "Z" if offset in ("+0000", "-0000") else f"{offset[:3]}:{offset[3:5]}" if offset else ""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")[:length] + zone


def _dated(moment: datetime, precision: Precision, unknown: PublishedDate, against: str) -> PublishedDate:
    return replace(unknown, moment=truncated(moment, precision), precision=precision, against=against)


def _without_label(text: str) -> tuple[str, bool, bool]:
    """The text after "Published on:", whether there was such a label, and whether it says updated."""
    words = calendar().labels
    head = text.casefold()
    known = head.partition(" ")[0].rstrip(":.") in _label_openings()
    for length in range(min(4, head.count(" ") + 1) if known else 0, 0, -1):
        end = _word_end(head, length)
        label = head[:end].rstrip(":. ")
        if label in words:
            return text[end:].lstrip(" :.,–—-"), True, words[label]
    before, _, last = text.rpartition(" ")
    if before and last.casefold() in words:  # "2 hours ago updated": German has the label behind
        return before, True, words[last.casefold()]
    return text, False, False


def _word_end(text: str, words: int) -> int:
    place = -1
    for _ in range(words):
        place = text.find(" ", place + 1)
        if place < 0:
            return len(text)
    return place


def _relative(text: str) -> Reading | None:
    folded = text.casefold()
    if _amount(folded) is None and _days_ago(folded) is None:
        return None
    return Reading(text, relative=True)


def _days_ago(folded: str) -> int | None:
    """0 for "today, 10:15", 1 for "yesterday"; the clock is not used, it is as written."""
    if not folded.startswith(_days()):
        return None
    for word, days in calendar().today.items():
        if folded == word:
            return days
        if folded.startswith(word) and folded[len(word)] in " ,":
            rest = _stated(folded[len(word) :].strip(" ,"), labelled=False)
            return days if rest and rest.clock_only else None
    return None


@cache
def _days() -> tuple[str, ...]:
    return tuple(calendar().today)


@cache
def _label_openings() -> frozenset[str]:
    return frozenset(label.split()[0] for label in calendar().labels)


def _amount(folded: str) -> tuple[int, str] | None:
    words = calendar()
    if folded in words.now:
        return 0, "minute"
    if not words.relative.fullmatch(folded):
        short = re.fullmatch(r"(\d{1,2}) ?([a-z]{1,4})\.?", folded)
        return (int(short[1]), SHORT_UNITS[short[2]]) if short and short[2] in SHORT_UNITS else None
    number = re.search(r"\d+", folded)
    unit = next(words.units[w] for w in re.findall(r"[^\W\d_]+", folded)[::-1] if w in words.units)
    return int(number[0]) if number else 1, unit


def _wired(text: str) -> Reading | None:
    """The moment of a wire service's message: day, hour and minute in one number, zone, month, year."""
    match = _WIRE.fullmatch(text)
    month = calendar().months.get(match[5].casefold()) if match else None
    if match is None or month is None:
        return None
    year = int(match[6]) if len(match[6]) == 4 else 2000 + int(match[6]) - (100 if int(match[6]) >= 70 else 0)
    offset = ZONES.get((match[4] or "").casefold(), "")
    clock = int(match[2]), int(match[3]), None
    moment, precision = moment_of(Parts([], year, month, int(match[1]), clock, offset=offset))
    return Reading(text, moment=moment, precision=precision)


def _stated(text: str, labelled: bool) -> Reading | None:
    parts = read_parts(text)
    return _composed(text.strip(), parts, labelled) if parts is not None else None


def _composed(text: str, parts: Parts, labelled: bool) -> Reading | None:
    """A reading of what was noted, or None when that is too little to be a date."""
    if parts.afternoon is not None and parts.clock is None and parts.numbers:
        parts.clock = (parts.numbers.pop(), 0, None)
    if parts.day is None and parts.numbers and parts.month is not None:
        parts.day = parts.numbers.pop(0)
        if parts.numbers and parts.year is None and parts.numbers[0] >= 32:
            parts.numbers.pop(0)
    if parts.numbers:
        return None
    if parts.first is not None:
        if parts.day is None or not 0 < parts.day - parts.first <= 2:
            return None
        parts.day, parts.ambiguous = parts.first, False
    if parts.season:  # of two years, in winter: no moment
        alone = parts.pieces == 2 and parts.year is not None
        return Reading(text) if alone else None
    if parts.month is None and parts.year is None:
        return Reading(text, clock_only=True) if parts.clock and parts.pieces else None
    if parts.month is None and not labelled:
        return None
    if parts.day is None and parts.year is None:
        return None
    moment, precision = moment_of(parts)
    day_first = f"{parts.year:04}-{parts.month:02}-{parts.day:02}" if parts.ambiguous and moment else None
    return Reading(text, moment=moment, precision=precision, day_first=day_first)


def _in_the_future(stated: str, moment: datetime | None) -> bool:
    if moment is None or moment.year < 1990:  # archives write 1980 where they know no date
        return False
    latest = (moment + GRACE).date().isoformat()
    return stated[:10] > latest[: len(stated[:10])]


def with_clocks(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one line; a time of day, or an update of the same day, makes the day more exact.

    "13.08.2024 Updated: 13.08.2024, 17:48", "11 September 2024. Updated at 16:20". Times of day alone say nothing.
    """
    days = [reading for reading in readings if not reading.clock_only]
    if not days or days[0].precision is not Precision.DAY or len(readings) < 2:
        return days
    first, second = days[0], readings[1]
    if second.clock_only and (whole := read_date(f"{first.moment} {_TO_DIGIT.sub('', second.text)}")) and whole.moment:
        return [replace(first, moment=whole.moment, precision=whole.precision), *days[1:]]
    if second.moment and first.moment and second.moment.startswith(first.moment + "T"):
        return [replace(second, updated=first.updated), *days[2:]]
    return days
