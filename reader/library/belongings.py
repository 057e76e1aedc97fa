"""What the user made of articles, as rows that can be taken over by other articles, and put back as they were."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader.library import states

Rows = Mapping[str, Sequence[Sequence[Any]]]  # table -> rows, keys in hexadecimal digits: as JSON

# The user's tables by article, each with its columns; the first ones are its key.
_TABLES: Mapping[str, tuple[int, str]] = {
    "tagging": (2, "article, tag"),
    "star": (1, "article"),
    "seen": (1, "article"),
    "binned": (1, "article, dump"),
    "name_rule": (3, "article, kind, text, to_kind, to_text"),
    "correction": (2, "article, field, value"),
    "text_edit": (1, "id, article, kind, start, stop, passage"),
    "note": (1, "id, article, body, start, stop, passage, version, placed, made"),
}
_PLACES = "note, start, stop"


def snapshot(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, list[list[Any]]]:
    """All rows of these articles."""
    keys = [bytes.fromhex(each) for each in sorted(set(ids))]
    found: dict[str, list[list[Any]]] = {table: [] for table in (*_TABLES, "note_place")}
    for table, (_, columns) in _TABLES.items():
        for key in keys:
            rows = connection.execute(f"SELECT {columns} FROM {table} WHERE article = ?", (key,))
            found[table] += [[_shown(value) for value in row] for row in rows]
    for number, *_ in found["note"]:
        places = connection.execute(f"SELECT {_PLACES} FROM note_place WHERE note = ?", (number,))
        found["note_place"] += [list(row) for row in places]
    return found


def put(connection: sqlite3.Connection, gone: Rows, come: Rows) -> None:
    """The rows of one snapshot in place of those of another; what was made since then stays as it is."""
    for table, (keys, columns) in _TABLES.items():
        names = columns.split(", ")
        same = " AND ".join(f"{name} = ?" for name in names[:keys])
        connection.executemany(f"DELETE FROM {table} WHERE {same}", (_stored(names, row)[:keys] for row in gone[table]))
        _insert(connection, table, names, come[table])
    put_notes(connection, come)


def put_notes(connection: sqlite3.Connection, rows: Rows) -> None:
    """The notes of a snapshot where they stood in it."""
    connection.executemany("DELETE FROM note_place WHERE note = ?", ((row[0],) for row in rows["note"]))
    _insert(connection, "note", _TABLES["note"][1].split(", "), rows["note"])
    _insert(connection, "note_place", _PLACES.split(", "), rows["note_place"])


def _insert(connection: sqlite3.Connection, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    holes = ", ".join("?" * len(names))
    insert = f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({holes})"
    connection.executemany(insert, (_stored(names, row) for row in rows))


def _shown(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _stored(names: Sequence[str], row: Sequence[Any]) -> list[Any]:
    return [bytes.fromhex(value) if name == "article" else value for name, value in zip(names, row, strict=True)]


def copy(connection: sqlite3.Connection, old: str, new: str, *, marks: bool) -> None:
    """Have a part of an article be read, binned and named as the whole; tags and star too where `marks` says so."""
    values = {"old": bytes.fromhex(old), "new": bytes.fromhex(new)}
    for table in ("seen", "binned", "name_rule", *(("tagging", "star") if marks else ())):
        columns = _TABLES[table][1]
        rest = columns.partition("article")[2]
        insert = f"INSERT OR IGNORE INTO {table} ({columns}) SELECT :new{rest} FROM {table} WHERE article = :old"
        connection.execute(insert, values)


def unite(connection: sqlite3.Connection, old: str, new: str) -> None:
    """What the user made of an article goes over to the one that it is now part of.

    That is read, or in the bin, only where both are. Corrected fields stay under the old id: the new one has its own.
    """
    values = {"old": bytes.fromhex(old), "new": bytes.fromhex(new)}
    for table in ("seen", "binned"):
        missing = f"NOT EXISTS (SELECT 1 FROM {table} WHERE article = :old)"
        connection.execute(f"DELETE FROM {table} WHERE article = :new AND {missing}", values)
        connection.execute(f"DELETE FROM {table} WHERE article = :old", values)
    for table in ("tagging", "star", "name_rule"):
        connection.execute(f"UPDATE OR IGNORE {table} SET article = :new WHERE article = :old", values)
        connection.execute(f"DELETE FROM {table} WHERE article = :old", values)
    for table in ("note", "text_edit"):
        connection.execute(f"UPDATE {table} SET article = :new WHERE article = :old", values)


def mirror(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Make the marks by row id of these articles anew."""
    for each in ids:
        row = connection.execute("SELECT id FROM article WHERE key = ?", (bytes.fromhex(each),)).fetchone()
        if row is None:
            continue
        kinds = (states.STAR, states.NOTE, states.BIN)
        connection.execute("DELETE FROM state WHERE id = ? AND (kind > 0 OR kind IN (?, ?, ?))", (*row, *kinds))
        connection.execute("UPDATE article SET unread = 1 WHERE id = ?", row)
        states.mirror(connection, f"article.id = {row[0]:d}")
