"""The words and numbers of a date, token by token: "Tue 4 June 2019, 3.15 pm CEST", "06./07.07.2024", "4.VI.2019"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from reader.cleaning.calendar import FILLERS, HOUR_WORDS, VAGUE_ZONES, ZONES, calendar
from reader.model import Precision

EARLIEST, LATEST = 1500, 2200  # years of printed news; the file's moment narrows the second
_ROMAN = {n: i for i, n in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)}
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?P<ymd>\d{4}[/.]\d{1,2}[/.]\d{1,2}(?!\d))"
    r"|(?P<roman>\d{1,2}[./-][IVX]{1,4}[./-]\d{4}(?!\d))"
    r"|(?P<days>\d{1,2}\.?[/–-](?=\d{1,2}\.))"
    r"|(?P<dmy>\d{1,2}[./-] ?\d{1,2}[./-] ?(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<clock>T?\d{1,2}(?::|h|\.| h )\d{2}(?:[:.]\d{2})?(?:\.\d{1,9})?(?!\d))"
    r"|(?P<offset>[+\-−]\d{1,2}:?\d{2}(?!\d))"
    r"|(?P<year>\d{4}(?!\d))"
    r"|(?P<number>\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?(?![\d]))"
    r"|(?P<half>[ap]\.?\s?m\b\.?)"
    r"|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)"
    r"|(?P<mark>[\s,;|·•()\[\]/@.:–—-])",
    re.I,
)


@dataclass(slots=True)
class Parts:
    """What has been read of a date."""

    numbers: list[int] = field(default_factory=list)
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: tuple[int, int, int | None] | None = None
    afternoon: bool | None = None
    offset: str = ""
    ambiguous: bool = False  # 03/04/2021: the day and the month could be the other way round
    first: int | None = None  # the first of several days
    season: bool = False  # "Winter 2024"
    pieces: int = 0  # words and numbers that say something


def read_parts(text: str) -> Parts | None:
    """What the tokens of a text say; None where one of them has no place in a date."""
    parts = Parts()
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or not _take(match, parts):
            return None
        place = match.end()
    return parts


def _take(match: re.Match[str], parts: Parts) -> bool:
    """Note what one token says; False when it has no place in a date."""
    kind, token = match.lastgroup or "", match[0]
    if kind == "mark":
        return True
    parts.pieces += 1
    if kind == "word":
        return _take_word(token.casefold(), parts)
    if kind == "days":  # "06./07.07.2024": a weekend's paper, dated by its first day
        parts.first = int(re.sub(r"\D", "", token))
        return True
    if kind == "roman":
        day, month, year = re.split(r"[./-]", token)
        return month in _ROMAN and _take_digits("ymd", f"{year}-{_ROMAN[month]}-{day}", parts)
    if kind in ("iso", "ymd", "dmy"):
        return _take_digits(kind, token, parts)
    if kind == "clock":
        hour, minute, *second = re.findall(r"\d+", token)
        parts.clock = (int(hour), int(minute), int(second[0]) if second else None)
    elif kind == "offset":
        digits = re.sub(r"\D", "", token).rjust(4, "0")
        parts.offset = f"{'+' if token[0] == '+' else '-'}{digits[:2]}:{digits[2:]}"
    elif kind == "half":
        parts.afternoon = token[0] in "pP"
    elif kind == "year":
        if parts.year is not None:
            return False
        parts.year = int(token)
    else:
        parts.numbers.append(int(re.sub(r"\D", "", token)))
    return True


def _take_word(word: str, parts: Parts) -> bool:
    words = calendar()
    if word in words.seasons and not parts.season:
        parts.season = True
    elif word in words.months and parts.month is None:
        parts.month = words.months[word]
    elif word in ZONES and parts.clock:
        parts.offset = ZONES[word]
    elif word in HOUR_WORDS and parts.clock is None and parts.numbers:
        parts.clock = (parts.numbers.pop(), 0, None)
    elif word in VAGUE_ZONES or word in HOUR_WORDS:
        return parts.clock is not None or bool(parts.numbers)
    else:
        return word in words.weekdays or word in words.at or word in FILLERS
    return True


def _take_digits(kind: str, token: str, parts: Parts) -> bool:
    if parts.year is not None or parts.month is not None:
        return False
    first, second, third = (int(n) for n in re.findall(r"\d+", token))
    if kind != "dmy":
        parts.year, parts.month, parts.day = first, second, third
        return True
    parts.year = third if third > 99 else (2000 if third < 70 else 1900) + third
    parts.day, parts.month = first, second
    if second > 12 >= first:
        parts.day, parts.month = second, first
    elif "/" in token and first != second and first <= 12:
        parts.ambiguous = True
    return True


def moment_of(parts: Parts) -> tuple[str | None, Precision | None]:
    """What the parts say in ISO 8601, or nothing where they are impossible or lack the year."""
    if parts.year is None or not EARLIEST <= parts.year <= LATEST:
        return None, None
    if parts.month is None or (parts.ambiguous and parts.day is not None):
        return f"{parts.year:04}", Precision.YEAR
    if not 1 <= parts.month <= 12:
        return None, None
    if parts.day is None:
        return f"{parts.year:04}-{parts.month:02}", Precision.MONTH
    try:
        day = date(parts.year, parts.month, parts.day).isoformat()
    except ValueError:
        return None, None
    clock = _clock(parts)
    return (
        (day + clock, Precision.SECOND if clock.count(":") - parts.offset.count(":") == 2 else Precision.MINUTE)
        if clock
        else (day, Precision.DAY)
    )


def _clock(parts: Parts) -> str:
    if parts.clock is None:
        return ""
    hour, minute, second = parts.clock
    if parts.afternoon is not None and hour <= 12:
        hour = hour % 12 + (12 if parts.afternoon else 0)
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return ""
    return f"T{hour:02}:{minute:02}" + (f":{second:02}" if second is not None else "") + parts.offset
