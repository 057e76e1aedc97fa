"""A plan as one SELECT over row ids."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from reader.library.plan import Clause, Match, Member, Plan, Quotes, Rows, Unread, Where, condition

_FEW = 2_000  # a set so small is walked, asking the words of each row (20 us); else the words' hits are (1 us)


@dataclass(frozen=True, slots=True)
class Select:
    """SQL that gives row ids: without ORDER BY and LIMIT."""

    id: str  # the column of the row id
    table: str
    where: str
    values: tuple[Any, ...]

    def ordered(self, *, newest_first: bool = True, columns: str | None = None) -> str:
        """The statement in row order; it needs one more value, the limit (-1: none)."""
        direction = "DESC" if newest_first else "ASC"
        return (
            f"SELECT {columns or self.id} FROM {self.table} WHERE {self.where} ORDER BY {self.id} {direction} LIMIT ?"
        )

    def unordered(self) -> str:
        return f"SELECT {self.id} AS id FROM {self.table} WHERE {self.where}"


def select(connection: sqlite3.Connection, plan: Plan) -> Select:
    """Choose what to walk: a small set, the words' hits, a set, or all articles."""
    small = _small(connection, plan)
    driver, rest = _driver(plan, small)
    table, id_, own, values = _walk(driver)
    ask = _asked if small else condition
    wheres = [ask(clause) for clause in (Rows(plan.low, plan.high), *rest, *plan.wheres)]
    conditions = [own, *(f"({where.sql})".replace("{id}", id_) for where in wheres)]
    return Select(id_, table, " AND ".join(conditions), (*values, *(v for where in wheres for v in where.values)))


def _small(connection: sqlite3.Connection, plan: Plan) -> Clause | None:
    """A set of the plan with few members."""
    for kind in plan.members:
        if _is_few(connection, "state WHERE kind = ?", kind):
            return Member(kind)
    return Unread() if plan.unread and _is_few(connection, "article WHERE unread = ?", 1) else None


def _is_few(connection: sqlite3.Connection, where: str, value: int) -> bool:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {where} LIMIT ?)"
    return int(connection.execute(sql, (value, _FEW + 1)).fetchone()[0]) <= _FEW


def _driver(plan: Plan, small: Clause | None) -> tuple[Clause, list[Clause]]:
    order: list[Clause] = [Match(plan.match)] if plan.match else []
    order += [Quotes(text) for text in plan.quotes]
    order += [Member(kind) for kind in plan.members]
    order += [Unread()] if plan.unread else []
    if small is not None:
        return small, [clause for clause in order if clause != small]
    return (order[0], order[1:]) if order else (Where("1"), [])


def _asked(clause: Clause) -> Where:
    """A condition for few rows: the index is asked for each of them, instead of for all hits first."""
    match clause:
        case Match(text):
            return Where("EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND search.rowid = {id})", (text,))
        case Quotes(text):
            return Where("EXISTS (SELECT 1 FROM quoted WHERE quoted MATCH ? AND quoted.rowid = {id})", (text,))
    return condition(clause)


def _walk(driver: Clause) -> tuple[str, str, str, tuple[Any, ...]]:
    """Table, row id column, condition and values of what is walked."""
    match driver:
        case Match(text):
            return "search", "search.rowid", "search MATCH ?", (text,)
        case Quotes(text):
            return "quoted", "quoted.rowid", "quoted MATCH ?", (text,)
        case Member(kind):
            return "state w", "w.id", "w.kind = ?", (kind,)
        case Unread():
            return "article w INDEXED BY article_unread", "w.id", "w.unread = 1", ()
    return "article w", "w.id", "1", ()
