"""Files and folders as the system has them, and in words why one of them cannot be opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from reader.dumps.member import printable
from reader.errors import DumpError


def stat_of(path: Path) -> os.stat_result:
    """Raises DumpError in one sentence where it cannot be opened."""
    try:
        return path.stat()
    except (OSError, ValueError) as error:
        raise unopened(path, error) from error


def unopened(path: Path, error: Exception) -> DumpError:
    """Why a file or folder cannot be opened, as what to raise."""
    name = printable(str(path))
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return DumpError(f"There is no file or folder {name}; check the name.")
    if isinstance(error, PermissionError):
        return DumpError(f"{name} may not be read: its owner has to allow it.")
    reason = getattr(error, "strerror", None) or str(error)
    return DumpError(f"{name} cannot be opened: {reason}.")


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder, however deep; what may not be looked at counts nothing."""
    return sum(_sizes(folder))


def _sizes(folder: Path) -> Iterator[int]:
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                found = os.lstat(os.path.join(parent, name))
            except OSError:
                continue
            yield found.st_size if stat.S_ISREG(found.st_mode) else 0
