"""Lists of what a query finds."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from typing import Literal

from reader.library import reading, tokens
from reader.library.states import BIN
from reader.model import Query

Order = Literal["date", "-date", "relevance", "source", "title", "length"]


def parse(connection: sqlite3.Connection, text: str) -> Query:
    words = tuple(tokens.words(text))
    return Query(text, " AND ".join(words) or "all articles", "", words)


def listing(connection: sqlite3.Connection, text: str, order: Order = "date", limit: int | None = None) -> array[int]:
    words = tokens.words(text)
    direction = "ASC" if order == "-date" else "DESC"
    unbinned = f"NOT EXISTS (SELECT 1 FROM state WHERE kind = {BIN} AND state.id = t.rowid)"
    if words:
        match = " AND ".join(f'"{word}"' for word in words)
        sql = f"SELECT t.rowid FROM search t WHERE search MATCH ? AND {unbinned} ORDER BY t.rowid {direction} LIMIT ?"
        found = connection.execute(sql, (match, -1 if limit is None else limit))
    else:
        sql = f"SELECT t.id FROM article t WHERE {unbinned} ORDER BY t.id {direction} LIMIT ?"
        found = connection.execute(sql, (-1 if limit is None else limit,))
    return array("q", (rowid for (rowid,) in found))


def count(connection: sqlite3.Connection, text: str, cap: int | None = None) -> int:
    return len(listing(connection, text, "date", cap))


def in_import_order(connection: sqlite3.Connection, text: str) -> Iterator[int]:
    wanted = set(listing(connection, text))
    return (rowid for rowid in reading.in_import_order(connection) if rowid in wanted)
