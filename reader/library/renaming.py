"""What the user says about names: another name, several that are one, another type, no name at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.library import names, packing, quotations
from reader.library.journal import Args, Journal, counted
from reader.library.names import SPEAKER, Name, Rule
from reader.library.targets import Target, gather
from reader.model import Changes


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Carry out a step on rules: those `before` become those `after`, or the other way round."""
    del step
    old, new = (args["before"], args["after"]) if forwards else (args["after"], args["before"])
    rules = [Rule(*rule) for rule in (*old, *new)]
    for rule in (Rule(*rule) for rule in old):
        values = bytes.fromhex(rule.article), rule.kind, rule.text
        connection.execute("DELETE FROM name_rule WHERE article = ? AND kind = ? AND text = ?", values)
    for rule in (Rule(*rule) for rule in new):
        values_ = bytes.fromhex(rule.article), *rule[1:]
        connection.execute("INSERT OR REPLACE INTO name_rule VALUES (?, ?, ?, ?, ?)", values_)
    _resettle(connection, rules)
    articles = {rule.article for rule in rules}
    return Changes(None if "" in articles else frozenset(articles), marks=True)


def _resettle(connection: sqlite3.Connection, rules: Sequence[Rule]) -> None:
    """Make what is derived from rules anew: all names with a rule, for one may lead to another."""
    everywhere = connection.execute("SELECT kind, text FROM name_rule WHERE article = x''").fetchall()
    ruled = {Name(*row) for row in everywhere} | {Name(rule.kind, rule.text) for rule in rules}
    for kind, text in ruled:
        for name in (Name(kind, text), Name(SPEAKER, text)):
            row = connection.execute("SELECT id FROM name WHERE kind = ? AND text = ?", name).fetchone()
            if row:
                names.settle(connection, name, row[0])
    for article in {rule.article for rule in rules} - {""}:
        _restore(connection, bytes.fromhex(article))


def _restore(connection: sqlite3.Connection, article: bytes) -> None:
    row = connection.execute(
        """SELECT a.id, a.title, t.packed, m.packed FROM article a JOIN text t ON t.id = a.text
        JOIN marks m ON m.id = a.id AND m.version = a.version WHERE a.key = ?""",
        (article,),
    ).fetchone()
    if row:
        rowid, title, text, packed = row
        marks = packing.unpack_marks(packed, title, packing.unpack_words(text), {})
        names.store(connection, rowid, article, marks)
        quotations.store(connection, rowid, article, marks)


def _keep(connection: sqlite3.Connection, journal: Journal, rules: Sequence[Rule], words: str) -> Changes:
    find = "SELECT to_kind, to_text FROM name_rule WHERE article = ? AND kind = ? AND text = ?"
    before = []
    for rule in rules:
        row = connection.execute(find, (bytes.fromhex(rule.article), rule.kind, rule.text)).fetchone()
        if row:
            before.append(Rule(*rule[:3], *row))
    args = {"before": before, "after": rules}
    return journal.commit(journal.begin("names", args), "names", args, words)


def merge(connection: sqlite3.Connection, journal: Journal, joined: Sequence[Name], into: Name) -> Changes:
    """These names are that one: renaming one, joining several, or giving another type."""
    rules = [Rule("", *name, *into) for name in joined if name != into]
    # A name that was itself something else, and now is to be the one that others are, stands for itself.
    rules.append(Rule("", *into, *into))
    if list(joined) == [into]:
        words = f"“{into.text}” stands for itself again"
    elif len(joined) == 1:
        words = f"Named “{joined[0].text}” “{into.text}”" if joined[0].text != into.text else f"Retyped “{into.text}”"
    else:
        words = f"Joined {counted(len(set(joined) | {into}), 'name')} as “{into.text}”"
    return _keep(connection, journal, rules, words)


def delete(connection: sqlite3.Connection, journal: Journal, joined: Sequence[Name]) -> Changes:
    """These are no names."""
    shown = f"“{joined[0].text}”" if len(joined) == 1 else counted(len(joined), "name")
    return _keep(connection, journal, [Rule("", *name, None, None) for name in joined], f"Deleted {shown} as no name")


def split(connection: sqlite3.Connection, journal: Journal, name: Name, target: Target, into: Name | None) -> Changes:
    """In these articles the name is another one (None: no name)."""
    gather(connection, target)
    keys = connection.execute("SELECT a.key FROM target t JOIN article a ON a.id = t.id").fetchall()
    to = into if into is not None else (None, None)
    rules = [Rule(key.hex(), *name, *to) for (key,) in keys]
    where = counted(len(rules))
    words = f"Named “{name.text}” “{into.text}” in {where}" if into else f"Deleted “{name.text}” in {where}"
    return _keep(connection, journal, rules, words)
