"""What the pages of a dump have in common, as cleaning found it: kept, so that a later cleaning knows the same."""

from __future__ import annotations

import sqlite3
import struct

from reader.model import Evidence

_BYTES = 8  # of a hash


def of(connection: sqlite3.Connection, dump: int) -> Evidence | None:
    """The evidence of a dump; None where none was made."""
    row = connection.execute("SELECT version, lines FROM evidence WHERE dump = ?", (dump,)).fetchone()
    if row is None:
        return None
    version, lines = row
    return Evidence(version, frozenset(struct.unpack(f"<{len(lines) // _BYTES}Q", lines)))


def wanting(connection: sqlite3.Connection, version: str) -> list[int]:
    """The dumps with pages in them that nobody has looked at in this version."""
    sql = """SELECT d.id FROM dump d LEFT JOIN evidence e ON e.dump = d.id
        WHERE NOT d.removed AND e.version IS NOT ?
        AND EXISTS (SELECT 1 FROM record r WHERE r.dump = d.id AND r.kind IN ('text', 'html')) ORDER BY d.id"""
    return [dump for (dump,) in connection.execute(sql, (version,))]


def keep(connection: sqlite3.Connection, dump: int, evidence: Evidence) -> None:
    """Keep it in the place of what was kept."""
    lines = struct.pack(f"<{len(evidence.lines)}Q", *sorted(evidence.lines))
    sql = """INSERT INTO evidence (dump, version, lines) VALUES (?, ?, ?)
        ON CONFLICT (dump) DO UPDATE SET version = excluded.version, lines = excluded.lines"""
    connection.execute(sql, (dump, evidence.version, lines))
