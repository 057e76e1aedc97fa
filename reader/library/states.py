"""The user's tags, stars, read marks and bin, and their mirror by row id.

The truth stands in `tagging star seen binned note`, by public id. `state` and `article.unread`
mirror it by row id for those articles that are in the library, so that searches need no look-up by id.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.errors import LibraryError
from reader.library import tokens

# Kinds of `state` besides tags, which have their own number. The last three are not the user's: an
# article whose marks are to be made, one of several with the same text, one to be compared with others.
STAR, NOTE, BIN, PENDING, COPY, UNRELATED = -1, -2, -3, -4, -5, -6

# Each mirror: its kind as SQL, and the user's table with the alias u.
MIRRORS = (
    ("u.tag", "tagging"),
    (str(STAR), "star"),
    (str(NOTE), "note"),
    (str(BIN), "binned"),
)


def relink(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Give new articles the marks that the user made when they were here before."""
    filled = [table for table in ("tagging", "star", "note", "binned", "seen") if _has_rows(connection, table)]
    if not filled:
        return
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS fresh (key BLOB PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM fresh")
    connection.executemany("INSERT INTO fresh VALUES (?)", ((bytes.fromhex(id_),) for id_ in ids))
    mirror(connection, "article.key IN fresh")


def mirror(connection: sqlite3.Connection, where: str = "1") -> None:
    """Make the mirror of the articles for which `where` holds, from the user's tables."""
    for kind, table in MIRRORS:
        connection.execute(
            f"""INSERT OR IGNORE INTO state (kind, id) SELECT {kind}, article.id
            FROM article JOIN {table} u ON u.article = article.key WHERE {where}"""
        )
    connection.execute(f"UPDATE article SET unread = 0 WHERE ({where}) AND key IN (SELECT article FROM seen)")


def _has_rows(connection: sqlite3.Connection, table: str) -> bool:
    return bool(connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0])


def has_bin(connection: sqlite3.Connection) -> bool:
    """Whether anything has to be kept out of lists and searches."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM state WHERE kind = ?)", (BIN,)).fetchone()[0])


def is_binned(connection: sqlite3.Connection, article: bytes) -> bool:
    """Whether an article is in the bin, by itself or with its dump."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM binned WHERE article = ?)", (article,)).fetchone()[0])


def bin_dump(connection: sqlite3.Connection, dump: int) -> int:
    """Put a dump's articles into the bin, those left out that the user had put there one by one."""
    articles = "SELECT a.id, a.key FROM article a JOIN record r ON r.id = a.record WHERE r.dump = ?"
    cursor = connection.execute(
        f"INSERT OR IGNORE INTO binned (article, dump) SELECT key, ? FROM ({articles})",
        (dump, dump),
    )
    connection.execute(
        f"INSERT OR IGNORE INTO state (kind, id) SELECT ?, id FROM ({articles})",
        (BIN, dump),
    )
    connection.execute("UPDATE dump SET removed = 1 WHERE id = ?", (dump,))
    return cursor.rowcount


def leave_removed(connection: sqlite3.Connection) -> None:
    """Take out of `target` what is in the bin as part of its dump."""
    connection.execute(
        """DELETE FROM target WHERE id IN (SELECT t.id FROM target t JOIN article a ON a.id = t.id
        JOIN record r ON r.id = a.record JOIN dump d ON d.id = r.dump WHERE d.removed)"""
    )


def unbin_dump(connection: sqlite3.Connection, dump: int) -> int:
    """Bring back what went into the bin with a dump; returns how many articles."""
    if not connection.execute("SELECT removed FROM dump WHERE id = ?", (dump,)).fetchone()[0]:
        return 0
    connection.execute(
        """DELETE FROM state WHERE kind = ? AND id IN (SELECT a.id FROM binned b JOIN article a ON a.key = b.article
        WHERE b.dump = ?)""",
        (BIN, dump),
    )
    cursor = connection.execute("DELETE FROM binned WHERE dump = ?", (dump,))
    connection.execute("UPDATE dump SET removed = 0 WHERE id = ?", (dump,))
    return cursor.rowcount


def tag_number(connection: sqlite3.Connection, name: str, *, make: bool = False) -> int | None:
    """The number of a tag; tags that differ in case or accents alone are one.

    Raises LibraryError for a name without anything in it.
    """
    shown = " ".join(name.split())
    if not shown:
        raise LibraryError("A tag needs a name; type at least one letter.")
    if make:
        insert = "INSERT INTO tag (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING"
        connection.execute(insert, (shown, tokens.fold(shown)))
    row = connection.execute("SELECT id FROM tag WHERE folded = ?", (tokens.fold(shown),)).fetchone()
    return int(row[0]) if row else None
