"""The lead of a page: the sentence or two between its headline and its first paragraph.

It has a look of its own (an "intro", a "subheadline"), so that the model, which knows bodies, often
doubts it; its place tells. By site held out it brings .005 on the segments of 990 pages and .003 on
those marked by reading, and takes .001 on the 94, whose makers differ on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.cleaning.decoder import Odds
from reader.cleaning.markup import Page

FARTHEST = 12  # blocks below the headline
FEWEST = 8  # words; without a sentence's end LONG
LONG = 15
DOUBTED = -1.5  # log-odds: what the model holds for less likely is none
_LEVELS, _NAMED = 6, 3  # elements above it that are looked at, and whose names are
_OTHER_TAGS = frozenset(("figcaption", "li", "td", "th", "button", "label", "dd", "dt", "option", "title"))
_OTHER_PARTS = frozenset(("nav", "aside", "footer", "form", "figure", "noscript", "select"))
_OTHER_NAMES = re.compile(
    r"caption|credit|author|byline|bio\b|share|social|teaser|related|comment|cookie|newsletter|breadcrumb|meta"
    r"|date|time|tag|promo|copyright|ad-|banner|menu|nav",
    re.I,
)


def lead(page: Page, texts: Sequence[str], words: Odds, odds: Odds, headline: int, first: int) -> list[int]:
    """The blocks between those of the headline and of the first paragraph that are the story's lead."""
    places = range(headline + 1, min(first, headline + 1 + FARTHEST))
    return [i for i in places if odds[i] >= DOUBTED and _tells(texts[i], words[i]) and _stands_free(page, i)]


def _tells(text: str, words: float) -> bool:
    return words >= FEWEST and (words >= LONG or text.rstrip()[-1:] in '.!?…"”»')


def _stands_free(page: Page, index: int) -> bool:
    """Whether the block is in no list, caption, menu and the like, and mostly no link."""
    block, elements = page.blocks[index], page.elements
    if elements[block.element].tag in _OTHER_TAGS or block.linked * 3 > block.end - block.start:
        return False
    above = block.element
    for level in range(_LEVELS):
        element = elements[above]
        if element.tag in _OTHER_PARTS or (level < _NAMED and _OTHER_NAMES.search(element.tokens)):
            return False
        if above == 0:
            break
        above = element.parent
    return True
