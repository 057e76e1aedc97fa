"""Import rate: articles per processor second beside SQLite with FTS5 that is handed the same rows, and beside peers."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from reader.library import Library, Reader
from reader.tasks import import_dump

from . import news, peers
from .table import Row, cpu_seconds

COUNT = 5000
BATCH = 5000
_RAW = """
CREATE TABLE article (id INTEGER PRIMARY KEY, key TEXT, title TEXT, text TEXT, source TEXT, published TEXT);
CREATE VIRTUAL TABLE search USING fts5 (title, text, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO search (search, rank) VALUES ('hashsize', 67108864);
"""
Stored = tuple[str, str, str, str | None, str | None]
_KEYS = ("key", "title", "text", "source", "published")


def rows(count: int = COUNT) -> list[Row]:
    """The table's rows: JSON lines with stated bodies, a folder of text files, and one file of pages."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        dump = news.folder(place / "dump", count)
        pages = place / "pages.txt"
        pages.write_text("\f".join(f"{title}\n\n{text}\n" for title, text in news.articles(count)), encoding="utf-8")
        lines = news.json_lines(place / "lines.jsonl", count)
        _warm_up(place)
        return [
            *_rows(place, lines, "JSON lines", count, others=True),
            *_rows(place, dump, "folder of text files", count),
            *_rows(place, pages, "one file of pages", count),
        ]


def _warm_up(place: Path) -> None:
    """Load what an import needs, once a program and not once an article."""
    _import(place / "warm.cuttings", news.json_lines(place / "warm.jsonl", 10))


def _rows(place: Path, dump: Path, what: str, count: int, *, others: bool = False) -> list[Row]:
    """Beside raw SQLite with FTS5, and beside the `others` that one would take instead."""
    library, raw = place / f"{dump.stem}.cuttings", place / f"{dump.stem}.raw"
    ours = count / cpu_seconds(lambda: _import(library, dump))
    stored = _stored(library)
    assert len(stored) == count, f"{len(stored)} of {count} articles came in"
    theirs = count / cpu_seconds(lambda: _insert(raw, stored))
    figure, unit = f"import, {what} ({count:,} articles)", "articles/s CPU"
    rows = [Row(figure, ours, unit, "raw SQLite + FTS5", theirs, "≥ .6")]
    if others:
        found = peers.sqlite_utils(place / "utils.db", (dict(zip(_KEYS, each, strict=True)) for each in stored), count)
        rows.append(Row(figure, ours, unit, "sqlite-utils, FTS triggers", found.rate, "≥ 1.5"))
        size = library.stat().st_size / count
        rows.append(Row(f"library, {what}", size, "bytes an article", "sqlite-utils, FTS", found.size, "≤ .85"))
        if recoll := peers.recoll(place):
            rows.append(Row(figure, ours, unit, "recollindex, as files", recoll.rate, "≥ 8"))
    return rows


def _import(library: Path, dump: Path) -> None:
    with Library.open(library) as opened:
        for _ in import_dump(opened, dump, alone=True):
            pass


def _stored(library: Path) -> list[Stored]:
    with Reader.open(library) as reader:
        articles = (dossier.article for dossier in reader.dossiers(reader.parse("")))
        return [(each.id, each.title, each.text, each.source, each.published.moment) for each in articles]


def _insert(path: Path, stored: list[Stored]) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _RAW)
    for start in range(0, len(stored), BATCH):
        batch = stored[start : start + BATCH]
        with connection:
            connection.executemany(
                "INSERT INTO article (key, title, text, source, published) VALUES (?, ?, ?, ?, ?)", batch
            )
            connection.executemany(
                "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
                [(start + place, each[1], each[2]) for place, each in enumerate(batch, 1)],
            )
    connection.close()
