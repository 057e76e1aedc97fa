"""Proof that a library is whole: the file, the index, the texts, the accounts, the user's rows.

A generator, so that a long check shows its progress and can be stopped. It writes nothing.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from reader.library import accounts, packing, pictures, states, tokens
from reader.library.connection import connect_reader
from reader.library.indexing import indexed_row
from reader.model import Step, restore

_CHUNK = 2_000  # articles indexed again at a time, to compare
_TOLD = 20  # findings of one kind that are told one by one


def check(connection: sqlite3.Connection) -> Generator[Step, None, list[str]]:
    """All findings, in sentences; none: the library is whole."""
    findings = _Findings()
    yield Step(0, 0, "Checking the file")
    findings.add(_file(connection))
    if findings.told:  # what follows reads the file and would only repeat it
        return findings.told
    yield Step(0, 0, "Checking the accounts")
    findings.add(_accounts(connection))
    findings.add(_user(connection))
    findings.add(pictures.spoilt(connection))
    total = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    with closing(_Rebuilt(connection)) as rebuilt:
        for done in rebuilt.compare(findings):
            yield Step(done, total, "Checking texts and index")
        findings.add(rebuilt.totals())
    return findings.told


def snapshot(path: Path) -> Generator[Step, None, list[str]]:
    """The same over a library as it is now, whatever is written while it is checked."""
    with closing(connect_reader(path)) as connection:
        connection.execute("BEGIN")
        return (yield from check(connection))


class _Findings:
    """Sentences, with many of one kind told in short."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def add(self, found: Iterator[str]) -> None:
        for number, finding in enumerate(found):
            if number == _TOLD:
                self.told.append("... and more of this kind")
            if number < _TOLD:
                self.told.append(finding)


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"The file is damaged: {line}"
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {rowid} of {table} points to a row of {parent} that is not there"


def _accounts(connection: sqlite3.Connection) -> Iterator[str]:
    counted = """SELECT d.name, d.articles, (SELECT count(*) FROM record r JOIN article a ON a.record = r.id
        WHERE r.dump = d.id) AS there FROM dump d WHERE d.articles <> there"""
    for name, noted, there in connection.execute(counted):
        yield f"{name} should have {noted} articles, and has {there}"
    for made, report in accounts.reports(connection):
        if report.complete and not report.adds_up:
            yield f"The account of {report.name} of {made:%Y-%m-%d %H:%M} does not add up"


def _user(connection: sqlite3.Connection) -> Iterator[str]:
    """The user's rows against their mirror by row id."""
    for kind, table in states.MIRRORS:
        there = f"SELECT {kind}, a.id FROM {table} u JOIN article a ON a.key = u.article"
        own = "kind > 0" if table == "tagging" else f"kind = {kind}"
        mirrored = f"SELECT kind, id FROM state WHERE {own}"
        yield from _differing(connection, table, there, mirrored)
    seen = "SELECT a.id FROM seen u JOIN article a ON a.key = u.article"
    yield from _differing(connection, "seen", seen, "SELECT id FROM article WHERE unread = 0")
    copies = """SELECT a.id FROM article a WHERE a.words > 0
        AND (SELECT count(*) FROM (SELECT 1 FROM article b WHERE b.text = a.text LIMIT 2)) = 2"""
    yield from _differing(connection, "text", copies, f"SELECT id FROM state WHERE kind = {states.COPY}")
    for table in ("state", "named", "quotation", "kin", "sketch", "detail", "marks"):
        lost = f"SELECT count(*) FROM {table} WHERE id NOT IN (SELECT id FROM article)"
        number = connection.execute(lost).fetchone()[0]
        if number:
            yield f"{number} rows of {table} belong to no article"
    corrected = """SELECT count(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM stated s WHERE s.article = a.key)
        AND (a.key IN (SELECT article FROM correction) OR a.key IN (SELECT article FROM text_edit))"""
    number = connection.execute(corrected).fetchone()[0]
    if number:
        yield f"{number} corrected articles have lost what was stated; importing their dumps again brings it back"
    for (tag,) in connection.execute("SELECT DISTINCT tag FROM tagging WHERE tag NOT IN (SELECT id FROM tag)"):
        yield f"Articles have the tag number {tag}, which has no name"


def _differing(connection: sqlite3.Connection, table: str, there: str, mirrored: str) -> Iterator[str]:
    for first, second, which in ((there, mirrored, "missing from"), (mirrored, there, "too many in")):
        number = connection.execute(f"SELECT count(*) FROM ({first} EXCEPT {second})").fetchone()[0]
        if number:
            yield f"{number} rows of {table} are {which} the search for them"


_ARTICLES = """SELECT a.id, a.key, a.title, t.packed, t.hash, d.packed, a.source, r.dump, b.name, a.language, a.how,
    a.extent_start, a.extent_end, m.packed, z.sz, n.sz
    FROM article a LEFT JOIN text t ON t.id = a.text LEFT JOIN detail d ON d.id = a.id
    LEFT JOIN record r ON r.id = a.record LEFT JOIN member b ON b.id = r.member
    LEFT JOIN marks m ON m.id = a.id AND m.version = a.version
    LEFT JOIN search_docsize z ON z.id = a.id LEFT JOIN quoted_docsize n ON n.id = a.id
    WHERE a.id > ? ORDER BY a.id LIMIT ?"""

_INDEXES = {
    "search": ("title", "text", "filter"),
    "quoted": ("quote",),
}


class _Rebuilt:
    """The full-text indexes made anew from the stored texts, a chunk at a time, and held against the library's.

    Row by row the number of words of each column must agree; and over all, how many words
    stand in how many articles: what an index holds too much or too little shows in one of both.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._own = sqlite3.connect(":memory:", isolation_level=None)
        self._sums = {name: [0, 0] for name in _INDEXES}
        for name, columns in _INDEXES.items():
            self._own.execute(
                f"""CREATE VIRTUAL TABLE {name} USING fts5(
                {", ".join(columns)}, content='', tokenize='unicode61 remove_diacritics 2')"""
            )
            self._own.execute(f"CREATE VIRTUAL TABLE {name}_words USING fts5vocab({name}, row)")

    def close(self) -> None:
        self._own.close()

    def compare(self, findings: _Findings) -> Iterator[int]:
        """Check chunk after chunk; yields how many articles are done."""
        last, done = -(1 << 63), 0
        while rows := self._connection.execute(_ARTICLES, (last, _CHUNK)).fetchall():
            findings.add(self._chunk(rows))
            last, done = rows[-1][0], done + len(rows)
            yield done

    def _chunk(self, rows: Sequence[Sequence[Any]]) -> Iterator[str]:
        wanted: dict[str, dict[int, Sequence[str]]] = {name: {} for name in _INDEXES}
        for row in rows:
            try:
                yield from _article(row, wanted)
            except packing.BadPacking as error:
                yield f"Article {row[1].hex()} cannot be read: {error}"
        for column, (name, indexed) in zip((14, 15), wanted.items(), strict=True):
            sizes = self._index(name, indexed)
            for row in rows:
                if row[column] != sizes.get(row[0]):
                    yield f"Article {row[1].hex()} stands otherwise in the index of {_CALLED[name]}"

    def _index(self, name: str, indexed: dict[int, Sequence[str]]) -> dict[int, bytes]:
        """Index a chunk; returns each row's word counts as FTS5 keeps them."""
        columns = _INDEXES[name]
        holes = ", ".join("?" * (len(columns) + 1))
        own = self._own
        own.execute("BEGIN")
        own.execute(f"INSERT INTO {name}({name}) VALUES ('delete-all')")
        insert = f"INSERT INTO {name} (rowid, {', '.join(columns)}) VALUES ({holes})"
        own.executemany(insert, ((rowid, *values) for rowid, values in indexed.items()))
        own.execute("COMMIT")
        sums = own.execute(f"SELECT total(doc), total(cnt) FROM {name}_words").fetchone()
        self._sums[name] = [old + new for old, new in zip(self._sums[name], sums, strict=True)]
        return dict(own.execute(f"SELECT id, sz FROM {name}_docsize").fetchall())

    def totals(self) -> Iterator[str]:
        """Whether the indexes hold as many words as the texts have."""
        for name, called in _CALLED.items():
            words = f"CREATE VIRTUAL TABLE temp.{name}_words USING fts5vocab(main, {name}, row)"
            self._connection.execute(words)
            try:
                sums = self._connection.execute(f"SELECT total(doc), total(cnt) FROM temp.{name}_words").fetchone()
            finally:
                self._connection.execute(f"DROP TABLE temp.{name}_words")
            if list(sums) != self._sums[name]:
                yield f"The index of {called} does not agree with the texts"


_CALLED = {"search": "words", "quoted": "quotations"}


def _article(row: Sequence[Any], wanted: dict[str, dict[int, Sequence[str]]]) -> Iterator[str]:
    """Whether an article's text and cuts rebuild its extent; notes what the indexes have to hold."""
    rowid, key, title, packed_text, mark, packed, source, dump, member, language, how, start, end, marks = row[:14]
    text, detail = packing.unpack_words(packed_text), packing.unpack(packed)
    extent = restore(text, packing.unpack_cuts(detail[6]))
    if len(extent) != end - start or packing.fingerprint(extent) != detail[7]:
        yield f"Article {key.hex()} does not rebuild its extent from its text and cuts"
    if packing.fingerprint(text) != mark:
        yield f"The text of article {key.hex()} is not the one that was stored"
    wanted["search"][rowid] = indexed_row(title, text, detail, source, dump, member, language, how)
    if marks is not None:
        quotes = tokens.quotes(packing.unpack_marks(marks, title, text, {}))
        if quotes:
            wanted["quoted"][rowid] = (quotes,)


def drained(steps: Generator[Step, None, list[str]]) -> list[str]:
    """The findings of a check that is run to its end."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            found: list[str] = done.value
            return found
