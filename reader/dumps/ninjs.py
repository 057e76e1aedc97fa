"""ninjs: the IPTC's news in JSON, as AP, superdesk and the BBC's partners have it.

https://www.iptc.org/std/ninjs/, versions 1 to 3: an object an item, alone, or in a list. What stands in
`associations` belongs to its item and is no record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.encodings import charset_of
from reader.dumps.format import Census, Found
from reader.dumps.fragment import body_of, lines_of, one_line
from reader.dumps.json_values import load, objects
from reader.dumps.member import Member
from reader.dumps.wire_copy import without_by
from reader.errors import DumpError
from reader.model import UNDATED, PublishedDate, RecordKind, Skipped

# Keys that other news in JSON does not use, and those that it shares.
OWN = frozenset({"versioncreated", "firstcreated", "contentcreated", "body_xhtml", "body_html", "bodies", "pubstatus"})
SHARED = frozenset(
    {"headline", "headlines", "byline", "uri", "guid", "urgency", "slugline", "body_text", "description_text",
     "associations", "copyrightholder", "copyrightnotice", "usageterms", "located", "profile", "type", "subject"}
)  # fmt: skip

_TOKEN = re.compile(rb'"((?:[^"\\]++|\\.)*+)"(\s*:)?|[{}\[\]]', re.S)
_PICTURES = {"picture": "pictures", "graphic": "pictures", "photo": "pictures", "video": "sounds and videos",
             "audio": "sounds and videos", "composite": "packages of news items", "package": "packages of news items",
             "event": "calendar entries", "planning": "calendar entries"}  # fmt: skip


class Ninjs:
    """News items in ninjs."""

    name = "ninjs"

    def score(self, head: bytes, name: str) -> float:
        if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
            return 0.0
        if sum(b'"%s"' % key.encode() in head for key in OWN) < 2:
            return 0.0
        return 0.93 if _depth(head) else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        head = member.head()
        hint = charset_of(head)
        roots = _depth(head) == 1
        with member.open() as stream:
            try:
                for offset, raw in objects(stream, lambda key, first: True, roots=roots):
                    if not member.done(offset):
                        yield _item(member, offset, raw, hint, self.name)
            except DumpError as error:
                yield member.problem(member.position(), f"{error}.")


def _depth(head: bytes) -> int:
    """How many brackets deep the first item's keys stand: 1 for an item alone; 0 for no ninjs."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"{", b"[")):
        return 0
    keys: dict[int, set[str]] = {}
    depth = 0
    for match in _TOKEN.finditer(start):
        token = match.group()
        if token in (b"{", b"["):
            depth += 1
        elif token in (b"}", b"]"):
            if _is_item(keys.get(depth, set())):
                return depth
            keys.pop(depth, None)
            depth -= 1
        elif match.group(2):
            keys.setdefault(depth, set()).add(match.group(1).decode("utf-8", "replace"))
    return next((depth for depth in sorted(keys) if _is_item(keys[depth])), 0)


def _is_item(keys: set[str]) -> bool:
    return len(keys & OWN) >= 2 and len(keys & (OWN | SHARED)) >= 4


def _item(member: Member, offset: int, raw: bytes, hint: str, name: str) -> Found:
    try:
        item, warnings = load(raw, hint)
    except ValueError as error:
        return member.problem(offset, f"An item that cannot be read: {error}.")
    kind = str(item.get("type") or "text").lower()
    text = _body(item)
    if kind in _PICTURES and not text:
        return Skipped(member.place(offset), _PICTURES[kind])
    return member.record(
        name,
        offset,
        raw,
        text or _text(item, "description_text") or body_of(_text(item, "description_html") or ""),
        kind=RecordKind.STATED,
        title=one_line(_text(item, "headline") or _valued(item, "headlines", "main") or _text(item, "title")),
        source=_text(item, "source") or _provider(item) or _text(item, "copyrightholder"),
        author=without_by(_text(item, "byline")) or _authors(item),
        published=_published(item),
        url=_url(item),
        language=_text(item, "language"),
        section=_section(item),
        fields=_fields(item),
        warnings=warnings,
    )


def _body(item: Mapping[str, Any]) -> str:
    """The text: as markup, which knows paragraphs, else as plain text."""
    for key in ("body_html", "body_xhtml"):
        if markup := _text(item, key):
            return lines_of(markup)
    if value := _valued(item, "bodies", "main"):
        return body_of(value)
    return body_of(_text(item, "body_text") or _text(item, "body") or "")


def _valued(item: Mapping[str, Any], key: str, role: str) -> str | None:
    """A value of ninjs 2: a list of objects with roles; the one in this role, else the first."""
    entries = [entry for entry in _list(item.get(key)) if isinstance(entry, dict) and entry.get("value")]
    chosen = [entry for entry in entries if entry.get("role") == role] or entries
    return _scalar(chosen[0].get("value")) if chosen else None


def _published(item: Mapping[str, Any]) -> PublishedDate:
    """When it was published, else when this version was made, else the first one."""
    keys = ("firstpublished", "published", "contentcreated", "versioncreated", "firstcreated")
    dates = [read_date(text) for key in keys if (text := _text(item, key))]
    return next((date for date in dates if date.moment), dates[0] if dates else UNDATED)


def _provider(item: Mapping[str, Any]) -> str | None:
    """The first source among `infosources`, ninjs 2."""
    return _names(item.get("infosources")).partition("; ")[0] or None


def _authors(item: Mapping[str, Any]) -> str | None:
    return _names(item.get("authors")).replace("; ", ", ") or None


def _url(item: Mapping[str, Any]) -> str | None:
    for key in ("url", "uri", "guid", "canonicalurl"):
        value = _text(item, key)
        if value and value.startswith(("http://", "https://")):
            return value
    return None


def _section(item: Mapping[str, Any]) -> str | None:
    for key in ("service", "anpa_category", "section", "subject", "subjects"):
        if found := _names(item.get(key)) or _text(item, key):
            return found.partition("; ")[0]
    return None


def _fields(item: Mapping[str, Any]) -> Mapping[str, str]:
    found = {
        key: _text(item, key) for key in ("guid", "uri", "version", "slugline", "located", "ednote", "firstcreated")
    }
    found["versioncreated"] = _text(item, "versioncreated")
    found["abstract"] = one_line(_text(item, "description_text") or _text(item, "description_html"))
    found |= {key: _names(item.get(key)) for key in ("subject", "place", "person", "organisation", "genre")}
    return {key: value for key, value in found.items() if value}


def _names(value: Any) -> str:
    """The names in a list of objects, each once."""
    entries = [entry.get("name") if isinstance(entry, dict) else entry for entry in _list(value)]
    return "; ".join(dict.fromkeys(text for entry in entries if (text := _scalar(entry))))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(item: Mapping[str, Any], key: str) -> str | None:
    return _scalar(item.get(key))


def _scalar(value: Any) -> str | None:
    """A text without lone surrogates; None for blanks, lists and objects."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip() or None
