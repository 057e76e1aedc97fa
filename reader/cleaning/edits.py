"""A stretch of source text with things taken out or replaced, and the way back from the result.

All cleaning is expressed in edits of the source, so that nothing can be lost: what no edit
covers stands in the text, what an edit covers stands in a cut.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.model import Cut, CutReason


class Edit(NamedTuple):
    """Source characters `start` to `end` give way to `new`, which is mostly nothing."""

    start: int
    end: int
    reason: CutReason
    new: str = ""


class Draft:
    """A stretch of source after some edits: its `text`, and for each place in it the place in the source."""

    __slots__ = ("_ends", "_starts", "edits", "end", "start", "text")

    def __init__(self, source: str, start: int, end: int, edits: Sequence[Edit] = ()) -> None:
        """`edits` are in order, do not overlap and lie within `start` to `end`."""
        self.start, self.end, self.edits = start, end, tuple(edits)
        self._starts: list[int] = []  # where each edit's new text begins in `text`
        self._ends: list[int] = []
        if not edits:  # most stretches have none
            self.text = source[start:end]
            return
        parts: list[str] = []
        here, length = start, 0
        for edit in self.edits:
            length += edit.start - here
            self._starts.append(length)
            length += len(edit.new)
            self._ends.append(length)
            parts += (source[here : edit.start], edit.new)
            here = edit.end
        self.text = "".join((*parts, source[here:end]))

    def origin(self, place: int) -> int:
        """Where the character at `place` comes from; a cut just before it is not included."""
        after = bisect_right(self._starts, place)
        if not after:
            return self.start + place
        if place < self._ends[after - 1]:
            return self.edits[after - 1].start
        return self.edits[after - 1].end + place - self._ends[after - 1]

    def origin_end(self, place: int) -> int:
        """Where the character before `place` ends in the source; a cut just after it is not included."""
        before = bisect_left(self._starts, place)
        if not before:
            return self.start + place
        if place <= self._ends[before - 1] and self.edits[before - 1].new:
            return self.edits[before - 1].end
        return self.edits[before - 1].end + place - self._ends[before - 1]


def merge(fine: Iterable[Edit], coarse: Sequence[Edit]) -> list[Edit]:
    """Both in order; a fine edit that touches the inside of a coarse one is swallowed by it."""
    result = list(coarse)
    starts, ends = [e.start for e in coarse], [e.end for e in coarse]
    for edit in fine:
        later = bisect_right(starts, edit.start)
        inside = later > 0 and edit.start < ends[later - 1]
        if not inside:
            result.append(edit)
    return sorted(result, key=lambda e: (e.start, e.end))


def cuts_of(edits: Sequence[Edit], source: str, start: int) -> tuple[Cut, ...]:
    """The cuts that lead from the edited text back to the source, whose extent begins at `start`."""
    cuts: list[Cut] = []
    shift = start  # source place minus text place
    for edit in edits:
        cuts.append(Cut(edit.start - shift, source[edit.start : edit.end], edit.reason, len(edit.new)))
        shift += edit.end - edit.start - len(edit.new)
    return tuple(cuts)
