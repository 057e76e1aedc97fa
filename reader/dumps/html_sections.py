"""Exports of newspaper databases that are one HTML page: an article from each marker to the next.

The page's own beginning (a list of what follows, the site's menus) is framing. Offsets are those of the
markers in the file; each section is decoded by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import Found
from reader.dumps.fragment import lines_of
from reader.dumps.html_page import declared_charset
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import Member
from reader.dumps.wire_copy import unwrapped
from reader.model import PublishedDate, RecordKind

LARGEST = 256 * MEGABYTE  # bytes of one export; a hundred articles with their scripts have half of one

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Section:
    """What one section says; `text` a paragraph a line."""

    title: str | None
    text: str
    source: str | None
    published: PublishedDate
    author: str | None
    section: str | None
    language: str
    fields: Mapping[str, str]


class SectionCensus:
    """Counts markers in the bytes as they pass."""

    def __init__(self, marker: re.Pattern[bytes]) -> None:
        self._marker = marker
        self._rest = b""
        self._count = 0

    def feed(self, chunk: bytes) -> None:
        data, after = self._rest + chunk, 0
        for match in self._marker.finditer(data):
            self._count += 1
            after = match.end()
        self._rest = data[max(after, len(data) - 512) :]

    def count(self) -> int:
        return self._count


def sections(
    member: Member, name: str, marker: re.Pattern[bytes], read: Callable[[str], Section | None]
) -> Iterator[Found]:
    """A record for each marker; a section in which `read` finds no article is named."""
    raw = member.whole(LARGEST, "no such export is as large")
    declared, hint = declared_charset(raw), charset_of(raw[:MEGABYTE])
    starts = [match.start() for match in marker.finditer(raw)]
    for start, end in pairwise([*starts, len(raw)]):
        if member.done(start):
            continue
        part = raw[start:end]
        decoded = decode(part, declared=declared, hint=hint)
        found = read(decoded.text)
        if found is None:
            yield member.problem(start, "An article without headline and text.")
            continue
        yield member.record(
            name,
            start,
            part,
            found.text,
            kind=RecordKind.STATED,
            title=found.title,
            source=found.source,
            author=found.author,
            published=found.published,
            language=found.language,
            section=found.section,
            fields={key: value for key, value in found.fields.items() if value},
            warnings=decoded.warnings,
        )


def inside(text: str, pattern: re.Pattern[str]) -> str:
    """The first group of a pattern as plain lines; "" where it is not there."""
    match = pattern.search(text)
    return lines_of(match.group(1)) if match else ""


def cells(text: str, pattern: re.Pattern[str]) -> list[str]:
    """All matches of a pattern's first group, each on one line."""
    return [one_line(lines_of(match.group(1))) for match in pattern.finditer(text)]


def one_line(text: str) -> str:
    """Lines as one; wide spaces are kept as they are written."""
    return " ".join(part for part in text.split("\n") if part)


def preformatted(text: str) -> str:
    """Wrapped lines inside of `pre`, marked words and all, as paragraphs."""
    return unwrapped(unescape(_TAG.sub("", text)), 0)
