"""Zip and tar: their members as streams, in the archive's own order, never extracted.

Names that lead out of an archive (`../`, absolute, a drive letter), links and encrypted members
are named as problems. A name that stands twice gets a number, because places must differ.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import IO, Any, BinaryIO, cast

from reader.dumps.compression import Unpacked
from reader.dumps.detect import SYSTEM_FILE, WACZ, finer, package_of
from reader.dumps.limits import LimitError
from reader.dumps.member import CHUNK, Member, printable
from reader.model import Problem, Skipped

Entry = Member | Problem | Skipped

_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1  # https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.4.4
_SIZES_BEHIND = 0x8
_LOCAL = struct.Struct("<4s5H3I2H")  # 4.3.7, the header before each file
_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)  # what writers put where they know no date


def zip_members(member: Member) -> Iterator[Entry]:
    """What is in a zip archive; the archive itself where it is a document made of files."""
    with member.seekable() as file:
        try:
            archive = zipfile.ZipFile(file)
            entries = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error):
            yield from _salvaged(member, file)
            return
        with archive:
            package = finer(package_of([entry.filename for entry in entries[:2000]]), archive)
            if package and package != WACZ:
                yield member.reopened(package, lambda: cast(BinaryIO, _Lent(file)))
                return
            seen: dict[str, int] = {}
            for entry in entries:
                if package == WACZ and not entry.filename.startswith("archive/"):
                    yield from _index(member, entry)
                elif not entry.is_dir():
                    yield from _zipped(member, archive, entry, seen)


def _index(parent: Member, entry: zipfile.ZipInfo) -> Iterator[Entry]:
    """WACZ: what stands beside the WARC files repeats them, as indexes and lists of pages."""
    if not entry.is_dir():
        yield Skipped(f"{parent.where}/{inside(entry.orig_filename)}", "indexes of web archives")


def _zipped(parent: Member, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, seen: dict[str, int]) -> Iterator[Entry]:
    name = _unique(inside(entry.orig_filename), seen)
    trouble = _trouble(parent, name, link=stat.S_ISLNK(entry.external_attr >> 16))
    if trouble is None and entry.flag_bits & _ENCRYPTED:
        reason = "Encrypted; unpack the archive with its password and open the folder."
        trouble = Problem(f"{parent.where}/{name}", reason)
    yield trouble or parent.child(
        name,
        lambda: cast(BinaryIO, _Checked(archive.open(entry), entry.CRC)),
        size=entry.file_size,
        modified=None if entry.date_time == _DOS_EPOCH else _moment(entry.date_time),
        packed=lambda: entry.compress_size,
    )


class _Checked(io.RawIOBase):
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


def _salvaged(member: Member, file: BinaryIO) -> Iterator[Entry]:
    """The files of an archive whose list, which stands at its end, is missing: one after the other."""
    whole, position, seen = 0, 0, dict[str, int]()
    file.seek(0)
    while len(header := file.read(_LOCAL.size)) == _LOCAL.size and header.startswith(b"PK\x03\x04"):
        _, _, flags, method, _, _, _, packed, size, name_length, extra = _LOCAL.unpack(header)
        raw_name = file.read(name_length)
        start = position + _LOCAL.size + name_length + extra
        name = _unique(inside(raw_name.decode("utf-8" if flags & 0x800 else "cp437", "replace")), seen)
        unknown = flags & _ENCRYPTED or method not in (0, 8) or (flags & _SIZES_BEHIND and method == 0)
        if unknown or 0xFFFFFFFF in (packed, size):
            break
        if not name.endswith("/"):
            child = member.child(name, partial(_local, file, start, method, packed), packed=lambda: CHUNK)
            yield _trouble(member, name, link=False) or child
            whole += 1
        position = start + packed if not flags & _SIZES_BEHIND else _behind(file, start)
        file.seek(position)
    kept = f"the {whole} files before the damage were read" if whole else "nothing in it could be read"
    yield Problem(member.where, f"Not a whole zip archive: {kept}; fetch it again.")


def _local(file: BinaryIO, start: int, method: int, packed: int) -> BinaryIO:
    source = cast(BinaryIO, _Lent(file, start, packed or None))
    if method == 0:
        return source
    return cast(BinaryIO, Unpacked(source, lambda: zlib.decompressobj(-15), 16 << 10, False, single=True))


class _Lent(io.RawIOBase):
    """A file, or `length` bytes of it from `start`, whose closing is left to its owner."""

    def __init__(self, file: BinaryIO, start: int = 0, length: int | None = None) -> None:
        self._file = file
        self._left = length
        file.seek(start)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, count: int = -1) -> bytes:
        if self._left is None:
            return self._file.read(count)
        chunk = self._file.read(self._left if count < 0 else min(count, self._left))
        self._left -= len(chunk)
        return chunk

    def readinto(self, buffer: Any) -> int:
        chunk = self.read(len(buffer))
        memoryview(buffer).cast("B")[: len(chunk)] = chunk
        return len(chunk)


def _behind(file: BinaryIO, start: int) -> int:
    """Where the next file begins behind a deflated one that does not state its length."""
    file.seek(start)
    inflater, position = zlib.decompressobj(-15), start
    while not inflater.eof and (chunk := file.read(16 << 10)):
        try:
            inflater.decompress(chunk)
        except zlib.error:
            return position
        position += len(chunk) - len(inflater.unused_data)
    file.seek(position)
    return position + (16 if file.read(4) == b"PK\x07\x08" else 12)


def tar_members(member: Member) -> Iterator[Entry]:
    """What is in a tar archive, as it streams by."""
    seen: dict[str, int] = {}
    last = ""
    stream = member.open()
    try:
        archive = tarfile.open(fileobj=stream, mode="r|", errorlevel=1)  # noqa: SIM115 - the stream is the member's
        while (entry := archive.next()) is not None:
            vars(archive)["members"] = []  # it keeps them all, which a million files make heavy
            if not entry.isdir():
                last = _unique(inside(entry.name), seen)
                yield _tarred(member, archive, entry, last)
    except LimitError:
        raise
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        where = f" in {last}" if last else ""
        yield Problem(member.where, f"The archive is damaged{where} ({error}); what came before was read.", not seen)
        return
    if not member.damage and any(chunk.strip(b"\0") for chunk in iter(lambda: stream.read(CHUNK), b"")):
        behind = f", behind {last}" if last else ""
        yield Problem(member.where, f"The archive is damaged in the middle{behind}; its rest could not be read.")


def _tarred(parent: Member, archive: tarfile.TarFile, entry: tarfile.TarInfo, name: str) -> Entry:
    if trouble := _trouble(parent, name, link=entry.issym() or entry.islnk()):
        return trouble
    if not entry.isfile():
        return Skipped(f"{parent.where}/{name}", "devices and pipes")
    return parent.child(
        name,
        lambda: cast(BinaryIO, archive.extractfile(entry) if entry.issparse() else _Tarred(archive, entry)),
        size=entry.size,
        modified=_utc(entry.mtime),
        packed=lambda: CHUNK,
    )


class _Tarred(io.RawIOBase):
    """A tar member that gives all it has before it says that it is cut; `tarfile` drops the last piece."""

    def __init__(self, archive: tarfile.TarFile, entry: tarfile.TarInfo) -> None:
        self._stream = cast(BinaryIO, archive.fileobj)
        self._left = entry.size
        self._stream.seek(entry.offset_data)

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1) -> bytes:
        chunk = self._stream.read(self._left if count < 0 else min(count, self._left))
        self._left -= len(chunk)
        if not chunk and count and self._left > 0:
            raise EOFError("cut")
        return chunk


def _trouble(parent: Member, name: str, *, link: bool) -> Problem | Skipped | None:
    """Why an entry is no member; counts it."""
    parent.meter.enter()
    where = f"{parent.where}/{name}"
    if leads_out(name):
        return Problem(where, "Its name leads out of the archive; it was left out.")
    if link:
        return Problem(where, "A link; it was not followed.")
    return Skipped(where, "system files") if SYSTEM_FILE.search(name) else None


def inside(name: str) -> str:
    """An archive member's name with "/" and without NULs, which cut names short on some systems."""
    return printable(name.partition("\0")[0].replace("\\", "/").removeprefix("./"))


def leads_out(name: str) -> bool:
    """Whether a member's name would be written outside of the folder it is unpacked to."""
    return name.startswith("/") or bool(_DRIVE.match(name)) or ".." in name.split("/")


def _unique(name: str, seen: dict[str, int]) -> str:
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}#{seen[name]}"


def _moment(parts: tuple[int, int, int, int, int, int]) -> datetime | None:
    try:
        return datetime(*parts)  # zip states local time without a zone
    except ValueError:
        return None


def _utc(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None
