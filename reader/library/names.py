"""Names across the library: who stands in which article, and what the user says about names.

`name` holds each name once, `named` says which articles have it. The user's rules (another name,
another type, no name at all; everywhere or in some articles) are kept by the words of the name, so
that they hold for later imports too and no new analysis undoes them. They are applied on reading: the
marks stay as they were found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.library import tokens
from reader.model import Entity, EntityType, Marks, Quote

SPEAKER = "speaker"  # a kind of name beside the types of entities
NO_NAME = -1  # stands for the name that a name is, where the user said that it is none
_EVERYWHERE = b""
_HOPS = 20  # a name renamed, and renamed again


class Name(NamedTuple):
    """A name as one looks it up: its kind (an EntityType, or "speaker") and its words."""

    kind: str
    text: str


class Rule(NamedTuple):
    """What the user says about a name; `to` None: it is none. `article` "" means everywhere."""

    article: str
    kind: str
    text: str
    to_kind: str | None
    to_text: str | None


@dataclass(frozen=True, slots=True)
class Rules:
    """The user's rules, as they hold for one article."""

    connection: sqlite3.Connection
    article: bytes = _EVERYWHERE

    def resolve(self, name: Name) -> Name | None:
        """The name that a name is; None where it is none."""
        for _ in range(_HOPS):
            found = self._rule(name)
            if found is None:
                return name
            if found[0] is None:
                return None
            if Name(*found) == name:
                return name
            name = Name(*found)
        return name

    def speaker(self, text: str) -> str:
        """A speaker is renamed with the person or the organisation of the name."""
        for kind in (EntityType.PERSON, EntityType.ORGANISATION):
            resolved = self.resolve(Name(kind, text))
            if resolved is not None and resolved.text != text:
                return resolved.text
        return text

    def own(self, name: Name) -> Name | None:
        """The name that a name is in this article alone; None where it is none there."""
        kinds = (EntityType.PERSON, EntityType.ORGANISATION) if name.kind == SPEAKER else (name.kind,)
        for kind in kinds:
            row = self.connection.execute(
                "SELECT to_kind, to_text FROM name_rule WHERE article = ? AND kind = ? AND text = ?",
                (self.article, kind, name.text),
            ).fetchone()
            if row and name.kind == SPEAKER:
                return Name(SPEAKER, row[1]) if row[1] is not None else name
            if row:
                return Name(*row) if row[0] is not None else None
        return name

    def _rule(self, name: Name) -> tuple[str, str] | tuple[None, None] | None:
        row: tuple[str, str] | tuple[None, None] | None = self.connection.execute(
            """SELECT to_kind, to_text FROM name_rule WHERE article IN (?, ?) AND kind = ? AND text = ?
            ORDER BY article DESC LIMIT 1""",
            (self.article, _EVERYWHERE, *name),
        ).fetchone()
        return row


def has_rules(connection: sqlite3.Connection) -> bool:
    """Whether the user said anything of names: an import asks once a batch."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM name_rule)").fetchone()[0])


def applied(connection: sqlite3.Connection, article: bytes, marks: Marks) -> Marks:
    """An article's marks as the user wants them."""
    if not has_rules(connection):
        return marks
    rules = Rules(connection, article)
    return replace(
        marks,
        entities=tuple(_entities(rules, marks.entities)),
        title_entities=tuple(_entities(rules, marks.title_entities)),
        quotes=tuple(quoted(rules, marks.quotes)),
    )


def _entities(rules: Rules, entities: Sequence[Entity]) -> Iterable[Entity]:
    for entity in entities:
        name = rules.resolve(Name(entity.type.value, entity.name))
        if name is not None:
            yield replace(entity, type=EntityType(name.kind), name=name.text)


def quoted(rules: Rules, quotes: Iterable[Quote]) -> Iterable[Quote]:
    """Quotations with their speakers as the user wants them."""
    for quote in quotes:
        yield replace(quote, speaker=rules.speaker(quote.speaker)) if quote.speaker else quote


# Which articles have which names


def store(connection: sqlite3.Connection, rowid: int, article: bytes, marks: Marks) -> None:
    """Note an article's names, in place of those that it had."""
    connection.execute("DELETE FROM named WHERE id = ?", (rowid,))
    rules = Rules(connection, article)
    has_own = _has_own_rules(connection, article)
    found: dict[int, bool] = {}
    for name, is_form in _names(marks):
        own = rules.own(name) if has_own else name
        if own is None:
            continue
        number = _number(connection, own)
        found[number] = found.get(number, True) and is_form
    connection.executemany(
        "INSERT INTO named (name, id, form) VALUES (?, ?, ?)",
        ((number, rowid, is_form) for number, is_form in found.items()),
    )


def _has_own_rules(connection: sqlite3.Connection, article: bytes) -> bool:
    found = "SELECT EXISTS (SELECT 1 FROM name_rule WHERE article = ?)"
    return bool(connection.execute(found, (article,)).fetchone()[0])


def _names(marks: Marks) -> Iterable[tuple[Name, bool]]:
    """Names with whether each is only a written form of another: an acronym is found too, and not counted."""
    for entity in (*marks.title_entities, *marks.entities):
        yield Name(entity.type.value, entity.name), False
        if not set(tokens.words(entity.text)) & set(tokens.words(entity.name)):
            yield Name(entity.type.value, entity.text), True
    for quote in marks.quotes:
        if quote.speaker:
            yield Name(SPEAKER, quote.speaker), False


def speaker_number(connection: sqlite3.Connection, article: bytes, text: str) -> int:
    """The number of a speaker's name, as it stands in an article."""
    name = Name(SPEAKER, text)
    own = Rules(connection, article).own(name) if _has_own_rules(connection, article) else name
    return _number(connection, own or name)


def _number(connection: sqlite3.Connection, name: Name) -> int:
    """The number of a name, made where there is none."""
    row = connection.execute("SELECT id FROM name WHERE kind = ? AND text = ?", name).fetchone()
    if row:
        return int(row[0])
    number = connection.execute("INSERT INTO name (kind, text) VALUES (?, ?)", name).lastrowid or 0
    connection.execute("INSERT INTO name_search (rowid, text) VALUES (?, ?)", (number, tokens.indexable(name.text)))
    settle(connection, name, number)
    return number


def settle(connection: sqlite3.Connection, name: Name, number: int) -> None:
    """Note which name a name is by the user's rules."""
    rules = Rules(connection)
    is_ = Name(SPEAKER, rules.speaker(name.text)) if name.kind == SPEAKER else rules.resolve(name)
    canonical = NO_NAME if is_ is None else None if is_ == name else _number(connection, is_)
    connection.execute("UPDATE name SET canonical = ? WHERE id = ?", (canonical, number))


# Looking names up


FOUND = """SELECT g.id FROM named g JOIN name n ON n.id = g.name WHERE coalesce(n.canonical, n.id) IN (
    SELECT c.id FROM name_search s JOIN name w ON w.id = s.rowid JOIN name c ON c.id = coalesce(w.canonical, w.id)
    WHERE name_search MATCH ? AND c.kind = ?)"""


def beginning(connection: sqlite3.Connection, kind: str, text: str, limit: int) -> list[tuple[str, int]]:
    """Names with a word that begins so, and in how many articles each stands; the commonest first."""
    wanted = tokens.expression(text, prefix=True)
    if not wanted:
        return []
    rows = connection.execute(
        """SELECT c.text, count(DISTINCT g.id) AS number FROM (
            SELECT DISTINCT coalesce(w.canonical, w.id) AS id FROM name_search s JOIN name w ON w.id = s.rowid
            WHERE name_search MATCH ? LIMIT 2000) f
        JOIN name c ON c.id = f.id AND c.kind = ? JOIN name n ON coalesce(n.canonical, n.id) = c.id
        JOIN named g ON g.name = n.id AND NOT g.form GROUP BY c.id ORDER BY number DESC, c.text LIMIT ?""",
        (wanted, kind, limit),
    )
    return [(name, number) for name, number in rows]
