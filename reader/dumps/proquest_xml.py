"""ProQuest's XML: one `<Record>` an article, as libraries get it for text mining.

Elements are those of ProQuest's documentation of its historical newspapers: RecordTitle, NumericPubDate,
AlphaPubDate, Publication/Title, Contributor/OriginalForm, LanguageCode, Abstract, FullText.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, root_of
from reader.dumps.format import ONLY_SUMMARY, Census, Found
from reader.dumps.fragment import body_of
from reader.dumps.markup import Node, all_of, said
from reader.dumps.member import Member
from reader.dumps.page import language_code
from reader.dumps.xml_items import Item, items
from reader.model import Problem, RecordKind, Skipped

_ROOTS = ("Record", "ProQuestRecord", "RECORD")


class ProQuestXml:
    """Records of ProQuest's text-mining packages, one or many a file."""

    name = "ProQuest (XML)"

    def score(self, head: bytes, name: str) -> float:
        if not re.search(rb"<(?:RecordTitle|GenSubjTerms)[\s>]|<NumericPubDate>|<AlphaPubDate>", head):
            return 0.0
        return 0.96 if root_of(head) in (*_ROOTS, "Records") else 0.0

    def census(self) -> Census | None:
        return ElementCensus(_ROOTS)

    def records(self, member: Member) -> Iterator[Found]:
        for item in items(member, _ROOTS, "A record"):
            yield item if isinstance(item, Problem) else _record(member, item)


def _record(member: Member, item: Item) -> Found:
    root = item.root
    text = _text(root, "FullText", "Text") or _text(root, "FullText") or _text(root, "TextInfo", "Text")
    remarks: tuple[str, ...] = ()
    if not text.strip() and (summary := _text(root, "Abstract")):
        text, remarks = summary, (ONLY_SUMMARY,)
    if not text.strip():
        return Skipped(member.place(item.offset), "records without text")
    authors = [name for node in all_of(root, "Contributor") if (name := said(node, "OriginalForm") or _full(node))]
    return member.record(
        ProQuestXml.name,
        item.offset,
        item.raw,
        text,
        kind=RecordKind.STATED,
        title=said(root, "RecordTitle") or said(root, "Title"),
        source=said(root, "Publication", "Title") or said(root, "PublicationTitle") or said(root, "Publisher"),
        author="; ".join(authors) or None,
        published=read_date(said(root, "NumericPubDate") or said(root, "AlphaPubDate")),
        url=said(root, "URLDocView") or None,
        language=language_code((said(root, "LanguageCode") or "").lower()),
        section=said(root, "Section"),
        fields=_fields(root),
        warnings=item.warnings,
        remarks=remarks,
    )


def _text(root: Node, *path: str) -> str:
    """A text that may hold escaped markup."""
    found = next(iter(all_of(root, *path)), None)
    return body_of("".join(str(part) for part in found.itertext()).strip()) if found is not None else ""


def _full(node: Node) -> str:
    return " ".join(name for part in ("FirstName", "LastName") if (name := said(node, part)))


def _fields(root: Node) -> dict[str, str]:
    stated = {
        "proquest document id": said(root, "RecordID") or said(root, "GOID"),
        "document type": said(root, "ObjectType"),
        "source type": said(root, "SourceType"),
        "start page": said(root, "StartPage"),
        "issn": said(root, "ISSN"),
    }
    return {name: text for name, text in stated.items() if text}
