"""Which records of a dump are in the library already."""

from __future__ import annotations

import sqlite3


class Known:
    """The records of a dump that are in the library already."""

    def __init__(self, connection: sqlite3.Connection, dump: int) -> None:
        self._connection = connection
        self._dump = dump
        # A dump that is new needs no look-up for each of its records, 20 us.
        sql = "SELECT EXISTS (SELECT 1 FROM record WHERE dump = ?)"
        self._begun = bool(connection.execute(sql, (dump,)).fetchone()[0])

    def __contains__(self, place: tuple[str, int]) -> bool:
        return self.articles(*place) is not None

    def articles(self, member: str, offset: int, sha256: str | None = None) -> tuple[str, ...] | None:
        """Ids of the articles that this record gave, None where it is not in the library.

        With `sha256` only a record of the same content counts: a folder's files may change.
        """
        if not self._begun:
            return None
        rows = self._connection.execute(
            """SELECT r.id FROM record r JOIN member m ON m.id = r.member
            WHERE m.dump = ? AND m.name = ? AND r.dump = m.dump AND r.place = ? AND (? IS NULL OR r.sha256 = ?)""",
            (self._dump, member, offset, sha256, bytes.fromhex(sha256 or "")),
        ).fetchall()
        if not rows:
            return None
        ids = "SELECT hex(key) FROM article WHERE record = ? ORDER BY extent_start"
        return tuple(key.lower() for row in rows for (key,) in self._connection.execute(ids, row))
