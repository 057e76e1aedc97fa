"""Elements that repeat: comments, cards of teasers and slides stand side by side, alike in tag and names.

No name has to be known for it. What a block is told by the repeated element that it stands in are columns of
the model; by site held out they bring about .001 on each set, and with `alike_blocks.py` .002 on 990 pages.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.columns import Matrix
from reader.cleaning.markup import Page
from reader.cleaning.structure import Tree

FEWEST = 3  # elements of a make under one parent
FULL = 1.5  # blocks in each of them, at least: a run of paragraphs repeats nothing
FAR = 50  # blocks from the beginning of an element: farther is alike
_DIGITS = re.compile(r"\d+")
Vector = NDArray[np.float64]


@lru_cache(maxsize=20_000)
def folded_names(names: str) -> str:
    """Class and id names with digits as 0: "comment-17" and "comment-18" are one."""
    return _DIGITS.sub("0", names)


def repeats(
    page: Page, tree: Tree, words: Vector, prose: Vector, linked: Vector, lexicon: NDArray[np.floating]
) -> Matrix:
    """One row a block: how many elements of the make there are, what is in them, where they stand; zeros in none.

    `linked` are words in links, `prose` those of running text.
    """
    own, parents, first, last = tree
    makes = _makes(page, parents)
    size = int(makes.max()) + 1

    def total(values: Vector) -> Vector:
        return np.bincount(makes, weights=values, minlength=size).astype(np.float64)

    every = _within(first, last, words)
    held, running, links, said = total(every), *(total(_within(first, last, v)) for v in (prose, linked, lexicon))
    blocks = total((last - first).astype(np.float64))
    number = total((last > first).astype(np.float64))
    square = total(every * every)
    told = (number >= FEWEST) & (blocks >= FULL * number)
    told[0] = False
    near, far = _nearest(parents, told[makes])
    around = near[own]
    make = makes[around]
    count, whole = np.maximum(number[make], 1), max(float(prose.sum()), 1.0)
    mean = held[make] / count
    spread = np.sqrt(np.maximum(square[make] / count - mean * mean, 0)) / np.maximum(mean, 1)
    began = np.full(size, len(own))
    np.minimum.at(began, makes, first)
    before = np.concatenate(([0.0], np.cumsum(prose)))[began[make]] / whole
    rows = np.column_stack(
        (
            np.ones(len(own)), np.log1p(count) / 4, np.log1p(blocks[make] / count) / 3, np.log1p(mean) / 6,
            links[make] / np.maximum(held[make], 1), running[make] / whole,
            np.clip(said[make] / np.maximum(blocks[make], 1), -2, 2), np.minimum(spread, 3) / 2,
            np.log1p(np.minimum(np.arange(len(own)) - first[around], FAR)) / 3, before, far[own] / 5,
        )
    )  # fmt: skip
    return (rows * (around > 0)[:, None]).astype(np.float32)


def _within(first: NDArray[np.int64], last: NDArray[np.int64], values: NDArray[np.floating]) -> Vector:
    """The sum over the blocks of each element."""
    sums = np.concatenate(([0.0], np.cumsum(values)))
    result: Vector = sums[last] - sums[first]
    return result


def _makes(page: Page, parents: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each element, the same for siblings of one tag and the same names; 0 is the document's."""
    known: dict[tuple[str, str], int] = {}
    kinds = np.array([known.setdefault((tag, folded_names(tokens)), len(known)) for _, tag, tokens in page.paths])
    numbers = parents * len(known) + kinds[[element.path for element in page.elements]]
    numbers[0] = -1
    makes: NDArray[np.int64] = np.unique(numbers, return_inverse=True)[1]
    return makes


def _nearest(parents: NDArray[np.int64], repeated: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each element the repeated one that it is or stands in, 0 for none, and how far up that is."""
    near = np.where(repeated, np.arange(len(parents)), parents)
    far = (near != np.arange(len(parents))).astype(np.int64)
    while (far[near] > 0).any():  # each round goes twice as far up
        far, near = far + far[near], near[near]
    return near, far
