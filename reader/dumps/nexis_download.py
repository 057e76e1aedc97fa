"""Downloads of LexisNexis and Nexis Uni: TXT, HTML and DOCX, many documents a file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from html import unescape

from reader.dumps.detect import NEXIS_WORD
from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import ONLY_SUMMARY, Census, Found
from reader.dumps.fragment import lines_of
from reader.dumps.html_page import declared_charset
from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import Markers
from reader.dumps.member import Member
from reader.dumps.nexis import is_dateline, read_document
from reader.dumps.packages import opened
from reader.dumps.pieces import LARGEST, Piece, pieces
from reader.dumps.wire_copy import unwrapped
from reader.model import Problem, RecordKind, Skipped

_COUNT = rb"(\d{1,6})[ \t]+(?:of|von|de|di|van)[ \t]+(\d{1,6})[ \t]+DO[CK]UMENT(?:S|EN|OS|I|E)?"
_TXT = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t\f]*" + _COUNT + rb"[ \t]*\r?$", re.M)
_HTML = re.compile(rb"<DIV CLASS=\"c\d+\"><P CLASS=\"c\d+\"><SPAN CLASS=\"c\d+\">\s*" + _COUNT + rb"\s*</SPAN>", re.I)
_LABELS = re.compile(rb"^(?:LOAD-DATE|LENGTH|L\xc3\x84NGE|L\xc4NGE|LONGUEUR|BYLINE|LENGTE|LONGITUD):", re.M)
_PARAGRAPH = re.compile(rb"<w:p(?:\s[^>]*)?(?:/>|>.*?</w:p>)", re.S)
_RUN = re.compile(rb"<w:t(?:\s[^>]*)?>(.*?)</w:t>|(<w:br\b[^>]*/>|<w:cr/>)|(<w:tab/>)", re.S)
_TITLE_STYLE = re.compile(rb"w:pStyle w:val=\"(?:Heading1|DocumentTitle|berschrift1)\"")
_END = "End of Document"


class NexisText:
    """Nexis as plain text, hard-wrapped, `3 of 10 DOCUMENTS` before each."""

    name = "Nexis (TXT)"

    def score(self, head: bytes, name: str) -> float:
        if b"DOCUMENT" not in head and b"DOKUMENT" not in head:  # spares most files the expressions
            return 0.0
        return 0.97 if _TXT.search(head) and _LABELS.search(head) else 0.9 if len(_TXT.findall(head)) > 1 else 0.0

    def census(self) -> Census | None:
        return Markers(_TXT.pattern)

    def records(self, member: Member) -> Iterator[Found]:
        hint = charset_of(member.head())
        for piece in _numbered(member, _TXT):
            if isinstance(piece, Problem):
                yield piece
            elif not member.done(piece.offset):
                decoded = decode(piece.raw, hint=hint)
                text = decoded.text.partition("\n")[2]
                centred = frozenset(line.strip() for line in text.splitlines() if line.startswith(" " * 8))
                yield document_found(
                    member, self.name, piece, unwrapped(text, None).split("\n"), decoded.warnings, centred
                )


class NexisHtml:
    """Nexis as HTML."""

    name = "Nexis (HTML)"

    def score(self, head: bytes, name: str) -> float:
        return 0.97 if _HTML.search(head) or b"<!-- LXNComment" in head else 0.0

    def census(self) -> Census | None:
        return Markers(_HTML.pattern, re.I)

    def records(self, member: Member) -> Iterator[Found]:
        head = member.head()
        declared, hint = declared_charset(head), charset_of(head)
        for piece in _numbered(member, _HTML):
            if isinstance(piece, Problem):
                yield piece
            elif not member.done(piece.offset):
                decoded = decode(piece.raw, declared, hint)
                lines = [line.replace("\xa0", " ").strip() for line in lines_of(decoded.text).split("\n")]
                yield document_found(member, self.name, piece, lines[1:], decoded.warnings)


def _numbered(member: Member, marker: re.Pattern[bytes]) -> Iterator[Piece | Problem]:
    """Documents, with a warning where their numbers leave some out."""
    last = 0
    for piece in pieces(member, marker):
        match = marker.match(piece.raw)
        number = int(match.group(1)) if match else last + 1
        if last and number > last + 1:
            left_out = f"{last + 1} to {number - 1}" if number > last + 2 else f"{last + 1}"
            reason = f"The file's own numbers leave out document {left_out}; it is not in the file."
            yield member.problem(piece.offset, reason, rejected=False)
        last = number
        if piece.too_long:
            yield member.problem(piece.offset, f"A document of more than {LARGEST // MEGABYTE} MB; it was left out.")
        else:
            yield piece


def document_found(
    member: Member,
    fmt: str,
    piece: Piece,
    lines: Sequence[str],
    warnings: tuple[str, ...],
    centred: frozenset[str] = frozenset(),
) -> Found:
    """A document as a record; one without a body is its highlight, or is skipped where it has none either."""
    document = read_document(lines, centred)
    remarks: tuple[str, ...] = ()
    if not document.body.strip():
        if not document.labels.get("highlight"):
            return Skipped(member.place(piece.offset), "documents without text")
        document.body = document.labels["highlight"]
        remarks = (ONLY_SUMMARY,)
    return member.record(
        fmt,
        piece.offset,
        piece.raw,
        document.body,
        kind=RecordKind.STATED,
        warnings=warnings,
        remarks=remarks,
        **document.stated(),
    )


class NexisWord:
    """Nexis Uni as DOCX: a cover with a list of titles, then documents that end in `End of Document`."""

    name = "Nexis (DOCX)"
    package = NEXIS_WORD

    def score(self, head: bytes, name: str) -> float:
        return 0.0  # told by what is inside the package

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        with opened(member, "Nexis download") as package:
            body = package.read("word/document.xml") or b""
        part = member.child("word/document.xml", lambda: io.BytesIO(body))
        count = 0
        for piece, lines in _word_documents(body):
            count += 1
            if not part.done(piece.offset):
                yield document_found(part, self.name, piece, lines, ())
        if count != (marked := body.count(_END.encode())):
            yield member.problem(0, f"{marked} documents are marked, {count} were found.", rejected=False)


def _word_documents(body: bytes) -> Iterator[tuple[Piece, list[str]]]:
    """Documents with their paragraphs; each begins with its headline, behind the cover or the last one's end."""
    lines: list[str] = []
    begun, first = -1, True
    for match in _PARAGRAPH.finditer(body):
        text = _paragraph(match.group())
        if first and _TITLE_STYLE.search(match.group()):
            lines, begun = [], -1  # what came before is the cover
            first = False
        if text.strip() and begun < 0:
            begun = match.start()
        lines += text.split("\n")
        if text.strip() == _END:
            if first:
                lines = without_cover(lines)
            yield Piece(begun, match.end() - begun, body[begun : match.end()]), lines
            lines, begun, first = [], -1, False


def without_cover(lines: list[str]) -> list[str]:
    """Lines behind the list of titles: from the headline, which stands with the first date in one block."""
    dated = next((at for at, line in enumerate(lines) if is_dateline(line) and ":" not in line[:20]), len(lines))
    start = max((at + 1 for at, line in enumerate(lines[:dated]) if not line.strip()), default=0)
    return lines[start:]


def _paragraph(xml: bytes) -> str:
    parts = [
        "\n" if br else "\t" if tab else unescape(text.decode("utf-8", "replace"))
        for text, br, tab in _RUN.findall(xml)
    ]
    return "".join(parts).replace("\xa0", " ")
