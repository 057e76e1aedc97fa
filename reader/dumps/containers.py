"""Folders, archives and compressed files: opened here, in one place, with limits, never extracted.

Everything is a walk that gives members in a fixed order, and Problems and Skipped for what is
no member, so that one bad entry never stops the rest and an import can be resumed. Links that
lead out of a folder are named, not followed.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from reader.dumps.archives import Entry, tar_members, zip_members
from reader.dumps.compression import SUFFIXES, Unpacked, unpack
from reader.dumps.detect import SYSTEM_FILE, container_of
from reader.dumps.limits import LimitError, Meter
from reader.dumps.member import CHUNK, DumpFacts, Member, printable
from reader.model import Problem, Skipped


class Metered(io.RawIOBase):
    """A file of the dump that counts what is read of it, for progress and for ratios."""

    def __init__(self, path: Path, meter: Meter) -> None:
        self._file = open(path, "rb", buffering=0)  # noqa: SIM115 - closed by close()
        self._meter = meter
        self.used = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: object) -> int:
        count = self._file.readinto(buffer) or 0  # type: ignore[arg-type]
        self._meter.read += count
        self.used += count
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


def open_file(path: Path, meter: Meter) -> BinaryIO:
    """A file of the dump, counted and buffered; OSError where it cannot be opened."""
    return cast(BinaryIO, io.BufferedReader(Metered(path, meter), CHUNK))


def walk(path: Path, dump: DumpFacts, meter: Meter) -> Generator[Entry, None, None]:
    """Every member of the dump at `path`, unpacked, in a fixed order."""
    root = os.path.realpath(path)
    entries = _folder(Path(root), "", root, dump, meter) if path.is_dir() else _file(Path(root), "", dump, meter)
    try:
        yield from entries
    except LimitError as error:
        yield Problem(dump.name, f"It {error}.")


def _file(path: Path, member_path: str, dump: DumpFacts, meter: Meter) -> Iterator[Entry]:
    found = path.stat()
    member = Member(
        dump,
        member_path,
        lambda: open_file(path, meter),
        meter,
        size=found.st_size,
        modified=datetime.fromtimestamp(found.st_mtime, UTC).replace(microsecond=0),
        filename=printable(path.name),
    )
    yield from unpacked(member)
    now = path.stat()
    if (now.st_size, now.st_mtime_ns) != (found.st_size, found.st_mtime_ns):
        yield Problem(member.where, "The file was changed while it was read; open it again.", rejected=False)


def _folder(folder: Path, prefix: str, root: str, dump: DumpFacts, meter: Meter) -> Iterator[Entry]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: printable(entry.name))
    except OSError as error:
        yield Problem(f"{dump.name}/{prefix}".rstrip("/"), f"The folder cannot be read: {error.strerror}.")
        return
    for entry in entries:
        yield from _entry(entry, prefix + printable(entry.name), root, dump, meter)


def _entry(entry: os.DirEntry[str], place: str, root: str, dump: DumpFacts, meter: Meter) -> Iterator[Entry]:
    where = f"{dump.name}/{place}"
    try:
        if entry.is_symlink():
            yield _link(entry, where, root)
        elif entry.is_dir():
            yield from _folder(Path(entry.path), place + "/", root, dump, meter)
        elif SYSTEM_FILE.search(place):
            yield Skipped(where, "system files")
        elif not entry.is_file():
            yield Skipped(where, "devices and pipes")
        else:
            meter.enter()
            yield from _file(Path(entry.path), place, dump, meter)
    except OSError as error:
        yield Problem(where, f"The file cannot be opened: {error.strerror or error}.")


def _link(entry: os.DirEntry[str], where: str, root: str) -> Entry:
    if Path(os.path.realpath(entry.path)).is_relative_to(root):
        return Skipped(where, "links")  # what it points to is read where it really stands
    return Problem(where, "A link that leads out of the folder; it was not followed.")


def unpacked(member: Member) -> Iterator[Entry]:
    """The member itself, or what is in it where it is a container."""
    try:
        kind = "" if member.package else container_of(member.head())
        if not kind:
            yield member
        elif member.depth >= member.meter.limits.depth:
            yield Problem(member.where, f"Packed more than {member.meter.limits.depth} times over; it was left packed.")
        elif kind in _ARCHIVES:
            for entry in _ARCHIVES[kind](member):
                yield from unpacked(entry) if isinstance(entry, Member) else (entry,)
        else:
            yield from unpacked(_decompressed(member, kind))
            yield from _damage(member)
    except LimitError as error:
        yield Problem(member.where, f"It {error}.")
    finally:
        member.close()


def _decompressed(member: Member, kind: str) -> Member:
    """What is in a compressed file; it adds nothing to the path."""
    name, written = member.filename, 0
    for suffix in SUFFIXES[kind]:
        name = name.removesuffix(suffix)
    if kind == "gzip":  # RFC 1952: seconds since 1970, 0 for unknown
        written = int.from_bytes(member.head(8)[4:8], "little")
    stream: list[Unpacked] = []

    def source() -> BinaryIO:
        stream.append(unpack(member.open(), kind))
        return cast(BinaryIO, stream[0])

    return replace(
        member,
        source=source,
        frames=lambda: stream[0].frames if stream else (),
        size=None,
        modified=datetime.fromtimestamp(written, UTC) if written else member.modified,
        filename=name,
        depth=member.depth + 1,
        packed=member.position,
        _stream=None,
    )


def _damage(member: Member) -> Iterator[Problem]:
    if member.damage:
        yield Problem(member.where, f"The file {member.damage}; what came before was read.", rejected=False)


_ARCHIVES: dict[str, Callable[[Member], Iterator[Entry]]] = {"zip": zip_members, "tar": tar_members}
