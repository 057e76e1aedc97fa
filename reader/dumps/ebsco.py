"""Records of EBSCOhost as text, printed, mailed or saved: "Record: 1", then each label over its value.

The layout is that of the database's own print view: labels in a fixed order, the text behind the last of them
with its headline once more, and the publisher's notice at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import ONLY_SUMMARY, Census, Found
from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import Markers
from reader.dumps.member import Member
from reader.dumps.pieces import LARGEST, Piece, pieces
from reader.dumps.wire_copy import without_by
from reader.model import RecordKind, Skipped

_MARKER = rb"^Record: {1,2}\d{1,5}[ \t]*\r?$"
_LABELS = frozenset(
    """title|authors|author|source|document type|accession number|full text word count|database|abstract|subject terms
    |geographic terms|people|company/entity|issn|isbn|doi|naics/industry codes|publication type|section|language
    |lexile|author affiliations|author-supplied keywords|subjects|persistent link to this record (permalink)
    |images|series|copyright|reviews & products|publication date|special features""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_TELLING = (b"Accession Number:", b"Database:", b"Document Type:", b"Source:", b"Title:")
_LABEL = re.compile(r"([A-Z][A-Za-z/() &-]{2,44}):[ \t]*(.*)")
_NOTICE = re.compile(r"\n\s*Copyright of .{1,300}? is the property of .{0,600}\Z", re.S)
_CAPTIONS = re.compile(
    r"^[ \t]*((?:PHOTO|MAP|GRAPH|CHART|ILLUSTRATION|DIAGRAM|CARTOON|IMAGE|DRAWING)S? "
    r"\((?:BLACK & WHITE|COLOU?R)\):[^\n]*)\n?",
    re.M,
)
_RULE = re.compile(r"\n\s*[-_=]{20,}\s*\Z")
_SOURCE = re.compile(
    r"(?P<name>[^\n]{2,120}?)(?: \([^()]{2,40}\))?[,.]\s*"
    r"(?P<date>\d\d/\d\d/\d{4}|(?:\d\d?)?[A-Z][a-z]{2,8} ?\d{4})\b"
)
_JOINED = re.compile(r"(\d{0,2})([A-Z][a-z]{2,8}) ?(\d{4})")  # "05Sep2024", "Sep2024"
_TOO_LONG = f"A record of more than {LARGEST // MEGABYTE} MB; it was left out."


class Ebsco:
    """Records of EBSCOhost as plain text."""

    name = "EBSCOhost (TXT)"

    def score(self, head: bytes, name: str) -> float:
        if not re.search(_MARKER, head, re.M):
            return 0.0
        return 0.96 if sum(re.search(rb"^" + label, head, re.M) is not None for label in _TELLING) >= 4 else 0.0

    def census(self) -> Census | None:
        return Markers(_MARKER)

    def records(self, member: Member) -> Iterator[Found]:
        hint = charset_of(member.head())
        for piece in pieces(member, re.compile(_MARKER, re.M), b"Record: "):
            if piece.too_long:
                yield member.problem(piece.offset, _TOO_LONG)
            elif not member.done(piece.offset):
                yield _found(member, piece, hint, self.name)


def _found(member: Member, piece: Piece, hint: str, fmt: str) -> Found:
    decoded = decode(piece.raw, hint=hint)
    labels, body = _read(decoded.text.split("\n")[1:])
    title = labels.get("title", "").removesuffix(".")
    body = _without_title(_NOTICE.sub("", _RULE.sub("", "\n" + body)).strip(), title)
    if captions := _CAPTIONS.findall(body):
        labels["captions"], body = "\n".join(captions), _CAPTIONS.sub("", body).strip()
    remarks: tuple[str, ...] = ()
    if not body and labels.get("abstract"):
        body, remarks = labels["abstract"], (ONLY_SUMMARY,)
    if not body:
        return Skipped(member.place(piece.offset), "records without text")
    told = {"warnings": decoded.warnings, "remarks": remarks, **_stated(labels, title)}
    return member.record(fmt, piece.offset, piece.raw, body, kind=RecordKind.STATED, **told)


def _read(lines: list[str]) -> tuple[dict[str, str], str]:
    """The labels with what stands beside or under each, and the text: from the first blank line under a value."""
    found: dict[str, list[str]] = {}
    last = ""
    for place, line in enumerate(lines):
        match = _LABEL.match(line)
        if match and match[1].lower() in _LABELS:
            last = match[1].lower()
            found.setdefault(last, []).extend([match[2].strip()] if match[2].strip() else [])
        elif not line.strip():
            if _is_over(lines, place, found):
                return _joined(found), "\n".join(lines[place:])
        elif last:
            found[last].append(line.strip())
    return _joined(found), ""


def _is_over(lines: list[str], place: int, found: Mapping[str, list[str]]) -> bool:
    """Whether the text begins at a blank line: the labels are told and no further one follows it."""
    below = next((line for line in lines[place:] if line.strip()), "")
    match = _LABEL.match(below)
    another = match is not None and match[1].lower() in _LABELS
    return len(found) >= 3 and not another and not below.startswith((" ", "\t"))


def _joined(found: Mapping[str, list[str]]) -> dict[str, str]:
    return {label: " ".join(values) for label, values in found.items() if values}


def _without_title(body: str, title: str) -> str:
    first, _, below = body.partition("\n")
    return below.strip() if first.strip().removesuffix(".") == title and below.strip() else body


def _stated(labels: Mapping[str, str], title: str) -> dict[str, Any]:
    """The source is the paper with its day, written as in the United States, and its page."""
    source = labels.get("source", "")
    match = _SOURCE.match(source)
    written = match["date"] if match else None
    spaced = _JOINED.fullmatch(written or "")
    return {
        "title": title or None,
        "source": match["name"] if match else source.partition(",")[0] or None,
        "author": without_by(labels.get("authors") or labels.get("author")),
        "published": read_date(" ".join(filter(None, spaced.groups())) if spaced else written, order="mdy"),
        "section": labels.get("section"),
        "fields": {name: value for name, value in labels.items() if name not in ("title", "authors", "author")},
    }
