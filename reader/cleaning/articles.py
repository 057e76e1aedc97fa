"""A story of the sequence becomes an article: title, source, author, time, text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.cleaning.assembly import Assembled, assemble
from reader.cleaning.dates import Reading
from reader.cleaning.inline import Junk
from reader.cleaning.language import guess_language
from reader.cleaning.metalines import is_publication
from reader.cleaning.shapes import Kind, Shape
from reader.cleaning.stories import Story
from reader.cleaning.wordlists import either
from reader.model import Article, CutReason, DateOrigin, PublishedDate, Record, article_id

_LEAD = re.compile(r"^(?:[-–—•*·>»#]+\s+)")
_DATELINE = re.compile(rf"^(?:[A-ZÀ-Þ][\w .,'’/-]{{1,60}} )?[(\[]({either('wires')})[)\]]\s?[-–—]")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the lines of a story say about it."""

    title: str
    source: str | None
    author: str | None
    section: str | None
    url: str | None
    readings: tuple[Reading, ...]


_OF_PUBLICATION = frozenset({DateOrigin.STATED, DateOrigin.SENT})
NOTHING_STATED = Stated("", None, None, None, None, ())


def article_of(
    record: Record,
    source: str,
    shapes: Sequence[Shape],
    story: Story,
    numbers: frozenset[str],
    *,
    alone: bool,
) -> Article:
    """The article that a story is. `alone`: the record holds no other, so what it states goes first."""
    passages = {i: shapes[i].passage for i in range(story.start, story.last + 1)}
    finer = {
        i: parts_of_line(shapes[i]) for i, role in story.roles.items() if isinstance(role, CutReason) and shapes[i].meta
    }
    done = assemble(source, passages, story.roles, finer, numbers)
    return made(record, done, said_by(shapes, story), alone=alone)


def made(record: Record, done: Assembled, said: Stated, *, alone: bool = True) -> Article:
    """The article of a text, from what the record states and what its own lines say.

    The dump's word on a record goes first where the record is this one article; in a page of several
    stories each one's own lines do.
    """
    read = Stated(record.title or "", record.source, record.author, record.section, record.url, ())
    first, second = (read, said) if alone else (said, read)
    language = record.language or guess_language(done.text)
    return Article(
        id=article_id(record.provenance, done.extent[0]),
        provenance=record.provenance,
        title=first.title or second.title,
        text=done.text,
        blocks=done.blocks,
        cuts=done.cuts,
        extent=done.extent,
        source=first.source or second.source or _from_dateline(done),
        author=first.author or second.author,
        published=_published(record, said.readings, language, alone=alone),
        url=first.url or second.url,
        language=language,
        section=first.section or second.section,
        fields=record.fields,
    )


def parts_of_line(shape: Shape) -> list[Junk]:
    """The parts of a line of metadata, as cuts of their own."""
    lead = len(shape.text) - len(shape.text.lstrip())
    parts = shape.meta.parts if shape.meta else ()
    return [Junk(lead + p.start, lead + p.end, p.reason) for p in parts if p.start < p.end]


def said_by(shapes: Sequence[Shape], story: Story) -> Stated:
    metas = [meta for i in sorted(story.roles) if (meta := shapes[i].meta) and isinstance(story.roles[i], CutReason)]
    names = [
        _LEAD.sub("", shapes[i].text.strip()) for i in sorted(story.roles) if _is_source(shapes[i], story.roles[i])
    ]
    values: dict[CutReason, str] = {}
    for part in (part for meta in metas for part in meta.parts):
        values.setdefault(part.reason, part.value)
    headline = story.header.headline
    title = values.get(CutReason.HEADLINE) or (
        _LEAD.sub("", shapes[headline].text.strip()) if headline is not None else ""
    )
    return Stated(
        title=title,
        source=values.get(CutReason.SOURCE) or _publication(names),
        author=values.get(CutReason.BYLINE),
        section=values.get(CutReason.SECTION) or next(_sections(shapes, story), None),
        url=link if (link := values.get(CutReason.NAVIGATION, "")).startswith(("http", "www")) else None,
        readings=tuple(reading for meta in metas for reading in meta.readings if not reading.clock_only),
    )


def _publication(names: Sequence[str]) -> str | None:
    """The likeliest of several names: one that stands twice, a known kind of name, the one next to the story."""
    ranked = sorted(enumerate(names), key=lambda n: (names.count(n[1]) > 1, is_publication(n[1]), n[0]))
    return ranked[-1][1] if ranked else None


def _is_source(shape: Shape, role: object) -> bool:
    return role is CutReason.SOURCE and shape.kind is Kind.SHORT


def _sections(shapes: Sequence[Shape], story: Story) -> Iterator[str]:
    return (
        shapes[i].text for i, role in story.roles.items() if role is CutReason.SECTION and shapes[i].kind is Kind.SHORT
    )


def _from_dateline(done: Assembled) -> str | None:
    """The agency in "LONDON (Reuters) - ...", which stays in the text."""
    match = next((m for b in done.blocks[:2] if (m := _DATELINE.match(done.text[b.start : b.start + 120]))), None)
    return match[1] if match else None


def _published(record: Record, readings: Sequence[Reading], language: str | None, *, alone: bool) -> PublishedDate:
    """The first date of publication that the lines state, else of an update, else what the record states.

    A record of one article that states its date is believed first; when it was crawled or saved is no such date.
    """
    if alone and record.published.moment and record.published.how in _OF_PUBLICATION:
        return record.published
    for reading in sorted(readings, key=lambda r: r.updated):
        return reading.published(record.moment, language)
    return record.published
