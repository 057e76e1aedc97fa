"""Downloads of Nexis and Factiva as RTF: the documents of the databases in a word processor's file.

The layouts are those of their other downloads with a paragraph a line: Nexis Uni ends each document with
`End of Document`, LexisNexis numbers them (`3 of 10 DOCUMENTS`), Factiva ends each with `Document XXXX...`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reader.dumps.factiva import stated_by_lines
from reader.dumps.format import Census, Found
from reader.dumps.markers import Markers
from reader.dumps.member import Member
from reader.dumps.nexis_download import document_found, without_cover
from reader.dumps.pieces import Piece
from reader.dumps.rtf import LARGEST, rtf_text
from reader.model import RecordKind, Skipped

_RTF = b"{\\rtf"
_NEXIS_END = re.compile(rb"End of Document\b")
_NEXIS_NUMBER = re.compile(rb"\b\d{1,6} (?:of|von|de|di|van) \d{1,6} DO[CK]UMENT(?:S|EN|OS|I|E)?\b")
_FACTIVA = re.compile(rb"\bDocument (?:\\[a-z]+-?\d* ?)*[A-Z0-9]{6,12}0{0,4}20\d{6}[a-z0-9]{6,}")
_FACTIVA_END = re.compile(r"^Document [A-Z0-9]{8,}\w*$", re.M)
_END = "End of Document"


class NexisRtf:
    """Nexis Uni or LexisNexis as RTF."""

    name = "Nexis (RTF)"

    def score(self, head: bytes, name: str) -> float:
        if not head.startswith(_RTF):
            return 0.0
        labelled = re.search(rb"\b(?:Load-Date|LOAD-DATE|Length|L\\'e4nge|Longueur):", head)
        return 0.95 if _NEXIS_END.search(head) or _NEXIS_NUMBER.search(head) or labelled else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        raw, text = _read(member)
        marked = len(_NEXIS_END.findall(raw)) or len(_NEXIS_NUMBER.findall(raw))
        documents = _nexis_documents(text.split("\n"))
        ends = [match.end() for match in _NEXIS_END.finditer(raw)]
        places = _places(ends, len(raw), len(documents))
        for lines, (start, end) in zip(documents, places, strict=True):
            if not member.done(start):
                yield document_found(member, self.name, Piece(start, end - start, raw[start:end]), lines, ())
        if marked > len(documents):
            yield member.problem(0, f"{marked} documents are marked, {len(documents)} were found.", rejected=False)


class FactivaRtf:
    """Articles saved from Factiva as RTF."""

    name = "Factiva (RTF)"

    def score(self, head: bytes, name: str) -> float:
        if not head.startswith(_RTF):
            return 0.0
        return 0.95 if _FACTIVA.search(head) or b"Dow Jones & Company" in head or b"factiva.com" in head else 0.0

    def census(self) -> Census | None:
        return Markers(_FACTIVA.pattern)

    def records(self, member: Member) -> Iterator[Found]:
        raw, text = _read(member)
        ends = [match.end() for match in _FACTIVA_END.finditer(text)]
        articles = [text[start:end].split("\n") for start, end in pairwise([0, *ends])]
        places = _places([match.end() for match in _FACTIVA.finditer(raw)], len(raw), len(articles))
        for lines, (start, end) in zip(articles, places, strict=True):
            if member.done(start):
                continue
            stated = stated_by_lines(lines)
            body = stated.pop("text")
            if not body.strip():
                yield Skipped(member.place(start), "articles without text")
                continue
            yield member.record(self.name, start, raw[start:end], body, kind=RecordKind.STATED, **stated)


def _read(member: Member) -> tuple[bytes, str]:
    raw = member.whole(LARGEST, "save it without its pictures")
    lines = rtf_text(raw.decode("latin-1")).replace("\xa0", " ").replace("\f", "\n").split("\n")
    return raw, "\n".join(line.strip() for line in lines)


def _places(ends: list[int], size: int, count: int) -> list[tuple[int, int]]:
    """Where documents stand: up to the mark that ends each; the whole file's share where marks and documents differ."""
    if len(ends) != count:
        step = max(size // max(count, 1), 1)
        ends = [step * (at + 1) for at in range(count)]
    return list(pairwise([0, *ends]))


def _nexis_documents(lines: list[str]) -> list[list[str]]:
    """The lines of each document, without the cover's list of titles."""
    found: list[list[str]] = [[]]
    numbered = any(_NEXIS_NUMBER.search(line.encode("utf-8")) for line in lines)
    for line in lines:
        if numbered and _NEXIS_NUMBER.fullmatch(line.strip().encode("utf-8")):
            found.append([])
        elif not numbered and line.strip() == _END:
            found[-1].append(line)
            found.append([])
        else:
            found[-1].append(line)
    if numbered:
        return [document for document in found[1:] if any(line.strip() for line in document)]
    whole = [document for document in found if _END in document]
    return [without_cover(document) if at == 0 else document for at, document in enumerate(whole)]
