"""Lists of what a query finds: row ids in the order asked for, and counts."""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from typing import Any, Literal

from reader.library import grammar, reading, saying, searches
from reader.library.compiling import compile_search
from reader.library.plan import Plan, Rows, put
from reader.library.selecting import Select, select
from reader.library.states import COPY
from reader.model import Query

Fold = Literal["", "copies", "near"]
Order = Literal["date", "-date", "relevance", "source", "title", "length"]

# bm25 over a common word costs 700 ms among a million articles; over the newest 5,000 hits 24-42 ms.
RANKED = 5_000
_LOWEST = -(1 << 63)  # of row ids
_FOLDING = 3  # hits for a first row that stands for several: more are rarely one text
_WEIGHTS = "5.0, 1.0, 0.0"  # headline, text, filter tokens

_COPIES = f"SELECT a.id, a.text FROM state s JOIN article a ON a.id = s.id WHERE s.kind = {COPY}"
_KIN = "SELECT id, family FROM kin"

_ORDERS = {
    "title": "a.title COLLATE NOCASE, a.id DESC",
    "length": "a.words DESC, a.id DESC",
}


def parse(connection: sqlite3.Connection, text: str) -> Query:
    """A search as it is understood."""
    parsed = _parsed(connection, text)
    understood = saying.say(parsed.tree)
    warning = "; ".join(parsed.warnings)
    return Query(
        text,
        understood[:1].upper() + understood[1:],
        warning[:1].upper() + warning[1:],
        saying.marked(parsed.tree),
    )


def _parsed(connection: sqlite3.Connection, text: str) -> grammar.Parsed:
    return grammar.parse(
        text, lambda name: searches.find(connection, name), lambda id_: reading.title_of(connection, id_)
    )


def plan_of(connection: sqlite3.Connection, text: str) -> Plan:
    """The plan of a typed search."""
    return compile_search(connection, _parsed(connection, text).tree)


def selection(connection: sqlite3.Connection, text: str) -> Select:
    """The SELECT of a query's row ids."""
    return select(connection, plan_of(connection, text))


def listing(
    connection: sqlite3.Connection,
    text: str,
    order: Order = "date",
    limit: int | None = None,
    *,
    after: int | None = None,
    fold: Fold = "",
) -> array[int]:
    """Row ids of what a query finds; `fold` leaves one of each group of copies, the first."""
    plan = plan_of(connection, text)
    if after is not None:
        put(plan, Rows(after + 1, None) if order == "-date" else Rows(None, after))
    if not fold:
        return _listed(connection, plan, order, limit)
    if limit is not None:
        some = _listed(connection, plan, order, _FOLDING * limit)
        shown = _fold(connection, some, fold)
        if len(shown) >= limit or len(some) < _FOLDING * limit:
            return shown[:limit]
    folded = _fold(connection, _listed(connection, plan, order, None), fold)
    return folded if limit is None else folded[:limit]


def _fold(connection: sqlite3.Connection, rowids: array[int], fold: Fold) -> array[int]:
    folded = _folded(connection, rowids, _COPIES)
    return _folded(connection, folded, _KIN) if fold == "near" else folded


def _folded(connection: sqlite3.Connection, rowids: array[int], groups: str) -> array[int]:
    group_of = dict(connection.execute(groups))
    seen: set[int] = set()
    kept = array("q")
    for rowid in rowids:
        group = group_of.get(rowid)
        if group is None or group not in seen:
            kept.append(rowid)
            if group is not None:
                seen.add(group)
    return kept


def _listed(connection: sqlite3.Connection, plan: Plan, order: Order, limit: int | None) -> array[int]:
    found, most = select(connection, plan), -1 if limit is None else limit
    if order == "relevance" and plan.match is not None:
        return _by_relevance(connection, plan, found, limit)
    if order == "source":
        return _by_source(connection, found, limit)
    if order in _ORDERS:
        sql = f"SELECT a.id FROM article a WHERE a.id IN ({found.unordered()}) ORDER BY {_ORDERS[order]} LIMIT ?"
        return _ids(connection.execute(sql, (*found.values, most)))
    return _ids(connection.execute(found.ordered(newest_first=order != "-date"), (*found.values, most)))


def _ids(rows: Iterator[tuple[int]]) -> array[int]:
    return array("q", (rowid for (rowid,) in rows))


def _by_source(connection: sqlite3.Connection, found: Select, limit: int | None) -> array[int]:
    """By the source's name, within it the newest first; what has no source stands last.

    Gathered by source, there is nothing to sort: 30 ms for 100,000 articles, where ORDER BY took 250.
    """
    by_source: dict[int | None, array[int]] = {}
    rows = connection.execute(
        f"SELECT a.id, a.source FROM ({found.unordered()}) f CROSS JOIN article a ON a.id = f.id", found.values
    )
    for rowid, source in rows:
        by_source.setdefault(source, array("q")).append(rowid)
    names = connection.execute("SELECT id FROM source ORDER BY folded, name")
    listed = array("q")
    for source in (*(number for (number,) in names), None):
        listed += array("q", sorted(by_source.pop(source, ()), reverse=True))
    return listed if limit is None else listed[:limit]


def _by_relevance(connection: sqlite3.Connection, plan: Plan, found: Select, limit: int | None) -> array[int]:
    """The newest hits by bm25, then the older ones by date."""
    if found.table == "search":
        oldest = connection.execute(f"{found.ordered()} OFFSET ?", (*found.values, 1, RANKED - 1)).fetchone()
        most = RANKED if limit is None else min(limit, RANKED)
        ranked = _ranked(connection, found.where, found.values, oldest[0] if oldest else _LOWEST, most)
    else:  # few rows, all of them newer than the RANKED-th
        few = _ids(connection.execute(found.ordered(), (*found.values, RANKED)))
        kept = set(few)
        words = _ranked(connection, "search MATCH ?", (plan.match,), few[-1], -1) if few else few
        ranked = array("q", (rowid for rowid in words if rowid in kept))
    if len(ranked) == RANKED and (limit is None or limit > RANKED):
        rest = _ids(connection.execute(found.ordered(), (*found.values, -1 if limit is None else limit)))
        ranked += rest[RANKED:]
    return ranked if limit is None else ranked[:limit]


def _ranked(connection: sqlite3.Connection, where: str, values: tuple[Any, ...], oldest: int, most: int) -> array[int]:
    """Hits of the index down to the `oldest`, the best `most` of them."""
    sql = f"""SELECT search.rowid FROM search WHERE {where} AND search.rowid >= ?
        ORDER BY bm25(search, {_WEIGHTS}), search.rowid DESC LIMIT ?"""
    return _ids(connection.execute(sql, (*values, oldest, most)))


def count(connection: sqlite3.Connection, text: str, cap: int | None = None) -> int:
    """How many articles a query finds, counting no further than `cap`."""
    found = selection(connection, text)
    limited = f"SELECT count(*) FROM ({found.unordered()} LIMIT ?)"
    return int(connection.execute(limited, (*found.values, -1 if cap is None else cap)).fetchone()[0])


def into_target(connection: sqlite3.Connection, text: str) -> None:
    """Fill the temporary table `target` with what a query finds."""
    found = selection(connection, text)
    connection.execute(f"INSERT OR IGNORE INTO target {found.unordered()}", found.values)


def in_import_order(connection: sqlite3.Connection, text: str) -> Iterator[int]:
    """Row ids of what a query finds, by dump and place in the dump."""
    if not text.strip():
        return reading.in_import_order(connection)
    found = selection(connection, text)
    sql = f"""SELECT a.id FROM article a JOIN record r ON r.id = a.record
        WHERE a.id IN ({found.unordered()}) ORDER BY {reading.IMPORT_ORDER}"""
    return (rowid for (rowid,) in connection.execute(sql, found.values))
