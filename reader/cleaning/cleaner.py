"""The one entrance: a record in, its articles and leftover out. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.articles import article_of, of_page
from reader.cleaning.borders import arranged
from reader.cleaning.figures import figures_of, figures_placed
from reader.cleaning.kept import kept_article
from reader.cleaning.markup import Page, looks_like_markup, read_markup
from reader.cleaning.neighbours import settled
from reader.cleaning.pages import page_passages, page_stories, whole_page
from reader.cleaning.passages import passages
from reader.cleaning.picture_credits import gallery_numbers
from reader.cleaning.plain import plain_article
from reader.cleaning.selection import text_stories
from reader.cleaning.shapes import Kind, Shape, shape
from reader.cleaning.stories import Story, whole
from reader.model import Article, Borders, Cleaned, Figure, Record, RecordKind, Stretch

Prepared = tuple[str, list[Shape], list[Story], Page | None]  # the source text, its passages, the stories among them

CLEANER_VERSION = "4"


AS_FOUND = Borders()


def clean(record: Record, borders: Borders = AS_FOUND) -> Cleaned:
    """The articles of a record in order, and the stretches of its source text outside them.

    Extents and leftover together cover the source text exactly; `restore(article.text, article.cuts)`
    is the article's extent. `borders` are the user's, where he divided the record otherwise.
    """
    return arranged(_cleaned(record), borders, record.moment)


def _cleaned(record: Record) -> Cleaned:
    if record.blocks is not None and (kept := kept_article(record, record.blocks)) is not None:
        return Cleaned((kept,), (), len(record.content), figures_placed(record, (kept,)))
    if record.kind is RecordKind.STATED and (plain := plain_article(record)) is not None:
        figures = figures_placed(record, (plain,))
        return Cleaned((plain,), _leftover(record.content, (plain,)), len(record.content), figures)
    source, shapes, found, page = _KINDS[record.kind](record)
    told = (shapes[i] for story in found for i in story.roles)
    numbers = frozenset(n for s in told if len(s.text) > 40 for n in gallery_numbers(s.text))
    alone = len(found) == 1  # then what the dump states of the record is said of this very article
    whole = record if alone else of_page(record, shapes, found)
    made = (article_of(whole, source, shapes, story, numbers, alone=alone) for story in found)
    articles = tuple(article for article in made if article.text)
    return Cleaned(articles, _leftover(source, articles), len(source), _figures(record, page, found, articles))


def _figures(
    record: Record, page: Page | None, found: Sequence[Story], articles: Sequence[Article]
) -> tuple[Figure, ...]:
    if record.figures or page is None or record.shelf is None:
        return figures_placed(record, articles)
    roles = {index: role for story in found for index, role in story.roles.items()}
    return figures_of(page, record.shelf, roles, articles)


def _text(record: Record) -> Prepared:
    shapes = settled(record.content, [shape(passage) for passage in passages(record.content)])
    found = text_stories(shapes, record.title, record.recurring)
    if not found and shapes and (record.title or record.url):  # a mail, a crawled page: however short, it is one
        found = [whole(shapes)]
    return record.content, shapes, found, None


def _html(record: Record) -> Prepared:
    page = read_markup(record.content, images=record.shelf is not None)
    shapes, found = page_stories(page, page_passages(page), record.title, record.content, record.recurring)
    return page.source, shapes, found, page


def _stated(record: Record) -> Prepared:
    """A body that the dump states: every passage of it is the article, only junk run into them is cut."""
    if looks_like_markup(record.content):
        page = read_markup(record.content)
        shapes = [Shape(passage, Kind.PROSE, 0) for passage in page_passages(page)]
        return page.source, shapes, [whole_page(page)] if shapes else [], page
    shapes = [Shape(passage, Kind.PROSE, 0) for passage in passages(record.content)]
    return record.content, shapes, [whole(shapes)] if shapes else [], None


_KINDS = {RecordKind.TEXT: _text, RecordKind.HTML: _html, RecordKind.STATED: _stated}


def _leftover(source: str, articles: Sequence[Article]) -> tuple[Stretch, ...]:
    edges = [0, *(place for article in articles for place in article.extent), len(source)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(Stretch(start, end, source[start:end]) for start, end in pairs if start < end)
