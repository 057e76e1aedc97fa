"""The stories of a dump whose layout is known: the header of each, its text, what is cut round them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import fsum  # sums that do not depend on the order in which a set gives its parts

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.headers import Header
from reader.cleaning.layout_lines import Key
from reader.cleaning.layout_zones import Layout, Zone, is_credited, may_be_headline
from reader.cleaning.layouts import layout_of
from reader.cleaning.metadata import MetaLine, Part
from reader.cleaning.names import is_name, is_publication
from reader.cleaning.shapes import Kind, Shape
from reader.cleaning.stories import Story, fill, number
from reader.model import CutReason, Role

Slot = tuple[str, Key | None]  # "under" or "over" a line that recurs so, "first" or "last" of the header
FULL = 0.5  # of a dump's running text: what the model may take for a story's
LIKELY = 0.75  # of the articles: text that the model takes for a story's
UNLIKELY = -1.0  # log-odds
FEET = 8  # lines under a text that may say something of it
NEAR = 3  # lines under a headline that may recur
_TOLD = frozenset({CutReason.TIME, CutReason.BYLINE, CutReason.SOURCE, CutReason.HEADLINE})
_DECK = 7  # words of a line between headline and text that is text already


def dump_layout(shapes: Sequence[Shape], odds: NDArray[np.float64]) -> Layout | None:
    """The layout of a dump that has one of its own; None for any other text.

    `odds` are the log-odds of each line that it belongs to a story.

    A page of comments or of teasers may have a layout too, but the model does not take their text for a story's.
    """
    if _share(shapes, odds, 0, len(shapes)) < FULL or (layout := layout_of(shapes)) is None:
        return None
    likely = sum(_share(shapes, odds, a.end, b.start) >= 0.5 for a, b in pairwise(layout.zones))
    return layout if likely >= LIKELY * (len(layout.zones) - 1) else None


def laid_stories(shapes: Sequence[Shape], layout: Layout) -> list[Story]:
    """A story for each article of the layout, in order."""
    found = list(_stories(shapes, layout))
    number(found, shapes)
    return found


def _share(shapes: Sequence[Shape], odds: NDArray[np.float64], start: int, end: int) -> float:
    """The share of the words of running text that the model may take for a story's."""
    prose = [(shapes[i].words, odds[i] > UNLIKELY) for i in range(start, end) if shapes[i].kind is Kind.PROSE]
    return sum(words for words, told in prose if told) / max(1, sum(words for words, _ in prose))


def _stories(shapes: Sequence[Shape], layout: Layout) -> Iterator[Story]:
    headlines = _headlines(shapes, layout)
    for zone, below, headline in zip(layout.zones, layout.zones[1:], headlines, strict=False):
        story = Story(_header(shapes, layout, zone, headline), zone.end)
        fill(story, shapes, _stop(shapes, below))
        for index in range(zone.end, story.last + 1):
            if any(kind == "whole" for kind, _ in layout.keys.get(index, ())):
                story.roles[index] = shapes[index].reason or CutReason.NAVIGATION
        if not story.header.timed(shapes):
            _add_feet(story, shapes, below)
        yield story


def _add_feet(story: Story, shapes: Sequence[Shape], below: Zone) -> None:
    """Where nothing above a text says when it was published, the lines of metadata under it do."""
    feet = range(story.last + 1, min(below.head, story.last + 1 + FEET))
    told = [i for i in feet if (meta := shapes[i].meta) and any(part.reason in _TOLD for part in meta.parts)]
    for index in range(story.last + 1, told[-1] + 1 if told else 0):
        story.roles[index] = _role(shapes[index], frozenset(), index, None)


def _stop(shapes: Sequence[Shape], below: Zone) -> int:
    """Where a story's lines end: under its text, and its initials if they stand there."""
    stop = below.start
    while stop < below.head and (shapes[stop].reason is CutReason.SIGN_OFF or shapes[stop].closes):
        stop += 1
    return stop


def _headlines(shapes: Sequence[Shape], layout: Layout) -> list[int | None]:
    """The headline of each article: the likeliest line that stands where the other articles have a likely one."""
    zones = layout.zones[:-1]
    worth: dict[Slot, float] = defaultdict(float)
    for zone in zones:
        for index in _candidates(shapes, layout, zone):
            for slot in _slots(layout, zone, index, shapes[index].gap):
                worth[slot] += _likeliness(shapes[index], layout.keys.get(index, frozenset())) / len(zones)
    result: list[int | None] = []
    for zone in zones:
        scored = [
            (
                _likeliness(shapes[i], layout.keys.get(i, frozenset()))
                + fsum(worth[slot] for slot in _slots(layout, zone, i, shapes[i].gap)),
                -i,
            )
            for i in _candidates(shapes, layout, zone)
        ]
        result.append(-max(scored)[1] if scored else None)
    return result


def _candidates(shapes: Sequence[Shape], layout: Layout, zone: Zone) -> list[int]:
    lines = range(zone.head, zone.end)
    labelled = [i for i in lines if (meta := shapes[i].meta) and meta.value(CutReason.HEADLINE)]
    return labelled or [i for i in lines if may_be_headline(shapes[i], layout.keys.get(i, frozenset()))]


def _slots(layout: Layout, zone: Zone, index: int, gap: int) -> Iterator[Slot]:
    """Where in its header a line stands."""
    if index + 1 == zone.end:
        yield "last", None
    elif gap:
        yield "first", None
    yield from (("under", key) for key in layout.keys.get(index - 1, ()) if index > zone.head)
    below = range(index + 1, min(index + 1 + NEAR, zone.end))
    yield from (("over", key) for key in {key for i in below for key in layout.keys.get(i, ())})


def _likeliness(shape: Shape, keys: frozenset[Key]) -> float:
    """How well a line would do as a headline; one that recurs by its form says where it stood rather."""
    if shape.meta is not None:
        return 5.0
    score = {1: -2.0, 2: -0.5, 3: 0.5}.get(shape.words, 2.0 if shape.words <= 22 else 0.5)
    score -= 1.5 * (is_publication(shape.text) and shape.words <= 5)
    score -= 1.5 * any(kind == "frame" for kind, _ in keys)
    score -= 1.0 * (shape.words <= 6 and shape.text[-1] == ")")
    score -= 1.0 * (shape.text[0] in "[(" and shape.text[-1] in ")]")
    return score - 0.5 * shape.name - 0.5 * (shape.kind is Kind.PROSE)


def _header(shapes: Sequence[Shape], layout: Layout, zone: Zone, headline: int | None) -> Header:
    start = _start(shapes, layout, zone, headline)
    header = Header(start, headline)
    for index in range(start, zone.end):
        header.roles[index] = _role(shapes[index], layout.keys.get(index, frozenset()), index, headline)
    _name(shapes, header, headline)
    return header


def _start(shapes: Sequence[Shape], layout: Layout, zone: Zone, headline: int | None) -> int:
    """The first line of a header: over its headline and the lines that recur, as far as no gap parts it from them."""
    told = (i for i in range(zone.head, zone.end) if i == headline or layout.keys.get(i, frozenset()) & layout.heads)
    start = next(told, zone.end)
    while start > zone.head and start < zone.end and not shapes[start].gap:
        start -= 1
    return start


def _role(shape: Shape, keys: frozenset[Key], index: int, headline: int | None) -> Role | CutReason:
    if index == headline:
        return CutReason.HEADLINE
    if shape.meta is not None:
        return shape.meta.parts[0].reason if shape.meta.parts else CutReason.TIME
    if shape.kind in (Kind.CHROME, Kind.RULE):
        return shape.reason or CutReason.NAVIGATION
    if is_credited(shape.text):
        return CutReason.CAPTION
    if not keys and headline is not None and index > headline and shape.words >= _DECK:
        return Role.PARAGRAPH
    return CutReason.NAVIGATION


def _name(shapes: Sequence[Shape], header: Header, headline: int | None) -> None:
    """Bare names: above the headline the source, under it who wrote it, where no line says so."""
    said = {part.reason for i in header.roles if (meta := shapes[i].meta) for part in meta.parts}
    bare = [
        i
        for i, role in header.roles.items()
        if role is CutReason.NAVIGATION and shapes[i].kind is Kind.SHORT and is_name(shapes[i].text.strip())
    ]
    for index in bare:
        above = headline is None or index < headline
        shape = shapes[index]
        if CutReason.SOURCE not in said and (is_publication(shape.text) or (above and shape.name)):
            header.roles[index] = CutReason.SOURCE
            said.add(CutReason.SOURCE)
        elif not above and CutReason.BYLINE not in said and 2 <= shape.words <= 4:
            shape.kind, shape.meta = Kind.META, MetaLine((Part(0, len(shape.text), CutReason.BYLINE, shape.text),))
            header.roles[index] = CutReason.BYLINE
            said.add(CutReason.BYLINE)
