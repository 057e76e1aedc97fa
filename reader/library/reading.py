"""Articles out of the library: whole dossiers, and rows for the list."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reader.library import corrections, names, packing, pictures, snippets
from reader.library.entries import ArticleRow
from reader.library.states import BIN, COPY
from reader.model import (
    Article,
    ArticleState,
    DateOrigin,
    Dossier,
    Marks,
    Note,
    Precision,
    Provenance,
    PublishedDate,
    Stretch,
    restore,
)

_CHUNK = 200  # row ids in one statement

_DOSSIER = """SELECT a.id, a.key, a.record, a.text, a.version, a.extent_start, a.extent_end, a.moment, a.precision,
    a.how, a.language, a.title, a.unread, s.name, t.packed, t.hash, d.packed, m.version, m.analysed, m.packed,
    r.place, r.length, r.sha256, r.format, r.packed_place, r.dump, u.name, u.sha256, b.name
    FROM article a JOIN text t ON t.id = a.text JOIN detail d ON d.id = a.id JOIN record r ON r.id = a.record
    JOIN member b ON b.id = r.member JOIN dump u ON u.id = r.dump
    LEFT JOIN source s ON s.id = a.source LEFT JOIN marks m ON m.id = a.id"""

# The order of import: dump, place in the dump. `record` has an index on the first three.
IMPORT_ORDER = "r.dump, r.member, r.place, a.extent_start"


def key(id_: str) -> bytes:
    """The stored form of a public id; anything that is none finds nothing."""
    try:
        return bytes.fromhex(id_)
    except ValueError:
        return b""


def chunks(rowids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Row ids in parts that fit into one statement as placeholders."""
    for start in range(0, len(rowids), _CHUNK):
        yield rowids[start : start + _CHUNK]


def holes(values: Sequence[object]) -> str:
    """As many placeholders as values."""
    return ",".join("?" * len(values))


def published(moment: str | None, precision: str | None, how: str | None, *rest: str | None) -> PublishedDate:
    """A date from its columns; `rest` is how it was written and what it was held against."""
    return PublishedDate(
        moment,
        Precision(precision) if precision else None,
        DateOrigin(how) if how else None,
        *rest,
    )


def rowid_of(connection: sqlite3.Connection, id_: str) -> int | None:
    """The row of a public id; None where there is none, or what is given is no id."""
    row = connection.execute("SELECT id FROM article WHERE key = ?", (key(id_),)).fetchone()
    return int(row[0]) if row else None


def title_of(connection: sqlite3.Connection, id_: str) -> str | None:
    """The headline of a public id; None where there is none."""
    row = connection.execute("SELECT title FROM article WHERE key = ?", (key(id_),)).fetchone()
    return str(row[0]) if row else None


def dossiers(connection: sqlite3.Connection, rowids: Iterable[int]) -> Iterator[Dossier]:
    """Dossiers of these rows, one at a time, in the order given."""
    for rowid in rowids:
        row = connection.execute(f"{_DOSSIER} WHERE a.id = ?", (rowid,)).fetchone()
        if row:
            yield _dossier(connection, row)


def _dossier(connection: sqlite3.Connection, row: Sequence[Any]) -> Dossier:
    article = _article(row)
    return Dossier(
        article,
        state_of(connection, row[1], read=not row[12]),
        names.applied(connection, row[1], _marks(article, row[17:20])),
        _copies(connection, row[1], row[15], article.text),
        _related(connection, row[2], row[1]),
        row[25],
        corrected=corrections.corrected(connection, row[1]),
        pictures=pictures.shown_in(connection, row[2], article.extent),
    )


def article(connection: sqlite3.Connection, rowid: int) -> Article:
    """The article of a row, alone."""
    return _article(connection.execute(f"{_DOSSIER} WHERE a.id = ?", (rowid,)).fetchone())


def _article(row: Sequence[Any]) -> Article:
    text, blocks = packing.unpack_text(row[14])
    author, url, section, as_written, against, fields, cuts, _ = packing.unpack(row[16])
    place, length, sha256, format_, packed_place, _, dump_name, dump_sha256, member = row[20:29]
    provenance = Provenance(dump_name, dump_sha256, member, place, length, sha256.hex(), format_, packed_place)
    return Article(
        row[1].hex(),
        provenance,
        row[11],
        text,
        blocks,
        packing.unpack_cuts(cuts),
        (row[5], row[6]),
        source=row[13],
        author=author,
        published=published(row[7], row[8], row[9], as_written, against),
        url=url,
        language=row[10],
        section=section,
        fields=fields,
        version=row[4],
    )


def _marks(article: Article, row: Sequence[Any]) -> Marks:
    version, analysed, packed = row
    if version != article.version:
        return Marks()
    return packing.unpack_marks(packed, article.title, article.text, packing.unpack(analysed.encode()))


def _copies(connection: sqlite3.Connection, own: bytes, mark: int, text: str) -> tuple[str, ...]:
    """Other articles with exactly this text; none for an article that is a headline alone."""
    if not text:
        return ()
    found = connection.execute(
        """SELECT a.key FROM text t JOIN article a ON a.text = t.id WHERE t.hash = ? AND a.key <> ?
        AND NOT EXISTS (SELECT 1 FROM state WHERE kind = ? AND state.id = a.id) ORDER BY a.key""",
        (mark, own, BIN),
    )
    return tuple(copy.hex() for (copy,) in found)


def _related(connection: sqlite3.Connection, record: int, own: bytes) -> tuple[str, ...]:
    """Other articles of the same record, in its order."""
    found = connection.execute(
        """SELECT a.key FROM article a WHERE a.record = ? AND a.key <> ?
        AND NOT EXISTS (SELECT 1 FROM state WHERE kind = ? AND state.id = a.id) ORDER BY a.extent_start""",
        (record, own, BIN),
    )
    return tuple(other.hex() for (other,) in found)


def state_of(connection: sqlite3.Connection, article: bytes, *, read: bool) -> ArticleState:
    """What the user made of an article."""
    tags = connection.execute(
        "SELECT t.name FROM tagging g JOIN tag t ON t.id = g.tag WHERE g.article = ? ORDER BY t.folded", (article,)
    ).fetchall()
    starred = connection.execute("SELECT 1 FROM star WHERE article = ?", (article,)).fetchone()
    notes = connection.execute(
        "SELECT body, start, stop, made, id, placed FROM note WHERE article = ? ORDER BY id", (article,)
    ).fetchall()
    return ArticleState(
        tuple(name for (name,) in tags),
        starred is not None,
        read,
        tuple(_note(*row) for row in notes),
    )


def _note(body: str, start: int | None, stop: int | None, made: str, id_: int, placed: int) -> Note:
    """A note; one whose passage is not in the text has no place in it."""
    return Note(body, start, stop, made, id_) if placed else Note(body, None, None, made, id_, placed=False)


def in_import_order(connection: sqlite3.Connection) -> Iterator[int]:
    """Row ids of all articles that are not in the bin, by dump and place in the dump, streamed."""
    rows = connection.execute(
        f"""SELECT a.id FROM record r CROSS JOIN article a ON a.record = r.id
        WHERE NOT EXISTS (SELECT 1 FROM state WHERE kind = {BIN} AND state.id = a.id)
        ORDER BY {IMPORT_ORDER}"""
    )
    return (rowid for (rowid,) in rows)


_ROW = f"""SELECT a.id, a.key, a.title, s.name, a.moment, a.precision, a.how, a.lead, a.words, a.unread,
    EXISTS (SELECT 1 FROM star WHERE star.article = a.key),
    (SELECT json_group_array(t.name) FROM tagging g JOIN tag t ON t.id = g.tag WHERE g.article = a.key),
    (SELECT (SELECT count(*) - 1 FROM article b WHERE b.text = a.text) FROM state
        WHERE kind = {COPY} AND state.id = a.id),
    (SELECT (SELECT count(*) - 1 FROM kin o WHERE o.family = k.family) FROM kin k WHERE k.id = a.id),
    EXISTS (SELECT 1 FROM state WHERE kind = {BIN} AND state.id = a.id)
    FROM article a LEFT JOIN source s ON s.id = a.source"""


def rows(connection: sqlite3.Connection, rowids: Sequence[int], words: Sequence[str] = ()) -> list[ArticleRow]:
    """Rows for the list, in the order asked for; one that has gone is left out."""
    found: dict[int, ArticleRow] = {}
    for part in chunks(rowids):
        for row in connection.execute(f"{_ROW} WHERE a.id IN ({holes(part)})", tuple(part)):
            found[row[0]] = _row(row)
    wanted = snippets.Wanted(words)
    if wanted:
        for rowid, text in texts(connection, list(found)).items():
            found[rowid] = replace(found[rowid], snippet=snippets.snippet(text, wanted))
    return [found[rowid] for rowid in rowids if rowid in found]


def _row(row: Sequence[Any]) -> ArticleRow:
    rowid, id_, title, source, moment, precision, how, lead, words, unread, starred, tags, copies, near, binned = row
    when = published(moment, precision, how)
    labels = tuple(sorted(packing.unpack(tags.encode()), key=str.casefold))
    flags = bool(unread), bool(starred)
    made = ArticleRow(rowid, id_.hex(), title, source, when, lead, words, *flags, labels)
    if not (copies or near or binned):
        return made
    return replace(made, copies=copies or 0, near=near or 0, binned=bool(binned))


def texts(connection: sqlite3.Connection, rowids: Sequence[int]) -> dict[int, str]:
    """The cleaned texts of these rows."""
    found: dict[int, str] = {}
    for part in chunks(rowids):
        sql = f"SELECT a.id, t.packed FROM article a JOIN text t ON t.id = a.text WHERE a.id IN ({holes(part)})"
        found.update((rowid, packing.unpack_words(packed)) for rowid, packed in connection.execute(sql, tuple(part)))
    return found


def leftover(connection: sqlite3.Connection, id_: str) -> tuple[Stretch, ...]:
    """The stretches of an article's record that belong to no article."""
    row = connection.execute(
        "SELECT r.leftover FROM article a JOIN record r ON r.id = a.record WHERE a.key = ?", (key(id_),)
    ).fetchone()
    return packing.unpack_stretches(row[0]) if row else ()


def source_text(connection: sqlite3.Connection, id_: str) -> str:
    """The source text of an article's record, rebuilt from its articles' extents and its leftover."""
    parts = {part.start: part.text for part in leftover(connection, id_)}
    siblings = connection.execute(
        """SELECT a.extent_start, t.packed, d.packed FROM article a JOIN text t ON t.id = a.text
        JOIN detail d ON d.id = a.id WHERE a.record = (SELECT record FROM article WHERE key = ?)""",
        (key(id_),),
    )
    for start, text, detail in siblings:
        parts[start] = restore(packing.unpack_words(text), packing.unpack_cuts(packing.unpack(detail)[6]))
    return "".join(parts[start] for start in sorted(parts))


def sort_ids(connection: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
    """The row ids of these articles, in import order; unknown ones are left out."""
    found: list[tuple[int, int, int, int, int]] = []
    for start in range(0, len(ids), _CHUNK):
        keys = [key(id_) for id_ in ids[start : start + _CHUNK]]
        found += connection.execute(
            f"""SELECT r.dump, r.member, r.place, a.extent_start, a.id FROM article a
            JOIN record r ON r.id = a.record WHERE a.key IN ({holes(keys)})""",
            keys,
        )
    return [row[-1] for row in sorted(set(found))]
