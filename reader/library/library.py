"""The library as it is written to: one connection, one thread at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

from reader.errors import LibraryError
from reader.library import (
    accounts,
    actions,
    amending,
    backups,
    borders,
    checking,
    dates,
    forgetting,
    importing,
    marking,
    notes,
    pins,
    readings,
    recleaning,
    relating,
    renaming,
    searches,
    siterules,
    states,
    tablecolumns,
    tidying,
)
from reader.library.arrangements import Arrangement
from reader.library.connection import PATIENCE, connect_writer, is_current, sweep, transaction
from reader.library.corrections import Value
from reader.library.entries import Backup, DumpEntry
from reader.library.journal import Journal, counted
from reader.library.known import Known
from reader.library.lock import Lock
from reader.library.names import Name
from reader.library.recleaning import Proposal, Stored
from reader.library.siterules import SiteRule
from reader.library.targets import Target
from reader.library.trouble import telling, telling_each, told
from reader.model import Changes, Cleaned, Cut, ImportReport, Marks, Picture, PublishedDate, Record, Step


class Library:
    """The one writing connection to a library; use it from one thread at a time.

    Every method that writes is one transaction: whole or not at all. Errors that the user can
    act on are LibraryError, in one sentence.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: Lock) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock
        self._importer = importing.Importer(self._connection)
        self._journal = Journal(self._connection, actions.ACTIONS)
        self._marking = marking.Marking(self._connection)

    @classmethod
    def open(cls, path: Path, *, create: bool = True, patience: float = PATIENCE) -> Library:
        """Open a library to write to it, making it where there is none.

        `patience` is how long to wait for another program's transaction, in seconds. Raises
        LibraryError: not a library, newer than this program, read-only, open in another Cuttings,
        no such folder, disk full, damaged.
        """
        path = Path(path)
        _require_place(path, create=create)
        lock = _take_lock(path)
        try:
            with told(path):
                connection = connect_writer(path, patience)
                _migrate(connection, path)
        except BaseException:
            lock.release()
            raise
        return cls(path, connection, lock)

    @telling
    def close(self) -> None:
        """Let go of the library; the next to open it finds one file without a log beside it."""
        try:
            self._connection.close()
            sweep(self.path)  # a reader may have closed in the same moment
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Importing

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

    # What the user does: each call is one step that can be undone, on ids or on all that a query finds

    @telling
    def tag(self, target: Target, name: str) -> Changes:
        """Tag articles. Tags that differ in case or accents alone are one tag."""
        with self._durable():
            number = states.tag_number(self._connection, name, make=True)
            return self._act("tag", {"tag": number}, target, f"Tagged {{}} '{_shown(name)}'")

    @telling
    def untag(self, target: Target, name: str) -> Changes:
        """Take a tag off articles."""
        with self._durable():
            number = states.tag_number(self._connection, name)
            return self._act("untag", {"tag": number}, target, f"Took '{_shown(name)}' off {{}}")

    @telling
    def star(self, target: Target, on: bool) -> Changes:
        """Star articles, or take their star away."""
        words = "Starred {}" if on else "Unstarred {}"
        with self._durable():
            return self._act("star" if on else "unstar", {}, target, words)

    @telling
    def mark_read(self, target: Target, on: bool, *, undoable: bool = True) -> Changes:
        """Mark articles read or unread. What happens by itself, as one reads, is no step (`undoable=False`)."""
        words = "Marked {} read" if on else "Marked {} unread"
        with self._durable():
            return self._act("read" if on else "unread", {}, target, words, undoable=undoable)

    @telling
    def bin(self, target: Target) -> Changes:
        """Put articles into the bin: out of lists and searches, with all their marks."""
        with self._durable():
            return self._act("bin", {}, target, "Put {} into the bin")

    @telling
    def unbin(self, target: Target) -> Changes:
        """Bring articles back from the bin."""
        with self._durable():
            return self._act("unbin", {}, target, "Brought {} back from the bin")

    # Names across the library: what the user says of them holds everywhere, and for later imports

    @telling
    def merge_names(self, joined: Sequence[Name], into: Name) -> Changes:
        """These names are that one: renames one, joins several, gives another type."""
        with self._durable():
            return renaming.merge(self._connection, self._journal, joined, into)

    @telling
    def delete_names(self, deleted: Sequence[Name]) -> Changes:
        """These are no names."""
        with self._durable():
            return renaming.delete(self._connection, self._journal, deleted)

    @telling
    def split_name(self, name: Name, target: Target, into: Name | None) -> Changes:
        """In these articles the name is another one; None: no name there."""
        with self._durable():
            return renaming.split(self._connection, self._journal, name, target, into)

    # Corrections: kept by public id, so that they hold on every import and cleaning to come

    @telling
    def correct(
        self, id_: str, values: Mapping[str, Value] = MappingProxyType({}), clear: Collection[str] = ()
    ) -> Changes:
        """Correct an article's `title`, `source`, `author` or `published`; None: it has none.

        `clear` names the fields that are to be as stated again. A corrected date moves the article in the order.
        """
        with self._durable():
            return amending.correct(self._journal, self._connection, id_, values, clear)

    @telling
    def put_back(self, id_: str, cut: Cut) -> Changes:
        """Have what was cut (one of `article.cuts`) stand in the text again, as a new version of it."""
        with self._durable():
            return amending.put_back(self._journal, self._connection, id_, cut)

    @telling
    def take_out(self, id_: str, start: int, end: int) -> Changes:
        """Take `text[start:end]` out of an article's text; it becomes a cut with the reason `user`."""
        with self._durable():
            return amending.take_out(self._journal, self._connection, id_, start, end)

    @telling
    def stored(self, id_: str) -> Stored | None:
        """The record of an article as it stands; None where the article is not in the library."""
        number = recleaning.number_of(self._connection, id_)
        return recleaning.stored(self._connection, number) if number is not None else None

    @telling
    def rearrange(self, stored: Stored, wanted: Arrangement, words: str) -> Changes:
        """Have a record's articles begin and end otherwise; all that the user made of them goes along.

        `words` name the step. Raises LibraryError where the record has changed since it was `stored`.
        """
        with self._durable():
            return recleaning.rearrange(self._connection, self._journal, stored, wanted, words)

    def arrangements(self) -> borders.Arrangements:
        """The user's borders, and the ids that articles keep, for records that come in again."""
        return borders.Arrangements(self._connection)

    @telling
    def begin_recleaning(self) -> int:
        """Open the one step under which records are cleaned anew."""
        with self._durable():
            step = self._journal.begin("reclean", {})
            self._journal.name(step, "Cleaned articles anew")
            return step

    @telling
    def reclean(self, step: int, proposals: Sequence[Proposal]) -> Changes:
        """Have records stand as proposed, in one transaction; those that changed meanwhile stay as they are."""
        with self._durable():
            return recleaning.carry_out(self._connection, step, proposals)

    @telling
    def end_recleaning(self, step: int, articles: int) -> Changes:
        """Name the step, or drop it where nothing changed."""
        with self._durable():
            return self._journal.name(step, f"Cleaned {counted(articles)} anew" if articles else "")

    @telling
    def save_rule(self, rule: SiteRule) -> Changes:
        """Keep a rule for a site's lines; it acts on what comes in, or is cleaned, from now on."""
        with self._durable():
            return siterules.save(self._journal, self._connection, rule)

    @telling
    def delete_rule(self, rule_id: int) -> Changes:
        """Forget a rule for a site's lines."""
        with self._durable():
            return siterules.delete(self._journal, self._connection, rule_id)

    # Searches

    @telling
    def save_search(self, name: str, query: str) -> Changes:
        """Keep a search under a name; one of that name is replaced."""
        with self._durable():
            return searches.save(self._connection, self._journal, name, query)

    @telling
    def delete_search(self, name: str) -> Changes:
        """Forget a saved search."""
        with self._durable():
            return searches.delete(self._connection, self._journal, name)

    @telling
    def edit_search(self, old: str, name: str, query: str) -> Changes:
        """Give a saved search another name, other words, or both."""
        with self._durable():
            return searches.edit(self._connection, self._journal, old, name, query)

    @telling
    def forget_search(self, query: str | None = None) -> None:
        """Take a search out of the recent ones, all of them for None; this is no step that can be undone."""
        with self._durable():
            searches.forget(self._connection, query)

    @telling
    def pin(self, source: str, on: bool) -> Changes:
        """Keep a source at the top of the filters, or no longer."""
        with self._durable():
            return pins.pin(self._connection, self._journal, source, on)

    @telling
    def use_search(self, query: str) -> None:
        """Note a search among the recent ones."""
        with self._durable():
            searches.use(self._connection, query, datetime.now(UTC).isoformat())

    # Room

    @telling
    def is_untidy(self) -> bool:
        """Whether merging the index would make searches quicker."""
        return tidying.is_due(self._connection)

    @telling_each
    def tidy(self) -> Generator[Step, None, None]:
        """Merge the index in idle time; may be stopped after any step."""
        yield from tidying.steps(self._connection)

    @telling
    def unrelated_count(self) -> int:
        """How many articles have not been compared with the others for near copies."""
        return relating.waiting(self._connection)

    @telling_each
    def relate(self) -> Generator[Step, None, Changes]:
        """Find near copies in idle time; may be stopped after any step."""
        return (yield from relating.steps(self._connection))

    @telling_each
    def empty_bin(self) -> Generator[Step, None, Changes]:
        """Take what is in the bin out of the library; the user's marks wait for another import."""
        try:
            return (yield from forgetting.empty_bin(self._connection))
        finally:
            self._importer.forget_numbers()

    @telling_each
    def forget(self, target: Target | int, *, backups_too: bool = False) -> Generator[Step, None, Changes]:
        """Take articles, or the dump of a number, out past recovery: texts, marks, notes, every step to undo.

        The file is written anew. `backups_too` deletes all backups, which hold the texts as well, and makes one.
        """
        try:
            changes = yield from forgetting.forget(self._connection, self.path, target)
        finally:
            self._importer.forget_numbers()
        if backups_too:
            for backup in self.backups():
                backup.path.unlink(missing_ok=True)
            backups.make(self._connection, self.path, "schedule")
        return changes

    def _act(self, kind: str, args: Mapping[str, Any], target: Target, words: str, *, undoable: bool = True) -> Changes:
        self._marking.choose()
        return actions.act(self._journal, self._connection, kind, args, target, words, undoable=undoable)

    @telling
    def add_note(self, id_: str, text: str, start: int | None = None, end: int | None = None) -> Changes:
        """A note on an article, or on `text[start:end]` of it."""
        with self._durable():
            return notes.add(self._journal, self._connection, id_, text, start, end, accounts.now())

    @telling
    def edit_note(self, note_id: int, text: str) -> Changes:
        with self._durable():
            return notes.edit(self._journal, self._connection, note_id, text)

    @telling
    def delete_note(self, note_id: int) -> Changes:
        with self._durable():
            return notes.delete(self._journal, self._connection, note_id)

    @telling
    def undo(self) -> Changes:
        """Take the last step back; `note` says which."""
        with self._durable():
            return self._journal.undo()

    @telling
    def redo(self) -> Changes:
        """Do the last undone step again."""
        with self._durable():
            return self._journal.redo()

    @property
    @telling
    def can_undo(self) -> str | None:
        """What undo would take back, in words."""
        return self._journal.next_undo()

    @property
    @telling
    def can_redo(self) -> str | None:
        """What redo would do again, in words."""
        return self._journal.next_redo()

    # Safety

    @telling
    def backup(self, reason: str = "schedule") -> Path:
        """Make a checked backup; older ones of the same reason make room for it.

        `reason` is one word: "schedule", "user", "migration". Raises LibraryError: no room, damaged.
        """
        return backups.make(self._connection, self.path, reason)

    def backups(self) -> list[Backup]:
        """The backups of this library, the newest first."""
        return backups.backups(self.path)

    def backup_due(self) -> bool:
        """Whether the last backup is a day old."""
        return backups.due(self.path)

    @staticmethod
    def restore(path: Path, backup: Path) -> None:
        """Put a backup in a closed library's place; what was there is kept as a backup of its own."""
        backups.restore(Path(path), Path(backup))

    @telling
    def check(self) -> list[str]:
        """Prove the library whole; findings in sentences, none where all is well."""
        return checking.drained(self.checking())

    @telling_each
    def checking(self) -> Generator[Step, None, list[str]]:
        """The same a step at a time; the findings are what the generator returns. Others may write meanwhile."""
        return (yield from checking.snapshot(self.path))

    def _durable(self) -> AbstractContextManager[sqlite3.Connection]:
        return transaction(self._connection, durable=True)


def _shown(name: str) -> str:
    """A tag's name within a sentence that is a format string."""
    return " ".join(name.split()).replace("{", "{{").replace("}", "}}")


def _require_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LibraryError(f"{path} is a folder, not a library; choose a file.")
    if not path.exists():
        if not create:
            raise LibraryError(f"There is no library {path}; make a new one, or open another.")
        if not path.parent.is_dir():
            raise LibraryError(f"The folder {path.parent} does not exist; make it first, or choose another place.")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the library up to date; one that holds something is backed up first."""
    if is_current(connection):
        return
    from sqlite_utils import Database  # with numpy and click: not for every start of the window

    from reader.library import migrations

    db = Database(connection, execute_plugins=False)
    if migrations.pending(db) and db["article"].exists():
        backups.make(connection, path, "migration")
    migrations.migrate(db)


def _take_lock(path: Path) -> Lock:
    lock = Lock(path)
    try:
        if lock.take():
            return lock
    except OSError as error:
        why = f"The folder {path.parent} cannot be written to ({error.strerror})"
        raise LibraryError(f"{why}; make it writable, or choose another place.") from error
    raise LibraryError(f"The library {path.name} is open in another Cuttings; close it there first.")
