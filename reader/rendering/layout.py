"""An article's parts in reading order: its blocks, and its cuts where they stood if they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reader.model import Article, Block, Cut, CutReason

# Shown inside the line wherever they stand: they are parts of words.
PARTS_OF_WORDS = frozenset({CutReason.HYPHENATION, CutReason.ENCODING, CutReason.CONTROL})


class Paragraph(NamedTuple):
    """A block of the text, with the cuts that stood within it, in order."""

    block: Block
    cuts: tuple[Cut, ...]


class Apart(NamedTuple):
    """Cuts that stood by themselves between two blocks."""

    cuts: tuple[Cut, ...]


def parts_of(article: Article, *, cuts: bool = False) -> Iterator[Paragraph | Apart]:
    """What to show, in order. Cut white space is never shown: there is nothing to see."""
    waiting = _Waiting(visible_cuts(article) if cuts else ())
    for block in blocks_of(article):
        apart = waiting.before(block)
        if apart:
            yield Apart(apart)
        yield Paragraph(block, waiting.inside(block))
    rest = waiting.rest()
    if rest:
        yield Apart(rest)


def visible_cuts(article: Article) -> list[Cut]:
    """The article's cuts that can be seen."""
    return [cut for cut in article.cuts if cut.reason is not CutReason.SPACING and cut.text.strip()]


def blocks_of(article: Article) -> Sequence[Block]:
    """The article's blocks; lines of its text where they do not fit it, so that nothing is left out."""
    if not article.text:
        return ()
    if "\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text:
        return article.blocks
    made, here = [], 0
    for line in article.text.split("\n"):
        made.append(Block(here, here + len(line)))
        here += len(line) + 1
    return made


class _Waiting:
    """Cuts in order, handed out as the blocks come."""

    def __init__(self, cuts: Sequence[Cut]) -> None:
        self._cuts = cuts
        self._next = 0

    def before(self, block: Block) -> tuple[Cut, ...]:
        """Those that stood apart, up to the block's begin; a part of its first word belongs inside."""
        return self._take(lambda cut: cut.at < block.start or (cut.at == block.start and not _in_word(cut)))

    def inside(self, block: Block) -> tuple[Cut, ...]:
        """Those within the block; one at its very end stood apart, unless it is a part of its last word."""
        return self._take(lambda cut: cut.at < block.end or (cut.at == block.end and _in_word(cut)))

    def rest(self) -> tuple[Cut, ...]:
        return self._take(lambda _cut: True)

    def _take(self, wanted: Callable[[Cut], bool]) -> tuple[Cut, ...]:
        first = self._next
        while self._next < len(self._cuts) and wanted(self._cuts[self._next]):
            self._next += 1
        return tuple(self._cuts[first : self._next])


def _in_word(cut: Cut) -> bool:
    return cut.reason in PARTS_OF_WORDS
