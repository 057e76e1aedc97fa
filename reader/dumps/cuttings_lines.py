"""Cuttings' own JSON lines: an export, so that articles move from library to library with what the user made of them.

The keys are those of the export; keys that this version does not know are kept among the fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.format import Census, Found
from reader.dumps.json_lines import LineCensus, rows_of_lines
from reader.dumps.member import Member
from reader.dumps.rows import Row, as_text, flat
from reader.model import (
    UNDATED,
    ArticleState,
    Block,
    DateOrigin,
    Note,
    Precision,
    Problem,
    PublishedDate,
    RecordKind,
    Role,
    Skipped,
)

_OURS = re.compile(rb'"published_precision"\s*:.*?"extent"\s*:\s*\[.*?"provenance"\s*:\s*\{', re.S)
_FIRST = re.compile(rb'\s*\{\s*"id"\s*:\s*"[0-9a-f]{20}"\s*,')
_KNOWN = frozenset(
    ("id", "title", "source", "author", "published", "published_precision", "published_how", "published_as_written",
     "url", "language", "section", "text", "blocks", "tags", "starred", "read", "notes", "entities", "title_entities",
     "quotes", "analysed", "extent", "cuts", "copies", "related", "fields", "provenance", "leftover", "snippet",
     "corrected", "pictures")
)  # fmt: skip


class CuttingsLines:
    """An export of Cuttings."""

    name = "Cuttings (JSON lines)"

    def score(self, head: bytes, name: str) -> float:
        if not _FIRST.match(head.removeprefix(b"\xef\xbb\xbf")):
            return 0.0
        return 0.99 if _OURS.search(head) or b'"published_how"' in head else 0.0

    def census(self) -> Census | None:
        return LineCensus()

    def records(self, member: Member) -> Iterator[Found]:
        for row in rows_of_lines(member):
            if isinstance(row, Problem):
                yield row
            elif not member.done(row.offset):
                yield _article(member, row, self.name)


def _article(member: Member, row: Row, fmt: str) -> Found:
    keys = row.values
    text = _text(keys, "text")
    if not text:
        return Skipped(member.place(row.offset), "articles without text")
    fields = keys.get("fields")
    unknown = {
        key: as_text(value) for key, value in keys.items() if key not in _KNOWN and value not in (None, "", [], {})
    }
    return member.record(
        fmt,
        row.offset,
        row.raw,
        text,
        kind=RecordKind.STATED,
        title=_text(keys, "title"),
        source=_text(keys, "source"),
        author=_text(keys, "author"),
        published=_published(keys),
        url=_text(keys, "url"),
        language=_text(keys, "language"),
        section=_text(keys, "section"),
        fields={**unknown, **(flat(fields) if isinstance(fields, dict) else {})},
        warnings=row.warnings,
        state=_state(keys),
        blocks=_blocks(keys),
    )


def _published(keys: Mapping[str, Any]) -> PublishedDate:
    try:
        moment, precision = _text(keys, "published"), _text(keys, "published_precision")
        how = _text(keys, "published_how")
        return PublishedDate(
            moment,
            Precision(precision) if precision else None,
            DateOrigin(how) if how else None,
            _text(keys, "published_as_written"),
        )
    except ValueError:
        return UNDATED


def _blocks(keys: Mapping[str, Any]) -> tuple[Block, ...] | None:
    """The blocks as they were; None where they are not stated, or not as we write them."""
    listed = keys.get("blocks")
    try:
        return tuple(Block(int(each["start"]), int(each["end"]), Role(each["role"])) for each in listed or ()) or None
    except (TypeError, ValueError, KeyError, OverflowError):
        return None


def _state(keys: Mapping[str, Any]) -> ArticleState | None:
    tags = tuple(tag for tag in keys.get("tags") or () if isinstance(tag, str))
    notes = tuple(note for item in keys.get("notes") or () if (note := _note(item)) is not None)
    starred, seen = keys.get("starred") is True, keys.get("read") is True
    return ArticleState(tags, starred, seen, notes) if tags or notes or starred or seen else None


def _note(item: object) -> Note | None:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        return None
    start, end = item.get("start"), item.get("end")
    placed = isinstance(start, int) and isinstance(end, int)
    return Note(item["text"], start if placed else None, end if placed else None, str(item.get("made") or ""))


def _text(keys: Mapping[str, Any], name: str) -> str | None:
    value = keys.get(name)
    return value.encode("utf-8", "replace").decode("utf-8") or None if isinstance(value, str) else None
