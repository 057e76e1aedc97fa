"""Short lines that tell what stands near them: words like "comments" and "share", and forms that come again.

A thread of comments is lines of one form, a name and a moment, again and again: no single line of it
says so, their number does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.lexicon import LONGEST, line_tokens
from reader.cleaning.wordlists import lines

Rows = NDArray[np.float64]
KINDS = 6  # of cues.txt
_FORM = 60  # characters of a line whose form is looked at
_WORDS = re.compile(r"([Aa])[Aa]+")
_ZEROS = re.compile(r"0+")


def cue_rows(texts: Sequence[str]) -> Rows:
    """For each text which kinds of cues.txt its words are of."""
    masks = np.fromiter(map(_kinds, texts), np.int64, len(texts))
    rows: Rows = ((masks[:, None] >> np.arange(KINDS)) & 1).astype(np.float64)
    return rows


def form_rows(texts: Sequence[str]) -> Rows:
    """For each text whether it has digits, how often it comes but for them, how often its form comes, both."""
    forms = [_forms(text) for text in texts]
    same, alike = Counter(f[0] for f in forms), Counter(f[1] for f in forms)
    digits = np.fromiter(("0" in f[0] for f in forms), np.float64, len(texts))
    again = np.log1p(np.fromiter((same[f[0]] if f[0] else 0 for f in forms), np.float64, len(texts)))
    formed = np.minimum(np.log1p(np.fromiter((alike[f[1]] if f[1] else 0 for f in forms), np.float64, len(texts))), 4)
    return np.column_stack((digits, np.minimum(again, 3), formed / 2, digits * formed / 2))


@lru_cache(maxsize=20_000)
def _kinds(text: str) -> int:
    if len(text) > LONGEST:
        return 0
    mask = 0
    for token in line_tokens(text):
        mask |= _kind(token)
    return mask


@lru_cache(maxsize=20_000)
def _kind(token: str) -> int:
    """The kinds of a word as bits; the marks that the lexicon sets at a line's ends are no part of it."""
    word = token.strip("^$")
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


@lru_cache(maxsize=20_000)
def _forms(text: str) -> tuple[str, str]:
    """A short line with its digits as 0, and with its words as "a" or "A" too."""
    if len(text) > _FORM:
        return "", ""
    folded = _ZEROS.sub("0", text.translate(_digits()))
    return folded, _WORDS.sub(r"\1", folded.translate(_letters()))


@cache
def _digits() -> dict[int, str]:
    return {code: "0" for code in range(0x10000) if chr(code).isdigit()}


@cache
def _letters() -> dict[int, str]:
    return {code: "A" if chr(code).isupper() else "a" for code in range(0x10000) if chr(code).isalpha()}
