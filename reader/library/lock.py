"""One Cuttings writes to a library at a time; readers are not affected.

An operating-system lock on a file beside the library: the system lets go of it when the process
ends, however it ends, so nothing stale is ever left in the way. The lock is not on the library
itself, because closing a second handle there would drop SQLite's own locks (POSIX).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """The right to write to one library. `take` returns False where another Cuttings has it."""

    def __init__(self, library: Path) -> None:
        self.path = library.with_name(library.name + "-lock")
        self._handle: int | None = None

    def take(self) -> bool:
        """Raises OSError where the file cannot be made (a read-only or missing folder)."""
        for _ in range(10):  # a file removed between opening and locking is tried again
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                _hold(handle)
                current = self._is_current(handle)
            except (BlockingIOError, PermissionError):
                os.close(handle)
                return False
            except BaseException:
                os.close(handle)
                raise
            if current:
                self._handle = handle
                return True
            os.close(handle)
        return False

    def _is_current(self, handle: int) -> bool:
        """False if the locked file is no longer the one that others would find."""
        try:
            there = os.stat(self.path)
        except FileNotFoundError:
            return False
        here = os.fstat(handle)
        return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)

    def release(self) -> None:
        if self._handle is None:
            return
        if sys.platform != "win32":  # removed while held, or a newcomer could lock a file that is gone
            self.path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = None
        if sys.platform == "win32":
            self._tidy()

    def _tidy(self) -> None:
        """Windows cannot remove an open file; where another has just opened it, it stays."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            return
