"""Yomidasu: the Yomiuri Shimbun's archive, a page of full texts.

Each article: a table of number, day, headline, edition, page's name, page and length, then the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.dumps.dates import read_date
from reader.dumps.format import Census, Found
from reader.dumps.html_sections import Section, SectionCensus, cells, inside, sections
from reader.dumps.member import Member

_MARKER = re.compile(rb"<div[^>]*id=\"heiseiDetailArea\"", re.I)
_HEADER = re.compile(r"<table[^>]*class=\"contentsTable\".*?</table\s*>", re.S | re.I)
_CELL = re.compile(r"<th\b[^>]*>(.*?)</th\s*>", re.S | re.I)
_BODY = re.compile(r"<p[^>]*class=\"mb10\"[^>]*>(.*?)</p\s*>", re.S | re.I)


class Yomidasu:
    """Full texts of the Yomiuri Shimbun."""

    name = "Yomidasu (Yomiuri Shimbun)"

    def score(self, head: bytes, name: str) -> float:
        if _MARKER.search(head) and b"contentsTable" in head:
            return 0.96
        return 0.9 if "<title>ヨミダス".encode() in head and b"yomiuriNews" in head else 0.0

    def census(self) -> Census | None:
        return SectionCensus(_MARKER)

    def records(self, member: Member) -> Iterator[Found]:
        return sections(member, self.name, _MARKER, read)


def read(text: str) -> Section | None:
    """One article."""
    header = _HEADER.search(text)
    stated = [*cells(header.group() if header else "", _CELL), *[""] * 7]
    body = inside(text, _BODY)
    if not stated[2] and not body:
        return None
    return Section(
        title=stated[2] or None,
        text="\n".join(line.strip("\u3000 ") for line in body.split("\n") if line.strip("\u3000 ")),
        source="読売新聞",
        published=read_date(stated[1]),
        author=None,
        section=stated[4] or None,
        language="ja",
        fields={"number": stated[0], "edition": stated[3], "page": stated[5], "length": stated[6]},
    )
