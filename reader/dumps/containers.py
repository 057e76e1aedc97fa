"""Folders, archives and compressed files: opened here, in one place, with limits, never extracted.

Everything is a walk that gives members in a fixed order, and Problems and Skipped for what is
no member, so that one bad entry never stops the rest and an import can be resumed. Names that
lead out of an archive (`../`, absolute, a drive letter) and links are named, not followed.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, cast

from reader.dumps.detect import SYSTEM_FILE, container_of
from reader.dumps.limits import LimitError, Meter
from reader.dumps.member import CHUNK, DumpFacts, Member
from reader.model import Problem, Skipped

Entry = Member | Problem | Skipped

_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ENCRYPTED = 0x1  # https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.4.4, bit 0
_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)  # what writers put where they know no date


def printable(name: str) -> str:
    """A file's name without control characters and the lone surrogates of undecodable names."""
    clean = name.encode("utf-8", "surrogatepass").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", clean)


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
        opener = _OPENERS.get(container_of(member.head()))
        if opener is None:
            yield member
        elif member.depth >= member.meter.limits.depth:
            yield Problem(member.where, f"Packed more than {member.meter.limits.depth} times over; it was left packed.")
        else:
            yield from opener(member)
    except LimitError as error:
        yield Problem(member.where, f"It {error}.")
    finally:
        member.close()


def _gzip(member: Member) -> Iterator[Entry]:
    """What is in a gzip file; it adds nothing to the path."""
    written = int.from_bytes(member.head(8)[4:8], "little")  # RFC 1952: seconds since 1970, 0 for unknown
    yield from _decompressed(
        member, lambda: cast(BinaryIO, gzip.GzipFile(fileobj=member.open())), (".gz", ".gzip"), written
    )


def _decompressed(
    member: Member, source: Callable[[], BinaryIO], suffixes: tuple[str, ...], written: int = 0
) -> Iterator[Entry]:
    name = member.filename
    for suffix in suffixes:
        name = name.removesuffix(suffix)
    inner = replace(
        member,
        source=source,
        size=None,
        modified=datetime.fromtimestamp(written, UTC) if written else member.modified,
        filename=name,
        depth=member.depth + 1,
        packed=member.position,
        _stream=None,
    )
    yield from unpacked(inner)
    if member.damage:  # the inner one tells its own; this is what the packed bytes had to say
        yield Problem(member.where, f"The file {member.damage}; what came before was read.", rejected=False)


def _zip(member: Member) -> Iterator[Entry]:
    """What is in a zip archive, in its own order."""
    with member.seekable() as file:
        try:
            archive = zipfile.ZipFile(file)
            entries = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            yield Problem(member.where, f"Not a whole zip archive ({error}); fetch it again.")
            return
        with archive:
            seen: dict[str, int] = {}
            for entry in entries:
                if not entry.is_dir():
                    yield from _zipped(member, archive, entry, seen)


def _zipped(parent: Member, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, seen: dict[str, int]) -> Iterator[Entry]:
    parent.meter.enter()
    name = _unique(inside(entry.orig_filename), seen)
    where = f"{parent.where}/{name}"
    if SYSTEM_FILE.search(name):
        yield Skipped(where, "system files")
        return
    if reason := _refused(name, entry):
        yield Problem(where, reason)
        return
    child = Member(
        parent.dump,
        f"{parent.path}/{name}" if parent.path else name,
        lambda: cast(BinaryIO, _Unzipped(archive.open(entry), entry.CRC)),
        parent.meter,
        size=entry.file_size,
        modified=None if entry.date_time == _DOS_EPOCH else _moment(entry.date_time),
        filename=name.rpartition("/")[2],
        depth=parent.depth + 1,
        packed=lambda: entry.compress_size,
    )
    yield from unpacked(child)


class _Unzipped(io.RawIOBase):
    """A zip member that gives all it has before it says that its checksum is wrong.

    `zipfile` drops the last piece instead, which for a small file is the whole of it.
    """

    def __init__(self, stream: IO[bytes], checksum: int) -> None:
        self._stream = stream
        self._checksum = checksum
        self._sum = 0
        vars(stream)["_expected_crc"] = None

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1) -> bytes:
        chunk = self._stream.read(count)
        self._sum = zlib.crc32(chunk, self._sum)
        if not chunk and count and self._sum != self._checksum:
            raise zipfile.BadZipFile("checksum")
        return chunk

    def close(self) -> None:
        self._stream.close()
        super().close()


def _refused(name: str, entry: zipfile.ZipInfo) -> str | None:
    if leads_out(name):
        return "Its name leads out of the archive; it was left out."
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "A link; it was not followed."
    if entry.flag_bits & _ENCRYPTED:
        return "Encrypted; unpack the archive with its password and open the folder."
    return None


def inside(name: str) -> str:
    """An archive member's name with "/" and without NULs, which cut names short on some systems."""
    return printable(name.partition("\0")[0]).replace("\\", "/")


def leads_out(name: str) -> bool:
    """Whether a member's name would be written outside of the folder it is unpacked to."""
    return name.startswith("/") or bool(_DRIVE.match(name)) or ".." in name.split("/")


def _unique(name: str, seen: dict[str, int]) -> str:
    """The name, or with a number where an archive holds it twice: places must differ."""
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}#{seen[name]}"


def _moment(parts: tuple[int, int, int, int, int, int]) -> datetime | None:
    try:
        return datetime(*parts)  # zip states local time without a zone
    except ValueError:
        return None


_OPENERS: dict[str, Callable[[Member], Iterator[Entry]]] = {"gzip": _gzip, "zip": _zip}
