"""TREC and LDC collections: `<DOC>` after `<DOC>`, with a DOCNO or an id, without a root.

One frame, dozens of collections (AP, WSJ, FT, LA Times, FBIS, AQUAINT, Gigaword, TDT, IEER, CLEF, Hamshahri,
SogouCS): the tags differ, so each field has a list of names, the first that is there counts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.elements import Element, ElementCensus, End, new_elements
from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.member import Member
from reader.dumps.sgml import insides, without
from reader.dumps.wire_copy import unwrapped, without_by
from reader.model import DateOrigin, Precision, Problem, PublishedDate, RecordKind

NAMES = ("DOC",)

TITLE = ("HEADLINE", "CONTENTTITLE", "TITLE", "TI", "HL", "HT", "HEAD", "H3", "SLUG")
DATE = ("DATE_TIME", "DATETIME", "DATE", "DD", "DATE1", "PUBDATE", "PDATE", "STORY_REF_TIME")
AUTHOR = ("BYLINE", "BY", "AUTHOR")
SOURCE = ("SOURCE", "SO", "PUB", "PUBLICATION", "NEWSPAPER")
SECTION = ("SECTION", "CATEGORY", "CAT", "TOPIC", "DOCTYPE")
LANGUAGE = ("LANG", "LANGUAGE")
BODY = ("LEADPARA", "LP", "LEAD", "TEXT", "CONTENT", "BODY")
NUMBER = ("DOCNO", "DOCID", "ID", "DOC-ID")
OTHERS = ("DATELINE", "HEAD", "SLUG", "KEYWORD", "SUBJECT", "GRAPHIC", "CORRECTION", "TRAILER", "DESCRIPT", "IN", "CO")

_OPENING = re.compile(rb"<DOC(?:\s+(?:id|docid|no|type|sourceid)\s*=[^<>]{0,300})?\s{0,20}>", re.I)
_MARKS = re.compile(rb"<(?:DOCNO|DOCID|DOC-?ID|HEADLINE|CONTENTTITLE|TEXT|BODY)\b|<DOC\s+(?:id|docid)\s*=", re.I)
_TAG = re.compile(r"<[!/?]?[A-Za-z][^<>]{0,500}>")
_PARAGRAPH = re.compile(r"</?(?:P|PARAGRAPH|TURN|BR|H\d|S)\b[^<>]{0,300}>", re.I)
_ATTRIBUTE = re.compile(r"""([A-Za-z]+)\s*=\s*["']?([^"'>\s]+)""")
# Agencies and papers by the letters that their document numbers begin with.
_CODE = re.compile(
    r"(AFP|APW|AP|CNA|CNN|FBIS|FR|FT|LA|LTW|NYT|PRI|SJMN|VOA|WPB|WSJ|XIE|XIN|ZF|ABC|MNB|NBC|AFA|XMN|ZBN|GH|LAT|SDA|EFE)(?![A-Za-z])"
)
_IN_NUMBER = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:[._\-]|\d{4}\b|$)")
_SHORT = re.compile(r"(?:AP|WSJ)(\d\d)(\d\d)(\d\d)-")
_LOS_ANGELES = re.compile(r"LA(\d\d)(\d\d)(\d\d)-")
_SIX = re.compile(r"(\d\d)(\d\d)(\d\d)")
_SLASHED = re.compile(r"(\d\d)/(\d\d)/(\d\d)")


class Trec:
    """Documents between DOC tags, as retrieval research and the LDC hand them out."""

    name = "TREC documents"

    def score(self, head: bytes, name: str) -> float:
        opening = _OPENING.search(head)
        if opening is None or head[: opening.start()].count(b"<html") or not _MARKS.search(head):
            return 0.0
        return 0.85 if opening.start() < 2000 else 0.3

    def census(self) -> Census | None:
        return ElementCensus(NAMES, xml=False)

    def records(self, member: Member) -> Iterator[Found]:
        hint = charset_of(member.head())
        for document in new_elements(member, NAMES, "A document", charset=hint, xml=False):
            yield document if isinstance(document, Problem) else _document(member, document, hint, self.name)


def _document(member: Member, document: Element, hint: str, name: str) -> Found:
    decoded = decode(document.raw, hint=hint)
    opening, _, text = decoded.text.partition(">")
    attributes = {key.lower(): value for key, value in _ATTRIBUTE.findall(opening)}
    number = _field(text, NUMBER) or attributes.get("id") or attributes.get("docid") or ""
    code = _CODE.match(number)
    warnings = (*decoded.warnings, "its end tag is missing") if document.end is End.NEXT else decoded.warnings
    stated: dict[str, Any] = {
        "title": _field(text, TITLE),
        "source": _field(text, SOURCE) or (code.group(1) if code else None),
        "author": without_by(_field(text, AUTHOR)),
        "published": _published(_field(text, DATE), number),
        "url": _field(text, ("URL",)),
        "language": _field(text, LANGUAGE),
        "section": _field(text, SECTION),
        "fields": _others(text, number, attributes),
        "warnings": warnings,
    }
    if page := _page(text):
        return member.record(name, document.offset, document.raw, page, kind=RecordKind.HTML, **stated)
    return member.record(name, document.offset, document.raw, _body(text), kind=RecordKind.STATED, **stated)


def _page(text: str) -> str | None:
    """The page of a web collection, which stands behind its DOCHDR."""
    _, mark, rest = text.partition("</DOCHDR>")
    return re.sub(r"</DOC\s*>\s*$", "", rest) if mark and "<" in rest else None


def _body(text: str) -> str:
    """Lead paragraphs and texts in their order; all that is no field where neither is tagged."""
    found = [part for name in BODY for part in insides(text, name)]
    if nested := list(insides(text, "TEXT")):  # BODY may hold HEADLINE and TEXT
        found = [part for name in ("LEADPARA", "LP", "LEAD") for part in insides(text, name)] + nested
    if not found:
        found = [without(text, {*NUMBER, *TITLE, *DATE, *AUTHOR, *SOURCE, *SECTION, *LANGUAGE, *OTHERS, "URL"})]
    paragraphs = [unwrapped(_plain(part), None) for section in found for part in _cut(section)]
    return "\n".join(part for part in paragraphs if part)


def _cut(section: str) -> list[str]:
    """A text at its paragraph tags. A headline inside of it has been read already."""
    return _PARAGRAPH.split(without(section, ("HEADLINE", "TITLE", "TI", "H3", "CONTENTTITLE")))


def _field(text: str, names: tuple[str, ...]) -> str | None:
    for name in names:
        for part in insides(text, name):
            if line := _line(part):
                return line
    return None


def _others(text: str, number: str, attributes: Mapping[str, str]) -> Mapping[str, str]:
    stated = {"document": number, **{key: value for key, value in attributes.items() if key not in ("id", "docid")}}
    title = _field(text, TITLE)
    for name in OTHERS:
        value = _field(text, (name,))
        if value and value != title:
            stated[name.lower()] = value
    return {key: value for key, value in stated.items() if value}


def _published(written: str | None, number: str) -> PublishedDate:
    """The date that is tagged, else the one that the document's number holds."""
    plain = (written or "").strip("=/ ")
    if match := _SIX.fullmatch(plain):  # FT: 910514
        return _dated(plain, *match.groups())
    if match := _SLASHED.fullmatch(plain):  # WSJ: 03/24/87
        month, day, year = match.groups()
        return _dated(plain, year, month, day)
    if (tagged := read_date(plain, order="mdy")).moment:
        return tagged
    if match := _IN_NUMBER.search(number):
        return _dated(number, *match.groups())
    if match := _SHORT.match(number):
        return _dated(number, *match.groups())
    if match := _LOS_ANGELES.match(number):
        month, day, year = match.groups()
        return _dated(number, year, month, day)
    return tagged


def _dated(written: str, year: str, month: str, day: str) -> PublishedDate:
    full = year if len(year) == 4 else f"19{year}"
    found = read_date(f"{full}-{month}-{day}")
    if found.moment is None:
        return PublishedDate(as_written=written)
    return PublishedDate(found.moment, Precision.DAY, DateOrigin.STATED, written)


def _line(text: str) -> str | None:
    return " ".join(_plain(text).split()) or None


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
