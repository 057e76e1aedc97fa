"""NITF: news items in the IPTC's old XML, as AP, EFE and the New York Times Annotated Corpus have them.

https://www.iptc.org/std/NITF/3.6/documentation/nitf.html. The dates on the root (`change.date`) are
the DTD's own; the corpus of the New York Times repeats its lead in `full_text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, root_of
from reader.dumps.format import Census, Found
from reader.dumps.markup import Node, all_of, attribute, first, local, paragraphs, said
from reader.dumps.member import Member
from reader.dumps.wire_copy import without_by
from reader.dumps.xml_items import Item, items
from reader.model import UNDATED, Problem, PublishedDate, RecordKind

NAMES = ("nitf",)

_ASIDE = ("media", "byttl", "table-caption")


class Nitf:
    """One or many `<nitf>` documents."""

    name = "NITF"

    def score(self, head: bytes, name: str) -> float:
        return 0.95 if root_of(head).lower() == "nitf" else 0.0

    def census(self) -> Census | None:
        return ElementCensus(NAMES)

    def records(self, member: Member) -> Iterator[Found]:
        for item in items(member, NAMES, "A news item"):
            yield item if isinstance(item, Problem) else _document(member, item, self.name)


def _document(member: Member, item: Item, name: str) -> Found:
    root = item.root
    return member.record(
        name,
        item.offset,
        item.raw,
        "\n".join(body(root)),
        kind=RecordKind.STATED,
        title=headline(root),
        source=_source(root),
        author=byline(root),
        published=_published(root),
        url=attribute(first(root, "pubdata"), "ex-ref"),
        language=attribute(root, "lang") or attribute(root, "baselang") or attribute(first(root, "body"), "lang"),
        section=_section(root),
        fields=_fields(root),
        warnings=item.warnings,
    )


def headline(root: Node) -> str | None:
    """The main headline; the document's title where there is none."""
    return said(root, "hedline", "hl1") or said(root, "hedline") or said(root, "head", "title")


def byline(root: Node) -> str | None:
    """Who wrote it, without `By` and without what they are."""
    found = first(root, "body.head", "byline")
    names = " ".join(paragraphs(found, skip=("byttl", "location", "virtloc"))).rstrip(" ,")
    return without_by(names) or said(found)


def body(root: Node) -> list[str]:
    """The paragraphs of the content, with the tag line at its end."""
    content = first(root, "body.content")
    blocks = [block for block in all_of(content, "block") if attribute(block, "class") == "full_text"]
    found: list[str] = []
    for part in blocks or ([content] if content is not None else []):
        found += paragraphs(part, skip=_ASIDE)
    return (found or paragraphs(first(root, "abstract"))) + paragraphs(first(root, "body.end", "tagline"))


def _source(root: Node) -> str | None:
    return (
        attribute(first(root, "pubdata"), "name")
        or said(root, "distributor")
        or said(root, "rights", "rights.owner")
        or attribute(first(root, "doc.copyright"), "holder")
        or attribute(first(root, "doc-id"), "regsrc")
    )


def _published(root: Node) -> PublishedDate:
    """When it was published or issued; T000000 without a zone says that no time was known."""
    places = (
        ("pubdata", "date.publication"),
        ("date.issue", "norm"),
        ("date.release", "norm"),
        ("story.date", "norm"),
    )
    written = [attribute(first(root, element), name) for element, name in places]
    dates = [read_date(text, midnight=False) for text in written if text]
    dates += [read_date(said(root, "story.date"))] if said(root, "story.date") else []
    return next((date for date in dates if date.moment), dates[0] if dates else UNDATED)


def _section(root: Node) -> str | None:
    named = {attribute(meta, "name"): attribute(meta, "content") for meta in all_of(root, "meta")}
    return (
        attribute(first(root, "pubdata"), "position.section")
        or named.get("online_sections")
        or named.get("dsk")
        or attribute(first(root, "doc-scope"), "scope")
        or attribute(first(root, "tobject.subject"), "tobject.subject.type")
    )


def _fields(root: Node) -> Mapping[str, str]:
    second = said(root, "hedline", "hl2")
    stated = {
        "document": attribute(first(root, "doc-id"), "id-string"),
        "subtitle": second if second != headline(root) else None,
        "dateline": said(root, "body.head", "dateline"),
        "abstract": said(root, "abstract"),
        "captions": "\n".join(line for part in all_of(root, "media-caption") for line in paragraphs(part)),
        "people": _tagged(root, "person"),
        "organisations": _tagged(root, "org"),
        "places": _tagged(root, "location"),
    }
    return {key: value for key, value in stated.items() if value}


def _tagged(root: Node, name: str) -> str:
    """What the head's identified-content names, each once."""
    found = first(root, "identified-content")
    values = [said(node) or attribute(node, "value") or "" for node in all_of(found, name) if local(node) == name]
    return "; ".join(dict.fromkeys(value for value in values if value))
