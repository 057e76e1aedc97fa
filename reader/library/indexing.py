"""One article's rows in the full-text indexes, put in and taken out.

A contentless index is given the old text to take a row out, so both go through here.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
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
    return Indexed(title, text, filters)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out with an article and does not follow from its row: its names."""

    naming: tuple[str, ...] | None


def take_out(connection: sqlite3.Connection, rowid: int) -> Taken:
    """Take an article out of the indexes, before its row is changed."""
    old = indexed(connection, rowid)
    connection.execute(
        "INSERT INTO search (search, rowid, title, text, filter) VALUES ('delete', ?, ?, ?, ?)", (rowid, *old)
    )
    return Taken(take_names_out(connection, rowid, old))


def put_back(connection: sqlite3.Connection, rowid: int, taken: Taken) -> None:
    """Put an article into the indexes as it stands now."""
    connection.execute(
        "INSERT INTO search (rowid, title, text, filter) VALUES (?, ?, ?, ?)", (rowid, *indexed(connection, rowid))
    )
    if taken.naming is not None:
        put_names(connection, rowid, taken.naming)


def take_names_out(connection: sqlite3.Connection, rowid: int, old: Indexed) -> tuple[str, ...] | None:
    """Take an article's names and quotes out of their index; None where it had none."""
    row = connection.execute("SELECT packed FROM marks WHERE id = ?", (rowid,)).fetchone()
    if row is None:
        return None
    names = tokens.naming(packing.unpack_marks(row[0], old.title, old.text, {}))
    connection.execute(
        """INSERT INTO naming (naming, rowid, person, org, place, other, speaker, quote)
        VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)""",
        (rowid, *names),
    )
    return names


def put_names(connection: sqlite3.Connection, rowid: int, names: tuple[str, ...]) -> None:
    connection.execute(
        "INSERT INTO naming (rowid, person, org, place, other, speaker, quote) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (rowid, *names),
    )
