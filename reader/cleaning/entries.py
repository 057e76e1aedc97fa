"""Several articles on one HTML page: the front page of a blog, a newsletter, a press review, a print-out.

They are told by their headings: short blocks of one tag at one depth, each with enough prose of its own below it,
and each with what only an article has: a date, a source, an author, a link to itself from its headline. Sections of
one article, the ten things of a list and the entries of a live page, which have times of day but no dates, have
nothing of the kind and stay one article; so does a page whose title is the headline of one of the entries, which is
that article's page. Teasers are told by their size, by "…" and by "read more".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.articles import host_of
from reader.cleaning.entry_extents import extents
from reader.cleaning.entry_facts import is_day, known, read_facts, source_of
from reader.cleaning.entry_headings import heading_groups, kind_of
from reader.cleaning.entry_sight import LEAST, SHARE, Entry, Sight, sight_of
from reader.cleaning.markup import Label, MarkupBlock, Page
from reader.cleaning.passages import Passage
from reader.cleaning.regions import said_by_names
from reader.cleaning.shapes import sentences
from reader.cleaning.wordlists import folded
from reader.model import CutReason

_POST = re.compile(
    r"(?:^|[\s_-])(?:h-?entry|post|blog-?post\w*|entry|article|news-?item|newsarticle|story|node|doc|document|note)"
    r"(?:$|[\s_-])",
    re.I,
)
_SITE_BEFORE = re.compile(r".{2,60}?\s?[|–—·•»:-]+\s")
_SITE_AFTER = re.compile(r"\s?[|–—·•«»-]+\s(?:[^a-zà-ÿ]|\S+\.\w).{1,60}")
_REVIEW = re.compile(r"(?:^|[\s_-])(?:reviews?|testimonials?|ratings?)(?:$|\s)", re.I)  # by customers
_NUMBERED = re.compile(r"[#(]?(\d{1,2})[.):]?\s")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\))\s*(?:[»>→]\s*)?$")
_ON = re.compile(
    r"(?:read|continue|keep|see|view)\b.{0,12}\b(?:more|reading|on|rest|full|whole|article|story|post)\b|more\s*[»>→…]*$"
    r"|(?:weiter|mehr)\s?lesen|mehr\s*[»>→…]*$|zum (?:ganzen )?(?:artikel|beitrag)|lire (?:la suite|plus|l.article)"
    r"|(?:leer|seguir|sigue) (?:más|leyendo|completo)|leia mais|continua(?: a leggere)?|leggi (?:tutto|di più)"
    r"|lees (?:verder|meer)|läs mer|les mer|læs mere",
    re.I,
)
_OTHERS = frozenset((CutReason.COMMENT, CutReason.TEASER, CutReason.SHARE, CutReason.ADVERT))
_TELLING = frozenset((CutReason.TIME, CutReason.SOURCE, CutReason.BYLINE))
_OTHER_PARTS = frozenset(("nav", "aside", "footer", "form"))
USUAL = 40  # words of prose that half of the entries have
WHOLE = 75  # words: half of those whose headlines are links have as many, or they are teasers
COVERED = 0.6  # of the page's prose: what entries hold together
LOPSIDED = 0.12  # of the longest entry's words: half of the others have more


def entries(
    page: Page,
    passages: Sequence[Passage],
    texts: Sequence[str],
    words: NDArray[np.float64],
    labels: Callable[[], list[Label]],
) -> list[Entry]:
    """The articles of a page that holds several, in order; none where it holds one.

    A single one where the page is that article's, and the others stand below it.
    """
    sight = sight_of(page, passages, texts, words, labels)
    best: tuple[float, list[Entry]] = (0.0, [])
    for group in heading_groups(sight):
        found = _entries(sight, group)
        if found and (worth := _worth(sight, found)) > best[0]:
            best = worth, found
    return best[1]


def _entries(sight: Sight, headings: Sequence[int]) -> list[Entry]:
    """The articles under these headings; none where they are parts of one, or teasers."""
    found = [entry for entry in extents(sight, headings) if sight.words(entry.headline + 1, entry.end) >= LEAST]
    if len(found) < 2 or not _stand_apart(sight, found):
        return []
    whole = [entry for entry in found if not _is_cut(sight, entry)]
    if len(whole) < 2 or len(whole) * 2 < len(found) or not _are_articles(sight, whole):
        return []
    if (one := _of_one(sight, whole)) is not None:
        return [one]
    return [entry for entry in whole if known(entry) & _TELLING or _is_post(sight, entry)]


def _stand_apart(sight: Sight, found: Sequence[Entry]) -> bool:
    """Whether the entries have headlines of their own, are most of the page, and no comments or links."""
    heads = [folded(sight.texts[entry.headline]) for entry in found]
    numbers = [match[1] for head in heads if (match := _NUMBERED.match(head))]
    asked = sum(sight.texts[entry.headline].endswith("?") for entry in found)
    if len(set(heads)) < SHARE * len(heads) or len(numbers) > len(heads) / 2 or asked > len(heads) / 2:
        return False
    if any(_is_other(sight, entry) for entry in found):
        return False
    held = sum(sight.words(e.start, e.end) for e in found)
    before = sight.words(0, found[0].start)
    sizes = sorted(sight.words(e.start, e.end) for e in found)
    usual = sizes[(len(sizes) - 1) // 2]
    if usual < LOPSIDED * sizes[-1]:
        return False
    return held >= COVERED * sight.words(0, len(sight.texts)) and before <= max(usual, held / 4)


def _is_other(sight: Sight, entry: Entry) -> bool:
    """Whether the elements round the headline, within its entry, are those of a comment, a teaser or a menu."""
    elements = sight.page.elements
    here = sight.page.blocks[entry.headline].element
    while here and entry.start <= elements[here].first and elements[here].last <= entry.end:
        if (
            elements[here].tag in _OTHER_PARTS
            or _REVIEW.search(elements[here].tokens)
            or said_by_names(elements[here].tokens) in _OTHERS
        ):
            return True
        here = elements[here].parent
    return False


def _of_one(sight: Sight, found: Sequence[Entry]) -> Entry | None:
    """The entry whose headline is the page's title: then it is that article's page, with the next ones below it."""
    if len({source_of(entry) for entry in found} - {""}) > 1:
        return None  # a digest, called after its first item
    title = next((t for t, b in zip(sight.texts, sight.page.blocks, strict=True) if _tag(sight, b) == "title"), "")
    return next((entry for entry in found if _is_named(title, sight.texts[entry.headline])), None)


def _is_named(title: str, headline: str) -> bool:
    """Whether a page's title is this headline, alone or beside the name of the site ("- and more" is no site's)."""
    title, headline = " ".join(title.split()), " ".join(headline.split())
    before, found, after = title.partition(headline)
    if not found:
        return folded(title) == folded(headline)
    return (not before or _SITE_BEFORE.fullmatch(before) is not None) and (
        not after or _SITE_AFTER.fullmatch(after) is not None
    )


def _tag(sight: Sight, block: MarkupBlock) -> str:
    return sight.page.elements[block.element].tag


def _is_cut(sight: Sight, entry: Entry) -> bool:
    """Whether an entry ends in "…" or in a link to the rest."""
    prose = [i for i in range(entry.headline + 1, entry.end) if sight.prose[i]]
    if _CUT.search(sight.texts[prose[-1]]):
        return True
    below = range(prose[-1] + 1, min(prose[-1] + 4, entry.end))
    return any(_leads_on(sight, index) for index in below)


def _leads_on(sight: Sight, index: int) -> bool:
    block, text = sight.page.blocks[index], sight.texts[index]
    return block.linked * 2 > block.end - block.start and len(text) < 90 and _ON.match(text) is not None


def _are_articles(sight: Sight, found: Sequence[Entry]) -> bool:
    """Whether enough is said of the entries: dates, sources, authors, links to themselves."""
    sizes = median(sight.words(entry.headline + 1, entry.end) for entry in found)
    told = median(sum(sentences(t) for t in sight.texts[e.headline + 1 : e.end]) for e in found)
    if sizes < USUAL or told < 2:
        return False
    read_facts(sight, found)
    said = Counter(reason for entry in found for reason in known(entry))

    def most(reason: CutReason) -> bool:
        return said[reason] >= SHARE * len(found)

    if sum(entry.live for entry in found) >= SHARE * len(found) and not any(is_day(sight, e.start) for e in found):
        return False
    linked = sum(sight.page.blocks[e.headline].linked > 0 for e in found) >= SHARE * len(found)
    if linked and sizes < WHOLE and not (most(CutReason.SOURCE) and _lead_away(found)):
        return False
    posts = sum(_is_post(sight, entry) for entry in found) >= SHARE * len(found)
    evidence = 2 * most(CutReason.TIME) + 2 * most(CutReason.SOURCE) + most(CutReason.BYLINE) + linked + posts
    if len(found) > 2:
        return evidence >= (2 if posts or linked or not most(CutReason.TIME) or _stand_free(sight, found) else 3)
    return evidence >= (4 if kind_of(sight, found[0].headline) == "bold" else 3)  # two may stand anywhere by chance


def _stand_free(sight: Sight, found: Sequence[Entry]) -> bool:
    """Whether each stands in an element of its own, or no h1 over all says that they are one article's parts."""
    elements = sight.page.elements
    for entry in found:
        here = sight.page.blocks[entry.headline].element
        while here and elements[here].last <= entry.first:
            here = elements[here].parent
        if elements[here].first < entry.start or elements[here].last > entry.end:
            return not any(_tag(sight, block) == "h1" for block in sight.page.blocks[: found[0].start])
    return True


def _lead_away(found: Sequence[Entry]) -> bool:
    """Whether their addresses are those of several sites: a digest of what others wrote, not a list of one's own."""
    hosts = {host_of(entry.labels.get(CutReason.NAVIGATION)) for entry in found} - {None}
    return len(hosts) * 2 > len(found) or not any(CutReason.NAVIGATION in e.labels for e in found)


def _is_post(sight: Sight, entry: Entry) -> bool:
    """Whether an element that holds the entry alone is called an article."""
    elements = sight.page.elements
    here = sight.page.blocks[entry.headline].element
    while here and entry.start <= elements[here].first and elements[here].last <= entry.end:
        if elements[here].tag == "article" or _POST.search(elements[here].tokens):
            return True
        here = elements[here].parent
    return False


def _worth(sight: Sight, found: Sequence[Entry]) -> float:
    """Of several ways to divide a page: the most prose, then the most that is said, then the longest headlines."""
    held = sum(sight.words(e.start, e.end) for e in found) / max(1.0, sight.words(0, len(sight.texts)))
    said = sum(len({*e.labels, *e.said}) for e in found) / len(found)
    length = sum(min(12, sight.texts[e.headline].count(" ")) for e in found) / len(found)
    return round(held, 1) * 10 + said / 2 + length / 10
