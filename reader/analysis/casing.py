"""Text in capitals, put into the case that a language model reads: same length, same offsets."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_HEADLINE = 200  # characters
_SHORTEST_HEADLINE = 5  # words
_SMALL = frozenset(
    [
        "an",
        "the",
        "of",
        "and",
        "in",
        "on",
        "for",
        "to",
        "with",
        "at",
        "by",
        "from",
        "as",
        "or",
        "nor",
        "but",
        "is",
        "it",
        "vs",
    ]
)
_SHOUTED = 4  # letters; shorter words in capitals are mostly acronyms


def recased(line: str, seen: dict[str, str]) -> str:
    """A line whose words in capitals are written as elsewhere in the article.

    In a line that is all capitals, other long words get a capital letter only. The length stays,
    so that offsets hold: words whose lower case is longer are left alone.
    """
    if not any(len(w) >= _SHOUTED and w.isupper() for w in _WORD.findall(line)):
        return line
    shouting = _is_shouting(line)

    def recase(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < _SHOUTED or not word.isupper():
            return word
        other = seen.get(word) or (word[0] + word[1:].lower() if shouting else word)
        return other if len(other) == len(word) else word

    return _WORD.sub(recase, line)


def is_headline(text: str, at: int) -> bool:
    """Whether the line at an offset is written like a headline: a capital on every word but the small ones."""
    start = text.rfind("\n", max(0, at - _LONGEST_HEADLINE), at) + 1
    end = text.find("\n", at, at + _LONGEST_HEADLINE + 1)
    line = text[start if start or at <= _LONGEST_HEADLINE else 0 : end if end >= 0 else len(text)]
    if len(line) > _LONGEST_HEADLINE:
        return False
    row = _WORD.findall(line)
    return len(row) >= _SHORTEST_HEADLINE and all(w[0].isupper() or len(w) < 2 or w in _SMALL for w in row)


def vocabulary(text: str) -> dict[str, str]:
    """Words in capitals that a text writes in another case too: MALI -> Mali."""
    words = set(_WORD.findall(text))
    mixed = {w.upper(): w for w in sorted(words) if not w.isupper() and w[0].isupper()}
    plain = {w.upper(): w for w in sorted(words) if w.islower()}
    return {w: (mixed.get(w) or plain[w]) for w in words if w.isupper() and (w in mixed or w in plain)}


def _is_shouting(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > 0.9 * len(letters)
