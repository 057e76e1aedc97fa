"""A page as the search for several articles on it sees it: how much prose each block is, and what lines are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.markup import Label, Page
from reader.cleaning.passages import Passage
from reader.cleaning.shapes import Shape, shape
from reader.model import CutReason

PROSE = 10  # words of a block that counts as prose
LEAST = 25  # words of prose that every entry has
UNCLOSED = 0.8  # of the prose: so much in links tells of an anchor that nobody closed
SHARE = 0.7  # of the entries: what is said of so many is said of all


@dataclass(slots=True)
class Entry:
    """One of several articles: its headline's block, its blocks, and what the markup says of it."""

    headline: int
    start: int
    end: int
    first: int = 0  # its first block of prose
    labels: dict[CutReason, str] = field(default_factory=dict)
    said: dict[CutReason, str] = field(default_factory=dict)  # by its lines
    names: dict[int, CutReason] = field(default_factory=dict)  # lines that are a name and no more
    live: bool = False  # of times it shows a time of day only


@dataclass(slots=True)
class Sight:
    """A page as splitting sees it."""

    page: Page
    passages: Sequence[Passage]
    texts: Sequence[str]
    prose: list[float]  # words of running text in each block
    before: list[float]  # and in all blocks before each
    labels: Callable[[], list[Label]]
    shapes: dict[int, Shape] = field(default_factory=dict)

    def shape(self, index: int) -> Shape:
        """The shape of a block, looked at once."""
        if index not in self.shapes:
            self.shapes[index] = shape(self.passages[index])
        return self.shapes[index]

    def words(self, start: int, end: int) -> float:
        return self.before[end] - self.before[start] if start < end else 0.0


def sight_of(
    page: Page,
    passages: Sequence[Passage],
    texts: Sequence[str],
    words: NDArray[np.float64],
    labels: Callable[[], list[Label]],
) -> Sight:
    """The page as splitting sees it; `labels` reads the attributes of its elements, where they are asked for."""
    prose = _prose(page, words)
    return Sight(page, passages, texts, prose, [0.0, *accumulate(prose)], labels)


def _prose(page: Page, words: NDArray[np.float64]) -> list[float]:
    """The words of each block, none where it is short or a link."""
    linked = np.fromiter((b.linked * 2 > b.end - b.start for b in page.blocks), np.bool_, len(words))
    prose = np.where(words >= PROSE, words, 0.0)
    unclosed = prose[linked].sum() > UNCLOSED * prose.sum()
    return (prose if unclosed else np.where(linked, 0.0, prose)).tolist()  # type: ignore[no-any-return]
