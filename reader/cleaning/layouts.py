"""The layout of a dump: lines that recur article by article tell where articles end and begin, whatever they say.

A clippings service, a database, a forum or a scraper puts lines of its own round each article: labels
("FECHA....: 22-X-2024"), numbers ("[3 of 12]"), rules, legal lines, dates in one place. Which they are
is not known beforehand; that they come back at the same borders, with prose between, is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from math import fsum  # sums that do not depend on the order in which a set gives its parts
from statistics import median_low

from reader.cleaning.headers import header_above
from reader.cleaning.layout_lines import BEGUN, NUMBER, Key, keys_of, running_text
from reader.cleaning.layout_zones import LEAST, Layout, Zone, laid_out, may_be_headline, sizes_between
from reader.cleaning.shapes import Shape
from reader.cleaning.stories import lopsided
from reader.model import CutReason

USUAL = 40  # words that half of the articles have at least
ENOUGH = 2.0  # evidence for a border: two kinds of lines that recur there, or one and a rule
ALIKE = 0.45  # of the evidence for the usual border
LITTLE = 0.6  # evidence for a border with a header that reads as one
SITELESS = 25  # lines between two articles, above and below them, where no site is round them
FRAMED = 2  # lines that come back between articles
LABELS = 3  # lines with labels: one of them is the headline's
REACH = 14  # lines of a header, in most articles
HEADED = 0.75  # of the articles of a dump have a header that reads as one
# "[3 of 12]", "(The Paper, p. 4)", "#541", "2 | The Paper"; but "2. Sleep more" is a part of one article.
_NUMBERED = re.compile(r"[\[(#].*\d|\d+ ?\| ")
_WEIGHTS = {"whole": 1.0, "label": 1.0, "form": 0.6, "frame": 0.4, "date": 0.8, "author": 0.6, "rule": 0.8, "page": 1.0}


def layout_of(shapes: Sequence[Shape]) -> Layout | None:
    """The layout of a dump of at least two articles; None where no lines recur border by border.

    It is sure where enough recurs at a border; otherwise headers that read as such told, beside a little that recurs.
    """
    prose = running_text(shapes)
    if len(prose) < 4:
        return None
    keys = {i: found for i, s in enumerate(shapes) if (found := keys_of(s))}
    places: dict[Key, list[int]] = defaultdict(list)
    for index, found in keys.items():
        for key in found:
            places[key].append(index)
    strength = _strengths(places, prose, _running(shapes, prose))
    borders = _borders(shapes, prose, strength)
    if len(borders) < 2 or not _are_articles(shapes, prose, borders):
        return None
    layout = laid_out(shapes, prose, borders, keys, sure=max(strength.values()) >= ENOUGH)
    return layout if len(layout.zones) > 2 and _is_headed(shapes, layout) else None


def _running(shapes: Sequence[Shape], prose: Sequence[int]) -> list[int]:
    """Words of prose before each line, and at last of all."""
    words = [0] * len(shapes)
    for index in prose:
        words[index] = shapes[index].words
    return list(accumulate(words, initial=0))


def _borders(shapes: Sequence[Shape], prose: Sequence[int], strength: Mapping[int, float]) -> list[int]:
    """Before which paragraphs (places in `prose`) articles begin; 0 is always among them."""
    strong = sorted((s for s in strength.values() if s >= ENOUGH), reverse=True)
    usual = strong[len(strong) // 3] * ALIKE if strong else ENOUGH
    sure = {b for b, s in strength.items() if s >= max(ENOUGH, usual)}
    told = {b for b, s in strength.items() if s >= LITTLE and b not in sure and _has_header(shapes, prose, b)}
    return [0, *sorted(sure | told)]


def _strengths(places: Mapping[Key, Sequence[int]], prose: Sequence[int], mass: Sequence[int]) -> dict[int, float]:
    """How much recurs before each paragraph that may begin an article."""
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
    return {border: fsum(by_kind.values()) for border, by_kind in support.items()}


def _has_header(shapes: Sequence[Shape], prose: Sequence[int], border: int) -> bool:
    """Whether the lines above a paragraph read as a header: a headline with a time, an author or a source."""
    return header_above(shapes, prose[border - 1] + 1, prose[border]).named(shapes)


def _is_regular(at: Sequence[int], prose: Sequence[int], mass: Sequence[int]) -> bool:
    """Whether a line recurs as one that stands at borders does: at least twice, with prose between."""
    if len(at) < 2:
        return False
    marks = [*(prose[b] if b < len(prose) else len(mass) - 1 for b in at)]
    spans = sorted(mass[b] - mass[a] for a, b in pairwise(marks))
    return spans[len(spans) * 2 // 5] >= LEAST and spans[len(spans) // 2] >= USUAL


def _are_articles(shapes: Sequence[Shape], prose: Sequence[int], borders: Sequence[int]) -> bool:
    """Whether what stands between borders is as long as articles are, and not one article with its comments."""
    sizes = [size for size in sizes_between(shapes, prose, borders) if size >= LEAST]
    return len(sizes) > 1 and median_low(sizes) >= USUAL and not lopsided(sizes)


def _is_headed(shapes: Sequence[Shape], layout: Layout) -> bool:
    """Whether nearly each article has a headline, and a line beside it that says when, where or which it is."""
    counted = _is_counted(shapes, layout) or _is_framed(layout)
    headed = sum(_says(shapes, layout, zone, counted=counted) for zone in layout.zones[:-1])
    lines = sorted(zone.end - zone.head for zone in layout.zones[:-1])
    return headed >= 2 and headed >= HEADED * (len(layout.zones) - 1) and lines[len(lines) // 2] <= REACH


def _is_counted(shapes: Sequence[Shape], layout: Layout) -> bool:
    """Whether a line of the headers counts the articles: "Cutting 1 of 4", "Cutting 2 of 4"."""
    numbers: dict[Key, list[int]] = defaultdict(list)
    for zone in layout.zones[:-1]:
        for index in range(zone.head, zone.end):
            for key in layout.keys.get(index, ()):
                if key[0] == "whole" and (found := NUMBER.search(shapes[index].text)) and found[0].isdecimal():
                    numbers[key].append(int(found[0][-6:]))
    return any(len(n) >= 3 and all(b == a + 1 for a, b in pairwise(n)) for n in numbers.values())


def _is_framed(layout: Layout) -> bool:
    """Whether between nearly all articles lines come back, word for word, by a label or as rules, and little else is.

    Lists on a page of a site look like that too: but a site's page has a menu above and a footer below, and an
    entry of a list has one paragraph.
    """
    inner = layout.zones[1:-1]
    framed = sum(
        sum(
            any(kind in ("rule", "label", "whole") for kind, _ in layout.keys.get(i, ())) for i in range(z.start, z.end)
        )
        >= FRAMED
        for z in inner
    )
    bare = all(z.end - z.start <= SITELESS for z in layout.zones)
    told = sorted(b.start - a.end for a, b in pairwise(layout.zones))
    return bare and len(inner) >= 2 and framed >= HEADED * len(inner) and told[len(told) // 2] > 1


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


def _tells(shape: Shape, keys: frozenset[Key]) -> bool:
    """Whether a line says when, by whom or the how-manieth; the signature of an embedded post tells of itself."""
    if "(@" in shape.text:
        return False
    if shape.meta is not None and (shape.meta.timed or shape.meta.value(CutReason.BYLINE)):
        return True
    return any(kind == "page" or (kind == "form" and _NUMBERED.match(shape.text)) for kind, _ in keys)
