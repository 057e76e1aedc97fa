"""Blocks of one make are judged together: the same path of tags, and the same names on it.

A paragraph full of links or a short step of a recipe is doubted alone; beside twenty like it that are the story
it is one of them, and a lively comment is none among twenty that are not. By site held out it brings .004 to
.008 on pages marked by reading and .002 to .008 on the 94; the segments of 990 pages stay or lose .001.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.decoder import Odds
from reader.cleaning.markup import Page
from reader.cleaning.repeated_elements import folded_names

Makes = NDArray[np.int64]  # for each block the number of its make
SHARE = 0.7  # of the way to what the others of the make say; .5 to .8 are alike
DOUBT = 20.0  # roots of words: with so much company it is believed by half
COMPLETE = 0.3  # of the words of a make: with so many chosen its other prose is the story too
LONG = 12  # words of a block that may be completed
DOUBTED = -2.0  # log-odds: what the model holds for less likely is not
_TAGS = frozenset(("p", "li", "td", "dd", "blockquote", "pre"))


def agreed(makes: Makes, odds: Odds, words: Odds) -> NDArray[np.float64]:
    """The log-odds, each drawn towards the mean of the other blocks of its make."""
    weight = np.sqrt(np.maximum(words, 1))
    others = np.bincount(makes, weights=weight)[makes] - weight
    said = np.bincount(makes, weights=weight * odds)[makes] - weight * odds
    mean = said / np.maximum(others, 1e-9)
    result: NDArray[np.float64] = odds + SHARE * others / (others + DOUBT) * np.where(others > 1e-9, mean - odds, 0)
    return result


def completed(page: Page, makes: Makes, odds: Odds, words: Odds, chosen: NDArray[np.bool_]) -> list[int]:
    """The chosen blocks, and the prose of a make that is theirs already, wherever it stands.

    By site held out it brings .004 on the 94 (three pages) and .001 on those marked by reading.
    """
    total = np.bincount(makes, weights=words)
    found = np.bincount(makes, weights=words * chosen, minlength=len(total))
    theirs = (found >= COMPLETE * total)[makes] & (words >= LONG) & (odds > DOUBTED) & ~chosen
    more = [int(i) for i in np.flatnonzero(theirs) if _is_prose(page, int(i))]
    return sorted([*np.flatnonzero(chosen).tolist(), *more])


def _is_prose(page: Page, index: int) -> bool:
    block = page.blocks[index]
    return page.elements[block.element].tag in _TAGS and block.linked * 2 < block.end - block.start


def makes_of(page: Page) -> Makes:
    """For each block the number of its make: the tags from the document down, its names and the next two above."""
    numbers: dict[tuple[int, str], int] = {}
    tags, named = [0], [0]  # `named`: the nearest path with names, the path itself or above
    paths, elements = page.paths, page.elements
    for index, (above, tag, tokens) in enumerate(paths[1:], 1):
        tags.append(numbers.setdefault((tags[above], tag), len(numbers) + 1))
        named.append(index if tokens else named[above])
    own = [elements[block.element].path for block in page.blocks]
    known: dict[int, int] = {}
    makes: dict[tuple[int, str, str, str], int] = {}
    for path in dict.fromkeys(own):
        near = named[paths[path][0]] if path else 0
        far = named[paths[near][0]] if near else 0
        names = folded_names(paths[path][2]), folded_names(paths[near][2]), folded_names(paths[far][2])
        known[path] = makes.setdefault((tags[path], *names), len(makes))
    return np.array([known[path] for path in own], np.int64)
