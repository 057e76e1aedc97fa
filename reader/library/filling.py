"""What dumps and analyses bring into the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from reader.library import (
    accounts,
    dates,
    evidence,
    marking,
    readings,
    tablecolumns,
)
from reader.library.connection import transaction
from reader.library.entries import DumpEntry
from reader.library.known import Known
from reader.library.opened import Opened
from reader.library.trouble import telling
from reader.model import Changes, Cleaned, Evidence, ImportReport, Marks, Picture, PublishedDate, Record


class Filling(Opened):
    """Dumps with their records, and the marks found in articles."""

    @telling
    def begin_dump(
        self,
        name: str,
        path: str,
        sha256: str | None,
        format: str,  # noqa: A002 (the word of the trade)
        size: int | None = None,
        modified: datetime | None = None,
        found: int = 0,
    ) -> DumpEntry:
        """The entry of a dump, the same one each time; what was in the bin with it comes back."""
        return accounts.begin(
            self._connection,
            name=name,
            path=str(path),
            sha256=sha256,
            format=format,
            size=size,
            modified=modified,
            found=found,
        )

    @telling
    def known(self, dump_id: int, member: str, offset: int, record_sha256: str | None = None) -> tuple[str, ...] | None:
        """Ids of the articles that this record gave, None where the record is not in the library.

        With `record_sha256` only a record of the same content counts: a folder's files may change.
        """
        return Known(self._connection, dump_id).articles(member, offset, record_sha256)

    @telling
    def evidence(self, dump_id: int) -> Evidence | None:
        """What the pages of a dump were found to have in common; None where nobody has looked."""
        return evidence.of(self._connection, dump_id)

    @telling
    def keep_evidence(self, dump_id: int, found: Evidence) -> None:
        """Keep what the pages of a dump have in common, for whoever cleans them again."""
        with transaction(self._connection):
            evidence.keep(self._connection, dump_id, found)

    def records_done(self, dump_id: int) -> Known:
        """The records of a dump that are in the library: `(member, offset) in ...`."""
        return Known(self._connection, dump_id)

    @telling
    def add(self, dump_id: int, batch: Sequence[tuple[Record, Cleaned]], pictures: Sequence[Picture] = ()) -> list[str]:
        """Add whole records in one transaction, with pictures of the dump; the ids of the new articles, in order.

        A picture that no record shows yet waits until the dump is finished, and goes then.

        The index is fastest with batches of thousands: 64 MB of text fill its memory.
        """
        readings.require_in_use(self._connection, dump_id)
        return self._importer.add(dump_id, batch, pictures)

    def pictures_left_out(self, dump_id: int) -> int:
        """How many pictures of a dump there was no room for since the library was opened."""
        return self._importer.keeper.refused[dump_id]

    @telling
    def finish_dump(self, dump_id: int, report: ImportReport) -> Changes:
        """Keep the account of an import; pictures that nothing shows go with its end."""
        return accounts.finish(self._connection, dump_id, report)

    @telling
    def remove_dump(self, dump_id: int) -> Changes:
        """Put a dump's articles into the bin with the user's marks; importing it again brings them back."""
        return self._turn_dump("remove_dump", dump_id, "Removed", removed=True)

    @telling
    def return_dump(self, dump_id: int) -> Changes:
        """Bring a removed dump back from the bin, without its file."""
        return self._turn_dump("return_dump", dump_id, "Brought back", removed=False)

    def _turn_dump(self, kind: str, dump_id: int, verb: str, *, removed: bool) -> Changes:
        entry = accounts.entry_of(self._connection, dump_id)
        readings.require_in_use(self._connection, dump_id)
        if entry.removed == removed:
            return Changes(note=f"{verb} {entry.name} already")
        with self._durable():
            step = self._journal.begin(kind, {"dump": dump_id})
            return self._journal.commit(step, kind, {"dump": dump_id}, f"{verb} {entry.name}")

    @telling
    def said_of(self, anchor: str) -> readings.Said:
        """What the user said of how to read a dump (format, mapping, separator), by its SHA-256 or a folder's path."""
        return readings.said_of(self._connection, anchor)

    @telling
    def say_reading(self, dump_id: int, said: readings.Said) -> None:
        """Keep how a dump is read, for the next time that it is opened."""
        with self._durable():
            readings.say(self._connection, dump_id, said)

    @telling
    def begin_rereading(self, anchor: str, said: readings.Said) -> Changes:
        """Put a dump's articles by, to read it in another way: the next `begin_dump` of it begins anew; one step."""
        self._importer.forget_numbers()
        with self._durable():
            return readings.begin(self._connection, self._journal, anchor, said)

    @telling
    def save_columns(self, columns: Sequence[str], mapping: Mapping[str, str]) -> Changes:
        """Remember which column is what in tables with these columns."""
        with self._durable():
            return tablecolumns.save(self._connection, self._journal, columns, mapping)

    @telling
    def forget_columns(self, columns: Sequence[str]) -> Changes:
        """Forget what the user said of tables with these columns."""
        with self._durable():
            return tablecolumns.forget(self._connection, self._journal, columns)

    @telling
    def table_columns(self) -> list[tablecolumns.TableColumns]:
        """What is remembered of tables' columns, the newest first."""
        return tablecolumns.listed(self._connection)

    @telling
    def set_dump_moment(self, dump_id: int, moment: datetime | None) -> Changes:
        """Keep what the user says a dump's date is; dates that follow come by `set_published`."""
        with self._durable():
            return dates.set_moment(self._connection, self._journal, dump_id, moment)

    @telling
    def relative_dates(self, dump_id: int) -> list[tuple[str, str]]:
        """Articles of a dump whose time is relative ("5 minutes ago"): id, as written."""
        return dates.relative(self._connection, dump_id)

    @telling
    def set_published(self, published: Sequence[tuple[str, PublishedDate]]) -> Changes:
        """Give articles other dates; after `set_dump_moment` they are undone with it."""
        with transaction(self._connection):
            return dates.set_published(self._connection, published)

    # Entities and quotes

    @telling
    def pending(
        self, versions: Mapping[str, str], limit: int, first: Sequence[str | int] = ()
    ) -> list[marking.Pending]:
        """The next articles without marks of these analyzer versions: id, version, title, text, blocks, language.

        `first` stand in front, then starred and tagged ones, then the newest.
        """
        self._queue(versions)
        return self._marking.pending(limit, first)

    @telling
    def pending_count(self, versions: Mapping[str, str]) -> int:
        """How many articles still need marks of these analyzer versions."""
        self._queue(versions)
        return self._marking.count()

    def _queue(self, versions: Mapping[str, str]) -> None:
        if not self._marking.is_queued(versions):
            with transaction(self._connection):
                self._marking.queue(versions)

    @telling
    def store_marks(self, batch: Sequence[tuple[str, int, Marks]]) -> Changes:
        """Keep new marks (id, version of the text, marks); those of an older text are dropped."""
        with transaction(self._connection):
            return self._marking.store(batch)
