"""The layout of a dump: lines that recur article by article tell where articles end and begin, whatever they say.

A clippings service, a database, a forum or a scraper puts lines of its own round each article: labels
("FECHA....: 22-X-2024"), numbers ("[3 of 12]"), rules, legal lines, dates in one place. Which they are
is not known beforehand; that they come back at the same borders, with prose between, is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reader.cleaning.headers import header_above
from reader.cleaning.metalines import opens_byline
from reader.cleaning.passages import PAGE
from reader.cleaning.shapes import Kind, Shape
from reader.cleaning.wordlists import folded
from reader.model import CutReason

SENTENCE = 8  # words of a paragraph that counts
LEAST = 20  # words of prose between two borders
USUAL = 40  # words that half of the articles have at least
# What speaks against a header's beginning: a line that recurs nowhere, no headline below; what for it: the same look.
UNSEEN, HEADLESS, BEGINS = 0.3, 1.0, 1.5
PREFACE = 0.4  # of the usual article's words
COPIED = 3  # paragraphs that recur one after the other: a story's copy
ENOUGH = 2.0  # evidence for a border: two kinds of lines that recur there, or one and a rule
ALIKE = 0.45  # of the evidence for the usual border
LITTLE = 0.6  # evidence for a border with a header that reads as one
BEGUN, FRAME = 3, 6  # parts of a line's form that are compared
LABELS = 3  # lines with labels: one of them is the headline's
REACH = 14  # lines of a header, in most articles
HEADED = 0.75  # of the articles of a dump have a header that reads as one
LONGEST = 220  # characters of a line that can recur by its form; whole lines recur at any length
_LABEL = re.compile(r"[\W\d_]{0,4}([^\W\d_][\w’'/ -]{1,28}?)[ .…]*:(?:\s|$)")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TELLING = re.compile(r"^\W|\d")
_NUMBERED = re.compile(
    r"[\[(#].*\d|\d+ ?\| "
)  # "[3 of 12]", "(The Paper, p. 4)", "#541", "2 | The Paper"; not "2. Sleep more"
_JOINED = re.compile(r"a(?:[ ,&+()]+a\b\)?)+")  # several words, as one
_CLOSING = frozenset({CutReason.COMMENT, CutReason.TEASER, CutReason.LEGAL, CutReason.SIGN_OFF})
_OF_COMMENTS = frozenset({"comment", "comment_action"})
_WEIGHTS = {"whole": 1.0, "label": 1.0, "form": 0.6, "frame": 0.4, "date": 0.8, "author": 0.6, "rule": 0.8, "page": 1.0}

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Zone:
    """The lines between the prose of two articles: from `start` the feet of the one, from `head` the other's header."""

    start: int
    head: int
    end: int  # the first paragraph of the article below, or the end of the record


@dataclass(frozen=True, slots=True)
class Layout:
    """The borders of a dump's articles, and what recurs there."""

    zones: tuple[Zone, ...]  # above each article, and one under the last
    keys: Mapping[int, frozenset[Key]]  # of each line that recurs at the borders
    heads: frozenset[Key]  # those that stand above an article


def layout_of(shapes: Sequence[Shape]) -> Layout | None:
    """The layout of a dump of at least two articles; None where no lines recur border by border."""
    prose = _prose(shapes)
    if len(prose) < 4:
        return None
    keys = {i: found for i, s in enumerate(shapes) if (found := keys_of(s))}
    places: dict[Key, list[int]] = defaultdict(list)
    for index, found in keys.items():
        for key in found:
            places[key].append(index)
    mass = _running(shapes, prose)
    borders = _borders(shapes, places, prose, mass)
    if len(borders) < 2 or not _are_articles(shapes, prose, borders):
        return None
    layout = _laid(shapes, prose, borders, keys)
    return layout if len(layout.zones) > 2 and _is_headed(shapes, layout) else None


def _is_headed(shapes: Sequence[Shape], layout: Layout) -> bool:
    """Whether nearly each article has a headline, and a line beside it that says when, where or which it is."""
    counted = _is_counted(shapes, layout)
    headed = sum(_says(shapes, layout, zone, counted=counted) for zone in layout.zones[:-1])
    lines = sorted(zone.end - zone.head for zone in layout.zones[:-1])
    return headed >= 2 and headed >= HEADED * (len(layout.zones) - 1) and lines[len(lines) // 2] <= REACH


def _is_counted(shapes: Sequence[Shape], layout: Layout) -> bool:
    """Whether a line of the headers counts the articles: "Cutting 1 of 4", "Cutting 2 of 4"."""
    numbers: dict[Key, list[int]] = defaultdict(list)
    for zone in layout.zones[:-1]:
        for index in range(zone.head, zone.end):
            for key in layout.keys.get(index, ()):
                if key[0] == "whole" and (found := _NUMBER.search(shapes[index].text)) and found[0].isdecimal():
                    numbers[key].append(int(found[0][-6:]))
    return any(len(n) >= 3 and all(b == a + 1 for a, b in pairwise(n)) for n in numbers.values())


def _says(shapes: Sequence[Shape], layout: Layout, zone: Zone, *, counted: bool) -> bool:
    lines = range(zone.head, zone.end)
    keys = [layout.keys.get(i, frozenset()) for i in lines]
    labels = sum(any(kind == "label" for kind, _ in found) for found in keys)
    forms = sum(any(kind == "frame" and len(form) > BEGUN for kind, form in found & layout.heads) for found in keys)
    said = any(shapes[i].meta is not None for i in lines)
    headline = any(may_be_headline(shapes[i], found) for i, found in zip(lines, keys, strict=True))
    told = any(_tells(shapes[i], found & layout.heads) for i, found in zip(lines, keys, strict=True))
    return (labels >= LABELS and said) or (
        headline and (counted or told or (labels + forms >= 2 and len(layout.zones) > 4))
    )


def may_be_headline(shape: Shape, keys: frozenset[Key]) -> bool:
    """Whether a line of a header, with the ways in which it recurs, can be its headline."""
    if shape.kind not in (Kind.SHORT, Kind.PROSE) or not 2 <= shape.words <= 30:
        return False
    if shape.text.endswith((":", ",")) or opens_byline(shape.text):
        return False
    return not any(kind in ("whole", "label") for kind, _ in keys)


def _tells(shape: Shape, keys: frozenset[Key]) -> bool:
    """Whether a line says when, by whom or the how-manieth; the signature of an embedded post tells of itself."""
    if "(@" in shape.text:
        return False
    if shape.meta is not None and (shape.meta.timed or shape.meta.value(CutReason.BYLINE)):
        return True
    return any(kind == "page" or (kind == "form" and _NUMBERED.match(shape.text)) for kind, _ in keys)


def _is_prose(shape: Shape) -> bool:
    return shape.kind is Kind.PROSE and shape.words >= SENTENCE


def _prose(shapes: Sequence[Shape]) -> list[int]:
    """The paragraphs, but for those that stand under many articles; a story that is there twice recurs in long runs."""
    lines = [i for i, s in enumerate(shapes) if _is_prose(s)]
    count = Counter(shapes[i].text for i in lines)
    runs: list[list[int]] = []
    for place, index in enumerate(lines):
        if place and 1 < count[shapes[index].text] == count[shapes[lines[place - 1]].text]:
            runs[-1].append(index)
        else:
            runs.append([index])
    chrome = {i for run in runs if len(run) < COPIED for i in run if count[shapes[i].text] > 1}
    return [i for i in lines if i not in chrome]


def keys_of(shape: Shape) -> frozenset[Key]:
    """How a line can recur: as it is, by its label, by its form, as a date, as a rule."""
    if shape.section in _OF_COMMENTS:
        return frozenset()
    text = shape.text.strip()
    found = {("whole", folded(text) or text[:3])}
    if shape.kind is Kind.RULE:
        found = {("rule", text[:2])}
    elif len(text) <= LONGEST and shape.kind is not Kind.PROSE:
        if label := _LABEL.match(text):
            found.add(("label", label[1].casefold()))
        if form := _form(text):
            found |= {("form", form[:BEGUN]), ("frame", form[:FRAME])}
        if shape.meta is not None:
            if shape.meta.timed:
                found.add(("date", ""))
            elif shape.meta.value(CutReason.BYLINE):
                found.add(("author", ""))
    if shape.gap >= PAGE:
        found.add(("page", ""))
    return frozenset(found)


def _form(text: str) -> str:
    """A line's form, numbers as 0, words as a; "" without a number or a mark in front, as those are all alike."""
    if not _TELLING.search(text):
        return ""
    return _JOINED.sub("a", _WORD.sub("a", _NUMBER.sub("0", text))).replace(" ", "")


def _running(shapes: Sequence[Shape], prose: Sequence[int]) -> list[int]:
    """Words of prose before each line, and at last of all."""
    words = [0] * len(shapes)
    for index in prose:
        words[index] = shapes[index].words
    return list(accumulate(words, initial=0))


def _borders(
    shapes: Sequence[Shape], places: Mapping[Key, Sequence[int]], prose: Sequence[int], mass: Sequence[int]
) -> list[int]:
    """Before which paragraphs (places in `prose`) articles begin; 0 is always among them."""
    support: dict[int, dict[str, float]] = defaultdict(dict)
    for (kind, _), lines in places.items():
        at = sorted({bisect_left(prose, line) for line in lines})
        inner = [b for b in at if 0 < b < len(prose)]
        if not inner or not _is_regular(at, prose, mass):
            continue
        for border in inner:
            here = support[border]
            # One line has several keys; each kind counts, further lines of a kind count less.
            here[kind] = here.get(kind, 0.0) * 0.5 + _WEIGHTS[kind]
    strength = {border: sum(by_kind.values()) for border, by_kind in support.items()}
    strong = sorted((s for s in strength.values() if s >= ENOUGH), reverse=True)
    if not strong:
        return [0]
    usual = strong[len(strong) // 3] * ALIKE
    sure = {b for b, s in strength.items() if s >= max(ENOUGH, usual)}
    told = {b for b, s in strength.items() if s >= LITTLE and b not in sure and _has_header(shapes, prose, b)}
    return [0, *sorted(sure | told)]


def _has_header(shapes: Sequence[Shape], prose: Sequence[int], border: int) -> bool:
    """Whether the lines above a paragraph read as a header: a headline with a time, an author or a source."""
    header = header_above(shapes, prose[border - 1] + 1, prose[border])
    return header.headline is not None and (header.timed(shapes) or header.signed(shapes) or header.sourced)


def _is_regular(at: Sequence[int], prose: Sequence[int], mass: Sequence[int]) -> bool:
    """Whether a line recurs as one that stands at borders does: at least twice, with prose between."""
    if len(at) < 2:
        return False
    marks = [*(prose[b] if b < len(prose) else len(mass) - 1 for b in at)]
    spans = sorted(mass[b] - mass[a] for a, b in pairwise(marks))
    return spans[len(spans) * 2 // 5] >= LEAST and spans[len(spans) // 2] >= USUAL


def _are_articles(shapes: Sequence[Shape], prose: Sequence[int], borders: Sequence[int]) -> bool:
    """Whether what stands between borders is as long as articles are, and not one article with its comments."""
    sizes = sorted(size for size in _sizes(shapes, prose, borders) if size >= LEAST)
    if len(sizes) < 2:
        return False
    middle = sizes[(len(sizes) - 1) // 2]
    return middle >= USUAL and middle >= 0.12 * sizes[-1]


def _sizes(shapes: Sequence[Shape], prose: Sequence[int], borders: Sequence[int]) -> list[int]:
    """Words between the borders."""
    return [sum(shapes[i].words for i in prose[a:b]) for a, b in pairwise([*borders, len(prose)])]


def _laid(
    shapes: Sequence[Shape], prose: Sequence[int], borders: Sequence[int], keys: Mapping[int, frozenset[Key]]
) -> Layout:
    """The zones round the articles; chatter of a few words between two borders belongs to a zone."""
    sizes = _sizes(shapes, prose, borders)
    whole = [(a, b) for (a, b), size in zip(pairwise([*borders, len(prose)]), sizes, strict=True) if size >= LEAST]
    if _is_preface(prose, borders, sizes, keys):
        whole = [(a, b) for a, b in whole if a]
    ends = [0, *(_end(shapes, prose[b - 1]) for _, b in whole)]
    starts = [*(prose[a] for a, _ in whole), len(shapes)]
    zones = list(zip(ends, starts, strict=True))
    count = Counter(key for start, end in zones for key in _keys_in(keys, start, end))
    recurring = {key for key, number in count.items() if number >= max(2, len(whole) * 0.4)}
    first, last = (_keys_in(keys, *zone) & recurring for zone in (zones[0], zones[-1]))
    here = {i: keys[i] & recurring for start, end in zones for i in range(start, end) if i in keys}
    heads = first - last or recurring - last
    feet = (last - first) | {key for key in recurring - first if key[0] in ("whole", "label")} - heads
    made = [Zone(start, _head(shapes, here, start, end, heads, feet), end) for start, end in zones[:-1]]
    if len(made) > 1:
        made[0] = _opening(shapes, made, here)
    made.append(Zone(zones[-1][0], zones[-1][1], zones[-1][1]))
    return Layout(tuple(made), {i: found for i, found in here.items() if found}, frozenset(heads))


def _closes(shape: Shape) -> bool:
    """Whether a line closes the article above it: comments, links to others, legal lines."""
    return shape.kind is Kind.RULE or shape.reason in _CLOSING or (shape.kind is Kind.PROSE and shape.words < SENTENCE)


def _is_preface(
    prose: Sequence[int], borders: Sequence[int], sizes: Sequence[int], keys: Mapping[int, frozenset[Key]]
) -> bool:
    """Whether what stands above the first border is a greeting or a legal note: short, without a header of the kind."""
    if sizes[0] >= PREFACE * sorted(sizes)[len(sizes) // 2]:
        return False
    below = _keys_in(keys, prose[borders[1] - 1], prose[borders[1]])
    return sum(not below.isdisjoint(keys.get(i, ())) for i in range(prose[0])) < 2


def _keys_in(keys: Mapping[int, frozenset[Key]], start: int, end: int) -> set[Key]:
    return {key for i in range(start, end) for key in keys.get(i, ())}


def _end(shapes: Sequence[Shape], last: int) -> int:
    """After the last paragraph, and the short sentences right under it."""
    end = last + 1
    while end < len(shapes) and shapes[end].kind is Kind.PROSE and shapes[end].words < SENTENCE:
        end += 1
    return end


def _head(
    shapes: Sequence[Shape],
    keys: Mapping[int, frozenset[Key]],
    start: int,
    end: int,
    heads: set[Key],
    feet: set[Key],
) -> int:
    """Where between two articles the lower one's header begins: under the feet of the upper one, and under chatter.

    From the text upward, until a line that recurs in headers comes a second time, or one that closes articles.
    """
    seen: set[Key] = set()
    headed = False
    for index in range(end - 1, start - 1, -1):
        here = keys.get(index, frozenset())
        again = {key for key in here & heads if key[0] in ("whole", "frame", "label")}
        ends = heads.isdisjoint(here) and (_closes(shapes[index]) or not feet.isdisjoint(here))
        if again & seen or (headed and ends):
            return next((i for i in range(index + 1, end) if shapes[i].kind is not Kind.PROSE), end)
        seen |= again
        headed = headed or may_be_headline(shapes[index], here)
    return start


def _opening(shapes: Sequence[Shape], zones: Sequence[Zone], keys: Mapping[int, frozenset[Key]]) -> Zone:
    """The first header begins as the others do: with such a line, over the lines that recur, each of them once."""
    zone, others = zones[0], zones[1:]
    recurring = {key for z in others for i in range(z.head, z.end) for key in keys.get(i, ())}
    bare = sum(not keys.get(z.head) for z in others) * 2 > len(others)
    apart = sum(shapes[z.head].gap > 0 for z in others) * 2 > len(others)
    best, most = zone.end, -1e9
    score, seen, headed = 0.0, set[Key](), False
    for place in range(zone.end - 1, zone.start - 1, -1):
        here = keys.get(place, frozenset()) & recurring
        score += (1.0 if here - seen else -0.5) if here else -UNSEEN
        seen |= here
        headed = headed or may_be_headline(shapes[place], here)
        alike = score - HEADLESS * (not headed) + BEGINS * (bool(here) != bare) * (not apart or shapes[place].gap > 0)
        if alike > most:
            best, most = place, alike
    return Zone(zone.start, best, zone.end)
