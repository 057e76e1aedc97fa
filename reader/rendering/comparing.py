"""What two texts have in common and what not, word by word, paragraph beside paragraph.

Sentences that stand in both are found first; only what lies between them is compared by words. So two
texts of 10,000 words take a moment, where comparing all their words with each other would take minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reader.rendering.changes import Change

MOST = 4_000_000  # pairs of words compared at most within one stretch (2,000 by 2,000: a second)
_SENTENCE = re.compile(r".+?(?:[.!?。！？…]+[\"”’»)]*(?=\s|$)|(?=\n)|$)\s*", re.DOTALL)
_WORD = re.compile(r"\s*\S+\s*|\s+")  # nothing is left over, not even blanks at the begin
_LETTERS = re.compile(r"[\W_]+")


class Stretch(NamedTuple):
    """Some words of one text or of both: a kept stretch has each text's own writing of it."""

    change: Change
    before: str
    after: str


class Row(NamedTuple):
    """Stretches that begin and end with a paragraph in both texts."""

    stretches: tuple[Stretch, ...]


def compare(before: str, after: str) -> list[Stretch]:
    """The second text against the first; the `before` parts together are the first text, the `after` parts the second.

    Case and punctuation are no change.
    """
    found: list[Stretch] = []
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    for same, first, second in _runs(old, new):
        if same:
            found.append(Stretch(Change.KEPT, "".join(first), "".join(second)))
        else:
            found += _by_words("".join(first), "".join(second))
    return _joined(found)


def likeness(stretches: Sequence[Stretch]) -> float:
    """The share of the words of both texts that are the same, 0 to 1."""
    kept = sum(len(part.before) + len(part.after) for part in stretches if part.change is Change.KEPT)
    return kept / max(sum(len(part.before) + len(part.after) for part in stretches), 1)


def rows(stretches: Sequence[Stretch]) -> list[Row]:
    """The stretches in rows for two columns: a row ends where a paragraph ends in both texts."""
    found: list[Row] = []
    pending: list[Stretch] = []
    for part in stretches:
        for piece in _paragraphs(part) if part.change is Change.KEPT else [part]:
            pending.append(piece)
            if _ends(pending, 1) and _ends(pending, 2):
                found.append(Row(tuple(pending)))
                pending = []
    return [*found, Row(tuple(pending))] if pending else found


def _ends(parts: Sequence[Stretch], column: int) -> bool:
    """Whether the last words of a column end a paragraph."""
    last = next((str(part[column]) for part in reversed(parts) if part[column]), "")
    return last.endswith("\n") or not last


def _paragraphs(part: Stretch) -> Iterator[Stretch]:
    """A kept stretch parted where both texts have a break at the same word."""
    before, after = _WORD.findall(part.before), _WORD.findall(part.after)
    if len(before) != len(after):  # a dash by itself is a word of one alone
        yield part
        return
    start = 0
    for place in range(len(before)):
        if place + 1 == len(before) or ("\n" in before[place] and "\n" in after[place]):
            yield Stretch(part.change, "".join(before[start : place + 1]), "".join(after[start : place + 1]))
            start = place + 1


def _by_words(before: str, after: str) -> Iterator[Stretch]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > MOST:
        yield from _replaced(before, after)
        return
    for same, first, second in _runs(old, new):
        if same:
            yield Stretch(Change.KEPT, "".join(first), "".join(second))
        else:
            yield from _replaced("".join(first), "".join(second))


def _replaced(before: str, after: str) -> Iterator[Stretch]:
    if before:
        yield Stretch(Change.LEFT_OUT, before, "")
    if after:
        yield Stretch(Change.PUT_IN, "", after)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Runs of both sequences, and whether they are the same."""
    matcher = SequenceMatcher(None, [_bare(each) for each in old], [_bare(each) for each in new], autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        yield kind == "equal", old[first:last], new[begin:end]


def _joined(parts: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours of the same kind as one."""
    found: list[Stretch] = []
    for part in parts:
        if found and found[-1].change is part.change:
            found[-1] = Stretch(part.change, found[-1].before + part.before, found[-1].after + part.after)
        else:
            found.append(part)
    return found


def _bare(text: str) -> str:
    return _LETTERS.sub("", text).casefold() or text.strip()
