"""The Reuters Corpora of 1996-97 (RCV1, RCV2): one `<newsitem>` a file, as NIST hands them out.

The day is an attribute of the root; the title leads with the country, the headline is without it.
https://trec.nist.gov/data/reuters/reuters.html; Lewis et al., JMLR 5 (2004), 361-397.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, root_of
from reader.dumps.format import Census, Found
from reader.dumps.markup import Node, all_of, attribute, first, paragraphs, said
from reader.dumps.member import Member
from reader.dumps.wire_copy import without_by
from reader.dumps.xml_items import Item, items
from reader.model import Problem, RecordKind

NAMES = ("newsitem",)


class ReutersCorpus:
    """One or many `<newsitem>` documents."""

    name = "Reuters Corpus (RCV1)"

    def score(self, head: bytes, name: str) -> float:
        return 0.95 if root_of(head) == "newsitem" and b"itemid=" in head else 0.0

    def census(self) -> Census | None:
        return ElementCensus(NAMES)

    def records(self, member: Member) -> Iterator[Found]:
        for item in items(member, NAMES, "A news item"):
            yield item if isinstance(item, Problem) else _item(member, item, self.name)


def _item(member: Member, item: Item, name: str) -> Found:
    root = item.root
    facts = {attribute(node, "element"): attribute(node, "value") for node in all_of(root, "dc")}
    return member.record(
        name,
        item.offset,
        item.raw,
        "\n".join(paragraphs(first(root, "text"))),
        kind=RecordKind.STATED,
        title=said(root, "headline") or said(root, "title"),
        source=facts.get("dc.source") or "Reuters",
        author=without_by(said(root, "byline")),
        published=read_date(attribute(root, "date") or facts.get("dc.date.published")),
        language=attribute(root, "lang"),
        fields=_fields(root),
        warnings=item.warnings,
    )


def _fields(root: Node) -> Mapping[str, str]:
    """What else the item states: its number, its dateline, its codes by class."""
    codes = {
        attribute(group, "class") or "codes": ", ".join(
            code for node in all_of(group, "code") if (code := attribute(node, "code"))
        )
        for group in all_of(root, "codes")
    }
    found = {"itemid": attribute(root, "itemid"), "dateline": said(root, "dateline"), "title": said(root, "title")}
    return {name: value for name, value in {**found, **codes}.items() if value}
