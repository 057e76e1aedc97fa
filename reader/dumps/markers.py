"""Counting a format's own markers in the bytes as they pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

TAIL = 512  # bytes kept from one piece to the next, so that a marker is not cut in two


class Markers:
    """A census by pattern. `^` is a line's start; a marker, with what must follow, is below 512 bytes.

    `literal` is what every marker begins with, where there is such: finding that first is ten times faster.
    """

    def __init__(self, pattern: bytes, flags: int = 0, literal: bytes = b"") -> None:
        self._pattern = re.compile(pattern, flags | re.M)
        self._literal = literal
        self._tail = b"\n"
        self._open = 1  # where in the tail the bytes begin that were not yet looked at
        self._count = 0

    def feed(self, chunk: bytes) -> None:
        if chunk:
            self._look(self._tail + chunk, final=False)

    def count(self) -> int:
        self._look(self._tail, final=True)
        return self._count

    def _look(self, data: bytes, *, final: bool) -> None:
        limit = len(data) if final else len(data) - TAIL
        done = self._open
        for match in matches(self._pattern, data, self._open, self._literal):
            if match.start() >= limit:
                break
            self._count += 1
            done = max(match.end(), done)
        done = max(done, limit, self._open)
        keep = max(done - 1, 0)  # one byte before, for `^`
        self._tail, self._open = data[keep:], done - keep


def matches(pattern: re.Pattern[bytes], data: bytes, start: int, literal: bytes = b"") -> Iterator[re.Match[bytes]]:
    """`pattern.finditer`, by way of a literal that every match begins with."""
    if not literal:
        yield from pattern.finditer(data, start)
        return
    place = data.find(literal, start)
    while place >= 0:
        match = pattern.match(data, place)
        if match:
            yield match
        place = data.find(literal, match.end() if match else place + 1)
