"""ARC: the web archives of the Internet Archive before WARC came (2009).

https://archive.org/web/researcher/ArcFileFormat.php: one line of header (address, IP, date, type, length), then what
the server answered. Pages are articles, as in WARC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.dumps.dates import read_date
from reader.dumps.encodings import decode
from reader.dumps.format import Census, Found
from reader.dumps.html_page import page_found
from reader.dumps.http_payload import Response, read_response
from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import Markers
from reader.dumps.member import CHUNK, Member
from reader.dumps.page import host
from reader.dumps.warc import LARGEST, kind_of, picture_of
from reader.model import DateOrigin, RecordKind, Shelf, Skipped

_LINE = rb"^([a-z][a-z+.-]{1,20}:[^\s]{1,4000}) ([0-9a-fA-F.:]{3,45}) (\d{8,14}) ([^\s]+)(?: \S+){0,5} (\d{1,15})\r?\n"
_HEADER = re.compile(_LINE)


class Arc:
    """A web archive of the old kind."""

    name = "ARC"

    def score(self, head: bytes, name: str) -> float:
        return 0.98 if head.startswith(b"filedesc://") else 0.9 if _HEADER.match(head) else 0.0

    def census(self) -> Census | None:
        return Markers(_LINE)

    def records(self, member: Member) -> Iterator[Found]:
        offset, strays = 0, 0
        with member.open() as stream:
            while line := stream.readline(8192):
                match = _HEADER.match(line)
                if match is None:
                    strays += len(line) if line.strip() else 0
                    offset += len(line)
                    continue
                size = int(match.group(5))
                block = stream.read(min(size, LARGEST))
                length = len(block)
                while LARGEST <= length < size and (chunk := stream.read(min(CHUNK, size - length))):
                    length += len(chunk)
                if not member.done(offset):
                    yield from _found(member, offset, line + block, match, block, size, self.name)
                    if length < size:
                        reason = (
                            f"The record ends {size - length} bytes before its stated length; what is there was read."
                        )
                        yield member.problem(offset, reason, rejected=False)
                offset += len(line) + length
        if strays:
            yield member.problem(0, f"{strays} bytes that belong to no record.", rejected=False)


def _found(
    member: Member, offset: int, raw: bytes, match: re.Match[bytes], block: bytes, size: int, fmt: str
) -> Iterator[Found]:
    url, media = match.group(1).decode("utf-8", "replace"), match.group(4).decode("latin-1")
    if url.startswith(("filedesc:", "dns:", "warcinfo:")):
        yield Skipped(member.place(offset), "crawler notes")
        return
    response = read_response(block) or Response(200, {"content-type": media}, block)
    kind = kind_of(response, url)
    if kind in ("page", "text") and size > LARGEST:
        yield member.problem(offset, f"A page of more than {LARGEST // MEGABYTE} MB; it was left out.")
        return
    crawled = read_date(match.group(3).decode("ascii") + "Z" * (len(match.group(3)) == 14), DateOrigin.CRAWL)
    packed = member.packed_at(offset)
    if kind == "page":
        yield from page_found(
            member,
            fmt,
            offset,
            raw,
            response.body,
            declared=response.declared,
            url=url,
            compressed_offset=packed,
            crawled=crawled,
            shelf=Shelf(url),
        )
    elif kind == "text":
        decoded = decode(response.body, response.declared)
        yield member.record(
            fmt, offset, raw, decoded.text, kind=RecordKind.TEXT, compressed_offset=packed, source=host(url), url=url,
            published=crawled, warnings=decoded.warnings,
        )  # fmt: skip
    else:
        if len(block) == size and (found := picture_of(response, kind, url)):
            yield found
        yield Skipped(member.place(offset), kind)
