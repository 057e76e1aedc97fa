"""From each block's odds to a run of blocks: a story has few borders, and every word counts.

Viterbi over two states; a block weighs by the root of its words. Border cost and floor are the
best of a grid on the development pages (border 2 to 4, floor .2 to .35 are alike).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BORDER = 4.0
FLOOR = 0.2  # inside a run, blocks less likely than this are left out
LEAST = 25  # words: with less the most likely stretch is taken instead


def decode(
    odds: NDArray[np.floating], words: NDArray[np.floating], border: float = BORDER, floor: float = FLOOR
) -> NDArray[np.bool_]:
    """Which blocks belong to the story; `odds` are log-odds, one a block."""
    inside = _runs(odds * np.sqrt(np.maximum(words, 1)), border)
    chosen: NDArray[np.bool_] = inside & (odds > np.log(floor / (1 - floor)))
    if words[chosen].sum() >= LEAST:
        return chosen
    return _window(odds * np.sqrt(np.maximum(words, 1)))


def _runs(values: NDArray[np.floating], border: float) -> NDArray[np.bool_]:
    """The best sequence of inside and outside: inside earns a block's value, every change costs."""
    count = len(values)
    came = np.zeros((count, 2), np.bool_)  # whether the best way to this state changed state here
    outside, inside = 0.0, -border
    for index, value in enumerate(values.tolist()):
        into, out = outside - border, inside - border
        came[index] = out > outside, into > inside
        outside, inside = max(outside, out), max(inside, into) + value
    state = inside - border > outside
    result = np.zeros(count, np.bool_)
    for index in range(count - 1, -1, -1):
        result[index] = state
        if came[index, int(state)]:
            state = not state
    return result


def _window(values: NDArray[np.floating]) -> NDArray[np.bool_]:
    """The stretch of the largest sum; the single best block where all are unlikely."""
    chosen = np.zeros(len(values), np.bool_)
    sums = np.concatenate(([0.0], np.cumsum(values)))
    end = int(np.argmax(sums - np.minimum.accumulate(sums)))
    start = int(np.argmin(sums[: end + 1]))
    if start < end:
        chosen[start:end] = True
    elif len(values):
        chosen[int(np.argmax(values))] = True
    return chosen
