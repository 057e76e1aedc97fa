"""Zip packages that are one document (DOCX, EPUB): their parts, read within limits.

The document's own bytes are the record's: an article knows the package as its member and its part's
stretch in it, so that an import that was cancelled finds its way.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO

from reader.dumps.limits import MEGABYTE, LimitError
from reader.dumps.member import CHUNK, Member
from reader.errors import DumpError
from reader.model import Record

LARGEST_PART = 64 * MEGABYTE  # bytes of one part; a novel's text is one megabyte
_LOCAL_HEADER = 30  # bytes before the name: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.7


@dataclass(frozen=True, slots=True)
class Package:
    """An open package."""

    member: Member
    file: BinaryIO
    archive: zipfile.ZipFile

    @property
    def names(self) -> list[str]:
        return [entry.filename for entry in self.archive.infolist() if not entry.is_dir()]

    def read(self, name: str) -> bytes | None:
        """A part's bytes; None where there is none of this name. DumpError where it cannot be read."""
        try:
            entry = self.archive.getinfo(name)
        except KeyError:
            return None
        try:
            return b"".join(self._chunks(entry))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise DumpError(f"{self.member.where}/{name} is damaged ({error})") from error

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        with self.archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                if size > LARGEST_PART:
                    raise LimitError(f"{self.member.where}/{entry.filename} is larger than {LARGEST_PART >> 20} MB")
                self.member.meter.unpack(len(chunk), size, entry.compress_size)
                yield chunk

    def stretch(self, name: str) -> tuple[int, int]:
        """Where a part's header and packed bytes stand in the package: offset and length."""
        entry = self.archive.getinfo(name)
        self.file.seek(entry.header_offset)
        header = self.file.read(_LOCAL_HEADER)
        names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        return entry.header_offset, len(header) + names + entry.compress_size

    def placed(self, record: Record, offset: int, length: int) -> Record:
        """The record with its place in the package, hashed over the package's own bytes there."""
        digest = hashlib.sha256()
        self.file.seek(offset)
        left = length
        while left and (chunk := self.file.read(min(CHUNK, left))):
            digest.update(chunk)
            left -= len(chunk)
        place = replace(record.provenance, offset=offset, length=length - left, record_sha256=digest.hexdigest())
        return replace(record, provenance=place)

    def size(self) -> int:
        return self.file.seek(0, 2)


@contextmanager
def opened(member: Member, what: str) -> Iterator[Package]:
    """A member as a package; DumpError where it is none. `what` names it: "Word document"."""
    with _searchable(member) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise DumpError(f"{member.where} is not a whole {what} ({error}); fetch it again") from error
        with archive:
            yield Package(member, file, archive)


@contextmanager
def _searchable(member: Member) -> Iterator[BinaryIO]:
    """The package's bytes. One that the zip reader hands on is lent: it must stay open."""
    if member.package:
        file = member.source()
        file.seek(0)
        yield file
    else:
        with member.seekable() as file:
            yield file
