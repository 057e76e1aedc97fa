"""The fitted model: for each block of a record the log-odds that it belongs to the story.

One hidden layer over the block's own columns and its surroundings; learned words and class names
come first and are columns. The weights stand in `resources/cleaning/*.json`, made by
`packaging/fit_cleaning.py`; nothing but numpy is needed to use them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reader.assets import resource
from reader.cleaning.columns import LEXICON, Matrix, columns
from reader.cleaning.cues import cue_rows, form_rows
from reader.cleaning.lexicon import line_score, name_score
from reader.cleaning.markup import Page
from reader.cleaning.repeated_elements import repeats
from reader.cleaning.structure import class_scores, structure, tree_of
from reader.cleaning.surroundings import company, surroundings

Vector = NDArray[np.float64]
Judged = tuple[Vector, Vector]  # log-odds and words, one of each a block
# Products up to this size OpenBLAS computes on one thread. Above it starts several, which then spin: twice the
# CPU time for the same pages (measured on two cores, 36 pages a second against 75).
ALONE = 250_000


@dataclass(frozen=True, slots=True)
class Network:
    """Standardised inputs, a hidden layer of rectified units, one output in log-odds; several are averaged."""

    mean: Matrix
    scale: Matrix
    first: Matrix  # of all networks, side by side
    bias: Matrix
    second: Matrix  # of all networks, divided by their number
    last: float

    def odds(self, rows: Matrix) -> Vector:
        """The log-odds of each row."""
        step = max(1, ALONE // self.first.size)
        inputs = np.zeros((-(-len(rows) // step) * step, rows.shape[1]), np.float32)
        np.clip((rows - self.mean) / self.scale, -8, 8, out=inputs[: len(rows)])
        hidden = np.maximum(inputs.reshape(-1, step, rows.shape[1]) @ self.first + self.bias, 0)
        odds: Vector = (hidden @ self.second).reshape(-1)[: len(rows)] + self.last
        return odds


@dataclass(frozen=True, slots=True)
class Judge:
    """A network with the word lists that some of its columns need."""

    network: Network
    words: Mapping[str, float]
    names: Mapping[str, float]
    line: Callable[[str], float] = field(init=False, repr=False)  # what the words of a short line say
    name: Callable[[str, str], float] = field(init=False, repr=False)  # what a tag and names say

    def __post_init__(self) -> None:
        object.__setattr__(self, "line", line_score(self.words))
        object.__setattr__(self, "name", name_score(self.names))


@cache
def judge(kind: str) -> Judge:
    """The fitted model for "text" or "html"."""
    words = read_words("words.json")
    names = read_words("names.json") if kind == "html" else {}
    return Judge(read_network(resource("cleaning", f"{kind}.json").read_text("utf-8")), words, names)


def read_words(name: str) -> dict[str, float]:
    """Learned words and what they say."""
    weights: dict[str, float] = json.loads(resource("cleaning", name).read_text("utf-8"))["weights"]
    return weights


def read_network(text: str) -> Network:
    """The network that a weights file holds."""
    stored = json.loads(text)

    def array(values: object) -> Matrix:
        return np.asarray(values, np.float32)

    nets = stored["nets"]
    first, bias, second = (
        np.concatenate([array(n[name]) for n in nets], axis=-1) for name in ("first", "bias", "second")
    )
    last = sum(n["last"] for n in nets) / len(nets)
    return Network(array(stored["mean"]), array(stored["scale"]), first, bias, array(second / len(nets)), last)


def text_rows(texts: Sequence[str], lexicon: Sequence[float]) -> tuple[Matrix, Vector]:
    """The columns of every block of a plain text, and the words of each."""
    shape, words = columns(texts, lexicon)
    near = company(cue_rows(texts), form_rows(texts), words, shape)
    return np.hstack((shape, surroundings(shape, words, words), near)), words


def html_rows(
    page: Page, texts: Sequence[str], lexicon: Sequence[float], names: Vector, title: str
) -> tuple[Matrix, Vector]:
    """The columns of every block of a page, and the words of each; `names` are rows of `class_scores`."""
    shape, words = columns(texts, lexicon)
    linked = np.fromiter((min(1.0, b.linked / max(1, b.end - b.start)) for b in page.blocks), np.float64, len(texts))
    worth = words * (1 - linked)
    prose = np.where((shape[:, 3] > 0) & (words > 5), worth, 0.0)
    around = surroundings(shape, words, worth)
    tree = tree_of(page)
    marked = structure(page, tree, texts, words, prose, names, title)
    repeated = repeats(page, tree, words, prose, linked * words, shape[:, LEXICON])
    return np.hstack((shape, around, marked, repeated)), words


def text_odds(texts: Sequence[str], judged: Judge) -> tuple[Vector, Vector]:
    """Log-odds and words of every block of a plain text."""
    rows, words = text_rows(texts, [judged.line(text) for text in texts])
    return judged.network.odds(rows), words


def html_odds(page: Page, texts: Sequence[str], title: str, judged: Judge) -> tuple[Vector, Vector]:
    """Log-odds and words of every block of a page."""
    names = class_scores(page, judged.name)
    rows, words = html_rows(page, texts, [judged.line(text) for text in texts], names, title)
    return judged.network.odds(rows), words
