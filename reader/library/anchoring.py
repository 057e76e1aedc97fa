"""Notes stay with their passage when the text changes; what cannot be placed is listed, never moved silently.

A passage's place in the source text is noted when its article changes for the first time: from then on every
text is asked what it makes of that place, so that taking a change back brings each note back to where it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from reader.library import origins
from reader.model import Article

_NOTES = """SELECT n.id, n.start, n.stop, n.passage, n.placed, p.start, p.stop FROM note n
    LEFT JOIN note_place p ON p.note = n.id WHERE n.article = ? AND n.start IS NOT NULL AND n.passage IS NOT NULL"""


def any_made(connection: sqlite3.Connection) -> bool:
    """Whether any passage has a note: an import asks once a batch."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM note WHERE start IS NOT NULL)").fetchone()[0])


def note_places(connection: sqlite3.Connection, article: Article) -> None:
    """Before an article's text changes: where its notes' passages stand in the source."""
    for note, start, stop, passage, placed, known, _ in _notes(connection, article):
        if known is None and placed and article.text[start:stop] == passage and passage:
            place = origins.to_source(article, start, stop)
            connection.execute("INSERT INTO note_place (note, start, stop) VALUES (?, ?, ?)", (note, *place))


def passages(connection: sqlite3.Connection, article: Article) -> Iterator[tuple[str, tuple[int, int]]]:
    """The passages that notes of an article are on, if they have a place, and that of each in the source."""
    for _, start, stop, passage, placed, first, last in _notes(connection, article):
        if placed and passage and first is not None:
            yield passage, (first, last)
        elif placed and passage and article.text[start:stop] == passage:
            yield passage, origins.to_source(article, start, stop)


def anchor(connection: sqlite3.Connection, article: Article) -> None:
    """Place the notes of an article whose text is new."""
    for note, start, stop, passage, placed, first, last in _notes(connection, article):
        found = find(article, passage, None if first is None else (first, last))
        if found is None and first is None and placed and article.text[start:stop] == passage:
            found = start, stop
        if found is None and placed:
            connection.execute("UPDATE note SET placed = 0 WHERE id = ?", (note,))
        elif found is not None:
            sql = "UPDATE note SET placed = 1, start = ?, stop = ?, version = ? WHERE id = ?"
            connection.execute(sql, (*found, article.version, note))


def _notes(connection: sqlite3.Connection, article: Article) -> list[tuple[Any, ...]]:
    return connection.execute(_NOTES, (bytes.fromhex(article.id),)).fetchall()


def find(article: Article, passage: str, place: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where the passage came from, if it is there still; else the one place where it stands."""
    if place is not None:
        there = origins.to_text(article, *place)
        if there is not None and article.text[slice(*there)] == passage:
            return there
    if passage and article.text.count(passage) == 1:
        start = article.text.index(passage)
        return start, start + len(passage)
    return None
