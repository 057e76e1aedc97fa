"""Several articles on one HTML page: the front page of a blog, a newsletter, a press review, a print-out.

They are told by their headings: short blocks of one tag at one depth, each with enough prose of its own below it,
and each with what only an article has: a date, a source, an author, a link to itself from its headline. Sections of
one article, the ten things of a list and the entries of a live page, which have times of day but no dates, have
nothing of the kind and stay one article; so does a page whose title is the headline of one of the entries, which is
that article's page. Teasers are told by their size, by "…" and by "read more".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from statistics import median

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.articles import host_of
from reader.cleaning.dates import read_date
from reader.cleaning.labels import labels_of, texts_of
from reader.cleaning.markup import Label, MarkupBlock, Page
from reader.cleaning.metalines import SECTIONS, meta_line
from reader.cleaning.names import is_name, is_publication
from reader.cleaning.passages import Passage
from reader.cleaning.regions import said_by_names, said_of
from reader.cleaning.shapes import Kind, Shape, sentences, shape
from reader.cleaning.signatures import signature
from reader.cleaning.wordlists import folded
from reader.model import CutReason

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
_TITLED = re.compile(r"title|headline|heading|titel|titre|titulo|schlagzeile", re.I)
_POST = re.compile(
    r"(?:^|[\s_-])(?:h-?entry|post|blog-?post\w*|entry|article|news-?item|newsarticle|story|node|doc|document|note)"
    r"(?:$|[\s_-])",
    re.I,
)
_NUMBERED = re.compile(r"[#(]?(\d{1,2})[.):]?\s")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\))\s*(?:[»>→]\s*)?$")
_OTHERS = frozenset((CutReason.COMMENT, CutReason.TEASER, CutReason.SHARE, CutReason.ADVERT))
_TELLING = frozenset((CutReason.TIME, CutReason.SOURCE, CutReason.BYLINE))
_OTHER_PARTS = frozenset(("nav", "aside", "footer", "form"))
_NUMBER = re.compile(r"\d+")
LONGEST = 220  # characters of a headline
PROSE = 10  # words of a block that counts as prose
LEAST, USUAL = 25, 40  # words of prose that every entry has, and that half of them have
WHOLE = 75  # words: half of those whose headlines are links have as many, or they are teasers
COVERED = 0.6  # of the page's prose: what entries hold together
BELOW = 7  # lines below the last paragraph that may tell of it
SIGNED = 30  # words of a line that says by whom and when, among other things
LINES_BETWEEN = 3  # lines marked like the headline may stand between it and its prose
FARTHEST = 16  # blocks below a headline: its prose has begun by then
MOST_ABOVE = 3  # lines over a headline that belong to it
LOPSIDED = 0.12  # of the longest entry's words: half of the others have more
UNCLOSED = 0.8  # of the prose: so much in links tells of an anchor that nobody closed
SHARE = 0.7  # of the entries: what is said of so many is said of all


@dataclass(slots=True)
class Entry:
    """One of several articles: its headline's block, its blocks, and what the markup says of it."""

    headline: int
    start: int
    end: int
    first: int = 0  # its first block of prose
    labels: dict[CutReason, str] = field(default_factory=dict)
    said: dict[CutReason, str] = field(default_factory=dict)  # by its lines
    names: dict[int, CutReason] = field(default_factory=dict)  # lines that are a name and no more
    live: bool = False  # of times it shows a time of day only


@dataclass(slots=True)
class _Look:
    """A page as splitting sees it."""

    page: Page
    passages: Sequence[Passage]
    texts: Sequence[str]
    prose: list[float]  # words of running text in each block
    before: list[float]  # and in all blocks before each
    labels: Callable[[], list[Label]]
    shapes: dict[int, Shape] = field(default_factory=dict)

    def shape(self, index: int) -> Shape:
        """The shape of a block, looked at once."""
        if index not in self.shapes:
            self.shapes[index] = shape(self.passages[index])
        return self.shapes[index]

    def words(self, start: int, end: int) -> float:
        return self.before[end] - self.before[start] if start < end else 0.0


def entries(
    page: Page,
    passages: Sequence[Passage],
    texts: Sequence[str],
    words: NDArray[np.float64],
    labels: Callable[[], list[Label]],
) -> list[Entry]:
    """The articles of a page that holds several, in order; none where it holds one."""
    prose = _prose(page, words)
    look = _Look(page, passages, texts, prose, [0.0, *accumulate(prose)], labels)
    best: tuple[float, list[Entry]] = (0.0, [])
    for headings in _groups(look):
        found = _entries(look, headings)
        if len(found) > 1 and (worth := _worth(look, found)) > best[0]:
            best = worth, found
    return best[1]


def _prose(page: Page, words: NDArray[np.float64]) -> list[float]:
    """The words of each block, none where it is short or a link."""
    linked = np.fromiter((b.linked * 2 > b.end - b.start for b in page.blocks), np.bool_, len(words))
    prose = np.where(words >= PROSE, words, 0.0)
    unclosed = prose[linked].sum() > UNCLOSED * prose.sum()
    return (prose if unclosed else np.where(linked, 0.0, prose)).tolist()  # type: ignore[no-any-return]


def _groups(look: _Look) -> Iterator[list[int]]:
    """Blocks that may be headlines of one page's articles: of one tag, at one depth."""
    groups: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    count = len(look.texts)
    for index, block in enumerate(look.page.blocks):
        if not PROSE < block.end - block.start < LONGEST or look.prose[index] > 30:
            continue
        if look.words(index + 1, min(count, index + FARTHEST)) < LEAST:  # in a menu
            continue
        if kind := _kind(look, index):
            element = look.page.elements[block.element]
            groups[kind, element.depth, element.tokens if kind == "link" else ""].append(index)
            if kind in _HEADINGS:  # the first of a page often stands in an element of its own
                groups[kind, 0, _NUMBER.sub("", element.tokens)].append(index)
    seen: set[tuple[int, ...]] = set()
    for group in groups.values():
        headings = _full(look, group)
        if len(headings) > 1 and tuple(headings) not in seen:
            seen.add(tuple(headings))
            yield headings


def _kind(look: _Look, index: int) -> str:
    """How a block is marked as a heading; "" where it is none."""
    block = look.page.blocks[index]
    element = look.page.elements[block.element]
    if element.hidden or element.tag == "title":
        return ""
    if element.tag in _HEADINGS:
        return element.tag
    if _TITLED.search(element.tokens):
        return "title"
    text = look.texts[index]
    if ":" in text[:20] and (meta := meta_line(text)) and meta.value(CutReason.HEADLINE):
        return "labelled"
    length = block.end - block.start
    if block.strong * 10 >= length * 9:
        return "bold"
    alone = element.last - element.first == 1 and look.texts[index].count(" ") >= 2
    return "link" if alone and block.linked * 10 >= length * 9 else ""


def _full(look: _Look, group: Sequence[int]) -> list[int]:
    """Those of a group that can be a headline and have prose below them, before the next of them."""
    near = [index for place, index in enumerate(group) if _leads_to_prose(look, group, place)]
    link = _kind(look, group[0]) == "link"
    if len(near) < (3 if link else 2):
        return []
    if sum(_may_be_told(look, index) for index in near) < SHARE * len(near):
        return []
    if link and not _contained(look, _with_prose(look, near)):
        return []
    able = [index for index in near if _can_be_headline(look, index)]
    return _with_prose(look, able)


def _with_prose(look: _Look, headings: Sequence[int]) -> list[int]:
    """Those that have prose below them, before the next of them."""
    ends = [*headings[1:], len(look.texts)]
    return [index for index, end in zip(headings, ends, strict=False) if look.words(index + 1, end) >= LEAST]


def _contained(look: _Look, headings: Sequence[int]) -> bool:
    """Whether each stands with its prose in an element of its own; links in a text and in menus do not."""
    if len(headings) < 3:
        return False
    level = min(_free_levels(look, headings, place) for place in range(len(headings)))
    lasts = [look.page.elements[_above(look, index, level)].last for index in headings]
    return sum(look.words(index + 1, last) >= LEAST for index, last in zip(headings, lasts, strict=True)) * 2 > len(
        lasts
    )


def _leads_to_prose(look: _Look, group: Sequence[int], place: int) -> bool:
    """Whether prose stands below, with no more of the group between than bylines and the like."""
    ahead = group[place + LINES_BETWEEN] if place + LINES_BETWEEN < len(group) else len(look.texts)
    return look.words(group[place] + 1, ahead) >= LEAST


def _may_be_told(look: _Look, index: int) -> bool:
    """Whether there can be a date or a name: a link, or a line beside the heading. Sections of one article have none.

    Nine of ten pages with headings are passed over by this, before any line is looked at.
    """
    beside = [i for i in (index - 1, index + 1) if 0 <= i < len(look.texts)]
    return look.page.blocks[index].linked > 0 or any(not look.prose[i] for i in beside)


def _can_be_headline(look: _Look, index: int) -> bool:
    here = look.shape(index)
    if here.meta is not None:
        return here.meta.value(CutReason.HEADLINE) is not None
    return (
        here.kind in (Kind.SHORT, Kind.PROSE) and not here.text.endswith((":", ",")) and not is_publication(here.text)
    )


def _entries(look: _Look, headings: Sequence[int]) -> list[Entry]:
    """The articles under these headings; none where they are parts of one, or teasers."""
    found = [entry for entry in _ranges(look, headings) if look.words(entry.headline + 1, entry.end) >= LEAST]
    if len(found) < 2 or not _stand_apart(look, found) or _of_one(look, found):
        return []
    whole = [entry for entry in found if not _is_cut(look, entry)]
    if len(whole) < 2 or len(whole) * 2 < len(found) or not _are_articles(look, whole):
        return []
    return [entry for entry in whole if _told(entry) & _TELLING or _is_post(look, entry)]


def _ranges(look: _Look, headings: Sequence[int]) -> list[Entry]:
    """The blocks of each: of an element that holds one heading only, or up to where the next begins."""
    elements = look.page.elements
    levels = [_free_levels(look, headings, place) for place in range(len(headings))]
    level = min(levels)
    tops = [_above(look, index, level) for index in headings]
    last = elements[_common(look, headings)].last
    held = sum(look.words(index + 1, elements[top].last) >= LEAST for index, top in zip(headings, tops, strict=True))
    firsts = [elements[top].first if level else index for index, top in zip(headings, tops, strict=True)]
    contained = held * 2 > len(headings)
    ends = [elements[top].last for top in tops] if contained else [*firsts[1:], last]
    above = _lines_above(look, firsts, [0, *(ends[:-1] if contained else [index + 1 for index in headings[:-1]])])
    starts = [first - number for first, number in zip(firsts, above, strict=True)]
    if not contained:
        ends = [*starts[1:], last]
    return [Entry(*place) for place in zip(headings, starts, ends, strict=True)]


def _free_levels(look: _Look, headings: Sequence[int], place: int) -> int:
    """How many elements above a heading hold no other one."""
    elements = look.page.elements
    low = headings[place - 1] if place else -1
    high = headings[place + 1] if place + 1 < len(headings) else len(look.texts)
    here, level = look.page.blocks[headings[place]].element, 0
    if elements[here].first <= low or elements[here].last > high:
        return 0
    while here:
        here = elements[here].parent
        if elements[here].first <= low or elements[here].last > high or here == 0:
            break
        level += 1
    return level


def _above(look: _Look, index: int, level: int) -> int:
    here = look.page.blocks[index].element
    for _ in range(level):
        here = look.page.elements[here].parent
    return here


def _common(look: _Look, headings: Sequence[int]) -> int:
    """The element that holds all headings."""
    here = look.page.blocks[headings[0]].element
    while here and look.page.elements[here].last <= headings[-1]:
        here = look.page.elements[here].parent
    return here


def _lines_above(look: _Look, firsts: Sequence[int], lows: Sequence[int]) -> list[int]:
    """How many lines over each entry belong to it: those that all of them have, and headings that are dates."""
    common = 0
    while common < MOST_ABOVE:
        places = [first - common - 1 for first in firsts]
        if any(place < low for place, low in zip(places, lows, strict=True)):
            break
        if len({_mark(look, place) for place in places}) > 1 or any(look.prose[place] for place in places):
            break
        common += 1
    return [
        common + (first - common > low and _is_day(look, first - common - 1))
        for first, low in zip(firsts, lows, strict=True)
    ]


def _mark(look: _Look, index: int) -> tuple[str, int]:
    element = look.page.elements[look.page.blocks[index].element]
    return element.tag, element.depth


def _is_day(look: _Look, index: int) -> bool:
    """Whether a heading is a day, under which the articles of that day stand."""
    element = look.page.elements[look.page.blocks[index].element]
    marked = element.tag in _HEADINGS or said_of(look.page.blocks[index].element, look.page.elements) is CutReason.TIME
    return marked and (reading := read_date(look.texts[index])) is not None and not reading.clock_only


def _stand_apart(look: _Look, found: Sequence[Entry]) -> bool:
    """Whether the entries have headlines of their own, are most of the page, and no comments or links."""
    heads = [folded(look.texts[entry.headline]) for entry in found]
    numbers = [match[1] for head in heads if (match := _NUMBERED.match(head))]
    asked = sum(head.endswith("?") for head in (look.texts[e.headline] for e in found))
    if len(set(heads)) < SHARE * len(heads) or len(numbers) > len(heads) / 2 or asked > len(heads) / 2:
        return False
    if any(_is_other(look, entry) for entry in found):
        return False
    held = sum(look.words(e.start, e.end) for e in found)
    before = look.words(0, found[0].start)
    sizes = sorted(look.words(e.start, e.end) for e in found)
    usual = sizes[(len(sizes) - 1) // 2]
    if usual < LOPSIDED * sizes[-1]:
        return False
    return held >= COVERED * look.words(0, len(look.texts)) and before <= max(usual, held / 4)


def _is_other(look: _Look, entry: Entry) -> bool:
    """Whether the elements round the headline, within its entry, are those of a comment, a teaser or a menu."""
    elements = look.page.elements
    here = look.page.blocks[entry.headline].element
    while here and entry.start <= elements[here].first and elements[here].last <= entry.end:
        if elements[here].tag in _OTHER_PARTS or said_by_names(elements[here].tokens) in _OTHERS:
            return True
        here = elements[here].parent
    return False


def _of_one(look: _Look, found: Sequence[Entry]) -> bool:
    """Whether the page's title is the headline of one of the entries: then it is that article's page."""
    titles = [folded(t) for t, b in zip(look.texts, look.page.blocks, strict=True) if _tag(look, b) == "title"]
    heads = [folded(look.texts[entry.headline]) for entry in found]
    return any(head in title and len(head) * 3 > len(title) for title in titles for head in heads)


def _tag(look: _Look, block: MarkupBlock) -> str:
    return look.page.elements[block.element].tag


def _is_cut(look: _Look, entry: Entry) -> bool:
    """Whether an entry ends in "…" or in a link to the rest."""
    prose = [i for i in range(entry.headline + 1, entry.end) if look.prose[i]]
    if _CUT.search(look.texts[prose[-1]]):
        return True
    below = range(prose[-1] + 1, min(prose[-1] + 4, entry.end))
    return any(_leads_on(look, index) for index in below)


_ON = re.compile(
    r"(?:read|continue|keep|see|view)\b.{0,12}\b(?:more|reading|on|rest|full|whole|article|story|post)\b|more\s*[»>→…]*$"
    r"|(?:weiter|mehr)\s?lesen|mehr\s*[»>→…]*$|zum (?:ganzen )?(?:artikel|beitrag)|lire (?:la suite|plus|l.article)"
    r"|(?:leer|seguir|sigue) (?:más|leyendo|completo)|leia mais|continua(?: a leggere)?|leggi (?:tutto|di più)"
    r"|lees (?:verder|meer)|läs mer|les mer|læs mere",
    re.I,
)


def _leads_on(look: _Look, index: int) -> bool:
    block, text = look.page.blocks[index], look.texts[index]
    return block.linked * 2 > block.end - block.start and len(text) < 90 and _ON.match(text) is not None


def _are_articles(look: _Look, found: Sequence[Entry]) -> bool:
    """Whether enough is said of the entries: dates, sources, authors, links to themselves."""
    sizes = median(look.words(entry.headline + 1, entry.end) for entry in found)
    told = median(sum(sentences(t) for t in look.texts[e.headline + 1 : e.end]) for e in found)
    if sizes < USUAL or told < 2:
        return False
    _tell(look, found)
    said = Counter(reason for entry in found for reason in _told(entry))

    def most(reason: CutReason) -> bool:
        return said[reason] >= SHARE * len(found)

    if sum(entry.live for entry in found) >= SHARE * len(found) and not any(_is_day(look, e.start) for e in found):
        return False
    linked = sum(look.page.blocks[e.headline].linked > 0 for e in found) >= SHARE * len(found)
    if linked and sizes < WHOLE and not (most(CutReason.SOURCE) and _lead_away(found)):
        return False
    posts = sum(_is_post(look, entry) for entry in found) >= SHARE * len(found)
    evidence = 2 * most(CutReason.TIME) + 2 * most(CutReason.SOURCE) + most(CutReason.BYLINE) + linked + posts
    if len(found) > 2:
        return evidence >= 2
    return evidence >= (4 if _kind(look, found[0].headline) == "bold" else 3)  # two may stand anywhere by chance


def _told(entry: Entry) -> set[CutReason]:
    """What is known of an entry; a name without a date is a source's only where it is known for one."""
    told = {*entry.labels, *entry.said}
    source = entry.labels.get(CutReason.SOURCE) or entry.said.get(CutReason.SOURCE, "")
    return told if CutReason.TIME in told or is_publication(source) else told - {CutReason.SOURCE}


def _lead_away(found: Sequence[Entry]) -> bool:
    """Whether their addresses are those of several sites: a digest of what others wrote, not a list of one's own."""
    hosts = {host_of(entry.labels.get(CutReason.NAVIGATION)) for entry in found} - {None}
    return len(hosts) * 2 > len(found) or not any(CutReason.NAVIGATION in e.labels for e in found)


def _is_post(look: _Look, entry: Entry) -> bool:
    """Whether an element that holds the entry alone is called an article."""
    elements = look.page.elements
    here = look.page.blocks[entry.headline].element
    while here and entry.start <= elements[here].first and elements[here].last <= entry.end:
        if elements[here].tag == "article" or _POST.search(elements[here].tokens):
            return True
        here = elements[here].parent
    return False


def _tell(look: _Look, found: Sequence[Entry]) -> None:
    """Find out what is said of each entry: by its lines, by its markup, by the day over it and its neighbours."""
    day = ""
    for entry in found:
        first, last = _edges(look, entry)
        entry.first = first
        blocks = look.page.blocks
        places = [(blocks[entry.start].start, blocks[first].start)] if first < entry.end else []
        if last + 1 < entry.end:
            places.append((blocks[last].end, blocks[min(last + BELOW, entry.end - 1)].end))
        headline = blocks[entry.headline]
        entry.labels = labels_of(look.labels(), look.page.source, places, (headline.start, headline.end))
        below = range(last + 1, min(last + 1 + BELOW, entry.end))
        _read_lines(look, entry, (*range(entry.start, first), *below), first)
        if _is_day(look, entry.start):
            day = look.texts[entry.start]
        known = {*entry.labels, *entry.said}
        loose = texts_of(look.labels(), look.page.source, places[0]) if places else {}
        if day:
            loose.setdefault(CutReason.TIME, day)
        entry.labels |= {reason: value for reason, value in loose.items() if reason not in known}


def _edges(look: _Look, entry: Entry) -> tuple[int, int]:
    """The first and the last block of prose that is no line of metadata."""
    prose = [i for i in range(entry.headline + 1, entry.end) if look.prose[i] and look.shape(i).kind is Kind.PROSE]
    return (prose[0], prose[-1]) if prose else (entry.end, entry.end)


def _read_lines(look: _Look, entry: Entry, places: Sequence[int], first: int) -> None:
    """Note what the short lines at the begin and the end of an entry say."""
    for index in places:
        here = look.shape(index)
        if index == entry.headline:
            continue
        if here.meta is not None:
            entry.live |= here.meta.ticks and index < first
            for part in here.meta.parts:
                if part.reason is not CutReason.TIME or here.meta.timed:
                    entry.said.setdefault(part.reason, part.value)
        elif here.text.endswith(":") and index + 1 < entry.end:
            pair = meta_line(f"{here.text} {look.texts[index + 1]}")  # a table's two columns
            for part in pair.parts if pair else ():
                entry.labels.setdefault(part.reason, part.value)
        elif here.words <= SIGNED and (loose := signature(here.text)):
            entry.labels |= {kind: text for kind, text in loose.items() if kind not in {*entry.labels, *entry.said}}
        elif index < first and (reason := _named(look, index)) is not None:
            entry.names[index] = reason
            entry.said.setdefault(reason, here.text)


def _named(look: _Look, index: int) -> CutReason | None:
    """A name among the lines of a header: the author's where the markup says so, else of a publication."""
    text = look.texts[index]
    if not is_name(text) or text.casefold() in SECTIONS:
        return None
    if said_of(look.page.blocks[index].element, look.page.elements) is CutReason.BYLINE:
        return CutReason.BYLINE
    return CutReason.SOURCE if is_publication(text) else None


def _worth(look: _Look, found: Sequence[Entry]) -> float:
    """Of several ways to divide a page: the most prose, then the most that is said, then the longest headlines."""
    held = sum(look.words(e.start, e.end) for e in found) / max(1.0, look.words(0, len(look.texts)))
    said = sum(len({*e.labels, *e.said}) for e in found) / len(found)
    length = sum(min(12, look.texts[e.headline].count(" ")) for e in found) / len(found)
    return round(held, 1) * 10 + said / 2 + length / 10
