"""Mail: mailboxes (mbox), single messages (eml) and Usenet postings.

RFC 5322, RFC 4155. A mailbox is split at `From ` lines that state a time or an address and are followed by a
header: in bodies such lines stand unescaped too often for less. The `email` package parses a
message; its headers are decoded here, because its modern policy raises on what real mail holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from itertools import accumulate
from typing import NamedTuple

from reader.dumps.dates import read_date
from reader.dumps.encodings import decode
from reader.dumps.figures import Sheet, figures_in, pictures_in
from reader.dumps.format import Census, Found
from reader.dumps.fragment import lines_of
from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import Markers
from reader.dumps.member import Member
from reader.dumps.pieces import LARGEST, pieces
from reader.model import DateOrigin, RecordKind, Shelf, Skipped

_FROM = rb"^From (?:[^\r\n]{0,300}\d\d:\d\d[^\r\n]{0,80}|- [^\r\n]{0,80}|\S+@\S+ ?)\r?\n(?=>?[!-9;-~]{1,70}:?[ \t])"
LONGEST_SENDER = 2000  # characters
_SEPARATOR = re.compile(_FROM, re.M)
_HEADER = re.compile(rb"[!-9;-~]{1,70}[ \t]?:(?=[ \t\r\n]|[^\s/])")
_HEADERS = re.compile(  # lines of headers: continued, escaped, begun
    rb"(?:(?:[ \t](?=[ \t\r\f\v]*+\S)|>From |[!-9;-~]{1,70}[ \t]?:(?=[ \t\r\n]|[^\s/]))[^\n]*+(?:\n|\Z))*+"
)
_KNOWN = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Message-ID|Received|Return-Path|Delivered-To|MIME-Version|Newsgroups|Path|Reply-To"
    rb"|Sender|List-Id|Content-Type|X-[\w-]+|References|Organization|Lines|Xref|Distribution|NNTP-[\w-]+|Keywords|Summary"
    rb"|DKIM-Signature|ARC-[\w-]+|Authentication-Results|Errors-To|Precedence|In-Reply-To|Envelope-to|Article-I\.D\.):",
    re.I | re.M,
)
_HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\u034f\ufeff"  # preheaders are padded with these
_NOTHING = dict.fromkeys(map(ord, _HIDDEN))
_QUOTED_FROM = re.compile(r"^>(>*From )", re.M)


class Mbox:
    """A mailbox: messages one after the other."""

    name = "mbox"

    def score(self, head: bytes, name: str) -> float:
        start = head.lstrip(b"\xef\xbb\xbf\r\n\t ")
        return 0.96 if _SEPARATOR.match(start) else 0.0

    def census(self) -> Census | None:
        return Markers(_FROM, literal=b"From ")

    def records(self, member: Member) -> Iterator[Found]:
        for piece in pieces(member, _SEPARATOR, b"From "):
            if member.done(piece.offset):
                continue
            if piece.too_long:
                yield member.problem(piece.offset, f"A message of more than {LARGEST // MEGABYTE} MB; it was left out.")
            else:
                separator = _SEPARATOR.match(piece.raw)
                message = piece.raw[separator.end() if separator else 0 :]
                yield from message_found(member, self.name, piece.offset, piece.raw, message)


class Eml:
    """One message a file, Usenet postings too."""

    name = "mail"

    def score(self, head: bytes, name: str) -> float:
        start = head.lstrip(b"\xef\xbb\xbf\r\n\t ")
        if not _HEADER.match(start):
            return 0.0
        block = start[: header_end(start[:16384])]
        known = {match.group().lower() for match in _KNOWN.finditer(block)}
        return 0.88 if len(known) >= 3 else 0.6 if len(known) == 2 else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        if not member.done(0):
            raw = member.whole(LARGEST, "save the message without its attachments")
            yield from message_found(member, self.name, 0, raw, raw.lstrip(b"\xef\xbb\xbf\r\n\t "))


def header_end(message: bytes) -> int:
    """Where the headers end: at the first line that is blank, or neither header nor continued."""
    match = _HEADERS.match(message)
    return match.end() if match else 0


def parsed(message: bytes) -> Message:
    """A message whose headers need not be parted from the body by a blank line (20 Newsgroups)."""
    end = header_end(message)
    return message_from_bytes(message[:end].rstrip(b"\r\n") + b"\n\n" + message[end:].lstrip(b"\r\n"))


def message_found(member: Member, fmt: str, offset: int, raw: bytes, message: bytes) -> Iterator[Found]:
    """The pictures in one message, then its record; `raw` with its `From ` line."""
    shelf = Shelf("", member.scope(offset))
    try:
        mail = parsed(message)
        body = _body(mail)
        pictures = list(pictures_in(mail, shelf)) if mail.is_multipart() else []
    except (MessageError, RecursionError, ValueError, LookupError, TypeError) as error:
        yield member.problem(offset, f"A message that cannot be read: {type(error).__name__}.")
        return
    yield from pictures
    text, figures = body.text, figures_in(pictures, body.sheets, _finished_lines, len(body.text)) if pictures else ()
    heads: dict[str, str] = {}
    for head, value in mail.raw_items():  # `mail.get` looks through all of them, each time
        heads.setdefault(head.lower(), value)
    title = header(heads, "subject")
    if not text.strip():
        if not title:
            yield Skipped(member.place(offset), "messages without text")
            return
        text, figures = title, tuple(replace(each, at=len(title)) for each in figures)
    name, address = _sender(heads)
    yield member.record(
        fmt,
        offset,
        raw,
        text,
        kind=RecordKind.TEXT,
        title=title,
        source=name or address,
        author=name or _comment(heads) or None,
        published=read_date(header(heads, "date"), DateOrigin.SENT),
        language=(header(heads, "content-language") or "")[:2].lower() or None,
        fields=_fields(heads, address),
        warnings=body.warnings,
        shelf=shelf if figures else None,
        figures=figures,
    )


Headers = Message | Mapping[str, str]


def header(mail: Headers, name: str) -> str | None:
    """A header decoded, on one line; `name` in lower case."""
    value = mail.get(name)
    if value is None:
        return None
    text = str(value)
    text = _decoded(text) if "=?" in text else _unescaped(text)
    return " ".join(text.replace("\ufffd", "").split()) or None


def _unescaped(text: str) -> str:
    """A header's text whose 8-bit bytes the parser put by as surrogates."""
    return decode(text.encode("utf-8", "surrogateescape")).text


def _decoded(text: str) -> str:
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return _unescaped(text)
    return "".join(
        decode(part, None if charset in (None, "unknown-8bit") else charset).text
        if isinstance(part, bytes)
        else _unescaped(part)
        for part, charset in parts
    )


def addresses(text: str) -> list[tuple[str, str]]:
    """Names and addresses in a header; none where its brackets and groups go deeper than any sender's."""
    try:
        return getaddresses([text[:LONGEST_SENDER]])
    except RecursionError:
        return []


def _sender(mail: Headers) -> tuple[str | None, str | None]:
    """Display name and address of who wrote it."""
    text = header(mail, "from") or header(mail, "sender") or ""
    pairs = [pair for pair in addresses(text) if pair[1] or pair[0]]
    if not pairs:
        return text.strip(" <>") or None, None
    name, address = pairs[0]
    return (name.strip("'\" ") or None) if "<" in text else None, address or None


def _comment(mail: Headers) -> str | None:
    match = re.search(r"\(([^()]+)\)\s*$", header(mail, "from") or "")
    return match.group(1).strip() if match else None


class _Body(NamedTuple):
    """A message's text; `sheets` are the pages it was made of."""

    text: str
    warnings: tuple[str, ...]
    sheets: tuple[Sheet, ...] = ()


def _body(mail: Message) -> _Body:
    """The text of a message: its plain part, else its HTML as lines; whichever says more."""
    plain: list[str] = []
    markup: list[str] = []
    warnings: tuple[str, ...] = ()
    alternative = mail.is_multipart() and mail.get_content_type() == "multipart/alternative"
    for part in mail.walk():
        kind = part.get_content_type()
        if part.is_multipart() or kind not in ("text/plain", "text/html") or _is_attached(part):
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or ((markup if kind == "text/html" else plain) and alternative):
            continue
        decoded = decode(payload, _charset(part))
        warnings += decoded.warnings
        if kind == "text/html":
            markup.append(decoded.text)
        else:
            plain.append(_flowed(part, decoded.text))
    lines = [_finished_lines(page) for page in markup]
    text, other = "\n".join(plain), "\n".join(lines)
    if len(text.strip()) >= 0.3 * len(other):
        return _Body(_finished(text), warnings)
    starts = accumulate((len(page) + 1 for page in lines), initial=0)
    return _Body(other, warnings, tuple(map(Sheet, starts, markup)))


def _finished_lines(markup: str) -> str:
    return _finished(lines_of(markup))


def _finished(chosen: str) -> str:
    """A body without what pads it unseen, and with its escapes undone."""
    if not chosen.isascii() and any(char in chosen for char in _HIDDEN):
        chosen = chosen.translate(_NOTHING)
    chosen = chosen.replace("\r\n", "\n")
    return _QUOTED_FROM.sub(r"\1", chosen) if ">From " in chosen else chosen


def _is_attached(part: Message) -> bool:
    named = "content-disposition" in part or "name" in str(part.get("content-type", "")).lower()
    return named and bool(part.get_filename())


def _charset(part: Message) -> str | None:
    value = part.get_param("charset")
    return value if isinstance(value, str) else None


def _flowed(part: Message, text: str) -> str:
    """RFC 3676: a line that ends in a space goes on in the next."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    glue = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    joined = re.sub(r"(?<!^--) \r?\n(?!>|-- \r?\n|\r?\n)", glue, text, flags=re.M)
    return re.sub(r"^ (?=>| |From )", "", joined, flags=re.M)


def _fields(mail: Headers, address: str | None) -> Mapping[str, str]:
    names = ("to", "cc", "list-id", "newsgroups", "message-id", "organization", "keywords", "summary")
    stated = {name: header(mail, name) for name in names} | {"from": address}
    return {key: value[:2000] for key, value in stated.items() if value}
