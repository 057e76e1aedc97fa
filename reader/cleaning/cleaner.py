"""The one entrance: a record in, its articles and leftover out. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.articles import article_of
from reader.cleaning.inline import gallery_numbers
from reader.cleaning.passages import passages
from reader.cleaning.shapes import shape
from reader.cleaning.stories import stories
from reader.model import Article, Cleaned, Record, Stretch

CLEANER_VERSION = "1"


def clean(record: Record) -> Cleaned:
    """The articles of a record in order, and the stretches of its source text outside them.

    Extents and leftover together cover the source text exactly; `restore(article.text, article.cuts)`
    is the article's extent.
    """
    source = record.content
    shapes = [shape(passage) for passage in passages(source)]
    numbers = frozenset(n for s in shapes for n in gallery_numbers(s.text))
    made = (article_of(record, source, shapes, story, numbers) for story in stories(shapes, record.title))
    articles = tuple(article for article in made if article.text)
    return Cleaned(articles, _leftover(source, articles), len(source))


def _leftover(source: str, articles: Sequence[Article]) -> tuple[Stretch, ...]:
    edges = [0, *(place for article in articles for place in article.extent), len(source)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(Stretch(start, end, source[start:end]) for start, end in pairs if start < end)
