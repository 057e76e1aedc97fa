"""JSON: a list of articles, alone or inside an object (NewsAPI, Webz, GNews), or one article an object.

The list is read object by object without loading the file. An object that is itself an article
(news-please) is a record; several of them one after the other are several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reader.dumps.encodings import charset_of
from reader.dumps.format import Census, Found
from reader.dumps.json_values import load, objects
from reader.dumps.mapping import guess
from reader.dumps.member import Member
from reader.dumps.rows import Row, flat, row_records
from reader.errors import DumpError
from reader.model import Problem

_TEXT_VALUE = re.compile(rb'\s*:\s*"((?:[^"\\]++|\\.)*+)', re.S)
_START = re.compile(rb'\s*(?:\{\s*(?:"|\})|\[\s*(?:[\{\["\]\d-]|$))')


class JsonRecords:
    """Articles in lists or objects."""

    name = "JSON"

    def score(self, head: bytes, name: str) -> float:
        start = head.removeprefix(b"\xef\xbb\xbf")[:4096]
        if not _START.match(start):
            return 0.0
        return 0.85 if name.endswith(".json") or start.lstrip()[:2] in (b"{\n", b"[{", b"[\n", b"{\r", b"[\r") else 0.8

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        head = member.head()
        roots = _is_article(head)
        read = 0
        for found in row_records(member, _rows(member, roots, charset_of(head)), self.name):
            read += 1
            yield found
        if not read:
            raise DumpError("There is no list of articles in this JSON")


def _rows(member: Member, roots: bool, hint: str) -> Iterator[Row | Problem]:
    with member.open() as stream:
        try:
            for offset, raw in objects(stream, _holds_articles, roots=roots):
                try:
                    value, warnings = load(raw, hint)
                except ValueError as error:
                    yield member.problem(offset, f"An object that cannot be read: {error}.")
                    continue
                yield Row(offset, raw, value, warnings)
        except DumpError as error:
            yield Problem(member.where, f"{error}.")


def _holds_articles(key: str, raw: bytes) -> bool:
    return _readable(raw)


def _readable(raw: bytes) -> bool:
    try:
        value: Any = load(raw)[0]
    except ValueError:
        return True  # broken, and told so when it is read
    return isinstance(value, dict) and guess([flat(value)]).readable


def _is_article(head: bytes) -> bool:
    """Whether the root is an object with a body of its own, judged by its head."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        return False
    try:
        value = load(start)[0]
    except ValueError:
        value = _top_level(start)
    return isinstance(value, dict) and bool(guess([flat(_scalars(value))]).text)


def _scalars(value: dict[str, Any]) -> dict[str, Any]:
    return {
        key: item for key, item in value.items() if not (isinstance(item, list) and item and isinstance(item[0], dict))
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
