"""What stands in a page's story and is none of it as a whole: comments, teasers, galleries of numbered slides.

All are prose as good as the story's, so that their words convince the model; the elements round them tell.
By site held out comments and galleries bring .007 on pages marked by reading and on the 94 (there two pages) and
.001 on the segments of 990 pages; teasers bring .001 on those marked and nothing elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reader.cleaning.decoder import Odds
from reader.cleaning.markup import Element, Page
from reader.cleaning.repeated_elements import folded_names

_WORDS = r"comments?|(?:leser)?kommentare?|commentaires?|comentarios?|commenti|komentarz\w*|reacties"
# One name of an element: it begins with the word ("comment-17", not "commentary"), or ends with its plural
# ("post-comments", not "has-comments").
_COMMENTS = re.compile(
    rf"(?<!\S)(?:(?:{_WORDS})(?:[-_]\S*)?|comment(?:list|er|item|body|text|content|area|box|wrapper|section)\S*"
    r"|disqus\S*|respond)(?!\S)"
    r"|(?<!\S)(?!\S*(?:has|no|with|show|hide|open|closed)[-_]?comments)"
    r"\S*(?:comments|commentlist|kommentare|commentaires|comentarios)(?!\S)",
    re.I,
)
_WHOLE = frozenset(("html", "body", "main", "article"))  # their names tell what the page has, not what they are
_LEVELS = 12
LEAST, LEFT = 25, 0.05  # words, and share of the words, that a story has without its comments
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_CARD = 6  # blocks of a teaser: section, heading, source, day, a sentence or two, a link
CARDS, BESIDE = 3, 0.3  # as many make a list of teasers; share of the words that a story beside them has
_SLIDE = re.compile(r"\s*\(?\d{1,3}\s?(?:/|of|von|de|sur)\s?(\d{1,3})\b", re.I)  # "17/50 The harbour"
_CAPTION = 25  # words of the line that begins a slide
SLIDES = 3  # numbered alike make a gallery
STORY = 40  # words that a page has beside its gallery; with less the gallery is the story


def without_asides(
    page: Page, texts: Sequence[str], words: Odds, chosen: Sequence[int], headline: int | None
) -> list[int]:
    """The chosen blocks but for comments, teasers and galleries among them."""
    spoken = _comments(page, chosen, headline)
    rest = [i for i in chosen if i not in spoken]
    if spoken and rest and _sum(words, rest) >= max(LEAST, LEFT * _sum(words, chosen)):
        chosen = [i for i in chosen if i not in spoken or i < rest[0]]
    cards = _cards(page, headline)
    rest = [i for i in chosen if i not in cards]
    if cards and _sum(words, rest) >= max(STORY, BESIDE * _sum(words, chosen)):
        chosen = rest
    hung = _gallery(page, texts, words, chosen)
    rest = [i for i in chosen if i not in hung]
    return rest if _sum(words, rest) > STORY else list(chosen)


def _sum(words: Odds, blocks: Sequence[int]) -> float:
    return float(words[list(blocks)].sum())


def _comments(page: Page, chosen: Iterable[int], headline: int | None) -> set[int]:
    """Those in an element that is called after comments and does not hold the headline."""
    elements = page.elements
    known: dict[int, bool] = {}

    def called(index: int) -> bool:
        for _ in range(_LEVELS):
            if index not in known:
                known[index] = _is_comments(elements[index], headline)
            if known[index]:
                return True
            if index == 0:
                break
            index = elements[index].parent
        return False

    return {i for i in chosen if called(page.blocks[i].element)}


def _is_comments(element: Element, headline: int | None) -> bool:
    if not element.tokens or element.tag in _WHOLE or not _COMMENTS.search(element.tokens):
        return False
    return headline is None or not element.first <= headline < element.last


def _cards(page: Page, headline: int | None) -> set[int]:
    """Those in teasers: elements side by side and alike, each a heading that is a link, and little below it."""
    groups: dict[tuple[int, str, str], list[Element]] = {}
    for element in page.elements:
        if 2 <= element.last - element.first <= _CARD and _is_card(page, element, headline):
            groups.setdefault((element.parent, element.tag, folded_names(element.tokens)), []).append(element)
    alike = (element for group in groups.values() if len(group) >= CARDS for element in group)
    return {i for element in alike for i in range(element.first, element.last)}


def _is_card(page: Page, element: Element, headline: int | None) -> bool:
    blocks = page.blocks[element.first : min(element.first + 2, element.last)]
    heads = (b for b in blocks if page.elements[b.element].tag in _HEADINGS)
    linked = any(b.linked * 5 >= (b.end - b.start) * 4 for b in heads)
    return linked and (headline is None or not element.first <= headline < element.last)


def _gallery(page: Page, texts: Sequence[str], words: Odds, chosen: Iterable[int]) -> range:
    """The blocks of the least element that holds all slides."""
    short = (i for i in chosen if words[i] <= _CAPTION)
    slides = {i: found[1] for i in short if (found := _SLIDE.match(texts[i]))}
    number, count = Counter(slides.values()).most_common(1)[0] if slides else ("", 0)
    if count < SLIDES:
        return range(0)
    places = [i for i, of in slides.items() if of == number]
    element = page.elements[page.blocks[places[0]].element]
    while not element.first <= places[0] <= places[-1] < element.last:
        element = page.elements[element.parent]
    return range(element.first, element.last)
