"""JSON lines: each line an object, as scrapers, TREC tracks and Hugging Face hand them out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.dumps.encodings import WIDE, charset_of
from reader.dumps.format import Census, Found
from reader.dumps.json_values import load
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import Member
from reader.dumps.plain_text import LINE, lines
from reader.dumps.rows import Row, row_records
from reader.model import Problem

_FRAMING = b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"
_MAY_BE_BLANK = re.compile(rb"\n[\s\0]")


class JsonLines:
    """One object a line; blank lines are framing, bad ones are named."""

    name = "JSON lines"

    def score(self, head: bytes, name: str) -> float:
        narrow = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
        first, gap, rest = narrow.lstrip().partition(b"\n")
        if not first.startswith(b"{") or first.strip() == b"{":
            return 0.0
        named = 0.05 if name.endswith((".jsonl", ".ndjson", ".jl")) else 0.0
        if not gap:  # one line, perhaps longer than the head: an object as such, unless the name says lines
            return 0.5 + 8 * named
        if not _is_object(first):
            return 0.0
        following = [line for line in rest.split(b"\n")[:5] if line.strip()]
        return 0.9 + named if not following or any(line.lstrip().startswith(b"{") for line in following) else 0.0

    def census(self) -> Census | None:
        return LineCensus()

    def records(self, member: Member) -> Iterator[Found]:
        return row_records(member, self.rows(member), self.name)

    def rows(self, member: Member) -> Iterator[Row | Problem]:
        return rows_of_lines(member)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(load(line)[0], dict)
    except ValueError:
        return False


def rows_of_lines(member: Member) -> Iterator[Row | Problem]:
    """Every line that is not blank, as a row or as what is wrong with it."""
    offset, hint = 0, charset_of(member.head())
    with member.open() as stream:
        for number, (line, length) in enumerate(lines(stream, hint), 1):
            if line is None:
                reason = f"Line {number} is longer than {LINE // MEGABYTE} MB; it was left out."
                yield member.problem(offset, reason)
            elif not line.isspace() and (hint not in WIDE or line.strip(b"\0\r\n\t ")):
                yield _row(member, offset, line, number, hint)
            offset += length


def _row(member: Member, offset: int, line: bytes, number: int, hint: str) -> Row | Problem:
    try:
        value, warnings = load(line, hint)
    except ValueError as error:
        return member.problem(offset, f"Line {number} is no JSON object: {error}.")
    if not isinstance(value, dict):
        return member.problem(offset, f"Line {number} is no JSON object.")
    return Row(offset, line.rstrip(b"\r\n") if hint not in WIDE else line, value, warnings)


class LineCensus:
    """Counts lines that are not blank."""

    def __init__(self) -> None:
        self._count = 0
        self._open = False  # the line that goes on has something in it

    def feed(self, chunk: bytes) -> None:
        if chunk[:1].strip(_FRAMING) and not _MAY_BE_BLANK.search(chunk):  # no line is blank: nine chunks of ten
            self._count += chunk.count(b"\n")
            self._open = not chunk.endswith(b"\n")
            return
        first, *others = chunk.split(b"\n")
        self._open = self._open or bool(first.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"))
        for line in others:
            self._count += self._open
            self._open = bool(line) and not line.isspace() and bool(line.strip(b" \t\r\n\0"))

    def count(self) -> int:
        return self._count + self._open
