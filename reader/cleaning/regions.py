"""What the elements round a block say about it: navigation, comments, captions, the article itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reader.cleaning.markup import Element, MarkupBlock, Page
from reader.model import CutReason, Role

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th", "caption"))
# Words in class and id names, in this order, and the reason for cutting what stands under them.
_TOKENS = (
    (re.compile(r"comment|disqus|respond|reply|leserbrief|kommentar|commentaire|comentario"), CutReason.COMMENT),
    (re.compile(r"share|social|sharing|addthis|addtoany|follow-us|teilen|partage|compartir"), CutReason.SHARE),
    (re.compile(r"caption|wp-caption-text|bildunterschrift|legende|image-text"), CutReason.CAPTION),
    (re.compile(r"credit|copyright-holder|photographer|bildquelle"), CutReason.CREDIT),
    (re.compile(r"byline|author|vcard|autor|auteur"), CutReason.BYLINE),
    (re.compile(r"timestamp|dateline|pubdate|datetime|published|post-date|entry-date|datum|meta-date"), CutReason.TIME),
    (
        re.compile(
            r"related|recommend|teaser|more-|read-next|most-read|popular|trending|also-like|outbrain|taboola|verwandt"
        ),
        CutReason.TEASER,
    ),
    (re.compile(r"newsletter|subscribe|subscription|promo|signup|sign-up|paywall|donat|cta\b"), CutReason.PROMOTION),
    (
        re.compile(r"(?:^|[\s_-])(?:ad|ads|advert\w*|adsense|sponsor\w*|dfp|werbung|anzeige)(?:$|[\s_-])"),
        CutReason.ADVERT,
    ),
    (re.compile(r"cookie|consent|legal|copyright|disclaimer|imprint|privacy|gdpr"), CutReason.LEGAL),
    (
        re.compile(r"(?:^|[\s_-])(?:tags?|category|categories|topics?|rubrik|section-name|kicker)(?:$|[\s_-])"),
        CutReason.SECTION,
    ),
)
_TAGS = {
    "figcaption": CutReason.CAPTION,
    "nav": CutReason.NAVIGATION,
    "footer": CutReason.NAVIGATION,
    "header": CutReason.NAVIGATION,
    "form": CutReason.PROMOTION,
    "button": CutReason.NAVIGATION,
    "aside": CutReason.TEASER,
    "time": CutReason.TIME,
}
_HIGHEST = 4  # elements above a block whose names speak about it


def is_caption(block: MarkupBlock, elements: Sequence[Element]) -> bool:
    """Whether the page says that the block is a picture's caption."""
    index = block.element
    for _ in range(_HIGHEST):
        if elements[index].tag == "figcaption":
            return True
        if index == 0:
            break
        index = elements[index].parent
    return False


def kept_as(block: MarkupBlock, elements: Sequence[Element]) -> Role:
    """What a block that stays is, by its tags."""
    index = block.element
    for _ in range(_HIGHEST):
        tag = elements[index].tag
        if tag in _HEADINGS:
            return Role.SUBHEADING
        if tag == "li":
            return Role.LIST_ITEM
        if tag in _CELLS:
            return Role.TABLE
        if tag == "blockquote":
            return Role.BLOCK_QUOTE
        if index == 0:
            break
        index = elements[index].parent
    return Role.PARAGRAPH


def cut_as(block: MarkupBlock, elements: Sequence[Element]) -> CutReason:
    """Why a block inside an article is no part of it: the nearest element that says so."""
    if said := said_of(block.element, elements):
        return said
    return CutReason.TEASER if block.linked * 2 > block.end - block.start else CutReason.NAVIGATION


def said_of(index: int, elements: Sequence[Element]) -> CutReason | None:
    """What the names and tags of an element, and of the next above it, say of what stands in it."""
    for _ in range(_HIGHEST):
        element = elements[index]
        if element.tokens and (reason := said_by_names(element.tokens)):
            return reason
        if element.tag in _TAGS:
            return _TAGS[element.tag]
        if index == 0:
            break
        index = element.parent
    return None


@lru_cache(maxsize=4096)
def said_by_names(tokens: str) -> CutReason | None:
    """What the names of one element say of what stands in it."""
    names = tokens.lower()
    return next((reason for pattern, reason in _TOKENS if pattern.search(names)), None)


def headline_of(page: Page, texts: Sequence[str], title: str) -> int | None:
    """The block that is the page's headline: an h1, at best the one that the page's title holds."""
    best, most = None, 0.0
    for index, block in enumerate(page.blocks):
        tag = page.elements[block.element].tag
        if tag not in _HEADINGS:
            continue
        text = texts[index].casefold()
        score = 2.0 * (tag == "h1") + 3.0 * (len(text) > 8 and text in title) - 0.01 * min(index, 50)
        if score > most and (tag == "h1" or text in title):
            best, most = index, score
    return best
