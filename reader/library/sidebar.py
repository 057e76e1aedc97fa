"""Counts for the filters on the left."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3

from reader.library import accounts, pins, searches
from reader.library.entries import Sidebar
from reader.library.states import BIN, STAR

_BINNED = f"SELECT id FROM state WHERE kind = {BIN}"


def sidebar(connection: sqlite3.Connection) -> Sidebar:
    """What is in the library; what is in the bin counts there alone."""
    return Sidebar(
        _one(connection, "SELECT count(*) FROM article") - _one(connection, f"SELECT count(*) FROM ({_BINNED})"),
        _unread(connection),
        _one(connection, f"SELECT count(*) FROM state WHERE kind = {STAR} AND id NOT IN ({_BINNED})"),
        _sources(connection),
        _tags(connection),
        tuple(accounts.entries(connection)),
        _one(connection, f"SELECT count(*) FROM ({_BINNED})"),
        tuple(searches.saved(connection)),
        tuple(pins.pinned(connection)),
    )


def _one(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _unread(connection: sqlite3.Connection) -> int:
    """The index is counted whole, and the bin taken off: quicker than probing a million rows."""
    binned = f"SELECT count(*) FROM state s JOIN article a ON a.id = s.id WHERE s.kind = {BIN} AND a.unread = 1"
    return _one(connection, "SELECT count(*) FROM article WHERE unread = 1") - _one(connection, binned)


def _sources(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Sources, the one with most articles first."""
    counts = dict(connection.execute("SELECT source, count(*) FROM article GROUP BY source").fetchall())
    binned = f"""SELECT a.source, count(*) FROM state s JOIN article a ON a.id = s.id
        WHERE s.kind = {BIN} GROUP BY a.source"""
    for source, number in connection.execute(binned):
        counts[source] -= number
    names = connection.execute("SELECT id, name FROM source").fetchall()
    found = ((name, counts.get(source, 0)) for source, name in names)
    return tuple(sorted((pair for pair in found if pair[1]), key=lambda pair: (-pair[1], pair[0].casefold())))


def _tags(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Tags by name; one that no article has any more is not shown."""
    rows = connection.execute(
        f"""SELECT t.name, count(*) FROM state s JOIN tag t ON t.id = s.kind
        WHERE s.kind > 0 AND s.id NOT IN ({_BINNED}) GROUP BY t.id ORDER BY t.folded"""
    )
    return tuple((name, number) for name, number in rows)


def tags(connection: sqlite3.Connection) -> list[str]:
    """Names of all tags that are in use, also on articles that are not in the library now."""
    sql = "SELECT name FROM tag WHERE EXISTS (SELECT 1 FROM tagging g WHERE g.tag = tag.id) ORDER BY folded"
    return [name for (name,) in connection.execute(sql)]
