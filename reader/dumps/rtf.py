"""RTF: a word processor's document, as a page of text.

https://interoperability.blob.core.windows.net/files/Archive_References/%5bMSFT-RTF%5d.pdf, read by striprtf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from striprtf.striprtf import rtf_to_text

from reader.dumps.dates import read_date
from reader.dumps.encodings import decode
from reader.dumps.format import Census, Found
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import Member
from reader.errors import DumpError
from reader.model import UNDATED, DateOrigin, PublishedDate, RecordKind

LARGEST = 32 * MEGABYTE  # bytes without pictures

_PICTURE = re.compile(r"(?:[0-9a-fA-F]{60,}\s*)+")  # hexadecimal lines of pictures and objects
_INFO = re.compile(r"\{\\(title|author|company|subject|operator)\s([^{}]*)\}")
_TIME = re.compile(r"\{\\(revtim|creatim)\\yr(\d+)\\mo(\d+)\\dy(\d+)(?:\\hr(\d+))?(?:\\min(\d+))?")
_CODEPAGE = re.compile(r"\\ansicpg(\d+)")


class Rtf:
    """An RTF document that no database layout claims."""

    name = "RTF"

    def score(self, head: bytes, name: str) -> float:
        return 0.8 if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf") else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        if member.done(0):
            return
        raw = member.whole(LARGEST, "save it without its pictures")
        source = _PICTURE.sub("", raw.decode("latin-1"))
        text = rtf_text(source)
        if not text.strip():
            yield member.problem(0, "An RTF document without any text.")
            return
        yield member.record(
            self.name, 0, raw, text, kind=RecordKind.TEXT, published=_saved(source), fields=_fields(source)
        )


def rtf_text(source: str) -> str:
    """The text of an RTF document, a paragraph a line; `source` is its bytes as Latin-1. DumpError."""
    found = _CODEPAGE.search(source)
    codepage = f"cp{found.group(1)}" if found else "cp1252"
    try:
        "".encode(codepage)
    except LookupError:
        codepage = "cp1252"
    try:
        text: str = rtf_to_text(source, encoding=codepage, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, RecursionError, OverflowError, AttributeError, TypeError) as error:
        raise DumpError(f"its RTF cannot be read ({error})") from error
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n")


def _saved(source: str) -> PublishedDate:
    """When the document was last saved: no publication, and marked so."""
    times = {match.group(1): match.groups()[1:] for match in _TIME.finditer(source[:200_000])}
    parts = times.get("revtim") or times.get("creatim")
    if not parts or not 1980 <= int(parts[0]) <= 2100:
        return UNDATED
    year, month, day, hour, minute = (int(part or 0) for part in parts)
    return read_date(f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}", DateOrigin.SAVED)


def _fields(source: str) -> Mapping[str, str]:
    """What the document says of itself; its author is the typist."""
    found = {}
    for name, value in _INFO.findall(source[:200_000]):
        plain = decode(value.strip().encode("latin-1", "replace")).text
        if plain and "\\" not in plain:
            found[f"document {name}"] = plain
    return found
