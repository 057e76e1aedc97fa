"""Holding a dump's relative dates ("5 minutes ago") against the moment that the user gives it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime

from reader.library import Library, Reader
from reader.model import Article, Changes, Cleaned, DateOrigin, PublishedDate, Step

BATCH = 500  # a transaction: a date moves its article in the list and in the index


def redate(library: Library, dump_id: int, moment: datetime | None) -> Generator[Step, None, Changes]:
    """Give the dump `moment`, and its relative dates what follows; None: the file's own date again."""
    changes = library.set_dump_moment(dump_id, moment)
    basis = "user" if moment else "file"
    against = moment or _file_moment(library, dump_id)
    relative = library.relative_dates(dump_id)
    for start in range(0, len(relative), BATCH):
        yield Step(start, len(relative))
        batch = relative[start : start + BATCH]
        changes |= library.set_published([(each, _held_against(written, against, basis)) for each, written in batch])
    yield Step(len(relative), len(relative))
    return changes


def _held_against(as_written: str, moment: datetime | None, basis: str) -> PublishedDate:
    """The date that "5 minutes ago" was at `moment`; only its words where no moment is known."""
    if moment is None:
        return PublishedDate(how=DateOrigin.RELATIVE, as_written=as_written)
    from reader.cleaning import resolve_relative  # with all tables of languages: not for the window's first paint

    return resolve_relative(as_written, moment, basis)


def _file_moment(library: Library, dump_id: int) -> datetime | None:
    """The dump file's own date as it was at the import."""
    with Reader.open(library.path) as reader:
        return next((dump.modified for dump in reader.dumps() if dump.id == dump_id), None)


def at_moment(cleaned: Cleaned, moment: datetime | None) -> Cleaned:
    """`cleaned` with its relative dates held against the moment that the user gave the dump, if any."""
    if moment is None:
        return cleaned
    return replace(cleaned, articles=tuple(_article_at(article, moment) for article in cleaned.articles))


def _article_at(article: Article, moment: datetime) -> Article:
    date = article.published
    if date.as_written is None or date.how not in (None, DateOrigin.RELATIVE):
        return article
    return replace(article, published=_held_against(date.as_written, moment, "user"))
