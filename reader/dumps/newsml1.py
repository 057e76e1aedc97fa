"""NewsML 1: AFP, Reuters and others before NewsML-G2; items with lines of news and content inside.

https://iptc.org/standards/newsml-1/. An item's component has `NewsLines`; the text stands in the `DataContent`
of a content item of the medium Text, as NITF, HTML or plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.dumps import nitf
from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, root_of
from reader.dumps.format import Census, Found
from reader.dumps.markup import Node, all_of, attribute, first, paragraphs, said
from reader.dumps.member import Member
from reader.dumps.wire_copy import without_by
from reader.dumps.xml_items import Item, items
from reader.model import UNDATED, Problem, PublishedDate, RecordKind, Skipped

NAMES = ("NewsItem",)

_ASIDE = ("head", "media", "media-caption", "title", "hedline", "byline", "body.head")


class NewsML1:
    """Items of NewsML 1."""

    name = "NewsML 1"

    def score(self, head: bytes, name: str) -> float:
        return 0.95 if root_of(head) in ("NewsML", *NAMES) else 0.0

    def census(self) -> Census | None:
        return ElementCensus(NAMES)

    def records(self, member: Member) -> Iterator[Found]:
        for item in items(member, NAMES, "A news item"):
            yield item if isinstance(item, Problem) else _item(member, item, self.name)


def _item(member: Member, item: Item, name: str) -> Found:
    root = item.root
    text = _body(root)
    title = said(root, "NewsLines", "HeadLine") or said(root, "hl1")
    if not text and (kind := _medium(root)) != "Text":
        return Skipped(
            member.place(item.offset), "pictures" if kind in ("Photo", "Graphic") else "items without a text"
        )
    return member.record(
        name,
        item.offset,
        item.raw,
        "\n".join(text),
        kind=RecordKind.STATED,
        title=title,
        source=_source(root),
        author=without_by(said(root, "NewsLines", "ByLine")) or nitf.byline(root),
        published=_published(root),
        language=attribute(first(root, "DescriptiveMetadata", "Language"), "FormalName") or attribute(root, "lang"),
        section=_subject(root),
        fields=_fields(root),
        warnings=item.warnings,
    )


def _medium(root: Node) -> str:
    return attribute(first(root, "MediaType"), "FormalName") or ""


def _body(root: Node) -> list[str]:
    """The text of all content items that are text, in their order; captions of pictures are none."""
    found: list[str] = []
    for content in all_of(root, "ContentItem"):
        data = first(content, "DataContent")
        if data is None or (_medium(content) or "Text") not in ("Text", "ComplexData"):
            continue
        document = first(data, "nitf")
        found += nitf.body(document) if document is not None else paragraphs(data, skip=_ASIDE)
    return found


def _source(root: Node) -> str | None:
    for place in ("Provider", "Source", "Creator"):
        if name := attribute(first(root, "AdministrativeMetadata", place, "Party"), "FormalName"):
            return name
    return said(root, "NewsLines", "CreditLine") or said(root, "NewsIdentifier", "ProviderId")


def _published(root: Node) -> PublishedDate:
    written = (
        said(root, "NewsManagement", "FirstCreated"),
        said(root, "NewsManagement", "ThisRevisionCreated"),
        said(root, "NewsIdentifier", "DateId"),
    )
    dates = [read_date(text, midnight=False) for text in written if text]
    return next((date for date in dates if date.moment), dates[0] if dates else UNDATED)


def _subject(root: Node) -> str | None:
    for name in ("SubjectMatter", "Subject", "SubjectDetail"):
        node = first(root, "SubjectCode", name)
        if found := attribute(node, "Name") or attribute(node, "FormalName"):
            return found
    return None


def _fields(root: Node) -> Mapping[str, str]:
    found = {
        "identifier": said(root, "PublicIdentifier"),
        "slugline": said(root, "NewsLines", "SlugLine"),
        "subtitle": said(root, "NewsLines", "SubHeadLine"),
        "dateline": said(root, "NewsLines", "DateLine"),
        "copyright": said(root, "NewsLines", "CopyrightLine"),
        "revised": said(root, "NewsManagement", "ThisRevisionCreated"),
        "keywords": "; ".join(said(node) or "" for node in all_of(root, "KeywordLine")),
    }
    return {key: value for key, value in found.items() if value}
