"""Fields in SGML that is no XML: upper or lower case, end tags missing, no root. In linear time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache


def insides(text: str, name: str) -> Iterator[str]:
    """What stands between the tags of each element of this name; one without an end tag gives nothing."""
    for _, start, end, _ in _places(text, (name,)):
        yield text[start:end]


def inside(text: str, name: str) -> str | None:
    """The first element's inside; up to the end of the text where its end tag is missing."""
    opening = _opening((name,)).search(text)
    if opening is None:
        return None
    closing = _closing(name).search(text, opening.end())
    return text[opening.end() : closing.start() if closing else len(text)]


def without(text: str, names: Collection[str]) -> str:
    """The text with a line's end instead of each element of these names."""
    parts: list[str] = []
    here = 0
    for start, _, _, after in _places(text, tuple(names)):
        parts += (text[here:start], "\n")
        here = after
    return "".join((*parts, text[here:]))


def _places(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, int, int]]:
    """Where an element begins, where its inside begins and ends, and where it ends. None in another."""
    unclosed: set[str] = set()
    here = 0
    while (opening := _opening(names).search(text, here)) is not None:
        name = opening.group(1).lower()
        here = opening.end()
        closing = None if name in unclosed else _closing(name).search(text, here)
        if closing is None:
            unclosed.add(name)  # nor has any later one an end tag: it is not looked for again
            continue
        yield opening.start(), opening.end(), closing.start(), closing.end()
        here = closing.end()


@lru_cache(maxsize=256)
def _opening(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(re.escape(name) for name in names)})(?:\s[^<>]{{0,500}})?>", re.I)


@lru_cache(maxsize=256)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s{{0,20}}>", re.I)
