"""What each block looks like by itself, as numbers: one row a block, computed for all blocks at once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Counts = NDArray[np.int64]

KINDS = 8  # of characters
UPPER, LOWER, DIGIT, SPACE, STOP, COMMA, QUOTE, OTHER = range(KINDS)
PROSE = 20  # words of a sentence that is certainly running text
# Columns of the matrix by name; `WORDS` to `PROSE_LIKE` are those that neighbours are asked about.
NAMES = (
    "length", "words", "word_length", "sentences", "sentence_share", "commas", "digits", "capitals", "upper", "ended",
    "colon", "small_start", "odd_start", "quotes", "symbols", "repeated", "lexicon", "prose", "short",
)  # fmt: skip
LENGTH, WORDS, SENTENCES, CAPITALS, ENDED, LEXICON, PROSE_LIKE = (
    NAMES.index(n) for n in ("length", "words", "sentences", "capitals", "ended", "lexicon", "prose")
)


def columns(texts: Sequence[str], lexicon: Sequence[float]) -> tuple[Matrix, NDArray[np.float64]]:
    """The shape of each text (rows as in `NAMES`), and its number of words; no text is empty.

    `lexicon` is what the learned words say of each.
    """
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _table()[np.minimum(codes, 0xFFFF)]
    count = len(texts)
    lengths = np.fromiter(map(len, texts), np.int64, count)
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))
    lasts = starts + lengths - 1
    line = np.repeat(np.arange(count), lengths + 1)
    spaces, quoted = kinds == SPACE, kinds == QUOTE

    def times(mask: NDArray[np.bool_]) -> Counts:
        return np.bincount(line[mask], minlength=count)

    every = np.bincount(line * KINDS + kinds, minlength=count * KINDS).reshape(count, KINDS)
    upper, digits, quotes, other, commas = every[:, (UPPER, DIGIT, QUOTE, OTHER, COMMA)].T
    begun = (kinds == UPPER) & _after(spaces | quoted)
    wide = times((codes >= 0x3040) & (codes < 0xA000)) // 2
    words = (times(spaces & ~_before(spaces)) + wide).astype(np.float64)
    stops, capitals = times((kinds == STOP) & _before(spaces | quoted)), times(begun)
    last, first, second = kinds[lasts], kinds[starts], kinds[np.maximum(lasts - 1, 0)]
    ended = (last == STOP) & (codes[lasts] != ord(":")) | ((last == QUOTE) & (second == STOP))
    seen = Counter(texts)
    again = np.fromiter((seen[text] for text in texts), np.float64, len(texts))
    prose = (words >= PROSE) & (stops > 0) | (words >= 2 * PROSE)
    each, long = np.maximum(words, 1), np.maximum(lengths, 1)
    matrix = np.array(
        (
            np.log1p(lengths) / 5, np.log1p(words) / 4, np.minimum(lengths / each / 8, 3), np.minimum(stops, 8) / 4,
            np.minimum(stops / each * 10, 3), np.minimum(commas / each * 10, 3), digits / long,
            np.minimum(capitals / each, 1), upper / long, ended, codes[lasts] == ord(":"), first == LOWER,
            (first == OTHER) | (first == QUOTE), np.minimum(quotes / each, 1), np.minimum(other / each, 2),
            np.minimum(np.log(again), 3), np.clip(lexicon, -6, 6) / 3, prose, words <= 4,
        ),
        np.float32,
    ).T  # fmt: skip
    return matrix, words


def _after(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the character before is flagged; so is what stands before the first."""
    return np.concatenate(([True], flags[:-1]))


def _before(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the character behind is flagged; so is what stands behind the last."""
    return np.concatenate((flags[1:], [True]))


@cache
def _table() -> NDArray[np.uint8]:
    """The kind of each character of the basic plane."""
    table = np.full(0x10000, OTHER, np.uint8)
    for code in range(0x10000):
        category = unicodedata.category(chr(code))
        if category[0] == "L":
            table[code] = UPPER if category in ("Lu", "Lt") else LOWER
        elif category[0] in "MC":
            table[code] = LOWER
        elif category == "Nd":
            table[code] = DIGIT
        elif category[0] == "Z":
            table[code] = SPACE
    for kind, letters in (
        (STOP, ".!?…。！？؟।:"),
        (COMMA, ",;،、，"),
        (QUOTE, "\"'“”„‘’‚«»‹›「」)]("),
        (SPACE, "\n\t\r "),
    ):
        for letter in letters:
            table[ord(letter)] = kind
    return table
