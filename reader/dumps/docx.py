"""DOCX: a Word document, as a page of text.

https://ecma-international.org/publications-and-standards/standards/ecma-376/. Paragraphs and tables of
the body in their order, notes at the end; deleted text, field codes and shapes' fallbacks are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.dumps.dates import read_date
from reader.dumps.encodings import decode
from reader.dumps.format import Census, Found
from reader.dumps.markup import MarkupError, Node, all_of, attribute, local, parse, said, squeezed
from reader.dumps.member import Member
from reader.dumps.packages import Package, opened
from reader.errors import DumpError
from reader.model import UNDATED, DateOrigin, PublishedDate, RecordKind

BODY = "word/document.xml"
TITLE_STYLES = ("title", "titel", "titre", "titolo", "título")

_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_NO_TEXT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pict", "object", "sectPr", "pPr", "rPr"})
_TEMPLATE = "2013-12-23T23:15:00Z"  # creation date of python-docx's template: no document's own


class Docx:
    """A Word document that no database layout claims."""

    name = "Word document (DOCX)"

    def score(self, head: bytes, name: str) -> float:
        if not head.startswith(b"PK\x03\x04"):
            return 0.0
        if b"word/" in head or b"wordprocessingml" in head:
            return 0.8
        return 0.3 if name.endswith((".docx", ".docm", ".dotx")) else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        if member.done(0):
            return
        with opened(member, "Word document") as package:
            yield _document(member, package, self.name)


def _document(member: Member, package: Package, name: str) -> Found:
    lines = paragraphs_of(package)
    if not any(text.strip() for text, _ in lines):
        return member.problem(0, "A Word document without any text: it may hold pictures of pages.")
    core = _part(package, "docProps/core.xml")
    title = next((text for text, style in lines if text.strip() and style in TITLE_STYLES), None)
    record = member.record(
        name,
        0,
        b"",
        "\n".join(text for text, _ in lines),
        kind=RecordKind.TEXT,
        title=squeezed(title) if title else None,
        published=_saved(core),
        language=said(core, "language"),
        fields=_fields(core),
    )
    return package.placed(record, 0, package.size())


def paragraphs_of(package: Package) -> list[tuple[str, str]]:
    """Every paragraph, its notes at the end, with its style's name in lower case; DumpError where there is no text."""
    body = _part(package, _body_of(package))
    if body is None:
        raise DumpError(f"{package.member.where} is not a Word document; it has no text in it")
    return [line for part in (body, *(_part(package, name) for name in _NOTES)) for line in _lines(part)]


def _body_of(package: Package) -> str:
    """The main part, which some writers number."""
    names = package.names
    return BODY if BODY in names else next((name for name in names if name.startswith("word/document")), BODY)


def _part(package: Package, name: str) -> Node | None:
    raw = package.read(name)
    if not raw:
        return None
    try:
        return parse(_without_declaration(decode(raw).text))[0]
    except MarkupError as error:
        raise DumpError(f"{package.member.where}/{name} cannot be read ({error})") from error


def _without_declaration(text: str) -> str:
    return text[text.find("?>") + 2 :].lstrip() if text.startswith("<?xml") else text


def _lines(root: Node | None) -> Iterator[tuple[str, str]]:
    """Paragraphs with the name of their style; a table's row is a line."""
    if root is None:
        return
    for node in root.iter("{*}p", "{*}tr"):
        inside = {local(parent) for parent in node.iterancestors()}
        if local(node) == "tr":
            if "tr" not in inside:
                yield "\t".join(squeezed(_text(cell)) for cell in all_of(node, "tc")), ""
        elif "tc" not in inside and not inside & _NO_TEXT:
            for line in _text(node).split("\n"):
                yield line.rstrip(), _style(node)


def _style(paragraph: Node) -> str:
    for node in all_of(paragraph, "pStyle"):
        return (attribute(node, "val") or "").lower()
    return ""


def _text(node: Node) -> str:
    parts: list[str] = []
    for child in node:
        name = local(child)
        if name in _NO_TEXT:
            continue
        if name == "t":
            parts.append(child.text or "")
        elif name == "tab":
            parts.append("\t")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("-")
        else:
            parts.append(_text(child))
    return "".join(parts)


def _saved(core: Node | None) -> PublishedDate:
    """When the document was last saved: no publication, and marked so."""
    for name in ("modified", "created"):
        written = said(core, name)
        if written and written != _TEMPLATE:
            return read_date(written, DateOrigin.SAVED)
    return UNDATED


def _fields(core: Node | None) -> Mapping[str, str]:
    """What the document says of itself; its title is often that of another one, its creator the typist."""
    names = ("title", "creator", "lastModifiedBy", "subject", "keywords", "description")
    return {f"document {name}": text for name in names if (text := said(core, name))}
