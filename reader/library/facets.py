"""What a search's hits have in common: counts by source, time, tag, name, language and dump."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Generator
from dataclasses import replace

from reader.library import listing
from reader.library.entries import Facets
from reader.library.places import DATED, day_of
from reader.model import EntityType

# Hits whose facets are counted, the newest; beyond, counts are told as "of the newest 100,000".
CAP = 100_000

_ARTICLES = "hits h CROSS JOIN article a ON a.id = h.id"
_GROUPS = {
    "sources": f"SELECT s.name, count(*) AS n FROM {_ARTICLES} JOIN source s ON s.id = a.source GROUP BY a.source",
    "languages": f"SELECT a.language, count(*) AS n FROM {_ARTICLES} WHERE a.language IS NOT NULL GROUP BY a.language",
    "dumps": f"""SELECT d.name, count(*) AS n FROM {_ARTICLES} CROSS JOIN record r ON r.id = a.record
        CROSS JOIN dump d ON d.id = r.dump GROUP BY d.id""",
    "tags": """SELECT t.name, count(*) AS n FROM tag t CROSS JOIN state s ON s.kind = t.id
        CROSS JOIN hits h ON h.id = s.id GROUP BY t.id""",
}
_NAMES = """SELECT c.kind, c.text, count(DISTINCT h.id) AS n
    FROM hits h CROSS JOIN named g ON g.id = h.id AND NOT g.form
    CROSS JOIN name w ON w.id = g.name CROSS JOIN name c ON c.id = coalesce(w.canonical, w.id)
    GROUP BY c.id ORDER BY n DESC, c.text"""


def facets(connection: sqlite3.Connection, text: str, limit: int, cap: int = CAP) -> Generator[Facets, None, Facets]:
    """The facets of a query's newest `cap` hits, each with its `limit` commonest values.

    Yields them without the names first: those take ten times as long as all others.
    """
    total = _gather(connection, text, cap)
    grouped = {
        name: tuple(connection.execute(f"{sql} ORDER BY n DESC, 1 LIMIT ?", (limit,)).fetchall())
        for name, sql in _GROUPS.items()
    }
    months = _months(connection)
    years: Counter[str] = Counter()
    for month, number in months.items():
        years[month[:4]] += number
    found = Facets(
        min(total, cap),
        total > cap,
        grouped["sources"],
        tuple(sorted(years.items())),
        tuple(sorted(months.items())),
        grouped["tags"],
        languages=grouped["languages"],
        dumps=grouped["dumps"],
    )
    yield found
    names = _named(connection, limit)
    return replace(
        found,
        people=tuple(names[EntityType.PERSON]),
        organisations=tuple(names[EntityType.ORGANISATION]),
        places=tuple(names[EntityType.PLACE]),
    )


def _gather(connection: sqlite3.Connection, text: str, cap: int) -> int:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS hits (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM hits")
    found = listing.selection(connection, text)
    connection.execute(f"INSERT INTO hits {found.ordered()}", (*found.values, cap + 1))
    total = int(connection.execute("SELECT count(*) FROM hits").fetchone()[0])
    if total > cap:
        connection.execute("DELETE FROM hits WHERE id = (SELECT min(id) FROM hits)")
    return total


def _months(connection: sqlite3.Connection) -> Counter[str]:
    """Articles by month; those of which only the year is known count in its January."""
    found: Counter[str] = Counter()
    sql = f"SELECT min(id), count(*) FROM hits WHERE id >= {DATED} GROUP BY id >> 24"
    for rowid, number in connection.execute(sql):
        day = day_of(rowid)
        if day is not None:
            found[f"{day.year:04}-{day.month:02}"] += number
    return found


def _named(connection: sqlite3.Connection, limit: int) -> defaultdict[str, list[tuple[str, int]]]:
    """Names by kind, in one walk through the hits."""
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for kind, text, number in connection.execute(_NAMES):
        if len(found[kind]) < limit:
            found[kind].append((text, number))
    return found
