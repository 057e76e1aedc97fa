"""Dates as dumps write them, read as they stand: never converted, never completed.

The shapes of the field: ISO 8601 with its relatives (`2011-03-07 10:05`, `20110307T100500Z`), RFC 5322
and RFC 850 (`Mon, 07 Mar 2011 10:05:00 +0100`), `19-OCT-1987 15:37:46.03`, month names in the languages
that news databases label in, `2011年3月7日`, seconds since 1970. A date that cannot be, or that lies in the
future, is kept as written and not believed; `03/07/2011` states a year, unless the format tells the order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from reader.model import UNDATED, DateOrigin, Precision, PublishedDate

Order = Literal["dmy", "mdy"]

OLDEST = 1600  # the first newspaper is of 1605; what claims to be older is a wrong date
_DAY = 16  # characters that a day takes, or a month in words
LONGEST = 160  # characters; a longer text is no date
_AHEAD = timedelta(days=1)  # clocks and zones differ, no more than this
_STARTED = datetime.now(UTC).date()  # a day before the program was started needs no look at the clock

# Month names and abbreviations as they stand in dates (genitives where a language has them).
_NAMES = (
    "january jan januar jänner januari janvier janv enero ene "
    "gennaio genn janeiro stycznia styczeń января янв ocak leden ledna",
    "february feb febr februar februari février févr fevrier febrero "
    "febbraio febbr fevereiro fev lutego luty февраля фев şubat února",
    "march mar märz maerz mrz maart mars marzo março marco marca marzec марта мар mart března",
    "april apr avril avr abril abr aprile kwietnia kwiecień апреля апр nisan dubna",
    "may mai mei mayo maggio magg maio maj maja мая май mayıs května",
    "june jun juni juin junio giugno giu junho czerwca czerwiec июня июн haziran června",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec июля июл temmuz července",
    "august aug août aout augustus augusti agosto ago sierpnia sierpień августа авг ağustos srpna",
    "september sep sept septembre septiembre settembre sett setembro "
    "set września wrzesień сентября сен сент eylül září",
    "october oct oktober okt octobre octubre ottobre ott outubro out października październik октября окт ekim října",
    "november nov novembre noviembre novembro listopada listopad ноября ноя нояб kasım listopadu",
    "december dec dezember dez décembre déc decembre diciembre dic "
    "dicembre dezembro grudnia grudzień декабря дек aralık prosince desember",
)
MONTHS: Mapping[str, int] = {name: place for place, names in enumerate(_NAMES, 1) for name in names.split()}

# Names of zones in RFC 5322 4.3 and the summer times that news agencies write.
_ZONES: Mapping[str, str] = {
    "z": "Z", "gmt": "Z", "utc": "Z", "ut": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "bst": "+01:00", "cet": "+01:00",
    "cest": "+02:00",
}  # fmt: skip

_EXACT = re.compile(  # by far the most frequent form, as it is to be stored
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?!00:00)[01]\d:[0-5]\d)?", re.A
)
_WORD = r"([^\W\d_]{3,12})\.?"
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?)?")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?[\s-]*(?:de\s+)?{_WORD},?[\s-]*(?:de\s+)?(\d{{4}}|\d\d)(?!\d)"
)
_MONTH_DAY = re.compile(rf"{_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_ASCTIME = re.compile(r"([A-Z][a-z]{2})\s+(\d{1,2})\s+\d\d:\d\d:\d\d\s+(?:[A-Z]{3,4}\s+)?(\d{4})")
_MONTH_YEAR = re.compile(rf"{_WORD},?\s+(?:de\s+)?(\d{{4}})")
_HAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR = re.compile(r"\d{4}")
_EPOCH = re.compile(r"\d{10}|\d{13}")
_TIME = re.compile(
    r"(?<![\d:+-])(\d{1,2})[:.h时時](\d\d)(?::(\d\d)(?:[.,:]\d+)?)?\s*([AaPp]\.?\s?[Mm]\b\.?)?"
    r"\s*(?:\(?(Z|[A-Za-z]{2,4})\)?(?![A-Za-z]))?\s*([+-]\d\d:?(?:\d\d)?)?"
)
_COMPACT_ZONE = re.compile(r"Z|[+-]\d\d:?\d\d")


def read_date(
    text: str | None, how: DateOrigin = DateOrigin.STATED, *, order: Order | None = None, midnight: bool = True
) -> PublishedDate:
    """The moment that `text` states, with its own offset. `midnight` False: 00:00 without a zone means no time.

    `order` is that of day and month in `03/07/2011`, where the format is known to have one.
    """
    written = (text or "").strip()
    if not written:
        return UNDATED
    return _read(written, how, order, midnight) if len(written) > _DAY else _read_again(written, how, order, midnight)


def _read(written: str, how: DateOrigin, order: Order | None, midnight: bool) -> PublishedDate:
    if midnight and _EXACT.fullmatch(written) and _is_believable(written[:10]):
        return PublishedDate(written, Precision.SECOND, how, written)
    unread = PublishedDate(as_written=written[:LONGEST])
    if len(written) > LONGEST:
        return unread
    try:
        found = _found(written.translate(_WIDE_DIGITS), order, midnight)
    except (ValueError, OverflowError):
        return unread
    if found is None:
        return unread
    moment, precision = found
    return PublishedDate(moment, precision, how, written)


_read_again = lru_cache(1024)(_read)  # days repeat from row to row, moments do not

_WIDE_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF1A: ":", 0xFF0F: "/", 0xA0: " ", 0x202F: " "}


def _found(text: str, order: Order | None, midnight: bool) -> tuple[str, Precision] | None:
    if _EXACT.fullmatch(text) and midnight:  # in wide digits, or not to be believed
        return _checked(text, Precision.SECOND)
    if _EPOCH.fullmatch(text):
        return _checked(datetime.fromtimestamp(int(text[:10]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), Precision.SECOND)
    if (match := _COMPACT.match(text)) and not text[match.end() : match.end() + 1].isdigit():
        return _compact(match, text[match.end() :], midnight)
    day = _day(text, order)
    if day is None:
        return None
    moment, precision, rest = day
    if precision is not Precision.DAY:
        return _checked(moment, precision)
    return _checked(*_with_time(moment, _TIME.search(rest), midnight))


def _compact(match: re.Match[str], rest: str, midnight: bool) -> tuple[str, Precision]:
    year, month, day, hour, minute, second = match.groups()
    moment = f"{year}-{month}-{day}"
    if hour is None:
        return _checked(moment, Precision.DAY)
    zone = found.group() if (found := _COMPACT_ZONE.match(rest)) else ""
    clock = _clock(int(hour), int(minute), second)
    return _checked(*_joined(moment, clock, _offset(zone), second, midnight))


def _day(text: str, order: Order | None) -> tuple[str, Precision, str] | None:
    """The date in a text, and what stands beside it, where a time may be."""
    for pattern, groups in _SHAPES:
        for match in pattern.finditer(text):
            parts = [match.group(place) if place else None for place in groups]
            if (made := _written(*parts)) is not None:
                rest = text[match.end() :] if _TIME.search(text[match.end() :]) else text[: match.start()]
                return (*made, text if pattern is _ASCTIME else rest)
    if numbers := _NUMBERS.search(text):
        return (*_ambiguous(numbers, order), text[numbers.end() :])
    if (named := _MONTH_YEAR.search(text)) and (month := _month(named.group(1))):
        return f"{named.group(2)}-{month:02}", Precision.MONTH, ""
    return (text, Precision.YEAR, "") if _YEAR.fullmatch(text) else None


_SHAPES = (  # the groups of year, month, day
    (_ISO, (1, 2, 3)),
    (_HAN, (1, 2, 3)),
    (_ASCTIME, (3, 1, 2)),
    (_DAY_MONTH, (3, 2, 1)),
    (_MONTH_DAY, (3, 1, 2)),
)


def _written(year: str | None, month: str | None, day: str | None) -> tuple[str, Precision] | None:
    number = _month(month or "")
    if not number or not year:
        return None
    if len(year) == 2:  # RFC 5322 4.3, with the usual pivot for old news
        year = ("20" if int(year) < 50 else "19") + year
    if day is None:
        return f"{year}-{number:02}", Precision.MONTH
    return f"{year}-{number:02}-{int(day):02}", Precision.DAY


def _month(word: str) -> int:
    return int(word) if word.isdigit() else MONTHS.get(word.lower(), 0)


def _ambiguous(match: re.Match[str], order: Order | None) -> tuple[str, Precision]:
    first, mark, second, year = int(match.group(1)), match.group(2), int(match.group(3)), match.group(4)
    if order == "dmy" or first > 12 or (mark == "." and order is None) or first == second:
        return f"{year}-{second:02}-{first:02}", Precision.DAY
    if order == "mdy" or second > 12:
        return f"{year}-{first:02}-{second:02}", Precision.DAY
    return year, Precision.YEAR


def _with_time(day: str, match: re.Match[str] | None, midnight: bool) -> tuple[str, Precision]:
    if match is None:
        return day, Precision.DAY
    hour, minute, second, half, name, offset = match.groups()
    clock = _clock(_in_24(int(hour), half), int(minute), second)
    return _joined(day, clock, _offset(offset or "") or _ZONES.get((name or "").lower(), ""), second, midnight)


def _joined(day: str, clock: str, zone: str, second: str | None, midnight: bool) -> tuple[str, Precision]:
    if not midnight and not zone and not clock.strip("0:"):
        return day, Precision.DAY
    return f"{day}T{clock}{zone}", Precision.SECOND if second else Precision.MINUTE


def _clock(hour: int, minute: int, second: str | None) -> str:
    if hour > 23 or minute > 59 or int(second or 0) > 60:
        raise ValueError("no such time")
    return f"{hour:02}:{minute:02}" + (f":{second}" if second else "")


def _in_24(hour: int, half: str | None) -> int:
    if not half:
        return hour
    return hour % 12 + 12 * (half[0] in "Pp")


def _offset(written: str) -> str:
    """`+01:00` from `+0100`, `+01:00` or `+01`, as stated (`+00:00` stays); `Z` and "" as they are."""
    digits = written.lstrip("+-").replace(":", "").ljust(4, "0")
    if not written or written == "Z":
        return written
    return "+00:00" if digits == "0000" else f"{written[0]}{digits[:2]}:{digits[2:]}"


@lru_cache(1024)
def _is_believable(day: str) -> bool:
    """Whether a day is one, of the past by the program's start; days repeat."""
    try:
        return date.fromisoformat(day).year >= OLDEST and date.fromisoformat(day) <= _STARTED
    except ValueError:
        return False


def _checked(moment: str, precision: Precision) -> tuple[str, Precision]:
    """The same, unless it cannot be: ValueError."""
    padded = moment[:10] + "-01-01"[len(moment) - 4 :] if len(moment) < 10 else moment[:10]
    day = date.fromisoformat(padded)
    if day.year < OLDEST or (day > _STARTED and day > (datetime.now(UTC) + _AHEAD).date()):
        raise ValueError("no believable date")
    return moment, precision
