"""Articles of Factiva as plain text, saved from the screen or by a tool.

The header is a row of lines in a fixed order, or has the codes of the database (`HD`, `BY`, ...); a line
`Document XXXX000020190503ef5300001` ends each article, and a summary of the search may follow the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from reader.dumps.encodings import charset_of, decode
from reader.dumps.factiva import stated_by_lines
from reader.dumps.format import Census, Found
from reader.dumps.markers import Markers
from reader.dumps.member import Member
from reader.dumps.pieces import LARGEST
from reader.model import RecordKind, Skipped

_END = rb"^Document [A-Z0-9]{4,12}0{0,4}20\d{6}[a-z0-9]{6,12}[ \t]*\r?$"
_ENDS = re.compile(_END, re.M)
_COUNTED = re.compile(rb"^(?:WC\s+)?[\d.,]{1,9} (?:words|mots|W\S{1,2}rter|palabras|parole|palavras)\s*$", re.M | re.I)


class FactivaText:
    """Articles of Factiva, each ended by its document number."""

    name = "Factiva (TXT)"

    def score(self, head: bytes, name: str) -> float:
        if not _COUNTED.search(head):
            return 0.0
        return 0.95 if _ENDS.search(head) or re.search(rb"^HD\s+\S.*\n(?:.*\n){0,8}?WC\s", head, re.M) else 0.0

    def census(self) -> Census | None:
        return Markers(_END)

    def records(self, member: Member) -> Iterator[Found]:
        charset = charset_of(member.head())
        raw = member.whole(LARGEST, "save it in parts")
        ends = [match.end() for match in _ENDS.finditer(raw)]
        whole = len(ends)
        if _COUNTED.search(raw, ends[-1] if ends else 0):  # one more, whose end is missing
            ends.append(len(raw))
        for at, (start, end) in enumerate(pairwise([0, *ends])):
            if member.done(start):
                continue
            if at == whole:
                yield member.problem(start, "The last article is cut.", rejected=False)
            decoded = decode(raw[start:end], hint=charset)
            stated = stated_by_lines(decoded.text.split("\n"))
            body = stated.pop("text")
            if not body.strip():
                yield Skipped(member.place(start), "articles without text")
                continue
            facts: dict[str, Any] = {"kind": RecordKind.STATED, "warnings": decoded.warnings}
            yield member.record(self.name, start, raw[start:end], body, **facts, **stated)
