"""Bringing a dump in: open, clean, store in whole batches, and account for every record.

The account follows the first promise: found = imported + known + skipped + rejected, where *found*
comes from the dump's own markers. A record of several articles counts as many. Closing the
generator cancels: batches that are in stay whole, the report so far is stored as not complete, and
opening the dump again goes on where it stopped.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import LibraryError
from reader.library import MOST_KEPT, DumpEntry, Library, garbage
from reader.model import NO_EVIDENCE, Cleaned, ImportReport, Picture, Problem, Record, Skipped, Step
from reader.tasks.account import Account, place
from reader.tasks.cleaners import Away, Here
from reader.tasks.dating import at_moment
from reader.tasks.evidence import gathered, informed
from reader.tasks.opening import opened
from reader.tasks.plates import Plates
from reader.tasks.shards import Prepared, Shard

if TYPE_CHECKING:
    from reader.dumps import Dump

# The rooms `dumps` and `cleaning` are imported at the first import of a dump, in the thread that does it: all
# their parsers take 300 ms to load, which the window's first paint need not wait for.

# One batch is one transaction. 256 articles or 4 MB take the library about 80 ms, so that a tag set
# meanwhile waits no longer than that, and a commit's cost is spread thin.
BATCH_RECORDS = 256
BATCH_BYTES = 4_000_000
# Where nobody waits, the index is written in fewer and longer pieces: 8 % fewer bytes, and less CPU in the library.
LONE_RECORDS = 8192
LONE_BYTES = 32_000_000
# Nor does a batch gather longer than this, in seconds: what a crash or a cancel costs is read and cleaned again.
LONGEST = 2.0
Found = Record | Prepared | Skipped | Problem | Picture
# Between batches a step is handed over at least this often, in seconds, while reading and cleaning.
PATIENCE = 0.1

WITHOUT_ARTICLE = "pages without an article"


@dataclass(slots=True)
class _Batch:
    """Cleaned records on their way into the library."""

    most: int = BATCH_RECORDS
    largest: int = BATCH_BYTES
    pairs: list[tuple[Record, Cleaned]] = field(default_factory=list)
    size: int = 0
    begun: float = field(default_factory=time.monotonic)

    def append(self, record: Record, cleaned: Cleaned) -> None:
        self.pairs.append((record, cleaned))
        self.size += cleaned.length

    @property
    def ids(self) -> list[str]:
        return [article.id for _, cleaned in self.pairs for article in cleaned.articles]

    @property
    def full(self) -> bool:
        if len(self.pairs) >= self.most or self.size >= self.largest:
            return True
        return bool(self.pairs) and time.monotonic() - self.begun > LONGEST


class _Import:
    """One dump on its way into one library."""

    def __init__(self, library: Library, dump: Dump | Shard, cleaner: Here | Away, *, alone: bool) -> None:
        self.library = library
        self.dump = dump
        self.cleaner = cleaner
        size = dump.head.size if isinstance(dump, Shard) else dump.size
        self.entry: DumpEntry = library.begin_dump(
            dump.name, str(dump.path.absolute()), dump.sha256, dump.format, size, dump.modified
        )
        self.account = Account()
        self._limits = (LONE_RECORDS, LONE_BYTES) if alone else (BATCH_RECORDS, BATCH_BYTES)
        self.batch = _Batch(*self._limits)
        self._done = library.records_done(self.entry.id)
        self._arrangements = library.arrangements()
        self._plates = Plates()
        self._evidence = NO_EVIDENCE
        self._sent = self._came = 0  # records that went to be cleaned, and that came back

    def look(self) -> Generator[Step, None, None]:
        """Find out what the dump's pages have in common, unless that was done when its import was begun.

        The files of a folder may have changed since it was read to its end.
        """
        kept = self.library.evidence(self.entry.id)
        if kept is None or (self.dump.is_folder and self.entry.complete):
            kept = self.dump.evidence if isinstance(self.dump, Shard) else (yield from gathered(self.dump))
            self.library.keep_evidence(self.entry.id, kept)
        self._evidence = kept

    def steps(self) -> Iterator[Step]:
        """Read to the end; a step after every batch, and every `PATIENCE` seconds in between."""
        spoken = time.monotonic()
        for found in self.dump.records(None if self.dump.is_folder else self._is_known):
            self._take(found)
            while self.cleaner.full:
                self.cleaner.finish(PATIENCE)
                yield self._step()
            while self._plates.full:  # of the pages before them, the last ones are being cleaned
                cleaned = self.cleaner.finish(PATIENCE)
                self._gather()
                self._store(last=cleaned)
                yield self._step()
            if self._gather() or time.monotonic() - spoken >= PATIENCE:
                yield self._step()
                spoken = time.monotonic()
        while not self.cleaner.finish(PATIENCE):
            self._gather()
            yield self._step()
        self._gather()
        self._store(last=True)
        yield self._step()

    def _gather(self) -> bool:
        """Take what is cleaned; whether a batch was full and is stored."""
        for record, cleaned in self.cleaner.outcomes():
            self._came += 1
            self._accept(record, cleaned)
        if not self.batch.full:
            return False
        self._store()
        return True

    def _is_known(self, member: str, offset: int, sha256: str | None = None) -> bool:
        """Whether a record is in the library already; if so, its articles are accounted for as known."""
        ids = self._done.articles(member, offset, sha256)
        if ids is None:
            return False
        self.account.take(ids)
        self.account.known += len(ids)
        return True

    def _take(self, found: Found) -> None:
        match found:
            case Picture():
                self._plates.put(found, self._sent + 1)  # a message's pictures come before it
            case Record():
                self._put(found)
            case (record, cleaned):  # of a shard
                self._warn(record)
                self._accept(record, cleaned)
            case Skipped():
                self.account.skip(found.kind)
            case Problem():
                self.account.reject(found)

    def _put(self, record: Record) -> None:
        at = record.provenance
        # A folder's files may have changed since: only the same content is known.
        if self.dump.is_folder and self._is_known(at.member, at.offset, at.record_sha256):
            return
        self._warn(record)
        self.cleaner.put(informed(record, self._evidence))
        self._sent += 1

    def _warn(self, record: Record) -> None:
        for warning in record.warnings:
            self.account.name(Problem(place(record.provenance), warning, rejected=False))
        for remark in record.remarks:
            self.account.name(Problem(place(record.provenance), remark, rejected=False, damage=False))

    def _accept(self, record: Record, cleaned: Cleaned | str) -> None:
        if isinstance(cleaned, str):
            self.account.reject(Problem(place(record.provenance), cleaned))
            return
        if not cleaned.articles:
            self.account.skip(WITHOUT_ARTICLE)
            return
        cleaned = at_moment(self._arranged(record, cleaned), self.entry.moment)
        self.account.take(tuple(article.id for article in cleaned.articles))
        self.batch.append(record, cleaned)

    def _arranged(self, record: Record, cleaned: Cleaned) -> Cleaned:
        """With the borders that the user gave the record when it was in the library before, and the ids of then."""
        if borders := self._arrangements.of(record.provenance, cleaned.length):
            from reader.cleaning import arranged

            cleaned = arranged(cleaned, borders, record.moment)
        return self._arrangements.named(cleaned, record.provenance)

    def _store(self, *, last: bool = False) -> None:
        """One whole batch, in one transaction, with the pictures that belong to it."""
        plates = self._plates.rest() if last else self._plates.ripe(self._came)
        if not self.batch.pairs and not plates:
            return
        new = self.library.add(self.entry.id, self.batch.pairs, plates)
        self.account.imported += len(new)
        self.account.known += len(self.batch.ids) - len(new)
        self.batch = _Batch(*self._limits)

    def _step(self) -> Step:
        return Step(self.dump.bytes_read, self.dump.size or 0, f"{self.dump.name}, read as {self.dump.format}")

    def finish(self) -> ImportReport:
        """The whole account, held against the dump's own count."""
        account = self.account
        found = self.dump.found + account.several
        missing = found - account.counted
        if missing > 0:
            reason = f"the dump's markers count {found} articles, but {account.counted} could be found"
            account.rejected += missing
            account.name(Problem(self.dump.name, reason))
        elif missing < 0:
            reason = f"the dump's markers count {found} articles, but {account.counted} came out"
            account.name(Problem(self.dump.name, reason, rejected=False))
        if left_out := self.library.pictures_left_out(self.entry.id):
            reason = f"{left_out} pictures were not kept: those of one dump may take {MOST_KEPT >> 20} MB"
            account.name(Problem(self.dump.name, reason, rejected=False, damage=False))
        return self._store_report(complete=True)

    def stop(self) -> None:
        """Store the account so far; the batch in hand is dropped, and read again the next time."""
        dropped = set(self.batch.ids)
        self.account.articles = [each for each in self.account.articles if each not in dropped]
        self._store_report(complete=False)

    def _store_report(self, *, complete: bool) -> ImportReport:
        report = self.account.report(self.dump.path, self.dump.name, self.dump.format, complete=complete)
        self.library.finish_dump(self.entry.id, report)
        return report


def import_dump(
    library: Library,
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 (the word of the trade)
    mapping: Mapping[str, str] | None = None,
    separator: str = "",
    again: bool = False,
    workers: int = 0,
    alone: bool = False,
) -> Generator[Step, None, ImportReport]:
    """Import the dump at `path`; steps count bytes. DumpError where it cannot be opened.

    Nothing is yielded inside a transaction. `format` overrules what the content looks like, `mapping`
    (part of an article -> column) what the columns of a table look like, `separator` is the line
    between the articles of a text; they are kept, and hold where the dump is opened again without any. `again` puts
    by what an earlier import made of the dump. With `workers`, records are cleaned in so many processes. `alone` says
    that nobody waits for the library between two steps, so that transactions may be long.
    """
    yield Step(0, 0, path.name)
    said = {name: value for name, value in _said(format, mapping, separator) if value}
    dump = yield from _recognised(library, path, said, again=again)
    cleaner = Away(workers) if workers else Here()
    job = _Import(library, dump, cleaner, alone=alone)
    if said and not job.entry.articles:
        library.say_reading(job.entry.id, said)
    try:
        with garbage.put_off():
            yield from job.look()
            yield from job.steps()
        return job.finish()
    except GeneratorExit:
        job.stop()
        raise
    except BaseException:  # a full disk, a dump that went away: the report is a courtesy then
        with suppress(LibraryError):
            job.stop()
        raise
    finally:
        cleaner.close()


def _recognised(
    library: Library, path: Path, said: Mapping[str, Any], *, again: bool
) -> Generator[Step, None, Dump | Shard]:
    """The dump, told by its bytes; where nothing is said of how to read it, what was said of it before holds."""
    dump = opened(library, path, said)
    for done in dump.hashing():
        yield Step(done, dump.size, f"{dump.name}: has it been imported before?")
    anchor = dump.sha256 or str(path.absolute())
    if again:
        library.begin_rereading(anchor, said)
    elif not said and (kept := library.said_of(anchor)):
        dump = opened(library, path, kept, dump.sha256)
    return dump


def _said(kind: str | None, mapping: Mapping[str, str] | None, separator: str) -> tuple[tuple[str, Any], ...]:
    return ("format", kind), ("mapping", dict(mapping or {})), ("separator", separator)
