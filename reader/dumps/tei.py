"""TEI: texts as researchers encode them, and the XML that trafilatura writes.

https://tei-c.org/release/doc/tei-p5-doc/en/html/; a corpus holds many texts. Notes stand beside the text,
and a text without a body gives its abstract. trafilatura's own XML is a `doc` with its data in attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, has_element, root_of
from reader.dumps.format import Census, Found
from reader.dumps.markup import Node, all_of, attribute, first, local, paragraphs, said
from reader.dumps.member import Member
from reader.dumps.xml_items import Item, items
from reader.model import UNDATED, Problem, PublishedDate, RecordKind

NAMES = ("TEI", "TEI.2")
SCRAPED = ("doc",)

_ASIDE = ("note", "figDesc", "formula", "listBibl", "teiHeader", "graphic", "comments", "fw")


_SCRAPED_BY = re.compile(rb"\s(?:fingerprint|sitename|hostname)=[\"']")


class Tei:
    """TEI documents and corpora; trafilatura's XML."""

    name = "TEI XML"

    def score(self, head: bytes, name: str) -> float:
        root = root_of(head)
        if root in (*NAMES, "teiCorpus", "teiCorpus.2"):
            return 0.95
        narrow = head.replace(b"\0", b"")
        scraped = root == "doc" and has_element(narrow, "main") and _SCRAPED_BY.search(narrow[:5000])
        return 0.95 if scraped else 0.0

    def census(self) -> Census | None:
        return ElementCensus((*NAMES, *SCRAPED))

    def records(self, member: Member) -> Iterator[Found]:
        names = SCRAPED if root_of(member.head()) == "doc" else NAMES
        for item in items(member, names, "A text"):
            yield item if isinstance(item, Problem) else _document(member, item, self.name)


def _document(member: Member, item: Item, name: str) -> Found:
    root = item.root
    stated = _scraped(root) if local(root) == "doc" else _encoded(root)
    warnings = item.warnings
    return member.record(name, item.offset, item.raw, kind=RecordKind.STATED, warnings=warnings, **stated)


def _encoded(root: Node) -> dict[str, Any]:
    header = first(root, "teiHeader")
    text = next((node for node in root if local(node) == "text"), None)
    return {
        "content": "\n".join(_body(header, text)),
        "title": _title(header),
        "source": _source(header),
        "author": _authors(header),
        "published": _published(header),
        "url": _url(header),
        "language": attribute(root, "lang") or attribute(text, "lang") or attribute(first(header, "language"), "ident"),
        "section": said(header, "classCode") or said(header, "catDesc"),
        "fields": _fields(header, text),
    }


def _body(header: Node | None, text: Node | None) -> list[str]:
    """The body's paragraphs without comments; the abstract where there is none."""
    body = first(text, "body") if text is not None else None
    parts = [node for node in (body if body is not None else ()) if attribute(node, "type") != "comments"]
    found = [line for part in parts for line in paragraphs(part, skip=_ASIDE)]
    return found or paragraphs(text, skip=_ASIDE) or paragraphs(first(header, "abstract"), skip=_ASIDE)


def _title(header: Node | None) -> str | None:
    titles = list(all_of(header, "titleStmt", "title"))
    main = [node for node in titles if (attribute(node, "type") or "main") == "main"] or titles
    return next((text for node in main if (text := said(node))), None)


def _source(header: Node | None) -> str | None:
    """The paper or journal, else who published the text."""
    for node in all_of(header, "sourceDesc", "title"):
        if attribute(node, "level") in ("j", "s", "m") and said(node):
            return said(node)
    return said(header, "publicationStmt", "publisher") or said(header, "sourceDesc", "publisher")


def _authors(header: Node | None) -> str | None:
    """The authors, by forename and surname; those of the edition, else those of the source."""
    for place in ("titleStmt", "sourceDesc"):
        names = [_name(node) for node in all_of(first(header, place), "author")]
        if found := ", ".join(dict.fromkeys(name for name in names if name)):
            return found
    return None


def _name(author: Node) -> str:
    person = first(author, "persName")
    if person is None:
        return said(author, "name") or said(author) or ""
    parts = [said(node) or "" for node in person if local(node) in ("forename", "surname", "nameLink")]
    return " ".join(part for part in parts if part) or said(person) or ""


def _published(header: Node | None) -> PublishedDate:
    """The source's date before the edition's, its attribute before its words."""
    nodes = [*all_of(header, "sourceDesc", "date"), *all_of(header, "publicationStmt", "date")]
    written = [text for node in nodes for text in (attribute(node, "when"), said(node)) if text]
    dates = [read_date(text) for text in written]
    return next((date for date in dates if date.moment), dates[0] if dates else UNDATED)


def _url(header: Node | None) -> str | None:
    for node in all_of(header, "idno"):
        text = said(node) or ""
        if text.startswith(("http://", "https://")):
            return text
    for name in ("ptr", "ref"):
        for node in all_of(header, "sourceDesc", name):
            if (attribute(node, "target") or "").startswith("http"):
                return attribute(node, "target")
    return None


def _fields(header: Node | None, text: Node | None) -> Mapping[str, str]:
    terms = [said(node) or "" for node in all_of(header, "keywords", "term")]
    notes = [said(node) or "" for node in all_of(text, "note")] if text is not None else []
    found = {
        "keywords": "; ".join(dict.fromkeys(term for term in terms if term)),
        "abstract": "\n".join(paragraphs(first(header, "abstract"))),
        "notes": "\n".join(note for note in notes if note),
    }
    return {key: value for key, value in found.items() if value}


def _scraped(root: Node) -> dict[str, Any]:
    """trafilatura's XML: https://trafilatura.readthedocs.io/en/latest/usage-python.html."""
    stated = {str(key): str(value).strip() for key, value in root.attrib.items()}
    names = ("categories", "tags", "hostname", "description", "excerpt", "fingerprint", "id", "license")
    return {
        "content": "\n".join(paragraphs(first(root, "main"), skip=_ASIDE)),
        "title": stated.get("title") or None,
        "source": stated.get("sitename") or stated.get("hostname") or None,
        "author": re.sub(r"\s*;\s*", ", ", stated.get("author", "")) or None,
        "published": read_date(stated.get("date")),
        "url": stated.get("source") or stated.get("url") or None,
        "language": stated.get("language") or None,
        "section": stated.get("categories", "").partition(";")[0] or None,
        "fields": {name: stated[name] for name in names if stated.get(name)},
    }
