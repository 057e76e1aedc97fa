"""A quick guess of a text's language by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from reader.cleaning.wordlists import lines

_WORD = re.compile(r"[^\W\d_]+")
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
    words = _WORD.findall(sample.casefold())
    scores = dict.fromkeys(_function_words(), 0.0)
    owners = _owners()
    for word, times in Counter(filter(owners.__contains__, words)).items():
        for code in owners[word]:
            scores[code] += times / len(owners[word]) ** 0.5
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    (best, most), (_, second) = ranked[0], ranked[1]
    return best if most >= 3 and most >= 0.12 * len(words) and most > 1.15 * second else None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """The most frequent small words, one language a line: "en: the of and"."""
    pairs = (line.split(":", 1) for line in lines("function_words.txt"))
    return {code: frozenset(words.split()) for code, words in pairs}


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for code, words in _function_words().items():
        for word in words:
            owners.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in owners.items()}
