"""Merging the full-text index in idle time, and taking out pictures that were kept for nothing.

Imports leave many small segments behind, for merging while importing wrote 24 GB for a file of
2.8. A search asks every segment: 2.2 ms for the newest 50 of a common word with 31 segments of a
million articles, .16 ms with one. Each step is short and its own transaction.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from collections.abc import Generator

from reader.library import pictures
from reader.library.connection import transaction
from reader.model import Step

INDEXES = ("search", "quoted", "name_search")
ENOUGH = 4  # segments on one level that FTS5 merges when asked (its `usermerge`)
_PAGES = 300  # pages of 4 kB a step: 15-40 ms


def segments(connection: sqlite3.Connection, index: str = "search") -> int:
    """How many segments an index has, from its structure record (https://sqlite.org/fts5.html, fts5_index.c)."""
    row = connection.execute(f"SELECT block FROM {index}_data WHERE id = 10").fetchone()
    if row is None:
        return 0
    _, place = _varint(row[0], 4)  # after the cookie: levels, then segments
    return _varint(row[0], place)[0]


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """SQLite's variable-length integer (here always below 2^56), and the place behind it."""
    value = 0
    while True:
        byte = data[place]
        place += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place


def steps(connection: sqlite3.Connection) -> Generator[Step, None, None]:
    """Merge what can be merged; may be stopped after any step, and goes on another time."""
    done = 0
    if pictures.are_left(connection):  # of imports that were stopped
        with transaction(connection):
            pictures.sweep(connection)
        yield Step(0, 0, "Tidying the pictures")
    for index in INDEXES:
        if segments(connection, index) < ENOUGH:
            continue
        while True:
            with transaction(connection):
                before = connection.total_changes
                connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('merge', ?)", (_PAGES,))
                idle = connection.total_changes - before < 2  # as FTS5's documentation has it
            done += 1
            yield Step(done, 0, "Tidying the index")
            if idle:
                break


def is_due(connection: sqlite3.Connection) -> bool:
    """Whether merging would make searches quicker, or something can be taken out."""
    return any(segments(connection, index) >= ENOUGH for index in INDEXES) or pictures.are_left(connection)


def whole(connection: sqlite3.Connection) -> None:
    """Merge everything into one segment: what was taken out leaves no trace. Rewrites the index."""
    for index in INDEXES:
        with transaction(connection):
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
