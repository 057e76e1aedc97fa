"""HTML: a file is a page, saved by a browser, SingleFile or a crawler."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.dumps.encodings import decode
from reader.dumps.format import Census, Found
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import Member
from reader.dumps.page import read_page, saved_date
from reader.dumps.pictures import take_inline
from reader.dumps.self_extracting import Inside, is_self_extracting
from reader.model import UNDATED, Picture, PublishedDate, Record, RecordKind, Shelf

LARGEST = 64 * MEGABYTE  # pages with their pictures inside reach some 20 MB

_BEGINNING = re.compile(rb"\s*+(?:<\?xml[^>]*>\s*+)?(?:<!--.*?-->\s*+)*+(?:<!doctype\s+html|<html[\s>])", re.I | re.S)
_ANYWHERE = re.compile(rb"<html[\s>]|<!doctype\s+html", re.I)
_PARTS = re.compile(rb"<(?:p|div|body|head|h1|h2|article|span|table|ul|br|a|title|meta)[\s>/]", re.I)
_CHARSET = re.compile(
    rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]*?encoding\s*=\s*[\"']([\w:.-]+)", re.I
)
_INLINE = re.compile(r"([\"'(])data:[^\"'()<>\s]{200,}")


class HtmlPage:
    """One page as it was saved."""

    name = "HTML"

    def score(self, head: bytes, name: str) -> float:
        start = head[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
        if _BEGINNING.match(start):
            return 0.8
        if _ANYWHERE.search(start):
            return 0.5 if start.lstrip().startswith(b"<") else 0.15
        if start.lstrip().startswith(b"<") and len(_PARTS.findall(start)) >= 3:
            return 0.4
        return 0.3 if name.endswith((".html", ".htm", ".xhtml")) and _PARTS.search(start) else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        if not member.done(0):
            yield from self._page(member, member.whole(LARGEST, "save the page without its videos"))

    def _page(self, member: Member, raw: bytes) -> Iterator[Found]:
        if not is_self_extracting(raw):
            yield from page_found(member, self.name, 0, raw, raw, shelf=Shelf(member.path))
            return
        inside = Inside(member, raw)
        yield from inside.pictures()
        shelf = Shelf("", member.scope(0))
        yield from page_found(member, self.name, 0, raw, inside.page, url=inside.url, crawled=inside.saved, shelf=shelf)


def page_found(
    member: Member,
    fmt: str,
    offset: int,
    raw: bytes,
    body: bytes,
    *,
    declared: str | None = None,
    url: str | None = None,
    compressed_offset: int | None = None,
    crawled: PublishedDate = UNDATED,
    shelf: Shelf | None = None,
) -> Iterator[Record | Picture]:
    """The pictures inside a page, then the page: a record of kind HTML.

    `body` is the page in the record's bytes `raw`, without headers and packing.
    """
    decoded = decode(body, declared or declared_charset(body))
    markup, pictures = take_inline(decoded.text)
    yield from pictures
    if len(markup) > MEGABYTE:
        markup = _INLINE.sub(r"\1data:,", markup)  # pictures inside attributes are no text
    stated = read_page(markup, url).as_fields()
    if not stated["published"].moment:  # a moment of saving or crawling is marked as such
        saved = saved_date(markup)
        stated["published"] = saved if saved.moment else crawled if crawled.moment else stated["published"]
    yield member.record(
        fmt,
        offset,
        raw,
        markup,
        kind=RecordKind.HTML,
        shelf=shelf,
        compressed_offset=compressed_offset,
        warnings=decoded.warnings,
        **stated,
    )


def declared_charset(body: bytes) -> str | None:
    """The charset that a page declares in its first bytes."""
    match = _CHARSET.search(body[:4096])
    return (match.group(1) or match.group(2)).decode("ascii", "replace") if match else None
