"""Files that are rows of pieces, each begun by a marker: mailboxes, database downloads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import matches
from reader.dumps.member import CHUNK, Member

EDGE = 1024  # bytes kept between reads, so that a marker is not cut in two
LARGEST = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece from its marker to the next one; `raw` is empty for one that is too long."""

    offset: int
    length: int
    raw: bytes

    @property
    def too_long(self) -> bool:
        return self.length > len(self.raw)


def pieces(member: Member, marker: re.Pattern[bytes], literal: bytes = b"") -> Iterator[Piece]:
    """Every piece in order; `literal` begins every marker. What stands before the first marker is framing."""
    base, data, begun, dropped, searched = 0, b"", -1, 0, 0  # `dropped`: bytes of a giant that were let go
    with member.open() as stream:
        while True:
            chunk = stream.read(CHUNK)
            data += chunk
            for match in matches(marker, data, max(searched, begun + 1), literal):
                if chunk and match.start() > len(data) - EDGE:
                    break
                if begun >= 0:
                    yield _piece(base, data, begun, match.start(), dropped)
                begun, dropped = match.start(), 0
            if not chunk:
                break
            keep = begun if begun >= 0 else max(0, len(data) - EDGE)
            if begun >= 0 and len(data) - begun > LARGEST:
                keep = len(data) - EDGE
                dropped += keep - begun
            searched = max(len(data) - EDGE, 0) - keep
            data, base, begun = data[keep:], base + keep, 0 if begun >= 0 else -1
    if begun >= 0:
        yield _piece(base, data, begun, len(data), dropped)


def _piece(base: int, data: bytes, begun: int, end: int, dropped: int) -> Piece:
    return Piece(base + begun - dropped, end - begun + dropped, b"" if dropped else data[begun:end])
