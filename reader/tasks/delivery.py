"""Writing articles to a file that is whole or absent."""

from __future__ import annotations

import errno
import os
import secrets
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from reader.errors import ExportError
from reader.exports import Exporter
from reader.library import Reader
from reader.model import Dossier, Query, Step

PATIENCE = 0.1  # seconds between two steps
STDOUT = Path("-")


def export(
    reader: Reader,
    target: Query | Sequence[str],
    path: Path,
    exporter: Exporter,
    *,
    leftover: bool = False,
) -> Generator[Step, None, int]:
    """Write the articles of a search, or those of the ids given, to `path`; the number written.

    A file that stands there is replaced only once the new one is complete and on the disk; on any
    failure or cancel it stays as it was. `-` is standard output. `leftover` adds to each record's
    first article what stands outside all of its articles. ExportError in one sentence.
    """
    total = reader.count(target) if isinstance(target, Query) else len(target)
    counted = _Counted(_dossiers(reader, target, leftover=leftover, pictures=exporter.pictures))
    with whole_file(path) as out:
        spoken = time.monotonic()
        yield Step(0, total, path.name)
        for chunk in exporter.chunks(counted):
            out.write(chunk)
            if time.monotonic() - spoken >= PATIENCE:
                yield Step(counted.number, total, path.name)
                spoken = time.monotonic()
    yield Step(counted.number, total, path.name)
    return counted.number


class _Counted:
    """Dossiers on their way, counted."""

    def __init__(self, dossiers: Iterator[Dossier]) -> None:
        self._dossiers = dossiers
        self.number = 0

    def __iter__(self) -> Iterator[Dossier]:
        for dossier in self._dossiers:
            self.number += 1
            yield dossier


def _dossiers(reader: Reader, target: Query | Sequence[str], *, leftover: bool, pictures: bool) -> Iterator[Dossier]:
    """In import order; with `leftover`, the first article of each record carries it, the others an empty one.

    With `pictures`, theirs carry their bytes.
    """
    last = None
    for dossier in reader.dossiers(target):
        found = dossier.article.provenance
        record = (dossier.dump_id, found.member, found.offset)
        if leftover:
            stretches = () if record == last else tuple(reader.leftover(dossier.article.id))
            dossier = replace(dossier, leftover=stretches)
        last = record
        if pictures and dossier.pictures:
            plates = tuple(replace(each, content=reader.picture(each.sha256)) for each in dossier.pictures)
            dossier = replace(dossier, pictures=plates)
        yield dossier


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file at `path` if nothing goes wrong, and nothing otherwise.

    `-` is standard output. ExportError in one sentence where the file system refuses.
    """
    with _explained(path), _stream(path) as out:
        yield out


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the file system refuses, in one sentence; a pipe that was closed is no failure of ours."""
    try:
        yield
    except BrokenPipeError:
        raise
    except FileNotFoundError as error:
        raise ExportError(f"{path} cannot be written: its folder does not exist; make it first.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path} cannot be written ({reason}); choose another place, nothing was changed.") from error


@contextmanager
def _stream(path: Path) -> Iterator[BinaryIO]:
    if path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif path.exists() and not path.is_file() and not path.is_dir():  # a pipe, a terminal
        with path.open("wb") as out:
            yield out
    else:
        with _replaced(path.resolve()) as out:  # through a link, so that the link stays
            yield out


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    """A temporary file in the same folder that takes the place of `path` at the end."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
