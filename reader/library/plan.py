"""What a search is compiled into: clauses, and the plan that they make together.

A clause says what it asks for in the cheapest words there are: an expression of an index, a set, a span of row
ids; whatever has no such words is a condition that probes one row. `selecting.py` chooses what of a plan is walked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Match:
    """An expression of the index of texts."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """An expression of the index of quotations."""

    text: str


@dataclass(frozen=True, slots=True)
class Member:
    """Being in a set of `state`."""

    kind: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Being unread; has its own partial index."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Row ids from `low` up to but not including `high`."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Where:
    """Any condition; `{id}` stands for the row id."""

    sql: str
    values: tuple[Any, ...] = ()


Clause = Match | Quotes | Member | Unread | Rows | Where

NOTHING = Where("0")


@dataclass(slots=True)
class Plan:
    """A compiled search: `select` makes SQL of it."""

    matches: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    unread: bool = False
    low: int | None = None
    high: int | None = None
    wheres: list[Where] = field(default_factory=list)

    @property
    def match(self) -> str | None:
        """One expression for the index; flat, for its parser nests no deeper than 256."""
        return " AND ".join(f"({text})" for text in self.matches) or None


def put(plan: Plan, clause: Clause) -> None:
    """Narrow a plan by one more clause."""
    match clause:
        case Match(text):
            plan.matches.append(text)
        case Quotes(text):
            plan.quotes.append(text)
        case Member(kind):
            plan.members.append(kind)
        case Unread():
            plan.unread = True
        case Rows(low, high):
            plan.low = low if plan.low is None else max(plan.low, low) if low is not None else plan.low
            plan.high = high if plan.high is None else min(plan.high, high) if high is not None else plan.high
        case Where():
            plan.wheres.append(clause)


def condition(clause: Clause) -> Where:
    """A clause as a condition on one row. `+` keeps SQLite from walking the set instead of the rows in order."""
    match clause:
        case Match(text):
            return Where("+{id} IN (SELECT rowid FROM search WHERE search MATCH ?)", (text,))
        case Quotes(text):
            return Where("+{id} IN (SELECT rowid FROM quoted WHERE quoted MATCH ?)", (text,))
        case Member(kind):
            return Where("EXISTS (SELECT 1 FROM state s WHERE s.kind = ? AND s.id = {id})", (kind,))
        case Unread():
            return Where("EXISTS (SELECT 1 FROM article u WHERE u.id = {id} AND u.unread)")
        case Rows(low, high):
            parts = [("{id} >= ?", low)] * (low is not None) + [("{id} < ?", high)] * (high is not None)
            return Where(" AND ".join(sql for sql, _ in parts) or "1", tuple(value for _, value in parts))
    return clause


def negated(clause: Clause) -> Where:
    """A condition that holds where the clause does not."""
    where = condition(clause)
    return Where(f"NOT ({where.sql})", where.values)


def all_of(clauses: Sequence[Clause]) -> Clause:
    """One clause that holds where all of these do; the index joins what is its own."""
    if len(clauses) == 1:
        return clauses[0]
    if not clauses:
        return Where("1")
    if all(isinstance(clause, Match) for clause in clauses):
        return Match(" AND ".join(f"({clause.text})" for clause in clauses if isinstance(clause, Match)))
    return _joined("AND", clauses)


def any_of(clauses: Sequence[Clause]) -> Clause:
    """One clause that holds where any of these does."""
    for kind in (Match, Quotes):
        if all(isinstance(clause, kind) for clause in clauses):
            return kind(" OR ".join(f"({clause.text})" for clause in clauses if isinstance(clause, kind)))
    return _joined("OR", clauses)


def _joined(word: str, clauses: Sequence[Clause]) -> Where:
    wheres = [condition(clause) for clause in clauses]
    sql = f" {word} ".join(f"({where.sql})" for where in wheres)
    return Where(sql, tuple(value for where in wheres for value in where.values))
