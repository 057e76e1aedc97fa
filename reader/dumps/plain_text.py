"""Plain text: a file is a record; form feeds and separator lines between pages make several.

A very large file is cut at blank lines into records that fit in memory. The bytes of a record
are the file's own, one after the other; between records stand only form feeds, separator lines
and white space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import BinaryIO

from reader.dumps.detect import is_text, signature_of
from reader.dumps.encodings import WIDE, charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import Member
from reader.dumps.page_breaks import goes_on
from reader.model import Record

SOFT = 2 * MEGABYTE  # a record this long ends at the next two blank lines,
LATE = 3 * MEGABYTE  # from here at the next blank line,
HARD = 4 * MEGABYTE  # and here at any line's end: nothing that long is one article
LINE = 8 * MEGABYTE  # a line longer than this is not prose
WINDOW = 256 << 10  # bytes in which separator lines are looked for

# Rules of 20 and more characters stand between pages; shorter ones also inside articles.
_RULE = re.compile(rb"^[ \t]*([=*_#~+-])\1{19,}[ \t]*\r?$", re.M)
BOX, LABELS = 2000, 10  # bytes and lines of a box of labels
_LABEL = re.compile(rb"[A-Za-z\x80-\xff][A-Za-z\x80-\xff -]{1,24}: *\S")
_BLANK = b" \t\r\n\f\v\0\xef\xbb\xbf"


class PlainText:
    """Text without any markup that another format knows."""

    name = "plain text"

    def score(self, head: bytes, name: str) -> float:
        if not head or signature_of(head) or not is_text(head):
            return 0.0
        return 0.2 if name.endswith((".txt", ".text")) else 0.1

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        head = member.head(WINDOW)
        charset = charset_of(head)
        chosen = member.options.separator.strip().encode("utf-8")
        separators = frozenset({chosen}) if chosen else separator_lines(_narrowed(head, charset))
        with member.open() as stream:
            yield from _Pages(member, charset, separators, self.name).read(stream)


def separator_lines(head: bytes) -> frozenset[bytes]:
    """Lines that stand between pages: the same long rule at least twice, not under a heading."""
    rules: Counter[bytes] = Counter()
    for match in _RULE.finditer(head):
        above = head[: match.start()].rstrip(b"\r\n").rpartition(b"\n")[2] if match.start() else b""
        below = head[match.end() + 1 :].partition(b"\n")[0]
        underlines = head[: match.start()].endswith(b"\n" + above + b"\n") and above.strip() and not below.strip()
        if not underlines:
            rules[match.group().strip()] += 1
    return frozenset(rule for rule, times in rules.items() if times > 1)


@dataclass
class _Pages:
    """Lines gathered into records."""

    member: Member
    charset: str
    separators: frozenset[bytes]
    format: str
    start: int = 0
    size: int = 0
    blanks: int = 0  # blank lines in a row, just before
    boxed: bool = False  # the page begins with a box of labels, whose lower rule has been met
    parts: list[bytes] = field(default_factory=list)
    feeds: list[int] = field(default_factory=list)  # where in what was gathered form feeds stand

    def read(self, stream: BinaryIO) -> Iterator[Found]:
        offset = 0
        feed = "\f".encode(self.charset) if self.charset in WIDE else b"\f"
        for line, length in lines(stream, self.charset):
            if line is None:
                yield from self.page(offset)
                megabytes = round(length / MEGABYTE)
                yield self.member.problem(offset, f"A line of {megabytes} MB is too long for a text; it was left out.")
                self.start = offset + length
            elif self.separators and _narrowed(line, self.charset).strip() in self.separators:
                if self.is_box():
                    self.keep(line)
                    self.boxed = True
                else:
                    yield from self.page(offset)
                    self.start, self.boxed = offset + length, False
            else:
                yield from self.add(line, offset, feed)
            offset += length
        yield from self.page(offset)

    def add(self, line: bytes, offset: int, feed: bytes) -> Iterator[Found]:
        """Take one line, which form feeds may divide."""
        blank = not _narrowed(line, self.charset).strip(_BLANK)
        if self.full(blank):
            yield from self.page(offset)
        self.blanks = self.blanks + 1 if blank else 0
        while (place := _aligned(line, feed)) >= 0:
            self.keep(line[:place])
            if self.size >= SOFT:
                yield from self.page(offset + place)
                self.start = offset + place + len(feed)
            else:
                self.feeds.append(self.size)
                self.keep(feed)
            offset += place + len(feed)
            line = line[place + len(feed) :]
        self.keep(line)

    def is_box(self) -> bool:
        """Whether what was gathered is a box of labels between two rules ("URL: ..."), which head the page below."""
        raw = b"".join(self.parts) if self.start and self.size <= BOX and not self.boxed else b""
        told = [line.strip() for line in _narrowed(raw, self.charset).splitlines()] if raw else []
        return 0 < len(told) <= LABELS and all(_LABEL.match(line) for line in told)

    def full(self, blank: bool) -> bool:
        """Whether the record ends before this line."""
        size = self.size - (self.feeds[-1] if self.feeds else 0)
        if size < SOFT:
            return False
        return size >= HARD or (not blank and self.blanks >= (2 if size < LATE else 1))

    def keep(self, part: bytes) -> None:
        if part:
            self.parts.append(part)
            self.size += len(part)

    def page(self, end: int) -> Iterator[Record]:
        """The records gathered so far, a page or several of one article each; the next one starts at `end`."""
        raw, start = b"".join(self.parts), self.start
        edges = [0, *self.feeds, len(raw)]
        self.parts, self.feeds, self.size, self.blanks, self.start = [], [], 0, 0, end
        pages = [raw[a:b] for a, b in pairwise(edges)]
        texts = [decode(page, hint=self.charset).text for page in pages] if len(pages) > 1 else [""]
        for first, last in _articles(texts):
            yield from self.record(start + edges[first], raw[edges[first] : edges[last]])

    def record(self, start: int, raw: bytes) -> Iterator[Record]:
        """A record of pages, unless they are blank. A form feed within is white space."""
        feed = "\f".encode(self.charset) if self.charset in WIDE else b"\f"
        if raw.startswith(feed):
            start, raw = start + len(feed), raw[len(feed) :]
        if not raw.strip(_BLANK) or self.member.done(start):
            return
        decoded = decode(raw, hint=self.charset)
        yield self.member.record(self.format, start, raw, decoded.text.replace("\f", "\n"), warnings=decoded.warnings)


def _articles(pages: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From which page to before which one an article goes."""
    begun = 0
    for place, (above, below) in enumerate(pairwise(pages), 1):
        if not goes_on(above, below):
            yield begun, place
            begun = place
    yield begun, len(pages)


def lines(stream: BinaryIO, charset: str) -> Iterator[tuple[bytes | None, int]]:
    """Lines with their ends and lengths in bytes; None for a line longer than LINE, which is passed over."""
    read = line_reader(stream, charset)
    while line := read():
        if len(line) < LINE:
            yield line, len(line)
        else:
            yield None, passed_over(read, line, charset)


def line_reader(stream: BinaryIO, charset: str) -> Callable[[], bytes]:
    """What gives the next line, or LINE bytes of a longer one, b"" at the end."""
    if charset not in WIDE:
        return partial(stream.readline, LINE)
    return partial(_line, stream, "\n".encode(charset), 4 if "32" in charset else 2)


def passed_over(read: Callable[[], bytes], line: bytes, charset: str) -> int:
    """The length of a line that is too long and begins with `line`, once the rest of it is read."""
    newline, length = "\n".encode(charset if charset in WIDE else "ascii"), len(line)
    while not line.endswith(newline) and (line := read()):
        length += len(line)
    return length


def _line(stream: BinaryIO, newline: bytes, width: int) -> bytes:
    """Up to the next newline or LINE bytes. In wide text a byte 10 is a newline only in its place."""
    line = stream.readline(LINE)
    while width > 1 and line and len(line) < LINE:
        line += stream.read(-len(line) % width)
        if line.endswith(newline) or not (more := stream.readline(LINE - len(line))):
            break
        line += more
    return line


def _aligned(line: bytes, feed: bytes) -> int:
    place = line.find(feed)
    while place >= 0 and place % len(feed):
        place = line.find(feed, place + 1)
    return place


def _narrowed(text: bytes, charset: str) -> bytes:
    """Wide text with one byte for each character, good enough to tell rules and blanks."""
    return text.decode(charset, "replace").encode("ascii", "replace") if charset in WIDE else text
