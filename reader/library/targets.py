"""What an action acts on: some articles, or everything that a query finds, without a list of ids in Python."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.library import listing, reading
from reader.model import Query

Target = Sequence[str] | Query


def gather(connection: sqlite3.Connection, target: Target) -> None:
    """Fill the temporary table `target` with row ids; once made it stays with the connection."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS target (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM target")
    if isinstance(target, Query):
        listing.into_target(connection, target.text)
        return
    insert = "INSERT OR IGNORE INTO target SELECT id FROM article WHERE key = ?"
    connection.executemany(insert, ((reading.key(id_),) for id_ in target))
