"""RSS of all versions, RDF and Atom: what feed readers and aggregators keep.

https://www.rssboard.org/rss-specification, RFC 4287. Each item is parsed by itself, so that one broken
item costs no other; what the channel states (its own `pubDate` too) is not the item's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, root_of
from reader.dumps.format import Census, Found
from reader.dumps.fragment import body_of, lines_of, one_line
from reader.dumps.markup import Node, attribute
from reader.dumps.member import Member
from reader.dumps.page import host, language_code
from reader.dumps.xml_items import Item, items
from reader.dumps.xml_text import XmlText
from reader.model import UNDATED, Problem, PublishedDate, RecordKind, Skipped

NAMES = ("item", "entry")

_BODIES = ("content:encoded", "encoded", "content", "xhtml:body", "body", "fulltext", "yandex:full-text", "full-text")
_SUMMARIES = ("description", "summary", "itunes:summary", "media:description")
_DATES = (
    "pubDate",
    "pubdate",
    "dc:date",
    "published",
    "issued",
    "dcterms:issued",
    "created",
    "date",
    "dcterms:created",
)
_AUTHORS = ("dc:creator", "author", "itunes:author", "creator")
_LINKS = ("feedburner:origLink", "link")
_NAMESPACE = re.compile(r"\{[^}]*\}")
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
}
_MAIL = re.compile(r"^\S+@\S+\s+\((.+)\)$|^(?:mailto:)?\S+@\S+$")


@dataclass(frozen=True, slots=True)
class Channel:
    """What the feed states of itself."""

    title: str | None = None
    link: str | None = None
    language: str | None = None


class Feed:
    """A feed as it was fetched, or many in one file."""

    name = "RSS or Atom"

    def score(self, head: bytes, name: str) -> float:
        root, narrow = root_of(head), head.replace(b"\0", b"")
        if root == "rss":
            return 0.9
        if root == "RDF":
            return 0.9 if b"purl.org/rss" in narrow or b"netscape.com/rdf" in narrow or b"<item" in narrow else 0.0
        return 0.9 if root == "feed" and (b"/Atom" in narrow or b"/atom/" in narrow or b"<entry" in narrow) else 0.0

    def census(self) -> Census | None:
        return ElementCensus(NAMES)

    def records(self, member: Member) -> Iterator[Found]:
        texts = XmlText.of(member)
        channel = _channel(texts.decode(member.head()).text)
        for item in items(member, NAMES, "A feed item", texts):
            yield item if isinstance(item, Problem) else _item(member, item, channel, self.name)


def _channel(head: str) -> Channel:
    """The feed's own fields: what stands before the first item, or in front of any."""
    before = re.split(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", head, maxsplit=1)[0]
    before = re.sub(r"<(image|textinput|author)\b.*?</\1\s*>", "", before, flags=re.S | re.I)
    link = _between(before, "link") or next(
        (
            match.group(1)
            for match in re.finditer(r"<link\b[^>]*href=[\"']([^\"']+)", before)
            if "self" not in match.group()
        ),
        None,
    )
    language = _between(before, "(?:dc:)?language")
    stated = re.search(r"<feed\b[^>]*xml:lang=[\"']([\w-]+)", before)
    return Channel(
        one_line(_between(before, "title")), link, language_code(language or (stated.group(1) if stated else None))
    )


def _between(text: str, name: str) -> str | None:
    match = re.search(rf"<{name}(?:\s[^>]*)?>(.*?)</", text, re.S)
    if not match:
        return None
    inner = re.sub(r"<!\[CDATA\[(.*?)(?:\]\]>|$)", r"\1", match.group(1), flags=re.S)
    return unescape(inner).strip() or None


def _item(member: Member, item: Item, channel: Channel, fmt: str) -> Found:
    root = item.root
    parts = _parts(root)
    title = one_line(_text(parts, ("title",)))
    url = _link(parts)
    body, summary = _prose(parts, _BODIES), _prose(parts, _SUMMARIES)
    warnings = item.warnings
    if not body and not summary and not (title and url):
        return Skipped(member.place(item.offset), "feed items without text")
    return member.record(
        fmt,
        item.offset,
        item.raw,
        body or summary or title or "",
        kind=RecordKind.STATED,
        title=title,
        source=_origin(parts) or channel.title or host(url) or host(channel.link),
        author=_author(parts),
        published=_published(parts),
        url=url,
        language=language_code(_text(parts, ("dc:language",)) or attribute(root, "lang")) or channel.language,
        section=one_line(_category(parts)),
        fields=_fields(parts, summary if body and summary != body else "", channel, title),
        warnings=warnings,
    )


Parts = Mapping[str, list[Node]]


def _parts(root: Node) -> Parts:
    """The item's own children by name, with the usual prefixes of their namespaces."""
    found: dict[str, list[Node]] = {}
    for child in root:
        if isinstance(child.tag, str):
            found.setdefault(_name(child), []).append(child)
    return found


def _name(node: Node) -> str:
    tag = str(node.tag)
    if tag.startswith("{"):
        space, _, local = tag[1:].partition("}")
        return _PREFIXES.get(space, "") + local
    prefix, colon, local = tag.rpartition(":")
    return local if prefix in ("atom", "rss", "a10") else f"{prefix}{colon}{local}"


def _text(parts: Parts, names: tuple[str, ...]) -> str | None:
    for name in names:
        for node in parts.get(name, ()):
            if text := "".join(node.itertext()).strip():
                return text
    return None


def _prose(parts: Parts, names: tuple[str, ...]) -> str:
    """The first of these that has text, as lines; escaped markup, or markup as such (Atom's xhtml)."""
    for name in names:
        for node in parts.get(name, ()):
            inner = node.text or ""
            if len(node):
                from lxml import etree  # type: ignore[import-untyped]

                inner += "".join(etree.tostring(child, encoding="unicode") for child in node)
                text = lines_of(inner)
            elif attribute(node, "type") in ("text", "text/plain"):
                text = inner
            else:
                text = body_of(inner) if "<" in inner else unescape(inner) if "&" in inner else inner
            if text.strip():
                return text.strip()
    return ""


def _link(parts: Parts) -> str | None:
    for name in _LINKS:
        for node in sorted(parts.get(name, ()), key=lambda node: attribute(node, "rel") not in (None, "alternate")):
            if url := (node.text or "").strip() or attribute(node, "href"):
                return url
    guid = next(iter(parts.get("guid", ()) or parts.get("id", ())), None)
    text = (guid.text or "").strip() if guid is not None else ""
    return text if re.match(r"https?://\S+$", text) and attribute(guid, "isPermaLink") != "false" else None


def _author(parts: Parts) -> str | None:
    names: list[str] = []
    for tag in _AUTHORS:
        for node in parts.get(tag, ()):
            named = [child for child in node if str(child.tag).rpartition("}")[2].rpartition(":")[2] == "name"]
            text = one_line("".join((named[0] if named else node).itertext()))
            match = _MAIL.match(text or "")
            text = match.group(1) if match else text
            if text and text not in names:
                names.append(text)
        if names:
            break
    return ", ".join(names) or None


def _published(parts: Parts) -> PublishedDate:
    unread = UNDATED
    for name in (*_DATES, "updated", "modified", "dcterms:modified"):
        for node in parts.get(name, ()):
            date = read_date("".join(node.itertext()))
            if date.moment:
                return date
            unread = unread if unread.as_written else date
    return unread


def _origin(parts: Parts) -> str | None:
    """The feed that an aggregator took the item from."""
    for node in parts.get("source", ()):
        titles = [child for child in node if str(child.tag).rpartition("}")[2] == "title"]
        return one_line("".join((titles[0] if titles else node).itertext())) if titles or not len(node) else None
    return None


def _category(parts: Parts) -> str | None:
    texts = [attribute(node, "term") or "".join(node.itertext()) for node in parts.get("category", ())]
    return next((text for text in texts if text.strip()), None) or _text(parts, ("dc:subject",))


def _fields(parts: Parts, summary: str, channel: Channel, title: str | None) -> Mapping[str, str]:
    categories = [one_line(attribute(node, "term") or "".join(node.itertext())) for node in parts.get("category", ())]
    stated = {
        "summary": summary,
        "categories": ", ".join(dict.fromkeys(name for name in categories if name)) if len(categories) > 1 else "",
        "id": _text(parts, ("guid", "id")),
        "feed": channel.title,
        "comments": _text(parts, ("comments",)),
    }
    return {key: value for key, value in stated.items() if value and value != title}
