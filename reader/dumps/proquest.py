"""Downloads of ProQuest as text, HTML or XML: documents between lines of 60 underscores, a label a line.

The layout is that of the documentation of ProQuest's export (`Report Information from ProQuest`, `Full text:`)
and of public parsers of it; the labels are those of the English interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.fragment import lines_of
from reader.dumps.html_page import declared_charset
from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import Markers
from reader.dumps.member import Member
from reader.dumps.nexis import LANGUAGES
from reader.dumps.page import language_code
from reader.dumps.pieces import LARGEST, Piece, pieces
from reader.dumps.wire_copy import without_by
from reader.model import RecordKind, Skipped

_RULE = rb"_{60,}"
_TEXT_ONLY = re.compile(rb"^(?:Full text|Abstract|Title|Publication title|ProQuest document ID):", re.M)
_HTML_RULE = re.compile(rb"<hr\b[^>]*>(?:\s|</?p>|<br\s*/?>)*(?=<)|(?=<div[^>]*class=\"[^\"]*\bresult_record\b)", re.I)
_TOO_LONG = f"A document of more than {LARGEST // MEGABYTE} MB; it was left out."
_LABEL = re.compile(r"([A-Z][A-Za-z/ .-]{2,40}):(?:\s+(.*)|$)", re.S)
_UNAVAILABLE = re.compile(r"^Full[- ]text (?:is )?(?:unavailable|not available)|^None available\.?$", re.I)
_NUMBER = re.compile(r"^(?:Document )?\d{1,5} of \d{1,5}$")
_KNOWN = frozenset(
    """title|author|abstract|full text|publication title|pages|publication year|publication date|year|publisher
    |place of publication|country of publication|publication subject|issn|source type|language of publication
    |document type|proquest document id|document url
    |proquest document link|copyright|last updated|database|links|subject|location|people
    |company / organization|section|dateline|volume|issue|first page|column|publication info|number of pages|credit
    |identifier / keyword|document feature|classification|isbn|companies|substance|e-issn|notes|publication place
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_USED = ("title", "author", "full text", "publication title", "publication date", "document url",
         "language of publication", "section")  # fmt: skip


class ProQuestText:
    """ProQuest as plain text."""

    name = "ProQuest (TXT)"

    def score(self, head: bytes, name: str) -> float:
        if b"<" in head.lstrip(b"\xef\xbb\xbf \r\n")[:1] or not re.search(_RULE, head):
            return 0.0
        labels = {match.group() for match in _TEXT_ONLY.finditer(head)}
        return 0.97 if b"Report Information from ProQuest" in head or len(labels) >= 3 else 0.0

    def census(self) -> Census | None:
        return Markers(rb"^ProQuest document ID:")

    def records(self, member: Member) -> Iterator[Found]:
        hint = charset_of(member.head())
        for piece in pieces(member, re.compile(rb"^" + _RULE, re.M), b"_" * 60):
            if piece.too_long:
                yield member.problem(piece.offset, _TOO_LONG)
                continue
            decoded = decode(piece.raw, hint=hint)
            yield from _found(member, piece, decoded.text.split("\n")[1:], decoded.warnings, self.name)


class ProQuestHtml:
    """ProQuest as HTML: the same labels, each in bold."""

    name = "ProQuest (HTML)"

    def score(self, head: bytes, name: str) -> float:
        if not head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") or b"ProQuest" not in head:
            return 0.0
        return 0.96 if b"Report Information from ProQuest" in head or b"ProQuest document ID" in head else 0.0

    def census(self) -> Census | None:
        return Markers(rb"ProQuest document ID[ \t]*:")

    def records(self, member: Member) -> Iterator[Found]:
        head = member.head()
        declared, hint = declared_charset(head), charset_of(head)
        for piece in pieces(member, _HTML_RULE):
            if piece.too_long:
                yield member.problem(piece.offset, _TOO_LONG)
                continue
            decoded = decode(piece.raw, declared, hint)
            yield from _found(member, piece, lines_of(decoded.text).split("\n"), decoded.warnings, self.name)


def _found(member: Member, piece: Piece, lines: list[str], warnings: tuple[str, ...], fmt: str) -> Iterator[Found]:
    """The document between two rules; the report's head, its list of contents and its foot hold none."""
    first, labels = _labels(lines)
    if "proquest document id" not in labels and "full text" not in labels:
        return
    if member.done(piece.offset):
        return
    body = labels.get("full text", "")
    if _UNAVAILABLE.match(body.strip()):
        body = ""
    if _UNAVAILABLE.match(labels.get("abstract", "")):
        del labels["abstract"]
    if not body.strip() and labels.get("abstract"):
        body = labels["abstract"]
        warnings += ("no text in the dump, only a summary",)
    if not body.strip():
        yield Skipped(member.place(piece.offset), "documents without text")
        return
    yield member.record(
        fmt, piece.offset, piece.raw, body, kind=RecordKind.STATED, warnings=warnings, **_stated(first, labels)
    )


def _stated(first: str, labels: Mapping[str, str]) -> dict[str, Any]:
    written = labels.get("publication date") or labels.get("publication year")
    language = labels.get("language of publication", "").lower()
    return {
        "title": labels.get("title") or first or None,
        "source": labels.get("publication title") or None,
        "author": without_by(labels.get("author")),
        "published": read_date(written),
        "url": labels.get("document url") or None,
        "language": LANGUAGES.get(language) or language_code(language if len(language) < 4 else None),
        "section": labels.get("section") or None,
        "fields": {name: text for name, text in labels.items() if name not in _USED and text},
    }


def _labels(lines: list[str]) -> tuple[str, dict[str, str]]:
    """The first line, which is the headline, and the labels; the text under one belongs to it."""
    first, last = "", ""
    found: dict[str, list[str]] = {}
    for line in (line.strip() for line in lines):
        match = _LABEL.match(line)
        if match and match.group(1).lower() in _KNOWN and match.group(1).lower() not in found:
            last = match.group(1).lower()
            found[last] = [match.group(2) or ""]
        elif not line or _NUMBER.match(line):
            continue
        elif last:
            found[last].append(line)
        elif not first:
            first = line
    return first, {name: "\n".join(part for part in parts if part) for name, parts in found.items()}
