"""Usenet postings: RFC 1036 headers and a text, one posting a file, as newsgroup collections have them.

Some collections (20 Newsgroups among them) have cut headers away, and the blank line below them.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from email.errors import MessageError
from email.header import decode_header, make_header

from reader.dumps.dates import read_date
from reader.dumps.encodings import decode
from reader.dumps.format import Census, Found
from reader.dumps.limits import MEGABYTE
from reader.dumps.mail import addresses
from reader.dumps.member import Member
from reader.model import DateOrigin, RecordKind

LARGEST = 16 * MEGABYTE  # bytes of one posting

_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t](.*)|\s*)$")
_OWN = re.compile(rb"^(?:Newsgroups|NNTP-Posting-Host|Xref|Followup-To|X-Newsreader|Distribution):", re.I | re.M)
_SHARED = re.compile(
    rb"^(?:From|Subject|Lines|Organization|Message-ID|Path|Date|Reply-To|Keywords|Summary):", re.I | re.M
)
_OF_MAIL = re.compile(rb"^(?:Received|Delivered-To|Return-Path|MIME-Version: 1\.0|To|DKIM-Signature):", re.I | re.M)
_QUOTED = re.compile(r"\s*[>|:}][>|:} ]*")
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.I)


class Usenet:
    """One posting to a newsgroup."""

    name = "Usenet posting"

    def score(self, head: bytes, name: str) -> float:
        first = head[:200].lstrip(b"\r\n").partition(b"\n")[0].decode("latin-1").rstrip("\r")
        if not _HEADER.match(first):
            return 0.0
        headers = head[: _headers_end(head)]
        own = len({match.group().lower() for match in _OWN.finditer(headers)})
        shared = len({match.group().lower() for match in _SHARED.finditer(headers)})
        if shared < 2 or own + shared < 3:
            return 0.0
        if re.search(rb"^Newsgroups:", headers, re.I | re.M):
            return 0.93
        return 0.91 if (own or b"\nLines:" in headers) and not _OF_MAIL.search(headers) else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        if member.done(0):
            return
        raw = member.whole(LARGEST, "no posting is as large")
        end = _headers_end(raw)
        headers = _headers(decode(raw[:end]).text)
        body = _unpacked(raw[end:].lstrip(b"\r\n"), headers.get("content-transfer-encoding", ""))
        charset = _CHARSET.search(headers.get("content-type", ""))
        decoded = decode(body, declared=charset.group(1) if charset else None)
        sender, address = next(iter(addresses(headers.get("from", ""))), ("", ""))
        groups = headers.get("newsgroups", "").replace(" ", "")
        yield member.record(
            self.name,
            0,
            raw,
            posting(decoded.text),
            kind=RecordKind.STATED,
            title=headers.get("subject") or None,
            source=groups.partition(",")[0] or address or sender or None,
            author=sender or address or None,
            published=read_date(headers.get("date") or headers.get("nntp-posting-date"), DateOrigin.SENT),
            fields=_fields(headers),
            warnings=decoded.warnings,
        )


def _headers_end(raw: bytes) -> int:
    """Where the headers end: at the first blank line, or line that is no header."""
    place = len(raw) - len(raw.lstrip(b"\r\n"))
    while place < len(raw):
        end = raw.find(b"\n", place)
        end = len(raw) if end < 0 else end + 1
        line = raw[place : min(end, place + 2000)].decode("latin-1").rstrip("\r\n")
        if not line.strip() or not (line[0] in " \t" or _HEADER.match(line)):
            return place
        place = end
    return len(raw)


def _headers(text: str) -> Mapping[str, str]:
    """Names in lower case, values unfolded; the first of a name counts."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        match = _HEADER.match(line)
        if match is not None and line[:1] not in " \t":
            name = match.group(1).lower()
            if name in found:
                name = ""
            else:
                found[name] = [(match.group(2) or "").strip()]
        elif name:
            found[name].append(line.strip())
    return {key: _plain(" ".join(value).strip()) for key, value in found.items()}


def _plain(value: str) -> str:
    """A header's value with its encoded words decoded, where they can be."""
    if "=?" not in value:
        return value
    try:
        return str(make_header(decode_header(value))).encode("utf-8", "replace").decode()
    except (MessageError, ValueError, LookupError, UnicodeError, binascii.Error):
        return value


def _unpacked(body: bytes, encoding: str) -> bytes:
    if encoding.strip().lower() == "quoted-printable":
        return quopri.decodestring(body)
    if encoding.strip().lower() == "base64":
        try:
            return base64.b64decode(body)
        except (binascii.Error, ValueError):
            return body
    return body


def posting(text: str) -> str:
    """The text with wrapped lines joined; quoted lines stay by themselves, the signature as it is."""
    found: list[list[str]] = []
    fresh, signature, length = True, False, 0
    for line in text.splitlines():
        signature = signature or line in ("-- ", "--")
        plain = line.strip()
        if not plain:
            fresh = True
            continue
        # a short line above was not wrapped: a list, a verse, an address
        alone = fresh or signature or length < 50 or bool(_QUOTED.match(line)) or line[0] in " \t*-"
        if alone:
            found.append([plain])
        else:
            found[-1].append(plain)
        fresh = bool(_QUOTED.match(line))
        length = len(plain)
    return "\n".join(" ".join(lines) for lines in found)


def _fields(headers: Mapping[str, str]) -> Mapping[str, str]:
    names = ("newsgroups", "message-id", "organization", "keywords", "summary", "references", "distribution", "lines")
    return {name: headers[name] for name in names if headers.get(name)}
