"""Pictures out of the dumps: each content once, found by what the markup of a record calls it.

A figure belongs to a record, at a place in its source text, as cuts and leftover do: whatever becomes of
its articles (another cleaning, a correction, a division), the one that holds the place shows it. A figure
and a picture find each other by a hash of dump, scope and address. A picture that comes before its
page waits, within bounds, for the end of the import.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.library import packing
from reader.model import Cleaned, Picture, Plate, Record

MOST_KEPT = 512 << 20  # bytes of pictures that articles of one dump show: backups hold them all
MOST_WAITING = 64 << 20  # bytes of pictures that came before any page that shows them
_MOST_SHOWN = 300  # of one article

_UNSHOWN = "NOT EXISTS (SELECT 1 FROM figure f WHERE f.address = picture_place.address)"
_UNPLACED = "NOT EXISTS (SELECT 1 FROM picture_place l WHERE l.picture = picture.id)"


def key(dump: int, scope: str, address: str) -> int:
    """What a figure and its picture have in common."""
    return packing.fingerprint(f"{dump}\0{scope}\0{address}")


def figure_rows(dump: int, number: int, record: Record, cleaned: Cleaned) -> Iterator[tuple[object, ...]]:
    """The rows of a record's figures: one for each address under which a picture may be found."""
    scope = record.shelf.scope if record.shelf else ""
    for place, figure in enumerate(cleaned.figures):
        said = json.dumps([figure.alt, figure.caption], ensure_ascii=False) if figure.alt or figure.caption else None
        for rank, address in enumerate(figure.addresses):
            yield number, place, rank, key(dump, scope, address), figure.at, said


INSERT_FIGURE = """INSERT OR IGNORE INTO figure (record, number, rank, address, at, said) VALUES (?, ?, ?, ?, ?, ?)"""


@dataclass(slots=True)
class _Room:
    """Bytes that a dump's pictures take so far."""

    kept: int
    waiting: int = 0


class Keeper:
    """Stores pictures as an import finds them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rooms: dict[int, _Room] = {}
        self.refused: Counter[int] = Counter()  # by dump

    def keep(self, dump: int, pictures: Sequence[Picture]) -> None:
        """Store those that there is room for, in the caller's transaction; those shown and refused are counted."""
        room = self._room(dump)
        for picture in pictures:
            keys = [key(dump, picture.scope, address) for address in picture.addresses]
            if all(self._is_placed(each) for each in keys):
                continue
            size, shown = len(picture.content), any(map(self._is_shown, keys))
            if shown and room.kept + size > MOST_KEPT:
                self.refused[dump] += 1
            elif shown or room.waiting + size <= MOST_WAITING:
                room.kept += size if shown else 0
                room.waiting += 0 if shown else size
                self._store(dump, picture, keys)

    def forget_room(self) -> None:
        """Measure anew: something was rolled back, or taken out."""
        self._rooms.clear()

    def _room(self, dump: int) -> _Room:
        if dump not in self._rooms:
            sql = """SELECT total(size) FROM picture WHERE id IN (SELECT picture FROM picture_place WHERE dump = ?)"""
            self._rooms[dump] = _Room(int(self._connection.execute(sql, (dump,)).fetchone()[0]))
        return self._rooms[dump]

    def _is_placed(self, address: int) -> bool:
        sql = "SELECT 1 FROM picture_place WHERE address = ?"
        return self._connection.execute(sql, (address,)).fetchone() is not None

    def _is_shown(self, address: int) -> bool:
        return (
            self._connection.execute("SELECT 1 FROM figure WHERE address = ? LIMIT 1", (address,)).fetchone()
            is not None
        )

    def _store(self, dump: int, picture: Picture, keys: Sequence[int]) -> None:
        digest = hashlib.sha256(picture.content).digest()
        facts = picture.type, picture.width, picture.height, len(picture.content), picture.content
        insert = """INSERT INTO picture (sha256, type, width, height, size, content) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (sha256) DO NOTHING"""
        self._connection.execute(insert, (digest, *facts))
        number = self._connection.execute("SELECT id FROM picture WHERE sha256 = ?", (digest,)).fetchone()[0]
        place = "INSERT OR IGNORE INTO picture_place (address, dump, picture) VALUES (?, ?, ?)"
        self._connection.executemany(place, ((each, dump, number) for each in keys))


def shown_in(connection: sqlite3.Connection, record: int, extent: tuple[int, int]) -> tuple[Plate, ...]:
    """The pictures that stand in a stretch of a record's source text, in order, the same one once."""
    rows = connection.execute(
        """SELECT f.number, f.at, p.sha256, p.type, p.width, p.height, f.said FROM figure f
        JOIN picture_place l ON l.address = f.address JOIN picture p ON p.id = l.picture
        WHERE f.record = ? AND f.at >= ? AND f.at < ? ORDER BY f.at, f.number, f.rank""",
        (record, *extent),
    )
    figures: set[int] = set()
    plates: dict[bytes, Plate] = {}
    for number, at, digest, kind, width, height, said in rows:
        if number in figures or digest in plates or len(plates) >= _MOST_SHOWN:
            continue
        figures.add(number)
        plates[digest] = Plate(at, digest.hex(), kind, width, height, *(json.loads(said) if said else ()))
    return tuple(plates.values())


def content(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """A picture's bytes; None where it is no longer there."""
    row = connection.execute("SELECT content FROM picture WHERE sha256 = ?", (bytes.fromhex(sha256),)).fetchone()
    return row[0] if row else None


def take_out(connection: sqlite3.Connection, record: int, extent: tuple[int, int]) -> None:
    """Forget the figures of an article that goes; `sweep` takes their pictures."""
    connection.execute("DELETE FROM figure WHERE record = ? AND at >= ? AND at < ?", (record, *extent))


def are_left(connection: sqlite3.Connection) -> bool:
    """Whether there are pictures that no article shows."""
    sql = f"SELECT EXISTS (SELECT 1 FROM picture_place WHERE {_UNSHOWN})"  # noqa: S608 (constants)
    return bool(connection.execute(sql).fetchone()[0])


def sweep(connection: sqlite3.Connection) -> None:
    """Take out the pictures that no article shows."""
    connection.execute(f"DELETE FROM picture_place WHERE {_UNSHOWN}")  # noqa: S608 (constants)
    connection.execute(f"DELETE FROM picture WHERE {_UNPLACED}")  # noqa: S608 (constants)


def spoilt(connection: sqlite3.Connection) -> Iterator[str]:
    """Findings: pictures whose bytes are not those that were stored, or that nothing leads to."""
    for number, digest in connection.execute("SELECT id, sha256 FROM picture").fetchall():
        found = connection.execute("SELECT content FROM picture WHERE id = ?", (number,)).fetchone()[0]
        if hashlib.sha256(found).digest() != digest:
            yield f"Picture {digest.hex()} is not the one that was stored"
    lost = f"SELECT count(*) FROM picture WHERE {_UNPLACED}"  # noqa: S608 (constants)
    if number := connection.execute(lost).fetchone()[0]:
        yield f"{number} pictures belong to no dump"
