"""Where a quotation travels: the same words in several articles, exactly, changed or shortened.

Exact words share a fingerprint; wordings that share some of their echoes (see `wording.py`) are candidates, and
their words themselves decide. Short quotations ("attempt at destabilisation") are said by chance too: they count
where their articles share a long one as well, or where they are the same speaker's. Copies of an article are one.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import NamedTuple

from reader.library import quotations, wording
from reader.library.places import DATED
from reader.library.quotations import Place, Wanted
from reader.library.states import BIN
from reader.model import Step

ANY = Wanted()
_COMMON = 40  # wordings that share an echo from which it is a turn of phrase, not a quotation
_PACE = 2000  # wordings between two steps


@dataclass(frozen=True, slots=True)
class Travel:
    """The same utterance in several texts, the earliest first, those without a date last."""

    places: tuple[Place, ...]
    texts: int  # different ones: copies of an article are one


class _Member(NamedTuple):
    place: Place
    text: int
    speaker: int | None
    wording: int


def travels(connection: sqlite3.Connection, wanted: Wanted = ANY) -> Generator[Step, None, list[Travel]]:
    """Quotations that travel, what stands in the most texts first; one of each has to be wanted."""
    yield Step(0, 0, "Looking for quotations that travel")
    families = yield from _families(connection)
    members = _members(connection, families)
    yield Step(0, 0, "Comparing quotations")
    found = _gathered(connection, members)
    if wanted != ANY:
        kept = quotations.places(connection, wanted)
        found = [each for each in found if not kept.isdisjoint(each.places)]
    return sorted(found, key=lambda each: (-each.texts, -each.places[0][0]))


def travel_of(connection: sqlite3.Connection, place: Place) -> Travel | None:
    """Where the quotation at this place travels; None: nowhere."""
    row = connection.execute("SELECT wording FROM quotation WHERE id = ? AND start = ?", place).fetchone()
    if row is None or row[0] is None:
        return None
    words = _Words(connection)
    if _is_long(connection, row[0]):
        return _travel(_members(connection, dict.fromkeys(_alike(connection, words, row[0]), row[0])))
    short = _members(connection, {row[0]: row[0]})
    articles = {each.place[0] for members in short.values() for each in members}
    families = _said_in(connection, words, sorted(articles)[-_COMMON:])
    found = _gathered(connection, _members(connection, families | {row[0]: row[0]}))
    return next((each for each in found if place in each.places), None)


def _alike(connection: sqlite3.Connection, words: _Words, mark: int) -> list[int]:
    """A wording, and those that are it changed or shortened."""
    near = """SELECT DISTINCT o.wording FROM echo e JOIN echo o ON o.hash = e.hash
        WHERE e.wording = ? AND o.wording <> e.wording LIMIT ?"""
    others = connection.execute(near, (mark, 10 * _COMMON)).fetchall()
    return [mark, *(other for (other,) in others if words.resemble(mark, other))]


def _is_long(connection: sqlite3.Connection, mark: int) -> bool:
    """Whether a wording says by itself that it is the same utterance: such have echoes."""
    return connection.execute("SELECT 1 FROM echo WHERE wording = ? LIMIT 1", (mark,)).fetchone() is not None


def _said_in(connection: sqlite3.Connection, words: _Words, rowids: Sequence[int]) -> dict[int, int]:
    """The long wordings of these articles with their families: the company of a short one."""
    sql = """SELECT DISTINCT q.wording FROM json_each(?) j JOIN quotation q ON q.id = j.value
        WHERE q.wording IS NOT NULL"""
    families = _Union()
    for (mark,) in connection.execute(sql, (json.dumps(rowids),)).fetchall():
        if _is_long(connection, mark):
            for other in _alike(connection, words, mark):
                families.join(mark, other)
    return {mark: families.first(mark) for mark in list(families)}


# Wordings that are the same utterance


class _Words(dict[int, list[str]]):
    """The words of a wording, read when they are asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, mark: int) -> list[str]:
        sql = "SELECT id, start FROM quotation WHERE wording = ? LIMIT 1"
        found = quotations.hydrate(self._connection, self._connection.execute(sql, (mark,)).fetchall())
        self[mark] = wording.words_of(found[0].quote.text) if found else []
        return self[mark]

    def resemble(self, one: int, other: int) -> bool:
        first, second = self[one], self[other]
        return bool(first and second) and wording.resemble(first, second)


class _Union(dict[int, int]):
    """Which wordings are one family: each leads to the family's first."""

    def first(self, mark: int) -> int:
        while (up := self.get(mark, mark)) != mark:
            self[mark] = self.get(up, up)
            mark = up
        return mark

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self[low], self[high] = low, low


def _families(connection: sqlite3.Connection) -> Generator[Step, None, dict[int, int]]:
    """Each wording that is said more than once, or like another one, with its family."""
    again = """SELECT wording FROM quotation WHERE wording IS NOT NULL AND kind < 2
        GROUP BY wording HAVING count(*) > 1"""
    families = _Union((mark, mark) for (mark,) in connection.execute(again))
    words = _Words(connection)
    pairs = sorted(_candidates(connection))
    for number, (one, other) in enumerate(pairs):
        if families.first(one) != families.first(other) and words.resemble(one, other):
            families.join(one, other)
        if number % _PACE == 0:
            yield Step(number, len(pairs), "Comparing quotations")
    return {mark: families.first(mark) for mark in list(families)}


def _candidates(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """Pairs of wordings that share an echo; a wording's own are in ascending order."""
    rows: Iterator[tuple[int, int]] = connection.execute("SELECT hash, wording FROM echo ORDER BY hash, wording")
    found: set[tuple[int, int]] = set()
    for _, group in groupby(rows, key=lambda row: row[0]):
        marks = [mark for _, mark in group]
        if 1 < len(marks) <= _COMMON:
            found.update(combinations(marks, 2))
    return found


# From wordings to articles


def _members(connection: sqlite3.Connection, families: dict[int, int]) -> dict[int, list[_Member]]:
    """All quotations of these wordings, by family."""
    sql = f"""SELECT q.id, q.start, a.text, coalesce(n.canonical, n.id), q.wording FROM quotation q
        JOIN article a ON a.id = q.id LEFT JOIN name n ON n.id = q.speaker
        WHERE q.wording = ? AND NOT EXISTS (SELECT 1 FROM state b WHERE b.kind = {BIN} AND b.id = q.id)"""
    found: dict[int, list[_Member]] = defaultdict(list)
    for mark, family in families.items():
        for rowid, start, *rest in connection.execute(sql, (mark,)):
            found[family].append(_Member((rowid, start), *rest))
    return {family: members for family, members in found.items() if len({each.text for each in members}) > 1}


def _gathered(connection: sqlite3.Connection, families: dict[int, list[_Member]]) -> list[Travel]:
    """Families as travels: the long ones as they are, the short ones in the company of a long one or a speaker."""
    short: list[list[_Member]] = []
    travelling: list[list[_Member]] = []
    company: dict[int, set[object]] = defaultdict(set)
    for family, members in families.items():
        if not any(_is_long(connection, mark) for mark in {each.wording for each in members}):
            short.append(members)
            continue
        travelling.append(members)
        for each in members:
            company[each.place[0]].add(family)
    travelling += (kept for members in short if (kept := _accompanied(members, company)))
    return [travel for members in travelling if (travel := _travel({0: members})) is not None]


def _accompanied(members: Sequence[_Member], company: dict[int, set[object]]) -> list[_Member]:
    """Those that have a long quotation or their speaker in common with one in another text."""
    texts: dict[object, set[int]] = defaultdict(set)
    for each in members:
        for key in _keys(each, company):
            texts[key].add(each.text)
    return [each for each in members if any(len(texts[key]) > 1 for key in _keys(each, company))]


def _keys(member: _Member, company: dict[int, set[object]]) -> Iterable[object]:
    yield from company.get(member.place[0], ())
    if member.speaker is not None:
        yield "speaker", member.speaker


def _travel(families: dict[int, list[_Member]]) -> Travel | None:
    members = [each for group in families.values() for each in group]
    texts = {each.text for each in members}
    if len(texts) < 2:
        return None
    ordered = sorted((each.place for each in members), key=lambda place: (place[0] < DATED, place))
    return Travel(tuple(ordered), len(texts))
