"""Lines that stand on several pages of a site: how they are known again, and what that says of a line.

Evidence only moves what would be kept as text. Headlines, sources and times recur too, and stay what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.shapes import count_words
from reader.cleaning.stories import Story
from reader.model import CutReason, Role

_DIGITS = re.compile(r"\d+")
_FIGURES = 2  # numbers of a line that may change ("12 comments, 3 shares"); a row of a table has more, and is its own
_END = re.compile(r"[.!?…。！？؟।][\"”’»')\]」]*$")

LONG, ENDED = 20, 12  # words of a line of prose, without and with a full stop
BETWEEN = 3  # fewer lines between two of a story's paragraphs: pictures, subheadings, adverts
TEASER = 0.3  # what a word counts that is one story's, and a teaser elsewhere
BESIDE = 2  # lines round a story that may be its own
STORY = 40  # words that a page has for itself


class Line(NamedTuple):
    """A line of a page."""

    hash: int
    words: int
    prose: bool


def line_of(text: str) -> Line:
    """A line as evidence knows it."""
    text = text.strip()
    words = count_words(text)
    return Line(line_hash(text), words, words >= LONG or (words >= ENDED and _END.search(text) is not None))


def folded_line(text: str) -> str:
    """A line with single spaces and, unless it is full of numbers, each number as 0; "" for one without a letter."""
    line = " ".join(text.split())
    if not any(c.isalpha() for c in line):
        return ""
    plain, numbers = _DIGITS.subn("0", line)
    return plain if numbers <= _FIGURES else line


@lru_cache(maxsize=8192)
def line_hash(text: str) -> int:
    """An even number of 64 bits for a folded line, the same in every process and on every machine; 0 for none.

    One more than it stands for the same line where it is the story of one page and a teaser on others.
    """
    line = folded_line(text)
    digest = blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest() if line else b""
    return int.from_bytes(digest, "big") & ~1


def story_of(lines: Sequence[Line], worth: Mapping[int, float]) -> tuple[range, range]:
    """Where a page has its story, told by prose alone: its best run, and the lines in and round it.

    `worth` says which lines count less than 1, for they stand on other pages too. A paragraph by itself may be a
    teaser: any run of two goes before it.
    """
    runs = list(prose_runs(lines, 1))
    if not runs:
        return range(0), range(0)

    def value(run: range) -> tuple[bool, float, int]:
        counted = sum(lines[i].words * worth.get(lines[i].hash, 1.0) for i in run)
        return len(run) > 1 and counted > 0, counted, len(run)

    number = max(range(len(runs)), key=lambda i: value(runs[i]))
    first = last = number
    while first and runs[first].start - runs[first - 1].stop < BETWEEN:
        first -= 1
    while last + 1 < len(runs) and runs[last + 1].start - runs[last].stop < BETWEEN:
        last += 1
    start, stop = max(0, runs[first].start - BESIDE), min(len(lines), runs[last].stop + BESIDE)
    return runs[number], range(start, stop)


def prose_runs(lines: Sequence[Line], least: int) -> Iterator[range]:
    """Runs of at least so many lines of prose right after each other."""
    return (run for run in _runs(lines) if lines[run.start].prose and len(run) >= least)


def _runs(lines: Sequence[Line]) -> Iterator[range]:
    """The lines in runs of prose and runs of others."""
    here = 0
    for _, run in groupby(lines, key=attrgetter("prose")):
        stop = here + sum(1 for _ in run)
        yield range(here, stop)
        here = stop


def recurring(texts: Sequence[str], known: frozenset[int]) -> NDArray[np.bool_]:
    """Which lines of a page recur, but for its own first paragraph that other pages have as a teaser."""
    again = np.zeros(len(texts), np.bool_)
    if not known:
        return again
    lines = [line_of(text) for text in texts]
    again[[i for i, line in enumerate(lines) if line.hash in known]] = True
    teasers = [i for i, line in enumerate(lines) if line.hash + 1 in known]
    if teasers:
        worth = {lines[i].hash: TEASER for i in teasers} | {line.hash: 0.0 for line in lines if line.hash in known}
        run, beside = story_of(lines, worth)
        if sum(lines[i].words for i in run) >= STORY:
            again[[i for i in teasers if i not in beside]] = True
    again[_subheadings(lines, again)] = False
    return again


def _subheadings(lines: Sequence[Line], again: NDArray[np.bool_]) -> list[int]:
    """Short lines once on a page, between paragraphs of its own: many stories of a site may have a "Background"."""
    own = [line.prose and not twice for line, twice in zip(lines, again.tolist(), strict=True)]
    times = Counter(line.hash for line in lines)
    places = np.flatnonzero(again[1:-1]) + 1
    return [
        i for i in places.tolist() if not lines[i].prose and own[i - 1] and own[i + 1] and times[lines[i].hash] == 1
    ]


def without_recurring(story: Story, again: NDArray[np.bool_]) -> Story:
    """The story, its lines that recur cut; as it is where nothing would be left."""
    kept = [i for i, role in story.roles.items() if isinstance(role, Role)]
    if not all(again[i] for i in kept):
        story.roles |= {i: CutReason.RECURRING for i in kept if again[i]}
    return story
