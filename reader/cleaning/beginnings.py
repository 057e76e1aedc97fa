"""What a pattern can begin with, so that a set of short texts tells at once where it cannot match."""

from __future__ import annotations

_SPECIAL = frozenset("[](){}|.^$*+?\\")


def beginnings(pattern: str, length: int) -> frozenset[str]:
    """All texts of `length` characters that a match of `pattern` can begin with.

    Understands what the lists of `phrases.toml` begin with: letters, `(?:a|b)`, `[ab]` and a `?` behind any of
    them. ValueError for anything else within the first `length` characters: a shorter beginning would tell nothing.
    """
    return frozenset(_grown({""}, pattern, length))


def _grown(begun: set[str], pattern: str, length: int) -> set[str]:
    done: set[str] = set()
    while begun and pattern:
        options, pattern = _piece(pattern)
        grown = {(text + more)[:length] for text in begun for more in options}
        done |= {text for text in grown if len(text) == length}
        begun = {text for text in grown if len(text) < length}
    if begun:
        raise ValueError(f"a pattern may begin with no more than {min(begun)!r}")
    return done


def _piece(pattern: str) -> tuple[set[str], str]:
    """What the first piece of a pattern may stand for, and the rest of the pattern."""
    if pattern.startswith("(?:"):
        alternatives, rest = _group(pattern)
        options = {text for each in alternatives for text in _all(each)}
    elif pattern[0] == "[" and pattern[1:2] != "^":
        inside, _, rest = pattern[1:].partition("]")
        if not _SPECIAL.isdisjoint(inside) or "-" in inside:
            raise ValueError(f"a pattern that goes on with {pattern[:9]!r} has no certain beginning")
        options = set(inside)
    elif pattern[0] == "\\" and not pattern[1:2].isalnum():
        options, rest = {pattern[1:2]}, pattern[2:]
    elif pattern[0] in _SPECIAL:
        raise ValueError(f"a pattern that goes on with {pattern[:9]!r} has no certain beginning")
    else:
        options, rest = {pattern[0]}, pattern[1:]
    return (options | {""}, rest[1:]) if rest.startswith("?") else (options, rest)


def _all(pattern: str) -> set[str]:
    """Every text that an alternative may stand for, up to where it is not certain."""
    texts = {""}
    while pattern:
        options, pattern = _piece(pattern)
        texts = {text + more for text in texts for more in options}
    return texts


def _group(pattern: str) -> tuple[list[str], str]:
    """The alternatives of the group that a pattern begins with, and what stands behind it."""
    alternatives, depth, begin = list[str](), 0, 3
    for place, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if (char == "|" and depth == 1) or depth == 0:
            alternatives.append(pattern[begin:place])
            begin = place + 1
        if depth == 0:
            return alternatives, pattern[begin:]
    raise ValueError("a group is not closed")
