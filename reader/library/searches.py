"""Saved and recent searches."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.errors import LibraryError
from reader.library.journal import Args, Journal, counted
from reader.library.lexing import renamed
from reader.library.tokens import fold
from reader.model import Changes

KEPT_RECENT = 50

Kept = dict[str, str]  # a row of `saved`: name, folded, query


def find(connection: sqlite3.Connection, name: str) -> str | None:
    """The text of a saved search; case and accents of its name do not matter."""
    row = connection.execute("SELECT query FROM saved WHERE folded = ?", (fold(name),)).fetchone()
    return str(row[0]) if row else None


def saved(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Name and text of all saved searches, by name."""
    return connection.execute("SELECT name, query FROM saved ORDER BY folded").fetchall()


def save(connection: sqlite3.Connection, journal: Journal, name: str, query: str) -> Changes:
    """Keep a search under a name; one of that name is replaced."""
    shown = _shown(name)
    after = {"name": shown, "folded": fold(shown), "query": query}
    return _keep(journal, _read(connection, shown), after, f"Saved the search “{shown}”")


def edit(connection: sqlite3.Connection, journal: Journal, old: str, name: str, query: str) -> Changes:
    """Give a saved search another name, other words, or both; others that name it go along."""
    before = _read(connection, old)
    shown = _shown(name)
    if before is None:
        raise _missing(old)
    if fold(shown) != before["folded"] and _read(connection, shown) is not None:
        raise LibraryError(f"There is a saved search “{shown}” already; choose another name.")
    after = {"name": shown, "folded": fold(shown), "query": query}
    if after == before:
        return Changes(note="Nothing changed")
    others = _naming(connection, before, shown)
    now = "" if shown == before["name"] else f", now “{shown}”"
    also = f", also in {counted(len(others), 'other')}" if others else ""
    return _keep(journal, before, after, f"Changed the search “{before['name']}”{now}{also}", others)


def delete(connection: sqlite3.Connection, journal: Journal, name: str) -> Changes:
    """Forget a saved search."""
    before = _read(connection, name)
    if before is None:
        raise _missing(name)
    return _keep(journal, before, None, f"Deleted the search “{before['name']}”")


def _shown(name: str) -> str:
    shown = " ".join(name.replace('"', " ").split())
    if not shown:
        raise LibraryError("A saved search needs a name; type at least one letter.")
    return shown


def _missing(name: str) -> LibraryError:
    return LibraryError(f"There is no saved search “{name}”; it may have been deleted.")


def _read(connection: sqlite3.Connection, name: str) -> Kept | None:
    row = connection.execute("SELECT name, folded, query FROM saved WHERE folded = ?", (fold(name),)).fetchone()
    return dict(zip(("name", "folded", "query"), row, strict=True)) if row else None


def _naming(connection: sqlite3.Connection, before: Kept, name: str) -> list[tuple[str, str, str]]:
    """Other searches that name this one by what it was called: folded name, text before and after."""
    if fold(name) == before["folded"]:
        return []
    rows = connection.execute("SELECT folded, query FROM saved WHERE folded != :folded ORDER BY folded", before)
    changed = [(folded, query, renamed(query, before["name"], name)) for folded, query in rows.fetchall()]
    return [each for each in changed if each[1] != each[2]]


def _keep(
    journal: Journal, before: Kept | None, after: Kept | None, words: str, others: Sequence[tuple[str, str, str]] = ()
) -> Changes:
    args = {"before": before, "after": after, "others": others}
    return journal.commit(journal.begin("saved", args), "saved", args, words)


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Carry out a step on a saved search: `before` becomes `after`, or the other way round."""
    del step
    old, new = (args["before"], args["after"]) if forwards else (args["after"], args["before"])
    if old:
        connection.execute("DELETE FROM saved WHERE folded = :folded", old)
    if new:
        connection.execute("INSERT INTO saved (name, folded, query) VALUES (:name, :folded, :query)", new)
    for folded, query, other in args.get("others", ()):  # steps of older libraries have none
        connection.execute("UPDATE saved SET query = ? WHERE folded = ?", (other if forwards else query, folded))
    return Changes(frozenset(), states=True)


def use(connection: sqlite3.Connection, query: str, when: str) -> None:
    """Note a search among the recent ones."""
    if query.strip():
        connection.execute("INSERT OR REPLACE INTO recent (query, used) VALUES (?, ?)", (query.strip(), when))
        oldest = "DELETE FROM recent WHERE query NOT IN (SELECT query FROM recent ORDER BY used DESC LIMIT ?)"
        connection.execute(oldest, (KEPT_RECENT,))


def forget(connection: sqlite3.Connection, query: str | None) -> None:
    """Take a search out of the recent ones; None: all of them."""
    connection.execute("DELETE FROM recent WHERE query = coalesce(?, query)", (query,))


def recent(connection: sqlite3.Connection) -> list[str]:
    """Recent searches, the last one first."""
    return [query for (query,) in connection.execute("SELECT query FROM recent ORDER BY used DESC")]
