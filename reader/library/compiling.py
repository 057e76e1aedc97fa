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

from reader.library import kinship, periods, stories, tokens
from reader.library.bins import asks_for_bin, bounded
from reader.library.fields import Fields, expression
from reader.library.places import DATED, DAY_BITS
from reader.library.plan import (
    NOTHING,
    Clause,
    Match,
    Member,
    Plan,
    Rows,
    Unread,
    Where,
    all_of,
    any_of,
    negated,
    put,
)
from reader.library.states import BIN, COPY, NOTE, STAR, has_bin
from reader.library.tree import All, Any, Dates, Field, Kin, Length, Near, Node, Not, Saved, State, Words
from reader.library.unindexed import sought

# Cuts and leftover have no index: each candidate's are unpacked (20-40 us), so that nothing is beyond reach.
_CUTS = """EXISTS (SELECT 1 FROM article u JOIN detail e ON e.id = u.id JOIN record r ON r.id = u.record
    WHERE u.id = {id} AND cut_holds(e.packed, r.leftover, ?))"""
_IN_CUTS = State("in:cuts")
_TAGGED = "+{id} IN (SELECT id FROM state WHERE kind > 0)"

_STATES: dict[str, Clause] = {
    "is:unread": Unread(),
    "is:read": negated(Unread()),
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
        plan.wheres.append(negated(Member(BIN)))
    return plan


class _Compiler:
    """Makes clauses of nodes; `in_cuts`: words are looked for in what was cut."""

    def __init__(self, connection: sqlite3.Connection, *, in_cuts: bool = False) -> None:
        self._connection = connection
        self._fields = Fields(connection)
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
            return [*others, negated(Match(denied))]
        texts = " AND ".join(f"({text})" for text in found)
        return [Match(f"({texts}) NOT ({denied})"), *others]

    def clause(self, node: Node) -> Clause:
        """One clause that says the whole node."""
        match node:
            case All():
                return all_of(self.parts(node))
            case Any(parts):
                return any_of([self.clause(part) for part in parts])
            case Not(part):
                return negated(self.clause(part))
            case Dates():
                return all_of(self._dates(node))
            case Kin():
                return all_of(self._kin(node))
            case Words() | Near():
                return Where(_CUTS, (sought(node),)) if self._in_cuts else Match(expression(node))
            case Field(name, value):
                return self._fields.clause(name, value)
            case Length(low, high):
                upper = "" if high is None else " AND u.words < ?"
                sql = f"EXISTS (SELECT 1 FROM article u WHERE u.id = {{id}} AND u.words >= ?{upper})"
                return Where(sql, (low,) if high is None else (low, high))
            case Saved(_, query):
                return NOTHING if query is None else self.clause(query)
            case State(name):
                return _STATES[name]

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
