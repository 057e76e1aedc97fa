"""What a search that is being typed may go on with."""

from __future__ import annotations

import re
import sqlite3

from reader.library import names, tokens
from reader.library.fields import KINDS
from reader.library.tree import FIELDS, STATES

_LAST = re.compile(r'(?:^|[\s(-])(?P<field>[A-Za-z]+):(?P<quote>["“]?)(?P<value>[^"”]*)$|(?P<word>[A-Za-z]*)$')
_MORE = ("date:", "after:", "before:", "words:>", "search:")


def complete(connection: sqlite3.Connection, text: str, limit: int = 20) -> list[str]:
    """Texts that the search could become: its last word or field completed."""
    match = _LAST.search(text)
    if match is None:
        return []
    if match["field"] is None:
        word = match["word"]
        start = text[: len(text) - len(word)]
        offers = [*STATES, *(f"{field}:" for field in FIELDS), *_MORE]
        return [start + offer for offer in offers if word and offer.startswith(word.lower())][:limit]
    if " " in match["value"] and not match["quote"]:
        return []
    start = text[: match.start("quote")]
    found = _values(connection, match["field"].lower(), match["value"], limit)
    return [start + _written(value) for value in found]


def _written(value: str) -> str:
    return f'"{value}"' if not value.isalnum() else value


def _values(connection: sqlite3.Connection, field: str, value: str, limit: int) -> list[str]:
    if field in KINDS:
        return [name for name, _ in names.beginning(connection, KINDS[field], value, limit)]
    states = [state.partition(":")[2] for state in STATES if state.startswith(f"{field}:")]
    listed = [name for (name,) in connection.execute(_LISTS[field])] if field in _LISTS else []
    wanted = f" {tokens.fold(value)}"
    return [name for name in (*listed, *states) if wanted in f" {tokens.fold(name)}"][:limit]


# The commonest sources first; the rest by name.
_LISTS = {
    "source": "SELECT name FROM source ORDER BY (SELECT count(*) FROM article a WHERE a.source = source.id) DESC, name",
    "tag": "SELECT name FROM tag ORDER BY folded",
    "dump": "SELECT name FROM dump WHERE NOT removed ORDER BY name",
    "search": "SELECT name FROM saved ORDER BY folded",
    "lang": "SELECT DISTINCT language FROM (SELECT language FROM article LIMIT 100000) WHERE language IS NOT NULL",
}
