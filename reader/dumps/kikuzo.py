"""Kikuzo: the Asahi Shimbun's archive, a page of full texts saved from its frame.

Each article: a table of number, day, edition, page's name, page and length, then the headline and the text,
found words marked. Captions follow the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.dumps.dates import read_date
from reader.dumps.format import Census, Found
from reader.dumps.html_sections import Section, SectionCensus, cells, inside, one_line, sections
from reader.dumps.member import Member

# The row of an article's data, in whose table the first cell is its number.
_MARKER = re.compile(rb"<td[^>]*class=\"?topic-list\"?[^>]*>\s*\d{5}\s*</td>", re.I)
_CELL = re.compile(r"<td[^>]*class=\"?topic-list\"?[^>]*>(.*?)</td\s*>", re.S | re.I)
_TITLE = re.compile(r"<span[^>]*class=\"?font002\"?[^>]*>(.*?)</span>\s*(?:<br|</td)", re.S | re.I)
_BODY = re.compile(r"<div[^>]*class=\"?detail001\"?[^>]*>(.*?)</div\s*>", re.S | re.I)


_TITLES = ("朝日新聞記事検索", "聞蔵")
_CHARSETS = ("utf-8", "cp932", "euc_jp")


class Kikuzo:
    """Full texts of the Asahi Shimbun."""

    name = "Kikuzo (Asahi Shimbun)"

    def score(self, head: bytes, name: str) -> float:
        if b"topic" not in head:
            return 0.0
        titles = [
            f"<title>{word}".encode(charset)
            for word in ("朝日新聞記事検索", "聞蔵")
            for charset in ("utf-8", "cp932", "euc_jp")
        ]
        if b'"topic-detail"' in head and (b"detail001" in head or any(title in head for title in titles)):
            return 0.96
        return 0.9 if any(title in head for title in titles) and b"topic" in head else 0.0

    def census(self) -> Census | None:
        return SectionCensus(_MARKER)

    def records(self, member: Member) -> Iterator[Found]:
        return sections(member, self.name, _MARKER, read)


def read(text: str) -> Section | None:
    """One article."""
    stated = [*cells(text, _CELL), *[""] * 6]
    title, body = one_line(inside(text, _TITLE)), inside(text, _BODY)
    if not title and not body:
        return None
    return Section(
        title=title or None,
        text="\n".join(line.strip("\u3000 ") for line in body.split("\n") if line.strip("\u3000 ")),
        source="朝日新聞",
        published=read_date(stated[1].replace(" ", "")),
        author=None,
        section=stated[3] or None,
        language="ja",
        fields={"number": stated[0], "edition": stated[2], "page": stated[4], "length": stated[5]},
    )
