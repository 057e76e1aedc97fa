"""A quick guess of a text's language by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from reader.cleaning.wordlists import lines

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha()}  # ASCII: what is between words
FIRST = 800  # characters that are looked at, which tell nearly always
ENOUGH = 4000  # and where they do not
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, None when it is too short or unlike any known."""
    if len(text) > FIRST and (code := _guess(text[:FIRST])):
        return code
    return _guess(text[:ENOUGH])


def _guess(sample: str) -> str | None:
    if not sample.isascii():
        for code, letters in _SCRIPTS:
            if len(letters.findall(sample)) * 5 > len(sample):
                return code
    words = sample.lower().translate(_LETTERS).split() if sample.isascii() else _WORD.findall(sample.casefold())
    owners, times, scores = _owners(), Counter(words), dict[str, float]()
    for word in filter(owners.__contains__, times):
        codes, share = owners[word]
        for code in codes:
            scores[code] = scores.get(code, 0.0) + times[word] / share
    second, most = [0.0, 0.0, *sorted(scores.values())][-2:]
    sure = most >= 3 and most >= 0.12 * len(words) and most > 1.15 * second
    return max(scores, key=scores.__getitem__) if sure else None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """The most frequent small words, one language a line: "en: the of and"."""
    pairs = (line.split(":", 1) for line in lines("function_words.txt"))
    return {code: frozenset(words.split()) for code, words in pairs}


@cache
def _owners() -> dict[str, tuple[tuple[str, ...], float]]:
    """The languages that have a word, and what it is divided by when it counts for each of them."""
    owners: dict[str, list[str]] = {}
    for code, words in _function_words().items():
        for word in words:
            owners.setdefault(word, []).append(code)
    return {word: (tuple(codes), len(codes) ** 0.5) for word, codes in owners.items()}
