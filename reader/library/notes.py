"""The user's notes, on an article or on a passage of it.

A note keeps the words of its passage, so that a new version of the text can be searched for them.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from reader.errors import LibraryError
from reader.library import packing, reading, states
from reader.library.journal import Args, Journal
from reader.model import Changes

_COLUMNS = "id, article, body, start, stop, passage, version, placed, made"


def _read(connection: sqlite3.Connection, note: int) -> dict[str, Any] | None:
    cursor = connection.execute(f"SELECT {_COLUMNS} FROM note WHERE id = ?", (note,))  # noqa: S608 (constant)
    row = cursor.fetchone()
    if row is None:
        return None
    named = dict(zip((column[0] for column in cursor.description), row, strict=True))
    return named | {"article": named["article"].hex()}


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Carry out a step on a note: the row `before` becomes the row `after`, or the other way round."""
    del step
    old, new = (args["before"], args["after"]) if forwards else (args["after"], args["before"])
    if old:
        connection.execute("DELETE FROM note WHERE id = ?", (old["id"],))
    if new:
        row = {**new, "article": bytes.fromhex(new["article"])}
        holes = ":" + _COLUMNS.replace(" ", " :")
        connection.execute(f"INSERT INTO note ({_COLUMNS}) VALUES ({holes})", row)  # noqa: S608 (constant)
    article = (new or old)["article"]
    _mirror(connection, bytes.fromhex(article))
    return Changes(frozenset((article,)), states=True)


def _mirror(connection: sqlite3.Connection, article: bytes) -> None:
    rowid = connection.execute("SELECT id FROM article WHERE key = ?", (article,)).fetchone()
    if rowid is None:
        return
    if connection.execute("SELECT 1 FROM note WHERE article = ?", (article,)).fetchone():
        connection.execute("INSERT OR IGNORE INTO state VALUES (?, ?)", (states.NOTE, *rowid))
    else:
        connection.execute("DELETE FROM state WHERE kind = ? AND id = ?", (states.NOTE, *rowid))


def add(
    journal: Journal, connection: sqlite3.Connection, id_: str, body: str, start: int | None, end: int | None, made: str
) -> Changes:
    """A new note. Raises LibraryError for an article that is not there."""
    row = connection.execute(
        "SELECT a.version, t.packed FROM article a JOIN text t ON t.id = a.text WHERE a.key = ?", (reading.key(id_),)
    ).fetchone()
    if row is None:
        raise LibraryError("The article of this note is not in the library any more; import its dump again.")
    passage = packing.unpack_words(row[1])[start:end] if start is not None else None
    after = {
        "id": _next(connection),
        "article": id_,
        "body": body,
        "start": start,
        "stop": end,
        "passage": passage,
        "version": row[0],
        "placed": 1,
        "made": made,
    }
    return _keep(journal, None, after, "Added a note")


def edit(journal: Journal, connection: sqlite3.Connection, note: int, body: str) -> Changes:
    """Give a note other words. Raises LibraryError where it has been deleted."""
    before = _required(connection, note)
    return _keep(journal, before, before | {"body": body}, "Changed a note")


def delete(journal: Journal, connection: sqlite3.Connection, note: int) -> Changes:
    """Raises LibraryError where it has been deleted already."""
    return _keep(journal, _required(connection, note), None, "Deleted a note")


def _keep(journal: Journal, before: dict[str, Any] | None, after: dict[str, Any] | None, words: str) -> Changes:
    args = {"before": before, "after": after}
    return journal.commit(journal.begin("note", args), "note", args, words)


def _required(connection: sqlite3.Connection, note: int) -> dict[str, Any]:
    found = _read(connection, note)
    if found is None:
        raise LibraryError("This note has been deleted; undo brings it back.")
    return found


def _next(connection: sqlite3.Connection) -> int:
    """A number that no note ever had: an undone note may come back under its own."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'note'").fetchone()
    return int(row[0]) + 1 if row else 1
