"""Cleaning anew what is in the library: records of plain text are rebuilt from it, and no dump is needed.

An article keeps its id and all that the user made of it where the new cleaning overlaps it most. What cleaning
made is changed, in `stated` where the user corrected it, and his corrections are applied to that again. A record
of which cleaning would now make more or fewer articles is left as it is, and counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from reader.library import corrections, packing, reading, rewriting
from reader.library.journal import Args
from reader.library.places import Places
from reader.library.siterules import SiteRules
from reader.model import (
    Article,
    Block,
    Changes,
    Cleaned,
    DateOrigin,
    Record,
    RecordKind,
    Role,
    Stretch,
    restore,
)


class Stored(NamedTuple):
    """A record of plain text as the library can rebuild it, and its articles as cleaning made them."""

    number: int
    record: Record
    articles: tuple[Article, ...]


class Proposal(NamedTuple):
    """What cleaning would now make of a record. `after` is None where it makes other articles than before."""

    number: int
    before: tuple[Article, ...]
    after: tuple[Article, ...] | None
    leftover: tuple[Stretch, ...] = ()

    @property
    def changed(self) -> list[tuple[Article, Article]]:
        """The articles that would change, as they are and as they would be."""
        pairs = zip(self.before, self.after or (), strict=False)
        return [(old, new) for old, new in pairs if old != new]


def text_records(connection: sqlite3.Connection) -> list[int]:
    """The records that can be cleaned anew, in import order."""
    rows = connection.execute("SELECT id FROM record WHERE kind = ? ORDER BY id", (RecordKind.TEXT.value,))
    return [number for (number,) in rows]


def stored(connection: sqlite3.Connection, number: int) -> Stored | None:
    """A record as it came in; None where some of it is no longer in the library."""
    found = connection.execute(
        """SELECT r.source_length, r.leftover, d.modified, d.moment FROM record r JOIN dump d ON d.id = r.dump
        WHERE r.id = ?""",
        (number,),
    ).fetchone()
    order = "SELECT id FROM article WHERE record = ? ORDER BY extent_start"
    rowids = [rowid for (rowid,) in connection.execute(order, (number,)).fetchall()]
    if found is None or not rowids:
        return None
    length, leftover, modified, moment = found
    articles = [corrections.stated(connection, reading.article(connection, rowid)) for rowid in rowids]
    parts = {part.start: part.text for part in packing.unpack_stretches(leftover)}
    parts |= {article.extent[0]: restore(article.text, article.cuts) for article in articles}
    source = "".join(parts[start] for start in sorted(parts))
    if len(source) != length:
        return None
    against = moment or modified
    record = Record(articles[0].provenance, source, moment=datetime.fromisoformat(against) if against else None)
    return Stored(number, record, tuple(articles))


def proposal(rules: SiteRules, old: Stored, cleaned: Cleaned) -> Proposal | None:
    """What would change; None where everything stays as it is."""
    if len(cleaned.articles) != len(old.articles) or cleaned.length != len(old.record.content):
        return Proposal(old.number, old.articles, None)
    matched = _matched(old.articles, cleaned.articles)
    if matched is None:
        return Proposal(old.number, old.articles, None)
    after = tuple(
        _merged(before, rules.applied(replace(new, source=new.source or before.source))) for before, new in matched
    )
    if after == old.articles:
        return None
    return Proposal(old.number, old.articles, after, cleaned.leftover)


def _matched(old: Sequence[Article], new: Sequence[Article]) -> list[tuple[Article, Article]] | None:
    """Each old article with the new one that overlaps it most; None where two want the same, or one has none."""
    pairs = [(before, max(new, key=lambda each: _overlap(before, each))) for before in old]
    if len({id(after) for _, after in pairs}) < len(old) or not all(_overlap(*pair) for pair in pairs):
        return None
    return pairs


def _overlap(first: Article, second: Article) -> int:
    return max(0, min(first.extent[1], second.extent[1]) - max(first.extent[0], second.extent[0]))


def _merged(old: Article, new: Article) -> Article:
    """The new cleaning of an old article; what the dump stated beside the text is in the old one alone."""
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
        before = connection.execute("SELECT leftover FROM record WHERE id = ?", (each.number,)).fetchone()[0]
        old = [_listed(article) for article in each.before], [list(_bare(s)) for s in packing.unpack_stretches(before)]
        new = [_listed(article) for article in each.after], [list(_bare(s)) for s in each.leftover]
        insert = "INSERT OR REPLACE INTO step_cleaning (step, record, before, after) VALUES (?, ?, ?, ?)"
        connection.execute(insert, (step, each.number, packing.pack(old), packing.pack(new)))
        _put(connection, each.number, new)
        changed.update(article.id for article, _ in each.changed)
    return Changes(frozenset(changed), listing=bool(changed), states=bool(changed), marks=bool(changed))


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Take a cleaning back, or do it again."""
    del args
    column = "after" if forwards else "before"
    sql = f"SELECT record, {column} FROM step_cleaning WHERE step = ?"  # noqa: S608 (constants)
    for record, packed in connection.execute(sql, (step,)).fetchall():
        _put(connection, record, packing.unpack(packed))
    return Changes(None, listing=True, states=True, marks=True)


def _put(connection: sqlite3.Connection, record: int, value: Sequence[Any]) -> None:
    """Have a record's articles stand as cleaning made them, with the user's corrections on top."""
    articles, leftover = value
    update = "UPDATE record SET leftover = ? WHERE id = ?"
    connection.execute(update, (packing.pack_stretches([Stretch(*part) for part in leftover]), record))
    for id_, *facts in articles:
        rowid = reading.rowid_of(connection, id_)
        if rowid is None:
            continue
        now = reading.article(connection, rowid)
        made = corrections.amendments(connection, bytes.fromhex(id_))
        stated = _unlisted(corrections.stated(connection, now), facts)
        if made:
            corrections.keep_stated(connection, stated)
        wanted = corrections.amended(stated, made)
        rewriting.rewrite(connection, Places(connection), rowid, now, wanted)


def _bare(stretch: Stretch) -> tuple[int, int, str]:
    return stretch.start, stretch.end, stretch.text


def _listed(article: Article) -> list[Any]:
    blocks = [[block.start, block.end, block.role.value] for block in article.blocks]
    when = corrections.listed(article.published)
    facts = [article.title, article.source, article.author, when, article.text, blocks]
    return [article.id, *facts, packing.pack_cuts(article.cuts), list(article.extent)]


def _unlisted(now: Article, facts: Sequence[Any]) -> Article:
    title, source, author, when, text, blocks, cuts, extent = facts
    return replace(
        now,
        title=title,
        source=source,
        author=author,
        published=corrections.unlisted_date(when),
        text=text,
        blocks=tuple(Block(start, end, Role(role)) for start, end, role in blocks),
        cuts=packing.unpack_cuts(cuts),
        extent=(extent[0], extent[1]),
    )
