"""Entities and quotes: which articles still need them, and where they are kept.

`state` keeps a queue of what is pending, so that asking for the next few costs the same
whether ten articles are pending or a million.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from reader.library import indexing, names, packing, quotations, reading, tokens
from reader.library.states import BIN, PENDING, STAR
from reader.model import Block, Changes, Marks

Pending = tuple[str, int, str, str, tuple[Block, ...], str | None]

_UNBINNED = f"NOT EXISTS (SELECT 1 FROM state b WHERE b.kind = {BIN} AND b.id = p.id)"  # noqa: S608 (constant)
_NEWEST = f"SELECT p.id FROM state p WHERE p.kind = {PENDING} AND {_UNBINNED} ORDER BY p.id DESC LIMIT ?"  # noqa: S608
_CHOSEN = f"""SELECT DISTINCT p.id FROM state s CROSS JOIN state p ON p.kind = {PENDING} AND p.id = s.id
    WHERE (s.kind = {STAR} OR s.kind > 0) AND {_UNBINNED} ORDER BY p.id DESC LIMIT ?"""  # noqa: S608 (constants)


def _written(versions: Mapping[str, str]) -> str:
    return json.dumps(dict(versions), sort_keys=True, ensure_ascii=False)


class Marking:
    """The queue of one library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queued: str | None = None  # analyzer versions that the queue was made for
        self._chosen = True  # False: no starred or tagged article is pending

    def choose(self) -> None:
        """Something was starred or tagged: look there again."""
        self._chosen = True

    def is_queued(self, versions: Mapping[str, str]) -> bool:
        return self._queued == _written(versions)

    def queue(self, versions: Mapping[str, str]) -> None:
        """Queue the articles whose marks other versions of the analyzers made."""
        written = _written(versions)
        self._connection.execute(
            """INSERT OR IGNORE INTO state (kind, id) SELECT ?, id FROM marks
            WHERE analysed < ? OR analysed > ?""",  # two spans of the index; <> would read all of it
            (PENDING, written, written),
        )
        self._queued = written

    def pending(self, limit: int, first: Sequence[str | int] = ()) -> list[Pending]:
        """The next articles to analyse: `first` (ids or row ids), then starred and tagged ones, then the newest."""
        wanted: dict[int, None] = dict.fromkeys(self._asked(first))
        if self._chosen and len(wanted) < limit:
            chosen = [row[0] for row in self._connection.execute(_CHOSEN, (limit,))]
            self._chosen = bool(chosen)
            wanted.update(dict.fromkeys(chosen))
        if len(wanted) < limit:
            wanted.update(dict.fromkeys(row[0] for row in self._connection.execute(_NEWEST, (limit,))))
        return list(self._read(list(wanted)[:limit]))

    def _asked(self, first: Sequence[str | int]) -> Iterable[int]:
        waiting = "SELECT 1 FROM state WHERE kind = ? AND id = ?"
        for id_ in first:
            rowid = id_ if isinstance(id_, int) else reading.rowid_of(self._connection, id_)
            if rowid is not None and self._connection.execute(waiting, (PENDING, rowid)).fetchone():
                yield rowid

    def _read(self, rowids: Sequence[int]) -> Iterable[Pending]:
        sql = """SELECT a.key, a.version, a.title, t.packed, a.language
            FROM article a JOIN text t ON t.id = a.text WHERE a.id = ?"""
        for rowid in rowids:
            key, version, title, packed, language = self._connection.execute(sql, (rowid,)).fetchone()
            text, blocks = packing.unpack_text(packed)
            yield key.hex(), version, title, text, blocks, language

    def count(self) -> int:
        found = self._connection.execute("SELECT count(*) FROM state WHERE kind = ?", (PENDING,)).fetchone()
        return int(found[0])

    def store(self, batch: Sequence[tuple[str, int, Marks]]) -> Changes:
        """Keep new marks; those made for an older version of a text are dropped."""
        stored = [id_ for id_, version, marks in batch if self._store(id_, version, marks)]
        return Changes(frozenset(stored), marks=bool(stored))

    def _store(self, id_: str, version: int, marks: Marks) -> bool:
        sql = "SELECT id FROM article WHERE key = ? AND version = ?"
        row = self._connection.execute(sql, (reading.key(id_), version)).fetchone()
        if row is None:
            return False
        rowid = row[0]
        indexing.take_quotes_out(self._connection, rowid)
        self._connection.execute(
            "INSERT OR REPLACE INTO marks (id, version, analysed, packed) VALUES (?, ?, ?, ?)",
            (rowid, version, _written(marks.analysed), packing.pack_marks(marks)),
        )
        indexing.put_quotes(self._connection, rowid, tokens.quotes(marks))
        names.store(self._connection, rowid, reading.key(id_), marks)
        quotations.store(self._connection, rowid, reading.key(id_), marks)
        self._connection.execute("DELETE FROM state WHERE kind = ? AND id = ?", (PENDING, rowid))
        return True
