"""Which column of a table is what, as the user said: kept for every table with the same columns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.library.journal import Args, Journal
from reader.model import Changes


class TableColumns(NamedTuple):
    """The columns of a table, and the part of an article that some of them are ("" for a part: no column)."""

    columns: tuple[str, ...]
    mapping: Mapping[str, str]


def listed(connection: sqlite3.Connection) -> list[TableColumns]:
    """All that is remembered, the newest first."""
    rows = connection.execute("SELECT columns, mapping FROM table_columns ORDER BY id DESC")
    return [TableColumns(tuple(json.loads(columns)), json.loads(mapping)) for columns, mapping in rows]


def save(
    connection: sqlite3.Connection, journal: Journal, columns: Sequence[str], mapping: Mapping[str, str]
) -> Changes:
    """Remember a mapping; what was remembered for the same columns is replaced."""
    key = _key(columns)
    after = [key, json.dumps(dict(mapping), ensure_ascii=False)]
    before = _read(connection, key)
    if before == after:
        return Changes(note="These columns are remembered already")
    return _commit(journal, before, after, f"Remembered the columns of tables like this ({len(columns):,})")


def forget(connection: sqlite3.Connection, journal: Journal, columns: Sequence[str]) -> Changes:
    """Guess anew what the columns of such tables are."""
    before = _read(connection, _key(columns))
    if before is None:
        return Changes(note="Nothing is remembered of tables with these columns")
    return _commit(journal, before, None, "Forgot the columns of tables like this")


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Carry out a step on what is remembered; later imports follow it."""
    del step
    old, new = (args["before"], args["after"]) if forwards else (args["after"], args["before"])
    if old:
        connection.execute("DELETE FROM table_columns WHERE columns = ?", (old[0],))
    if new:
        connection.execute("INSERT INTO table_columns (columns, mapping) VALUES (?, ?)", new)
    return Changes()


def _read(connection: sqlite3.Connection, key: str) -> list[str] | None:
    row = connection.execute("SELECT columns, mapping FROM table_columns WHERE columns = ?", (key,)).fetchone()
    return list(row) if row else None


def _commit(journal: Journal, before: list[str] | None, after: list[str] | None, words: str) -> Changes:
    args = {"before": before, "after": after}
    return journal.commit(journal.begin("table_columns", args), "table_columns", args, words)


def _key(columns: Sequence[str]) -> str:
    return json.dumps(sorted(set(columns)), ensure_ascii=False)
