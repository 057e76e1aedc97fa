"""Batch search: a list of names, each with how many articles it finds and which."""

from __future__ import annotations

import csv
import io
import re
import time
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import DumpError
from reader.exports.sheet import sheet_row
from reader.library import ArticleRow, Reader
from reader.model import Query, Step
from reader.tasks.delivery import whole_file

LARGEST = 20_000_000  # bytes of a list
MOST = 100_000  # names of a list
LONGEST = 200  # characters of a name: what is longer is no name
PATIENCE = 0.1  # seconds between two steps
ARTICLES = 1000  # of each name that are listed in a file, the newest; the count is of all

_HEADS = {"name", "names", "person", "people", "query", "search", "term", "terms", "keyword", "keywords"}
_SEPARATORS = ",;\t|"
_TABLES = (".csv", ".tsv", ".tab")


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the list, the search that it was made into, and how many articles that finds."""

    name: str
    query: Query
    number: int


def read_names(path: Path) -> list[str]:
    """The names in a file: one a line, or the first column of a table. DumpError where it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise DumpError(f"{path} is larger than {LARGEST // 1_000_000} MB; part the list.")
        raw = path.read_bytes()
    except OSError as error:
        raise DumpError(f"{path} cannot be read ({error.strerror}); check the name.") from error
    return names_in(_decoded(raw), table=path.suffix.lower() in _TABLES)


def names_in(text: str, *, table: bool = False) -> list[str]:
    """The names in a text, each once: one a line, or the first column of a table, whose headings are left out."""
    lines = _first_cells(text) if table else iter(text.splitlines())
    cleaned = (" ".join(line.replace("\0", " ").split())[:LONGEST] for line in lines)
    found = list(dict.fromkeys(name for name in cleaned if name))[:MOST]
    return found[1:] if table and found and found[0].casefold() in _HEADS else found


def _decoded(raw: bytes) -> str:
    """By its byte order mark, else as UTF-8, else as spreadsheets on Windows write."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _first_cells(text: str) -> Iterator[str]:
    """The first column, by the separator that the first line has most of."""
    head = text.partition("\n")[0]
    separator = Counter(letter for letter in head if letter in _SEPARATORS).most_common(1)
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator[0][0] if separator else ","):
            yield row[0] if row else ""
    except csv.Error:  # a cell beyond the module's limit: what came before it stands
        return


def search_for(name: str) -> str:
    """The search for a name: its words just so, in this order; a star at the end of a word stands for any ending."""
    bare = re.sub(r'["“”„«»]', " ", name).strip()
    words = bare.split()
    if "*" not in bare.rstrip("*"):
        return f'"{bare.rstrip("*").strip()}"{"*" if bare.endswith("*") else ""}'
    return " ".join(f'"{word.strip("*")}"{"*" if word.endswith("*") else ""}' for word in words if word.strip("*"))


def search_batch(
    reader: Reader, names: Sequence[str], found: list[Found], *, as_searches: bool = False
) -> Generator[Step, None, None]:
    """Search for each name; `found` grows as it goes. `as_searches`: the lines are searches as they are typed."""
    texts = list(names) if as_searches else [search_for(name) for name in names]
    spoken = time.monotonic()
    for name, (query, number) in zip(names, reader.batch(texts), strict=True):
        found.append(Found(name, query, number))
        if time.monotonic() - spoken >= PATIENCE:
            yield Step(len(found), len(names), name)
            spoken = time.monotonic()
    yield Step(len(found), len(names))


def write_counts(found: Iterable[Found], path: Path) -> Generator[Step, None, int]:
    """A table of the names with their counts; how many names it has."""
    rows = [sheet_row(each.name, each.query.text, each.number, each.query.warning) for each in found]
    with whole_file(path) as out:
        out.write(("\ufeff" + sheet_row("name", "search", "articles", "remark") + "".join(rows)).encode())
    yield Step(len(rows), len(rows))
    return len(rows)


def write_articles(reader: Reader, found: Sequence[Found], path: Path) -> Generator[Step, None, int]:
    """A table with a line for each article of each name, the newest 1,000 of each; how many lines."""
    number = 0
    with whole_file(path) as out:
        out.write(("\ufeff" + sheet_row("name", "articles", "id", "title", "source", "published")).encode())
        for place, each in enumerate(found):
            for row in newest(reader, each, ARTICLES):
                facts = row.id, row.title, row.source, row.published.moment
                out.write(sheet_row(each.name, each.number, *facts).encode())
                number += 1
            yield Step(place + 1, len(found), each.name)
    return number


def newest(reader: Reader, found: Found, limit: int) -> list[ArticleRow]:
    """The newest articles of a name."""
    return reader.rows(reader.listing(found.query, limit=limit)) if found.number else []
