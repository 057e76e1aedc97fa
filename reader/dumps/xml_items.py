"""Members made of XML elements of one kind, each an item: found, decoded and parsed one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.dumps.elements import new_elements
from reader.dumps.markup import MarkupError, Node, parse
from reader.dumps.member import Member
from reader.dumps.xml_text import XmlText
from reader.model import Problem


@dataclass(frozen=True, slots=True)
class Item:
    """A parsed element; `length` bytes at `offset`, which are `raw`."""

    offset: int
    length: int
    raw: bytes
    root: Node
    warnings: tuple[str, ...]


def items(member: Member, names: tuple[str, ...], what: str, texts: XmlText | None = None) -> Iterator[Item | Problem]:
    """Every element of these names that is not known yet; a Problem for one that cannot be read.

    `what` is what one of them is called: "A news item".
    """
    texts = texts or XmlText.of(member)
    for element in new_elements(member, names, what, charset=texts.charset):
        if isinstance(element, Problem):
            yield element
            continue
        decoded = texts.decode(element.raw)
        try:
            root, repaired = parse(decoded.text)
        except MarkupError:
            yield member.problem(element.offset, f"{what} whose markup cannot be read.")
            continue
        warnings = (*decoded.warnings, "its markup was repaired") if repaired else decoded.warnings
        yield Item(element.offset, element.length, element.raw, root, warnings)
