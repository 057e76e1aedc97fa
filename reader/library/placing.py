"""What the user made of a text that would find no place in another: found before anything is changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.library import anchoring, arranging, corrections, editing, reading
from reader.library.editing import CUT
from reader.model import Article, restore


class Unplaced(NamedTuple):
    """One thing that would have no place any more. It stays in the library, and comes back with its passage.

    `kind` is "note", "put_back" (a cut), "taken_out" (a passage), "correction" (of a field) or "marks" (tags, a star).
    """

    id: str
    title: str
    kind: str
    text: str


def unplaced(connection: sqlite3.Connection, old: Sequence[Article], new: Sequence[Article]) -> tuple[Unplaced, ...]:
    """What of these articles of a record, as cleaning made them, would find no place in those."""
    touched = [each for each in old if _touched(connection, each)]
    return tuple(lost for each in touched for lost in _of(connection, each, new))


def _touched(connection: sqlite3.Connection, article: Article) -> bool:
    """Whether the user made anything of an article: of most he did not."""
    tables = ("note", "text_edit", "correction", "tagging", "star")
    asked = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE article = :key)" for table in tables)  # noqa: S608
    return bool(connection.execute(f"SELECT {asked}", {"key": bytes.fromhex(article.id)}).fetchone()[0])


def _of(connection: sqlite3.Connection, old: Article, new: Sequence[Article]) -> Iterator[Unplaced]:
    made = corrections.amendments(connection, bytes.fromhex(old.id))
    main = arranging.heir(old, new)
    yield from _notes(connection, old, new, made)
    for edit in made.edits:
        into = arranging.heir(old, new, edit.start)
        if into is None or editing.located(edit, restore(into.text, into.cuts), into.extent[0]) is None:
            yield Unplaced(old.id, old.title, "taken_out" if edit.kind == CUT else "put_back", edit.passage)
    if main is None or main.id != old.id:
        for value in made.values.values():
            told = corrections.listed(value)
            yield Unplaced(old.id, old.title, "correction", told if isinstance(told, str) else json.dumps(told))
    if main is None:
        state = reading.state_of(connection, bytes.fromhex(old.id), read=True)
        if state.tags or state.starred:
            yield Unplaced(
                old.id, old.title, "marks", ", ".join((*state.tags, *(["starred"] if state.starred else [])))
            )


def _notes(
    connection: sqlite3.Connection, old: Article, new: Sequence[Article], made: corrections.Amendments
) -> Iterator[Unplaced]:
    rowid = reading.rowid_of(connection, old.id)
    now = reading.article(connection, rowid) if rowid is not None else old
    for passage, place in anchoring.passages(connection, now):
        into = arranging.heir(old, new, place[0])
        shown = corrections.amended(into, made) if into is not None else None
        if shown is None or anchoring.find(shown, passage, place) is None:
            yield Unplaced(old.id, old.title, "note", passage)
