"""The library as it is written to: one connection, one thread at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from reader.errors import LibraryError
from reader.library import importing, migrations
from reader.library.connection import PATIENCE, connect_writer
from reader.library.entries import DumpEntry
from reader.library.lock import Lock
from reader.library.trouble import telling, told
from reader.model import Changes, Cleaned, ImportReport, Record


class Library:
    """The one writing connection to a library; use it from one thread at a time.

    Every method that writes is one transaction: whole or not at all. Errors that the user can
    act on are LibraryError, in one sentence.
    """

    def __init__(self, path: Path, db: Database, lock: Lock) -> None:
        self.path = path
        self._db = db
        self._connection: sqlite3.Connection = db.conn
        self._lock = lock
        self._importer = importing.Importer(self._connection)

    @classmethod
    def open(cls, path: Path, *, create: bool = True, patience: float = PATIENCE) -> Library:
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
                db = connect_writer(path, patience)
                if migrations.pending(db):
                    migrations.migrate(db)
        except BaseException:
            lock.release()
            raise
        return cls(path, db, lock)

    @telling
    def close(self) -> None:
        """Let go of the library; the next to open it finds one file without a log beside it."""
        try:
            self._db.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Importing

    @telling
    def begin_dump(
        self,
        name: str,
        path: str,
        sha256: str | None,
        format: str,  # noqa: A002 (the word of the trade)
        size: int | None = None,
        modified: datetime | None = None,
        found: int = 0,
    ) -> DumpEntry:
        """The entry of a dump, the same one each time; what was in the bin with it comes back."""
        return importing.begin(
            self._connection,
            name=name,
            path=str(path),
            sha256=sha256,
            format=format,
            size=size,
            modified=modified,
            found=found,
        )

    @telling
    def known(self, dump_id: int, member: str, offset: int, record_sha256: str | None = None) -> tuple[str, ...] | None:
        """Ids of the articles that this record gave, None where the record is not in the library.

        With `record_sha256` only a record of the same content counts: a folder's files may change.
        """
        return importing.Known(self._connection, dump_id).articles(member, offset, record_sha256)

    def records_done(self, dump_id: int) -> importing.Known:
        """The records of a dump that are in the library: `(member, offset) in ...`."""
        return importing.Known(self._connection, dump_id)

    @telling
    def add(self, dump_id: int, batch: Sequence[tuple[Record, Cleaned]]) -> list[str]:
        """Add whole records in one transaction; the ids of the new articles, in order.

        The index is fastest with batches of thousands: 64 MB of text fill its memory.
        """
        return self._importer.add(dump_id, batch)

    @telling
    def finish_dump(self, dump_id: int, report: ImportReport) -> Changes:
        """Keep the account of an import."""
        return importing.finish(self._connection, dump_id, report)


def _require_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LibraryError(f"{path} is a folder, not a library; choose a file.")
    if not path.exists():
        if not create:
            raise LibraryError(f"There is no library {path}; make a new one, or open another.")
        if not path.parent.is_dir():
            raise LibraryError(f"The folder {path.parent} does not exist; make it first, or choose another place.")


def _take_lock(path: Path) -> Lock:
    lock = Lock(path)
    try:
        if lock.take():
            return lock
    except OSError as error:
        why = f"The folder {path.parent} cannot be written to ({error.strerror})"
        raise LibraryError(f"{why}; make it writable, or choose another place.") from error
    raise LibraryError(f"The library {path.name} is open in another Cuttings; close it there first.")
