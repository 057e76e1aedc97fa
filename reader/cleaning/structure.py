"""What the markup round each block says, as numbers: its tag, its links, the elements it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.columns import Matrix
from reader.cleaning.markup import Element, Page

TAGS = (
    "p",
    "li",
    "div",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "pre",
    "figcaption",
    "section",
    "article",
    "title",
    "dd",
    "button",
)
WITHIN = (
    "article",
    "main",
    "nav",
    "aside",
    "footer",
    "header",
    "form",
    "ul",
    "ol",
    "table",
    "figure",
    "blockquote",
    "noscript",
    "select",
)
LEVELS = 4  # elements above a block whose sums are looked at
Places = NDArray[np.int64]
_PATH = 0.8  # how much less a name one level further up says


class Tree(NamedTuple):
    """The elements of a page as arrays: of each block its element; of each element that above it and its blocks."""

    own: Places
    parents: Places
    first: Places
    last: Places


def tree_of(page: Page) -> Tree:
    """The elements of a page as arrays."""
    blocks, elements = page.blocks, page.elements
    own = np.fromiter(map(attrgetter("element"), blocks), np.int64, len(blocks))
    names = ("parent", "first", "last")
    return Tree(own, *(np.fromiter(map(attrgetter(name), elements), np.int64, len(elements)) for name in names))


def class_scores(page: Page, score: Callable[[str, str], float]) -> NDArray[np.float64]:
    """For each element what its names say, and its path: own, sum with fading, least, most.

    `score` says it of a tag and names.
    """
    known: dict[tuple[str, str], float] = {}  # pages have few kinds of elements
    owns, sums, least, most = [0.0], [0.0], [0.0], [0.0]  # before the document's path stands what is above it
    for above, tag, tokens in page.paths:
        own = known.get((tag, tokens))
        if own is None:
            own = known[tag, tokens] = score(tag, tokens)
        owns.append(own)
        sums.append(own + _PATH * sums[above + 1])
        least.append(own if own < least[above + 1] else least[above + 1])
        most.append(own if own > most[above + 1] else most[above + 1])
    return np.array((owns, sums, least, most)).T[1:][[element.path for element in page.elements]]


def structure(
    page: Page,
    tree: Tree,
    texts: Sequence[str],
    words: NDArray[np.float64],
    prose: NDArray[np.float64],
    names: NDArray[np.float64],
    title: str,
) -> Matrix:
    """One row a block. `prose` is the words of running text in each, `names` the rows of `class_scores`."""
    blocks, elements = page.blocks, page.elements
    own, parents = tree.own, tree.parents
    tags = [elements[b.element].tag for b in blocks]
    length = np.fromiter((max(1, b.end - b.start) for b in blocks), np.float64, len(blocks))
    linked = np.fromiter(map(attrgetter("linked"), blocks), np.float64, len(blocks))
    share = np.minimum(linked / length, 1)
    clipped = np.clip(names, -8, 8) / 4
    parts = [
        _own(page, length, share),
        _one_hot(tags),
        _within(elements, len(blocks)),
        clipped[own],
        clipped[parents[own]],
        _headings(tags, texts, title),
        *_subtrees(tree, words, prose, share * words),
        _main(parents, own, prose),
    ]
    return np.concatenate(parts, axis=1, dtype=np.float32)


def _own(page: Page, length: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Links and bold type of each block, and how its element stands in the page."""
    rest = np.array(
        [
            (b.links, b.strong, b.after_break, page.elements[b.element].hidden, page.elements[b.element].depth)
            for b in page.blocks
        ],
        np.float64,
    )
    links, strong, after_break, hidden, depth = rest.T
    return np.array((share, np.log1p(links), np.minimum(strong / length, 1), after_break, hidden, depth / 20)).T


def _one_hot(tags: Sequence[str]) -> NDArray[np.float64]:
    places = {tag: n for n, tag in enumerate(TAGS)}
    rows = np.zeros((len(tags), len(TAGS) + 1))  # the last column is of all other tags
    rows[np.arange(len(tags)), [places.get(tag, len(TAGS)) for tag in tags]] = 1.0
    return rows[:, :-1]


def _within(elements: Sequence[Element], count: int) -> NDArray[np.float64]:
    """In which of the telling elements each block stands."""
    places = {tag: n for n, tag in enumerate(WITHIN)}
    rows = np.zeros((count, len(WITHIN)))
    for element in elements:
        if element.tag in places:
            rows[element.first : element.last, places[element.tag]] = 1.0
    return rows


def _headings(tags: Sequence[str], texts: Sequence[str], title: str) -> NDArray[np.float64]:
    """Whether the block is the title, and how far it is after the last h1."""
    folded = title.casefold()
    titled = [bool(folded) and 8 < len(text) < 300 and text.casefold() in folded for text in texts]
    last = -1
    lasts = []
    for index, tag in enumerate(tags):
        if tag == "h1" or (titled[index] and tag[0:1] == "h"):
            last = index
        lasts.append(last)
    above, place = np.array(lasts), np.arange(len(tags))
    far = np.where(above >= 0, np.log1p(place - above) / 5, 0.0)
    return np.array((titled, above >= 0, far, above == place)).T


def _subtrees(
    tree: Tree,
    words: NDArray[np.float64],
    prose: NDArray[np.float64],
    linked: NDArray[np.float64],
) -> list[NDArray[np.float64]]:
    """Words, prose, links and blocks of the element of a block and of those above it."""
    sums = [np.concatenate(([0.0], np.cumsum(v))) for v in (words, prose, linked)]
    own, parents, first, last = tree
    total = [s[last] - s[first] for s in sums]
    whole = max(sums[1][-1], 1.0)
    table = np.column_stack(
        (
            np.log1p(total[0]) / 8, total[1] / whole,
            total[2] / np.maximum(total[0], 1), total[1] / np.maximum(total[0], 1),
            np.log1p(last - first) / 6,
        )
    )  # fmt: skip
    result, here = [], own
    for _ in range(LEVELS):
        result.append(table[here])
        here = parents[here]
    return result


def _main(parents: NDArray[np.int64], own: NDArray[np.int64], prose: NDArray[np.float64]) -> NDArray[np.float64]:
    """Whether a block stands in the element that holds most prose near to itself."""
    gain = np.zeros(len(parents))
    here, share = own, np.sqrt(np.maximum(prose, 0))
    for level in range(3):
        gain += np.bincount(here, share / (1, 1, 2)[level], len(parents))
        here = parents[here]
    best = int(np.argmax(gain))
    outside = np.flatnonzero(parents[best + 1 :] < best)  # elements are in the order of the page
    end = best + 1 + int(outside[0]) if len(outside) else len(parents)
    near = gain / max(gain[best], 1e-6)
    same = (own == best) | (parents[own] == best)
    return np.array(((best <= own) & (own < end), same, near[own], near[parents[own]])).T
