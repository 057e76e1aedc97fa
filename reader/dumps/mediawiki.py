"""MediaWiki XML: dumps of Wikinews and other wikis, the newest revision of each article.

https://www.mediawiki.org/wiki/Help:Export. Redirects and pages of other namespaces (talk, users,
templates) are no articles. A revision's time is when the page was last saved; Wikinews states the day of
publication in a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, root_of
from reader.dumps.format import Census, Found
from reader.dumps.markup import MarkupError, Node, all_of, attribute, first, local, parse, said
from reader.dumps.member import Member
from reader.dumps.wikitext import plain_text
from reader.dumps.xml_items import Item, items
from reader.dumps.xml_text import XmlText
from reader.model import DateOrigin, Problem, PublishedDate, RecordKind, Skipped

NAMES = ("page",)

# English names of namespaces, https://www.mediawiki.org/wiki/Help:Namespaces, for dumps that state none.
_OTHERS = (
    "talk user file image mediawiki template help category portal project wikinews wikipedia module special media draft"
)
OTHERS = frozenset(_OTHERS.split())

_REDIRECT = re.compile(
    r"\s*#\s*(?:redirect|weiterleitung|redirection|redirección|rinvia|перенаправление|転送|doorverwijzing)", re.I
)
_DATE = re.compile(r"\{\{\s*(?:date|datum|fecha|data|дата|byline\s*\|\s*date\s*=)\s*\|?\s*([^|{}]{4,40})", re.I)
_CATEGORY = re.compile(r"\[\[\s*(?:category|kategorie|catégorie|categoría|категория)\s*:\s*([^\]|]+)", re.I)


class MediaWiki:
    """A wiki's XML export."""

    name = "MediaWiki XML"

    def score(self, head: bytes, name: str) -> float:
        return 0.95 if root_of(head) == "mediawiki" else 0.0

    def census(self) -> Census | None:
        return ElementCensus(NAMES)

    def records(self, member: Member) -> Iterator[Found]:
        texts = XmlText.of(member)
        wiki = _wiki(texts.decode(member.head()).text)
        for item in items(member, NAMES, "A page", texts):
            yield item if isinstance(item, Problem) else _page(member, item, wiki, self.name)


@dataclass(frozen=True, slots=True)
class _Wiki:
    name: str | None
    base: str | None  # the main page's address
    language: str | None
    namespaces: frozenset[str]  # their names in lower case, the main one excluded

    def url(self, title: str) -> str | None:
        if not self.base or "/" not in self.base:
            return None
        return f"{self.base.rpartition('/')[0]}/{quote(title.replace(' ', '_'), safe=':/(),!')}"

    def is_other(self, title: str, number: str | None) -> bool:
        """Whether a page stands outside of the articles' namespace."""
        if number is not None:
            return number != "0"
        prefix, colon, _ = title.partition(":")
        prefix = prefix.strip().lower()
        return bool(colon) and (prefix in self.namespaces or prefix in OTHERS or prefix.endswith(" talk"))


def _wiki(head: str) -> _Wiki:
    start = max(head.find("<mediawiki"), 0)
    try:
        root = parse(head[start:].partition("<page")[0])[0]
    except MarkupError:
        return _Wiki(None, None, None, frozenset())
    names = frozenset((said(node) or "").lower() for node in all_of(root, "namespace")) - {""}
    name = said(root, "sitename") or said(root, "dbname")
    return _Wiki(name, said(root, "base"), attribute(root, "lang"), names)


def _page(member: Member, item: Item, wiki: _Wiki, name: str) -> Found:
    root = item.root
    title = said(root, "title") or ""
    revision = _newest(root)
    stored = "".join(node.text or "" for node in revision if local(node) == "text") if revision is not None else ""
    if kind := _no_article(root, title, stored, wiki):
        return Skipped(member.place(item.offset), kind)
    return member.record(
        name,
        item.offset,
        item.raw,
        plain_text(stored),
        kind=RecordKind.STATED,
        title=title or None,
        source=wiki.name,
        published=_published(revision, stored),
        url=wiki.url(title) if title else None,
        language=wiki.language,
        section=next((found.strip() for found in _CATEGORY.findall(stored) if _is_subject(found)), None),
        fields=_fields(root, revision, stored),
        warnings=item.warnings,
    )


def _newest(root: Node) -> Node | None:
    """The revision with the latest time; they come in any order."""
    revisions = list(all_of(root, "revision"))
    return max(revisions, key=lambda node: said(node, "timestamp") or "", default=None)


def _no_article(root: Node, title: str, stored: str, wiki: _Wiki) -> str:
    """What a page is if it is no article, in words; "" for an article."""
    if wiki.is_other(title, said(root, "ns")):
        return "talk pages, templates and the like"
    if first(root, "redirect") is not None or _REDIRECT.match(stored):
        return "redirects"
    return "" if stored.strip() else "empty pages"


def _is_subject(category: str) -> bool:
    """Whether a category tells what a page is about; Wikinews' also tell its day and its state."""
    return category.strip().lower() not in ("published", "archived") and not read_date(category).moment


def _published(revision: Node | None, stored: str) -> PublishedDate:
    """The day that the article's template states, else the moment of its newest revision."""
    stated = _DATE.search(stored)
    if stated and (found := read_date(stated.group(1))).moment:
        return found
    return read_date(said(revision, "timestamp"), DateOrigin.SAVED)


def _fields(root: Node, revision: Node | None, stored: str) -> Mapping[str, str]:
    found = {
        "page": next((said(node) for node in root if local(node) == "id"), None),
        "revision": next((said(node) for node in revision if local(node) == "id"), None)
        if revision is not None
        else None,
        "contributor": said(revision, "contributor", "username") or said(revision, "contributor", "ip"),
        "saved": said(revision, "timestamp"),
        "categories": "; ".join(dict.fromkeys(name.strip() for name in _CATEGORY.findall(stored))),
    }
    return {key: value for key, value in found.items() if value}
