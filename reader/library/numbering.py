"""The numbers of sources and members, kept in memory between the batches of an import."""

from __future__ import annotations

import sqlite3

from reader.library import tokens

_KEPT = 10_000  # members; a folder of a million files must not fill the memory


class Numbers:
    """Numbers by name; a name that is new gets one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sources: dict[str, int] = {}
        self._members: dict[tuple[int, str], int] = {}

    def forget(self) -> None:
        """Look everything up anew: some may have been taken out, or rolled back."""
        self._sources.clear()
        self._members.clear()

    def member(self, dump: int, name: str) -> int:
        found = self._members.get((dump, name))
        if found is None:
            if len(self._members) > _KEPT:
                self._members.clear()
            insert = "INSERT INTO member (dump, name) VALUES (?, ?) ON CONFLICT DO NOTHING"
            find = "SELECT id FROM member WHERE dump = ? AND name = ?"
            found = self._members[dump, name] = self._made(insert, (dump, name), find, (dump, name))
        return found

    def source(self, name: str | None) -> int | None:
        if not name:
            return None
        found = self._sources.get(name)
        if found is None:
            insert = "INSERT INTO source (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING"
            find = "SELECT id FROM source WHERE name = ?"
            found = self._sources[name] = self._made(insert, (name, tokens.fold(name)), find, (name,))
        return found

    def _made(self, insert: str, row: tuple[object, ...], find: str, name: tuple[object, ...]) -> int:
        """The number of a name that may be there already."""
        cursor = self._connection.execute(insert, row)
        if cursor.rowcount == 1:
            return int(cursor.lastrowid or 0)
        return int(self._connection.execute(find, name).fetchone()[0])
