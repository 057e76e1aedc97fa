"""The texts of a batch on their way in: exact copies share one row, by their fingerprint."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from reader.library import packing, reading
from reader.model import Article

_ASKED = 500  # fingerprints in one statement


class Bodies:
    """Numbers of texts; what is new is gathered, and written at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._new: list[tuple[int, int, bytes]] = []
        self.shared: set[int] = set()  # texts that more than one article has

    def take(self, articles: Sequence[Article]) -> list[tuple[int, int]]:
        """The number and the fingerprint of each article's text."""
        highest: int | None = self._connection.execute("SELECT max(id) FROM text").fetchone()[0]
        following = (highest or 0) + 1
        marks = [packing.fingerprint(article.text) for article in articles]
        stored = self._stored(marks)
        fresh: dict[int, list[tuple[int, Article]]] = {}
        found: list[tuple[int, int]] = []
        for article, mark in zip(articles, marks, strict=True):
            number = _twin(article, stored.get(mark, ()), fresh.get(mark, ()))
            if number is None:
                number = following + len(self._new)
                self._new.append((number, mark, packing.pack_text(article.text, article.blocks)))
                fresh.setdefault(mark, []).append((number, article))
            else:
                self.shared.add(number)
            found.append((number, mark))
        return found

    def write(self) -> None:
        self._connection.executemany("INSERT INTO text (id, hash, packed) VALUES (?, ?, ?)", self._new)

    def _stored(self, marks: Sequence[int]) -> dict[int, list[tuple[int, bytes]]]:
        """Texts of the library with these fingerprints, asked for together: one by one each costs 3 us."""
        found: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
        for start in range(0, len(marks), _ASKED):
            part = marks[start : start + _ASKED]
            sql = f"SELECT hash, id, packed FROM text WHERE hash IN ({reading.holes(part)}) ORDER BY id"
            for mark, number, packed in self._connection.execute(sql, part):
                if (number, packed) not in found[mark]:
                    found[mark].append((number, packed))
        return found


def _twin(article: Article, stored: Sequence[tuple[int, bytes]], fresh: Sequence[tuple[int, Article]]) -> int | None:
    """The text that is the same to the letter and in its blocks, in the library or in this batch."""
    wanted = article.text, article.blocks
    for number, packed in stored:
        if packing.unpack_text(packed) == wanted:
            return number
    return next((number for number, other in fresh if (other.text, other.blocks) == wanted), None)
