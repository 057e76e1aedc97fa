"""What each block looks like by itself, as numbers: one row a block, computed for all blocks at once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

UPPER, LOWER, DIGIT, SPACE, STOP, COMMA, QUOTE, OTHER = (1 << n for n in range(8))
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
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))
    lasts = starts + lengths - 1
    before = np.concatenate(([SPACE], kinds[:-1]))
    after = np.concatenate((kinds[1:], [SPACE]))

    def count(mask: Any) -> NDArray[np.float64]:
        return np.add.reduceat(mask, starts, dtype=np.int64).astype(np.float64)

    wide = count((codes >= 0x3040) & (codes < 0xA000))
    words = count((kinds == SPACE) & (after != SPACE)) + wide // 2
    stops = count((kinds == STOP) & ((after == SPACE) | (after == QUOTE)))
    capitals = count((kinds == UPPER) & ((before == SPACE) | (before == QUOTE)))
    upper, digits, quotes, other, commas = (count(kinds == kind) for kind in (UPPER, DIGIT, QUOTE, OTHER, COMMA))
    last, first, second = kinds[lasts], kinds[starts], kinds[np.maximum(lasts - 1, 0)]
    ended = (last == STOP) & (codes[lasts] != ord(":")) | ((last == QUOTE) & (second == STOP))
    seen = Counter(texts)
    again = np.fromiter((seen[text] for text in texts), np.float64, len(texts))
    prose = (words >= PROSE) & (stops > 0) | (words >= 2 * PROSE)
    each, long = np.maximum(words, 1), np.maximum(lengths, 1)
    matrix = np.column_stack(
        (
            np.log1p(lengths) / 5, np.log1p(words) / 4, np.minimum(lengths / each / 8, 3), np.minimum(stops, 8) / 4,
            np.minimum(stops / each * 10, 3), np.minimum(commas / each * 10, 3), digits / long,
            np.minimum(capitals / each, 1), upper / long, ended, codes[lasts] == ord(":"), first == LOWER,
            (first == OTHER) | (first == QUOTE), np.minimum(quotes / each, 1), np.minimum(other / each, 2),
            np.minimum(np.log(again), 3), np.clip(lexicon, -6, 6) / 3, prose, words <= 4,
        )
    ).astype(np.float32)  # fmt: skip
    return matrix, words


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
