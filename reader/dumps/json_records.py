"""JSON: a list of articles, alone or inside an object (NewsAPI, Webz, GNews), or one article an object.

The list is read object by object without loading the file. An object that is itself an article
(news-please) is a record; several of them one after the other are several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, BinaryIO, cast

from reader.dumps.encodings import MARKS, WIDE, charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.json_values import LARGEST, load, objects
from reader.dumps.limits import MEGABYTE
from reader.dumps.mapping import PARTS, guess, with_user
from reader.dumps.member import CHUNK, Member, Options
from reader.dumps.rows import Row, chosen_for, flat, row_records
from reader.errors import DumpError
from reader.model import Problem

KEPT = 64 << 10  # bytes at the start and behind the list in which a total is looked for

_STATED = re.compile(
    rb"\"(?:totalResults|numFound|total_?results|totalArticles|total_?count|total_?hits|total|nbHits|hitCount|resultCount)\""
    rb"\s*:\s*(\d{1,9})\b",
    re.I,
)
_TEXT_VALUE = re.compile(rb'\s*:\s*"((?:[^"\\]++|\\.)*+)', re.S)
_START = re.compile(rb'\s*(?:\{\s*(?:"|\})|\[\s*(?:[\{\["\]\d-]|$))')


class JsonRecords:
    """Articles in lists or objects."""

    name = "JSON"

    def score(self, head: bytes, name: str) -> float:
        start = _narrow(head[:8192])[:4096]
        if not _START.match(start):
            return 0.0
        return 0.85 if name.endswith(".json") or start.lstrip()[:2] in (b"{\n", b"[{", b"[\n", b"{\r", b"[\r") else 0.8

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        read = 0
        for found in row_records(member, self.rows(member), self.name):
            read += 1
            yield found
        if not read:
            raise DumpError("There is no list of articles in this JSON")

    def rows(self, member: Member) -> Iterator[Row | Problem]:
        head = member.head()
        return _rows(member, _is_article(head, member.options), charset_of(head))


def _rows(member: Member, roots: bool, hint: str) -> Iterator[Row | Problem]:
    first, end, count = -1, 0, 0
    with member.open() as opened:
        stream = _Wide(opened, hint) if hint in WIDE else _Narrow(opened)
        try:
            for offset, raw in objects(cast(BinaryIO, stream), _wanted(member.options), roots=roots):
                first, end, count = offset if first < 0 else first, offset + len(raw), count + 1
                yield _row(member, stream, offset, raw, hint)
        except DumpError as error:
            yield Problem(member.where, f"{error}.")
            return
        stated = _total(stream.head[: max(first, 0)], stream.behind(end))
    if count and stated > count:
        reason = f"The file holds {count} of the {stated} articles that it states; ask its source for the rest."
        yield Problem(member.where, reason, rejected=False)


def _row(member: Member, stream: _Narrow, offset: int, raw: bytes, hint: str) -> Row | Problem:
    place, own = stream.place(offset, raw)
    try:
        value, warnings = load(raw, None if hint in WIDE else hint)
    except ValueError as error:
        return member.problem(place, f"An object that cannot be read: {error}.")
    return Row(place, own, value, warnings)


def _total(before: bytes, behind: bytes) -> int:
    """The number of results that an answer states beside its list; 0 for none."""
    return max((int(number) for part in (before, behind) for number in _STATED.findall(part)), default=0)


class _Narrow:
    """The bytes of a member, of which the first and the last are kept: there an answer states its total."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._read = 0
        self._tail = b""
        self.head = b""

    def read(self, count: int) -> bytes:
        chunk = self._stream.read(count)
        self.head = self.head or chunk[:KEPT]
        self._read += len(chunk)
        self._tail = chunk if len(chunk) >= KEPT or not self._tail else (self._tail + chunk)[-2 * CHUNK :]
        return chunk

    def behind(self, end: int) -> bytes:
        """What stands behind the last object."""
        return self._tail[max(len(self._tail) - (self._read - end), 0) :][:KEPT]

    def place(self, offset: int, raw: bytes) -> tuple[int, bytes]:
        """Where an object stands in the member, and its bytes there."""
        return offset, raw


class _Wide(_Narrow):
    """A member in UTF-16 or UTF-32, read as UTF-8; it is held whole, because its places are counted anew."""

    def __init__(self, stream: BinaryIO, charset: str) -> None:
        raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise DumpError(f"A file of more than {LARGEST // MEGABYTE} MB in {charset.upper()}: save it as UTF-8")
        self._charset = charset
        self._mark = next((len(mark) for mark, name in MARKS if name == charset and raw.startswith(mark)), 0)
        self._text = raw[self._mark :].decode(charset, "replace").encode("utf-8", "replace")
        self._seen, self._own = 0, self._mark
        super().__init__(BytesIO(self._text))

    def place(self, offset: int, raw: bytes) -> tuple[int, bytes]:
        self._own += len(self._text[self._seen : offset].decode("utf-8").encode(self._charset))
        self._seen = offset
        return self._own, raw.decode("utf-8").encode(self._charset)


def _narrow(head: bytes) -> bytes:
    """The head as UTF-8, without a mark, where it is in a wide charset."""
    if b"\0" not in head[:64]:
        return head.removeprefix(b"\xef\xbb\xbf")
    return decode(head, hint=charset_of(head)).text.encode("utf-8", "replace")


def _wanted(options: Options) -> Callable[[str, bytes], bool]:
    """Whether a list holds articles, told by its first object."""

    def wanted(key: str, raw: bytes) -> bool:
        try:
            value: Any = load(raw)[0]
        except ValueError:
            return True  # broken, and told so when it is read
        return isinstance(value, dict) and (_reads(value, options) or options.any_table)

    return wanted


def _reads(value: dict[str, Any], options: Options) -> bool:
    """Whether an object can be an article, by its columns or by what the user said of them."""
    row = flat(value)
    chosen = {part: name for part, name in chosen_for([row], options).items() if part in PARTS}
    return with_user(guess([row]), chosen).readable


def _is_article(head: bytes, options: Options) -> bool:
    """Whether the root is an object with a body of its own, judged by its head."""
    start = _narrow(head).lstrip()
    if not start.startswith(b"{"):
        return False
    try:
        value = load(start)[0]
    except ValueError:
        value = _top_level(start)
    if not isinstance(value, dict):
        return False
    row = flat(_scalars(value))
    chosen = chosen_for([row], options).get("text")
    return bool(row.get(chosen) if chosen else guess([row]).text)


def _scalars(value: dict[str, Any], depth: int = 0) -> dict[str, Any]:
    """The object without the lists of objects in it, which may be those of articles."""
    return {
        key: _scalars(item, depth + 1) if isinstance(item, dict) and depth < 3 else item
        for key, item in value.items()
        if not (isinstance(item, list) and item and isinstance(item[0], dict))
    }


def _top_level(start: bytes) -> dict[str, Any]:
    """Texts at the first level of an object that goes on behind the head."""
    found: dict[str, Any] = {}
    depth = 0
    for match in re.finditer(rb'"(?:[^"\\]++|\\.)*+"?|[{}\[\]]', start, re.S):
        token = match.group()
        if token in b"{[":
            depth += 1
        elif token in b"}]":
            depth -= 1
        elif depth == 1 and (follows := _TEXT_VALUE.match(start, match.end())):
            found[token.strip(b'"').decode("utf-8", "replace")] = follows.group(1).decode("utf-8", "replace")
    return found
