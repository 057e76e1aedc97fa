"""Backups: made by SQLite's own backup interface, checked before they count, rotated, restored.

A backup is written under another name beside the others, opened and checked there, and only then
takes its place; only then do older ones go. A library that is damaged makes no backup, so that
a good one is never pushed out by a bad one.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.errors import LibraryError
from reader.library.connection import identify
from reader.library.entries import Backup
from reader.library.lock import Lock
from reader.library.trouble import told

# How many of a kind are kept. A backup is as large as the library, so there are few.
KEPT = {"schedule": 2, "migration": 3, "restore": 2, "user": 5}
EVERY = timedelta(days=1)

_STAMP = "%Y-%m-%dT%H-%M-%S-%f"
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{6}) (\w+)")


def folder(library: Path) -> Path:
    """Where a library's backups are: beside it, so that they move with it."""
    return library.with_name(f"{library.stem} backups")


def backups(library: Path) -> list[Backup]:
    """A library's backups, the newest first."""
    found = []
    for path in folder(library).glob(f"*{library.suffix}"):
        match = _NAME.fullmatch(path.stem)
        if match:
            made = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made, match[2], path.stat().st_size))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def due(library: Path) -> bool:
    """Whether the last backup is a day old, or there is none."""
    made = [backup.made for backup in backups(library)]
    return not made or datetime.now(UTC) - made[0] >= EVERY


def make(connection: sqlite3.Connection, library: Path, reason: str) -> Path:
    """Make a checked backup of an open library. Raises LibraryError: no room, or the library is damaged."""
    target = folder(library)
    _require_room(library)
    try:
        target.mkdir(exist_ok=True)
        partial = target / f"{library.stem}.partial"
        partial.unlink(missing_ok=True)
        try:
            _copy(connection, partial)
            _prove(partial, library)
            _settle(partial)
            made = target / f"{datetime.now(UTC).strftime(_STAMP)} {reason}{library.suffix}"
            os.replace(partial, made)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(f"The backup of {library.name} could not be written: {error.strerror}.") from error
    _rotate(library, reason)
    return made


def _require_room(library: Path) -> None:
    size, free = library.stat().st_size, shutil.disk_usage(library.parent).free
    if free < size * 1.1:
        need = f"{size / 1e6:,.0f} MB"
        raise LibraryError(f"There is no room for a backup of {library.name} ({need}); free some space on its disk.")


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        connection.backup(copy)
        # One file that opens on a read-only disk too, without a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def _prove(copy: Path, library: Path) -> None:
    """Raise LibraryError unless the copy is a whole library."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            identify(connection, copy)
            finding = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            finding = str(error)
    if finding != "ok":
        raise LibraryError(
            f"The library {library.name} is damaged ({finding.strip()}), so no backup was made; restore an older one."
        )


def _settle(path: Path) -> None:
    """Make sure that the bytes are on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _rotate(library: Path, reason: str) -> None:
    kept = KEPT.get(reason, 2)
    for old in [backup for backup in backups(library) if backup.reason == reason][kept:]:
        old.path.unlink(missing_ok=True)


def restore(library: Path, backup: Path) -> None:
    """Put a backup in the library's place; what was there is kept as a backup of its own.

    Raises LibraryError: the library is open, the backup is none or is damaged, no room.
    """
    lock = Lock(library)
    try:
        if not lock.take():
            raise LibraryError(f"The library {library.name} is open; close it first, then restore the backup.")
    except OSError as error:
        raise LibraryError(f"The folder {library.parent} cannot be written to ({error.strerror}).") from error
    try:
        with told(backup):
            _prove(backup, backup)
        _exchange(library, backup)
    except OSError as error:
        raise LibraryError(f"The backup could not be restored: {error.strerror}; nothing was changed.") from error
    finally:
        lock.release()


def _exchange(library: Path, backup: Path) -> None:
    partial = library.with_name(library.name + ".partial")
    shutil.copyfile(backup, partial)
    _settle(partial)
    if library.exists():
        _set_aside(library)
    for suffix in ("-wal", "-shm"):  # they belong to the file that goes
        library.with_name(library.name + suffix).unlink(missing_ok=True)
    os.replace(partial, library)


def _set_aside(library: Path) -> None:
    """Keep the library that a backup replaces, whole with its log where it can be read, as it is where not."""
    target = folder(library)
    target.mkdir(exist_ok=True)
    kept = target / f"{datetime.now(UTC).strftime(_STAMP)} restore{library.suffix}"
    try:
        with closing(sqlite3.connect(library, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError:  # damaged: that may be why it is replaced
        kept = kept.with_name(f"{kept.stem} damaged{library.suffix}")
    shutil.copyfile(library, kept)
    _rotate(library, "restore")
