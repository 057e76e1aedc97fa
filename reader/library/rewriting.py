"""Another title, date, source or text for an article that is there, in all tables and indexes at once."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from reader.library import anchoring, dates, forgetting, indexing, names, packing, quotations, relating, tokens
from reader.library.details import lead, pack_detail, word_count
from reader.library.places import Places, slot
from reader.library.states import COPY, PENDING, UNRELATED
from reader.model import Article, Marks


def rewrite(connection: sqlite3.Connection, places: Places, rowid: int, old: Article, new: Article) -> bool:
    """Make an article that stands as `old` stand as `new`; whether anything differed.

    A new text is a new version: its marks are made again. A new title is one as well, and keeps the text's marks.
    """
    if replace(new, version=old.version) == old:
        return False
    retold = (new.text, new.blocks) != (old.text, old.blocks)
    version = old.version + 1 if retold or new.title != old.title else old.version
    new = replace(new, version=version)
    if retold:
        anchoring.note_places(connection, old)
    quotes = indexing.take_out(connection, rowid)
    relating.part(connection, rowid, packing.pack_text(old.text, old.blocks))
    for queue in (UNRELATED, PENDING) if version != old.version else (UNRELATED,):
        connection.execute("INSERT OR IGNORE INTO state (kind, id) VALUES (?, ?)", (queue, rowid))
    if retold:
        _set_text(connection, rowid, new)
        _drop_marks(connection, rowid)
    elif version != old.version:
        _drop_title_marks(connection, rowid, old, version)
    _set_facts(connection, rowid, new)
    low, high = slot(new.published)
    if not low <= rowid < high and slot(old.published) != (low, high):
        rowid = dates.move(connection, rowid, places.take(new.published))
    indexing.put_back(connection, rowid, "" if retold else quotes)
    if retold:
        anchoring.anchor(connection, new)
    return True


def _set_facts(connection: sqlite3.Connection, rowid: int, article: Article) -> None:
    when = article.published
    connection.execute(
        """UPDATE article SET title = ?, source = ?, moment = ?, precision = ?, how = ?, version = ?, words = ?,
        lead = ?, extent_start = ?, extent_end = ?, language = ? WHERE id = ?""",
        (
            article.title,
            _source(connection, article.source),
            when.moment,
            when.precision,
            when.how,
            article.version,
            word_count(article.text),
            lead(article.text),
            *article.extent,
            article.language,
            rowid,
        ),
    )
    packed = pack_detail(article, packing.fingerprint(article.text))
    connection.execute("UPDATE detail SET packed = ? WHERE id = ?", (packed, rowid))


def _source(connection: sqlite3.Connection, name: str | None) -> int | None:
    if not name:
        return None
    insert = "INSERT INTO source (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING"
    connection.execute(insert, (name, tokens.fold(name)))
    return int(connection.execute("SELECT id FROM source WHERE name = ?", (name,)).fetchone()[0])


def _set_text(connection: sqlite3.Connection, rowid: int, article: Article) -> None:
    """Exact copies share a row: the old one is let go, another may be there already."""
    before = connection.execute("SELECT text FROM article WHERE id = ?", (rowid,)).fetchone()[0]
    mark = packing.fingerprint(article.text)
    same = connection.execute("SELECT id, packed FROM text WHERE hash = ?", (mark,)).fetchall()
    wanted = article.text, article.blocks
    text = next((number for number, packed in same if packing.unpack_text(packed) == wanted), None)
    if text is None:
        insert = "INSERT INTO text (hash, packed) VALUES (?, ?)"
        text = connection.execute(insert, (mark, packing.pack_text(*wanted))).lastrowid
    elif article.text:
        copies = "INSERT OR IGNORE INTO state (kind, id) SELECT ?, id FROM article WHERE text = ?"
        connection.execute(copies, (COPY, text))
    connection.execute("UPDATE article SET text = ? WHERE id = ?", (text, rowid))
    connection.execute("DELETE FROM state WHERE kind = ? AND id = ?", (COPY, rowid))
    if (
        article.text
        and connection.execute("SELECT 1 FROM article WHERE text = ? AND id <> ? LIMIT 1", (text, rowid)).fetchone()
    ):
        connection.execute("INSERT OR IGNORE INTO state (kind, id) VALUES (?, ?)", (COPY, rowid))
    forgetting.release_text(connection, before)


def _drop_marks(connection: sqlite3.Connection, rowid: int) -> None:
    for table in ("marks", "named"):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (rowid,))  # noqa: S608 (constants)
    quotations.remove(connection, rowid)


def _drop_title_marks(connection: sqlite3.Connection, rowid: int, old: Article, version: int) -> None:
    """The text's marks hold for the new version too; those of the old title do not."""
    row = connection.execute("SELECT packed, version FROM marks WHERE id = ?", (rowid,)).fetchone()
    if row is None or row[1] != old.version:
        return
    marks = packing.unpack_marks(row[0], old.title, old.text, {})
    kept = Marks(marks.entities, (), marks.quotes)
    update = "UPDATE marks SET packed = ?, version = ? WHERE id = ?"
    connection.execute(update, (packing.pack_marks(kept), version, rowid))
    names.store(connection, rowid, bytes.fromhex(old.id), kept)
