"""One article's rows in the full-text indexes, put in and taken out.

A contentless index is given the old text to take a row out, so both go through here.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from reader.library import packing, tokens
from reader.library.tokens import Indexed

_FACTS = """SELECT a.title, t.packed, d.packed, a.source, r.dump, b.name, a.language, a.how
    FROM article a JOIN text t ON t.id = a.text JOIN detail d ON d.id = a.id
    JOIN record r ON r.id = a.record JOIN member b ON b.id = r.member WHERE a.id = ?"""


def indexed(connection: sqlite3.Connection, rowid: int) -> Indexed:
    """What the index holds, or has to hold, for an article as it stands in the tables."""
    row = connection.execute(_FACTS, (rowid,)).fetchone()
    title, text, packed, source, dump, member, language, how = row
    detail = packing.unpack(packed)
    return indexed_row(title, packing.unpack_words(text), detail, source, dump, member, language, how)


def indexed_row(
    title: str,
    text: str,
    detail: list[Any],
    source: int | None,
    dump: int,
    member: str,
    language: str | None,
    how: str | None,
) -> Indexed:
    """The same from values."""
    author, url, section = detail[:3]
    filters = tokens.filter_tokens(
        source=source,
        dump=dump,
        member=member,
        language=language,
        how=how,
        has_cuts=bool(detail[6]),
        author=author,
        section=section,
        url=url,
    )
    return Indexed(tokens.indexable(title), tokens.indexable(text), filters)


def take_out(connection: sqlite3.Connection, rowid: int) -> str:
    """Take an article out of the indexes, before its row is changed; returns its quotes for `put_back`."""
    old = indexed(connection, rowid)
    connection.execute(
        "INSERT INTO search (search, rowid, title, text, filter) VALUES ('delete', ?, ?, ?, ?)", (rowid, *old)
    )
    return take_quotes_out(connection, rowid)


def put_back(connection: sqlite3.Connection, rowid: int, quotes: str) -> None:
    """Put an article into the indexes as it stands now."""
    connection.execute(
        "INSERT INTO search (rowid, title, text, filter) VALUES (?, ?, ?, ?)", (rowid, *indexed(connection, rowid))
    )
    put_quotes(connection, rowid, quotes)


def take_quotes_out(connection: sqlite3.Connection, rowid: int) -> str:
    """Take an article's quotes out of their index; "" where it had none."""
    row = connection.execute(
        """SELECT m.packed, a.title, t.packed FROM marks m JOIN article a ON a.id = m.id
        JOIN text t ON t.id = a.text WHERE m.id = ?""",
        (rowid,),
    ).fetchone()
    if row is None:
        return ""
    quotes = tokens.quotes(packing.unpack_marks(row[0], row[1], packing.unpack_words(row[2]), {}))
    if quotes:
        connection.execute("INSERT INTO quoted (quoted, rowid, quote) VALUES ('delete', ?, ?)", (rowid, quotes))
    return quotes


def put_quotes(connection: sqlite3.Connection, rowid: int, quotes: str) -> None:
    """Put the quotations of a row into their index; a row without any has no line there."""
    if quotes:
        connection.execute("INSERT INTO quoted (rowid, quote) VALUES (?, ?)", (rowid, quotes))
