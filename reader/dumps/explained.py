"""Files that are told what they are instead of being turned into junk articles.

Lists of feeds, links and crawls, tables of events, single sentences, words of scanned pages: none of them holds
articles. A list of 207 links that becomes 207 empty articles is worse than a plain sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.dumps.elements import root_of
from reader.dumps.encodings import charset_of, decode


@dataclass(frozen=True, slots=True)
class Explained:
    """What a file is, what it is counted as in a folder, and what to do instead."""

    what: str
    plural: str
    advice: str


Test = tuple[Callable[[bytes, str], bool], Explained]

FEED_LIST = Explained(
    "a list of feeds (OPML)", "lists of feeds", "open what a feed reader saved of the feeds themselves"
)
CRAWL_INDEX = Explained(
    "an index of a web archive (CDX)", "indexes of web archives", "open the WARC files that it points to"
)
LINKS = Explained("a list of saved links without their texts", "lists of links", "open an export that holds the pages")
EVENTS = Explained(
    "a table of GDELT, which has links and no texts", "GDELT tables", "fetch the pages it links to and open those"
)
SENTENCES = Explained(
    "a collection of single sentences in random order (Leipzig)",
    "sentence collections",
    "they form no articles to be read",
)
SCAN = Explained(
    "the words of a scanned page (ALTO)", "pages of scans (ALTO)", "export the text of the articles and open that"
)
SHARD = Explained("a shard of Cuttings", "shards of Cuttings", "import it, or a folder of shards alone, by itself")
SHEET = Explained("a spreadsheet", "spreadsheets", "save its table as CSV and open that")
SLIDES = Explained("a presentation", "presentations", "save its text and open that")
ODF = Explained("an OpenDocument file", "OpenDocument files", "save it as DOCX or plain text and open that")
PACKAGES = {"xlsx": SHEET, "pptx": SLIDES, "odf": ODF}

_POCKET = re.compile(rb"<title>\s*Pocket Export|<title>\s*Instapaper: Export|<!DOCTYPE NETSCAPE-Bookmark-file", re.I)
_LINK_TABLES = (  # header rows of read-later services that export no texts
    re.compile(r"^\s*\"?URL\"?,\"?Title\"?,\"?Selection\"?,\"?Folder\"?", re.I),  # Instapaper
    re.compile(r"^\s*\"?title\"?,\"?url\"?,\"?time_added\"?,(?:\"?cursor\"?,)?\"?tags\"?,\"?status\"?", re.I),  # Pocket
)
_CDX = re.compile(rb"^\s?CDX [a-zA-Z](?: [a-zA-Z])+")
_CDX_LINE = re.compile(rb"^\S+\)/\S* \d{14} (?:\{|\S+ \S+ \d{3}|\S+ [\w.+-]+/[\w.+-]+ )", re.M)
_GDELT_ROW = re.compile(
    r"^\d{1,12}[\t,]\d{8}[\t,]\d{6}[\t,]\d{4}[\t,]\d{4}\.\d+"
)  # events: id, day, month, year, fraction
_GKG_ROW = re.compile(r"^\d{14}-T?\d+\t\d{14}\t[1-6]\t")
_MENTIONS_ROW = re.compile(r"^\d{6,12}\t\d{14}\t\d{14}\t[1-6]\t")
_LEIPZIG = re.compile(r"^\d+\t\S.{10,}$")


def explain(head: bytes, name: str) -> Explained | None:
    """What a text file is, where it is none of articles."""
    tests: tuple[Test, ...] = (
        (lambda head, _: root_of(head).lower() == "opml", FEED_LIST),
        (lambda head, _: root_of(head).lower() == "alto", SCAN),
        (lambda head, _: bool(_POCKET.search(head[:4096])), LINKS),
        (lambda head, _: bool(_CDX.match(head) or _CDX_LINE.match(head)), CRAWL_INDEX),
        (lambda head, _: head.startswith(b'{"cuttings_shard":'), SHARD),
        (_is_link_table, LINKS),
        (_is_gdelt, EVENTS),
        (_is_leipzig, SENTENCES),
    )
    return next((told for test, told in tests if test(head, name)), None)


def _lines(head: bytes, count: int) -> list[str]:
    return decode(head[:8192], hint=charset_of(head)).text.splitlines()[:count]


def _is_link_table(head: bytes, name: str) -> bool:
    first = next(iter(_lines(head, 1)), "").lstrip("\ufeff")
    return any(pattern.match(first) for pattern in _LINK_TABLES)


def _is_gdelt(head: bytes, name: str) -> bool:
    first = next(iter(_lines(head, 1)), "")
    return bool(_GDELT_ROW.match(first) or _GKG_ROW.match(first) or _MENTIONS_ROW.match(first))


def _is_leipzig(head: bytes, name: str) -> bool:
    """Numbered sentences, one a line, in a file of that name; another table may look the same."""
    if "sentences" not in name:
        return False
    lines = _lines(head, 10)[:-1]
    return len(lines) > 1 and all(_LEIPZIG.match(line) for line in lines)
