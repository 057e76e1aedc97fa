"""An article's extent as strips: its blocks with their edits, and what is cut between them; they can be parted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.cleaning.edits import Draft, Edit
from reader.cleaning.repair import repairs
from reader.model import Article, CutReason, Role

BLANK = frozenset({CutReason.SPACING, CutReason.CONTROL})


@dataclass(slots=True)
class Strip:
    """A stretch of an extent's source: a block with its edits, or something cut between blocks."""

    start: int
    end: int
    role: Role | CutReason
    edits: Sequence[Edit] = ()


def strips_of(article: Article, source: str, begin: int) -> Iterator[Strip]:
    """An article's extent, which begins at `begin` of `source`, as strips in order."""
    edits = list(_edits(article, begin))
    end = begin + article.extent[1] - article.extent[0]
    draft = Draft(source, begin, end, edits)
    here = following = 0
    for block in article.blocks:
        first, last = draft.origin(block.start), draft.origin_end(block.end)
        inner = _beyond(edits, following, first)
        yield from strips_between(edits[following:inner], here or begin, first)
        following = inner + bisect_left(edits[inner:], last, key=lambda edit: edit.start)
        yield Strip(first, last, block.role, edits[inner:following])
        here = last
    yield from strips_between(edits[following:], here or begin, end)


def _edits(article: Article, begin: int) -> Iterator[Edit]:
    """The edits of the source that an article's cuts stand for."""
    shift = begin
    for cut in article.cuts:
        start = cut.at + shift
        yield Edit(start, start + len(cut.text), cut.reason, article.text[cut.at : cut.at + cut.instead])
        shift += len(cut.text) - cut.instead


def _beyond(edits: Sequence[Edit], number: int, place: int) -> int:
    """The first edit from `number` on that reaches beyond `place`."""
    while number < len(edits) and edits[number].end <= place:
        number += 1
    return number


def strips_between(edits: Sequence[Edit], start: int, end: int) -> Iterator[Strip]:
    """What stands between two blocks: what is cut there, and the white space round it, of which one break stood."""
    blank: Strip | None = None
    for strip in _covering(edits, start, end):
        if strip.role is CutReason.SPACING and blank is not None:
            blank.end = strip.end
            continue
        if blank is not None:
            yield blank
        blank = strip if strip.role is CutReason.SPACING else None
        if blank is None:
            yield strip
    if blank is not None:
        yield blank


def _covering(edits: Sequence[Edit], start: int, end: int) -> Iterator[Strip]:
    """The edits as strips, and what stands between them as white space."""
    for edit in edits:
        if start < edit.start:
            yield Strip(start, edit.start, CutReason.SPACING)
        if edit.start < edit.end:
            yield Strip(edit.start, edit.end, edit.reason)
        start = edit.end
    if start < end:
        yield Strip(start, end, CutReason.SPACING)


def snapped(strips: Sequence[Strip], place: int) -> int:
    """`place`, or the begin of what is replaced as a whole there: a hyphen at a line's end, mojibake."""
    edits = (edit for strip in strips if strip.start < place < strip.end for edit in strip.edits if edit.new)
    return next((edit.start for edit in edits if edit.start < place < edit.end), place)


def parted(strips: Sequence[Strip], source: str, place: int) -> tuple[list[Strip], list[Strip]]:
    """The strips before and from `place` on; one that lies across is two."""
    head = [part for strip in strips if strip.start < place for part in _clipped(strip, source, strip.start, place)]
    tail = [part for strip in strips if strip.end > place for part in _clipped(strip, source, place, strip.end)]
    return head, tail


def _clipped(strip: Strip, source: str, low: int, high: int) -> Iterator[Strip]:
    """As much of a strip as lies between; white space at the new ends of a block stands outside of it."""
    start, end = max(strip.start, low), min(strip.end, high)
    if (start, end) == (strip.start, strip.end):
        yield strip
        return
    if isinstance(strip.role, CutReason):
        yield Strip(start, end, strip.role)
        return
    edits = [_within(edit, start, end) for edit in strip.edits if edit.start < end and edit.end > start]
    yield from _trimmed(Strip(start, end, strip.role, edits), source)


def _trimmed(strip: Strip, source: str) -> Iterator[Strip]:
    """A block without white space at its ends."""
    start, end, edits = strip.start, strip.end, strip.edits
    draft = Draft(source, start, end, edits)
    bare = draft.text.strip()
    if not bare:
        yield from strips_between(edits, start, end)
        return
    lead = draft.text.index(bare)
    first, last = draft.origin(lead), draft.origin_end(lead + len(bare))
    yield from strips_between([edit for edit in edits if edit.end <= first], start, first)
    yield Strip(first, last, strip.role, [edit for edit in edits if first <= edit.start and edit.end <= last])
    yield from strips_between([edit for edit in edits if edit.start >= last], last, end)


def shown(strips: list[Strip], source: str) -> list[Strip]:
    """The strips as they are, or with what is cut as paragraphs where there is nothing else."""
    if any(isinstance(strip.role, Role) for strip in strips):
        return strips
    return [part for strip in strips for part in (_as_paragraph(strip, source) if strip.role not in BLANK else [strip])]


def _as_paragraph(strip: Strip, source: str) -> Iterator[Strip]:
    edits = repairs(source, strip.start, strip.end)
    yield from _trimmed(Strip(strip.start, strip.end, Role.PARAGRAPH, edits), source)


def _within(edit: Edit, start: int, end: int) -> Edit:
    """A cut is clipped; what is replaced is never parted (`snapped`)."""
    return Edit(max(edit.start, start), min(edit.end, end), edit.reason, edit.new)
