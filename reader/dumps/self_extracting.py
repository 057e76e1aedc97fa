"""Pages that SingleFile saved as an archive inside a page ("self-extracting ZIP"): index.html with its pictures.

The outer page is a script that unpacks the archive in a browser. https://github.com/gildas-lormeau/SingleFile
says where it was saved from and when in a comment at its begin.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from reader.dumps.encodings import decode
from reader.dumps.format import Found
from reader.dumps.member import Member
from reader.dumps.packages import Package
from reader.dumps.page import saved_date, saved_from
from reader.dumps.pictures import picture
from reader.errors import DumpError
from reader.model import Picture

_MADE_BY = (b"Page saved with SingleFile", b"Archive processed by SingleFile")
_BEGINNING = 64 << 10  # bytes in which the comment stands, behind a picture that may come first
_END = b"PK\x05\x06"
_TAIL = 66 << 10  # bytes in which the archive's end stands
_PAGE = "index.html"


def is_self_extracting(raw: bytes) -> bool:
    """Whether a page of SingleFile carries an archive."""
    begins = any(mark in raw[:_BEGINNING] for mark in _MADE_BY)
    return begins and raw.rfind(_END, max(len(raw) - _TAIL, 0)) >= 0 and b"PK\x03\x04" in raw


class Inside:
    """What is in the archive: `page`, the address and the moment of saving that the outer page states, `pictures`."""

    def __init__(self, member: Member, raw: bytes) -> None:
        """DumpError where the archive cannot be read."""
        self._member = member
        try:
            archive = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise DumpError(f"{member.where} is a page with a damaged archive in it; save it again") from error
        self._package = Package(member, io.BytesIO(raw), archive)
        outer = decode(raw[:_BEGINNING]).text
        self.url, self.saved = saved_from(outer), saved_date(outer)
        self.page = self._read_page(archive)

    def _read_page(self, archive: zipfile.ZipFile) -> bytes:
        locked = any(entry.flag_bits & 1 for entry in archive.infolist() if entry.filename == _PAGE)
        if locked:
            raise DumpError(f"{self._member.where} is locked with a password; open it in a browser and save it without")
        page = self._package.read(_PAGE)
        if page is None:
            raise DumpError(f"{self._member.where} is an archive without a page in it; save it again")
        return page

    def pictures(self) -> Iterator[Found]:
        """Its pictures, by their paths in the archive."""
        for name in self._package.names:
            try:
                found = self._picture(name)
            except DumpError:  # the page is there all the same
                continue
            if found is not None:
                yield found

    def _picture(self, name: str) -> Picture | None:
        if not name.startswith("images/"):
            return None
        content = self._package.read(name)
        return picture(content, (posixpath.normpath(name),), self._member.scope(0)) if content else None
