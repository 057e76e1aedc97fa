"""Where each of several articles on a page begins and ends, by their headings and the elements round them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.entry_facts import is_day
from reader.cleaning.entry_sight import LEAST, Entry, Sight

MOST_ABOVE = 3  # lines over a headline that belong to it


def extents(sight: Sight, headings: Sequence[int]) -> list[Entry]:
    """The blocks of each: of an element that holds one heading only, or up to where the next begins."""
    elements = sight.page.elements
    levels = [free_levels(sight, headings, place) for place in range(len(headings))]
    level = min(levels)
    tops = [element_above(sight, index, level) for index in headings]
    last = elements[_common(sight, headings)].last
    held = sum(sight.words(index + 1, elements[top].last) >= LEAST for index, top in zip(headings, tops, strict=True))
    firsts = [elements[top].first if level else index for index, top in zip(headings, tops, strict=True)]
    contained = held * 2 > len(headings)
    ends = [elements[top].last for top in tops] if contained else [*firsts[1:], last]
    above = _lines_above(sight, firsts, [0, *(ends[:-1] if contained else [index + 1 for index in headings[:-1]])])
    starts = [first - number for first, number in zip(firsts, above, strict=True)]
    if not contained:
        ends = [*starts[1:], last]
    return [Entry(*place) for place in zip(headings, starts, ends, strict=True)]


def free_levels(sight: Sight, headings: Sequence[int], place: int) -> int:
    """How many elements above a heading hold no other one."""
    elements = sight.page.elements
    low = headings[place - 1] if place else -1
    high = headings[place + 1] if place + 1 < len(headings) else len(sight.texts)
    here, level = sight.page.blocks[headings[place]].element, 0
    if elements[here].first <= low or elements[here].last > high:
        return 0
    while here:
        here = elements[here].parent
        if elements[here].first <= low or elements[here].last > high or here == 0:
            break
        level += 1
    return level


def element_above(sight: Sight, index: int, level: int) -> int:
    here = sight.page.blocks[index].element
    for _ in range(level):
        here = sight.page.elements[here].parent
    return here


def _common(sight: Sight, headings: Sequence[int]) -> int:
    """The element that holds all headings."""
    here = sight.page.blocks[headings[0]].element
    while here and sight.page.elements[here].last <= headings[-1]:
        here = sight.page.elements[here].parent
    return here


def _lines_above(sight: Sight, firsts: Sequence[int], lows: Sequence[int]) -> list[int]:
    """How many lines over each entry belong to it: those that all of them have, and headings that are dates."""
    common = 0
    while common < MOST_ABOVE:
        places = [first - common - 1 for first in firsts]
        if any(place < low for place, low in zip(places, lows, strict=True)):
            break
        if len({_mark(sight, place) for place in places}) > 1 or any(sight.prose[place] for place in places):
            break
        common += 1
    return [
        common + (first - common > low and is_day(sight, first - common - 1))
        for first, low in zip(firsts, lows, strict=True)
    ]


def _mark(sight: Sight, index: int) -> tuple[str, int]:
    element = sight.page.elements[sight.page.blocks[index].element]
    return element.tag, element.depth
