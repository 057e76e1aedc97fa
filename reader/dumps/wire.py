"""Wire services' own formats: IPTC 7901 (dpa and other agencies) and ANPA-1312 (AP, AAP).

A message runs from SOH to the next one: a header, STX, the copy, ETX, a trailer with the moment.
https://iptc.org/std/IPTC7901/1.0/specification/7901V5.pdf. Copies of such messages often have lost
their control characters, so the header's shape counts as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reader.dumps.dates import MONTHS, read_date
from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import CHUNK, Member
from reader.dumps.wire_copy import unwrapped, without_by
from reader.dumps.wire_prints import HEADER, printed
from reader.dumps.wire_prints import MOMENT as _IPTC_TIME
from reader.model import PublishedDate, RecordKind

LARGEST = 4 * MEGABYTE  # bytes of one message; a wire story has three thousand

SOH, STX = b"\x01", b"\x02"

_START = re.compile(SOH + rb"(?=[A-Za-z][A-Za-z0-9])")  # other control bytes are noise on the line

_IPTC = re.compile(rb"\x01?" + HEADER)
_PRINTED = re.compile(rb"^" + HEADER, re.M)
_ANPA = re.compile(
    rb"(?:\x16*\x01|\A)[A-Za-z]\d{4}[\x1f ]?[a-z-]{0,8}[^\n]{0,12}\r?\n[a-z] [a-z] [^\n]{3,60}\d\d-\d\d[ \t]+\d{4}",
    re.I,
)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_ANPA_TIME = re.compile(r"AP-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d)\s+(\d\d)(\d\d)\s*(GMT|E[SD]T)?")
_WORDS = re.compile(r",\s*\d+\s*$")
_EQUALS = re.compile(r"^=\s*$", re.M)
_SERVICE = re.compile(r"\(([A-Z]{2,5})\)")


class MessageCensus:
    """Counts SOH; in a file without any the headers of print-outs; without those too it is one message."""

    def __init__(self) -> None:
        self._rest = self._line = b""
        self._count = self._printed = 0

    def feed(self, chunk: bytes) -> None:
        data = self._rest + chunk
        self._count += sum(1 for _ in _START.finditer(data))
        lines, newline, self._line = (self._line + chunk).rpartition(b"\n")
        self._printed += sum(1 for _ in _PRINTED.finditer(lines + newline))
        self._rest = data[-2:] if not _START.search(data[-3:]) else b""

    def count(self) -> int:
        return self._count or (self._printed if self._printed > 1 else 0)


class Wire:
    """Messages of a wire service."""

    name = "wire (IPTC 7901, ANPA)"

    def score(self, head: bytes, name: str) -> float:
        start = head[:300].lstrip(b"\r\n \x16\x00")
        for pattern in (_IPTC, _ANPA):
            if pattern.match(start):
                return 0.9 if start.startswith(SOH) or STX in head or b"\n^" in head[:2000] else 0.6
        return 0.0

    def census(self) -> Census | None:
        return MessageCensus()

    def records(self, member: Member) -> Iterator[Found]:
        hint = charset_of(member.head())
        for offset, raw in _messages(member):
            if member.done(offset):
                continue
            if len(raw) >= LARGEST:
                yield member.problem(offset, f"A message of more than {LARGEST // MEGABYTE} MB is no wire copy.")
            else:
                yield _message(member, offset, raw, hint, self.name)


def _messages(member: Member) -> Iterator[tuple[int, bytes]]:
    """Offsets and bytes; the bytes before the first SOH count as a message only if there is no other."""
    buffer, base, found = b"", 0, 0
    with member.open() as stream:
        while chunk := stream.read(CHUNK):
            buffer += chunk
            starts = [match.start() for match in _START.finditer(buffer)]
            for start, end in pairwise(starts):
                found += 1
                yield base + start, buffer[start:end]
            if starts and starts[-1]:
                base += starts[-1]
                buffer = buffer[starts[-1] :]
            if len(buffer) > LARGEST:
                break
    last = _START.search(buffer)
    prints = [match.start() for match in _PRINTED.finditer(buffer)] if not found and last is None else []
    if len(prints) > 1:
        for start, end in pairwise([0, *prints[1:], len(buffer)]):
            yield start, buffer[start:end]
    elif buffer.strip() and (last or not found):
        start = last.start() if last else 0
        yield base + start, buffer[start:]


@dataclass(frozen=True, slots=True)
class _Parts:
    """A message's header, copy and trailer, without control characters."""

    header: str
    copy: str
    trailer: str


def _message(member: Member, offset: int, raw: bytes, hint: str, name: str) -> Found:
    decoded = decode(raw, hint=hint)
    if _ANPA.match(raw.lstrip(b"\x16\r\n ")):
        story = _anpa(decoded.text)
    else:
        story = _print(decoded.text.lstrip()) if _is_print(decoded.text) else _iptc(decoded.text)
    if not story.text and not story.title:
        return member.problem(offset, "A message without any copy.")
    return member.record(
        name,
        offset,
        raw,
        story.text,
        kind=RecordKind.STATED,
        title=story.title,
        source=story.source,
        author=without_by(story.byline),
        published=story.published,
        fields={key: value for key, value in story.fields.items() if value},
        warnings=decoded.warnings,
    )


@dataclass(frozen=True, slots=True)
class _Story:
    text: str
    title: str | None
    source: str | None
    byline: str | None
    published: PublishedDate
    fields: dict[str, str]


def _is_print(text: str) -> bool:
    """Whether a message has lost its control characters and is laid out as dpa and AFP print theirs."""
    heading = text.lstrip().split("\n", 1)[0].split()
    laid = _EQUALS.search(text) is not None or (len(heading) > 4 and heading[2].isupper())
    return laid and not _CONTROLS.search(text) and _IPTC.match(text.lstrip().encode()) is not None


def _print(text: str) -> _Story:
    """A message printed or saved without its control characters."""
    parts = printed(text)
    heading = text.split("\n", 1)[0].split()
    fields = {"message": heading[0], "priority": heading[1], "category": heading[2], "keyword": parts.keyword}
    source = parts.source or (_SERVICE.search(parts.text[:200]) or [None, None])[1]
    return _Story(parts.text, parts.title, source, parts.byline, _iptc_time(parts.moment), fields)


def _parted(text: str) -> _Parts:
    """At STX and ETX where they are; else the header is the first line, the trailer the last."""
    header, stx, rest = text.partition("\x02")
    if not stx:
        header, _, rest = text.lstrip("\x01\x16\r\n ").partition("\n")
    copy, etx, trailer = rest.partition("\x03")
    if not etx:
        lines = copy.rstrip("\x00\x04\x7f\r\n ").splitlines()
        trailer = lines[-1] if lines else ""
        if _IPTC_TIME.search(trailer) or _ANPA_TIME.search(trailer):
            copy = "\n".join(lines[:-1])
    return _Parts(
        *(_CONTROLS.sub("", part.replace("\r\n", "\n").replace("\r", "\n")) for part in (header, copy, trailer))
    )


def _iptc(text: str) -> _Story:
    """A header `eca062 4 i 211 dpa 061`, a keyword, the headline up to `=`, the copy."""
    parts = _parted(text)
    lines = [line.strip() for line in parts.header.splitlines() if line.strip()]
    copy = parts.copy.strip("\n").splitlines()
    while copy and (not copy[0].strip() or copy[0].rstrip().endswith("/")):  # the keyword
        lines.append(copy.pop(0).strip())
    headline, byline, rest = _headline(copy)
    heading = lines[0].split() if lines else []
    source = next((word for word in reversed(heading) if not word.isdigit()), None) if len(heading) > 4 else None
    keyword = next((line.rstrip("/ ") for line in lines[1:] if line), "")
    fields = {
        "message": heading[0] if heading else "",
        "priority": heading[1] if len(heading) > 4 else "",
        "category": heading[2] if len(heading) > 4 else "",
        "keyword": keyword,
    }
    return _Story(unwrapped("\n".join(rest)), headline, source, byline, _iptc_time(parts.trailer), fields)


def _headline(copy: list[str]) -> tuple[str | None, str | None, list[str]]:
    """The lines up to the one that ends in `=`; among them one that begins with By."""
    end = next((place for place, line in enumerate(copy[:8]) if line.rstrip().endswith("=")), -1)
    if end < 0:
        if len(copy) > 2 and copy[0].strip() and not copy[1].strip():  # a line by itself
            return copy[0].strip(), None, copy[2:]
        return None, None, copy
    above = [line.strip().rstrip("= ") for line in copy[: end + 1]]
    bylines = [line for line in above if re.match(r"(?:By|Von|Par|Por|Di)\s", line)]
    title = " ".join(line for line in above if line and line not in bylines)
    return title or None, bylines[0] if bylines else None, copy[end + 1 :]


def _iptc_time(trailer: str) -> PublishedDate:
    """`131137 GMT Nov 13`: day, hour and minute, zone, month, year."""
    match = _IPTC_TIME.search(trailer)
    if match is None:
        return read_date(None)
    day, hour, minute, zone, month, year = match.groups()
    number = MONTHS.get(month.lower())
    if number is None:
        return PublishedDate(as_written=match.group())
    century = "19" if int(year) >= 60 else "20"
    found = read_date(f"{century}{year}-{number:02}-{day} {hour}:{minute} {zone or ''}")
    return PublishedDate(found.moment, found.precision, found.how, match.group())


def _anpa(text: str) -> _Story:
    """Lines `^...<` state slug, headline, byline; the copy is indented by tabs."""
    parts = _parted(text)
    lines = [line for line in (parts.header + "\n" + parts.copy).splitlines() if line.strip()]
    marked = [line.strip().strip("^").rstrip("<= ").strip() for line in lines if line.lstrip().startswith("^")]
    slug = next((line for line in marked if _WORDS.search(line) or re.match(r"[A-Z]{2}-[^ ]", line)), "")
    notes = [line for line in marked if re.match(r"Eds:|AP Photo|AP Graphic|AP Video", line)]
    bylines = [line for line in marked if re.match(r"By\s", line)]
    rest = [line for line in marked if line and line != slug and line not in notes and line not in bylines]
    credited = [line for line in rest if re.match(r"(?:AP|Associated Press|The Associated Press)\b", line)]
    titles = [line for line in rest if line not in credited]
    first = next((place for place, line in enumerate(lines) if line.startswith(("\t", "   "))), len(lines))
    body = [line for line in lines[first:] if not _ANPA_TIME.search(line) and not line.lstrip().startswith("^")]
    copy = _typed(unwrapped("\n".join(line.rstrip(" <") for line in body)))
    service = _SERVICE.search(copy[:200])
    trailer = _ANPA_TIME.search(parts.trailer) or _ANPA_TIME.search(parts.copy)
    source = service.group(1) if service else "AP" if trailer or credited else None
    fields = {"slug": _WORDS.sub("", slug), "summary": _typed(" ".join(titles[1:])), "notes": "; ".join(notes),
              "credit": "; ".join(credited)}  # fmt: skip
    title = _typed(titles[0]) if titles else None
    return _Story(copy, title, source, bylines[0] if bylines else None, _anpa_time(trailer), fields)


def _anpa_time(match: re.Match[str] | None) -> PublishedDate:
    """`AP-WF-11-13-13 1509GMT`: month, day, year, time."""
    if match is None:
        return read_date(None)
    month, day, year, hour, minute, zone = match.groups()
    century = "19" if int(year) >= 60 else "20"
    found = read_date(f"{century}{year}-{month}-{day} {hour}:{minute} {zone or ''}")
    return PublishedDate(found.moment, found.precision, found.how, match.group())


def _typed(text: str) -> str:
    """The characters that ANPA's code has none for: quotation marks and dashes."""
    text = text.replace("``", "“").replace("''", "”")
    return re.sub(r"(?<= )_(?= )", "—", text)
