"""Undo and redo: a journal of the user's actions, in the library itself.

A step is a kind, its arguments, its words, and the articles that it really changed: undoing a tag
takes it from those alone that did not have it before. Doing, undoing and redoing run the same code,
forwards or backwards. The journal is bounded; the oldest steps go first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from reader.model import Changes

KEPT_STEPS = 200
KEPT_ITEMS = 5_000_000  # article marks over all steps, 20 bytes each

_NAMED = 1000  # a step on more articles than this is told as "any of them"

Args = Mapping[str, Any]
# Carries out a step: connection, step, arguments, forwards (True) or backwards.
Action = Callable[[sqlite3.Connection, int, Args, bool], Changes]


class Journal:
    """The steps of one library. `actions` says how each kind of step is carried out."""

    def __init__(self, connection: sqlite3.Connection, actions: Mapping[str, Action]) -> None:
        self._connection = connection
        self._actions = actions

    def begin(self, kind: str, args: Args, *, aside: bool = False) -> int:
        """Open a step; what had been undone can no longer be redone, but for a step that is `aside`."""
        if not aside:
            self._connection.execute("DELETE FROM step WHERE undone")
        values = kind, json.dumps(args, ensure_ascii=False), ""
        cursor = self._connection.execute("INSERT INTO step (kind, args, words) VALUES (?, ?, ?)", values)
        self._trim()
        return int(cursor.lastrowid or 0)

    def size(self, step: int) -> int:
        """How many articles a step changes."""
        return int(self._connection.execute("SELECT count(*) FROM step_item WHERE step = ?", (step,)).fetchone()[0])

    def commit(self, step: int, kind: str, args: Args, words: str) -> Changes:
        """Carry a begun step out, and keep it under these words."""
        self._connection.execute("UPDATE step SET words = ? WHERE id = ?", (words, step))
        return self._carry_out(step, kind, args, words, forwards=True)

    def name(self, step: int, words: str) -> Changes:
        """Put words on a step that was carried out in parts; without words it is dropped."""
        self._connection.execute("UPDATE step SET words = ? WHERE id = ?", (words, step))
        if not words:
            self.drop(step)
        return Changes(note=words or "Nothing changed")

    def drop(self, step: int) -> None:
        """Forget a step that changes nothing."""
        self._connection.execute("DELETE FROM step WHERE id = ?", (step,))

    def next_undo(self) -> str | None:
        """What undo would take back, in words."""
        row = self._last_done()
        return row[3] if row else None

    def next_redo(self) -> str | None:
        """What redo would do again, in words."""
        row = self._first_undone()
        return row[3] if row else None

    def undo(self) -> Changes:
        return self._turn(self._last_done(), forwards=False)

    def redo(self) -> Changes:
        return self._turn(self._first_undone(), forwards=True)

    def _turn(self, row: tuple[int, str, str, str] | None, *, forwards: bool) -> Changes:
        if row is None:
            return Changes(note=f"Nothing to {'redo' if forwards else 'undo'}")
        step, kind, args, words = row
        self._connection.execute("UPDATE step SET undone = ? WHERE id = ?", (not forwards, step))
        said = f"{'Done again' if forwards else 'Undone'}: {words}"
        return self._carry_out(step, kind, json.loads(args), said, forwards=forwards)

    def _carry_out(self, step: int, kind: str, args: Args, words: str, *, forwards: bool) -> Changes:
        changes = self._actions[kind](self._connection, step, args, forwards)
        articles = changes.articles if changes.articles != frozenset() else self._articles(step)
        return Changes(articles, changes.listing, changes.states, changes.marks, words)

    def _articles(self, step: int) -> frozenset[str] | None:
        sql = "SELECT article FROM step_item WHERE step = ? LIMIT ?"
        rows = self._connection.execute(sql, (step, _NAMED + 1)).fetchall()
        return frozenset(key.hex() for (key,) in rows) if len(rows) <= _NAMED else None

    def _last_done(self) -> tuple[int, str, str, str] | None:
        sql = "SELECT id, kind, args, words FROM step WHERE NOT undone ORDER BY id DESC LIMIT 1"
        row: tuple[int, str, str, str] | None = self._connection.execute(sql).fetchone()
        return row

    def _first_undone(self) -> tuple[int, str, str, str] | None:
        sql = "SELECT id, kind, args, words FROM step WHERE undone ORDER BY id LIMIT 1"
        row: tuple[int, str, str, str] | None = self._connection.execute(sql).fetchone()
        return row

    def _trim(self) -> None:
        self._connection.execute(
            "DELETE FROM step WHERE id <= (SELECT id FROM step ORDER BY id DESC LIMIT 1 OFFSET ?)", (KEPT_STEPS,)
        )
        while self._items() > KEPT_ITEMS:
            self._connection.execute("DELETE FROM step WHERE id = (SELECT min(id) FROM step)")

    def _items(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM step_item").fetchone()[0])


def counted(number: int, noun: str = "article") -> str:
    """`1 article`, `3 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
