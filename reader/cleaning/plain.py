"""Stated bodies that are clean already, the usual case: each line a paragraph, nothing to repair or to cut.

A few looks at the whole text tell, for a tenth of what the walk through passages costs. Whoever
doubts gets the walk, and both give the same article.
"""

from __future__ import annotations

from reader.cleaning.articles import NOTHING_STATED, made
from reader.cleaning.assembly import Assembled
from reader.cleaning.inline import gallery_numbers, has_numbers, junk
from reader.cleaning.repair import GARBLED
from reader.model import Article, Block, Cut, CutReason, Record

_QUOTES = "\"“„«‘'"


def plain_article(record: Record) -> Article | None:
    """The article of a clean body; None where a closer look is needed."""
    source = record.content
    lines = source.split("\n")
    if _is_doubtful(source) or any(_is_special(line) for line in lines):
        return None
    if has_numbers(source) and any(gallery_numbers(line) for line in lines if len(line) > 40):
        return None
    done = _assembled(source, lines)
    return made(record, done, NOTHING_STATED) if done.text else None


def _is_doubtful(source: str) -> bool:
    """Whether there may be anything to repair: markup, entities, control characters, mojibake."""
    return (
        "&" in source
        or "<" in source
        or "  " in source
        or not source.replace("\n", "").replace("\xa0", "").isprintable()
        or (not source.isascii() and GARBLED.search(source) is not None)
    )


def _is_special(line: str) -> bool:
    """Whether a line may go on the one above it, be an item of a list, or have junk run into it."""
    text = line.strip()
    if not text:
        return False
    first = text[0]
    usual = (first.isalpha() and not first.islower()) or first in _QUOTES
    return not usual or bool(junk(text))


def _assembled(source: str, lines: list[str]) -> Assembled:
    """The lines as blocks. Of what stands between two of them the first line break stays."""
    parts: list[str] = []
    blocks: list[Block] = []
    cuts: list[Cut] = []
    length = here = begin = kept = 0  # in the text; in the source: this line, the first block, the end of the last
    for line in lines:
        text = line.strip()
        if text:
            start = here + line.index(text)
            if blocks:
                place = source.index("\n", kept)
                _cut(cuts, length, source[kept:place])
                length += 1
                _cut(cuts, length, source[place + 1 : start])
            else:
                begin = start
            parts.append(text)
            blocks.append(Block(length, length + len(text)))
            length += len(text)
            kept = start + len(text)
        here += len(line) + 1
    return Assembled("\n".join(parts), tuple(blocks), tuple(cuts), (begin, kept))


def _cut(cuts: list[Cut], at: int, space: str) -> None:
    if space:
        cuts.append(Cut(at, space, CutReason.SPACING))
