"""Where the words of a search stand in a text, found as the library's full-text index finds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

# A token as SQLite's unicode61 cuts them: letters and digits, with the marks that belong to them.
_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
# Scripts without spaces between words are searched by characters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")


def find_words(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where `words` stand in `text`, as (start, end), in order; case and accents are ignored.

    A word may be a phrase (its words must follow each other); one that ends in "*" stands for all
    that begin so.
    """
    found: set[tuple[int, int]] = set()
    spaced = [word for word in words if not _UNSPACED.search(word)]
    if spaced:
        found.update(_phrases(text, spaced))
    for word in words:
        if _UNSPACED.search(word):
            found.update(match.span() for match in re.finditer(re.escape(word.rstrip("*")), text))
    return sorted(found)


def _phrases(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    tokens = [(match.start(), match.end(), fold(match[0])) for match in _TOKEN.finditer(text)]
    wanted = [pattern for pattern in map(_pattern, words) if pattern[0]]
    for index, (start, _, _) in enumerate(tokens):
        for parts, prefix in wanted:
            if _stands(tokens, index, parts, prefix):
                yield start, tokens[index + len(parts) - 1][1]


def _pattern(word: str) -> tuple[tuple[str, ...], bool]:
    """The folded tokens of a word or phrase, and whether its last one is a prefix."""
    return tuple(fold(match[0]) for match in _TOKEN.finditer(word)), word.endswith("*")


def _stands(tokens: Sequence[tuple[int, int, str]], index: int, parts: tuple[str, ...], prefix: bool) -> bool:
    if index + len(parts) > len(tokens):
        return False
    for offset, part in enumerate(parts):
        token = tokens[index + offset][2]
        if token != part and not (prefix and offset == len(parts) - 1 and token.startswith(part)):
            return False
    return True


@lru_cache(maxsize=20_000)
def fold(token: str) -> str:
    """`token` without case and accents: "Goïta" and "GOITA" are one."""
    if token.isascii():
        return token.lower()
    bare = "".join(letter for letter in unicodedata.normalize("NFD", token) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).lower()
