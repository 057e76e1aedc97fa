"""Putting dumps into the library: whole batches, each in one transaction."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.library import anchoring, carrying, corrections, packing, pictures, siterules, states, tokens
from reader.library.connection import transaction
from reader.library.entries import DumpEntry
from reader.library.pictures import Keeper
from reader.library.places import Places
from reader.model import Article, Changes, Cleaned, ImportReport, Picture, Problem, Record, restore

# FTS5 collects a transaction's words in memory: with its own 1 MB the index takes 1,400 articles/s,
# with 64 MB 3,500. Merging is for idle time: during an import it wrote 24 GB for a file of 2.8.
_HASH = 64 << 20


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def tune(connection: sqlite3.Connection) -> None:
    """Set the index up for imports; `hashsize` lasts as long as the connection."""
    for name, value in (("automerge", 0), ("hashsize", _HASH)):
        connection.execute("INSERT INTO search(search, rank) VALUES (?, ?)", (name, value))


_ENTRY = (
    """SELECT id, name, path, sha256, format, size, modified, moment, found, articles, complete, removed FROM dump"""
)


def entry(row: Sequence[Any]) -> DumpEntry:
    """A row of `_ENTRY` as a DumpEntry."""
    id_, name, path, sha256, kind, size, modified, moment, found, articles, complete, removed = row
    times = _moment(modified), _moment(moment)
    return DumpEntry(id_, name, path, sha256, kind, size, *times, found, articles, bool(complete), bool(removed))


def entries(connection: sqlite3.Connection, *, removed: bool = False) -> list[DumpEntry]:
    """All dumps, the newest first, those in the bin left out (or they alone)."""
    rows = connection.execute(f"{_ENTRY} WHERE removed = ? ORDER BY id DESC", (removed,))
    return [entry(row) for row in rows]


def entry_of(connection: sqlite3.Connection, dump: int) -> DumpEntry:
    return entry(connection.execute(f"{_ENTRY} WHERE id = ?", (dump,)).fetchone())


def begin(
    connection: sqlite3.Connection,
    *,
    name: str,
    path: str,
    sha256: str | None,
    format: str,  # noqa: A002 (the word of the trade)
    size: int | None,
    modified: datetime | None,
    found: int,
) -> DumpEntry:
    """The entry of a dump: the same one for the same content (a file) or place (a folder)."""
    anchor = sha256 or str(Path(path).absolute())
    facts = (name, path, format, size, modified.isoformat() if modified else None, found)
    with transaction(connection):
        connection.execute(
            """INSERT INTO dump (anchor, sha256, name, path, format, size, modified, found, added)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (anchor) DO UPDATE SET name = excluded.name,
            path = excluded.path, format = excluded.format, size = excluded.size, modified = excluded.modified""",
            (anchor, sha256, *facts, now()),
        )
        dump = connection.execute("SELECT id FROM dump WHERE anchor = ?", (anchor,)).fetchone()[0]
        returned = states.unbin_dump(connection, dump)
    return replace(entry_of(connection, dump), returned=returned)


class Known:
    """The records of a dump that are in the library already."""

    def __init__(self, connection: sqlite3.Connection, dump: int) -> None:
        self._connection = connection
        self._dump = dump
        # A dump that is new needs no look-up for each of its records, 20 us.
        sql = "SELECT EXISTS (SELECT 1 FROM record WHERE dump = ?)"
        self._begun = bool(connection.execute(sql, (dump,)).fetchone()[0])

    def __contains__(self, place: tuple[str, int]) -> bool:
        return self.articles(*place) is not None

    def articles(self, member: str, offset: int, sha256: str | None = None) -> tuple[str, ...] | None:
        """Ids of the articles that this record gave, None where it is not in the library.

        With `sha256` only a record of the same content counts: a folder's files may change.
        """
        if not self._begun:
            return None
        rows = self._connection.execute(
            """SELECT r.id FROM record r JOIN member m ON m.id = r.member
            WHERE m.dump = ? AND m.name = ? AND r.dump = m.dump AND r.place = ? AND (? IS NULL OR r.sha256 = ?)""",
            (self._dump, member, offset, sha256, bytes.fromhex(sha256 or "")),
        ).fetchall()
        if not rows:
            return None
        ids = "SELECT hex(key) FROM article WHERE record = ? ORDER BY extent_start"
        return tuple(key.lower() for row in rows for (key,) in self._connection.execute(ids, row))


class Importer:
    """Adds batches of records. Keeps the names of sources and members in memory between them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sources: dict[str, int] = {}
        self._members: dict[tuple[int, str], int] = {}
        self._tuned = False
        self.keeper = Keeper(connection)

    def forget_numbers(self) -> None:
        """Look sources, members and pictures up anew: some may have been taken out, or rolled back."""
        self.keeper.forget_room()
        self._sources.clear()
        self._members.clear()

    def add(self, dump: int, batch: Sequence[tuple[Record, Cleaned]], found: Sequence[Picture] = ()) -> list[str]:
        """Add whole records and pictures in one transaction; returns the ids of the new articles, in order.

        A record, or an article, that is there already is left as it is.
        """
        if not self._tuned:
            tune(self._connection)
            self._tuned = True
        try:
            with transaction(self._connection):
                new = _Batch(self._connection, dump, self._sources, self._members).add(batch)
                if found:
                    self.keeper.keep(dump, found)
                return new
        except BaseException:
            self.forget_numbers()
            raise


def insert(connection: sqlite3.Connection, dump: int, record: int, member: str, articles: Sequence[Article]) -> None:
    """Put articles into a record that is there, within the caller's transaction; their marks are made again."""
    _Batch(connection, dump, {}, {}).insert(record, member, articles)


class _Batch:
    """One transaction's worth of rows, gathered and written table by table."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        dump: int,
        sources: dict[str, int],
        members: dict[tuple[int, str], int],
    ) -> None:
        self._connection = connection
        self._dump = dump
        self._sources = sources
        self._members = members
        self._places = Places(connection)
        self._texts: list[tuple[int, int, bytes]] = []
        self._new_texts: dict[int, int] = {}
        self._shared: set[int] = set()  # texts that more than one article has
        self._articles: list[tuple[object, ...]] = []
        self._details: list[tuple[int, bytes]] = []
        self._indexed: list[tuple[int, str, str, str]] = []
        self._figures: list[tuple[object, ...]] = []
        self._corrected = False  # whether the user corrected any article at all
        self._noted = False

    def add(self, batch: Sequence[tuple[Record, Cleaned]]) -> list[str]:
        known = self._known_articles(batch)
        self._corrected = corrections.any_made(self._connection)
        self._noted = anchoring.any_made(self._connection)
        rules = siterules.SiteRules(self._connection)
        self._next_text = self._following("text")
        fresh: list[str] = []
        arrivals: list[carrying.Arrival] = []  # with what the user made of them elsewhere
        for (record, cleaned), number in zip(batch, self._add_records(batch), strict=True):
            if number is None:
                continue
            for article in cleaned.articles:
                if article.id not in known:
                    known.add(article.id)
                    fresh.append(article.id)
                    wanted = rules.applied(article)
                    wanted = corrections.arriving(self._connection, wanted) if self._corrected else wanted
                    self._add_article(record.provenance.member, number, wanted)
                    if self._noted:
                        anchoring.anchor(self._connection, wanted)
                    if record.state is not None:
                        arrivals.append((record, wanted))
        self._finish(len(fresh))
        if fresh:
            carrying.carry(self._connection, arrivals, now())
            states.relink(self._connection, fresh)
        return fresh

    def insert(self, record: int, member: str, articles: Sequence[Article]) -> None:
        self._next_text = self._following("text")
        for article in articles:
            self._add_article(member, record, article)
        self._finish(len(articles))

    def _finish(self, number: int) -> None:
        self._write()
        copies = "INSERT OR IGNORE INTO state SELECT ?, id FROM article WHERE text = ? AND words > 0"
        self._connection.executemany(copies, ((states.COPY, text) for text in self._shared))
        count = "UPDATE dump SET articles = articles + ? WHERE id = ?"
        self._connection.execute(count, (number, self._dump))

    def _known_articles(self, batch: Sequence[tuple[Record, Cleaned]]) -> set[str]:
        keys = [bytes.fromhex(article.id) for _, cleaned in batch for article in cleaned.articles]
        known: set[str] = set()
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._connection.execute(f"SELECT key FROM article WHERE key IN ({marks})", part)
            known.update(key.hex() for (key,) in rows)
        return known

    def _following(self, table: str) -> int:
        highest: int | None = self._connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
        return (highest or 0) + 1

    def _add_records(self, batch: Sequence[tuple[Record, Cleaned]]) -> list[int | None]:
        """Numbers of the records, None for one that is there already."""
        number = self._following("record")
        numbers: list[int | None] = []
        rows: dict[tuple[int, int, bytes], tuple[object, ...]] = {}
        places = [self._place(record) for record, _ in batch]
        there = self._known_records(places)
        for (record, cleaned), place in zip(batch, places, strict=True):
            at = record.provenance
            if place in rows or place in there:
                numbers.append(None)
                continue
            leftover = packing.pack_stretches(cleaned.leftover)
            facts = at.length, at.compressed_offset, at.format, record.kind.value, cleaned.length, leftover
            rows[place] = (number, self._dump, *place, *facts)
            numbers.append(number)
            self._figures += pictures.figure_rows(self._dump, number, record, cleaned)
            number += 1
        self._connection.executemany(
            """INSERT INTO record (id, dump, member, place, sha256, length, packed_place, format, kind,
            source_length, leftover) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            rows.values(),
        )
        self._connection.executemany(pictures.INSERT_FIGURE, self._figures)
        return numbers

    def _place(self, record: Record) -> tuple[int, int, bytes]:
        """What tells a record of this dump from all others: member, offset, hash."""
        at = record.provenance
        return self._member(at.member), at.offset, bytes.fromhex(at.record_sha256)

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

    def _member(self, name: str) -> int:
        if (self._dump, name) not in self._members:
            if len(self._members) > 10_000:  # a folder of a million files must not fill the memory
                self._members.clear()
            insert = "INSERT INTO member (dump, name) VALUES (?, ?) ON CONFLICT DO NOTHING"
            self._connection.execute(insert, (self._dump, name))
            find = "SELECT id FROM member WHERE dump = ? AND name = ?"
            self._members[self._dump, name] = self._connection.execute(find, (self._dump, name)).fetchone()[0]
        return self._members[self._dump, name]

    def _source(self, name: str | None) -> int | None:
        if not name:
            return None
        if name not in self._sources:
            insert = "INSERT INTO source (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING"
            self._connection.execute(insert, (name, tokens.fold(name)))
            find = "SELECT id FROM source WHERE name = ?"
            self._sources[name] = self._connection.execute(find, (name,)).fetchone()[0]
        return self._sources[name]

    def _text(self, article: Article, mark: int) -> int:
        """The row of the article's text, by its fingerprint: exact copies share one."""
        twin = self._twin(article, mark)
        if twin is not None:
            self._shared.add(twin)
            return twin
        number = self._next_text + len(self._texts)
        self._texts.append((number, mark, packing.pack_text(article.text, article.blocks)))
        self._new_texts[mark] = number
        return number

    def _twin(self, article: Article, mark: int) -> int | None:
        rows = self._connection.execute("SELECT id, packed FROM text WHERE hash = ?", (mark,)).fetchall()
        if mark in self._new_texts:
            number, _, packed = self._texts[self._new_texts[mark] - self._next_text]
            rows.append((number, packed))
        wanted = article.text, article.blocks
        return next((int(number) for number, packed in rows if packing.unpack_text(packed) == wanted), None)

    def _add_article(self, member: str, number: int, article: Article) -> None:
        rowid = self._places.take(article.published)
        mark = packing.fingerprint(article.text)
        source, when = self._source(article.source), article.published
        self._articles.append(
            (
                rowid,
                bytes.fromhex(article.id),
                number,
                self._text(article, mark),
                source,
                article.version,
                word_count(article.text),
                *article.extent,
                when.moment,
                when.precision,
                when.how,
                article.language,
                article.title,
                lead(article.text),
            )
        )
        self._details.append((rowid, pack_detail(article, mark)))
        filters = tokens.filter_tokens(
            source=source,
            dump=self._dump,
            member=member,
            language=article.language,
            how=when.how,
            has_cuts=bool(article.cuts),
            author=article.author,
            section=article.section,
            url=article.url,
        )
        self._indexed.append((rowid, tokens.indexable(article.title), tokens.indexable(article.text), filters))

    def _write(self) -> None:
        """Ascending row ids: anything else makes the index flush its memory early."""
        run = self._connection.executemany
        run("INSERT INTO text (id, hash, packed) VALUES (?, ?, ?)", self._texts)
        run(
            """INSERT INTO article (id, key, record, text, source, unread, version, words, extent_start, extent_end,
            moment, precision, how, language, title, lead) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            sorted(self._articles),
        )
        run("INSERT INTO detail (id, packed) VALUES (?, ?)", sorted(self._details))
        self._indexed.sort(key=lambda row: row[0])
        rowids = sorted(rowid for rowid, _ in self._details)
        for queue in (states.PENDING, states.UNRELATED):
            run("INSERT INTO state (kind, id) VALUES (?, ?)", ((queue, rowid) for rowid in rowids))
        run("INSERT INTO search (rowid, title, text, filter) VALUES (?, ?, ?, ?)", self._indexed)


def lead(text: str) -> str:
    """The first words of a text, for the list."""
    return " ".join(text[:240].split())[:200]


def word_count(text: str) -> int:
    """Words by the spaces between them: 3 us for 600 words, where splitting takes 20."""
    return text.count(" ") + text.count("\n") + 1 if text else 0


def pack_detail(article: Article, mark: int) -> bytes:
    """What only an open article needs; the hash proves later that text and cuts still rebuild the extent."""
    when = article.published
    if article.cuts:
        mark = packing.fingerprint(restore(article.text, article.cuts))
    return packing.pack(
        [
            article.author,
            article.url,
            article.section,
            when.as_written,
            when.against,
            dict(article.fields),
            packing.pack_cuts(article.cuts),
            mark,
        ]
    )


def finish(connection: sqlite3.Connection, dump: int, report: ImportReport) -> Changes:
    """Keep the account of an import; its list of articles is the library itself, and is not kept twice."""
    problems = [[problem.where, problem.reason, problem.rejected] for problem in report.problems]
    value = [
        report.path,
        report.name,
        report.format,
        [report.found, report.imported, report.known, report.skipped, report.rejected],
        dict(report.skipped_kinds),
        problems,
        report.complete,
    ]
    with transaction(connection, durable=True):
        connection.execute(
            "INSERT INTO report (dump, made, packed) VALUES (?, ?, ?)", (dump, now(), packing.pack(value))
        )
        complete = "UPDATE dump SET complete = ?, found = ?, format = ? WHERE id = ?"
        connection.execute(complete, (report.complete, report.found, report.format, dump))
        if report.complete:
            pictures.sweep(connection)
    return Changes(frozenset(report.articles) or None, listing=True)


def reports(connection: sqlite3.Connection) -> list[tuple[datetime, ImportReport]]:
    """The accounts of all imports, the newest first."""
    rows = connection.execute("SELECT made, packed FROM report ORDER BY id DESC").fetchall()
    return [(datetime.fromisoformat(made), _report(packing.unpack(packed))) for made, packed in rows]


def _report(value: Sequence[Any]) -> ImportReport:
    path, name, kind, (found, imported, known, skipped, rejected), kinds, problems, complete = value
    listed = tuple(Problem(*problem) for problem in problems)
    return ImportReport(path, name, kind, found, imported, known, skipped, rejected, kinds, listed, complete=complete)
