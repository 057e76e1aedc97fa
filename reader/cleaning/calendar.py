"""The words that dates are written with, from `resources/cleaning/calendar.toml`, as one dictionary.

Languages share one table: a stretch counts as a date only when every word of it does, so that
"12 mars 2021" needs no guess of the language first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from reader.assets import resource

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
# What stands beside a number without "ago", as aggregators abbreviate it.
SHORT_UNITS = {
    "s": "second",
    "m": "minute",
    "min": "minute",
    "mins": "minute",
    "h": "hour",
    "hr": "hour",
    "hrs": "hour",
}
SHORT_UNITS |= {"std": "hour", "d": "day", "w": "week", "wk": "week", "mo": "month", "y": "year", "yr": "year"}
# Only names of zones that mean one thing; "ET", "IST" or "CST" are left without an offset.
ZONES = {"z": "Z", "utc": "Z", "gmt": "Z", "cet": "+01:00", "mez": "+01:00", "cest": "+02:00", "mesz": "+02:00"}
ZONES |= {"est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00"}
ZONES |= {"pst": "-08:00", "pdt": "-07:00", "jst": "+09:00", "msk": "+03:00", "aest": "+10:00", "aedt": "+11:00"}
VAGUE_ZONES = frozenset({"et", "ct", "mt", "pt", "bst", "ist", "cst", "local"})
FILLERS = frozenset(
    {
        "de",
        "of",
        "the",
        "den",
        "der",
        "le",
        "el",
        "del",
        "dem",
        "d",
        "e",
        "y",
        "et",
        "und",
        "and",
        "time",
        "r",
        "hours",
        "a",
    }
)
HOUR_WORDS = frozenset({"uhr", "h", "hrs", "uur", "heures", "horas"})
ABOUT = (
    "about",
    "around",
    "over",
    "almost",
    "nearly",
    "more than",
    "less than",
    "ca",
    "circa",
    "etwa",
    "rund",
    "environ",
    "unos",
    "unas",
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """All languages' words. `months` gives 1 to 12; `labels` maps "published on" to False, "updated" to True."""

    months: dict[str, int]
    weekdays: frozenset[str]
    seasons: frozenset[str]
    at: frozenset[str]
    labels: dict[str, bool]
    now: frozenset[str]
    today: dict[str, int]  # "today" 0, "yesterday" 1: days before the moment
    units: dict[str, str]
    relative: re.Pattern[str]
    starters: frozenset[str]  # words that a date without a number in front can begin with
    bare: frozenset[str]  # words of which a date without any number has one: a unit, "today"


@cache
def calendar() -> Calendar:
    """The calendar words, read once."""
    tables = tomllib.loads(resource("cleaning", "calendar.toml").read_text("utf-8"))
    languages = list(tables.values())
    bare = {w for t in languages for key in (*UNITS, "now", "today", "yesterday") for e in t[key] for w in e.split()}
    return Calendar(
        months={word: number for t in languages for number, names in enumerate(t["months"], 1) for word in names},
        weekdays=_words(languages, "weekdays"),
        seasons=_words(languages, "seasons"),
        at=_words(languages, "at") | {w for words in _words(languages, "at") for w in words.split()},
        labels=dict.fromkeys(_words(languages, "published"), False) | dict.fromkeys(_words(languages, "updated"), True),
        now=_words(languages, "now"),
        today=dict.fromkeys(_words(languages, "today"), 0) | dict.fromkeys(_words(languages, "yesterday"), 1),
        units={w: unit for t in languages for unit in UNITS for w in t[unit]},
        relative=_relative(languages),
        bare=frozenset(bare),
        starters=frozenset(_starters(languages)),
    )


def _starters(languages: list[dict[str, Any]]) -> Iterator[str]:
    """First words of everything that can open a date."""
    keys = ("weekdays", "seasons", "before", "one", "now", "today", "yesterday", "published", "updated", "at")
    yield from (about.split()[0] for about in ABOUT)
    for table in languages:
        yield from (name for names in table["months"] for name in names)
        yield from (entry.split()[0] for key in keys for entry in table[key])


def _words(languages: list[dict[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for table in languages for word in table[key])


def _relative(languages: list[dict[str, Any]]) -> re.Pattern[str]:
    """One amount and one unit with the words before or after that make them a time ago."""
    about = f"(?:(?:{_either(ABOUT)}) )?"
    return re.compile("|".join(about + _of_language(table) for table in languages))


def _of_language(table: dict[str, Any]) -> str:
    amount = rf"(?:\d{{1,3}}|{_either(table['one'])})" if table["one"] else r"\d{1,3}"
    unit = _either(word for name in UNITS for word in table[name])
    before = rf"(?:{_either(table['before'])}) " if table["before"] else ""
    after = rf" (?:{_either(table['after'])})" if table["after"] else ""
    if before and after:  # "vor 3 Stunden" or "3 Stunden her"; Swedish and Danish have both at once
        return rf"(?:{before}{amount} ?(?:{unit})\.?(?:{after})?|{amount} ?(?:{unit})\.?{after})"
    return rf"{before}{amount} ?(?:{unit})\.?{after}"


def _either(words: Any) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
