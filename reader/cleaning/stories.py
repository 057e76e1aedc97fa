"""The sequence of passages is split into stories; what stands between them is leftover."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low

from reader.cleaning.datelines import dateline
from reader.cleaning.headers import REACH, Header, header_above
from reader.cleaning.passages import PAGE
from reader.cleaning.shapes import Kind, Shape, is_bullet, role_of, sentences
from reader.cleaning.wordlists import folded
from reader.model import CutReason, Role

ENOUGH = 3.0  # evidence that makes the lines above a paragraph the header of a new story
ENOUGH_IN_COMMENTS = 4.5  # comments have names and times of their own
ENTRIES = 3  # times of day of a live page
SHORTEST = 12  # words of a story that stands beside others; less is a teaser
LOPSIDED = 0.12  # of the longest story's words: in a dump half of the stories have more
TEASER = 40  # words that a teaser in a list of stories may have
NUMBER = re.compile(r"[\[(#]?(\d{1,2})(?: ?(?:/|of|von|sur|de) ?\d{1,2})?[.)\]:]\s+(?=\S)")  # "3. ...", "[3/12] ..."
COMMENTS = frozenset({"comment", "comment_action"})
HEADINGS = COMMENTS | {"teaser"}  # "Related articles"; "Read also: ..." ends nothing
_CLOSING = frozenset(
    {CutReason.COMMENT, CutReason.TEASER, CutReason.LEGAL, CutReason.SIGN_OFF, CutReason.PROMOTION, CutReason.SHARE}
)


@dataclass(slots=True)
class Story:
    """A run of passages that is one article: the role of each from the header's first to the body's last."""

    header: Header
    first: int  # the first paragraph
    roles: dict[int, Role | CutReason] = field(default_factory=dict)
    after_teasers: bool = False  # stands under "Related articles"
    live: bool = False  # entries with their times of day
    numbered: bool = False  # its headline begins with its number among the others
    commented: bool = False  # a heading of comments has been met below it
    labels: Mapping[CutReason, str] = field(default_factory=dict)  # what the markup says of it, beside its lines

    @property
    def start(self) -> int:
        """The first of its passages."""
        return min(self.header.start, self.first)

    @property
    def last(self) -> int:
        """The last of its passages."""
        return max(self.roles)


def stories(shapes: Sequence[Shape], title: str | None = None) -> list[Story]:
    """The stories of a record, in order."""
    result = list(_beginnings(shapes, title)) or _without_prose(shapes)
    if len(result) == 1:
        result = [_live(shapes, title) or result[0]]
    ends = [story.start for story in result[1:]] + [len(shapes)]
    for story, end in zip(result, ends, strict=False):
        fill(story, shapes, end)
    real = [
        s for s, end in zip(result, ends, strict=False) if not (_is_teaser(s, shapes) or _is_comment(s, shapes, end))
    ]
    number(real, shapes)
    return real or [s for s in result[:1] if any(isinstance(role, Role) for role in s.roles.values())]


def number(found: Sequence[Story], shapes: Sequence[Shape]) -> None:
    """Mark headlines that are counted: "1. ...", "2. ..."."""
    numbers = {
        id(s): m for s in found if s.header.headline is not None and (m := NUMBER.match(shapes[s.header.headline].text))
    }
    counted = [int(m[1]) for m in numbers.values()]
    if len(counted) >= 2 and all(after == before + 1 for before, after in pairwise(counted)):
        for story in found:
            story.numbered = id(story) in numbers


def lopsided(sizes: Sequence[int]) -> bool:
    """Whether one story is far longer than half of them; `sizes` are the words of each."""
    return median_low(sizes) < LOPSIDED * max(sizes)


def whole(shapes: Sequence[Shape]) -> Story:
    """One story of all passages, without a header."""
    story = Story(Header(0), 0)
    for index, s in enumerate(shapes):
        role = role_of(s)
        story.roles[index] = role if role is not Role.LIST_ITEM or len(s.text) < 300 else Role.PARAGRAPH
    return story


def _live(shapes: Sequence[Shape], title: str | None) -> Story | None:
    """A live page: one story from its header on, whatever summary stands between that and the first entry."""
    ticks = [i for i, s in enumerate(shapes) if s.meta is not None and s.meta.ticks]
    told = [i for i in ticks if any(s.kind is Kind.PROSE for s in shapes[i + 1 : i + 4])]
    if len(told) < ENTRIES or told[0] == 0:
        return None
    headers = [(header_above(shapes, 0, i, title), i) for i in range(told[0], max(0, told[0] - REACH), -1)]
    header, first = max(headers, key=lambda h: h[0].score)
    return Story(header, first, live=True) if header.headline is not None and header.timed(shapes) else None


def _without_prose(shapes: Sequence[Shape]) -> list[Story]:
    """Lines without a sentence: a story when they are no list of links or names."""
    short = [i for i, s in enumerate(shapes) if s.kind is Kind.SHORT]
    if not short or sum(shapes[i].words for i in short) < 5 * len(short):
        return []
    return [Story(Header(short[0]), short[0])]


def _beginnings(shapes: Sequence[Shape], title: str | None) -> Iterator[Story]:
    """A story for each paragraph that has the header of a new one above it."""
    story: Story | None = None
    low = 0
    for index, shape in enumerate(shapes):
        if shape.kind is not Kind.PROSE:
            continue
        if story is None or index > low or shape.gap >= PAGE:
            header = header_above(shapes, low, index, title)
            if story is None or _begins(shapes, story, header, low, index):
                story = Story(header, index, after_teasers=_under_teasers(shapes, low, header.start))
                yield story
        low = index + 1


def _under_teasers(shapes: Sequence[Shape], low: int, start: int) -> bool:
    return any(s.reason is CutReason.TEASER for s in shapes[low:start])


def _begins(shapes: Sequence[Shape], story: Story, header: Header, low: int, index: int) -> bool:
    """Whether the paragraph at `index` is the first of a new story."""
    if _completes(shapes, story, header, low):
        return False
    evidence = _evidence(shapes, story, header, low, index)
    story.commented |= any(s.section == "comment" for s in shapes[low : header.start])
    if not story.commented:
        return evidence >= ENOUGH
    named = header.named(shapes)
    closed = any(
        s.kind is Kind.RULE or s.reason in (CutReason.TEASER, CutReason.LEGAL) for s in shapes[low : header.start]
    )
    apart = shapes[header.start].gap > _usual_gap(shapes, low, header.start)
    return named and (closed or apart) and evidence >= ENOUGH_IN_COMMENTS


def _completes(shapes: Sequence[Shape], story: Story, header: Header, low: int) -> bool:
    """A byline or time under the first paragraph belongs to the story that has none yet: that was its deck."""
    if header.headline is not None or story.header.headline is None or low > story.first + 2:
        return False
    known = story.header.timed(shapes) or story.header.signed(shapes)
    return not known and sum(s.words for s in shapes[story.first : low]) < 80


def _evidence(shapes: Sequence[Shape], story: Story, header: Header, low: int, index: int) -> float:
    if _is_link(shapes, header, low):
        return 0.0
    evidence = 2.0 * header.timed(shapes) + 1.5 * header.signed(shapes) + 1.0 * header.sourced
    if header.headline is not None:
        headline = shapes[header.headline]
        evidence += 3.0 if headline.meta else 1.0 + 0.5 * (headline.words >= 5)
        evidence += 1.5 * (dateline(shapes[index].text) is not None)
    between = shapes[low : header.start]
    evidence += 1.5 * any(s.reason in _CLOSING for s in between)
    evidence += 2.0 * any(s.kind is Kind.RULE or s.closes for s in between)
    gap = shapes[header.start].gap
    if gap >= PAGE:
        return evidence + 3.0
    usual = _usual_gap(shapes, story.first, low)
    return evidence + (1.5 if gap >= 2 else 1.0) * (gap > usual) * (header.start < index)


def _is_link(shapes: Sequence[Shape], header: Header, low: int) -> bool:
    """Whether the headline is a single link under "Read also" in the midst of a story, which goes on below it."""
    here = header.headline
    if here is None or here == low or header.start < here or len(header.roles) > 1:
        return False
    return shapes[here - 1].section == "teaser" and shapes[here].gap < shapes[here + 1].gap


def _usual_gap(shapes: Sequence[Shape], first: int, last: int) -> int:
    """The blank lines that mostly stand between passages of a stretch."""
    gaps = Counter(s.gap for s in shapes[max(first + 1, last - 200) : last])
    return gaps.most_common(1)[0][0] if gaps else 0


def fill(story: Story, shapes: Sequence[Shape], stop: int) -> None:
    """Give every passage of the story its role, and end it at its last sentence."""
    story.roles = dict(story.header.roles)
    end = _body_end(shapes, story.first, stop)
    for index in range(story.first, end):
        story.roles[index] = _body_role(shapes, story, index)
    for index in range(end, min(end + 3, stop)):
        shape = shapes[index]
        if shape.closes and shape.meta is not None:
            story.roles[index] = shape.meta.parts[0].reason
        elif shape.reason is CutReason.SIGN_OFF:
            story.roles[index] = CutReason.SIGN_OFF
        else:
            break


def _body_end(shapes: Sequence[Shape], first: int, stop: int) -> int:
    """After the last paragraph before comments, teasers or the next story."""
    end = first + 1
    index = first + 1
    while index < stop:
        shape = shapes[index]
        if (
            shape.kind is Kind.PROSE
            or (is_bullet(shape.text) and shape.kind is Kind.SHORT and index == end)
            or (shape.kind is Kind.SHORT and index == end and shapes[index - 1].text.endswith(":") and not shape.gap)
        ):
            end = index + 1
        elif shape.section in HEADINGS and not _goes_on(shapes, index, stop):
            break
        index += 1
    return end


def _goes_on(shapes: Sequence[Shape], index: int, stop: int) -> bool:
    """Whether the story continues after a line of chrome: two paragraphs follow each other."""
    if shapes[index].section == "comment":
        return False
    return any(
        shapes[i].kind is Kind.PROSE and shapes[i + 1].kind is Kind.PROSE and shapes[i].words + shapes[i + 1].words > 30
        for i in range(index + 1, min(index + 6, stop - 1))
    )


def _body_role(shapes: Sequence[Shape], story: Story, index: int) -> Role | CutReason:
    shape = shapes[index]
    if shape.kind is Kind.PROSE:
        return role_of(shape)
    if shape.kind is Kind.RULE:
        return CutReason.ORNAMENT
    if shape.meta is not None:
        return _meta_in_body(shape)
    if shape.kind is Kind.CHROME:
        lonely = (
            shape.section == "navigation"
            and shape.text.isalpha()
            and all(shapes[i].kind is Kind.PROSE for i in (index - 1, index + 1))
        )
        return Role.SUBHEADING if lonely else shape.reason or CutReason.NAVIGATION
    headline = story.header.headline
    if headline is not None and folded(shape.text) == folded(shapes[headline].text):
        return CutReason.REPEAT
    if _in_teasers(shapes, index):
        return CutReason.TEASER
    if shape.text.startswith("- ") and shape.text.endswith(" -"):
        return Role.SUBHEADING
    return Role.LIST_ITEM if is_bullet(shape.text) else Role.SUBHEADING


def _meta_in_body(shape: Shape) -> Role | CutReason:
    """A line of metadata in a story: the times of a live page stay."""
    meta = shape.meta
    if meta and meta.ticks:
        return Role.SUBHEADING
    return meta.parts[0].reason if meta and meta.parts else CutReason.TIME


def _in_teasers(shapes: Sequence[Shape], index: int) -> bool:
    """Whether the short lines directly above lead to a heading like "Read more"."""
    while index and shapes[index].kind is Kind.SHORT:
        index -= 1
    return shapes[index].section == "teaser"


def _is_comment(story: Story, shapes: Sequence[Shape], end: int) -> bool:
    """Whether "Reply" or the like stands right under it, and nothing above it but a name and a time."""
    if story.header.headline is not None and shapes[story.header.headline].words > 3:
        return False
    return story.last + 1 < end and shapes[story.last + 1].section == "comment_action"


def _is_teaser(story: Story, shapes: Sequence[Shape]) -> bool:
    body = [shapes[i] for i, role in story.roles.items() if isinstance(role, Role)]
    words = sum(s.words for s in body)
    if words >= TEASER or not body:
        return not body
    broken = body[-1].text.endswith(("…", "...", "[…]", "[...]"))
    single = sum(sentences(s.text) for s in body) <= 1
    return words < SHORTEST or (words < TEASER and (broken or (story.after_teasers and single)))
