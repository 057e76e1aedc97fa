"""WARC: what Heritrix, Browsertrix, wget and Common Crawl write; WET too, its text by-product.

https://iipc.github.io/warc-specifications/ - read here line by line rather than by FastWARC or warcio:
neither tells when a record is cut, and each refuses or silently ends files that are packed as one gzip
member. Pages are articles; requests, pictures, scripts and the rest are counted by kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from reader.dumps.dates import read_date
from reader.dumps.encodings import decode
from reader.dumps.format import Census, Found
from reader.dumps.html_page import page_found
from reader.dumps.http_payload import Response, charset_in, read_response
from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import Markers
from reader.dumps.member import CHUNK, Member
from reader.dumps.page import host, url_date
from reader.dumps.pictures import picture
from reader.model import (
    DateOrigin,
    Picture,
    Problem,
    PublishedDate,
    Record,
    RecordKind,
    Shelf,
    Skipped,
    picture_addresses,
)

LARGEST = 32 * MEGABYTE  # of a record that is kept whole; pages are below 10 MB
HEADERS = 64 << 10  # bytes of a record's own header

_VERSION = re.compile(rb"WARC/\d+\.\d+\s*$")
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|!--|\?xml)", re.I)
_PAGES = ("text/html", "application/xhtml+xml")
_NOT_STORED = {"request": "requests", "warcinfo": "crawler notes", "metadata": "crawler notes",
               "revisit": "repeated visits", "continuation": "continued records"}  # fmt: skip
_MEDIA = {"image": "pictures", "video": "sounds and videos", "audio": "sounds and videos", "font": "fonts"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One WARC record: `raw` with its header and block, cut to LARGEST; `length` as it is in the file."""

    offset: int
    length: int
    headers: Mapping[str, str]
    raw: bytes
    block: bytes
    missing: int  # bytes of the stated Content-Length that are not there; -1: not even the whole header is

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "").lower()

    @property
    def url(self) -> str | None:
        return self.headers.get("warc-target-uri", "").strip("<>") or None

    @property
    def crawled(self) -> PublishedDate:
        return read_date(self.headers.get("warc-date"), DateOrigin.CRAWL)


class Warc:
    """A web archive."""

    name = "WARC"

    def score(self, head: bytes, name: str) -> float:
        return 0.98 if re.match(rb"\s*WARC/\d", head[:64]) else 0.0

    def census(self) -> Census | None:
        return Markers(rb"^WARC/\d+\.\d+\r?\n(?=WARC-|Content-)", 0, b"WARC/")

    def records(self, member: Member) -> Iterator[Found]:
        with member.open() as stream:
            for entry in _entries(stream, member):
                if isinstance(entry, Problem):
                    yield entry
                elif not member.done(entry.offset):
                    yield from _found(member, entry, self.name)
                    if entry.missing:
                        yield _cut(member, entry)


def _entries(stream: BinaryIO, member: Member) -> Iterator[Entry | Problem]:
    offset, strays, stray_at = 0, 0, 0
    while line := stream.readline(HEADERS):
        if not _VERSION.match(line):
            stray_at = offset if not strays else stray_at
            strays += len(line) if line.strip() else 0
            offset += len(line)
            continue
        if strays:
            yield member.problem(stray_at, f"{strays} bytes that belong to no record.", rejected=False)
            strays = 0
        entry = _entry(stream, offset, line)
        offset += entry.length
        yield entry
    if strays:
        yield member.problem(stray_at, f"{strays} bytes that belong to no record.", rejected=False)


def _entry(stream: BinaryIO, offset: int, version: bytes) -> Entry:
    head = [version]
    while (line := stream.readline(HEADERS)).strip():
        head.append(line)
    head.append(line)
    raw = b"".join(head)
    headers = _headers(raw[len(version) :].decode("utf-8", "replace"))
    stated = headers.get("content-length", "")
    size = int(stated) if stated.isascii() and stated.isdigit() else 0
    block = stream.read(min(size, LARGEST))
    length = len(block)
    while LARGEST <= length < size and (chunk := stream.read(min(CHUNK, size - length))):
        length += len(chunk)
    return Entry(offset, len(raw) + length, headers, raw + block, block, size - length if line else -1)


def _headers(text: str) -> dict[str, str]:
    """Headers by their names in small letters, the first of each; a line that begins with a space goes on."""
    headers, name = dict[str, str](), ""
    for line in text.rstrip().split("\n"):
        if line[:1] in (" ", "\t") and name:
            headers[name] += " " + line.strip()
            continue
        key, _, value = line.partition(":")
        name = key.strip().lower()
        headers.setdefault(name, value.strip())
    return headers


def _cut(member: Member, entry: Entry) -> Problem:
    if entry.missing < 0:
        return member.problem(entry.offset, "The record is cut short in its header.", rejected=False)
    reason = f"The record ends {entry.missing} bytes before its stated length; what is there was read."
    return member.problem(entry.offset, reason, rejected=False)


def _found(member: Member, entry: Entry, fmt: str) -> Iterator[Found]:
    where = member.place(entry.offset)
    if entry.kind in _NOT_STORED:
        yield Skipped(where, _NOT_STORED[entry.kind])
        return
    if entry.kind == "conversion":
        yield _text(member, entry, entry.block, "utf-8", fmt, kept="WET")
        return
    response = read_response(entry.block) if entry.kind == "response" else _resource(entry)
    if response is None:
        yield Skipped(where, "answers that are not of the web")
        return
    kind = kind_of(response, entry.url)
    if kind in ("page", "text") and entry.length > LARGEST:
        yield Problem(where, f"A page of more than {LARGEST // MEGABYTE} MB; it was left out.")
    elif kind == "page":
        yield from _page(member, entry, response, fmt)
    elif kind == "text":
        yield _text(member, entry, response.body, response.declared, fmt)
    else:
        if not entry.missing and (found := picture_of(response, kind, entry.url)):
            yield found
        yield Skipped(where, kind)


def _resource(entry: Entry) -> Response | None:
    if entry.kind != "resource":
        return None
    return Response(200, {"content-type": entry.headers.get("content-type", "")}, entry.block)


def kind_of(response: Response, url: str | None) -> str:
    """ "page", "text", or the plural of what else was fetched."""
    media, path = response.media_type, (url or "").partition("?")[0].lower()
    if response.status and not 200 <= response.status < 300:
        return "redirects" if 300 <= response.status < 400 else "error pages"
    if not response.body.strip():
        return "empty answers"
    if path.endswith("/robots.txt"):
        return "robots.txt files"
    if media in _PAGES or (
        media in ("", "application/octet-stream", "text/plain") and _HTML.match(response.body[:1024])
    ):
        return "page"
    if media == "text/plain":
        return "text"
    if media == "application/pdf":
        return "PDF documents"
    if "javascript" in media or "css" in media:
        return "scripts and style sheets"
    return _MEDIA.get(media.partition("/")[0], "other files")


def picture_of(response: Response, kind: str, url: str | None) -> Picture | None:
    """The picture in an answer, which pages of this dump may show; `kind` is what `kind_of` says."""
    if not url or kind not in ("pictures", "other files"):  # servers forget to say that they send a picture
        return None
    return picture(response.body, picture_addresses(url, ""))


def _page(member: Member, entry: Entry, response: Response, fmt: str) -> Iterator[Record | Picture]:
    return page_found(
        member,
        fmt,
        entry.offset,
        entry.raw,
        response.body,
        declared=response.declared,
        url=entry.url,
        compressed_offset=member.packed_at(entry.offset),
        crawled=entry.crawled,
        shelf=Shelf(entry.url or ""),
    )


def _text(member: Member, entry: Entry, body: bytes, declared: str | None, fmt: str, kept: str = "") -> Record:
    decoded = decode(body, declared or charset_in(entry.headers.get("content-type", "")))
    dated = url_date(entry.url)
    return member.record(
        kept or fmt,
        entry.offset,
        entry.raw,
        decoded.text,
        kind=RecordKind.TEXT,
        compressed_offset=member.packed_at(entry.offset),
        source=host(entry.url),
        url=entry.url,
        published=dated if dated.moment else entry.crawled,
        warnings=decoded.warnings,
    )
