"""Downloads of Europresse (Cedrom-SNi) in HTML, as French and Canadian universities hand them out.

Two layouts: tables with `DocPublicationName` (before 2014), and `<article>` with `rdp__` classes. Pages declare
ISO-8859-1 and are UTF-8; dates are in the interface's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.dumps.dates import read_date
from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.fragment import lines_of, one_line
from reader.dumps.html_page import declared_charset
from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import Markers
from reader.dumps.member import Member
from reader.dumps.nexis import LANGUAGES
from reader.dumps.pieces import LARGEST, Piece, pieces
from reader.model import UNDATED, PublishedDate, RecordKind, Skipped

_OLD = rb"<span class=\"DocPublicationName\""
_NEW = rb"<article\b"
_SOURCE = re.compile(r"class=\"(?:rdp__)?DocPublicationName\"[^>]*>(.*?)</(?:span|div)>", re.S | re.I)
_HEADER = re.compile(r"<(span|div)\s[^>]*class=\"(?:rdp__)?DocHeader\"[^>]*>(.*?)</\1>", re.S | re.I)
_TITLE = re.compile(
    r"<(span)\s[^>]*class=\"TitreArticleVisu\"[^>]*>(.*?)</span>\s*(?=<br)"
    r"|<(div|p|h1)\s[^>]*class=\"titreArticle(?:Visu)?[^\"]*\"[^>]*>(.*?)</\3>",
    re.S | re.I,
)
_BODY = re.compile(
    r"<div\s[^>]*class=\"docOcurrContainer\"[^>]*>(.*?)</div>\s*(?:</section|<footer|<div|</article)", re.S | re.I
)
_SECTION_BODY = re.compile(r"<section[^>]*>(.*?)</section", re.S | re.I)
_AUTHOR = re.compile(
    r"<(div|p)\s[^>]*class=\"(?:docAuthors|rdp__authors?|sm-margin-bottomNews)[^\"]*\"[^>]*>(.*?)</\1>", re.S | re.I
)
_NUMBER = re.compile(
    r"(?:Num[ée]ro de document|Document number|Nom du document)\s*:?\s*(?:<[^>]*>\s*)*([\w·.-]+·[\w·.-]+)", re.I
)
_RIGHTS = re.compile(r"^\s*(?:©|\(c\)|Tous droits|All rights).*$", re.I | re.M)
_NAME = re.compile(r"^[A-ZÀ-Ý][\w'’.-]+(?: (?:d[eu]|van|von|le|la|[A-ZÀ-Ý][\w'’.-]*)){1,4}$")


class Europresse:
    """Articles saved from Europresse."""

    name = "Europresse"

    def score(self, head: bytes, name: str) -> float:
        if b"DocPublicationName" in head:
            return 0.97
        return 0.9 if b"europresse.com" in head and re.search(_NEW, head) else 0.0

    def census(self) -> Census | None:
        return _Chosen()

    def records(self, member: Member) -> Iterator[Found]:
        head = member.head()
        declared, hint = declared_charset(head), charset_of(head)
        new = re.search(_NEW, head) is not None and b'class="rdp__' in head
        marker = re.compile(_NEW if new else _OLD)
        for piece in pieces(member, marker, b"<article" if new else b"<span"):
            if member.done(piece.offset):
                continue
            if piece.too_long:
                yield member.problem(
                    piece.offset, f"An article of more than {LARGEST // MEGABYTE} MB; it was left out."
                )
                continue
            decoded = decode(piece.raw, declared, hint)
            yield _article(member, piece, decoded.text, decoded.warnings, self.name)


class _Chosen:
    """Counts articles of either layout; the old one has no `<article>` of these."""

    def __init__(self) -> None:
        self._old = Markers(_OLD, literal=b"<span")
        self._new = Markers(_NEW, literal=b"<article")

    def feed(self, chunk: bytes) -> None:
        self._old.feed(chunk)
        self._new.feed(chunk)

    def count(self) -> int:
        return self._new.count() or self._old.count()


def _article(member: Member, piece: Piece, markup: str, warnings: tuple[str, ...], fmt: str) -> Found:
    header = " ".join(lines_of(inner) for _, inner in _HEADER.findall(markup)).replace("\n", " ")
    title = _TITLE.search(markup)
    text, author = _text(markup, title.end() if title else 0)
    if not text.strip():
        return Skipped(member.place(piece.offset), "articles without text")
    source = _SOURCE.search(markup)
    number = _NUMBER.search(markup)
    stated = _AUTHOR.search(markup)
    section = header.partition(",")[0].strip()
    return member.record(
        fmt,
        piece.offset,
        piece.raw,
        text,
        kind=RecordKind.STATED,
        title=one_line(lines_of(title.group(2) or title.group(4))) if title else None,
        source=one_line(lines_of(source.group(1))) if source else None,
        author=one_line(lines_of(stated.group(2))) if stated else author,
        published=_published(header),
        language=next((LANGUAGES[word] for word in header.lower().split() if word in LANGUAGES), None),
        section=section if "," in header and not re.search(r"\d", section) else None,
        fields={"document": number.group(1), "header": header} if number else {"header": header},
        warnings=warnings,
    )


def _published(header: str) -> PublishedDate:
    match = re.search(r"\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4}|[^\W\d]+\s+\d{1,2},\s+\d{4}|\d{4}-\d\d-\d\d", header)
    return read_date(match.group()) if match else UNDATED


def _text(markup: str, start: int) -> tuple[str, str | None]:
    """The body, and the author where a line with nothing but a name stands before it (old layout)."""
    new = _BODY.search(markup) or _SECTION_BODY.search(markup)
    inner = new.group(1) if new else markup[start:]
    end = _NUMBER.search(inner)
    rights = re.search(r"<b><i>\s*©", inner)
    cut = min((match.start() for match in (end, rights) if match), default=len(inner))
    lines = [line.replace("\xa0", " ").strip() for line in _RIGHTS.sub("", lines_of(inner[:cut])).split("\n")]
    lines = [line for line in lines if line]
    author = lines.pop(0) if not new and len(lines) > 1 and _NAME.match(lines[0]) else None
    return "\n".join(lines), author
