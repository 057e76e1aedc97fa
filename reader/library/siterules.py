"""Lines that the user wants always, or never, cut from articles of a site: applied as articles come in.

A site is the host of an article's address, or the name of its source where it has none.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.errors import LibraryError
from reader.library import tokens
from reader.library.editing import CUT, KEEP, Edit, edited
from reader.library.journal import Args, Journal
from reader.library.origins import to_source
from reader.model import Article, Changes, CutReason, restore


class SiteRule(NamedTuple):
    """A line as it stands in articles of a site, and whether it is always or never cut."""

    site: str
    line: str
    cut: bool = True
    id: int = 0  # 0: a new one


def site_of(article: Article) -> str | None:
    """The site that an article belongs to, as it is shown."""
    host = urlsplit(article.url).hostname if article.url and "//" in article.url else None
    return host.removeprefix("www.") if host else article.source


def listed(connection: sqlite3.Connection) -> list[SiteRule]:
    """All rules, by site."""
    rows = connection.execute("SELECT site, line, cut, id FROM site_rule ORDER BY site, id").fetchall()
    return [SiteRule(site, line, bool(cut), id_) for site, line, cut, id_ in rows]


class SiteRules:
    """The rules of a library, ready to be applied to many articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._lines: dict[str, dict[str, bool]] = defaultdict(dict)
        for rule in listed(connection):
            self._lines[tokens.fold(rule.site)][tokens.fold(rule.line)] = rule.cut

    def __bool__(self) -> bool:
        return bool(self._lines)

    def applied(self, article: Article) -> Article:
        """The article with the rules of its site; a rule that would leave nothing of it is not applied."""
        lines = self._of(article) if self._lines else {}
        if not lines:
            return article
        changed = edited(article, list(_edits(article, lines)))
        return changed if changed.text else article

    def _of(self, article: Article) -> dict[str, bool]:
        names = {tokens.fold(name) for name in (site_of(article), article.source) if name}
        return {line: cut for name in names if name in self._lines for line, cut in self._lines[name].items()}


def _edits(article: Article, lines: dict[str, bool]) -> Iterator[Edit]:
    source = restore(article.text, article.cuts)
    begin = article.extent[0]
    for block in article.blocks:
        if lines.get(tokens.fold(article.text[block.start : block.end])) is True:
            start, stop = to_source(article, block.start, block.end)
            yield Edit(CUT, start, stop, source[start - begin : stop - begin])
    place, here = begin, 0
    for cut in article.cuts:
        place += cut.at - here
        if cut.reason is not CutReason.SPACING and lines.get(tokens.fold(cut.text)) is False:
            yield Edit(KEEP, place, place + len(cut.text), cut.text)
        place += len(cut.text)
        here = cut.at + cut.instead


def save(journal: Journal, connection: sqlite3.Connection, rule: SiteRule) -> Changes:
    """Keep a rule: a new one, or another form of the one with its number."""
    site, line = " ".join(rule.site.split()), " ".join(rule.line.split())
    if not site or not line:
        raise LibraryError("A rule needs a site and a line; type both.")
    same = "SELECT site, line, cut, id FROM site_rule WHERE site = ? AND line = ? OR id = ?"
    before = connection.execute(same, (site, line, rule.id)).fetchall()
    number = rule.id or (before[0][3] if before else _next(connection))
    after = [[site, line, int(rule.cut), number]]
    if [list(row) for row in before] == after:
        return Changes(note="This rule is there already")
    verb = "Always cut" if rule.cut else "Never cut"
    return _commit(journal, [list(row) for row in before], after, f"{verb} '{line[:40]}' on {site}")


def delete(journal: Journal, connection: sqlite3.Connection, number: int) -> Changes:
    """Forget a rule."""
    rows = connection.execute("SELECT site, line, cut, id FROM site_rule WHERE id = ?", (number,)).fetchall()
    if not rows:
        return Changes(note="This rule has been deleted")
    return _commit(journal, [list(row) for row in rows], [], f"Forgot the rule for '{rows[0][1][:40]}' on {rows[0][0]}")


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Carry out a step on the rules; articles follow at the next import or cleaning."""
    del step
    old, new = (args["before"], args["after"]) if forwards else (args["after"], args["before"])
    connection.executemany("DELETE FROM site_rule WHERE id = ?", ((row[3],) for row in old))
    connection.executemany("INSERT INTO site_rule (site, line, cut, id) VALUES (?, ?, ?, ?)", new)
    return Changes()


def _commit(journal: Journal, before: list[list[object]], after: list[list[object]], words: str) -> Changes:
    args = {"before": before, "after": after}
    return journal.commit(journal.begin("site_rule", args), "site_rule", args, words)


def _next(connection: sqlite3.Connection) -> int:
    """A number that no rule ever had: an undone one may come back under its own."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'site_rule'").fetchone()
    return int(row[0]) + 1 if row else 1
