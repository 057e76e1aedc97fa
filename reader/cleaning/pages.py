"""An HTML page becomes a story: the model chooses its blocks, the markup says what each of them is."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.edits import Draft
from reader.cleaning.headers import Header
from reader.cleaning.markup import Page
from reader.cleaning.passages import Passage
from reader.cleaning.regions import cut_as, headline_of, kept_as
from reader.cleaning.repair import repairs
from reader.cleaning.selection import FARTHEST, html_choice
from reader.cleaning.shapes import Kind, Shape, shape
from reader.cleaning.stories import Story
from reader.cleaning.wordlists import folded
from reader.model import CutReason


def page_passages(page: Page) -> list[Passage]:
    """The blocks as passages; between them stands white space, or nothing at all."""
    source = page.source
    return [Passage(Draft(source, b.start, b.end, repairs(source, b.start, b.end)), 0) for b in page.blocks]


def page_stories(page: Page, passages: Sequence[Passage], title: str | None) -> tuple[list[Shape], list[Story]]:
    """The shapes of all blocks, and the story of the page; none where nothing on it is prose.

    Only what is cut out of the story is looked at closely, to say why.
    """
    shapes = [Shape(passage, Kind.PROSE, 0) for passage in passages]
    texts = [passage.text for passage in passages]
    headline = headline_of(page, texts, (title or "").casefold())
    body = html_choice(page, passages, texts, title, headline)
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
            story.roles[index] = _reason(page, shapes, index, headline)
    return shapes, [story]


def whole_page(page: Page) -> Story:
    """One story of all blocks, without a header."""
    story = Story(Header(0), 0)
    story.roles = {index: kept_as(block, page.elements) for index, block in enumerate(page.blocks)}
    return story


def _reason(page: Page, shapes: Sequence[Shape], index: int, headline: int | None) -> CutReason:
    if index == headline:
        return CutReason.HEADLINE
    if headline is not None and folded(shapes[index].text) == folded(shapes[headline].text):
        return CutReason.REPEAT
    found = shapes[index]
    if found.meta is not None and found.meta.parts:
        return found.meta.parts[0].reason
    return found.reason or cut_as(page.blocks[index], page.elements)
