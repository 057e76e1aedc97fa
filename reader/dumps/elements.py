"""Elements cut out of a marked-up member's bytes, one by one: `<item>...</item>`, `<DOC>...</DOC>`.

Archives in XML and SGML are long rows of elements, often without a root, with a wrong declaration
or a broken neighbour. So an element is found by its tags alone and parsed by itself: its offset
and length are known, one bad element never stops the rest, and memory holds one element.
Comments and CDATA sections are passed over; UTF-16 is read through optional NULs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

from reader.dumps.limits import MEGABYTE
from reader.dumps.member import CHUNK, Member
from reader.model import Problem

LARGEST = 32 * MEGABYTE  # bytes of one element; a longer one is no article
EDGE = 256  # bytes kept between reads, so that a tag is not cut in two

_NUL = rb"\0?"
_PREFIX = rb"(?:[A-Za-z]\0?(?:[\w.-]\0?){0,30}:\0?)?"


def _letters(text: str) -> bytes:
    return _NUL.join(re.escape(letter.encode()) for letter in text) + _NUL


_CLOSINGS = {"comment": re.compile(_letters("--") + b">"), "cdata": re.compile(_letters("]]") + b">")}
_OPENINGS = rb"|(?P<comment>" + _letters("<!--") + rb")|(?P<cdata>" + _letters("<![CDATA[") + rb")"


class End(Enum):
    """How an element ended."""

    TAG = "its end tag"
    NEXT = "the next element began"
    CUT = "the file ended"
    LONG = "it was too long to be kept"


@dataclass(frozen=True, slots=True)
class Element:
    """An element's bytes, tags included, at `offset`; `raw` is empty for one that is too long."""

    offset: int
    length: int
    raw: bytes
    end: End = End.TAG


class ElementCensus:
    """Counts start tags in the bytes as they pass; knows nothing of nesting and of ends.

    With `xml`, those in comments and CDATA sections do not count; without, upper and lower case are the same.
    """

    def __init__(self, names: Sequence[str], *, xml: bool = True) -> None:
        self._tokens = re.compile(
            rb"(?P<start>" + _start(names) + rb")" + (_OPENINGS if xml else b""), 0 if xml else re.I
        )
        self._closing: re.Pattern[bytes] | None = None
        self._rest = b""
        self._count = 0

    def feed(self, chunk: bytes) -> None:
        data = self._rest + chunk
        after = 0
        while (match := (self._closing or self._tokens).search(data, after)) is not None:
            after, kind = match.end(), match.lastgroup
            if self._closing is not None:
                self._closing = None
            elif kind in _CLOSINGS:
                self._closing = _CLOSINGS[kind]
            else:
                self._count += 1
        self._rest = data[max(after, len(data) - EDGE) :]

    def count(self) -> int:
        return self._count


def elements(
    stream: BinaryIO, names: Sequence[str], *, charset: str = "utf-8", xml: bool = True, largest: int = LARGEST
) -> Iterator[Element]:
    """Every element of these names, in order. Not `xml`: names in any case, no comments, no CDATA."""
    return _Scanner(stream, names, charset, xml, largest).run()


def new_elements(
    member: Member, names: Sequence[str], what: str, *, charset: str, xml: bool = True
) -> Iterator[Element | Problem]:
    """Every element of these names that is not known yet; a Problem for one that is too long or was cut.

    `what` is what one of them is called: "A news item". The rest is as for `elements`.
    """
    with member.open() as stream:
        for element in elements(stream, names, charset=charset, xml=xml):
            if member.done(element.offset):
                continue
            if element.end in (End.LONG, End.CUT):
                yield member.problem(element.offset, f"{what} that cannot be read: {element.end.value}.")
            else:
                yield element


def has_element(head: bytes, *names: str, ignore_case: bool = False) -> bool:
    """Whether a start tag of one of these names stands in these bytes."""
    return re.search(_start(names), head, re.I if ignore_case else 0) is not None


def root_of(head: bytes) -> str:
    """The local name of the first element, in whatever width of characters; "" where there is none."""
    narrow = head.replace(b"\0", b"")
    match = _ROOT.match(narrow)
    return match.group(1).decode("ascii", "replace") if match else ""


_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
    # Possessive: a page of blanks, as before the first document of Nexis, must not be tried in every division.
    rb"(?:\s++|<\?.*?\?>|<!--.*?-->|<!(?!--)[^\[>]*+(?:\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*+\]\s*+)?>)*+"
    rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)[\s/>]",
    re.S,
)


def _start(names: Sequence[str]) -> bytes:
    choice = b"|".join(_letters(name) for name in names)
    return _letters("<") + _PREFIX + rb"(?:" + choice + rb")[\s>]"


def _end(names: Sequence[str]) -> bytes:
    choice = b"|".join(_letters(name) for name in names)
    return _letters("</") + _PREFIX + rb"(?:" + choice + rb")[\s\0]*>"


class _Scanner:
    """Bytes to elements. `_at` is where the search goes on, `_begun` where the open element began."""

    def __init__(self, stream: BinaryIO, names: Sequence[str], charset: str, xml: bool, largest: int) -> None:
        self._stream = stream
        self._largest = largest
        self._before = 1 if charset == "utf-16-be" else 0  # its "<" and ">" stand behind their NULs
        self._behind = 1 if charset == "utf-16-le" else 0
        tokens = rb"(?P<end>" + _end(names) + rb")|(?P<start>" + _start(names) + rb")"
        if xml:
            tokens += _OPENINGS
        self._tokens = re.compile(tokens, 0 if xml else re.I)
        self._buffer = bytearray()
        self._base = 0  # offset of the buffer's first byte
        self._at = 0
        self._begun: int | None = None
        self._closing: re.Pattern[bytes] | None = None
        self._long = False

    def run(self) -> Iterator[Element]:
        while chunk := self._stream.read(CHUNK):
            self._buffer += chunk
            yield from self._scan()
            self._trim()
        if self._begun is not None:
            yield self._element(len(self._buffer), End.CUT)

    def _scan(self) -> Iterator[Element]:
        while (match := (self._closing or self._tokens).search(self._buffer, self._at)) is not None:
            kind, start, end = match.lastgroup, match.start(), match.end()
            del match  # it locks the buffer
            self._at = end
            if self._closing is not None:
                self._closing = None
            elif kind in _CLOSINGS:
                self._closing = _CLOSINGS[kind]
            elif kind == "start":
                if self._begun is not None:
                    yield self._element(start - self._before, End.NEXT)
                self._begun, self._long = self._base + start - self._before, False
            elif self._begun is not None:
                yield self._element(end + self._behind, End.TAG)
        self._at = max(self._at, len(self._buffer) - EDGE)

    def _element(self, end: int, how: End) -> Element:
        begun = self._begun or 0
        self._begun = None
        length = self._base + end - begun
        if self._long or length > self._largest:
            return Element(begun, length, b"", End.LONG)
        return Element(begun, length, bytes(self._buffer[begun - self._base : end]), how)

    def _trim(self) -> None:
        keep = self._at if self._begun is None else self._begun - self._base
        if self._begun is not None and (self._long or len(self._buffer) - keep > self._largest):
            self._long, keep = True, self._at
        keep = max(0, min(keep, self._at))
        del self._buffer[:keep]
        self._base += keep
        self._at -= keep
