"""Stated bodies that are clean already, the usual case: each line a paragraph, nothing to repair or to cut.

A few looks at the whole text tell, for a tenth of what the walk through passages costs. Whoever
doubts gets the walk, and both give the same article.
"""

from __future__ import annotations

from reader.cleaning.articles import NOTHING_STATED, made
from reader.cleaning.assembly import Assembled
from reader.cleaning.inline import junk, may_hold_junk
from reader.cleaning.picture_credits import gallery_numbers
from reader.cleaning.repair import GARBLED, LIGATURES
from reader.model import Article, Block, Cut, CutReason, Record

_QUOTES = frozenset("\"“„«‘'")


def plain_article(record: Record) -> Article | None:
    """The article of a clean body; None where a closer look is needed."""
    source = record.content
    if _is_doubtful(source):
        return None
    lines = source.split("\n")
    if may_hold_junk(source) and any(junk(line.strip()) or _has_gallery(line) for line in lines):
        return None
    done = _assembled(source, lines)
    return made(record, done, NOTHING_STATED) if done is not None and done.text else None


def _is_doubtful(source: str) -> bool:
    """Whether there may be anything to repair: markup, entities, control characters, mojibake."""
    return (
        "&" in source
        or "<" in source
        or "  " in source
        or not source.replace("\n", "").replace("\xa0", "").isprintable()
        or (not source.isascii() and (GARBLED.search(source) is not None or any(sign in source for sign in LIGATURES)))
    )


def _has_gallery(line: str) -> bool:
    return len(line) > 40 and bool(gallery_numbers(line))


def _is_usual(first: str) -> bool:
    """Whether a line that begins so is a paragraph: it may go on the one above it, or be an item of a list."""
    return (first.isalpha() and not first.islower()) or first in _QUOTES


def _assembled(source: str, lines: list[str]) -> Assembled | None:
    """The lines as blocks; None where one may be no paragraph. Of what stands between two the first break stays."""
    parts: list[str] = []
    blocks: list[Block] = []
    cuts: list[Cut] = []
    length = here = begin = kept = 0  # in the text; in the source: this line, the first block, the end of the last
    for line in lines:
        text = line.strip()
        if text:
            if not _is_usual(text[0]):
                return None
            start = here if len(text) == len(line) else here + line.index(text)
            if blocks:
                place = source.index("\n", kept)
                if kept < place:
                    cuts.append(Cut(length, source[kept:place], CutReason.SPACING))
                length += 1
                if place + 1 < start:
                    cuts.append(Cut(length, source[place + 1 : start], CutReason.SPACING))
            else:
                begin = start
            parts.append(text)
            blocks.append(Block(length, length + len(text)))
            length += len(text)
            kept = start + len(text)
        here += len(line) + 1
    return Assembled("\n".join(parts), tuple(blocks), tuple(cuts), (begin, kept))
