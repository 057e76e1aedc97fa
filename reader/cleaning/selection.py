"""Which lines of a text are the story: the fitted model where there is a site round it, the rules where not.

A dump of stories one after the other is told by its headers: nearly all its words stand under a
headline with a source or a time. A bare article is told by having next to nothing round it. Any
other text is one page with its chrome, and there the model is far better than the rules
(F1 .871 against .802 on the 990 pages of the development set, .900 against .813 on the 94).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.datelines import dateline
from reader.cleaning.decoder import decode
from reader.cleaning.headers import Header, header_above
from reader.cleaning.judgement import Judged, judge, text_odds
from reader.cleaning.layout_stories import dump_layout, laid_stories
from reader.cleaning.shapes import Kind, Shape, is_bullet, role_of
from reader.cleaning.site_lines import recurring, without_recurring
from reader.cleaning.stories import COMMENTS, Story, lopsided, stories
from reader.cleaning.wordlists import folded
from reader.model import CutReason, Role

COVERED_WORDS, COVERED_LINES = 0.7, 0.5  # what stories with headers cover of a dump of stories
# Words of prose that a story of a dump has before so many lines without any, or the share of prose in all of it: the
# least of 206 such stories are 23 and .73, and what a page has beside its article has less of both.
OPENING, BROKEN, PROSAIC = 20, 3, 0.75
BARE = 0.97  # of words and of lines: what stories cover where there is no site round them
# Log-odds taken off lines whose form or whole wording is known; with the trimmed end they bring .007 (990 pages)
# and take .002 (94).
DOUBTS = {CutReason.TEASER: 3.0, CutReason.NAVIGATION: 2.0, CutReason.TIME: 3.0}
SURE = 4.0
COMMENTED = 2.0  # for everything after "3 comments", once there has been a story
LONG = 20  # words of a line that is prose
STRAY = 6  # words of a short line that ends no story
SMALL = 80  # passages of a page that was copied by hand: there the rules know an end better than the model
_ENDING = frozenset({CutReason.COMMENT, CutReason.TEASER, CutReason.LEGAL})
# Log-odds taken off lines that stand on other pages of the site too; they do not count as prose to be found either.
RECURRING_TEXT, RECURRING_HTML = 6.0, 4.0
FEW = 6  # passages: too few for a page with chrome


def text_stories(shapes: Sequence[Shape], title: str | None, known: frozenset[int] = frozenset()) -> list[Story]:
    """The stories of a plain text; `known` are lines that recur on the site."""
    texts = [s.text for s in shapes]
    again = recurring(texts, known)
    judged = text_odds(texts, judge("text")) if len(shapes) > FEW else None
    layout = dump_layout(shapes, judged[0]) if judged else None
    sure = layout is not None and layout.sure
    found = laid_stories(shapes, layout) if layout and sure else stories(shapes, title)
    if sure or not found or judged is None or _is_dump(found, shapes) or _is_bare(found, shapes):
        return [without_recurring(story, again) for story in found]
    if layout:
        return [without_recurring(story, again) for story in laid_stories(shapes, layout)]
    odds, words = told_apart(judged, again, RECURRING_TEXT)
    chosen = np.flatnonzero(decode(odds - _doubts(shapes), words)).tolist()
    while len(chosen) > 1 and _is_stray(shapes[chosen[-1]]):
        chosen.pop()
    guide = _guide(found, shapes, chosen)
    story = (_guided(guide, shapes, chosen) if guide else None) or _chosen_story(shapes, chosen, title)
    return [without_recurring(each, again) for each in ([story] if story else found)]


def told_apart(judged: Judged, again: NDArray[np.bool_], less: float) -> Judged:
    """The log-odds and words of each block, where those of `again` stand on other pages of the site too."""
    odds, words = judged
    return odds - less * again, np.where(again, 1.0, words)


def _doubts(shapes: Sequence[Shape]) -> NDArray[np.float64]:
    """What the form of a line takes off its odds: the model knows words, not what a line says as a whole."""
    doubts = np.array([_doubt(s) for s in shapes])
    comments = next((i for i, s in enumerate(shapes) if s.section == "comment"), len(shapes))
    if sum(s.words for s in shapes[:comments] if s.words > LONG) >= LONG * 3:
        doubts[comments:] += COMMENTED
    return doubts


def _doubt(shape: Shape) -> float:
    if shape.kind is Kind.CHROME and shape.reason is not None:
        return DOUBTS.get(shape.reason, SURE)
    return DOUBTS[CutReason.TIME] if shape.meta is not None and shape.meta.timed else 0.0


def _is_stray(shape: Shape) -> bool:
    """A short line at a story's very end: a subheading with nothing under it."""
    return shape.kind is Kind.SHORT and shape.words <= STRAY and not is_bullet(shape.text)


def _is_dump(found: Sequence[Story], shapes: Sequence[Shape]) -> bool:
    """Whether the stories are articles one after the other, and not the parts of one page.

    Headers of one layout tell, or headers with their source twice ("Post / 5 minutes ago / - Post /
    headline"). Comments and teasers have headers of one layout too: but beside one long article, or
    with much chrome round them.
    """
    if len(found) > 1 and _lopsided(found, shapes):
        return False
    return (found[0].live or _are_alike(found, shapes)) and _covers(found, shapes, COVERED_WORDS, COVERED_LINES)


def _are_alike(found: Sequence[Story], shapes: Sequence[Shape]) -> bool:
    """Whether at least two stories have headers that only a dump has."""
    real = [story for story in found if _opens(story, shapes)]
    if len(real) < 2:
        return False
    twice = sum(_repeats_source(story, shapes) for story in real)
    layouts = Counter(_layout(story, shapes) for story in real)
    without = layouts.pop(None, 0)
    return twice * 2 >= len(real) or (without <= 1 and max(layouts.values(), default=0) >= 2)


def _opens(story: Story, shapes: Sequence[Shape]) -> bool:
    """Whether a story is of prose, or begins so; a page's links and footer have a sentence here and there."""
    body = [shapes[index] for index, role in story.roles.items() if isinstance(role, Role)]
    if sum(s.words for s in body if s.kind is Kind.PROSE) >= PROSAIC * sum(s.words for s in body):
        return True
    prose = missed = 0
    for index in range(story.first, story.last + 1):
        if shapes[index].kind is Kind.PROSE:
            prose, missed = prose + shapes[index].words, 0
        elif (missed := missed + 1) == BROKEN:
            break
    return prose >= OPENING


def _lopsided(found: Sequence[Story], shapes: Sequence[Shape]) -> bool:
    """Whether one story is far longer than half of them."""
    return lopsided([sum(shapes[i].words for i, role in s.roles.items() if isinstance(role, Role)) for s in found])


def _repeats_source(story: Story, shapes: Sequence[Shape]) -> bool:
    names = [folded(shapes[i].text) for i, role in story.header.roles.items() if role is CutReason.SOURCE]
    return story.header.timed(shapes) and len(set(names)) < len(names)


def _layout(story: Story, shapes: Sequence[Shape]) -> tuple[bool, bool, bool] | None:
    """Where a header has its time and source; None for one that is only a headline, or none."""
    header = story.header
    if header.headline is None:
        return None
    if any(shapes[i].closes for i in story.roles):
        return False, False, True
    timed = [i for i in header.roles if (meta := shapes[i].meta) and (meta.timed or meta.value(CutReason.BYLINE))]
    if not timed and not header.sourced:
        return (False, True, False) if dateline(shapes[story.first].text) else None
    apart = any(
        shapes[i].name and role is CutReason.SOURCE and not shapes[i + 1].gap for i, role in header.roles.items()
    )
    return bool(timed), bool(timed) and min(timed) < header.headline, apart


def _is_bare(found: Sequence[Story], shapes: Sequence[Shape]) -> bool:
    chrome = sum(s.kind is Kind.CHROME for s in shapes)
    return chrome <= max(1, len(shapes) // 20) and _covers(found, shapes, BARE, BARE)


def _covers(found: Sequence[Story], shapes: Sequence[Shape], words: float, lines: float) -> bool:
    """Whether stories hold these shares of the text; comments under them and rules between do not
    count against it."""
    inside = [s for story in found for s in shapes[story.start : story.last + 1]]
    outside: list[Shape] = []
    for story, following in zip(found, [*found[1:], None], strict=True):
        rest = shapes[story.last + 1 : following.start if following else len(shapes)]
        heading = next((i for i, s in enumerate(rest) if s.section == "comment"), len(rest))
        outside += rest[:heading]
    outside = [s for s in (*outside, *shapes[: found[0].start]) if s.kind is not Kind.RULE]
    if words != COVERED_WORDS or len(found) > 2:
        outside = [s for s in outside if s.kind is not Kind.CHROME]
    held, all_words = sum(s.words for s in inside), sum(s.words for s in outside)
    return held >= words * (held + all_words) and len(inside) >= lines * (len(inside) + len(outside))


def _chosen_story(shapes: Sequence[Shape], chosen: Sequence[int], title: str | None) -> Story | None:
    """The story that the chosen passages are, with the header above them."""
    if not chosen:
        return None
    return _between(header_above(shapes, 0, chosen[0], title), shapes, chosen, set(chosen))


def _guide(found: Sequence[Story], shapes: Sequence[Shape], chosen: Sequence[int]) -> Story | None:
    """The story by its header that the model has chosen too: most of the chosen words stand under that header."""
    for story in found:
        if story.header.headline is None or not _is_told(story, shapes):
            continue
        inside = sum(shapes[i].words for i in chosen if story.start <= i <= story.last)
        if chosen and story.start <= chosen[0] and inside * 2 > sum(shapes[i].words for i in chosen):
            return story
    return None


def _is_told(story: Story, shapes: Sequence[Shape]) -> bool:
    """Whether the header has a time or an author, or they stand right under the first paragraph, a deck."""
    told = (shapes[i].meta for i in (*story.header.roles, *range(story.first, min(story.first + 3, len(shapes)))))
    return any(meta is not None and (meta.timed or meta.value(CutReason.BYLINE)) for meta in told)


def _guided(guide: Story, shapes: Sequence[Shape], chosen: Sequence[int]) -> Story | None:
    """The chosen passages under their header, with its deck, and with the prose up to where comments or links begin."""
    inside = {i for i in chosen if i >= guide.first and not isinstance(guide.header.roles.get(i), CutReason)}
    kept = {i for i, role in guide.roles.items() if isinstance(role, Role) and shapes[i].kind is Kind.PROSE}
    kept |= {i - 1 for i in kept if isinstance(guide.roles.get(i - 1), Role)}  # subheadings
    inside |= {i for i in kept if i < chosen[0]}
    if _is_closed(shapes, guide, chosen[-1]):
        inside |= kept
    return _between(guide.header, shapes, sorted(inside), inside) if inside else None


def _is_closed(shapes: Sequence[Shape], guide: Story, end: int) -> bool:
    """Whether a heading over comments or links shows the story's end, and no name or time stands before that."""
    below = shapes[guide.last + 1 : guide.last + 5]
    if len(shapes) > SMALL or not any(s.reason in _ENDING for s in below):
        return False
    return not any(s.meta is not None or s.section in COMMENTS for s in shapes[end + 1 : guide.last + 1])


def _between(header: Header, shapes: Sequence[Shape], chosen: Sequence[int], inside: Collection[int]) -> Story:
    """A story of the passages `inside`; what stands between them is cut."""
    story = Story(header, chosen[0], dict(header.roles))
    for index in range(chosen[0], chosen[-1] + 1):
        story.roles[index] = _kept(shapes[index]) if index in inside else _cut(shapes, index, story)
    for index in range(chosen[-1] + 1, min(chosen[-1] + 3, len(shapes))):
        if shapes[index].reason is not CutReason.SIGN_OFF:
            break
        story.roles[index] = CutReason.SIGN_OFF
    return story


def _kept(shape: Shape) -> Role:
    """The role of a passage that stays."""
    if shape.text.startswith("- ") and shape.text.endswith(" -"):
        return Role.SUBHEADING
    role = role_of(shape)
    if role is not Role.PARAGRAPH or shape.kind is Kind.PROSE or shape.words > 14:
        return role
    return Role.SUBHEADING


def _cut(shapes: Sequence[Shape], index: int, story: Story) -> CutReason:
    shape, headline = shapes[index], story.header.headline
    if headline is not None and folded(shape.text) == folded(shapes[headline].text):
        return CutReason.REPEAT
    if shape.meta is not None:
        return shape.meta.parts[0].reason if shape.meta.parts else CutReason.TIME
    linked = shape.kind is Kind.PROSE or shapes[index - 1].section == "teaser"
    return shape.reason or (CutReason.TEASER if linked else CutReason.NAVIGATION)
