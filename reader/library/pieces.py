"""An article's extent in pieces: what stands in a block as it is, what is replaced, what is cut.

Together the pieces are the extent's source, exactly; `editing.py` turns pieces of one kind into another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.model import Article, Block, Cut, CutReason

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = re.compile(f"[{_BREAKS}]+")
# What never stands in a text, whoever wants it: control characters but the tab, byte order marks, lone surrogates.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]+")


_INLINE = re.compile(f"(?P<breaks>[{_BREAKS}]+)|{_CONTROL.pattern}")


@dataclass(slots=True)
class Piece:
    """A stretch of the extent's source. Without a reason it stands in the text as it is, else as `new`."""

    start: int
    end: int
    block: int | None  # None: between blocks
    reason: CutReason | None = None
    new: str = ""

    @property
    def parts_blocks(self) -> bool:
        """Whether it is the line break between two blocks."""
        return self.block is None and (self.reason is None or bool(self.new))


def pieces(article: Article) -> Iterator[Piece]:
    """The article's extent in pieces."""
    here = source = 0  # in the text, in the extent's source
    owner = _Owners(article.blocks)
    for cut in article.cuts:
        yield from owner.kept(here, cut.at, source - here)
        source += cut.at - here
        here = cut.at + cut.instead
        block = owner.of_cut(cut)
        yield Piece(source, source + len(cut.text), block, cut.reason, article.text[cut.at : here])
        source += len(cut.text)
    yield from owner.kept(here, len(article.text), source - here)


class _Owners:
    """Which block a place of the text belongs to."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._next = 0

    def kept(self, start: int, end: int, shift: int) -> Iterator[Piece]:
        """The text from `start` to `end` stands as it is; line breaks between blocks are pieces of their own."""
        while start < end:
            block = self._at(start)
            if block is None:
                until = next((each.start for each in self._blocks[self._next :] if each.start > start), end)
            else:
                until = self._blocks[block].end
            until = min(until, end)
            yield Piece(start + shift, until + shift, block)
            start = until

    def of_cut(self, cut: Cut) -> int | None:
        """One at a block's very begin or end stands between blocks, unless something stands for it."""
        block = self._at(cut.at)
        if block is None or (not cut.instead and cut.at == self._blocks[block].start):
            return None
        return block

    def _at(self, place: int) -> int | None:
        """Places are asked for in order: the blocks behind one are never looked at again."""
        while self._next < len(self._blocks) and self._blocks[self._next].end <= place:
            self._next += 1
        if self._next < len(self._blocks) and self._blocks[self._next].start <= place:
            return self._next
        return None


def lines(source: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The lines of a stretch (True), and the white space round them (False), as begin and end."""
    here = start
    for begin, stop in _between_breaks(source, start, end):
        line = source[begin:stop]
        first = begin + len(line) - len(line.lstrip())
        last = begin + len(line.rstrip())
        if first >= last or not _CONTROL.sub("", source[first:last]).strip():
            continue
        if here < first:
            yield here, first, False
        yield first, last, True
        here = last
    if here < end:
        yield here, end, False


def _between_breaks(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _BREAK.finditer(source, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def in_line(source: str, start: int, end: int, block: int) -> Iterator[Piece]:
    """A stretch within a block: line breaks become blanks, control characters stay out."""
    for match in _INLINE.finditer(source, start, end):
        if start < match.start():
            yield Piece(start, match.start(), block)
        reason, new = (CutReason.SPACING, " ") if match["breaks"] else (CutReason.CONTROL, "")
        yield Piece(match.start(), match.end(), block, reason, new)
        start = match.end()
    if start < end:
        yield Piece(start, end, block)


def blank(source: str, start: int, end: int) -> Iterator[Piece]:
    """What stands between lines: white space and control characters."""
    for match in _CONTROL.finditer(source, start, end):
        if start < match.start():
            yield Piece(start, match.start(), None, CutReason.SPACING)
        yield Piece(match.start(), match.end(), None, CutReason.CONTROL)
        start = match.end()
    if start < end:
        yield Piece(start, end, None, CutReason.SPACING)
