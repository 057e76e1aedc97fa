"""Reuters-21578, the textbook collection: `<REUTERS>` stories in SGML files `reut2-000.sgm`.

Layout: https://kdd.ics.uci.edu/databases/reuters21578/README.txt, VI. It looks like XML and is
not: control characters as references, no root before the first story, tags without content.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from reader.dumps.dates import read_date
from reader.dumps.elements import Element, ElementCensus, End, has_element, new_elements
from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.member import Member
from reader.dumps.sgml import inside, insides, without
from reader.dumps.wire_copy import unwrapped, without_by
from reader.model import Problem, RecordKind

NAMES = ("REUTERS",)

_DOCTYPE = re.compile(rb"<!DOCTYPE\s+lewis\b", re.I)
_STORY = re.compile(rb"<REUTERS\s[^>]*\bNEWID\s*=", re.I)
_ATTRIBUTE = re.compile(r'([A-Z]+)\s*=\s*"([^"]*)"', re.I)
_TAG = re.compile(r"</?[A-Z]+\b[^<>]{0,300}>")
_LISTS = ("PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES")
_STARS = re.compile(r"^[\s*]*\*+")  # "******" marks a snap: an urgent headline


class Reuters:
    """The Reuters-21578 collection, whole files or single stories."""

    name = "Reuters-21578"

    def score(self, head: bytes, name: str) -> float:
        if _STORY.search(head):
            return 0.95
        return 0.6 if _DOCTYPE.search(head) and has_element(head, *NAMES, ignore_case=True) else 0.0

    def census(self) -> Census | None:
        return ElementCensus(NAMES, xml=False)

    def records(self, member: Member) -> Iterator[Found]:
        hint = charset_of(member.head())
        for story in new_elements(member, NAMES, "A story", charset=hint, xml=False):
            yield story if isinstance(story, Problem) else _story(member, story, hint, self.name)


def _story(member: Member, story: Element, hint: str, name: str) -> Found:
    decoded = decode(story.raw, hint=hint)
    opening, _, inner = decoded.text.partition(">")
    text = inside(inner, "TEXT") or ""
    body = inside(text, "BODY")
    title = _line(inside(text, "TITLE"))
    return member.record(
        name,
        story.offset,
        story.raw,
        unwrapped(_plain(body if body is not None else _without_fields(text))),
        kind=RecordKind.STATED,
        title=title,
        source="Reuters",
        author=without_by(_line(inside(text, "AUTHOR"))),
        published=read_date(_line(inside(inner, "DATE"))),
        section=", ".join(_listed(inner, "TOPICS")) or None,
        fields=_fields(opening, inner, text),
        warnings=decoded.warnings + (("its end tag is missing",) if story.end is End.NEXT else ()),
    )


def _fields(opening: str, inner: str, text: str) -> Mapping[str, str]:
    stated = {key.lower(): value for key, value in _ATTRIBUTE.findall(opening)}
    stated |= {name.lower(): ", ".join(_listed(inner, name)) for name in _LISTS}
    stated["dateline"] = (_line(inside(text, "DATELINE")) or "").rstrip(" -")
    return {key: value for key, value in stated.items() if value}


def _without_fields(text: str) -> str:
    """The text of a story without BODY: what stands beside its title, author and dateline."""
    return _STARS.sub("", without(text, ("TITLE", "AUTHOR", "DATELINE")))


def _listed(inner: str, name: str) -> list[str]:
    return [_plain(item).strip() for item in insides(inside(inner, name) or "", "D")]


def _line(text: str | None) -> str | None:
    return " ".join(_plain(text).split()) or None if text else None


def _plain(text: str) -> str:
    """Text without tags and with its references resolved; those to control characters give nothing."""
    return html.unescape(_TAG.sub("", text))
