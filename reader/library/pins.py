"""Sources that the user keeps at the top of the filters."""

from __future__ import annotations

import sqlite3

from reader.library.journal import Args, Journal
from reader.model import Changes


def pinned(connection: sqlite3.Connection) -> list[str]:
    """Names of the pinned sources, the first pinned one first; also of those without an article now."""
    return [name for (name,) in connection.execute("SELECT source FROM pin ORDER BY id")]


def pin(connection: sqlite3.Connection, journal: Journal, source: str, on: bool) -> Changes:
    """Keep a source at the top, or no longer."""
    name = f"“{source}”"
    if (source in pinned(connection)) == on:
        return Changes(note=f"{name} is pinned already" if on else f"{name} is not pinned")
    find = "SELECT coalesce((SELECT id FROM pin WHERE source = ?), (SELECT max(id) FROM pin) + 1, 1)"
    args = {"source": source, "on": on, "id": connection.execute(find, (source,)).fetchone()[0]}
    words = f"Pinned {name} to the top" if on else f"Took {name} from the top"
    return journal.commit(journal.begin("pin", args), "pin", args, words)


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Carry out a step on a pin; one that comes back stands where it stood."""
    del step
    if args["on"] == forwards:
        connection.execute("INSERT OR REPLACE INTO pin (id, source) VALUES (:id, :source)", args)
    else:
        connection.execute("DELETE FROM pin WHERE source = ?", (args["source"],))
    return Changes(frozenset(), states=True)
