"""What stands round each block, as numbers: neighbours, windows, the mass of prose before and after."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.columns import CAPITALS, ENDED, LEXICON, PROSE_LIKE, SENTENCES, WORDS, Matrix

Vector = NDArray[np.float64]
NEAR = (1, 2, 3)  # distances of neighbours
WINDOWS = (3, 8, 20)  # blocks to each side
ASKED = (WORDS, SENTENCES, CAPITALS, ENDED, LEXICON, PROSE_LIKE)
COSTS = (10.0, 20.0)  # words that a block costs in the best window
FAR = 60  # blocks: cues farther away are not seen
BEGUN = 0.2  # of the prose: what follows a cue of comments after this much of it may be comments


def surroundings(shape: Matrix, words: Vector, worth: Vector) -> Matrix:
    """Rows as `shape` has; `worth` is the number of words of each block that count as running text."""
    count = len(shape)
    place = np.arange(count, dtype=np.float64)
    mass = np.where((shape[:, SENTENCES] > 0) | (shape[:, PROSE_LIKE] > 0), worth, 0.0)
    parts: list[NDArray[np.floating]] = [_neighbours(shape)]
    totals = np.column_stack((shape[:, WORDS], shape[:, LEXICON], shape[:, ENDED], np.log1p(mass)))
    for width in WINDOWS:
        parts.append(_box(totals, width))
        parts.append(np.log1p(_sided(mass, width)) / 5)
        parts.append(_sided(shape[:, LEXICON].astype(np.float64), width) / width)
    running = np.cumsum(mass)
    whole = max(running[-1], 1.0)
    parts.append(
        np.column_stack(
            (place / count, np.log1p(place) / 5, np.log1p(count - place) / 5, np.full(count, np.log1p(count) / 6))
        )
    )
    parts.append(
        np.column_stack(
            (running / whole, (running - mass) / whole, np.log1p(running) / 8, np.log1p(whole - running + mass) / 8)
        )
    )
    parts.append(_gaps(shape[:, PROSE_LIKE] > 0, place))
    parts.extend(_best_window(worth - cost, place) for cost in COSTS)
    parts.append(_worst(shape[:, LEXICON]))
    parts.append(np.full((count, 1), np.log1p(whole) / 8))
    return np.hstack(parts).astype(np.float32)


def company(cues: Vector, forms: Vector, words: Vector, shape: Matrix) -> Matrix:
    """Rows of `cue_rows` and `form_rows`, and what of both stands near each block."""
    parts: list[NDArray[np.floating]] = [forms, _beside(forms), _means(forms, 5), _means(forms, 20)]
    parts += [cues, _beside(cues), _means(cues, 5), _means(cues, 20)]
    for kind in cues.T > 0:
        parts.append(np.column_stack((_since(kind), _since(kind[::-1])[::-1])))
    mass = np.cumsum(np.where((shape[:, SENTENCES] > 0) | (shape[:, PROSE_LIKE] > 0), words, 0.0))
    comments = (cues[:, 0] > 0) & (mass > BEGUN * max(mass[-1], 1.0))
    parts.append(np.maximum.accumulate(comments)[:, None])
    parts += [np.log1p(np.cumsum(cues, axis=0)) / 3, np.log1p(np.cumsum(cues[::-1], axis=0)[::-1]) / 3]
    return np.hstack(parts).astype(np.float32)


def _beside(rows: Vector) -> Vector:
    """The rows of the two neighbours on each side."""
    around = np.pad(rows, ((2, 2), (0, 0)))
    count = len(rows)
    return np.hstack([around[2 + step : 2 + step + count] for step in (-1, 1, -2, 2)])


def _means(rows: Vector, width: int) -> Vector:
    """Means over the `width` blocks before, and after, each."""
    sums = np.vstack((np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)))
    here = np.arange(len(rows))
    before = sums[here] - sums[np.maximum(here - width, 0)]
    after = sums[np.minimum(here + 1 + width, len(rows))] - sums[here + 1]
    return np.hstack((before, after)) / width


def _since(flags: NDArray[np.bool_]) -> Vector:
    """How far back the last flag is."""
    place = np.arange(len(flags), dtype=np.float64)
    last = np.maximum.accumulate(np.where(flags, place, -1e9))
    distances: Vector = np.log1p(np.minimum(place - last, FAR)) / 4
    return distances


def _neighbours(shape: Matrix) -> Matrix:
    asked = shape[:, ASKED]
    around = np.pad(asked, ((3, 3), (0, 0)))
    count = len(shape)
    return np.hstack([around[3 + step : 3 + step + count] for near in NEAR for step in (-near, near)])


def _box(values: NDArray[np.floating], width: int) -> Vector:
    """Means over the blocks up to `width` away."""
    count = len(values)
    sums = np.vstack((np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)))
    low = np.maximum(np.arange(count) - width, 0)
    high = np.minimum(np.arange(count) + width + 1, count)
    means: Vector = (sums[high] - sums[low]) / (high - low)[:, None]
    return means


def _sided(values: Vector, width: int) -> Vector:
    """Sums over the `width` blocks before and after each."""
    count = len(values)
    sums = np.concatenate(([0.0], np.cumsum(values)))
    here = np.arange(count)
    before = sums[here] - sums[np.maximum(here - width, 0)]
    after = sums[np.minimum(here + 1 + width, count)] - sums[here + 1]
    return np.column_stack((before, after))


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
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    start = int(np.argmin(sums[: end + 1]))
    inside = (place >= start) & (place < end)
    edges = [np.sign(d) * np.log1p(np.abs(d)) / 5 for d in (place - start, place - end + 1)]
    return np.column_stack((inside, *edges))


def _worst(lexicon: NDArray[np.floating]) -> Vector:
    """The line that speaks most against a story among the 12 above and the 6 below: "Comments" means comments below."""
    padded = np.pad(lexicon.astype(np.float64), (12, 6))
    windows = np.lib.stride_tricks.sliding_window_view(padded, 13)[: len(lexicon)]
    below = np.lib.stride_tricks.sliding_window_view(padded[12:], 7)[: len(lexicon)]
    return np.column_stack((windows.min(axis=1), below.min(axis=1), windows[:, 6:].min(axis=1)))
