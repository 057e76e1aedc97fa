"""What an analyzer reads: a text with its paragraphs, cut into pieces of bounded size."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.analysis.languages import code, detect
from reader.model import Block, Role

# Characters in a piece given to the language model. Memory grows with the piece (parser and
# NER keep vectors of every token): 3,000 characters keep the worker under 350 MB.
PIECE = 3000

# Characters in a paragraph: a longer line (a whole site scraped into one) is read in parts.
PARAGRAPH = 20_000


@dataclass(frozen=True, slots=True)
class Document:
    """An article as its analyzers see it. `blocks` may be empty: then lines are paragraphs."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    language: str
    paragraphs: tuple[tuple[int, int], ...] = field(default=())

    @classmethod
    def of(cls, title: str, text: str, blocks: Sequence[Block], language: str | None) -> Document:
        """A document; a language that is not stated is told from the text."""
        return cls(title, text, tuple(blocks), code(language) if language else detect(text), tuple(paragraphs(text)))

    def role(self, at: int) -> Role:
        """The role of the block at an offset; a paragraph where no block says otherwise."""
        place = bisect_right(self.blocks, at, key=lambda block: block.start) - 1
        if place >= 0 and at < self.blocks[place].end:
            return self.blocks[place].role
        return Role.PARAGRAPH


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text that hold anything, without the blanks at their ends."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        left, right = start, end
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        yield from pieces(text, left, right, PARAGRAPH)
        start = end + 1


def pieces(text: str, start: int, end: int, limit: int = PIECE) -> Iterator[tuple[int, int]]:
    """A stretch in pieces of at most `limit` characters, cut after a sentence or a word."""
    while end - start > limit:
        cut = _break(text, start, start + limit)
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _break(text: str, start: int, limit: int) -> int:
    for mark in (". ", "? ", "! ", "; ", " "):
        place = text.rfind(mark, start + (limit - start) // 2, limit)
        if place >= 0:
            return place + len(mark)
    return limit
