"""Putting dumps into the library: whole batches, each in one transaction."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from reader.library import (
    anchoring,
    carrying,
    corrections,
    garbage,
    packing,
    pictures,
    reading,
    siterules,
    states,
    tokens,
)
from reader.library.accounts import now
from reader.library.bodies import Bodies
from reader.library.connection import transaction
from reader.library.details import lead, pack_detail, word_count
from reader.library.numbering import Numbers
from reader.library.pictures import Keeper
from reader.library.places import Places
from reader.model import Article, Cleaned, Picture, Record

# FTS5 collects a transaction's words in memory: with its own 1 MB the index takes 1,400 articles/s,
# with 64 MB 3,500. Merging is for idle time: during an import it wrote 24 GB for a file of 2.8.
_HASH = 64 << 20
_ASKED = 500  # values in one statement
_BY_ROW = itemgetter(0)

Pair = tuple[Record, Cleaned]


def tune(connection: sqlite3.Connection) -> None:
    """Set the index up for imports; `hashsize` lasts as long as the connection."""
    for name, value in (("automerge", 0), ("hashsize", _HASH)):
        connection.execute("INSERT INTO search(search, rank) VALUES (?, ?)", (name, value))


class Importer:
    """Adds batches of records. Keeps the numbers of sources and members in memory between them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers = Numbers(connection)
        self._tuned = False
        self.keeper = Keeper(connection)

    def forget_numbers(self) -> None:
        """Look sources, members and pictures up anew: some may have been taken out, or rolled back."""
        self.keeper.forget_room()
        self._numbers.forget()

    def add(self, dump: int, batch: Sequence[Pair], found: Sequence[Picture] = ()) -> list[str]:
        """Add whole records and pictures in one transaction; returns the ids of the new articles, in order.

        A record, or an article, that is there already is left as it is.
        """
        if not self._tuned:
            tune(self._connection)
            self._tuned = True
        try:
            with garbage.put_off(), transaction(self._connection):
                new = _Batch(self._connection, dump, self._numbers).add(batch)
                if found:
                    self.keeper.keep(dump, found)
                return new
        except BaseException:
            self.forget_numbers()
            raise


def insert(connection: sqlite3.Connection, dump: int, record: int, member: str, articles: Sequence[Article]) -> None:
    """Put articles into a record that is there, within the caller's transaction; their marks are made again."""
    _Batch(connection, dump, Numbers(connection)).write([_New(member, record, article) for article in articles])


class _New(NamedTuple):
    """An article that is not in the library yet, with its member, its record's number, and that one where it is new."""

    member: str
    number: int
    article: Article
    record: Record | None = None


class _Batch:
    """One transaction's worth of rows, gathered and written table by table."""

    def __init__(self, connection: sqlite3.Connection, dump: int, numbers: Numbers) -> None:
        self._connection = connection
        self._dump = dump
        self._numbers = numbers

    def add(self, batch: Sequence[Pair]) -> list[str]:
        fresh = self._as_wanted(self._fresh(batch))
        if not fresh:
            return []
        self.write(fresh)
        # What the user made of them, elsewhere or when they were here before.
        carrying.carry(self._connection, [(new.record, new.article) for new in fresh if new.record], now())
        ids = [new.article.id for new in fresh]
        states.relink(self._connection, ids)
        return ids

    def _fresh(self, batch: Sequence[Pair]) -> list[_New]:
        """The articles that are new, of records that are new and are put in here."""
        known = self._known_articles(batch)
        fresh: list[_New] = []
        for (record, cleaned), number in zip(batch, self._add_records(batch), strict=True):
            if number is None:
                continue
            for article in cleaned.articles:
                if article.id not in known:
                    known.add(article.id)
                    fresh.append(_New(record.provenance.member, number, article, record))
        return fresh

    def _as_wanted(self, fresh: list[_New]) -> list[_New]:
        """The articles with the user's corrections, rules and notes; mostly there are none of all three."""
        rules = siterules.SiteRules(self._connection)
        corrected = corrections.any_made(self._connection)
        noted = anchoring.any_made(self._connection)
        if not (rules or corrected or noted):
            return fresh
        wanted: list[_New] = []
        for new in fresh:
            article = rules.applied(new.article)
            if corrected:
                article = corrections.arriving(self._connection, article)
            if noted:
                anchoring.anchor(self._connection, article)
            wanted.append(new._replace(article=article))
        return wanted

    def _known_articles(self, batch: Sequence[Pair]) -> set[str]:
        keys = [bytes.fromhex(article.id) for _, cleaned in batch for article in cleaned.articles]
        known: set[str] = set()
        for start in range(0, len(keys), _ASKED):
            part = keys[start : start + _ASKED]
            rows = self._connection.execute(f"SELECT key FROM article WHERE key IN ({reading.holes(part)})", part)
            known.update(key.hex() for (key,) in rows)
        return known

    def _add_records(self, batch: Sequence[Pair]) -> list[int | None]:
        """Numbers of the records, None for one that is there already."""
        number = (self._connection.execute("SELECT max(id) FROM record").fetchone()[0] or 0) + 1
        numbers: list[int | None] = []
        rows: list[tuple[object, ...]] = []
        figures: list[tuple[object, ...]] = []
        places = [self._place(record) for record, _ in batch]
        there = self._known_records(places)
        for (record, cleaned), place in zip(batch, places, strict=True):
            if place in there:
                numbers.append(None)
                continue
            there.add(place)
            at = record.provenance
            leftover = packing.pack_stretches(cleaned.leftover) if cleaned.leftover else None
            facts = at.length, at.compressed_offset, at.format, record.kind.value, cleaned.length, leftover
            rows.append((number, self._dump, *place, *facts))
            numbers.append(number)
            figures += pictures.figure_rows(self._dump, number, record, cleaned)
            number += 1
        self._connection.executemany(
            """INSERT INTO record (id, dump, member, place, sha256, length, packed_place, format, kind,
            source_length, leftover) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            rows,
        )
        self._connection.executemany(pictures.INSERT_FIGURE, figures)
        return numbers

    def _place(self, record: Record) -> tuple[int, int, bytes]:
        """What tells a record of this dump from all others: member, offset, hash."""
        at = record.provenance
        return self._numbers.member(self._dump, at.member), at.offset, bytes.fromhex(at.record_sha256)

    def _known_records(self, places: Sequence[tuple[int, int, bytes]]) -> set[tuple[int, int, bytes]]:
        """Those that are in the library: one look-up for each member, not for each record."""
        spans: dict[int, list[int]] = {}
        for member, offset, _ in places:
            spans.setdefault(member, []).append(offset)
        sql = "SELECT member, place, sha256 FROM record WHERE dump = ? AND member = ? AND place BETWEEN ? AND ?"
        return {
            row
            for member, offsets in spans.items()
            for row in self._connection.execute(sql, (self._dump, member, min(offsets), max(offsets)))
        }

    def write(self, fresh: Sequence[_New]) -> None:
        """All rows, by ascending row ids: anything else makes the index flush its memory early."""
        bodies, places = Bodies(self._connection), Places(self._connection)
        rowids = places.take_all([new.article.published for new in fresh])
        texts = bodies.take([new.article for new in fresh])
        articles, details, indexed = [], [], []
        for (member, number, article, _), rowid, (text, mark) in zip(fresh, rowids, texts, strict=True):
            source = self._numbers.source(article.source)
            articles.append(_article_row(rowid, number, text, source, article))
            details.append((rowid, pack_detail(article, mark)))
            indexed.append(_indexed_row(rowid, source, self._dump, member, article))
        run = self._connection.executemany
        bodies.write()
        run(
            """INSERT INTO article (id, key, record, text, source, unread, version, words, extent_start, extent_end,
            moment, precision, how, language, title, lead) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            sorted(articles, key=_BY_ROW),
        )
        run("INSERT INTO detail (id, packed) VALUES (?, ?)", sorted(details, key=_BY_ROW))
        rowids.sort()
        for queue in (states.PENDING, states.UNRELATED):
            run("INSERT INTO state (kind, id) VALUES (?, ?)", [(queue, rowid) for rowid in rowids])
        run("INSERT INTO search (rowid, title, text, filter) VALUES (?, ?, ?, ?)", sorted(indexed, key=_BY_ROW))
        copies = "INSERT OR IGNORE INTO state SELECT ?, id FROM article WHERE text = ? AND words > 0"
        run(copies, [(states.COPY, text) for text in bodies.shared])
        count = "UPDATE dump SET articles = articles + ? WHERE id = ?"
        self._connection.execute(count, (len(fresh), self._dump))


def _article_row(rowid: int, record: int, text: int, source: int | None, article: Article) -> tuple[object, ...]:
    when = article.published
    return (
        rowid,
        bytes.fromhex(article.id),
        record,
        text,
        source,
        article.version,
        word_count(article.text),
        *article.extent,
        when.moment,
        when.precision and when.precision.value,  # sqlite3 takes 1 us to find out that a member of an enum is a text
        when.how and when.how.value,
        article.language,
        article.title,
        lead(article.text),
    )


def _indexed_row(rowid: int, source: int | None, dump: int, member: str, article: Article) -> tuple[int, str, str, str]:
    filters = tokens.filter_tokens(
        source=source,
        dump=dump,
        member=member,
        language=article.language,
        how=article.published.how,
        has_cuts=bool(article.cuts),
        author=article.author,
        section=article.section,
        url=article.url,
    )
    return rowid, tokens.indexable(article.title), tokens.indexable(article.text), filters
