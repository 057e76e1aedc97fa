"""Where the user had articles begin and end otherwise than cleaning, and the ids that articles keep.

Both are kept by record, so that an import that brings the record in again divides it as the user has it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import replace

from reader.model import Article, Borders, Cleaned, Provenance, article_id, record_id

_TABLES = ("border", "kept_id")


def key_of(provenance: Provenance) -> bytes:
    """How the user's tables know a record."""
    return bytes.fromhex(record_id(provenance))


def of(connection: sqlite3.Connection, record: bytes, length: int) -> Borders:
    """The user's borders in a record whose source text is so long: one that is read otherwise has others."""
    sql = "SELECT start, stop FROM border WHERE record = ? AND length = ? AND kind = ? ORDER BY start, stop"
    splits = connection.execute(sql, (record, length, "split")).fetchall()
    joins = connection.execute(sql, (record, length, "join")).fetchall()
    return Borders(tuple(start for start, _ in splits), tuple((start, stop) for start, stop in joins))


def keep(connection: sqlite3.Connection, record: bytes, length: int, borders: Borders) -> None:
    """Put the user's borders in a record in place of those that there were."""
    connection.execute("DELETE FROM border WHERE record = ? AND length = ?", (record, length))
    rows = [(record, length, "split", place, place) for place in borders.splits]
    rows += [(record, length, "join", *gap) for gap in borders.joins]
    connection.executemany("INSERT INTO border (record, length, kind, start, stop) VALUES (?, ?, ?, ?, ?)", rows)


def split(borders: Borders, place: int) -> Borders:
    """The borders with one more, at `place`."""
    return replace(borders, splits=tuple(sorted({*borders.splits, place})))


def join(borders: Borders, end: int, start: int) -> Borders:
    """The borders without the one between an article that ends at `end` and one that begins at `start`."""
    if end == start and start in borders.splits:
        return replace(borders, splits=tuple(place for place in borders.splits if place != start))
    return replace(borders, joins=tuple(sorted({*borders.joins, (end, start)})))


def free_id(article: Article, taken: Collection[str]) -> str:
    """The id of a new article of a record: by its first character, unless another keeps that one."""
    start = article.extent[0]
    own = article_id(article.provenance, start)
    return own if own not in taken else article_id(article.provenance, -1 - start)


def keep_ids(connection: sqlite3.Connection, record: bytes, length: int, articles: Iterable[Article]) -> None:
    """Note which articles of a record have another id than the place of their first character gives."""
    connection.execute("DELETE FROM kept_id WHERE record = ? AND length = ?", (record, length))
    moved = [each for each in articles if each.id != article_id(each.provenance, each.extent[0])]
    rows = ((record, length, each.extent[0], bytes.fromhex(each.id)) for each in moved)
    connection.executemany("INSERT INTO kept_id (record, length, start, article) VALUES (?, ?, ?, ?)", rows)


class Arrangements:
    """What an import has to know of the user's borders; it costs nothing where there are none."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        any_row = "SELECT EXISTS (SELECT 1 FROM {})"
        self._any = any(connection.execute(any_row.format(table)).fetchone()[0] for table in _TABLES)

    def of(self, provenance: Provenance, length: int) -> Borders:
        """The user's borders in the record at this place, whose source text is so long."""
        return of(self._connection, key_of(provenance), length) if self._any else Borders()

    def named(self, cleaned: Cleaned, provenance: Provenance) -> Cleaned:
        """The articles of a record with the ids that they keep."""
        if not self._any:
            return cleaned
        sql = "SELECT start, article FROM kept_id WHERE record = ? AND length = ?"
        rows = self._connection.execute(sql, (key_of(provenance), cleaned.length))
        ids = {start: key.hex() for start, key in rows}
        articles = tuple(replace(each, id=ids.get(each.extent[0], each.id)) for each in cleaned.articles)
        unique = len({each.id for each in articles}) == len(articles)
        return replace(cleaned, articles=articles) if ids and unique else cleaned
