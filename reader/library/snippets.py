"""A few words round the first hit, found in the text itself.

FTS5's own `snippet` needs the text in the index. Case and accents do not matter, as in the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reader.library import tokens

BEFORE, LENGTH = 50, 180  # characters


class Wanted:
    """Words and phrases to look for in a text; one that ends in a star is the beginning of a word."""

    def __init__(self, words: Sequence[str]) -> None:
        patterns = [pattern for word in words if (pattern := _one(word))]
        self._pattern = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None
        self._begins = {parts[0].lower() for word in words if (parts := tokens.words(word))}

    def __bool__(self) -> bool:
        return self._pattern is not None

    def search(self, text: str) -> re.Match[str] | None:
        """The first place; as it was typed if it stands so anywhere, which is found twenty times faster."""
        return self._pattern and (self._as_typed(self._pattern, text) or self._pattern.search(text))

    def _as_typed(self, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
        lower, first = text.lower(), None
        if len(lower) != len(text):  # a letter whose small form is two
            return None
        for begin in self._begins:
            at = lower.find(begin)
            while at >= 0 and (first is None or at < first.start()):
                if match := pattern.match(text, at):
                    first = match
                at = lower.find(begin, at + 1)
        return first


def _one(word: str) -> str:
    parts = [_letters(part) for part in tokens.words(word)]
    if not parts:
        return ""
    if tokens.unspaced(word):  # such a word begins and ends anywhere
        return r"[\W_]*".join(parts)
    end = r"[^\W_]*" if word.endswith("*") else r"(?![^\W_])"
    return r"(?<![^\W_])" + r"[\W_]+".join(parts) + end


def _letters(part: str) -> str:
    """A word's letters, each with any accent."""
    bare = [c for c in unicodedata.normalize("NFKD", part) if not unicodedata.combining(c)]
    return "".join(_forms(c) for c in bare)


def _forms(letter: str) -> str:
    accented = _ACCENTED.get(letter.casefold(), "")
    single = f"[{re.escape(letter)}{accented}]" if accented else re.escape(letter)
    return single + r"[\u0300-\u036f]*" if letter.isalpha() else single


def _accents() -> dict[str, str]:
    """Each letter with the Latin, Greek and Cyrillic letters that are it with an accent."""
    found: dict[str, list[str]] = {}
    for code in (*range(0xC0, 0x250), *range(0x370, 0x500), *range(0x1E00, 0x2000)):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if bare != chr(code):
            found.setdefault(bare.casefold(), []).append(chr(code))
    return {letter: "".join(forms) for letter, forms in found.items()}


_ACCENTED = _accents()


def snippet(text: str, wanted: Wanted) -> str:
    """One line round the first hit, with dots where words were left out; "" without a hit."""
    match = wanted.search(text)
    if match is None:
        return ""
    start = max(match.start() - BEFORE, 0)
    start = text.find(" ", start, match.start()) + 1 or start if start else 0
    stop = min(start + LENGTH, len(text))
    end = max(text.rfind(" ", match.end(), stop), match.end()) if stop < len(text) else stop
    line = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{line}{' …' if end < len(text) else ''}"
