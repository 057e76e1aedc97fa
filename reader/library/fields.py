"""The fields of a search as clauses: `source:`, `tag:`, `person:` ... Names are looked up in the library."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from reader.library import names, tokens
from reader.library.plan import NOTHING, Clause, Match, Member, Quotes, Where, any_of
from reader.library.tree import Near, Words
from reader.library.unindexed import sought
from reader.model import EntityType

_SPAN = 500  # more sources or tags than this under one field are looked up in a table instead of listed

KINDS = {
    "person": EntityType.PERSON,
    "org": EntityType.ORGANISATION,
    "place": EntityType.PLACE,
    "speaker": names.SPEAKER,
}
_WORDED = {"author": tokens.AUTHOR, "section": tokens.SECTION, "url": tokens.ADDRESS}
_NOTES = """+{id} IN (SELECT a.id FROM note n JOIN article a ON a.key = n.article WHERE found_in(n.body, ?))"""


class Fields:
    """Makes clauses of fields; looks up sources, tags and dumps by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def clause(self, name: str, value: Words | Near) -> Clause:
        """The clause of a field of `tree.FIELDS`; one that names nothing the library has is NOTHING."""
        if name == "title":
            return Match(f"title : ({expression(value)})")
        if name == "quote":
            return Quotes(expression(value))
        if name in KINDS:
            return Where(f"+{{id}} IN ({names.FOUND})", (expression(value), KINDS[name]))
        text = value.text if isinstance(value, Words) else " ".join(value.words)
        if name in _WORDED:
            return Match(_filter(_WORDED[name], text, prefix=isinstance(value, Words) and value.prefix))
        if name == "lang":
            return Match(_quoted(tokens.token(tokens.LANGUAGE, tokens.language_code(text))))
        if name == "dated":
            return Match(_quoted(tokens.token(tokens.HOW, text.lower())))
        if name == "note":
            return Where(_NOTES, (sought(value),))
        return self._looked_up(name, text, prefix=isinstance(value, Words) and value.prefix)

    def _looked_up(self, name: str, text: str, *, prefix: bool) -> Clause:
        if name == "tag":
            found: list[Clause] = [Member(number) for number in self.tags(text, prefix=prefix)]
            return any_of(found) if len(found) > 1 else found[0] if found else NOTHING
        if name == "source":
            return self._filters(tokens.SOURCE, self.sources(text))
        dumps = self._filters(tokens.DUMP, self.dumps(text))
        if name == "dump":
            return dumps
        return any_of([Match(_filter(tokens.FILE, text, prefix=prefix)), *([dumps] * (dumps != NOTHING))])

    def _filters(self, kind: str, numbers: Sequence[int]) -> Clause:
        if not numbers:
            return NOTHING
        if len(numbers) > _SPAN and kind == tokens.SOURCE:
            sql = "EXISTS (SELECT 1 FROM article u JOIN json_each(?) j ON j.value = u.source WHERE u.id = {id})"
            return Where(sql, (json.dumps(list(numbers)),))
        return Match(" OR ".join(_quoted(tokens.token(kind, number)) for number in numbers[:_SPAN]))

    def tags(self, text: str, *, prefix: bool = False) -> list[int]:
        """Tags of this name; with a star, that begin so."""
        sql = "SELECT id FROM tag WHERE folded = ?"
        if prefix:
            sql = "SELECT id FROM tag WHERE substr(folded, 1, length(?1)) = ?1"
        return [row[0] for row in self._connection.execute(sql, (tokens.fold(text),))]

    def sources(self, text: str) -> list[int]:
        """Sources of exactly this name; where there is none, those with these words in their name."""
        return _named(self._connection.execute("SELECT id, folded FROM source").fetchall(), text)

    def dumps(self, text: str) -> list[int]:
        rows = self._connection.execute("SELECT id, name FROM dump").fetchall()
        return _named([(number, tokens.fold(name)) for number, name in rows], text)


def _named(rows: Sequence[tuple[int, str]], text: str) -> list[int]:
    folded = tokens.fold(text)
    exact = [number for number, name in rows if name == folded]
    wanted = " ".join(tokens.words(folded))
    return exact or [number for number, name in rows if f" {wanted} " in f" {' '.join(tokens.words(name))} "]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def expression(value: Words | Near) -> str:
    """Words as the index wants them."""
    if isinstance(value, Near):
        return f"NEAR({' '.join(tokens.expression(word) for word in value.words)}, {value.distance})"
    return tokens.expression(value.text, prefix=value.prefix)


def _filter(kind: str, text: str, *, prefix: bool = False) -> str:
    return _quoted(" ".join(tokens.named(kind, text))) + ("*" if prefix else "")
