"""Downloads of ProQuest as text, HTML or XML: documents between lines of 60 underscores, a label a line.

The layout is that of the documentation of ProQuest's export (`Report Information from ProQuest`, `Full text:`)
and of public parsers of it; labels in other languages are in `proquest_labels.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import ONLY_SUMMARY, Census, Found
from reader.dumps.fragment import lines_of
from reader.dumps.html_page import declared_charset
from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import Markers
from reader.dumps.member import Member
from reader.dumps.nexis import LANGUAGES
from reader.dumps.page import language_code
from reader.dumps.pieces import LARGEST, Piece, pieces
from reader.dumps.proquest_labels import NUMBER, UNAVAILABLE, in_english
from reader.dumps.wire_copy import without_by
from reader.model import RecordKind, Skipped

_RULE = rb"_{60,}"
_FIRST = (
    rb"Do[ck]umento? 1 (?:of|de|von|sur|di) \d{1,5}[ \t]*\r?$"  # no rule above it where a contents list stands there
)
_TELLING = frozenset(
    {"full text", "abstract", "title", "publication title", "publication date", "proquest document id"}
)
_HTML_RULE = re.compile(rb"<hr\b[^>]*>(?:\s|</?p>|<br\s*/?>)*(?=<)|(?=<div[^>]*class=\"[^\"]*\bresult_record\b)", re.I)
_TOO_LONG = f"A document of more than {LARGEST // MEGABYTE} MB; it was left out."
_NAME = r"([^\W\d_][\w/ .'’-]{2,44}?)[ \xa0]?:"
_LABEL = re.compile(_NAME + r"(?:\s+(.*)|$)", re.S)
_LINE_LABEL = re.compile("^" + _NAME, re.M)
_ANY_NUMBER = re.compile(NUMBER.encode())
_NUMBER = re.compile(r"^(?:Do[ck]umento? )?\d{1,5} (?:of|de|von|sur|di) \d{1,5}$")
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
        if b"<" in head.lstrip(b"\xef\xbb\xbf \r\n")[:1] or b"_" * 60 not in head:
            return 0.0
        if b"Report Information from ProQuest" in head:
            return 0.97
        labels = {in_english(match[1]) for match in _LINE_LABEL.finditer(decode(head).text)}
        return 0.97 if len(labels & _TELLING) >= 3 else 0.0

    def census(self) -> Census | None:
        return Markers(b"^" + NUMBER.encode() + rb"(?: |\xc2?\xa0)?:")

    def records(self, member: Member) -> Iterator[Found]:
        hint = charset_of(member.head())
        first = re.search(rb"^" + _FIRST, member.head(), re.M)
        unruled = first is not None and b"_" * 60 not in member.head()[: first.start()]
        marker = rb"^(?:" + _RULE + rb"|" + _FIRST + rb")" if unruled else rb"^" + _RULE
        for piece in pieces(member, re.compile(marker, re.M), b"" if unruled else b"_" * 60):
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
        return 0.96 if b"Report Information from ProQuest" in head or _ANY_NUMBER.search(head) else 0.0

    def census(self) -> Census | None:
        return Markers(NUMBER.encode() + rb"(?:[ \t]|\xc2?\xa0|&nbsp;)*:")

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
    remarks: tuple[str, ...] = ()
    if UNAVAILABLE.match(body.strip()):
        body = ""
    if UNAVAILABLE.match(labels.get("abstract", "")):
        del labels["abstract"]
    if not body.strip() and labels.get("abstract"):
        body, remarks = labels["abstract"], (ONLY_SUMMARY,)
    if not body.strip():
        yield Skipped(member.place(piece.offset), "documents without text")
        return
    told = {"warnings": warnings, "remarks": remarks, **_stated(first, labels)}
    yield member.record(fmt, piece.offset, piece.raw, body, kind=RecordKind.STATED, **told)


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
        label = in_english(match[1]) if match and match[1][0].isupper() else ""
        if match and label in _KNOWN and label not in found:
            last = label
            found[last] = [match.group(2) or ""]
        elif not line or _NUMBER.match(line):
            continue
        elif last:
            found[last].append(line)
        elif not first:
            first = line
    return first, {name: "\n".join(part for part in parts if part) for name, parts in found.items()}
