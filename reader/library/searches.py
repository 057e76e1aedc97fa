"""Saved and recent searches."""

from __future__ import annotations

import sqlite3

from reader.library.tokens import fold

KEPT_RECENT = 50


def find(connection: sqlite3.Connection, name: str) -> str | None:
    """The text of a saved search; case and accents of its name do not matter."""
    row = connection.execute("SELECT query FROM saved WHERE folded = ?", (fold(name),)).fetchone()
    return str(row[0]) if row else None
