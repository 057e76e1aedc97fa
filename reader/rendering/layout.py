"""An article's parts in reading order: its blocks, its pictures, and its cuts where they stood if they are wanted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reader.model import Article, Block, Cut, CutReason, Plate

# Shown inside the line wherever they stand: they are parts of words.
PARTS_OF_WORDS = frozenset({CutReason.HYPHENATION, CutReason.ENCODING, CutReason.CONTROL})


class Paragraph(NamedTuple):
    """A block of the text, with the cuts that stood within it, in order."""

    block: Block
    cuts: tuple[Cut, ...]


class Apart(NamedTuple):
    """Cuts that stood by themselves between two blocks."""

    cuts: tuple[Cut, ...]


def parts_of(
    article: Article, *, cuts: bool = False, pictures: Sequence[Plate] = ()
) -> Iterator[Paragraph | Apart | Plate]:
    """What to show, in order. Cut white space is never shown: there is nothing to see.

    A picture that stood within a block follows it.
    """
    waiting = _Waiting(visible_cuts(article) if cuts else ())
    plates = deque(_placed(article, pictures))
    for block in blocks_of(article):
        while plates and plates[0][0] <= block.start:
            yield from _plate(waiting, plates.popleft())
        yield from _apart(waiting.before(block))
        yield Paragraph(block, waiting.inside(block))
    while plates:
        yield from _plate(waiting, plates.popleft())
    yield from _apart(waiting.rest())


def _apart(cuts: tuple[Cut, ...]) -> Iterator[Apart]:
    if cuts:
        yield Apart(cuts)


_Placed = tuple[int, int, Plate]  # an offset in the text, and how many of the visible cuts stand before


def _plate(waiting: _Waiting, placed: _Placed) -> Iterator[Apart | Plate]:
    yield from _apart(waiting.first(placed[1]))
    yield placed[2]


def _placed(article: Article, pictures: Sequence[Plate]) -> Iterator[_Placed]:
    """The pictures with their places in the text, from those in the source text."""
    shift, visible, last = article.extent[0], 0, 0  # source place minus text place
    remaining = deque(article.cuts)
    for plate in pictures:
        while remaining and remaining[0].at + shift < plate.at:
            cut = remaining.popleft()
            shift += len(cut.text) - cut.instead
            visible += _is_visible(cut)
            last = cut.at + cut.instead
        yield max(plate.at - shift, last), visible, plate


def visible_cuts(article: Article) -> list[Cut]:
    """The article's cuts that can be seen."""
    return [cut for cut in article.cuts if _is_visible(cut)]


def _is_visible(cut: Cut) -> bool:
    return cut.reason is not CutReason.SPACING and bool(cut.text.strip())


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

    def first(self, number: int) -> tuple[Cut, ...]:
        """Those of the first `number` that stood apart and are not handed out yet."""
        last = self._cuts[number - 1] if 0 < number <= len(self._cuts) else None
        if last is None or self._next >= number:
            return ()
        found = self._cuts[self._next : number]
        self._next = number
        return tuple(found)

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
