"""Corrected dates: an article moves to its new day with everything that belongs to it."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reader.library import corrections, indexing, packing, reading, relating
from reader.library.journal import Args, Journal, counted
from reader.library.places import Places, slot
from reader.library.states import UNRELATED
from reader.model import Changes, DateOrigin, Precision, PublishedDate

# Tables whose rows carry an article's row id, besides `article` and the indexes.
_FOLLOWERS = ("detail", "marks", "named", "quotation", "state")


def relative(connection: sqlite3.Connection, dump: int) -> list[tuple[str, str]]:
    """Articles of a dump whose time is written relative to a moment ("5 minutes ago"): id, as written."""
    rows = connection.execute(
        """SELECT a.key, a.how, a.moment, d.packed FROM record r JOIN article a ON a.record = r.id
        JOIN detail d ON d.id = a.id WHERE r.dump = ? AND (a.how = 'relative' OR a.moment IS NULL
        OR EXISTS (SELECT 1 FROM correction c WHERE c.article = a.key AND c.field = 'published'))
        ORDER BY r.member, r.place, a.extent_start""",
        (dump,),
    )
    found = []
    for key, how, moment, packed in rows:
        as_written = packing.unpack(packed)[3]
        if (own := corrections.stated_date(connection, key)) is not None:
            how, moment = own.how, own.moment
        if as_written and (how == DateOrigin.RELATIVE or moment is None):
            found.append((key.hex(), as_written))
    return found


def set_published(connection: sqlite3.Connection, dates: Sequence[tuple[str, PublishedDate]]) -> Changes:
    """Give articles new dates. Dates that follow from a dump's moment become part of that step."""
    step = _open_moment(connection)
    changed = []
    places = Places(connection)
    for id_, published in dates:
        before = _published_of(connection, id_)
        if before is None or before == published:
            continue
        _place(connection, places, id_, published)
        changed.append((step, reading.key(id_), _listed(before), _listed(published)))
    if step is not None:
        connection.executemany(
            """INSERT INTO step_date (step, article, before, after) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET after = excluded.after""",
            changed,
        )
    articles = frozenset(row[1].hex() for row in changed)
    return Changes(articles, listing=bool(changed), note=f"Dated {counted(len(changed))}")


def set_moment(connection: sqlite3.Connection, journal: Journal, dump: int, moment: datetime | None) -> Changes:
    """Keep what the user says a dump's date is; the dates that follow come by `set_published`."""
    before, name = connection.execute("SELECT moment, name FROM dump WHERE id = ?", (dump,)).fetchone()
    args = {"dump": dump, "before": before, "after": moment.isoformat() if moment else None}
    return journal.commit(journal.begin("moment", args), "moment", args, f"Set the date of {name}")


def turn_moment(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Carry out a `moment` step, with the dates that followed from it."""
    moment = args["after" if forwards else "before"]
    connection.execute("UPDATE dump SET moment = ? WHERE id = ?", (moment, args["dump"]))
    column = "after" if forwards else "before"
    rows = connection.execute(f"SELECT article, {column} FROM step_date WHERE step = ? ORDER BY rowid", (step,))
    places = Places(connection)
    for article, listed in rows.fetchall():
        _place(connection, places, article.hex(), _unlisted(json.loads(listed)))
    return Changes(None, listing=True)


def _open_moment(connection: sqlite3.Connection) -> int | None:
    """The step of a dump's moment, if that was the user's last action."""
    row = connection.execute("SELECT id, kind FROM step WHERE NOT undone ORDER BY id DESC LIMIT 1").fetchone()
    return int(row[0]) if row and row[1] == "moment" else None


def _published_of(connection: sqlite3.Connection, id_: str) -> PublishedDate | None:
    if (own := corrections.stated_date(connection, reading.key(id_))) is not None:
        return own
    row = connection.execute(
        "SELECT a.moment, a.precision, a.how, d.packed FROM article a JOIN detail d ON d.id = a.id WHERE a.key = ?",
        (reading.key(id_),),
    ).fetchone()
    return reading.published(*row[:3], *packing.unpack(row[3])[3:5]) if row else None


def _listed(when: PublishedDate) -> str:
    return json.dumps([when.moment, when.precision, when.how, when.as_written, when.against], ensure_ascii=False)


def _unlisted(listed: Sequence[Any]) -> PublishedDate:
    moment, precision, how, as_written, against = listed
    kind = Precision(precision) if precision else None
    return PublishedDate(moment, kind, DateOrigin(how) if how else None, as_written, against)


def _place(connection: sqlite3.Connection, places: Places, id_: str, published: PublishedDate) -> None:
    """Write a new date, and move the article to a row of its day; one that the user corrected stays."""
    rowid = reading.rowid_of(connection, id_)
    if rowid is None:
        return
    if corrections.stated_date(connection, reading.key(id_)) is not None:
        corrections.set_stated_date(connection, reading.key(id_), published)
        return
    old = indexing.take_out(connection, rowid)
    relating.part(connection, rowid, _packed_text(connection, rowid))
    connection.execute("INSERT OR IGNORE INTO state (kind, id) VALUES (?, ?)", (UNRELATED, rowid))
    packed = connection.execute("SELECT packed FROM detail WHERE id = ?", (rowid,)).fetchone()[0]
    detail = packing.unpack(packed)
    detail[3:5] = published.as_written, published.against
    connection.execute("UPDATE detail SET packed = ? WHERE id = ?", (packing.pack(detail), rowid))
    facts = published.moment, published.precision, published.how, rowid
    connection.execute("UPDATE article SET moment = ?, precision = ?, how = ? WHERE id = ?", facts)
    low, high = slot(published)
    if not low <= rowid < high:
        rowid = move(connection, rowid, places.take(published))
    indexing.put_back(connection, rowid, old)


def _packed_text(connection: sqlite3.Connection, rowid: int) -> bytes:
    sql = "SELECT t.packed FROM article a JOIN text t ON t.id = a.text WHERE a.id = ?"
    packed: bytes = connection.execute(sql, (rowid,)).fetchone()[0]
    return packed


def move(connection: sqlite3.Connection, old: int, new: int) -> int:
    """Give an article another row id, with all that hangs on it."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("UPDATE article SET id = ? WHERE id = ?", (new, old))
    for table in _FOLLOWERS:
        connection.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (new, old))
    return new
