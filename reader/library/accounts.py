"""The dumps of a library, and the account of each import."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.library import packing, pictures, states
from reader.library.connection import transaction
from reader.library.entries import DumpEntry
from reader.model import Changes, ImportReport, Problem

_ENTRY = """SELECT id, name, path, sha256, format, size, modified, moment, found, articles, complete, removed
    FROM dump"""


def now() -> str:
    """The moment in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def entry(row: Sequence[Any]) -> DumpEntry:
    """A row of `_ENTRY` as a DumpEntry."""
    id_, name, path, sha256, kind, size, modified, moment, found, articles, complete, removed = row
    times = _moment(modified), _moment(moment)
    return DumpEntry(id_, name, path, sha256, kind, size, *times, found, articles, bool(complete), bool(removed))


def entries(connection: sqlite3.Connection, *, removed: bool = False) -> list[DumpEntry]:
    """All dumps, the newest first, those in the bin left out (or they alone)."""
    rows = connection.execute(f"{_ENTRY} WHERE removed = ? ORDER BY id DESC", (removed,))
    return [entry(row) for row in rows]


def entry_of(connection: sqlite3.Connection, dump: int) -> DumpEntry:
    """One dump by its number, wherever it is."""
    return entry(connection.execute(f"{_ENTRY} WHERE id = ?", (dump,)).fetchone())


def begin(
    connection: sqlite3.Connection,
    *,
    name: str,
    path: str,
    sha256: str | None,
    format: str,  # noqa: A002 (the word of the trade)
    size: int | None,
    modified: datetime | None,
    found: int,
) -> DumpEntry:
    """The entry of a dump: the same one for the same content (a file) or place (a folder)."""
    anchor = sha256 or str(Path(path).absolute())
    facts = (name, path, format, size, modified.isoformat() if modified else None, found)
    with transaction(connection):
        connection.execute(
            """INSERT INTO dump (anchor, sha256, name, path, format, size, modified, found, added)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (anchor) DO UPDATE SET name = excluded.name,
            path = excluded.path, format = excluded.format, size = excluded.size, modified = excluded.modified""",
            (anchor, sha256, *facts, now()),
        )
        dump = connection.execute("SELECT id FROM dump WHERE anchor = ?", (anchor,)).fetchone()[0]
        returned = states.unbin_dump(connection, dump)
    return replace(entry_of(connection, dump), returned=returned)


def finish(connection: sqlite3.Connection, dump: int, report: ImportReport) -> Changes:
    """Keep the account of an import; its list of articles is the library itself, and is not kept twice."""
    problems = [[each.where, each.reason, each.rejected, each.damage] for each in report.problems]
    value = [
        report.path,
        report.name,
        report.format,
        [report.found, report.imported, report.known, report.skipped, report.rejected],
        dict(report.skipped_kinds),
        problems,
        report.complete,
    ]
    with transaction(connection, durable=True):
        connection.execute(
            "INSERT INTO report (dump, made, packed) VALUES (?, ?, ?)", (dump, now(), packing.pack(value))
        )
        complete = "UPDATE dump SET complete = ?, found = ?, format = ? WHERE id = ?"
        connection.execute(complete, (report.complete, report.found, report.format, dump))
        if report.complete:
            pictures.sweep(connection)
    return Changes(frozenset(report.articles) or None, listing=True)


def reports(connection: sqlite3.Connection) -> list[tuple[datetime, ImportReport]]:
    """The accounts of all imports, the newest first."""
    rows = connection.execute("SELECT made, packed FROM report ORDER BY id DESC").fetchall()
    return [(datetime.fromisoformat(made), _report(packing.unpack(packed))) for made, packed in rows]


def _report(value: Sequence[Any]) -> ImportReport:
    path, name, kind, (found, imported, known, skipped, rejected), kinds, problems, complete = value
    listed = tuple(Problem(*problem) for problem in problems)
    return ImportReport(path, name, kind, found, imported, known, skipped, rejected, kinds, listed, complete=complete)
