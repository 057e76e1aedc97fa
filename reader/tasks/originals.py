"""Records as they came in: rebuilt from the library where it holds all of them, else read again from their dumps.

A dump is looked for where it was imported from, then among the paths that the user gives. A file is the same where
its bytes are; a record of it, or of a folder, where its own are.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import DumpError
from reader.library import DumpEntry, Reader, Stored
from reader.model import Provenance, Record, RecordKind, Step
from reader.rendering import bare_page
from reader.tasks.opening import opened
from reader.tasks.shards import Shard

if TYPE_CHECKING:
    from reader.dumps import Dump

PATIENCE = 0.05  # seconds between two words
_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|td)\b[^<>]*>", re.I)  # a stated body may be a page, or plain


def places(entry: DumpEntry, given: Iterable[Path]) -> Iterator[Path]:
    """Where a dump may be: at its own place, at one that the user names, in a folder that he names."""
    yield Path(entry.path)
    for path in given:
        if path.is_dir():
            yield path / entry.name
        yield path


def found(reader: Reader, entry: DumpEntry, given: Iterable[Path]) -> Generator[Step, None, Dump | None]:
    """The dump of an entry, opened; None where it cannot be found. Steps count bytes that are compared."""
    for path in places(entry, given):
        dump = _opened(reader, entry, path)
        if dump is None:
            continue
        for done in dump.hashing():
            yield Step(done, dump.size, f"{entry.name}: is it the same?")
        if dump.sha256 == entry.sha256:
            return dump
    return None


def _opened(reader: Reader, entry: DumpEntry, path: Path) -> Dump | None:
    """What lies at a path, if it can be the dump: a folder, or a file of the same size."""
    try:
        if path.is_dir() != (entry.sha256 is None) or (entry.sha256 and path.stat().st_size != entry.size):
            return None
        dump = opened(reader, path, reader.said_of(entry.sha256 or entry.path))
    except (DumpError, OSError):
        return None
    return None if isinstance(dump, Shard) else dump


def again(dump: Dump, wanted: Callable[[str, int], bool]) -> Iterator[Record]:
    """The records of a dump; those at places that are not `wanted` are passed over where the format can."""
    for each in dump.records(lambda member, offset: not wanted(member, offset)):
        if isinstance(each, Record):
            yield each


def read(reader: Reader, stored: Stored, given: Sequence[Path] = ()) -> Generator[Step, None, Record | None]:
    """One record as it came in: rebuilt, or read again from its dump and the same to the byte; else None."""
    if stored.kind is RecordKind.TEXT:
        return stored.record
    at = stored.articles[0].provenance
    entry = next((each for each in reader.dumps() if each.id == stored.dump), None)
    for path in places(entry, given) if entry is not None else ():
        dump = _opened(reader, entry, path) if entry is not None else None
        record = (yield from _searched(dump, at)) if dump is not None else None
        if record is not None:
            return replace(record, provenance=at)
    return None


def _searched(dump: Dump, at: Provenance) -> Generator[Step, None, Record | None]:
    """The record at a place, with a word now and then: whoever asked may have gone."""
    spoken = time.monotonic()

    def passed(member: str, offset: int) -> bool:
        return (member, offset) != (at.member, at.offset) and time.monotonic() - spoken < PATIENCE

    for each in dump.search(at.member, passed):
        if isinstance(each, Record):
            own = each.provenance
            if (own.member, own.offset, own.record_sha256) == (at.member, at.offset, at.record_sha256):
                return each
        yield Step(dump.bytes_read, dump.size, dump.name)
        spoken = time.monotonic()
    return None


def page_of(reader: Reader, id_: str, given: Sequence[Path] = ()) -> Generator[Step, None, str | None]:
    """The page of HTML that an article came from, without anything that acts or is fetched.

    None: it came from none. "": its dump is not there any more, or the page in it is another one now.
    """
    number = reader.record_number(id_)
    stored = reader.stored(number) if number is not None else None
    if stored is None or stored.kind is RecordKind.TEXT:
        return None
    record = yield from read(reader, stored, given)
    if record is None:
        return "" if stored.kind is RecordKind.HTML else None
    return bare_page(record.content) if stored.kind is RecordKind.HTML or _MARKUP.search(record.content) else None
