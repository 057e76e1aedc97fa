"""Pictures that travel in a message or in a saved page, and where a text made of markup shows them.

RFC 2392 (`cid:`), RFC 2557 (`Content-Location`). A picture is known within its message alone. Attached
ones that no text refers to stand at its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from email.message import Message
from html import unescape
from typing import NamedTuple

from reader.dumps.pictures import picture
from reader.model import Figure, Picture, Shelf, picture_addresses

MOST = 2000  # pictures of one message
LONGEST_SHEET = 1_000_000  # characters of markup that are looked through
MOST_PLACED = 100  # of them with a place in the text: each costs a look at what stands before it

_IMAGE = re.compile(r"<img\b[^>]{0,4000}>", re.I)
_ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.I)


def pictures_in(mail: Message, shelf: Shelf) -> Iterator[Picture]:
    """Every picture among the parts, whatever type a part states: by its Content-ID, its location, its number."""
    found = 0
    for number, part in enumerate(mail.walk()):
        if part.is_multipart() or part.get_content_maintype() == "text" or found >= MOST:
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        kept = picture(content, (*_addresses(part, shelf.base), f"part:{number}"), shelf.scope)
        if kept is not None:
            found += 1
            yield kept


def _addresses(part: Message, base: str) -> tuple[str, ...]:
    named, located = str(part.get("Content-ID") or ""), str(part.get("Content-Location") or "")
    by_id = picture_addresses(f"cid:{named}", base) if named else ()
    return (*by_id, *picture_addresses(located, base)) if located else by_id


class Sheet(NamedTuple):
    """A page of markup that became a part of a text."""

    start: int  # where it begins in the text
    markup: str
    base: str = ""  # what its addresses are relative to


def placed_in(sheets: Sequence[Sheet], plain: Callable[[str], str], known: Container[str]) -> Iterator[Figure]:
    """The pictures of `known` addresses where the sheets show them; `plain` makes the text of markup."""
    number = 0
    for sheet in sheets:
        for match in _IMAGE.finditer(sheet.markup[:LONGEST_SHEET]):
            stated = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(match[0])}
            address = next((a for a in picture_addresses(stated.get("src", ""), sheet.base) if a in known), None)
            if address is not None and number < MOST_PLACED:
                number += 1
                at = sheet.start + len(plain(sheet.markup[: match.start()]))
                yield Figure(at, (address,), " ".join(stated.get("alt", "").split()))


def figures_in(
    pictures: Sequence[Picture], sheets: Sequence[Sheet], plain: Callable[[str], str], length: int
) -> tuple[Figure, ...]:
    """A message's pictures as figures of its text, `length` characters long."""
    known = {address for each in pictures for address in each.addresses}
    placed = [replace(each, at=min(each.at, length)) for each in placed_in(sheets, plain, known)]
    shown = {address for figure in placed for address in figure.addresses}
    rest = (Figure(length, each.addresses) for each in pictures if shown.isdisjoint(each.addresses))
    return (*placed, *rest)
