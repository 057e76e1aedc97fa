"""Articles of the same days about the same thing: those that share rare names and words with one article.

Found when asked for, from the index alone: for each of an article's names and headline words, who else has
it within a few days. What many have says nothing. The cost is bounded by the number of words and by the
hits that are read for each, whatever the size of the library.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import log

from reader.library import packing, reading, tokens
from reader.library.places import DATED, DAY_BITS
from reader.library.states import BIN

DAYS = 2  # before and after
TERMS = 24  # names and words that are looked for
COMMON = 150  # articles of those days that have a word from which it says nothing; so many hits are read of each
SHARED = 3  # names and words at least
WEIGHT = 0.35  # of the article's own, by rarity
MOST = 50  # articles of a story

_LEAD = 600  # characters of the text, for an article that has not been looked through for names
_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
_CAPITAL = re.compile(r"(?<=[^\s.!?:“\"'‘(] )[^\W\d_a-zß-öø-ÿ][\w’'-]{2,}(?: [^\W\d_a-zß-öø-ÿ][\w’'-]+){0,2}")


def story(connection: sqlite3.Connection, id_: str) -> list[int]:
    """Rows of an article and of those about the same thing, the most alike first; [] for an unknown id."""
    row = connection.execute(
        "SELECT a.id, a.title, t.packed FROM article a JOIN text t ON t.id = a.text WHERE a.key = ?",
        (reading.key(id_),),
    ).fetchone()
    if row is None:
        return []
    rowid, title, packed = row
    if rowid < DATED:
        return [rowid]
    found = _scored(connection, rowid, _terms(connection, rowid, title, packing.unpack_words(packed)))
    return [rowid, *found[: MOST - 1]]


def _terms(connection: sqlite3.Connection, rowid: int, title: str, text: str) -> list[str]:
    """Names, words of the headline, and what has a capital letter in the first lines."""
    found = (*_names(connection, rowid), *_WORD.findall(title), *_CAPITAL.findall(text[:_LEAD]))
    kept: dict[str, str] = {}
    for each in found:
        kept.setdefault(tokens.fold(each), tokens.expression(each))
    return [expression for expression in dict.fromkeys(kept.values()) if expression][:TERMS]


def _names(connection: sqlite3.Connection, rowid: int) -> Iterator[str]:
    sql = """SELECT n.text FROM named g JOIN name n ON n.id = g.name WHERE g.id = ? AND NOT g.form
        AND n.kind IN ('person', 'organisation', 'place', 'event') ORDER BY length(n.text) DESC LIMIT ?"""
    return (text for (text,) in connection.execute(sql, (rowid, TERMS // 2)))


def _scored(connection: sqlite3.Connection, rowid: int, terms: Iterable[str]) -> list[int]:
    day = rowid >> DAY_BITS
    span = (day - DAYS) << DAY_BITS, (day + DAYS + 1) << DAY_BITS
    weights: defaultdict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    sql = "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?"
    for term in terms:
        hits = [hit for (hit,) in connection.execute(sql, (term, *span, COMMON))]
        if 1 < len(hits) < COMMON:
            shared.update(hits)
            for hit in hits:
                weights[hit] += log(COMMON / len(hits))
    own = weights.pop(rowid, 0.0)
    alike = [hit for hit, weight in weights.items() if shared[hit] >= SHARED and weight >= WEIGHT * own]
    alike.sort(key=lambda hit: (-weights[hit], -hit))
    binned = f"SELECT 1 FROM state WHERE kind = {BIN} AND id = ?"
    return [hit for hit in alike[: 2 * MOST] if connection.execute(binned, (hit,)).fetchone() is None]
