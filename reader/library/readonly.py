"""A read-only connection to a library: opened, interrupted from another thread, closed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Self

from reader.library.connection import PATIENCE, Closing, connect_reader, sweep
from reader.library.trouble import told


class ReadOnly(Closing):
    """The connection, and the path of the library's file."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, patience: float = PATIENCE) -> Self:
        """Raises LibraryError: no such file, not a library, newer than this program, damaged."""
        path = Path(path)
        with told(path):
            return cls(path, connect_reader(path, patience))

    def close(self) -> None:
        self._connection.close()
        sweep(self.path)

    def interrupt(self) -> None:
        """Stop what this reader is doing, from another thread; it raises Interrupted there."""
        self._connection.interrupt()
