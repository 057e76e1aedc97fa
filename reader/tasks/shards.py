"""Shards: what reading and cleaning made of one dump, in a file that a library takes in without doing it again.

A shard is JSON lines under Zstandard (`zstdcat` shows it). The first line tells the dump, then comes one line
for each thing that was found in it, in order, and the last line is the account. A shard without its last line
was cut. Lines are checked for types and for what the library relies on: a shard may come from anywhere.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
import zstandard

from reader.errors import DumpError
from reader.model import (
    NO_EVIDENCE,
    Cleaned,
    Evidence,
    Picture,
    Problem,
    Provenance,
    Record,
    Skipped,
    article_id,
    restore,
)

if TYPE_CHECKING:
    from reader.dumps import Dump

SUFFIX = ".shard.zst"
VERSION = 1
LONGEST_LINE = 512 << 20  # a record is at most 64 MB of text, which its cuts and escapes may double and more
MAGIC = b'{"cuttings_shard":'
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_WINDOW = 1 << 27  # what `zstd` itself takes without being told more

Prepared = tuple[Record, Cleaned]
Found = Prepared | Skipped | Problem | Picture


class Head(msgspec.Struct, frozen=True):
    """The first line: the facts of the dump that its entry in the library holds."""

    cuttings_shard: int
    name: str
    path: str
    sha256: str | None
    format: str
    size: int
    modified: datetime
    is_folder: bool
    evidence: Evidence = NO_EVIDENCE  # what its records were cleaned with


class Account(msgspec.Struct, frozen=True):
    """The last line: what the dump's own markers count, and what it was taken for in the end."""

    found: int
    format: str


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """Any other line; exactly one of them is set, `record` always with `cleaned`."""

    record: Record | None = None
    cleaned: Cleaned | None = None
    skipped: Skipped | None = None
    problem: Problem | None = None
    picture: Picture | None = None
    account: Account | None = None


_encode = msgspec.json.Encoder().encode
_decode_line = msgspec.json.Decoder(_Line).decode
_decode_head = msgspec.json.Decoder(Head).decode


class Writer:
    """Writes one shard. `close` writes the account; without it the shard counts as cut."""

    def __init__(self, out: BinaryIO, dump: Dump, evidence: Evidence = NO_EVIDENCE) -> None:
        self._dump = dump
        self._out = zstandard.ZstdCompressor(level=3, write_checksum=True).stream_writer(out, closefd=False)
        facts = dump.name, str(dump.path.absolute()), dump.sha256, dump.format, dump.size, dump.modified
        self._write(Head(VERSION, *facts, dump.is_folder, evidence))

    def add(self, found: Found) -> None:
        match found:
            case Skipped():
                self._write(_Line(skipped=found))
            case Problem():
                self._write(_Line(problem=found))
            case Picture():
                self._write(_Line(picture=found))
            case (record, cleaned):
                self._write(_Line(record=_slim(record), cleaned=cleaned))

    def close(self) -> None:
        self._write(_Line(account=Account(self._dump.found, self._dump.format)))
        self._out.flush(zstandard.FLUSH_FRAME)

    def _write(self, line: Head | _Line) -> None:
        self._out.write(_encode(line) + b"\n")


def _slim(record: Record) -> Record:
    """Without what the articles and the leftover have too; notes are placed by their passage in the content."""
    return replace(record, content=record.content if record.state else "", fields={}, recurring=frozenset())


def is_shard(path: Path) -> bool:
    """Whether the file begins as a shard does."""
    try:
        with path.open("rb") as file:
            return file.read(4) == _ZSTANDARD and not file.seek(0) and _plain(file).read(len(MAGIC)) == MAGIC
    except (OSError, zstandard.ZstdError):
        return False


def with_shards(paths: Iterable[Path]) -> list[Path]:
    """The dumps given, each folder that holds nothing but shards replaced by its shards."""
    return [each for path in paths for each in _all_shards(path) or [path]]


def _all_shards(path: Path) -> list[Path]:
    """The shards in a folder, none where anything else is in it: the first other file ends the look."""
    found: list[Path] = []
    if not path.is_dir():
        return found
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX):
                found.append(Path(entry.path))
            elif not entry.name.startswith("."):
                return []
    return sorted(found)


class Shard:
    """A shard as a dump: the same facts and the same findings, cleaned already. DumpError where it is none of ours."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("rb")
        self._lines = _plain(self._file)
        try:
            self.head = self._read_head()
        except DumpError:
            self._file.close()
            raise
        self.path, self.name, self.sha256 = Path(self.head.path), self.head.name, self.head.sha256
        self.format, self.modified, self.is_folder = self.head.format, self.head.modified, self.head.is_folder
        self.size, self.evidence = path.stat().st_size, self.head.evidence
        self.found = 0

    @property
    def bytes_read(self) -> int:
        """Of the shard."""
        return self.size if self._file.closed else self._file.tell()

    def hashing(self) -> Iterator[int]:
        """Nothing is left to do: the hash of the dump is in the shard."""
        return iter(())

    def records(self, done: Callable[[str, int], bool] | None = None) -> Generator[Found, None, None]:
        """Everything that was found in the dump; records that are `done` are passed over."""
        with self._file:
            for number, line in self._numbered():
                found = self._parsed(line, number)
                if isinstance(found, Account):
                    self.found, self.format = found.found, found.format
                    return
                if done is None or not isinstance(found, tuple) or not _is_done(found[0].provenance, done):
                    yield found
                self.found += not isinstance(found, Picture)
        self.found += 1
        yield Problem(self._path.name, "The shard is cut: its last line is missing. Prepare the dump again.")

    def _numbered(self) -> Iterator[tuple[int, bytes]]:
        number = 1
        try:
            while line := self._lines.readline(LONGEST_LINE):
                number += 1
                yield number, line
        except zstandard.ZstdError:  # damaged bytes: as if it ended here
            return

    def _read_head(self) -> Head:
        try:
            head = _decode_head(self._lines.readline(1 << 20))
        except (msgspec.MsgspecError, zstandard.ZstdError) as error:
            raise DumpError(f"{self._path.name} is no whole shard ({error}); prepare the dump again.") from error
        if head.cuttings_shard > VERSION:
            raise DumpError(f"{self._path.name} was made by a newer Cuttings; update this one to import it.")
        return head

    def _parsed(self, line: bytes, number: int) -> Found | Account:
        """A line as what it tells, a Problem where it is not as we write them."""
        try:
            told = _decode_line(line)
        except (msgspec.MsgspecError, RecursionError) as error:
            return Problem(f"{self._path.name}, line {number}", f"It is not as Cuttings writes it: {error}.")
        if told.record is not None and told.cleaned is not None and _holds(told.record, told.cleaned):
            return told.record, told.cleaned
        kept = told.picture and _as_it_says(told.picture)
        other = told.skipped or told.problem or told.account or kept
        return other or Problem(f"{self._path.name}, line {number}", "Its text and its cuts do not fit together.")


def _plain(file: BinaryIO) -> io.BufferedReader:
    decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    return io.BufferedReader(decompressor.stream_reader(file, read_across_frames=False), 1 << 20)


def _is_done(at: Provenance, done: Callable[[str, int], bool]) -> bool:
    return done(at.member, at.offset)


def _holds(record: Record, cleaned: Cleaned) -> bool:
    """Whether the articles are disjoint stretches of the record, each rebuilt by its cuts, under its own id."""
    here = 0
    for article in cleaned.articles:
        start, end = article.extent
        whole = len(restore(article.text, article.cuts)) == end - start
        if not (here <= start <= end <= cleaned.length and whole and article.provenance == record.provenance):
            return False
        if article.id != article_id(record.provenance, start):
            return False
        here = end
    return all(0 <= figure.at <= cleaned.length for figure in cleaned.figures)


def _as_it_says(told: Picture) -> Picture | None:
    """The picture by what its own bytes say."""
    from reader.dumps.pictures import picture

    return picture(told.content, told.addresses, told.scope)
