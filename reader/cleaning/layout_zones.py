"""The lines between a dump's articles: which of them close the one above, which are the header of the one below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.cleaning.authors import opens_byline
from reader.cleaning.layout_lines import SENTENCE, Key, is_running
from reader.cleaning.shapes import Kind, Shape
from reader.cleaning.stories import NUMBER
from reader.cleaning.wordlists import either
from reader.model import CutReason

LEAST = 20  # words of prose between two borders
PREFACE = 0.4  # of the usual article's words
OFTEN = 0.4  # of the articles: what recurs at so many belongs to the layout
HEADLINE = 30  # words of the longest headlines
NUMBERED = 0.75  # of the articles begin with their number
# What speaks against a header's beginning: a line that recurs nowhere, no headline below; what for it: the same look.
UNSEEN, HEADLESS, BEGINS = 0.3, 1.0, 1.5
_CLOSING = frozenset({CutReason.COMMENT, CutReason.TEASER, CutReason.LEGAL, CutReason.SIGN_OFF})
_OF_PICTURES = either("credit_labels")
# A line above a text that ends with "(Quelle: IMAGO/Klein)", "(AFI / R. LAUGIER)", "(SIPA)", "Photo The Paper / X".
_CREDITED = re.compile(
    rf"[(\[] ?(?:(?:{_OF_PICTURES}|Quelle|Source|Fuente)\s?:.*|[^()]*/[^()]*|[A-ZÀ-Þ][A-ZÀ-Þ .-]{{1,30}}) ?[)\]]\.?$"
    rf"|©|\S(?:\. | [/|–-] |  )(?:{_OF_PICTURES}|Archives?)\b[^!?]{{2,60}}$"
)


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
    sure: bool  # by what recurs; otherwise by headers that read as such


def laid_out(
    shapes: Sequence[Shape],
    prose: Sequence[int],
    borders: Sequence[int],
    keys: Mapping[int, frozenset[Key]],
    *,
    sure: bool,
) -> Layout:
    """The zones round the articles; chatter of a few words between two borders belongs to a zone."""
    sizes = sizes_between(shapes, prose, borders)
    whole = [(a, b) for (a, b), size in zip(pairwise([*borders, len(prose)]), sizes, strict=True) if size >= LEAST]
    if _is_preface(prose, borders, sizes, keys):
        whole = [(a, b) for a, b in whole if a]
    ends = [0, *(_end(shapes, prose[b - 1]) for _, b in whole)]
    starts = [*_starts(shapes, [prose[a] for a, _ in whole]), len(shapes)]
    zones = list(zip(ends, starts, strict=True))
    count = Counter(key for start, end in zones for key in _keys_in(keys, start, end))
    recurring = {key for key, number in count.items() if number >= max(2, len(whole) * OFTEN)}
    first, last = (_keys_in(keys, *zone) & recurring for zone in (zones[0], zones[-1]))
    here = {i: keys[i] & recurring for start, end in zones for i in range(start, end) if i in keys}
    heads = first - last or recurring - last
    feet = (last - first) | {key for key in recurring - first if key[0] in ("whole", "label")} - heads
    made = [Zone(start, _head(shapes, here, start, end, heads, feet), end) for start, end in zones[:-1]]
    if len(made) > 1:
        made[0] = _opening(shapes, made, here)
    made.append(Zone(zones[-1][0], zones[-1][1], zones[-1][1]))
    return Layout(tuple(made), {i: found for i, found in here.items() if found}, frozenset(heads), sure)


def _keys_in(keys: Mapping[int, frozenset[Key]], start: int, end: int) -> set[Key]:
    return {key for i in range(start, end) for key in keys.get(i, ())}


def _starts(shapes: Sequence[Shape], starts: list[int]) -> list[int]:
    """The first paragraphs; where nearly all begin like "2) ...", those are long headlines, and the text follows."""
    counted = [i for i in starts if NUMBER.match(shapes[i].text) and shapes[i].words <= HEADLINE]
    if len(counted) < max(2, NUMBERED * len(starts)):
        return starts
    return [i + (i in counted and i + 1 < len(shapes) and is_running(shapes[i + 1])) for i in starts]


def _is_preface(
    prose: Sequence[int], borders: Sequence[int], sizes: Sequence[int], keys: Mapping[int, frozenset[Key]]
) -> bool:
    """Whether what stands above the first border is a greeting or a legal note: short, without a header of the kind."""
    if sizes[0] >= PREFACE * sorted(sizes)[len(sizes) // 2]:
        return False
    below = _keys_in(keys, prose[borders[1] - 1], prose[borders[1]])
    return sum(not below.isdisjoint(keys.get(i, ())) for i in range(prose[0])) < 2


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
        again = {key for key in here & heads if key[0] in ("whole", "label")} or {
            key for key in here & heads if key[0] == "frame"
        }
        ends = heads.isdisjoint(here) and (_closes(shapes[index]) or not feet.isdisjoint(here))
        if again & seen or (headed and ends):
            return next((i for i in range(index + 1, end) if shapes[i].kind is not Kind.PROSE), end)
        seen |= again
        headed = headed or may_be_headline(shapes[index], here)
    return start


def _closes(shape: Shape) -> bool:
    """Whether a line closes the article above it: comments, links to others, legal lines."""
    return shape.kind is Kind.RULE or shape.reason in _CLOSING


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


def is_credited(text: str) -> bool:
    """Whether a short line beside a header is a picture's caption: it ends with a credit, or names a picture."""
    return _CREDITED.search(text) is not None


def may_be_headline(shape: Shape, keys: frozenset[Key]) -> bool:
    """Whether a line of a header, with the ways in which it recurs, can be its headline."""
    if shape.kind not in (Kind.SHORT, Kind.PROSE) or not 2 <= shape.words <= HEADLINE:
        return False
    if shape.text.endswith((":", ",")) or opens_byline(shape.text) or is_credited(shape.text):
        return False
    return not any(kind in ("whole", "label") for kind, _ in keys)


def sizes_between(shapes: Sequence[Shape], prose: Sequence[int], borders: Sequence[int]) -> list[int]:
    """Words between the borders."""
    return [sum(shapes[i].words for i in prose[a:b]) for a, b in pairwise([*borders, len(prose)])]
