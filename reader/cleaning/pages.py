"""An HTML page becomes stories: its blocks are scored, the best run of them is the article."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.edits import Draft
from reader.cleaning.headers import Header
from reader.cleaning.markup import Page
from reader.cleaning.passages import Passage
from reader.cleaning.regions import cut_as, headline_of, kept_as
from reader.cleaning.repair import repairs
from reader.cleaning.shapes import Shape
from reader.cleaning.stories import Story
from reader.cleaning.wordlists import folded
from reader.model import CutReason, Role


def page_passages(page: Page) -> list[Passage]:
    """The blocks as passages; between them stands white space, or nothing at all."""
    source = page.source
    return [Passage(Draft(source, b.start, b.end, repairs(source, b.start, b.end)), 0) for b in page.blocks]


def page_stories(page: Page, shapes: Sequence[Shape], title: str | None) -> list[Story]:
    """The story of a page; none where nothing on it is prose."""
    texts = [s.text for s in shapes]
    body = _best_run(page, shapes)
    if not body:
        return []
    headline = headline_of(page, texts, (title or "").casefold())
    start = headline if headline is not None and headline < body[0] and body[0] - headline < 40 else body[0]
    header = Header(start, headline if start == headline else None)
    story = Story(header, body[0])
    chosen = set(body)
    for index in range(start, body[-1] + 1):
        story.roles[index] = _role(page, shapes, index, headline, index in chosen)
    return [story]


def _role(page: Page, shapes: Sequence[Shape], index: int, headline: int | None, chosen: bool) -> Role | CutReason:
    if index == headline:
        return CutReason.HEADLINE
    if chosen:
        return kept_as(page.blocks[index], page.elements)
    if headline is not None and folded(shapes[index].text) == folded(shapes[headline].text):
        return CutReason.REPEAT
    found = shapes[index]
    if found.meta is not None:
        return found.meta.parts[0].reason
    return found.reason or cut_as(page.blocks[index], page.elements)


def _best_run(page: Page, shapes: Sequence[Shape]) -> list[int]:
    """The stretch of blocks with the most words out of links."""
    best, most, running, begin = (0, 0), 0.0, 0.0, 0
    worth = [_worth(page, shapes, i) for i in range(len(shapes))]
    for index, value in enumerate(worth):
        if running <= 0:
            running, begin = 0.0, index
        running += value
        if running > most:
            best, most = (begin, index + 1), running
    return [i for i in range(*best) if worth[i] > -9]


def _worth(page: Page, shapes: Sequence[Shape], index: int) -> float:
    block = page.blocks[index]
    linked = block.linked / max(1, block.end - block.start)
    return shapes[index].words * (1 - linked) - 10
