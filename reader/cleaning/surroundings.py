"""What stands round each block, as numbers: neighbours, windows, the mass of prose before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.columns import CAPITALS, ENDED, LEXICON, PROSE_LIKE, SENTENCES, WORDS, Matrix

Vector = NDArray[np.float64]
Number = TypeVar("Number", bound=np.generic)
STEPS = (-1, 1, -2, 2, -3, 3)  # to the neighbours
WINDOWS = (3, 8, 20)  # blocks to each side
MEANS = (5, 20)  # the same, of cues and forms
ASKED = (WORDS, SENTENCES, CAPITALS, ENDED, LEXICON, PROSE_LIKE)
COSTS = (10.0, 20.0)  # words that a block costs in the best window
FAR = 60  # blocks: cues farther away are not seen
BEGUN = 0.2  # of the prose: what follows a cue of comments after this much of it may be comments


def surroundings(shape: Matrix, words: Vector, worth: Vector) -> Matrix:
    """Rows as `shape` has; `worth` is the number of words of each block that count as running text."""
    count = len(shape)
    place = np.arange(count, dtype=np.float64)
    mass = np.where((shape[:, SENTENCES] > 0) | (shape[:, PROSE_LIKE] > 0), worth, 0.0)
    running = np.cumsum(mass)
    whole = max(running[-1], 1.0)
    parts: list[NDArray[np.floating]] = [
        _shifted(shape[:, ASKED], STEPS),
        _boxes(shape, mass),
        np.array((place / count, np.log1p(place) / 5, np.log1p(count - place) / 5)).T,
        np.full((count, 1), np.log1p(count) / 6),
        np.array((running / whole, (running - mass) / whole, np.log1p(running) / 8)).T,
        np.log1p(whole - running + mass)[:, None] / 8,
        _gaps(shape[:, PROSE_LIKE] > 0, place),
        *(_best_window(worth - cost, place) for cost in COSTS),
        _worst(shape[:, LEXICON]),
        np.full((count, 1), np.log1p(whole) / 8),
    ]
    return np.concatenate(parts, axis=1, dtype=np.float32)


def company(cues: Vector, forms: Vector, words: Vector, shape: Matrix) -> Matrix:
    """Rows of `cue_rows` and `form_rows`, and what of both stands near each block."""
    flags = cues > 0
    since = np.stack((_since(flags), _since(flags[::-1])[::-1]), axis=2)
    mass = np.cumsum(np.where((shape[:, SENTENCES] > 0) | (shape[:, PROSE_LIKE] > 0), words, 0.0))
    comments = flags[:, 0] & (mass > BEGUN * max(mass[-1], 1.0))
    parts = [
        *_with_means(forms),
        *_with_means(cues),
        since.reshape(len(cues), -1),
        np.maximum.accumulate(comments)[:, None],
        np.log1p(np.cumsum(cues, axis=0)) / 3,
        np.log1p(np.cumsum(cues[::-1], axis=0)[::-1]) / 3,
    ]
    return np.concatenate(parts, axis=1, dtype=np.float32)


def _with_means(rows: Vector) -> tuple[Vector, ...]:
    """The rows, those of the two neighbours on each side, and means over what stands before and after each."""
    sums = _running(rows)
    means = []
    for width in MEANS:
        low, high = _reach(len(rows), width)
        means += [(sums[:-1] - sums[low]) / width, (sums[high] - sums[1:]) / width]
    return rows, _shifted(rows, (-1, 1, -2, 2)), *means


def _running(rows: Vector) -> Vector:
    """Sums of all rows before each, and of all."""
    sums = np.zeros((len(rows) + 1, rows.shape[1]))
    np.cumsum(rows, axis=0, out=sums[1:])
    return sums


def _reach(count: int, width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first of the `width` blocks before each, and the end of those after it."""
    here = np.arange(count)
    return np.maximum(here - width, 0), np.minimum(here + width + 1, count)


def _since(flags: NDArray[np.bool_]) -> Vector:
    """How far back the last flag of each column is."""
    place = np.arange(len(flags), dtype=np.float64)[:, None]
    last = np.maximum.accumulate(np.where(flags, place, -1e9))
    distances: Vector = np.log1p(np.minimum(place - last, FAR)) / 4
    return distances


def _shifted(rows: NDArray[Number], steps: Sequence[int]) -> NDArray[Number]:
    """The rows of the neighbours that are so many steps away, one beside the other; zeros where there is none."""
    count, width = rows.shape
    result = np.zeros((count, len(steps) * width), rows.dtype)
    for number, step in enumerate(steps):
        column = slice(number * width, (number + 1) * width)
        if step < 0:
            result[-step:, column] = rows[:step]
        else:
            result[:-step, column] = rows[step:]
    return result


def _boxes(shape: Matrix, mass: Vector) -> Vector:
    """For each width: means over the blocks up to so far away; prose, and learned words, before and after."""
    asked = np.stack(
        (shape[:, WORDS], shape[:, LEXICON], shape[:, ENDED], np.log1p(mass), mass), axis=1, dtype=np.float64
    )
    sums = _running(asked)
    result = np.empty((len(shape), len(WINDOWS), 8))
    for number, width in enumerate(WINDOWS):
        low, high = _reach(len(shape), width)
        above, below = sums[low], sums[high]
        result[:, number, :4] = (below - above)[:, :4] / (high - low)[:, None]
        result[:, number, 4::2] = (sums[:-1] - above)[:, (4, 1)]
        result[:, number, 5::2] = (below - sums[1:])[:, (4, 1)]
    result[:, :, 4:6] = np.log1p(result[:, :, 4:6]) / 5
    result[:, :, 6:] /= np.array(WINDOWS)[:, None]
    return result.reshape(len(shape), -1)


def _gaps(prose: NDArray[np.bool_], place: Vector) -> Vector:
    """How far the nearest block of prose is before and after each."""
    count = len(place)
    last = np.maximum.accumulate(np.where(prose, place, -50.0))
    following = np.minimum.accumulate(np.where(prose, place, count + 50.0)[::-1])[::-1]
    before = np.concatenate(([50.0], place[1:] - last[:-1]))
    after = np.concatenate((following[1:] - place[:-1], [50.0]))
    gaps: Vector = np.log1p(np.minimum(np.column_stack((before, after)), 50)) / 4
    return gaps


def _best_window(values: Vector, place: Vector) -> Vector:
    """Whether a block is in the stretch of the largest sum, and how far from its ends."""
    sums = np.concatenate(([0.0], np.cumsum(values)))
    end = int(np.argmax(sums - np.minimum.accumulate(sums)))
    start = int(np.argmin(sums[: end + 1]))
    distances = np.array((place - start, place - end + 1)).T
    edges = np.sign(distances) * np.log1p(np.abs(distances)) / 5
    return np.concatenate((((place >= start) & (place < end))[:, None], edges), axis=1)


def _worst(lexicon: NDArray[np.floating]) -> Vector:
    """The line that speaks most against a story among the 12 above and the 6 below: "Comments" means comments below."""
    padded = np.pad(lexicon.astype(np.float64), (12, 6))
    windows = np.lib.stride_tricks.sliding_window_view(padded, 13)[: len(lexicon)]
    below = np.lib.stride_tricks.sliding_window_view(padded[12:], 7)[: len(lexicon)]
    return np.column_stack((windows.min(axis=1), below.min(axis=1), windows[:, 6:].min(axis=1)))
