"""The one place where an error of SQLite becomes a sentence for the user.

Only what the user can act on is translated: a full or read-only disk, a lock, a damaged file.
Anything else (a wrong statement, a broken constraint) is a bug in Cuttings and stays naked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from reader.errors import LibraryError


class Interrupted(LibraryError):  # noqa: N818 (no fault of anybody)
    """A query was stopped by `Reader.interrupt`: its answer is no longer wanted."""


# Primary result codes, https://sqlite.org/rescode.html
_SENTENCES = {
    sqlite3.SQLITE_BUSY: "The library {name} is busy in another program; close it there, or try again in a moment.",
    sqlite3.SQLITE_LOCKED: "The library {name} is busy in another program; close it there, or try again in a moment.",
    sqlite3.SQLITE_READONLY: "The library {name} cannot be written to; make the file and its folder writable.",
    sqlite3.SQLITE_PERM: "The library {name} may not be opened; check the permissions of the file and its folder.",
    sqlite3.SQLITE_FULL: "The disk is full, so the last change to {name} was not made; free some space and try again.",
    sqlite3.SQLITE_IOERR: "The disk that holds {name} reports an error; check the disk, or copy the library elsewhere.",
    sqlite3.SQLITE_CANTOPEN: "The library {name} cannot be opened; check that its folder is there and writable.",
    sqlite3.SQLITE_CORRUPT: "The library {name} is damaged; restore a backup of it, or run `cuttings check`.",
    sqlite3.SQLITE_NOTADB: "{name} is not a Cuttings library; choose another file.",
}


def sentence(error: sqlite3.Error, path: Path) -> LibraryError | None:
    """What to tell the user about `error`, or None where it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == sqlite3.SQLITE_INTERRUPT:
        return Interrupted("The search was stopped.")
    text = _SENTENCES.get(code & 0xFF)
    return LibraryError(text.format(name=path.name)) if text else None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors that the user can act on, as LibraryError in one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        explained = sentence(error, path)
        if explained is None:
            raise
        raise explained from error


class _HasPath(Protocol):
    @property
    def path(self) -> Path: ...


_Self = TypeVar("_Self", bound=_HasPath)
_P = ParamSpec("_P")
_R = TypeVar("_R")
_Y = TypeVar("_Y")


def telling(method: Callable[Concatenate[_Self, _P], _R]) -> Callable[Concatenate[_Self, _P], _R]:
    """A public method whose database errors are told in a sentence."""

    @wraps(method)
    def wrapped(self: _Self, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with told(self.path):
            return method(self, *args, **kwargs)

    return wrapped


def telling_each(
    method: Callable[Concatenate[_Self, _P], Generator[_Y, None, _R]],
) -> Callable[Concatenate[_Self, _P], Generator[_Y, None, _R]]:
    """The same for a generator."""

    @wraps(method)
    def wrapped(self: _Self, /, *args: _P.args, **kwargs: _P.kwargs) -> Generator[_Y, None, _R]:
        with told(self.path):
            return (yield from method(self, *args, **kwargs))

    return wrapped
