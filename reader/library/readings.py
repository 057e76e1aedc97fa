"""How dumps are read, where the user knows better than detection: another format, another line between articles.

Reading a dump otherwise makes other articles of the same bytes, and some of them have the same public id: both
begin at the same place. So the articles of the reading that is not in use are put by: they are in the bin under
ids of their own, while the tags, stars and notes stay with the ids, and so with whatever stands at their place now.
A step of the journal turns one reading into the other and back.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from reader.errors import LibraryError
from reader.library import states
from reader.library.journal import Args, Journal
from reader.model import Changes

Said = Mapping[str, Any]  # what the user said: format, mapping, separator; empty: nothing

_BY = " put by "  # behind the anchor of a reading that is not in use: opening the dump does not find it
_ARTICLES = "SELECT a.id FROM article a JOIN record r ON r.id = a.record WHERE r.dump = ?"
_KEYS = "SELECT a.id, a.key FROM article a JOIN record r ON r.id = a.record WHERE r.dump = ?"


def said_of(connection: sqlite3.Connection, anchor: str) -> Said:
    """What the user said of how to read a dump, by its SHA-256 or its folder's path."""
    sql = "SELECT said FROM reading r JOIN dump d ON d.id = r.dump WHERE d.anchor = ?"
    row = connection.execute(sql, (anchor,)).fetchone()
    found: Said = json.loads(row[0]) if row else {}
    return found


def say(connection: sqlite3.Connection, dump: int, said: Said) -> None:
    """Keep how a dump is to be read from now on."""
    text = json.dumps(said, ensure_ascii=False)
    sql = "INSERT INTO reading (dump, said) VALUES (?, ?) ON CONFLICT (dump) DO UPDATE SET said = excluded.said"
    connection.execute(sql, (dump, text))


def begin(connection: sqlite3.Connection, journal: Journal, anchor: str, said: Said) -> Changes:
    """Put the articles of a dump by, and have it ready to be read in another way; one step.

    Nothing to do for a dump that the library does not know.
    """
    row = connection.execute("SELECT id, name FROM dump WHERE anchor = ?", (anchor,)).fetchone()
    if row is None:
        return Changes(note="There is nothing to be put by")
    old, name = row
    copied = """INSERT INTO dump (anchor, sha256, name, path, format, size, modified, moment, added, removed)
        SELECT 'new', sha256, name, path, format, size, modified, moment, added, 1 FROM dump WHERE id = ?"""
    new = connection.execute(copied, (old,)).lastrowid
    connection.execute("UPDATE dump SET anchor = ? WHERE id = ?", (f"{anchor}{_BY}{new}", new))
    text = json.dumps(dict(said), ensure_ascii=False)
    connection.execute("INSERT INTO reading (dump, said, aside) VALUES (?, ?, 1)", (new, text))
    args = {"old": old, "new": new}
    return journal.commit(journal.begin("reread", args), "reread", args, f"Read {name} in another way")


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Carry out a step: one reading is put by, the other comes into use."""
    del step
    going, coming = (args["old"], args["new"]) if forwards else (args["new"], args["old"])
    _put_by(connection, going)
    _bring(connection, coming)
    return Changes(None, listing=True, states=True)


def require_in_use(connection: sqlite3.Connection, dump: int) -> None:
    """LibraryError where a dump is read otherwise now: what belongs to this reading is put by."""
    row = connection.execute("SELECT 1 FROM reading WHERE dump = ? AND aside", (dump,)).fetchone()
    if row:
        name = connection.execute("SELECT name FROM dump WHERE id = ?", (dump,)).fetchone()[0]
        raise LibraryError(f"{name} is read in another way now; undo that, or import it again as what it is.")


def _put_by(connection: sqlite3.Connection, dump: int) -> None:
    """Into the bin, under other ids; the user's marks stay with the old ones."""
    states.unbin_dump(connection, dump)
    own = (states.PENDING, states.COPY, states.UNRELATED)
    connection.execute(f"DELETE FROM state WHERE id IN ({_ARTICLES}) AND kind NOT IN (?, ?, ?)", (dump, *own))
    connection.execute(f"UPDATE article SET unread = 1 WHERE id IN ({_ARTICLES})", (dump,))
    _turn_keys(connection, dump)
    states.bin_dump(connection, dump)
    anchor = connection.execute("SELECT anchor FROM dump WHERE id = ?", (dump,)).fetchone()[0]
    connection.execute("UPDATE dump SET anchor = ? WHERE id = ?", (f"{anchor}{_BY}{dump}", dump))
    sql = "INSERT INTO reading (dump, said, aside) VALUES (?, '{}', 1) ON CONFLICT (dump) DO UPDATE SET aside = 1"
    connection.execute(sql, (dump,))


def _bring(connection: sqlite3.Connection, dump: int) -> None:
    states.unbin_dump(connection, dump)
    _turn_keys(connection, dump)
    anchor = connection.execute("SELECT anchor FROM dump WHERE id = ?", (dump,)).fetchone()[0]
    connection.execute("UPDATE dump SET anchor = ? WHERE id = ?", (anchor.rpartition(_BY)[0], dump))
    connection.execute("UPDATE reading SET aside = 0 WHERE dump = ?", (dump,))
    for kind, table in states.MIRRORS:
        connection.execute(
            f"""INSERT OR IGNORE INTO state (kind, id) SELECT {kind}, a.id FROM ({_KEYS}) a
            JOIN {table} u ON u.article = a.key""",
            (dump,),
        )
    seen = f"UPDATE article SET unread = 0 WHERE id IN ({_ARTICLES}) AND key IN (SELECT article FROM seen)"
    connection.execute(seen, (dump,))


def _turn_keys(connection: sqlite3.Connection, dump: int) -> None:
    """Other ids for the articles of a dump, or their own again: the same mask laid over them twice."""
    mask = int.from_bytes(hashlib.sha256(b"put by %d" % dump).digest()[:10], "big")
    rows = connection.execute(_KEYS, (dump,)).fetchall()
    pairs = [((int.from_bytes(key, "big") ^ mask).to_bytes(10, "big"), key, rowid) for rowid, key in rows]
    connection.executemany("UPDATE article SET key = ? WHERE key = ? AND id = ?", pairs)
    connection.executemany("UPDATE stated SET article = ? WHERE article = ?", [pair[:2] for pair in pairs])
