"""Which articles are copies of an article: exact ones share its text, near ones its family (see `relating.py`)."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3

from reader.library import reading
from reader.library.states import BIN

_MEMBERS = 500  # of a family that are shown


def family(connection: sqlite3.Connection, id_: str) -> list[int]:
    """Rows of an article, its exact and its near copies, the earliest first; the newest 500 where there are more."""
    rows = connection.execute(
        f"""SELECT id FROM (
            SELECT b.id FROM article a JOIN article b ON b.text = a.text WHERE a.key = :key
            UNION SELECT o.id FROM article a JOIN kin k ON k.id = a.id JOIN kin o ON o.family = k.family
                WHERE a.key = :key
        ) f WHERE NOT EXISTS (SELECT 1 FROM state WHERE kind = {BIN} AND state.id = f.id)
        OR f.id = (SELECT id FROM article WHERE key = :key) ORDER BY id DESC LIMIT {_MEMBERS}""",
        {"key": reading.key(id_)},
    )
    return [row[0] for row in rows][::-1]


def near(connection: sqlite3.Connection, id_: str) -> list[str]:
    """The near copies of an article, the longest first."""
    rows = connection.execute(
        f"""SELECT b.key FROM article a JOIN kin k ON k.id = a.id JOIN kin o ON o.family = k.family AND o.id <> a.id
        JOIN article b ON b.id = o.id WHERE a.key = ?
        AND NOT EXISTS (SELECT 1 FROM state WHERE kind = {BIN} AND state.id = b.id) ORDER BY b.words DESC, b.id DESC""",
        (reading.key(id_),),
    )
    return [key.hex() for (key,) in rows]
