"""NewsML-G2: news items of AFP, ANSA, dpa, Reuters, STT ..., alone or many in a message.

https://iptc.org/standards/newsml-g2/. An item's text is NITF or HTML inside `inlineXML`, or plain or
HTML text in `inlineData`; pictures, packages and concepts are items too, and no articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reader.dumps import nitf
from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, has_element, root_of
from reader.dumps.format import Census, Found
from reader.dumps.markup import MarkupError, Node, all_of, attribute, first, local, paragraphs, parse, said, squeezed
from reader.dumps.member import Member
from reader.dumps.wire_copy import unwrapped, without_by
from reader.dumps.xml_items import Item, items
from reader.model import UNDATED, Problem, PublishedDate, RecordKind, Skipped

NAMES = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
ROOTS = (*NAMES, "newsMessage")

_NAMESPACE = b"iptc.org/std/nar/"
_ASIDE = ("header", "footer", "aside", "figure", "nav", "title", "h1", "media")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,12}")
_TAG = re.compile(r"</?(p|br|div|h\d|ul|li)\b", re.I)


class NewsMLG2:
    """Items of NewsML-G2, in a message or by themselves."""

    name = "NewsML-G2"

    def score(self, head: bytes, name: str) -> float:
        root = root_of(head)
        if root not in ROOTS:
            return 0.0
        return 0.95 if _NAMESPACE in head.replace(b"\0", b"") or has_element(head, "contentMeta", "itemMeta") else 0.5

    def census(self) -> Census | None:
        return ElementCensus(NAMES)

    def records(self, member: Member) -> Iterator[Found]:
        for item in items(member, NAMES, "A news item"):
            yield item if isinstance(item, Problem) else _item(member, item, self.name)


def _item(member: Member, item: Item, name: str) -> Found:
    root = item.root
    text = _body(root)
    if kind := _no_article(root, text):
        return Skipped(member.place(item.offset), kind)
    meta = first(root, "contentMeta")
    source = _source(root)
    return member.record(
        name,
        item.offset,
        item.raw,
        "\n".join(text),
        kind=RecordKind.STATED,
        title=_headline(root),
        source=source,
        author=_author(root, source),
        published=_published(root),
        url=_url(root),
        language=attribute(first(meta, "language"), "tag") or attribute(root, "lang"),
        section=_subject(meta),
        fields=_fields(root),
        warnings=item.warnings,
    )


def _no_article(root: Node, text: list[str]) -> str:
    """What an item is if it is no article, in words; "" for an article."""
    if local(root) != "newsItem":
        return {"packageItem": "packages of news items"}.get(local(root), "lists of terms and plans")
    kind = (attribute(first(root, "itemClass"), "qcode") or "").rpartition(":")[2]
    if kind in ("", "text", "composite") or text:
        return "" if text or _headline(root) else "news items without a text"
    return {"picture": "pictures", "video": "sounds and videos", "audio": "sounds and videos"}.get(kind, "graphics")


def _body(root: Node) -> list[str]:
    """The paragraphs of the item's own text; its description where there is none."""
    content = first(root, "contentSet")
    for part in all_of(content, "inlineXML"):
        document = first(part, "nitf")
        if found := nitf.body(document) if document is not None else paragraphs(_main(part), skip=_ASIDE):
            return found
    for part in all_of(content, "inlineData"):
        if found := _data("".join(part.itertext())):
            return found
    return [line for part in all_of(first(root, "contentMeta"), "description") for line in paragraphs(part)]


def _main(part: Node) -> Node:
    body = first(part, "body")
    return body if body is not None else part


def _data(text: str) -> list[str]:
    """Inline data: plain text, though it is often markup all the same."""
    if _TAG.search(text):
        try:
            return paragraphs(parse(f"<div>{text}</div>")[0], skip=_ASIDE)
        except MarkupError:
            pass
    return unwrapped(text).splitlines() if "\n\n" in text or "\n " in text else [squeezed(text)] if text.strip() else []


def _headline(root: Node) -> str | None:
    """The main headline: the one without a role or with the role of the main one, else the first."""
    headlines = [node for node in all_of(first(root, "contentMeta"), "headline") if said(node)]
    main = [node for node in headlines if "sub" not in (attribute(node, "role") or "").lower()]
    plain = [node for node in main if not attribute(node, "role") or "main" in (attribute(node, "role") or "")]
    for chosen in (plain, main, headlines):
        if chosen:
            return said(chosen[0])
    return said(root, "contentSet", "hl1") or said(root, "contentSet", "h1") or said(root, "itemMeta", "title")


def _source(root: Node) -> str | None:
    """Who provides it; a provider that is only a host gives way to a name."""
    provider = _named(first(root, "itemMeta", "provider"))
    if provider and not _HOST.fullmatch(provider):
        return provider
    credit = said(root, "contentMeta", "creditline")
    return (
        (credit.strip(" -–—/") if credit else None)
        or _named(first(root, "rightsInfo", "copyrightHolder"))
        or _named(first(root, "contentMeta", "infoSource"))
        or provider
    )


def _named(node: Node | None) -> str | None:
    """A party's name, however it is stated."""
    code = attribute(node, "qcode")
    return said(node, "name") or attribute(node, "literal") or (code.rpartition(":")[2] if code else None)


def _author(root: Node, source: str | None) -> str | None:
    by = said(root, "contentMeta", "by")
    document = first(root, "contentSet", "nitf")
    names = [said(node, "name") or "" for node in all_of(first(root, "contentMeta"), "creator")]
    names = [name for name in dict.fromkeys(names) if name and name != source]
    return without_by(by) or ", ".join(names) or (nitf.byline(document) if document is not None else None)


def _published(root: Node) -> PublishedDate:
    """When the content was made; the item's own versions come later."""
    meta, item = first(root, "contentMeta"), first(root, "itemMeta")
    written = (said(meta, "contentCreated"), said(item, "firstCreated"), said(item, "versionCreated"))
    dates = [read_date(text) for text in written if text]
    return next((date for date in dates if date.moment), dates[0] if dates else UNDATED)


def _url(root: Node) -> str | None:
    guid = attribute(root, "guid") or ""
    return guid if guid.startswith(("http://", "https://")) else None


def _subject(meta: Node | None) -> str | None:
    """The first subject with a name that is no place."""
    for node in all_of(meta, "subject"):
        if "geo" not in (attribute(node, "type") or "").lower() and (name := said(node, "name")):
            return name
    return None


def _fields(root: Node) -> Mapping[str, str]:
    meta = first(root, "contentMeta")
    headlines = [said(node) or "" for node in all_of(meta, "headline")]
    names = [said(node, "name") or "" for node in all_of(meta, "subject")]
    stated = {
        "guid": attribute(root, "guid"),
        "version": attribute(root, "version"),
        "slugline": said(meta, "slugline"),
        "subtitle": "; ".join(line for line in headlines if line and line != _headline(root)),
        "dateline": said(meta, "dateline") or said(meta, "located", "name"),
        "subjects": "; ".join(dict.fromkeys(name for name in names if name)),
        "updated": said(root, "itemMeta", "versionCreated"),
        "note": "; ".join(said(node) or "" for node in all_of(root, "edNote")),
    }
    return {key: value for key, value in stated.items() if value}
