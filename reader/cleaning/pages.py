"""An HTML page becomes a story: the model chooses its blocks, the markup says what each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reader.cleaning.alike_blocks import agreed, makes_of
from reader.cleaning.choice import FARTHEST, entry_choice, html_choice
from reader.cleaning.edits import Draft
from reader.cleaning.entries import entries
from reader.cleaning.entry_sight import Entry
from reader.cleaning.headers import Header
from reader.cleaning.judgement import Judged, html_odds, judge
from reader.cleaning.labelled_lines import begins_with_label
from reader.cleaning.markup import MarkupBlock, Page, read_labels
from reader.cleaning.passages import Passage
from reader.cleaning.regions import cut_as, headline_of, kept_as
from reader.cleaning.repair import repairs
from reader.cleaning.selection import RECURRING_HTML, told_apart
from reader.cleaning.shapes import Kind, Shape, shape
from reader.cleaning.site_lines import recurring
from reader.cleaning.stories import Story
from reader.cleaning.wordlists import folded
from reader.model import CutReason, Role

FEW = 8  # words of a line between headline and text that is none of the text
MOST_OF_EDGE = 12  # words of a line at an entry's begin or end that is none of its text


def page_passages(page: Page) -> list[Passage]:
    """The blocks as passages; between them stands white space, or nothing at all."""
    source = page.source
    return [Passage(Draft(source, b.start, b.end, repairs(source, b.start, b.end)), 0) for b in page.blocks]


def page_stories(
    page: Page,
    passages: Sequence[Passage],
    title: str | None,
    markup: str = "",
    known: frozenset[int] = frozenset(),
) -> tuple[list[Shape], list[Story]]:
    """The shapes of all blocks, and the stories of the page; none where nothing on it is prose.

    Only what is cut out of a story is looked at closely, to say why. `markup` is what the page was read from,
    `known` are lines that stand on other pages of its site too.
    """
    shapes = [Shape(passage, Kind.PROSE, 0) for passage in passages]
    texts = [passage.text for passage in passages]
    if not texts:
        return shapes, []
    alone = html_odds(page, texts, title or "", judge("html"))
    again = recurring(texts, known)
    judged = told_apart(alone, again, RECURRING_HTML)
    found = entries(page, passages, texts, alone[1], cache(lambda: read_labels(markup)))
    several = [story for entry in found if (story := _entry_story(page, passages, shapes, judged, entry, again))]
    if several:
        return shapes, several
    headline = headline_of(page, texts, (title or "").casefold())
    makes = makes_of(page)
    drawn = told_apart((agreed(makes, *alone), alone[1]), again, RECURRING_HTML)
    body = html_choice(page, passages, texts, drawn, makes, headline)
    if not body:
        return shapes, []
    near = headline is not None and headline < body[0] <= headline + FARTHEST
    start = headline if near and headline is not None else body[0]
    story = Story(Header(start, headline if near else None), body[0])
    chosen = set(body) - {headline}
    for index in range(start, body[-1] + 1):
        if index in chosen:
            story.roles[index] = kept_as(page.blocks[index], page.elements)
        elif passages[index].text:
            shapes[index] = shape(passages[index])
            story.roles[index] = _reason(page, shapes, index, headline, again)
    return shapes, [story]


def _entry_story(
    page: Page, passages: Sequence[Passage], shapes: list[Shape], judged: Judged, entry: Entry, again: NDArray[np.bool_]
) -> Story | None:
    """The story of one entry: its lines of metadata stand above or below its text, and are none of it."""
    seen = {i: shape(passages[i]) for i in range(entry.start, entry.end)}
    places = [i for i in seen if i > entry.headline and i not in entry.names and not _tells(seen, entry, i)]
    found = entry_choice(page, passages, judged, places) if places else []
    chosen = _trimmed(page, seen, _completed(page, seen, places, found))
    if not chosen:
        return None
    telling = [i for i in range(chosen[-1] + 1, entry.end) if seen[i].meta is not None]
    story = Story(Header(entry.start, entry.headline), chosen[0], labels=entry.labels)
    for index in range(entry.start, max([chosen[-1], *telling]) + 1):
        if index in chosen:
            story.roles[index] = kept_as(page.blocks[index], page.elements)
        else:
            shapes[index] = seen[index]
            story.roles[index] = entry.names.get(index) or _reason(page, shapes, index, entry.headline, again)
    return story


def _tells(seen: Mapping[int, Shape], entry: Entry, index: int) -> bool:
    """Whether a line is one of metadata: by its form, or by its size above the first paragraph."""
    here = seen[index]
    return here.meta is not None or (index < entry.first and here.kind is not Kind.PROSE and here.words <= FEW)


def _completed(page: Page, seen: Mapping[int, Shape], places: Sequence[int], chosen: Sequence[int]) -> list[int]:
    """With the sentences that stand in elements like those of the others: short last paragraphs."""
    alike = {_mark(page, index) for index in chosen}
    more = {i for i in places if seen[i].kind is Kind.PROSE and _mark(page, i) in alike}
    return sorted({*chosen, *more})


def _mark(page: Page, index: int) -> tuple[str, str, int]:
    element = page.elements[page.blocks[index].element]
    return element.tag, element.tokens, element.depth


def _trimmed(page: Page, seen: Mapping[int, Shape], chosen: list[int]) -> list[int]:
    """Without the links and labelled lines ("LENGTH: 345 words") with which an entry begins and ends."""
    inner = [i for i in chosen if not _is_edge(page.blocks[i], seen[i])]
    if not inner:
        return []
    last = max((i for i in inner if not _is_stray(page, seen[i], i)), default=inner[-1])
    return [i for i in chosen if inner[0] <= i <= last]


def _is_edge(block: MarkupBlock, here: Shape) -> bool:
    if here.words > MOST_OF_EDGE or here.text.endswith((".", "!", "?")):
        return False
    return block.linked * 2 > block.end - block.start or begins_with_label(here.text)


def _is_stray(page: Page, here: Shape, index: int) -> bool:
    """A short line below the last sentence, in no list: "Share this:"."""
    short = here.kind is not Kind.PROSE and here.words <= MOST_OF_EDGE
    return short and kept_as(page.blocks[index], page.elements) not in (Role.LIST_ITEM, Role.TABLE)


def whole_page(page: Page) -> Story:
    """One story of all blocks, without a header."""
    story = Story(Header(0), 0)
    story.roles = {index: kept_as(block, page.elements) for index, block in enumerate(page.blocks)}
    return story


def _reason(
    page: Page, shapes: Sequence[Shape], index: int, headline: int | None, again: NDArray[np.bool_]
) -> CutReason:
    if index == headline:
        return CutReason.HEADLINE
    if headline is not None and folded(shapes[index].text) == folded(shapes[headline].text):
        return CutReason.REPEAT
    found = shapes[index]
    if found.meta is not None and found.meta.parts:
        return found.meta.parts[0].reason
    if found.reason is None and again[index]:
        return CutReason.RECURRING
    return found.reason or cut_as(page.blocks[index], page.elements)
