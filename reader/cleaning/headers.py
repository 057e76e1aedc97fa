"""The lines above a story: which of them is its headline, its source, its time.

Layouts differ ("Source / time / - Source / Headline", "Headline / Source | date", "Headline / By X / date"),
so every reading of the few lines above the first paragraph is scored and the best one wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reader.cleaning.names import SECTIONS, is_people, is_publication
from reader.cleaning.passages import PAGE
from reader.cleaning.shapes import Kind, Shape
from reader.cleaning.wordlists import folded
from reader.model import CutReason, Role

REACH = 10  # lines above a story that can belong to it
_PASSED = frozenset({CutReason.SHARE, CutReason.ADVERT, CutReason.NAVIGATION, CutReason.PROMOTION, CutReason.CAPTION})


@dataclass(slots=True)
class Header:
    """A reading of the lines from `start` up to the story: what each is, by index."""

    start: int
    headline: int | None = None
    roles: dict[int, Role | CutReason] = field(default_factory=dict)
    score: float = 0.0
    sourced: bool = False  # a publication is named, or a name stands twice

    def timed(self, shapes: Sequence[Shape]) -> bool:
        """Whether one of the lines states a time."""
        return any(meta.timed for i in self.roles if (meta := shapes[i].meta))

    def signed(self, shapes: Sequence[Shape]) -> bool:
        """Whether one of the lines names an author."""
        return any(meta.value(CutReason.BYLINE) for i in self.roles if (meta := shapes[i].meta))

    def named(self, shapes: Sequence[Shape]) -> bool:
        """Whether it has a headline, and beside it a time, an author or a publication."""
        return self.headline is not None and (self.timed(shapes) or self.signed(shapes) or self.sourced)


def header_above(shapes: Sequence[Shape], low: int, story: int, title: str | None = None) -> Header:
    """The best reading of the lines above the passage at `story`, none of them before `low`."""
    top = _reach(shapes, low, story)
    best = Header(story)
    headlines: list[int | None] = [None, *(i for i in range(top, story) if shapes[i].kind is Kind.SHORT)]
    labelled = [i for i in range(top, story) if _labelled_headline(shapes[i])]
    names = {i: folded(shapes[i].text) for i in range(top, story) if shapes[i].name}
    settled = {i: found for i in range(top, story) if (found := _settled(shapes, i, story)) is not None}
    for headline in labelled or headlines:
        reading = _extended(shapes, range(top, story), headline, names, folded(title or ""), settled)
        if reading.score > best.score:
            best = reading
    return best


def _labelled_headline(shape: Shape) -> bool:
    return shape.meta is not None and shape.meta.value(CutReason.HEADLINE) is not None


def _reach(shapes: Sequence[Shape], low: int, story: int) -> int:
    """How far up a header can go: not over rules, form feeds, or chrome that closes a story."""
    top = story
    while top > max(low, story - REACH):
        if top < story and shapes[top].gap >= PAGE:
            break
        above = shapes[top - 1]
        passed = above.kind is Kind.RULE and (_under_labels(shapes, top - 1) or _underlines(shapes, top - 1, story))
        if above.kind is Kind.PROSE or above.closes or (above.kind is Kind.RULE and not passed):
            break
        if above.kind is Kind.CHROME and above.reason not in _PASSED and not _is_counter(shapes, top - 1):
            break
        top -= 1
    return top


def _under_labels(shapes: Sequence[Shape], index: int) -> bool:
    """Whether a rule closes a box of labels, whose other rule stands over them: "URL: ...", "Retrieved: ..."."""
    above = shapes[index - 1] if index else None
    return above is not None and above.kind is Kind.META and not shapes[index].gap and ":" in above.text


def _underlines(shapes: Sequence[Shape], index: int, story: int) -> bool:
    """Whether a rule stands right under a headline, and lines of metadata or the story right under it."""
    if not index or index + 1 > story or shapes[index].gap or shapes[index - 1].kind is not Kind.SHORT:
        return False
    return shapes[index + 1].kind is Kind.META or index + 1 == story


def _is_counter(shapes: Sequence[Shape], index: int) -> bool:
    """ "Comments (7)" among the lines of a header, where a heading over comments stands under a story."""
    if shapes[index].section != "comment" or not index:
        return False
    above = shapes[index - 1]
    return above.kind is Kind.META or above.reason is CutReason.SHARE


def _settled(shapes: Sequence[Shape], index: int, story: int) -> tuple[Role | CutReason, float] | None:
    """What a line is, and how well it fits, wherever else the headline stands; None where that decides."""
    shape = shapes[index]
    if shape.meta is not None:
        return None if shape.meta.ticks else _meta_score(shapes, index, story)
    if shape.kind is Kind.CHROME or shape.kind is Kind.RULE:
        return shape.reason or CutReason.NAVIGATION, -0.3
    return (CutReason.SECTION, 0.3) if shape.text.casefold().strip(" :|") in SECTIONS else None


def _extended(
    shapes: Sequence[Shape],
    lines: range,
    headline: int | None,
    every: Mapping[int, str],
    title: str,
    settled: Mapping[int, tuple[Role | CutReason, float]],
) -> Header:
    """The reading of these lines with this headline, from the line upward where it scores best."""
    story = lines.stop
    names = [name for i, name in every.items() if i != headline]
    smallest = min((shapes[i].gap for i in range(lines.start + 1, story + 1)), default=0)
    best = Header(story, headline)
    running = Header(story, headline)
    for index in reversed(lines):
        known = settled.get(index) if index != headline else None
        role, score = known or _role(shapes, index, story, headline, names, title)
        running.roles[index] = role
        running.score += score - (0.8 * min(2, shapes[index + 1].gap - smallest) if index + 1 < story else 0)
        running.sourced |= role is CutReason.SOURCE and score > 1
        complete = headline is None or index <= headline
        if complete and running.score > best.score:
            best = Header(index, headline, dict(running.roles), running.score, running.sourced)
    return best


def _role(
    shapes: Sequence[Shape], index: int, story: int, headline: int | None, names: Sequence[str], title: str
) -> tuple[Role | CutReason, float]:
    """What a line of a header is, and how well it fits; some lines under a headline are already text."""
    shape = shapes[index]
    if index == headline:
        return CutReason.HEADLINE, _headline_score(shapes, index, story, title)
    if shape.meta is not None:  # "14:05" under a page's headline: a live page
        if headline is not None and index > headline and any(_timed(s) for s in shapes[headline:index]):
            return Role.SUBHEADING, 0.0
        return _meta_score(shapes, index, story)
    if _is_author(shapes, index, story, headline):
        return CutReason.BYLINE, 1.5
    if shape.name:
        return CutReason.SOURCE, _source_score(shapes, index, names) + _opens(shapes, index, headline)
    if headline is not None and index > headline:
        return Role.PARAGRAPH if shape.words >= 7 else Role.SUBHEADING, -0.8
    return CutReason.TEASER, -3.0


def _is_author(shapes: Sequence[Shape], index: int, story: int, headline: int | None) -> bool:
    """A name right under the headline: in capitals over a time, or where the paper has been named already."""
    shape = shapes[index]
    if index - 1 != headline or not shape.name or is_publication(shape.text):
        return False
    below = shapes[index + 1]
    if shape.text.isupper() and _timed(below) and below.gap == 0:
        return True
    named = any((meta := shapes[i].meta) and meta.value(CutReason.SOURCE) for i in range(max(0, index - 4), index))
    return named and 2 <= shape.words <= 4 and index + 1 == story and is_people(shape.text)


def _headline_score(shapes: Sequence[Shape], index: int, story: int, title: str) -> float:
    shape = shapes[index]
    if shape.meta is not None:
        return 5.0
    score = {1: -2.5, 2: -0.5, 3: 0.5}.get(shape.words, 2.0 if shape.words <= 22 else 0.5)
    score += 0.5 if not shape.name else 0.0
    score -= 2.5 if is_publication(shape.text) and shape.words <= 4 else 0.0
    score -= 2.0 if shape.text.endswith((":", ",")) else 0.0
    score -= 3.0 if shape.text.casefold() in SECTIONS else 0.0
    below = shapes[index + 1]
    score += 0.5 if index + 1 == story or below.kind is Kind.META or below.name else 0.0
    return score + (3.0 if title and folded(shape.text) and folded(shape.text) in title else 0.0)


def _timed(shape: Shape) -> bool:
    return shape.meta is not None and shape.meta.timed


def _meta_score(shapes: Sequence[Shape], index: int, story: int) -> tuple[CutReason, float]:
    meta = shapes[index].meta
    if meta is None or not meta.parts:
        return CutReason.TIME, 0.0
    again = any(other.meta and other.meta.timed for other in shapes[index + 1 : story])
    if meta.timed:
        return CutReason.TIME, (0.3 if meta.readings[0].updated else -1.0) if again else 2.5
    if meta.readings:
        return CutReason.TIME, 1.0
    first = meta.parts[0].reason
    return first, 1.5 if first is not CutReason.NAVIGATION else 0.2


def _opens(shapes: Sequence[Shape], index: int, headline: int | None) -> float:
    """Evidence that a name right above the headline is the source: it begins a group, or nothing stands above it."""
    if index + 1 != headline:
        return 0.0
    alone = index == 0 or shapes[index].gap > shapes[headline].gap or shapes[index - 1].kind in (Kind.PROSE, Kind.RULE)
    return 1.8 if alone else 0.0


def _source_score(shapes: Sequence[Shape], index: int, names: Sequence[str]) -> float:
    score = -1.5
    if names.count(folded(shapes[index].text)) > 1:
        score += 3.0
    if is_publication(shapes[index].text):
        score += 2.6
    beside = [shapes[i] for i in (index - 1, index + 1) if 0 <= i < len(shapes)]
    if any(s.meta is not None and (s.meta.timed or s.meta.readings) for s in beside):
        score += 2.0
    return score
