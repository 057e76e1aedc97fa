"""Which blocks of a page may be the headlines of several articles on it, in groups that look alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reader.cleaning.credited_headlines import credited_headline
from reader.cleaning.entry_extents import element_above, free_levels
from reader.cleaning.entry_facts import HEADINGS
from reader.cleaning.entry_sight import LEAST, PROSE, SHARE, Sight
from reader.cleaning.names import is_publication
from reader.cleaning.shapes import Kind
from reader.cleaning.wordlists import phrases
from reader.model import CutReason

_TITLED = re.compile(r"title|headline|heading|titel|titre|titulo|schlagzeile|(?:^|\s)hd(?:\s|$)", re.I)
_LABELS = frozenset(phrases("labels", "headline"))
_NUMBER = re.compile(r"\d+")
LONGEST = 220  # characters of a headline
LINES_BETWEEN = 3  # lines marked like the headline may stand between it and its prose
FARTHEST = 16  # blocks below a headline: its prose has begun by then


def heading_groups(sight: Sight) -> Iterator[list[int]]:
    """Blocks that may be headlines of one page's articles: of one tag, at one depth."""
    groups: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    count = len(sight.texts)
    for index, block in enumerate(sight.page.blocks):
        if not PROSE < block.end - block.start < LONGEST or sight.prose[index] > 30:
            continue
        if sight.words(index + 1, min(count, index + FARTHEST)) < LEAST:  # in a menu
            continue
        if kind := kind_of(sight, index):
            element = sight.page.elements[block.element]
            groups[kind, element.depth, element.tokens if kind == "link" else ""].append(index)
            if kind in HEADINGS:  # the first of a page often stands in an element of its own
                groups[kind, 0, _NUMBER.sub("", element.tokens)].append(index)
    seen: set[tuple[int, ...]] = set()
    for group in groups.values():
        found = _full(sight, group)
        if len(found) > 1 and tuple(found) not in seen:
            seen.add(tuple(found))
            yield found


def kind_of(sight: Sight, index: int) -> str:
    """How a block is marked as a heading; "" where it is none."""
    block = sight.page.blocks[index]
    element = sight.page.elements[block.element]
    if element.hidden or element.tag == "title":
        return ""
    if element.tag in HEADINGS:
        return element.tag
    if element.tokens and _is_titled(element.tokens):
        return "title"
    text = sight.texts[index]
    label, colon, _ = text.partition(":")
    if (colon and label.casefold() in _LABELS) or (text.endswith((")", "]")) and credited_headline(text)):
        return "labelled"
    length = block.end - block.start
    if block.strong * 10 >= length * 9:
        return "bold"
    alone = element.last - element.first == 1 and sight.texts[index].count(" ") >= 2
    return "link" if alone and block.linked * 10 >= length * 9 else ""


@lru_cache(maxsize=4096)
def _is_titled(tokens: str) -> bool:
    return _TITLED.search(tokens) is not None


def _full(sight: Sight, group: Sequence[int]) -> list[int]:
    """Those of a group that can be a headline and have prose below them, before the next of them."""
    near = [index for place, index in enumerate(group) if _leads_to_prose(sight, group, place)]
    link = kind_of(sight, group[0]) == "link"
    if len(near) < (3 if link else 2):
        return []
    if sum(_may_be_told(sight, index) for index in near) < SHARE * len(near):
        return []
    if link and not _contained(sight, _with_prose(sight, near)):
        return []
    able = [index for index in near if _can_be_headline(sight, index)]
    return _with_prose(sight, able)


def _with_prose(sight: Sight, headings: Sequence[int]) -> list[int]:
    """Those that have prose below them, before the next of them."""
    ends = [*headings[1:], len(sight.texts)]
    return [index for index, end in zip(headings, ends, strict=False) if sight.words(index + 1, end) >= LEAST]


def _contained(sight: Sight, headings: Sequence[int]) -> bool:
    """Whether each stands with its prose in an element of its own; links in a text and in menus do not."""
    if len(headings) < 3:
        return False
    level = min(free_levels(sight, headings, place) for place in range(len(headings)))
    lasts = [sight.page.elements[element_above(sight, index, level)].last for index in headings]
    return sum(sight.words(index + 1, last) >= LEAST for index, last in zip(headings, lasts, strict=True)) * 2 > len(
        lasts
    )


def _leads_to_prose(sight: Sight, group: Sequence[int], place: int) -> bool:
    """Whether prose stands below, with no more of the group between than bylines and the like."""
    ahead = group[place + LINES_BETWEEN] if place + LINES_BETWEEN < len(group) else len(sight.texts)
    return sight.words(group[place] + 1, ahead) >= LEAST


def _may_be_told(sight: Sight, index: int) -> bool:
    """Whether there can be a date or a name: a link, or a line beside the heading. Sections of one article have none.

    Nine of ten pages with headings are passed over by this, before any line is looked at.
    """
    text, linked = sight.texts[index], sight.page.blocks[index].linked > 0
    return linked or text.endswith((")", "]")) or any(_is_line(sight, place) for place in (index - 1, index + 1))


def _is_line(sight: Sight, index: int) -> bool:
    """Whether a block is no paragraph: short, or without an end."""
    if not 0 <= index < len(sight.texts):
        return False
    return not sight.prose[index] or not sight.texts[index].endswith((".", "!", "?", "…", "”", "»", '"'))


def _can_be_headline(sight: Sight, index: int) -> bool:
    here = sight.shape(index)
    if here.meta is not None:
        return here.meta.value(CutReason.HEADLINE) is not None
    return (
        here.kind in (Kind.SHORT, Kind.PROSE) and not here.text.endswith((":", ",")) and not is_publication(here.text)
    )
