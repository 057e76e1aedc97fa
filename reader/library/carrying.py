"""What the user made of articles in another library, taken over from an export that is imported.

It comes in with the articles, in their transaction, and is no step that could be undone. What this library
knows of an article already is newer: tags and notes are united with it, a star or a read mark is left as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.library import anchoring, states
from reader.model import Article, ArticleState, Note, Record

Arrival = tuple[Record, Article]

_TOUCHED = " UNION ALL ".join(
    f"SELECT 1 FROM {table} WHERE article = :key"  # noqa: S608 (constants)
    for table in ("tagging", "star", "seen", "note", "binned")
)
_NOTES = "SELECT body, passage FROM note WHERE article = ?"
_NEW_NOTE = """INSERT INTO note (article, body, start, stop, passage, version, placed, made)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""


def carry(connection: sqlite3.Connection, arrivals: Sequence[Arrival], now: str) -> None:
    """Keep the states of new articles; `now` stands for a note whose time is not stated (ISO 8601, UTC)."""
    for record, article in arrivals:
        if record.state is not None:
            _carry(connection, record, article, record.state, now)


def _carry(connection: sqlite3.Connection, record: Record, article: Article, state: ArticleState, now: str) -> None:
    key = bytes.fromhex(article.id)
    untouched = connection.execute(_TOUCHED, {"key": key}).fetchone() is None
    if state.starred and untouched:
        connection.execute("INSERT OR IGNORE INTO star (article) VALUES (?)", (key,))
    if state.read and untouched:
        connection.execute("INSERT OR IGNORE INTO seen (article) VALUES (?)", (key,))
    for name in state.tags:
        if name.strip():
            number = states.tag_number(connection, name, make=True)
            connection.execute("INSERT OR IGNORE INTO tagging (article, tag) VALUES (?, ?)", (key, number))
    here = set(connection.execute(_NOTES, (key,)))
    for note in state.notes:
        passage = _passage(record, note)
        if (note.text, passage) not in here:
            _add_note(connection, article, note, passage, now)


def _passage(record: Record, note: Note) -> str | None:
    """What a note is on. The places of an export are those of its text, and that text is this record's content."""
    if note.start is None or note.end is None:
        return None
    return record.content[max(note.start, 0) : max(note.end, 0)]


def _add_note(connection: sqlite3.Connection, article: Article, note: Note, passage: str | None, now: str) -> None:
    place: tuple[int | None, int | None] | None = note.start, note.end
    if passage is not None and note.start is not None and note.end is not None:
        place = anchoring.find(article, passage, (note.start, note.end))
    start, stop = place or (note.start, note.end)
    row = bytes.fromhex(article.id), note.text, start, stop, passage, article.version, place is not None
    connection.execute(_NEW_NOTE, (*row, note.made or now))
