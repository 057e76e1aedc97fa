"""What changed between two wordings, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[\W_]+")


class Change(Enum):
    """What became of a stretch."""

    KEPT = "kept"
    PUT_IN = "put in"
    LEFT_OUT = "left out"


class Part(NamedTuple):
    """Words that were kept, put in or left out, as they stand."""

    change: Change
    text: str


def changes(before: str, after: str) -> list[Part]:
    """`after` against `before`: the kept and the put in parts together are `after`'s words.

    Case, punctuation and quotation marks are no change: papers have their own.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, [_bare(word) for word in old], [_bare(word) for word in new], autojunk=False)
    found = []
    for _, first, last, begin, end in matcher.get_opcodes():
        same = [_bare(word) for word in old[first:last]] == [_bare(word) for word in new[begin:end]]
        if same:
            found.append(Part(Change.KEPT, " ".join(new[begin:end])))
            continue
        if first < last:
            found.append(Part(Change.LEFT_OUT, " ".join(old[first:last])))
        if begin < end:
            found.append(Part(Change.PUT_IN, " ".join(new[begin:end])))
    return [part for part in found if part.text]


def _bare(word: str) -> str:
    return _LETTERS.sub("", word).casefold()
