"""Which column of a table is what: guessed from the names and from the values of the first rows.

Tables of news have no fixed columns: names (`columnnames.py`) come first, and what they do not tell the values
do (`columnvalues.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from statistics import mean
from typing import Any

from reader.dumps.columnnames import AMBIGUOUS, NAMES, TIMES, TITLES, plain
from reader.dumps.columnvalues import fits, is_full_date, is_host, is_prose, is_url, share
from reader.dumps.dates import Order, read_date
from reader.dumps.fragment import body_of

SAMPLE = 50  # rows that the guess is made from
WIDEST = 5_000  # columns that are looked at; the widest of public tables of news have some 60
_PROSE = 150  # characters on average: shorter columns are no bodies, whatever they are called

_TWO_NUMBERS = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/]\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each part of an article; None where there is none."""

    title: str | None = None
    text: str | None = None
    date: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    section: str | None = None
    summary: str | None = None
    sure: bool = True  # False: the guess is to be shown before a big import
    order: Order | None = None  # of day and month in "03/07/2011", where other rows tell
    others: tuple[str, ...] = ()  # bodies of rows that have none under `text`

    @property
    def readable(self) -> bool:
        """Whether rows can be articles: a body, or a headline with a summary or an address."""
        return bool(self.text or (self.title and (self.summary or self.url)))

    def used(self) -> frozenset[str]:
        """The columns that are a part already."""
        return frozenset(name for part in PARTS if (name := getattr(self, part)))


PARTS = tuple(field.name for field in fields(Columns) if field.name not in ("sure", "order", "others"))


def guess(rows: Sequence[Mapping[str, str]]) -> Columns:
    """The columns of these rows, whose values are texts."""
    names = names_of(rows)
    values = {name: [row[name] for row in rows if row.get(name)] for name in names}
    found: dict[str, Any] = {}
    for part in ("url", "date", "text", "title", "source", "author", "language", "section", "summary"):
        taken = {name for name in found.values() if name}
        found[part] = _named(part, [name for name in names if name not in taken], values)
    columns = _by_values(replace(Columns(), **found), names, values)
    columns = replace(columns, source=_by_name(columns, names, values), date=_finer(columns, rows))
    sure = columns.sure and bool(columns.text and columns.title) and not rivals(columns, rows)
    order = _order(values.get(columns.date or "", ()))
    return replace(columns, sure=sure, order=order, others=_other_bodies(columns, rows))


def _by_name(columns: Columns, names: Sequence[str], values: Mapping[str, Sequence[str]]) -> str | None:
    """The source's column, rather one of names than one of hosts where there are both."""
    if columns.source is None or share(values[columns.source], is_host) < 0.5:
        return columns.source
    free = [name for name in names if name not in columns.used() and share(values[name], is_host) < 0.5]
    return _named("source", free, values) or columns.source


def _finer(columns: Columns, rows: Sequence[Mapping[str, str]]) -> str | None:
    """The date's column, or one of the same days that has the time of day too (Event Registry: `dateTime`)."""
    day = columns.date
    days = [_moment(row, day) for row in rows]
    if day is None or any(len(moment) > 10 for moment in days):
        return day
    for name in names_of(rows):
        if name not in columns.used() and plain(name.rpartition(".")[2]) in TIMES:
            moments = [_moment(row, name) for row in rows]
            pairs = list(zip(days, moments, strict=True))
            if all(len(moment) > 10 and moment.startswith(day) for day, moment in pairs if day):
                return name
    return day


def _moment(row: Mapping[str, str], name: str | None) -> str:
    return read_date(row.get(name or "", "")).moment or ""


def _order(values: Sequence[str]) -> Order | None:
    """Which of two numbers is the day, where some row tells: no month is a thirteenth."""
    numbers = [(int(match[1]), int(match[2])) for value in values if (match := _TWO_NUMBERS.match(value.strip()))]
    day_first, month_first = any(one > 12 for one, _ in numbers), any(two > 12 for _, two in numbers)
    return None if day_first == month_first else "dmy" if day_first else "mdy"


def _other_bodies(columns: Columns, rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """Columns named like bodies, for rows that have theirs in another one (the Guardian: `bodyText` or `body`)."""
    bodies = frozenset(NAMES["text"]) - {*AMBIGUOUS}
    found = (name for name in names_of(rows) if plain(name.rpartition(".")[2]) in bodies)
    return tuple(name for name in found if columns.text and name not in columns.used())


def names_of(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The columns that these rows have, in their order; at most WIDEST."""
    return list(islice(dict.fromkeys(name for row in rows for name in row), WIDEST))


def rivals(columns: Columns, rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Columns that could as well be the body or the headline: prose of half the body's length, another title.

    What says the same in other words (the same text as HTML, a title repeated) is no rival.
    """
    found = []
    body = mean(len(row.get(columns.text, "")) for row in rows) if columns.text else 0
    for name in names_of(rows):
        values = [value for row in rows if (value := row.get(name, ""))]
        if not values or name in (columns.text, columns.title):
            continue
        long = sum(map(len, values)) / len(rows) > max(body / 2, _PROSE) and share(values, is_prose) > 0.6
        title = plain(name) in TITLES and fits("title", values, strict=True)
        other = columns.text if long else columns.title if title else None
        found += [name] if other and _differ(other, name, rows) else []
    return found


def _differ(first: str, second: str, rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether two columns begin differently in most rows that have both."""
    pairs = [(_begin(row[first]), _begin(row[second])) for row in rows if row.get(first) and row.get(second)]
    return sum(one != other for one, other in pairs) * 2 > len(pairs) or not pairs


def _begin(text: str) -> str:
    return plain(body_of(text[:4000]))[:40]


def with_user(columns: Columns, chosen: Mapping[str, str]) -> Columns:
    """The guess with what the user said instead; an unknown part is a ValueError."""
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        raise ValueError(f"{unknown[0]} is no part of an article; these are: {', '.join(PARTS)}")
    parts: dict[str, Any] = dict(chosen)
    return replace(columns, **parts, sure=True)


def _named(part: str, names: Sequence[str], values: Mapping[str, Sequence[str]]) -> str | None:
    """The first column whose name and values fit; a nested one ("raw.title") only after the others."""
    keys, lasts = defaultdict(list), defaultdict(list)
    for name in names:
        keys[plain(name)].append(name)
        if "." in name:
            lasts[plain(name.rpartition(".")[2])].append(name)
    for index, nested in ((keys, False), (lasts, True)):
        for wanted in NAMES[part]:
            for name in index.get(wanted, ()):
                if fits(part, values[name], strict=nested or wanted in AMBIGUOUS):
                    return name
    return None


def _by_values(columns: Columns, names: Sequence[str], values: Mapping[str, Sequence[str]]) -> Columns:
    """What the names did not tell: the longest prose is the body, the shorter, ever different one the headline."""
    free = [name for name in names if name not in columns.used() and values[name]]
    sizes = {name: mean(len(value) for value in values[name]) for name in free}
    if columns.text is None:
        long = [name for name in free if sizes[name] > _PROSE and share(values[name], is_prose) > 0.6]
        if long:
            columns = replace(columns, text=max(long, key=sizes.__getitem__), sure=False)
    free = [name for name in free if name != columns.text]
    if columns.title is None:
        short = [name for name in free if 12 < sizes[name] < 200 and share(values[name], is_prose) > 0.6]
        distinct = [name for name in short if len(set(values[name])) > 0.8 * len(values[name])]
        if distinct:
            columns = replace(columns, title=distinct[0], sure=False)
    if columns.url is None:
        columns = replace(columns, url=next((name for name in free if share(values[name], is_url) > 0.8), None))
    if columns.date is None:
        columns = replace(columns, date=next((name for name in free if share(values[name], is_full_date) > 0.8), None))
    return columns
