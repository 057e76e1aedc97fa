"""Connections to a library: the one that writes, and those that read."""

from __future__ import annotations

import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from reader.errors import LibraryError
from reader.library.schema import (
    APPLICATION_ID,
    CORRECTIONS,
    MIGRATION_SET,
    PAGE_SIZE,
    PICTURES,
    SCHEMA_VERSION,
    STEPS,
    statements,
)
from reader.library.unindexed import cut_holds, found_in

PATIENCE = 10.0  # seconds to wait for another program's transaction
# 2 MB a connection, as SQLite has it: at a million articles 2 and 64 MB were alike in searching, and 2 and 256
# within 5 % in importing. The system keeps the pages too, and a window has several connections.
_CACHE = -2048
_MAPPED = 1 << 30  # readers map up to 1 GB; mapped pages belong to the system, not to us


class Closing(ABC):
    """What is open as long as the `with` that it stands in."""

    @abstractmethod
    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _address(path: Path, **options: str) -> str:
    pairs = "&".join(f"{key}={value}" for key, value in options.items())
    return f"file:{quote(str(path.absolute()))}?{pairs}"


def _connect(address: str, patience: float) -> sqlite3.Connection:
    # A lane's thread uses what the opening thread made: SQLite itself is built thread-safe.
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = {_CACHE}")  # the first to touch the file
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.create_function("found_in", 2, found_in, deterministic=True)
    connection.create_function("cut_holds", 3, cut_holds, deterministic=True)
    return connection


def connect_reader(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """A read-only connection. A library on a read-only disk opens too, if it was closed properly."""
    if not path.is_file():
        raise LibraryError(f"There is no library {path}; make a new one, or open another.")
    connection = _connect_for_reading(path, patience)
    identify(connection, path)
    if connection.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
        connection.close()
        raise LibraryError(
            f"The library {path.name} was made by an older Cuttings; open it once to bring it up to date."
        )
    connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    _fill_gaps(connection)
    return connection


def _connect_for_reading(path: Path, patience: float) -> sqlite3.Connection:
    try:
        return _connect(_address(path, mode="ro"), patience)
    except sqlite3.OperationalError:
        if path.with_name(path.name + "-wal").exists():
            raise
        # No place for the shared-memory file: nobody can be writing either, so the file stands still.
        return _connect(_address(path, mode="ro", immutable="1"), patience)


def _fill_gaps(connection: sqlite3.Connection) -> None:
    """Give a library that no program has opened for writing since the last update what it lacks: empty tables."""
    for table, script in (("correction", CORRECTIONS), ("figure", PICTURES)):
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
            continue
        for statement in statements(script):
            made = statement.replace("CREATE TABLE ", "CREATE TABLE temp.").replace("INDEX ", "INDEX temp.")
            connection.execute(made)


def identify(connection: sqlite3.Connection, path: Path) -> None:
    """Raise LibraryError unless the file is a library that this program can read."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise LibraryError(f"{path.name} is not a Cuttings library; choose another file.")
    newer = connection.execute("PRAGMA user_version").fetchone()[0] > SCHEMA_VERSION
    if newer or any(step not in STEPS for step in _applied(connection)):
        raise LibraryError(f"The library {path.name} was made by a newer Cuttings; update Cuttings to open it.")


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether no migration is left to do: sqlite-utils, a third of a second to import, is not needed then."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return bool(version == SCHEMA_VERSION and set(STEPS) <= set(_applied(connection)))


def _applied(connection: sqlite3.Connection) -> list[str]:
    """Names of the migrations that a library has gone through, as sqlite-utils writes them down."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return []
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid"
    return [name for (name,) in connection.execute(sql, (MIGRATION_SET,))]


def is_new(connection: sqlite3.Connection) -> bool:
    """True for a file without any table: a new one, or one whose making was interrupted."""
    return (
        connection.execute("PRAGMA application_id").fetchone()[0] in (0, APPLICATION_ID)
        and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    )


def connect_writer(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """The writing connection; the caller holds the lock. The file may be new and empty."""
    connection = _connect(_address(path, mode="rwc"), patience)
    try:
        if is_new(connection):
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            _require_writable(path)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        else:
            identify(connection, path)
        _require_writable(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        # Forgetting is done on purpose, by `forget`: zeroing every freed page costs imports for nothing.
        connection.execute("PRAGMA secure_delete = OFF")
        return connection
    except BaseException:
        connection.close()
        raise


def sweep(path: Path) -> None:
    """Take away the log and its index that a read-only connection leaves lying; nothing while the library is in use.

    SQLite removes them with the last connection, but only if that one may write.
    """
    if not path.with_name(path.name + "-wal").exists() or not os.access(path, os.W_OK):
        return
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(_address(path, mode="rw"), uri=True, timeout=0.0)) as connection,
    ):
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _require_writable(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise LibraryError(f"The library {path.name} cannot be written to; make the file and its folder writable.")


@contextmanager
def transaction(connection: sqlite3.Connection, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
    """All or nothing. `durable` for what the user made: it is on the disk before this returns.

    An import may lose its last batch to a power cut (NORMAL) and does it again; a tag may not (FULL).
    """
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
