"""Integrum: the Russian newspaper database's report in HTML (its reports in Excel are tables).

A list of what follows, then each article: a table of `^ИС:` source, `^РБ:` rubric, `^НР:` number, `^ДТ:` date,
`^АВ:` author, `^ЗГ:` headline, and the text between `pre`. Found words are coloured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.dumps.dates import read_date
from reader.dumps.format import Census, Found
from reader.dumps.fragment import lines_of
from reader.dumps.html_sections import Section, SectionCensus, inside, preformatted, sections
from reader.dumps.member import Member

_MARKER = re.compile(rb"<a\s+name=\"?\d+\"?\s*>(?:\s*</a>)?\s*<table\b", re.I)
_SOURCE = tuple("^ИС:".encode(charset) for charset in ("cp1251", "utf-8", "koi8-r"))
_FIELD = re.compile(r"\^([А-ЯЁ]{2}):(.*?)(?=<br|</td|\^[А-ЯЁ]{2}:)", re.S | re.I)
_BODY = re.compile(r"<pre\b[^>]*>(.*?)(?:</pre\s*>|$)", re.S | re.I)
_HEADING = re.compile(r"<h3\b[^>]*>(.*?)</h3\s*>", re.S | re.I)


class Integrum:
    """Reports of Integrum."""

    name = "Integrum"

    def score(self, head: bytes, name: str) -> float:
        if any(mark in head for mark in _SOURCE) and _MARKER.search(head):
            return 0.96
        if b"<title>Report " not in head[:2000] or b"windows-1251" not in head[:2000]:
            return 0.0
        return 0.9 if head.count(b"<small>") > 3 and head.count(b'<a href="#') > 3 else 0.0

    def census(self) -> Census | None:
        return SectionCensus(_MARKER)

    def records(self, member: Member) -> Iterator[Found]:
        return sections(member, self.name, _MARKER, read)


def read(text: str) -> Section | None:
    """One article."""
    stated = {name.upper(): " ".join(lines_of(value).split()) for name, value in _FIELD.findall(text)}
    title = stated.get("ЗГ") or " ".join(inside(text, _HEADING).split())
    body = _BODY.search(text)
    if not title and body is None:
        return None
    return Section(
        title=title or None,
        text=preformatted(body.group(1)) if body else "",
        source=stated.get("ИС") or None,
        published=read_date(stated.get("ДТ"), order="dmy"),
        author=(stated.get("АВ") or "").strip(" ,;") or None,
        section=stated.get("РБ") or None,
        language="ru",
        fields={"number": stated.get("НР", ""), "subtitle": stated.get("ПЗ", "")},
    )
