"""Markdown: a post or a clipping with its data above it (Jekyll, Hugo, Obsidian), or without.

The front matter is read line by line (`title: ...`), not as YAML: names, values and plain lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

import markdown

from reader.dumps.dates import read_date
from reader.dumps.encodings import decode
from reader.dumps.format import Census, Found
from reader.dumps.fragment import lines_of, one_line
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import Member
from reader.model import Record, RecordKind

LARGEST = 4 * MEGABYTE  # bytes; a book in Markdown has one

MOST_LETTERS = 100_000  # of one paragraph that is parsed
MOST_MARKS = 2_000

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.S)
_FURTHER = re.compile(
    rb"^---[ \t]*\r?\n(?:(?:[A-Za-z][\w .-]{0,40}:|[ \t]*-[ \t]|[ \t]+\S)[^\r\n]*\r?\n){1,60}---[ \t]*\r?$", re.M
)
_TITLED = re.compile(rb"^title[ \t]*:[ \t]*\S", re.M)
_ADDRESSES = ("url", "link", "source_url", "canonical_url", "source")
_LINKED = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_ASIDES = {  # of a clipping: lines that are no part of its text
    "captions": re.compile(r"^!\[[^\[\]\n]*\]\([^()\n]*\)[ \t]*\n[*_]([^*_\n]+)[*_][ \t]*$", re.M),
    "jumps": re.compile(r"^[ \t]*\[([^\[\]\n]+)\]\(#[^()\s]*\)[ \t]*$", re.M),  # links within its page
    "advertisements": re.compile(r"^> ?\[!ad(?:vert\w*)?\][+-]?[ \t]*(.*(?:\n>.*)*)$", re.M),  # a callout
    "tags in the text": re.compile(r"^[ \t]*(#[^\W\d][\w/-]*(?:[ \t]+#[^\W\d][\w/-]*)*)[ \t]*$", re.M),
    "links": re.compile(  # the last line: where else to go
        r"^[ \t]*((?:[^\W\d_][\w ]{2,20}: )?\[[^\[\]\n]+\]\(https?://[^()\s]+\)(?: \([^()\n]*\))?)\s*\Z", re.M
    ),
    "tasks": re.compile(r"^[ \t]*[-*] \[[ xX]\] (.*)\s*\Z", re.M),  # the last line: what the user has to do with it
}
_NUMBERED = re.compile(r"(?<=\n\n)(\d{1,3})(\. [^\n]+\n(?=\n\S))")  # a number over paragraphs is no list
_KEY = re.compile(r"^([A-Za-z][\w .-]{0,40}?)\s*[:=]\s*(.*?)\s*$")
_TITLE = re.compile(r"^(?:#[ \t]+(.+?)[ \t]*#*|(\S.*)\n=+)[ \t]*$", re.M)
_SIGNS = (
    re.compile(rb"^#{1,6} \S", re.M),
    re.compile(rb"\[[^\[\]\n]{1,200}\]\([^()\s]{1,300}\)"),
    re.compile(rb"^(?:={4,80}|-{4,80})[ \t]*\r?$", re.M),
    re.compile(rb"(?<!\*)\*\*[^*\n]{1,200}\*\*"),
    re.compile(rb"^```", re.M),
    re.compile(rb"!\[[^\[\]\n]{0,200}\]\("),
)
_FRONT_BYTES = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,80}?(?:title|date|author|tags|layout)\s*:", re.I
)


class Markdown:
    """A Markdown document."""

    name = "Markdown"

    def score(self, head: bytes, name: str) -> float:
        if b"\0" in head or head.lstrip()[:1] == b"<":
            return 0.0
        if _FRONT_BYTES.match(head):
            return 0.7
        if name.endswith(SUFFIXES):
            return 0.5 if any(sign.search(head) for sign in _SIGNS) else 0.3
        if not (head.startswith(b"#") or b"\n#" in head) or not _SIGNS[0].search(head):
            return 0.0
        return 0.25 if sum(sign.search(head) is not None for sign in _SIGNS) >= 3 else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        if member.done(0):
            return
        raw = member.whole(LARGEST, "open it as plain text")
        start = 0
        for end in (*_beginnings(raw), len(raw)):
            if not member.done(start):
                yield self._note(member, start, raw[start:end])
            start = end

    def _note(self, member: Member, start: int, raw: bytes) -> Record:
        decoded = decode(raw)
        stated, text = front_matter(decoded.text.replace("\r\n", "\n"))
        title = stated.get("title")
        heading = _TITLE.search(text)
        if not title and heading:
            title = one_line(lines_of(_rendered(heading.group(1) or heading.group(2))))
        if heading and not text[: heading.start()].strip() and _same(heading, title):
            text = text[heading.end() :]
        text, asides = without_asides(text)
        named = (value for key in ("source", "publication", "site") if not _is_url(value := stated.get(key)) and value)
        given = {key: value for key, value in stated.items() if key not in ("title", "date", "author", "url")}
        return member.record(
            self.name,
            start,
            raw,
            lines_of(_rendered(text)),
            kind=RecordKind.STATED,
            title=title,
            source=next(named, None),
            author=_unlinked(stated.get("author") or stated.get("authors")),
            published=read_date(stated.get("date") or stated.get("published") or stated.get("created")),
            url=next((stated[key] for key in _ADDRESSES if _is_url(stated.get(key))), None),
            language=stated.get("lang") or stated.get("language"),
            section=stated.get("section") or stated.get("category") or stated.get("categories"),
            fields={**given, **asides},
            warnings=decoded.warnings,
        )


def _beginnings(raw: bytes) -> Iterator[int]:
    """Where further notes begin in a file of several, each under data of its own with a title."""
    if not _FRONT_BYTES.match(raw):
        return
    first = True
    for match in _FURTHER.finditer(raw):
        if not first and _TITLED.search(match[0]):
            yield match.start()
        first = False


def without_asides(text: str) -> tuple[str, Mapping[str, str]]:
    """The text without what clippers and their users add to it, and that, by its kind."""
    found: dict[str, str] = {}
    for kind, pattern in _ASIDES.items():
        if lines := [match[1].strip() for match in pattern.finditer(text)]:
            found[kind] = "\n".join(lines)
            text = pattern.sub("", text)
    return _NUMBERED.sub(r"\1\\\2", text), found


def _unlinked(names: str | None) -> str | None:
    """Names without the brackets that make them links in a notebook: "[[Ada Firn]]"."""
    return _LINKED.sub(lambda match: match[2] or match[1], names) if names else None


def front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """The data above a text, keys in lower case, and the text below."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text.removeprefix("\ufeff")
    found: dict[str, str] = {}
    key = ""
    for line in match.group(2).split("\n"):
        stated = _KEY.match(line)
        if stated:
            key = stated.group(1).strip().lower()
            found[key] = _value(stated.group(2))
        elif key and line.lstrip().startswith("- "):
            found[key] = ", ".join(part for part in (found[key], _value(line.lstrip()[2:])) if part)
    return {name: value for name, value in found.items() if value}, text[match.end() :]


def _value(written: str) -> str:
    """A value without its quotation marks; a list in brackets as its items."""
    if written.startswith("[") and written.endswith("]"):
        return ", ".join(_value(item.strip()) for item in written[1:-1].split(",") if item.strip())
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return written[1:-1].replace('\\"', '"')
    return "" if written in ("|", ">", "null", "~") else written


def _is_url(value: str | None) -> bool:
    return bool(value) and str(value).startswith(("http://", "https://"))


def _same(heading: re.Match[str], title: str | None) -> bool:
    return one_line(lines_of(_rendered(heading.group(1) or heading.group(2)))) == title


def _rendered(text: str) -> str:
    """HTML of the text; of one that the parser fails or would be slow at, the text itself."""
    if _is_costly(text):
        return escape(text).replace("\n\n", "<p>")
    try:
        return markdown.markdown(text, extensions=["tables", "fenced_code", "footnotes"])
    except (RecursionError, ValueError, IndexError, AttributeError):
        return escape(text).replace("\n\n", "<p>")


def _is_costly(text: str) -> bool:
    """Whether the parser's time, which grows with the square of these in a paragraph, would be seconds."""
    longest = max((len(part) for part in text.split("\n\n")), default=0)
    marks = max((sum(part.count(mark) for mark in "[*_`>") for part in text.split("\n\n")), default=0)
    return longest > MOST_LETTERS or marks > MOST_MARKS
