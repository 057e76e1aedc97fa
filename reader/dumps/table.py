"""CSV and its relatives: any separator, any charset, any columns.

`csv.Sniffer` takes a TSV for space-separated and fails on long fields, so the separator is found
by what gives the same number of columns in the first rows. A quote that is never closed would
swallow the rest of the file: the row is named, and reading goes on at the next line.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from reader.dumps.columnnames import NAMES, plain
from reader.dumps.encodings import WIDE, charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import Member
from reader.dumps.plain_text import LINE, line_reader, passed_over
from reader.dumps.rows import Row, row_records
from reader.errors import DumpError
from reader.model import Problem

LONGEST_ROW = 16 * MEGABYTE  # bytes; the longest field seen in public data has 0.6 MB
MOST_LINES = 20_000  # of one row
SHOWN = 25  # rows that the separator is judged by
SEPARATORS = ",;\t|"
KNOWN = frozenset(name for names in NAMES.values() for name in names)

csv.field_size_limit(1 << 30)  # the default, 131,072 characters, fails on real articles

_NAME = re.compile(r"[^\d\W][\w .:/()#-]{0,60}$")


class Table:
    """A table with a headline, a text and so on in columns that are guessed, or chosen by the user."""

    name = "CSV"

    def score(self, head: bytes, name: str) -> float:
        if head[:1] in b"{[<\0" or (b"\0" in head[:512] and charset_of(head) not in WIDE):
            return 0.0
        rows, separator = _first_rows(head)
        named = name.endswith((".csv", ".tsv", ".tab"))
        known = sum(plain(cell) in KNOWN for cell in rows[0]) if rows else 0
        if not separator:
            return 0.3 if named and known else 0.0
        width = len(rows[0])
        alike = sum(abs(len(row) - width) <= (width > 2) for row in rows) / len(rows)
        if alike < 0.6 or (len(rows) < 2 and not (named or known >= 3)):
            return 0.0
        if known >= 2 or (known and named):
            return 0.75
        return 0.6 if named else 0.3 if width >= 4 and len(rows) >= 5 and alike == 1 else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        return row_records(member, self.rows(member), self.name)

    def rows(self, member: Member) -> Iterator[Row | Problem]:
        head = member.head()
        charset = charset_of(head)
        rows, separator = _first_rows(head)
        if not rows:
            raise DumpError("There are no rows in this table")
        with member.open() as stream:
            yield from _Rows(member, stream, charset, separator or ",", rows).read()


def _first_rows(head: bytes) -> tuple[list[list[str]], str]:
    """The first rows, and the separator: the one that gives most of them the same width."""
    text = decode(head, hint=charset_of(head)).text[:60_000]
    cut = not text.endswith(("\n", "\r")) and len(head) >= 60_000
    best: tuple[float, bool, int, list[list[str]], str] = (0.0, False, 0, [], "")
    first = next((line for line in text.splitlines() if line), "")
    for separator in SEPARATORS:
        if separator not in first and '"' not in first:  # the first row has one cell: spares most texts the parsing
            continue
        rows = _parsed(text, separator)
        rows = rows[:-1] if cut and 1 < len(rows) < SHOWN else rows
        width = len(rows[0]) if rows else 1
        alike = sum(abs(len(row) - width) <= (width > 3) for row in rows) / max(len(rows), 1)
        tabbed = separator == "\t" and len(rows) > 1  # prose has as many commas in every row by chance, tabs never
        if width > 1 and (alike, tabbed, width) > best[:3]:
            best = (alike, tabbed, width, rows, separator)
    return best[3:] if best[4] else ([[line] for line in text.splitlines() if line.strip()][:SHOWN], "")


def _parsed(text: str, separator: str, *, strict: bool = False) -> list[list[str]]:
    try:
        reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=strict)
        return list(islice((row for row in reader if row), SHOWN))
    except csv.Error:
        return []


def has_header(rows: list[list[str]]) -> bool:
    """Whether the first row names the columns: short different words, no numbers, no addresses."""
    cells = [cell.strip().lstrip("\ufeff") for cell in rows[0]]
    if any(plain(cell) in KNOWN for cell in cells):
        return True
    filled = [cell for cell in cells if cell]
    return bool(filled) and len(set(filled)) == len(filled) and all(_NAME.match(cell) for cell in filled)


class _Rows:
    """Rows with their bytes: `csv` is fed line by line, and what it took for a row is known."""

    def __init__(self, member: Member, stream: BinaryIO, charset: str, separator: str, first: list[list[str]]) -> None:
        self._member = member
        self._read_line = line_reader(stream, charset)
        self._charset = charset
        self._wide = charset in WIDE
        self._separator = separator
        self._names = [cell.strip().lstrip("\ufeff") for cell in first[0]] if has_header(first) else []
        self._plain_names = all(self._names) and len(set(self._names)) == len(self._names)
        self._skip_header = bool(self._names)
        self._waiting: deque[bytes] = deque()
        self._taken: list[bytes] = []
        self._offset = 0
        self._number = 1
        self._warnings: tuple[str, ...] = ()
        self._too_long = 0
        self._size = 0
        # A quote followed by more of its cell: none in most rows that go over several lines.
        mark = re.escape(separator.encode())
        self._odd_quote = re.compile(rb"\"[^\"\r\n" + mark + b"]")
        cell = rb"(?:\"(?:[^\"]++|\"\")*+\"|(?!\")[^\r\n" + mark + rb"]*+)"
        self._whole = re.compile(cell + b"(?:" + mark + cell + rb")*+[\r\n]*")  # a row whose quotes are all in place

    def read(self) -> Iterator[Row | Problem]:
        reader = csv.reader(self._feed(), delimiter=self._separator)
        while True:
            self._taken, self._warnings, self._size = [], (), 0
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                cells = None
                problem = self._member.problem(self._offset, f"Line {self._number} cannot be read as a row: {error}.")
            if self._unclosed(cells):
                problem = self._member.problem(self._offset, f"Line {self._number} opens a quote that is never closed.")
                cells = None
                self._waiting.extendleft(reversed(self._taken[1:]))
                self._taken = self._taken[:1]
                reader = csv.reader(self._feed(), delimiter=self._separator)
            raw = b"".join(self._taken)
            if self._skip_header:
                self._skip_header = False
            elif cells is None:
                yield problem
            elif any(cell.strip() for cell in cells):
                yield Row(self._offset, raw.rstrip(b"\r\n"), self._named(cells), self._warnings)
            self._offset += len(raw)
            self._number += len(self._taken)
            if self._too_long:
                yield self._member.problem(self._offset, f"Line {self._number} is too long for a row; it was left out.")
                self._offset += self._too_long
                self._number += 1
                self._too_long = 0
                reader = csv.reader(self._feed(), delimiter=self._separator)

    def _feed(self) -> Iterator[str]:
        while True:
            line = self._waiting.popleft() if self._waiting else self._line()
            if not line:
                return
            self._taken.append(line)
            self._size += len(line)
            if line.isascii() and not self._wide and b"\0" not in line and b"\x1b" not in line:
                text = line.decode("ascii")
            else:
                text = self._decoded(line)
            yield text if line[-2:-1] != b"\r" else text.replace("\r\n", "\n").replace("\r", "\n")
            if len(self._taken) > MOST_LINES or self._size > LONGEST_ROW:
                return

    def _line(self) -> bytes:
        """The next line; b"" at the end, and for one that is too long, whose length is noted."""
        line = self._read_line()
        if len(line) < LINE:
            return line
        self._too_long = passed_over(self._read_line, line, self._charset)
        return b""

    def _decoded(self, line: bytes) -> str:
        decoded = decode(line, hint=self._charset)
        if decoded.warning:
            self._warnings += decoded.warnings
        return decoded.text

    def _unclosed(self, cells: list[str] | None) -> bool:
        """Whether a quote that is never closed made the row run on, to the end or into other rows."""
        if len(self._taken) < 2:
            return False
        raw = b"".join(self._taken)
        if raw.count(b'"') % 2 and not self._waiting and (len(self._taken) > MOST_LINES or self._at_end()):
            return True
        if cells is not None and not self._wide and self._whole.fullmatch(raw):
            return False
        if cells is not None and not self._wide and not any(map(self._odd_quote.search, self._taken[1:])):
            return False
        if cells is None or not _parsed(self._text(raw), self._separator, strict=True):
            width = len(self._names) or len(cells or [])
            following = (_parsed(self._text(line), self._separator, strict=True) for line in self._taken[1:])
            return any(len(rows) == 1 and len(rows[0]) == width for rows in following)
        return False

    def _text(self, raw: bytes) -> str:
        return decode(raw, hint=self._charset).text.replace("\r\n", "\n").replace("\r", "\n")

    def _at_end(self) -> bool:
        line = self._line()
        if line:
            self._waiting.append(line)
        return not line

    def _named(self, cells: list[str]) -> dict[str, str]:
        names = self._names
        if len(cells) == len(names) and self._plain_names:
            return {name: cell for name, cell in zip(names, cells, strict=True) if cell}
        found: dict[str, str] = {}
        for place, cell in enumerate(cells):
            name = names[place] if place < len(names) and names[place] else f"column {place + 1}"
            if cell:
                found[name if name not in found else f"{name} {place + 1}"] = cell
        return found
