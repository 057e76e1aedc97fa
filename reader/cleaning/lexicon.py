"""What learned words say of short lines and of class names: above zero for a story, below against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import repeat

LONGEST = 90  # characters of a line that is judged by its words
_MANY = 14  # words
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[©|»›…:?!@/]")
_NUMBER = re.compile(r"\d+")
_PART = re.compile(r"[^\W\d_]+|\d+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=20_000)
def line_words(text: str) -> tuple[str, ...]:
    """The words of a short line in order, digits as 0; none where it is long or has many."""
    if len(text) > LONGEST:
        return ()
    words = _TOKEN.findall(_NUMBER.sub("0", text.lower()))
    return tuple(words) if len(words) <= _MANY else ()


def line_tokens(text: str) -> tuple[str, ...]:
    """The words of a short line, its first, its last, and the line itself when it has few; each once."""
    words = line_words(text)
    if not words:
        return ()
    tokens = [*words, "^" + words[0], words[-1] + "$"]
    if len(words) <= 5:
        tokens.append("^" + " ".join(words) + "$")
    return tuple(dict.fromkeys(tokens))


@lru_cache(maxsize=20_000)
def class_tokens(tag: str, names: str) -> tuple[str, ...]:
    """The tag, the class names and their parts, each once; digits as 0."""
    return tuple(dict.fromkeys(("<" + tag + ">", *(token for name in names.split()[:20] for token in _parts(name)))))


@lru_cache(maxsize=20_000)
def _parts(name: str) -> tuple[str, ...]:
    """The parts of a class name, and the whole of one that has several."""
    if name.isascii() and name.isalpha() and name.islower():  # half of all names are one part
        return (name[:60],) if len(name) > 1 else ()
    humps = name if name.islower() else _HUMP.sub("-", name)
    parts = ["0" if part.isdigit() else part for part in _PART.findall(humps[:60].lower())]
    whole = ("-".join(parts),) if len(parts) > 1 else ()
    return (*(part for part in parts if len(part) > 1), *whole)


def score(tokens: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of what the tokens say; what is not known says nothing."""
    return sum(map(weights.get, tokens, repeat(0.0)))


def line_score(weights: Mapping[str, float]) -> Callable[[str], float]:
    """What tells the score of a line by its words, 0 of a long one; pages of one site repeat most of their lines."""

    @lru_cache(maxsize=20_000)
    def scored(text: str) -> float:
        return score(line_tokens(text), weights)

    return scored


def name_score(weights: Mapping[str, float]) -> Callable[[str, str], float]:
    """What tells the score of a tag and class names: the sum over their `class_tokens`, of which few are known."""

    @lru_cache(maxsize=20_000)
    def told(name: str) -> dict[str, float]:
        return {part: weights[part] for part in _parts(name) if part in weights}

    @lru_cache(maxsize=20_000)
    def scored(tag: str, names: str) -> float:
        found = {"": weights.get(f"<{tag}>", 0.0)}
        for name in names.split()[:20]:
            found |= told(name)
        return sum(found.values())

    return scored
