"""A search tree as SQL.

A tree becomes a plan: one full-text expression, a span of row ids, and conditions on single rows.
Whatever the full-text index can say goes into its expression (words, and filters as tokens);
dates are spans of row ids; the rest are conditions that probe one row each. Everything is
read in row order, so a limit stops early.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any as Value

from reader.library import kinship, names, packing, periods, stories, tokens
from reader.library.bins import asks_for_bin, bounded
from reader.library.places import DATED, DAY_BITS
from reader.library.states import BIN, COPY, NOTE, STAR, has_bin
from reader.library.tree import All, Any, Dates, Field, Kin, Length, Near, Node, Not, Saved, State, Words
from reader.model import EntityType

_SPAN = 500  # more sources or tags than this under one field are looked up in a table instead of listed


@dataclass(frozen=True, slots=True)
class Match:
    """An expression of the index of texts."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """An expression of the index of quotations."""

    text: str


@dataclass(frozen=True, slots=True)
class Member:
    """Being in a set of `state`."""

    kind: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Being unread; has its own partial index."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Row ids from `low` up to but not including `high`."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Where:
    """Any condition; `{id}` stands for the row id."""

    sql: str
    values: tuple[Value, ...] = ()


Clause = Match | Quotes | Member | Unread | Rows | Where

NOTHING = Where("0")


@dataclass(slots=True)
class Plan:
    """A compiled search: `select` makes SQL of it."""

    matches: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    unread: bool = False
    low: int | None = None
    high: int | None = None
    wheres: list[Where] = field(default_factory=list)

    @property
    def match(self) -> str | None:
        """One expression for the index; flat, for its parser nests no deeper than 256."""
        return " AND ".join(f"({text})" for text in self.matches) or None


def compile_search(connection: sqlite3.Connection, tree: Node, *, with_bin: bool = False) -> Plan:
    """The plan of a tree; what is in the bin is left out wherever `in:bin` does not ask for it."""
    asks = asks_for_bin(tree)
    if asks and not with_bin:
        tree = bounded(tree)
    nodes = tree.parts if isinstance(tree, All) else (tree,)
    kept = All(tuple(node for node in nodes if node != _IN_CUTS))
    compiler = _Compiler(connection, in_cuts=_IN_CUTS in nodes)
    plan = Plan()
    for clause in compiler.parts(kept):
        put(plan, clause)
    if not (with_bin or asks) and has_bin(connection):
        plan.wheres.append(_negated(Member(BIN)))
    return plan


def put(plan: Plan, clause: Clause) -> None:
    """Narrow a plan by one more clause."""
    match clause:
        case Match(text):
            plan.matches.append(text)
        case Quotes(text):
            plan.quotes.append(text)
        case Member(kind):
            plan.members.append(kind)
        case Unread():
            plan.unread = True
        case Rows(low, high):
            plan.low = low if plan.low is None else max(plan.low, low) if low is not None else plan.low
            plan.high = high if plan.high is None else min(plan.high, high) if high is not None else plan.high
        case Where():
            plan.wheres.append(clause)


def condition(clause: Clause) -> Where:
    """A clause as a condition on one row. `+` keeps SQLite from walking the set instead of the rows in order."""
    match clause:
        case Match(text):
            return Where("+{id} IN (SELECT rowid FROM search WHERE search MATCH ?)", (text,))
        case Quotes(text):
            return Where("+{id} IN (SELECT rowid FROM quoted WHERE quoted MATCH ?)", (text,))
        case Member(kind):
            return Where("EXISTS (SELECT 1 FROM state s WHERE s.kind = ? AND s.id = {id})", (kind,))
        case Unread():
            return Where("EXISTS (SELECT 1 FROM article u WHERE u.id = {id} AND u.unread)")
        case Rows(low, high):
            parts = [("{id} >= ?", low)] * (low is not None) + [("{id} < ?", high)] * (high is not None)
            return Where(" AND ".join(sql for sql, _ in parts) or "1", tuple(value for _, value in parts))
    return clause


def _negated(clause: Clause) -> Where:
    where = condition(clause)
    return Where(f"NOT ({where.sql})", where.values)


def _joined(word: str, clauses: Sequence[Clause]) -> Where:
    wheres = [condition(clause) for clause in clauses]
    sql = f" {word} ".join(f"({where.sql})" for where in wheres)
    return Where(sql, tuple(value for where in wheres for value in where.values))


class _Compiler:
    """Makes clauses of nodes; looks up sources, tags and dumps by name."""

    def __init__(self, connection: sqlite3.Connection, *, in_cuts: bool = False) -> None:
        self._connection = connection
        self._in_cuts = in_cuts

    def parts(self, node: Node) -> list[Clause]:
        """Clauses that all have to hold."""
        nodes = node.parts if isinstance(node, All) else (node,)
        wanted: list[Clause] = []
        unwanted: list[str] = []
        for part in nodes:
            inner = self.clause(part.part) if isinstance(part, Not) else None
            if isinstance(inner, Match):
                unwanted.append(inner.text)
            elif isinstance(part, All):
                wanted += self.parts(part)
            elif isinstance(part, Saved) and part.query is not None:
                wanted += self.parts(part.query)
            elif isinstance(part, Dates):
                wanted += self._dates(part)
            elif isinstance(part, Kin):
                wanted += self._kin(part)
            else:
                wanted.append(self.clause(part))
        return self._denied(wanted, unwanted)

    def _denied(self, wanted: list[Clause], unwanted: list[str]) -> list[Clause]:
        """Words that must not be there: with others, the index does it; alone, each row is asked."""
        if not unwanted:
            return wanted
        denied = " OR ".join(f"({text})" for text in unwanted)
        found = [clause.text for clause in wanted if isinstance(clause, Match)]
        others = [clause for clause in wanted if not isinstance(clause, Match)]
        if not found:
            return [*others, _negated(Match(denied))]
        texts = " AND ".join(f"({text})" for text in found)
        return [Match(f"({texts}) NOT ({denied})"), *others]

    def clause(self, node: Node) -> Clause:
        """One clause that says the whole node."""
        match node:
            case All():
                return self._both(self.parts(node))
            case Any(parts):
                return self._either([self.clause(part) for part in parts])
            case Not(part):
                return _negated(self.clause(part))
            case Dates():
                return self._both(self._dates(node))
            case Kin():
                return self._both(self._kin(node))
            case Words() | Near():
                return Where(_CUTS, (_wanted(node),)) if self._in_cuts else Match(_expression(node))
            case Field(name, value):
                return self._field(name, value)
            case Length(low, high):
                upper = "" if high is None else " AND u.words < ?"
                sql = f"EXISTS (SELECT 1 FROM article u WHERE u.id = {{id}} AND u.words >= ?{upper})"
                return Where(sql, (low,) if high is None else (low, high))
            case Saved(_, query):
                return NOTHING if query is None else self.clause(query)
            case State(name):
                return _STATES[name]

    def _both(self, clauses: list[Clause]) -> Clause:
        if len(clauses) == 1:
            return clauses[0]
        if not clauses:
            return Where("1")
        if all(isinstance(clause, Match) for clause in clauses):
            return Match(" AND ".join(f"({clause.text})" for clause in clauses if isinstance(clause, Match)))
        return _joined("AND", clauses)

    def _either(self, clauses: list[Clause]) -> Clause:
        for kind in (Match, Quotes):
            if all(isinstance(clause, kind) for clause in clauses):
                return kind(" OR ".join(f"({clause.text})" for clause in clauses if isinstance(clause, kind)))
        return _joined("OR", clauses)

    def _dates(self, node: Dates) -> list[Clause]:
        low = (node.low << DAY_BITS) if node.low is not None else DATED
        if node.high is None:
            return [Rows(low, None)]
        clauses: list[Clause] = [Rows(low, node.high << DAY_BITS)]
        for day, precision in periods.coarse(node.high):
            known = "EXISTS (SELECT 1 FROM article u WHERE u.id = {id} AND u.precision = ?)"
            span = day << DAY_BITS, (day + 1) << DAY_BITS
            clauses.append(Where(f"NOT ({{id}} >= ? AND {{id}} < ? AND {known})", (*span, precision)))
        return clauses

    def _kin(self, node: Kin) -> list[Clause]:
        """The rows that belong to an article, within their span: few lie between."""
        find = stories.story if node.kind == "story" else kinship.family
        rowids = find(self._connection, node.id)
        if not rowids:
            return [NOTHING]
        those = Where("+{id} IN (SELECT value FROM json_each(?))", (json.dumps(rowids),))
        return [Rows(min(rowids), max(rowids) + 1), those]

    # Fields

    def _field(self, name: str, value: Words | Near) -> Clause:
        if name == "title":
            return Match(f"title : ({_expression(value)})")
        if name == "quote":
            return Quotes(_expression(value))
        if name in KINDS:
            return Where(f"+{{id}} IN ({names.FOUND})", (_expression(value), KINDS[name]))
        text = value.text if isinstance(value, Words) else " ".join(value.words)
        if name in _WORDED:
            return Match(_filter(_WORDED[name], text, prefix=isinstance(value, Words) and value.prefix))
        if name == "lang":
            return Match(_quoted(tokens.token(tokens.LANGUAGE, tokens.language_code(text))))
        if name == "dated":
            return Match(_quoted(tokens.token(tokens.HOW, text.lower())))
        if name == "note":
            return Where(_NOTES, (_wanted(value),))
        return self._looked_up(name, text, prefix=isinstance(value, Words) and value.prefix)

    def _looked_up(self, name: str, text: str, *, prefix: bool) -> Clause:
        if name == "tag":
            found: list[Clause] = [Member(number) for number in self.tags(text, prefix=prefix)]
            return self._either(found) if len(found) > 1 else found[0] if found else NOTHING
        if name == "source":
            return self._filters(tokens.SOURCE, self.sources(text))
        dumps = self._filters(tokens.DUMP, self.dumps(text))
        if name == "dump":
            return dumps
        return self._either([Match(_filter(tokens.FILE, text, prefix=prefix)), *([dumps] * (dumps != NOTHING))])

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


KINDS = {
    "person": EntityType.PERSON,
    "org": EntityType.ORGANISATION,
    "place": EntityType.PLACE,
    "speaker": names.SPEAKER,
}
_WORDED = {"author": tokens.AUTHOR, "section": tokens.SECTION, "url": tokens.ADDRESS}
_NOTES = """+{id} IN (SELECT a.id FROM note n JOIN article a ON a.key = n.article WHERE found_in(n.body, ?))"""
# Cuts and leftover have no index: each candidate's are unpacked (20-40 us), so that nothing is beyond reach.
_CUTS = """EXISTS (SELECT 1 FROM article u JOIN detail e ON e.id = u.id JOIN record r ON r.id = u.record
    WHERE u.id = {id} AND cut_holds(e.packed, r.leftover, ?))"""
_IN_CUTS = State("in:cuts")
_TAGGED = "+{id} IN (SELECT id FROM state WHERE kind > 0)"

_STATES: dict[str, Clause] = {
    "is:unread": Unread(),
    "is:read": _negated(Unread()),
    "is:starred": Member(STAR),
    "is:duplicate": Member(COPY),
    "is:near": Where("EXISTS (SELECT 1 FROM kin k WHERE k.id = {id})"),
    "has:note": Member(NOTE),
    "has:quote": Where("EXISTS (SELECT 1 FROM quoted_docsize q WHERE q.id = {id})"),
    "has:cut": Match(f'"{tokens.token(tokens.CUT)}"'),
    "tag:none": Where(f"NOT ({_TAGGED})"),
    "date:unknown": Rows(None, DATED),
    "in:bin": Member(BIN),
    "in:cuts": Where("1"),  # within parentheses it says nothing: it is about the whole search
}


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _expression(value: Words | Near) -> str:
    """Words as the index wants them."""
    if isinstance(value, Near):
        return f"NEAR({' '.join(tokens.expression(word) for word in value.words)}, {value.distance})"
    return tokens.expression(value.text, prefix=value.prefix)


def _filter(kind: str, text: str, *, prefix: bool = False) -> str:
    return _quoted(" ".join(tokens.named(kind, text))) + ("*" if prefix else "")


def _folded_words(text: str) -> list[str]:
    return tokens.words(tokens.fold(text))


def _wanted(value: Words | Near) -> str:
    """Words for `found_in` and `cut_holds`: those that stand together, and whether the last only begins so."""
    text = value.text if isinstance(value, Words) else " ".join(value.words)
    return json.dumps([_folded_words(text), isinstance(value, Words) and value.prefix])


def found_in(text: str | None, wanted: str) -> bool:
    """The SQL function for short texts without an index: do these words stand together in it?"""
    words, prefix = json.loads(wanted)
    return f" {' '.join(words)}{'' if prefix else ' '}" in f" {' '.join(_folded_words(text or ''))} "


def cut_holds(detail: bytes, leftover: bytes | None, wanted: str) -> bool:
    """The SQL function for `in:cuts`: is it in one of an article's cuts, or in its record's leftover?"""
    texts = [cut.text for cut in packing.unpack_cuts(packing.unpack(detail)[6])]
    texts += [stretch.text for stretch in packing.unpack_stretches(leftover)]
    return any(found_in(text, wanted) for text in texts)
