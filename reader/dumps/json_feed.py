"""JSON Feed: a feed as JSON, its articles under `items` (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.encodings import charset_of
from reader.dumps.format import Census, Found
from reader.dumps.fragment import lines_of, one_line
from reader.dumps.json_values import load, objects
from reader.dumps.member import Member
from reader.dumps.page import host, language_code
from reader.dumps.rows import as_text
from reader.model import RecordKind, Skipped

_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')


class JsonFeed:
    """The items of a JSON Feed."""

    name = "JSON Feed"

    def score(self, head: bytes, name: str) -> float:
        return 0.97 if _VERSION.search(head) else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        feed = _feed(member.head())
        with member.open() as stream:
            for offset, raw in objects(stream, lambda key, _: key == "items"):
                if not member.done(offset):
                    yield _item(member, offset, raw, feed, self.name)


def _feed(head: bytes) -> Mapping[str, str]:
    """The feed's own texts; those inside items come later in the file or are fewer."""
    before = head.partition(b'"items"')[0] if b'"title"' in head.partition(b'"items"')[0] else head
    text = before.decode("utf-8", "replace")
    found: dict[str, str] = {}
    for match in re.finditer(r'"(title|home_page_url|language)"\s*:\s*("(?:[^"\\]|\\.)*")', text):
        try:
            found.setdefault(match.group(1), str(load(match.group(2).encode())[0]))
        except ValueError:
            continue
    return found


def _item(member: Member, offset: int, raw: bytes, feed: Mapping[str, str], fmt: str) -> Found:
    try:
        item, warnings = load(raw, charset_of(raw))
    except ValueError as error:
        return member.problem(offset, f"A feed item that cannot be read: {error}.")
    title, url = one_line(_text(item, "title")), _text(item, "url") or _text(item, "external_url")
    text = lines_of(_text(item, "content_html") or "") or (_text(item, "content_text") or "")
    summary = one_line(_text(item, "summary")) or ""
    if not (text or summary) and not (title and url):
        return Skipped(member.place(offset), "feed items without text")
    authors = item.get("authors") or ([item["author"]] if item.get("author") else [])
    stated = {
        "id": item.get("id"),
        "tags": item.get("tags"),
        "external_url": item.get("external_url"),
        "summary": summary,
    }
    return member.record(
        fmt,
        offset,
        raw,
        text or summary or title or "",
        kind=RecordKind.STATED,
        title=title,
        source=feed.get("title") or host(feed.get("home_page_url")) or host(url),
        author=as_text(authors) or None,
        published=read_date(_text(item, "date_published") or _text(item, "date_modified")),
        url=url,
        language=language_code(_text(item, "language") or feed.get("language")),
        fields={key: as_text(value) for key, value in stated.items() if value},
        warnings=warnings,
    )


def _text(item: Mapping[str, Any], key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) and value.strip() else None
