"""A library that is open to be written to: the connection, its lock, whole transactions."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from reader.errors import LibraryError
from reader.library import (
    actions,
    backups,
    importing,
    marking,
)
from reader.library.connection import PATIENCE, Closing, connect_writer, is_current, sweep, transaction
from reader.library.journal import Journal
from reader.library.lock import Lock
from reader.library.trouble import telling, told


class Opened(Closing):
    """The connection, its lock, and what the parts of the library share."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: Lock) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock
        self._importer = importing.Importer(self._connection)
        self._journal = Journal(self._connection, actions.ACTIONS)
        self._marking = marking.Marking(self._connection)

    @classmethod
    def open(cls, path: Path, *, create: bool = True, patience: float = PATIENCE) -> Self:
        """Open a library to write to it, making it where there is none.

        `patience` is how long to wait for another program's transaction, in seconds. Raises
        LibraryError: not a library, newer than this program, read-only, open in another Cuttings,
        no such folder, disk full, damaged.
        """
        path = Path(path)
        _require_place(path, create=create)
        lock = _take_lock(path)
        try:
            with told(path):
                connection = connect_writer(path, patience)
                _migrate(connection, path)
        except BaseException:
            lock.release()
            raise
        return cls(path, connection, lock)

    @telling
    def close(self) -> None:
        """Let go of the library; the next to open it finds one file without a log beside it."""
        try:
            self._connection.close()
            sweep(self.path)  # a reader may have closed in the same moment
        finally:
            self._lock.release()

    def _durable(self) -> AbstractContextManager[sqlite3.Connection]:
        return transaction(self._connection, durable=True)


def _require_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LibraryError(f"{path} is a folder, not a library; choose a file.")
    if not path.exists():
        if not create:
            raise LibraryError(f"There is no library {path}; make a new one, or open another.")
        if not path.parent.is_dir():
            raise LibraryError(f"The folder {path.parent} does not exist; make it first, or choose another place.")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the library up to date; one that holds something is backed up first."""
    if is_current(connection):
        return
    from sqlite_utils import Database  # with numpy and click: not for every start of the window

    from reader.library import migrations

    db = Database(connection, execute_plugins=False)
    if migrations.pending(db) and db["article"].exists():
        backups.make(connection, path, "migration")
    migrations.migrate(db)


def _take_lock(path: Path) -> Lock:
    lock = Lock(path)
    try:
        if lock.take():
            return lock
    except OSError as error:
        why = f"The folder {path.parent} cannot be written to ({error.strerror})"
        raise LibraryError(f"{why}; make it writable, or choose another place.") from error
    raise LibraryError(f"The library {path.name} is open in another Cuttings; close it there first.")
