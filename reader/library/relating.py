"""Near copies: articles that share most of their sentences, as wire copy does from paper to paper.

Each article leaves a sketch: the smallest hashes of its sentences, an unbiased sample of them (Broder,
"On the resemblance and containment of documents", 1997). Two articles that share some of
it are candidates, and their sentences themselves decide. Made in idle time, a few at a time.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from hashlib import blake2b

from reader.library import packing, reading
from reader.library.connection import transaction
from reader.library.journal import counted
from reader.library.states import UNRELATED
from reader.model import Changes, Step

KEPT = 8  # hashes a sketch: of pairs with half of their sentences in common, (2/3)^8 = 4 % share none
SHARED = 0.5  # of the shorter one's sentences
_LEAST = 3  # sentences; what is shorter has no near copies, only exact ones
_COMMON = 50  # articles that share a sentence from which it is chrome ("Sign up for our newsletter")
_AT_ONCE = 200  # articles a transaction: 50-100 ms

_SENTENCE = re.compile(r"[.!?。！？…]+[\"”’»)]*\s+|[。！？]|\n+")
_LETTERS = re.compile(r"[\W_]+")
_SHORT = 20  # letters; a shorter sentence ("He did not.") says nothing


def sentences(text: str) -> set[int]:
    """Hashes of a text's sentences, without regard to case, spaces and punctuation."""
    found = (_LETTERS.sub("", part).casefold() for part in _SENTENCE.split(text))
    return {_hash(part) for part in found if len(part) >= _SHORT}


def _hash(part: str) -> int:
    return int.from_bytes(blake2b(part.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def sketch(text: str) -> list[int]:
    """The smallest hashes of the sentences, sorted; [] for a text of too few to compare."""
    found = sentences(text)
    return sorted(found)[:KEPT] if len(found) >= _LEAST else []


def waiting(connection: sqlite3.Connection) -> int:
    """How many articles have not been compared yet."""
    return int(connection.execute("SELECT count(*) FROM state WHERE kind = ?", (UNRELATED,)).fetchone()[0])


def steps(connection: sqlite3.Connection) -> Generator[Step, None, Changes]:
    """Compare what has not been compared; may be stopped after any step, and goes on another time."""
    total, done, found = waiting(connection), 0, 0
    next_ones = "SELECT id FROM state WHERE kind = ? ORDER BY id DESC LIMIT ?"
    while rowids := [row[0] for row in connection.execute(next_ones, (UNRELATED, _AT_ONCE))]:
        with transaction(connection):
            found += sum(_relate(connection, rowid) for rowid in rowids)
            connection.executemany("DELETE FROM state WHERE kind = ? AND id = ?", ((UNRELATED, id_) for id_ in rowids))
        done += len(rowids)
        yield Step(done, total, "Looking for near copies")
    return Changes(None if found else frozenset(), listing=bool(found), note=f"Found near copies of {counted(found)}")


def _relate(connection: sqlite3.Connection, rowid: int) -> bool:
    """Sketch one article, and put it into the family of those that it resembles."""
    own = reading.texts(connection, [rowid]).get(rowid, "")
    hashes = sketch(own)
    if not hashes:
        return False
    shared: Counter[int] = Counter()
    for number in hashes:
        rows = connection.execute("SELECT id FROM sketch WHERE hash = ? LIMIT ?", (number, _COMMON)).fetchall()
        if len(rows) < _COMMON:
            shared.update(id_ for (id_,) in rows if id_ != rowid)
    insert = "INSERT OR IGNORE INTO sketch (hash, id) VALUES (?, ?)"
    connection.executemany(insert, ((number, rowid) for number in hashes))
    alike = _alike(connection, own, [id_ for id_, _ in shared.most_common(_COMMON)])
    if alike:
        _join(connection, [rowid, *alike])
    return bool(alike)


def _alike(connection: sqlite3.Connection, own: str, candidates: Sequence[int]) -> list[int]:
    if not candidates:
        return []
    mine = sentences(own)
    texts = reading.texts(connection, candidates)
    return [id_ for id_ in candidates if id_ in texts and resemble(mine, sentences(texts[id_]))]


def resemble(one: set[int], other: set[int]) -> bool:
    """Whether two articles share most sentences of the shorter one."""
    return len(one & other) >= SHARED * min(len(one), len(other))


def _join(connection: sqlite3.Connection, rowids: Iterable[int]) -> None:
    """Make one family of articles and of the families that they are in."""
    members = list(rowids)
    holes = reading.holes(members)
    families = [row[0] for row in connection.execute(f"SELECT DISTINCT family FROM kin WHERE id IN ({holes})", members)]
    highest = connection.execute("SELECT coalesce(max(family), 0) FROM kin").fetchone()[0]
    family = min(families, default=highest + 1)
    for other in families:
        connection.execute("UPDATE kin SET family = ? WHERE family = ?", (family, other))
    rows = ((id_, family) for id_ in members)
    connection.executemany("INSERT OR REPLACE INTO kin (id, family) VALUES (?, ?)", rows)


def part(connection: sqlite3.Connection, rowid: int, text: bytes) -> None:
    """Take an article out of its family, before it moves or goes; it may be compared again."""
    hashes = sketch(packing.unpack_words(text))
    connection.executemany("DELETE FROM sketch WHERE hash = ? AND id = ?", ((number, rowid) for number in hashes))
    row = connection.execute("SELECT family FROM kin WHERE id = ?", (rowid,)).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM kin WHERE id = ?", (rowid,))
    alone = "DELETE FROM kin WHERE family = ? AND (SELECT count(*) FROM kin WHERE family = ?) = 1"
    connection.execute(alone, (*row, *row))
