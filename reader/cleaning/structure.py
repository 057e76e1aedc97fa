"""What the markup round each block says, as numbers: its tag, its links, the elements it stands in."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.columns import Matrix
from reader.cleaning.lexicon import class_tokens, score
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
_PATH = 0.8  # how much less a name one level further up says


def class_scores(elements: Sequence[Element], weights: Mapping[str, float]) -> NDArray[np.float64]:
    """For each element what its names say, and its path: own, sum with fading, least, most."""
    rows: list[tuple[float, float, float, float]] = []
    known: dict[tuple[str, str], float] = {}  # pages have few kinds of elements
    for index, element in enumerate(elements):
        names = element.tag, element.tokens
        own = known.get(names)
        if own is None:
            own = known[names] = score(class_tokens(*names), weights)
        above = rows[element.parent] if index else (0.0, 0.0, 0.0, 0.0)
        rows.append((own, own + _PATH * above[1], min(own, above[2]), max(own, above[3])))
    return np.array(rows, np.float64).reshape(-1, 4)


def structure(
    page: Page,
    texts: Sequence[str],
    words: NDArray[np.float64],
    prose: NDArray[np.float64],
    names: NDArray[np.float64],
    title: str,
) -> Matrix:
    """One row a block. `prose` is the words of running text in each, `names` the rows of `class_scores`."""
    blocks, elements = page.blocks, page.elements
    own = np.fromiter((b.element for b in blocks), np.int64, len(blocks))
    length = np.fromiter((max(1, b.end - b.start) for b in blocks), np.float64, len(blocks))
    linked = np.fromiter((b.linked for b in blocks), np.float64, len(blocks))
    rest = np.array(
        [(b.links, b.strong, b.after_break, elements[b.element].hidden, elements[b.element].depth) for b in blocks],
        np.float64,
    )
    parts = [
        np.column_stack(
            (
                np.minimum(linked / length, 1),
                np.log1p(rest[:, 0]),
                np.minimum(rest[:, 1] / length, 1),
                rest[:, 2],
                rest[:, 3],
                rest[:, 4] / 20,
            )
        ),
        _one_hot(elements)[own],
        _flags(elements)[own],
        _clipped(names)[own],
        _clipped(names)[_parents(elements)[own]],
        _headings(page, texts, title),
    ]
    parts += _subtrees(elements, own, words, prose, np.minimum(linked / length, 1) * words)
    parts.append(_main(elements, own, prose))
    return np.hstack(parts).astype(np.float32)


def _clipped(names: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.clip(names, -8, 8) / 4


def _parents(elements: Sequence[Element]) -> NDArray[np.int64]:
    return np.fromiter((e.parent for e in elements), np.int64, len(elements))


def _one_hot(elements: Sequence[Element]) -> NDArray[np.float64]:
    places = {tag: n for n, tag in enumerate(TAGS)}
    rows = np.zeros((len(elements), len(TAGS)))
    for index, element in enumerate(elements):
        place = places.get(element.tag)
        if place is not None:
            rows[index, place] = 1.0
    return rows


def _flags(elements: Sequence[Element]) -> NDArray[np.float64]:
    """In which of the telling elements each element stands."""
    bits = {tag: 1 << n for n, tag in enumerate(WITHIN)}
    masks = [0] * len(elements)
    for index, element in enumerate(elements):
        masks[index] = bits.get(element.tag, 0) | (masks[element.parent] if index else 0)
    numbers = np.array(masks, np.int64)
    flags: NDArray[np.float64] = ((numbers[:, None] >> np.arange(len(WITHIN))) & 1).astype(np.float64)
    return flags


def _headings(page: Page, texts: Sequence[str], title: str) -> NDArray[np.float64]:
    """Whether the block is the title, and how far it is after the last h1."""
    count = len(texts)
    rows = np.zeros((count, 4))
    folded = title.casefold()
    last = -1
    for index, text in enumerate(texts):
        tag = page.elements[page.blocks[index].element].tag
        rows[index, 0] = bool(folded) and 8 < len(text) < 300 and text.casefold() in folded
        if tag == "h1" or (rows[index, 0] and tag[0:1] == "h"):
            last = index
        rows[index, 1] = last >= 0
        rows[index, 2] = math.log1p(index - last) / 5 if last >= 0 else 0.0
        rows[index, 3] = last == index
    return rows


def _subtrees(
    elements: Sequence[Element],
    own: NDArray[np.int64],
    words: NDArray[np.float64],
    prose: NDArray[np.float64],
    linked: NDArray[np.float64],
) -> list[NDArray[np.float64]]:
    """Words, prose, links and blocks of the element of a block and of those above it."""
    sums = [np.concatenate(([0.0], np.cumsum(v))) for v in (words, prose, linked)]
    first = np.fromiter((e.first for e in elements), np.int64, len(elements))
    last = np.fromiter((e.last for e in elements), np.int64, len(elements))
    total = [s[last] - s[first] for s in sums]
    whole = max(sums[1][-1], 1.0)
    table = np.column_stack(
        (
            np.log1p(total[0]) / 8, total[1] / whole,
            total[2] / np.maximum(total[0], 1), total[1] / np.maximum(total[0], 1),
            np.log1p(last - first) / 6,
        )
    )  # fmt: skip
    parents = _parents(elements)
    result, here = [], own
    for _ in range(LEVELS):
        result.append(table[here])
        here = parents[here]
    return result


def _main(elements: Sequence[Element], own: NDArray[np.int64], prose: NDArray[np.float64]) -> NDArray[np.float64]:
    """Whether a block stands in the element that holds most prose near to itself."""
    gain = np.zeros(len(elements))
    parents = _parents(elements)
    here, share = own, np.sqrt(np.maximum(prose, 0))
    for level in range(3):
        np.add.at(gain, here, share / (1, 1, 2)[level])
        here = parents[here]
    best = int(np.argmax(gain))
    inside = np.zeros(len(elements))
    inside[best] = 1.0
    for index, element in enumerate(elements):
        if index and inside[element.parent]:
            inside[index] = 1.0
    same = (own == best) | (parents[own] == best)
    near = gain / max(gain[best], 1e-6)
    return np.column_stack((inside[own], same, near[own], near[parents[own]]))
