"""What the library hands out besides the model's own types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.model import UNDATED, PublishedDate


@dataclass(frozen=True, slots=True)
class DumpEntry:
    """A dump that the library knows."""

    id: int
    name: str
    path: str
    sha256: str | None
    format: str
    size: int | None = None
    modified: datetime | None = None
    moment: datetime | None = None  # set by the user: what relative times are held against
    found: int = 0
    articles: int = 0  # in the library, those in the bin included
    complete: bool = False
    removed: bool = False  # in the bin with all its articles
    returned: int = 0  # articles that came back from the bin when it was opened again


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the list shows of an article."""

    rowid: int
    id: str
    title: str
    source: str | None = None
    published: PublishedDate = UNDATED
    lead: str = ""
    words: int = 0
    unread: bool = True
    starred: bool = False
    tags: tuple[str, ...] = ()
    snippet: str = ""  # around the first hit; "" without a search
    copies: int = 0  # other articles with exactly this text
    near: int = 0  # other articles with most of its sentences, those with exactly its text among them
    binned: bool = False


@dataclass(frozen=True, slots=True)
class Sidebar:
    """Counts for the filters on the left; what is in the bin counts in `bin` alone."""

    all: int = 0
    unread: int = 0
    starred: int = 0
    sources: tuple[tuple[str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    dumps: tuple[DumpEntry, ...] = ()
    bin: int = 0
    saved: tuple[tuple[str, str], ...] = ()  # saved searches: name, text; `Reader.count` counts their hits
    pinned: tuple[str, ...] = ()  # sources at the top


@dataclass(frozen=True, slots=True)
class Facets:
    """What a search's hits have in common: values with counts, the commonest first, times in their order."""

    total: int  # hits counted
    capped: bool  # there are more: these are the newest
    sources: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[str, int], ...] = ()  # "2011-03"
    tags: tuple[tuple[str, int], ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    organisations: tuple[tuple[str, int], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    dumps: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy of a library."""

    path: Path
    made: datetime
    reason: str  # "schedule", "migration", "user", "restore"
    size: int  # bytes
