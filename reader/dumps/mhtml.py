"""MHTML: a page saved with its pictures in one mail-like file (.mht, .mhtml), by Chrome, IE, old Firefox.

RFC 2557. The page is the root part; frames and pictures belong to it, so that a file is one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message

from reader.dumps.dates import read_date
from reader.dumps.figures import pictures_in
from reader.dumps.format import Census, Found
from reader.dumps.html_page import page_found
from reader.dumps.mail import header, header_end, parsed
from reader.dumps.member import Member
from reader.dumps.pieces import LARGEST
from reader.model import DateOrigin, Shelf

_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from:\s*[\"'<]*saved by|x-maf|x-mimeole:)", re.I | re.M)
_LOCATION = re.compile(rb"^content-location:", re.I | re.M)


class Mhtml:
    """A saved page with what belongs to it."""

    name = "MHTML"

    def score(self, head: bytes, name: str) -> float:
        start = head.lstrip(b"\xef\xbb\xbf\r\n\t ")
        if b"elated" not in start[:16384].lower():  # of "multipart/related"
            return 0.0
        block = start[: header_end(start[:16384])]
        if not _RELATED.search(block):
            return 0.0
        named = name.endswith((".mht", ".mhtml"))
        return 0.97 if _SAVED.search(block) or named or _LOCATION.search(start[:4096]) else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        if not member.done(0):
            yield from _page(member, member.whole(LARGEST, "save the page without its videos"), self.name)


def _page(member: Member, raw: bytes, fmt: str) -> Iterator[Found]:
    try:
        mail = parsed(raw.lstrip(b"\xef\xbb\xbf\r\n\t "))
        root = _root(mail)
        payload = root.get_payload(decode=True) if root is not None else None
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        yield member.problem(0, f"A saved page that cannot be read: {type(error).__name__}.")
        return
    if root is None or not isinstance(payload, bytes):
        yield member.problem(0, "A saved page without a page in it.")
        return
    charset = root.get_param("charset")
    shelf = Shelf(header(root, "Content-Location") or header(mail, "Snapshot-Content-Location") or "", member.scope(0))
    yield from pictures_in(mail, shelf)
    yield from page_found(
        member,
        fmt,
        0,
        raw,
        payload,
        declared=charset if isinstance(charset, str) else None,
        url=header(mail, "Snapshot-Content-Location") or header(root, "Content-Location"),
        crawled=read_date(header(mail, "Date"), DateOrigin.SAVED),
        shelf=shelf,
    )


def _root(mail: Message) -> Message | None:
    """The part named by `start`, else the first page."""
    start = mail.get_param("start")
    pages = [part for part in mail.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    named = [part for part in pages if isinstance(start, str) and part.get("Content-ID") == start]
    return next(iter(named or pages), None)
