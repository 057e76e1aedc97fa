"""A story of the sequence becomes an article: title, source, author, time, text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from reader.cleaning.assembly import Assembled, assemble
from reader.cleaning.authors import catalogued, person_and_paper, title_without_marks
from reader.cleaning.datelines import Dateline, dateline
from reader.cleaning.dates import Reading, read_date, with_clocks
from reader.cleaning.inline import Junk
from reader.cleaning.language import guess_language
from reader.cleaning.metadata import MetaLine
from reader.cleaning.names import is_publication
from reader.cleaning.shapes import Kind, Shape
from reader.cleaning.stories import NUMBER, Story
from reader.model import UNDATED, Article, CutReason, DateOrigin, PublishedDate, Record, article_id

_LEAD = re.compile(r"^(?:[-–—•*·>»#]+\s+)")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the lines of a story say about it."""

    title: str
    source: str | None
    author: str | None
    section: str | None
    url: str | None
    readings: tuple[Reading, ...]


TOP = 4  # lines of a page in which its own name stands
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
    said = said_by(shapes, story)
    if link := story.labels.get(CutReason.NAVIGATION):
        said = replace(said, url=_absolute(link, record.url))
    if alone and not said.source:
        said = replace(said, source=_masthead(shapes))
    done = assemble(source, passages, story.roles, finer, numbers)
    return made(record, done, said, alone=alone)


def made(record: Record, done: Assembled, said: Stated, *, alone: bool = True) -> Article:
    """The article of a text, from what the record states and what its own lines say.

    The dump's word on a record goes first where the record is this one article; in a page of several
    stories each one's own lines do.
    """
    read = Stated(record.title or "", record.source, catalogued(record.author), record.section, record.url, ())
    first, second = (read, said) if alone else (said, read)
    language = record.language or guess_language(done.text)
    opening = _opening(done)
    readings = said.readings or ((opening.reading,) if opening and opening.reading else ())
    return Article(
        id=article_id(record.provenance, done.extent[0]),
        provenance=record.provenance,
        title=first.title or second.title,
        text=done.text,
        blocks=done.blocks,
        cuts=done.cuts,
        extent=done.extent,
        source=first.source or second.source or (opening and opening.agency) or host_of(first.url or second.url),
        author=first.author or second.author,
        published=_published(record, readings, language, alone=alone),
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
    lines = [i for i in sorted(story.roles) if shapes[i].meta and isinstance(story.roles[i], CutReason)]
    metas = [meta for i in lines if (meta := shapes[i].meta)]
    names = [
        _LEAD.sub("", shapes[i].text.strip()) for i in sorted(story.roles) if _is_source(shapes[i], story.roles[i])
    ]
    values: dict[CutReason, str] = {}
    for part in (part for meta in metas for part in meta.parts):
        values.setdefault(part.reason, part.value)
    values |= story.labels
    marked = read_date(story.labels.get(CutReason.TIME, ""))
    headline = story.header.headline
    above = sum(i < (headline or 0) for i in lines)
    near = metas[above:] + metas[:above]  # a masthead's day above the headline gives way to the story's own
    line = _LEAD.sub("", shapes[headline].text.strip()) if headline is not None else ""
    title = values.get(CutReason.HEADLINE) or (NUMBER.sub("", line) if story.numbered else line)
    bare, bar, behind = title.rpartition(" | ")
    if bar and bare and is_publication(behind):  # as pages are called: "Ferry rests | Quay Herald"
        title, names = bare, names or [behind]
    named = next(_named_by_label(shapes, lines), None)
    signed = values.get(CutReason.BYLINE) or next(_people(shapes, story), "")
    author, paper = person_and_paper(signed, listed=any(_is_listed(shapes[i], signed) for i in lines))
    if not named:
        author, paper = _by_two_names(metas, author, values.get(CutReason.SOURCE) or paper)
    return Stated(
        title=title_without_marks(title),
        source=named or paper or _publication(names),
        author=author,
        section=values.get(CutReason.SECTION) or next(_sections(shapes, story), None),
        url=link if (link := values.get(CutReason.NAVIGATION, "")).startswith(("http", "www")) else None,
        readings=(*filter(None, [marked]), *(reading for meta in near for reading in with_clocks(meta.readings))),
    )


def _named_by_label(shapes: Sequence[Shape], lines: Sequence[int]) -> Iterator[str]:
    """Sources behind "Via:", "Source:": they go before names that say of themselves nothing, as of who sends it on."""
    for index in lines:
        text, meta = shapes[index].text, shapes[index].meta
        for part in meta.parts if meta else ():
            label = text[part.start : part.end].rpartition(part.value)[0] if part.value else ""
            if part.reason is CutReason.SOURCE and label.rstrip().endswith(":"):
                yield part.value


def _by_two_names(metas: Sequence[MetaLine], author: str | None, paper: str | None) -> tuple[str | None, str | None]:
    """Who wrote it and where, where a line has both names and says of none what it is: "Ada Firn · Skerry Gazette"."""
    names = [part.value for meta in metas for part in meta.parts if part.reason is CutReason.SOURCE]
    papers = [name for name in names if is_publication(name)]
    if not author and len(names) == 2 and len(papers) == 1 and paper in names:
        other = names[names[0] == papers[0]]
        return (other if _PERSON.fullmatch(other) else None), papers[0]
    return author, paper


_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,2}")


def _is_listed(shape: Shape, author: str) -> bool:
    """Whether a line is a label with the author, as catalogues have it."""
    return ":" in shape.text and shape.meta is not None and shape.meta.value(CutReason.BYLINE) == author


def _people(shapes: Sequence[Shape], story: Story) -> Iterator[str]:
    """Names that stand by themselves where a byline does."""
    return (
        shapes[i].text for i, role in story.roles.items() if role is CutReason.BYLINE and shapes[i].kind is Kind.SHORT
    )


def _publication(names: Sequence[str]) -> str | None:
    """The likeliest of several names: one that stands twice, a known kind of name, the one next to the story."""
    ranked = sorted(enumerate(names), key=lambda n: (names.count(n[1]) > 1, is_publication(n[1]), n[0]))
    return ranked[-1][1] if ranked else None


def _is_source(shape: Shape, role: object) -> bool:
    return role is CutReason.SOURCE and shape.kind is Kind.SHORT


def _masthead(shapes: Sequence[Shape]) -> str | None:
    """The name of a publication that stands over the whole page."""
    top = (s.text.strip() for s in shapes[:TOP] if s.kind is Kind.SHORT and s.name)
    return next((name for name in top if is_publication(name)), None)


def host_of(url: str | None) -> str | None:
    """The host of an address, as the name of a source that nothing names."""
    host = urlsplit(url).hostname if url and "//" in url else None
    return host.removeprefix("www.") if host else None


def _absolute(link: str, base: str | None) -> str | None:
    """Where a link of a page leads; None where the page's own address is not known."""
    try:
        address = urljoin(base or "", link)
    except ValueError:  # no address at all: a broken IPv6 host
        return None
    return address if address.startswith(("http://", "https://")) else None


def of_page(record: Record, shapes: Sequence[Shape], found: Sequence[Story]) -> Record:
    """What a page states of itself and all of its stories; what they say each for itself is said of none else.

    The first time or author in a page's markup is that of its first story.
    """
    said = [said_by(shapes, story) for story in found]
    dated, signed = any(s.readings for s in said), any(s.author for s in said)
    return replace(record, published=UNDATED if dated else record.published, author=None if signed else record.author)


def _sections(shapes: Sequence[Shape], story: Story) -> Iterator[str]:
    return (
        shapes[i].text for i, role in story.roles.items() if role is CutReason.SECTION and shapes[i].kind is Kind.SHORT
    )


def _opening(done: Assembled) -> Dateline | None:
    """The dateline of the first or second block, which stays in the text."""
    openings = (dateline(done.text[b.start : min(b.end, b.start + 120)]) for b in done.blocks[:2])
    return next(filter(None, openings), None)


def _published(record: Record, readings: Sequence[Reading], language: str | None, *, alone: bool) -> PublishedDate:
    """The first date of publication that the lines state, else of an update, else what the record states.

    A record of one article that states its date is believed first; when it was crawled or saved is no such date.
    """
    if alone and record.published.moment and record.published.how in _OF_PUBLICATION:
        return record.published
    for reading in sorted(readings, key=lambda r: r.updated):
        return reading.published(record.moment, language)
    return record.published
