"""Taking articles out for good: emptying the bin, and forgetting without a trace.

Emptying the bin keeps the user's marks, by public id: importing the dump again brings them back.
Forgetting takes those too, and rewrites the file so that no word of the text is left in it.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Generator, Sequence
from pathlib import Path

from reader.errors import LibraryError
from reader.library import indexing, pictures, quotations, reading, relating, tidying, tokens
from reader.library.connection import transaction
from reader.library.journal import counted
from reader.library.states import BIN, COPY
from reader.library.targets import Target, gather
from reader.model import Changes, Step, record_id

_AT_ONCE = 200  # articles a transaction: 100-200 ms
_OWN = ("named", "marks", "state", "detail", "article")  # tables by row id; `article` last, the others point to it
_USER = ("tagging", "star", "seen", "note", "binned", "name_rule", "correction", "text_edit", "stated")


def empty_bin(connection: sqlite3.Connection) -> Generator[Step, None, Changes]:
    """Take what is in the bin out of the library, a step at a time."""
    find = "SELECT id FROM state WHERE kind = ? LIMIT ?"
    total = connection.execute("SELECT count(*) FROM state WHERE kind = ?", (BIN,)).fetchone()[0]
    done = 0
    while rowids := [row[0] for row in connection.execute(find, (BIN, _AT_ONCE))]:
        with transaction(connection, durable=True):
            _purge(connection, rowids, forget=False)
        done += len(rowids)
        yield Step(done, total, "Emptying the bin")
    with transaction(connection, durable=True):
        _clear_dumps(connection)
    return Changes(None if done else frozenset(), listing=bool(done), note=f"Took {counted(done)} out of the bin")


def forget(connection: sqlite3.Connection, path: Path, target: Target | int) -> Generator[Step, None, Changes]:
    """Take articles and all that was made of them out of the file, past recovery and undo.

    `target` is a number for a whole dump, with its records, its name and its reports. Raises LibraryError
    where there is no room to write the file anew. Backups are left to the caller.
    """
    if shutil.disk_usage(path.parent).free < path.stat().st_size * 1.1:
        raise LibraryError(f"There is no room to write {path.name} anew; free some space on its disk.")
    rowids = _rows(connection, target)
    connection.execute("PRAGMA secure_delete = ON")
    try:
        for start in range(0, len(rowids), _AT_ONCE):
            with transaction(connection, durable=True):
                _purge(connection, rowids[start : start + _AT_ONCE], forget=True)
            yield Step(min(start + _AT_ONCE, len(rowids)), len(rowids), "Forgetting")
        yield Step(0, 0, "Writing the library anew")
        if isinstance(target, int):
            _forget_dump(connection, target)
        _erase(connection)
    finally:
        connection.execute("PRAGMA secure_delete = OFF")
    return Changes(None, listing=True, states=True, note=f"Forgot {counted(len(rowids))}")


def _rows(connection: sqlite3.Connection, target: Target | int) -> list[int]:
    if isinstance(target, int):
        rows = "SELECT a.id FROM record r JOIN article a ON a.record = r.id WHERE r.dump = ?"
        return [row[0] for row in connection.execute(rows, (target,))]
    gather(connection, target)
    return [row[0] for row in connection.execute("SELECT id FROM target")]


def _forget_dump(connection: sqlite3.Connection, dump: int) -> None:
    """What is left of a dump when its articles are gone; the steps that know it go with all others."""
    with transaction(connection, durable=True):
        connection.execute("DELETE FROM step")
        for table in ("record", "member", "report", "reading", "picture_place"):
            connection.execute(f"DELETE FROM {table} WHERE dump = ?", (dump,))
        connection.execute("DELETE FROM dump WHERE id = ?", (dump,))


def _erase(connection: sqlite3.Connection) -> None:
    """Rewrite everything that may still hold words of what was forgotten."""
    with transaction(connection, durable=True):
        _clear_names(connection)
        connection.execute("DELETE FROM step")  # may hold notes, and names
        connection.execute("DELETE FROM recent")
        _clear_dumps(connection)
        connection.execute("DELETE FROM member WHERE id NOT IN (SELECT member FROM record)")
        used = "SELECT source FROM article WHERE source IS NOT NULL"
        connection.execute(f"DELETE FROM source WHERE id NOT IN ({used})")
        connection.execute("DELETE FROM pin WHERE source NOT IN (SELECT name FROM source)")
    tidying.whole(connection)
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _purge(connection: sqlite3.Connection, rowids: Sequence[int], *, forget: bool) -> None:
    for rowid in rowids:
        row = connection.execute(
            "SELECT key, record, extent_start, extent_end FROM article WHERE id = ?", (rowid,)
        ).fetchone()
        if row is None:
            continue
        key, record, start, end = row
        if forget:
            _forget_borders(connection, rowid)
        pictures.take_out(connection, record, (start, end))
        take_away(connection, rowid)
        if forget:
            places = "DELETE FROM note_place WHERE note IN (SELECT id FROM note WHERE article = ?)"
            connection.execute(places, (key,))
        for table in _USER if forget else ("binned", "stated"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (key,))
        _release_record(connection, record)


def take_away(connection: sqlite3.Connection, rowid: int) -> None:
    """Take an article out of all tables and indexes but the user's, which know it by its id."""
    text, record, packed = connection.execute(
        "SELECT a.text, a.record, t.packed FROM article a JOIN text t ON t.id = a.text WHERE a.id = ?", (rowid,)
    ).fetchone()
    indexing.take_out(connection, rowid)
    relating.part(connection, rowid, packed)
    quotations.remove(connection, rowid)
    for table in _OWN:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (rowid,))
    release_text(connection, text)
    less = "UPDATE dump SET articles = articles - 1 WHERE id = (SELECT dump FROM record WHERE id = ?)"
    connection.execute(less, (record,))


def _forget_borders(connection: sqlite3.Connection, rowid: int) -> None:
    """What the user said of where the articles of this one's record begin and end."""
    record = bytes.fromhex(record_id(reading.article(connection, rowid).provenance))
    for table in ("border", "kept_id"):
        connection.execute(f"DELETE FROM {table} WHERE record = ?", (record,))


def release_text(connection: sqlite3.Connection, text: int) -> None:
    """Drop a text that no article has; where one article is left, it is a copy no more."""
    left = connection.execute("SELECT id FROM article WHERE text = ? LIMIT 2", (text,)).fetchall()
    if not left:
        connection.execute("DELETE FROM text WHERE id = ?", (text,))
    elif len(left) == 1:  # no copy any more
        connection.execute("DELETE FROM state WHERE kind = ? AND id = ?", (COPY, *left[0]))


def _release_record(connection: sqlite3.Connection, record: int) -> None:
    """A record without articles goes too, with its leftover: importing again then brings it back."""
    gone = "DELETE FROM record WHERE id = ? AND NOT EXISTS (SELECT 1 FROM article WHERE record = ?)"
    connection.execute(gone, (record, record))


def _clear_dumps(connection: sqlite3.Connection) -> None:
    """Records without articles of dumps that were removed whole, and pictures that nothing shows any more."""
    empty = "SELECT id FROM dump WHERE removed AND articles = 0"
    connection.execute(f"DELETE FROM record WHERE dump IN ({empty})")
    connection.execute(f"DELETE FROM member WHERE dump IN ({empty})")
    pictures.sweep(connection)


def _clear_names(connection: sqlite3.Connection) -> None:
    """Names that no article has any more, and that the user says nothing about."""
    rows = connection.execute(
        """SELECT id, text FROM name n WHERE NOT EXISTS (SELECT 1 FROM named g WHERE g.name = n.id)
        AND NOT EXISTS (SELECT 1 FROM name o WHERE o.canonical = n.id)
        AND NOT EXISTS (SELECT 1 FROM name_rule r WHERE r.text = n.text OR r.to_text = n.text)"""
    ).fetchall()
    for number, text in rows:
        values = number, tokens.indexable(text)
        connection.execute("INSERT INTO name_search (name_search, rowid, text) VALUES ('delete', ?, ?)", values)
        connection.execute("DELETE FROM name WHERE id = ?", (number,))
