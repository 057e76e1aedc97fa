"""Cleaning anew what is in the library: what would change in a record, and having it stand so.

Where the new cleaning draws other borders, each article keeps its id and all that the user made of it as the one that
overlaps it most. What cleaning made is changed, in `stated` where the user corrected it, and his corrections are
applied to that again; which of them, and of his notes, would have no place any more is part of the proposal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from reader.errors import LibraryError
from reader.library import arranging, borders, placing, states
from reader.library.arrangements import Arrangement
from reader.library.arranging import overlap
from reader.library.journal import Journal
from reader.library.placing import Unplaced
from reader.library.siterules import SiteRules
from reader.model import (
    Article,
    Changes,
    Cleaned,
    DateOrigin,
    Record,
    RecordKind,
    Stretch,
    restore,
)

_NOTHING_STATED = "plain text"  # the format in which a record says nothing of itself but in its lines


@dataclass(frozen=True)
class Stored:
    """A record as it stands in the library."""

    number: int
    dump: int
    kind: RecordKind
    moment: datetime | None  # what relative times are held against
    users: datetime | None  # the same, where the user set it
    stands: Arrangement
    binned: frozenset[str] = frozenset()  # of its articles, by id

    @property
    def articles(self) -> tuple[Article, ...]:
        """As cleaning made them, in order."""
        return self.stands.articles

    @cached_property
    def source(self) -> str | None:
        """The source text; None where some of it is no longer in the library."""
        text = source_of(self.articles, self.stands.leftover)
        return text if len(text) == self.stands.length else None

    @property
    def record(self) -> Record | None:
        """The record as it came in, where the library alone can tell: of plain text."""
        if self.kind is not RecordKind.TEXT or self.source is None:
            return None
        at = self.articles[0].provenance
        record = Record(at, self.source, moment=self.moment)
        if at.format == _NOTHING_STATED or len(self.articles) > 1:
            return record
        only = self.articles[0]  # a mail, a crawled page: what the dump stated of it stands in the article
        return replace(
            record,
            title=only.title,
            source=only.source,
            author=only.author,
            published=only.published,
            url=only.url,
            language=only.language,
            section=only.section,
            fields=only.fields,
        )


class Proposal(NamedTuple):
    """What cleaning would now make of a record. `after` is None where it cannot be compared, and stays as it is."""

    number: int
    before: tuple[Article, ...]
    after: tuple[Article, ...] | None
    leftover: tuple[Stretch, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def divided(self) -> bool:
        """Whether there would be other articles than before."""
        return self.after is not None and [a.id for a in self.before] != [a.id for a in self.after]

    @property
    def changed(self) -> list[tuple[Article | None, Article | None]]:
        """The articles that would change, as they are and as they would be; None: there is none."""
        old = {each.id: each for each in self.before}
        new = {each.id: each for each in self.after or ()}
        pairs = ((old.get(id_), new.get(id_)) for id_ in {**old, **new})
        return [] if self.after is None else [(a, b) for a, b in pairs if a != b]


def source_of(articles: Iterable[Article], leftover: Iterable[Stretch]) -> str:
    """A record's source text from its parts."""
    parts = {part.start: part.text for part in leftover}
    parts |= {each.extent[0]: restore(each.text, each.cuts) for each in articles}
    return "".join(parts[start] for start in sorted(parts))


def records(connection: sqlite3.Connection, *, text: bool, dump: int | None = None) -> Iterable[int]:
    """Numbers of the records of plain text, or of the others, in import order, but for dumps in the bin."""
    sql = f"""SELECT id FROM record WHERE kind {"=" if text else "<>"} ? AND (? IS NULL OR dump = ?)
        AND dump NOT IN (SELECT id FROM dump WHERE removed) ORDER BY id"""  # noqa: S608 (constants)
    return (number for (number,) in connection.execute(sql, (RecordKind.TEXT.value, dump, dump)))


def records_at(
    connection: sqlite3.Connection, dump: int, member: str, offset: int, sha256: str | None = None
) -> list[int]:
    """Numbers of the records at a place of a dump; with `sha256` of those that are the same to the byte."""
    sql = """SELECT r.id FROM member m JOIN record r ON r.member = m.id AND r.dump = m.dump
        WHERE m.dump = ? AND m.name = ? AND r.place = ? AND (? IS NULL OR r.sha256 = ?)"""
    values = (dump, member, offset, sha256, bytes.fromhex(sha256 or ""))
    return [number for (number,) in connection.execute(sql, values)]


def number_of(connection: sqlite3.Connection, id_: str) -> int | None:
    """The number of an article's record."""
    row = connection.execute("SELECT record FROM article WHERE key = ?", (bytes.fromhex(id_),)).fetchone()
    return int(row[0]) if row else None


def stored(connection: sqlite3.Connection, number: int) -> Stored | None:
    """A record as it stands; None where it, or every article of it, is no longer in the library."""
    found = connection.execute(
        """SELECT r.dump, r.kind, d.modified, d.moment FROM record r JOIN dump d ON d.id = r.dump
        WHERE r.id = ?""",
        (number,),
    ).fetchone()
    if found is None:
        return None
    dump, kind, modified, moment = found
    stands = arranging.current(connection, number)
    against, own = (datetime.fromisoformat(each) if each else None for each in (moment or modified, moment))
    binned = frozenset(each.id for each in stands.articles if states.is_binned(connection, bytes.fromhex(each.id)))
    return Stored(number, dump, RecordKind(kind), against, own, stands, binned) if stands.articles else None


def proposal(
    connection: sqlite3.Connection, rules: SiteRules, old: Stored, cleaned: Cleaned, *, whole: bool
) -> Proposal | None:
    """What would change; None where everything stays as it is.

    `whole`: the record was read from its dump again, so that all that is said of it is known.
    """
    if old.source is None or not cleaned.articles or source_of(cleaned.articles, cleaned.leftover) != old.source:
        return Proposal(old.number, old.articles, None)
    found = tuple(rules.applied(each) for each in cleaned.articles)
    after = _named(old.articles, found, whole=whole)
    if after == old.articles:
        return None
    lost = placing.unplaced(connection, old.articles, after)
    return Proposal(old.number, old.articles, after, cleaned.leftover, lost)


def _named(old: Sequence[Article], new: Sequence[Article], *, whole: bool) -> tuple[Article, ...]:
    """The new articles with the ids of the old ones that they overlap most, the largest overlap first."""
    pairs = [(overlap(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    follows: dict[int, int] = {}
    for size, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if size and j not in follows and i not in follows.values():
            follows[j] = i
    taken = {each.id for each in old}
    made: list[Article] = []
    for j, article in enumerate(new):
        if j in follows:
            made.append(_merged(old[follows[j]], article, whole=whole))
        else:
            made.append(replace(article, id=borders.free_id(article, taken)))
            taken.add(made[-1].id)
    return tuple(made)


def _merged(old: Article, new: Article, *, whole: bool) -> Article:
    """The new cleaning of an old article; what the dump stated beside the text may be in the old one alone."""
    if whole:
        return replace(new, id=old.id, provenance=old.provenance, version=old.version)
    return replace(
        old,
        title=new.title or old.title,
        source=new.source or old.source,
        author=new.author or old.author,
        published=new.published if new.published.how is DateOrigin.STATED else old.published,
        text=new.text,
        blocks=new.blocks,
        cuts=new.cuts,
        extent=new.extent,
    )


def carry_out(connection: sqlite3.Connection, step: int, proposals: Sequence[Proposal]) -> Changes:
    """Have records stand as proposed, and note for the step how they stood."""
    changed: set[str] = set()
    for each in proposals:
        now = stored(connection, each.number)
        if now is None or now.articles != each.before or each.after is None:
            continue  # changed meanwhile: the next cleaning looks at it again
        wanted = now.stands._replace(articles=each.after, leftover=each.leftover)
        arranging.arrange(connection, step, each.number, wanted, by_user=False)
        changed.update(article.id for pair in each.changed for article in pair if article is not None)
    return Changes(frozenset(changed), listing=bool(changed), states=bool(changed), marks=bool(changed))


def rearrange(
    connection: sqlite3.Connection, journal: Journal, old: Stored, wanted: Arrangement, words: str
) -> Changes:
    """The user divides a record otherwise. Raises LibraryError where it has changed since it was looked at."""
    if stored(connection, old.number) != old:
        raise LibraryError("The record has changed meanwhile; try it again.")
    rules = SiteRules(connection)
    known = {each.id for each in old.articles}
    articles = tuple(each if each.id in known else rules.applied(each) for each in wanted.articles)
    step = journal.begin("border", {})
    journal.name(step, words)
    ids = arranging.arrange(connection, step, old.number, wanted._replace(articles=articles), by_user=True)
    return Changes(frozenset(ids), listing=True, states=True, marks=True, note=words)
