"""Short lines that tell what stands near them: words like "comments" and "share", and forms that come again.

A thread of comments is lines of one form, a name and a moment, again and again: no single line of it
says so, their number does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.lexicon import line_words
from reader.cleaning.wordlists import lines

Rows = NDArray[np.float64]
Codes = NDArray[np.uint32]
Kinds = NDArray[np.uint8]
KINDS = 6  # of cues.txt
_FORM = 60  # characters of a line whose form is looked at
_DIGIT, _CAPITAL, _SMALL = 1, 2, 3  # what a character is


def cue_rows(texts: Sequence[str]) -> Rows:
    """For each text which kinds of cues.txt its words are of."""
    masks = np.fromiter(map(_kinds, texts), np.int64, len(texts))
    rows: Rows = ((masks[:, None] >> np.arange(KINDS)) & 1).astype(np.float64)
    return rows


def form_rows(texts: Sequence[str]) -> Rows:
    """For each text whether it has digits, how often it comes but for them, how often its form comes, both."""
    folded, formed = _forms([text if len(text) <= _FORM else "" for text in texts])
    digits = np.fromiter(("0" in text for text in folded), np.float64, len(texts))
    again = np.minimum(np.log1p(_times(folded)), 3)
    alike = np.minimum(np.log1p(_times(formed)), 4) / 2
    return np.column_stack((digits, again, alike, digits * alike))


def _times(texts: Sequence[str]) -> Rows:
    """How often each text comes; 0 for an empty one."""
    counts = Counter(texts)
    counts[""] = 0
    return np.fromiter(map(counts.__getitem__, texts), np.float64, len(texts))


@lru_cache(maxsize=20_000)
def _kinds(text: str) -> int:
    mask = 0
    for word in line_words(text):
        mask |= _kind(word)
    return mask


@lru_cache(maxsize=20_000)
def _kind(word: str) -> int:
    """The kinds of a word as bits."""
    return sum(1 << n for n, stems in enumerate(_stems()) if word.startswith(stems))


@cache
def _stems() -> tuple[tuple[str, ...], ...]:
    kinds: list[list[str]] = []
    for line in lines("cues.txt"):
        if line.startswith("["):
            kinds.append([])
        else:
            kinds[-1] += line.split()
    return tuple(map(tuple, kinds))


def _forms(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The texts with each number as 0, and with each word as "a" or "A" too, by its first letter; no text has a break.

    All at once, as code points: a tenth of what two expressions cost for each line.
    """
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _table()[np.minimum(codes, 0xFFFF)]
    digits = kinds == _DIGIT
    codes, kinds = _first_of_runs(np.where(digits, ord("0"), codes), kinds, digits)
    folded = _lines(codes)
    codes = np.where(kinds == _CAPITAL, ord("A"), np.where(kinds == _SMALL, ord("a"), codes))
    return folded, _lines(_first_of_runs(codes, kinds, kinds >= _CAPITAL)[0])


def _first_of_runs(codes: Codes, kinds: Kinds, within: NDArray[np.bool_]) -> tuple[Codes, Kinds]:
    """The code points and their kinds but for those that are `within` and behind another such."""
    kept = np.ones(len(codes), np.bool_)
    kept[1:] = ~(within[1:] & within[:-1])
    return codes[kept], kinds[kept]


def _lines(codes: Codes) -> list[str]:
    return codes.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass").split("\n")


@cache
def _table() -> Kinds:
    """What each character of the basic plane is."""
    table = np.zeros(0x10000, np.uint8)
    for code, letter in enumerate(map(chr, range(0x10000))):
        if letter.isalpha():
            table[code] = _CAPITAL if letter.isupper() else _SMALL
        elif letter.isdigit():
            table[code] = _DIGIT
    return table
