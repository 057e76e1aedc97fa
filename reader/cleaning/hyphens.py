"""Words divided at a line's end are put together again, real hyphens kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.cleaning.edits import Edit
from reader.model import CutReason

_BEFORE = re.compile(r"[^\W\d_]+[-\xad]$")
_AFTER = re.compile(r"[^\W\d_]+")
_REACH = 40  # characters of a word that are looked at on each side
# First parts of compounds that keep their hyphen in edited English, French and German.
_KEEP = frozenset(
    [
        "all",
        "anti",
        "co",
        "cross",
        "ex",
        "far",
        "half",
        "high",
        "ill",
        "left",
        "long",
        "low",
        "mid",
        "multi",
        "near",
        "non",
        "north",
        "off",
        "old",
        "one",
        "pre",
        "post",
        "pro",
        "quasi",
        "right",
        "self",
        "semi",
        "short",
        "so",
        "south",
        "then",
        "two",
        "three",
        "four",
        "five",
        "well",
        "would",
        "year",
        "after",
        "east",
        "west",
        "über",
        "nord",
        "süd",
        "ost",
        "sud",
        "ouest",
        "demi",
        "vice",
        "grand",
        "après",
    ]
)


def hyphenation(source: str, breaks: Iterable[tuple[int, int]]) -> list[Edit]:
    """For each break of a line (its end, the next one's start) that divides a word, what puts it together."""
    edits = []
    for end, start in breaks:
        left = _BEFORE.search(source[max(0, end - _REACH) : end])
        right = _AFTER.match(source[start : start + _REACH])
        if left is None or right is None:
            continue
        if left[0][-1] == "\xad" or _is_division(left[0][:-1], right[0], source):
            edits.append(Edit(end - 1, start, CutReason.HYPHENATION))
        else:
            edits.append(Edit(end, start, CutReason.SPACING))
    return edits


def _is_division(left: str, right: str, source: str) -> bool:
    """True where the hyphen is only there because of the line's end."""
    if not right[0].islower() or left.casefold() in _KEEP or len(left) == 1:
        return False
    window = source if len(source) < 200_000 else ""  # a look at the record's own usage, not in huge files
    if f"{left}{right}" in window:
        return True
    return f"{left}-{right}" not in window
