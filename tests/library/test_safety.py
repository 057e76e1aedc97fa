"""Opening, locking, damage, backups and the check."""

from __future__ import annotations

import contextlib
import inspect
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reader.errors import LibraryError
from reader.library import Library, Name, Reader, SiteRule, backups, connection, migrations, tidying
from reader.library.schema import APPLICATION_ID
from reader.model import Evidence, ImportReport, Marks, Query

from .conftest import SHA256, dated, fill, record_of

ALL = Query()


# Opening


def test_what_cannot_be_opened_is_said_in_a_sentence(tmp_path: Path) -> None:
    foreign = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(foreign)) as other:
        other.execute("CREATE TABLE things (name TEXT)")
    (tmp_path / "text.txt").write_text("no database at all, but long enough to have a header " * 5)
    cases = [
        (tmp_path / "none" / "a.cuttings", "does not exist"),
        (tmp_path, "is a folder"),
        (foreign, "not a Cuttings library"),
        (tmp_path / "text.txt", "not a Cuttings library"),
    ]
    for path, words in cases:
        with pytest.raises(LibraryError, match=words):
            Library.open(path)
    for path in (foreign, tmp_path / "text.txt", tmp_path / "none.cuttings"):
        with pytest.raises(LibraryError):
            Reader.open(path)
    with pytest.raises(LibraryError, match="make a new one"):
        Library.open(tmp_path / "none.cuttings", create=False)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other.db", "text.txt"]


def test_a_newer_library_is_refused(path: Path) -> None:
    Library.open(path).close()
    for change in (
        "PRAGMA user_version = 99",
        "UPDATE _sqlite_migrations SET name = '9999_later' WHERE name = '0001_tables'",
    ):
        copy = path.with_name("newer.cuttings")
        shutil.copy(path, copy)
        with contextlib.closing(sqlite3.connect(copy)) as newer, newer:
            newer.execute(change)
        for kind in (Library, Reader):
            with pytest.raises(LibraryError, match="newer Cuttings"):
                kind.open(copy)


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with Library.open(path) as library:
        assert library.check() == []


UNFINISHED = [
    (),
    ("DROP",),
    (
        "DROP",
        "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)",
    ),
    ("PRAGMA user_version = 0",),
]


@pytest.mark.parametrize("stages", UNFINISHED)
def test_a_library_whose_making_was_killed_is_finished(path: Path, stages: tuple[str, ...]) -> None:
    Library.open(path).close()
    if "DROP" in stages:
        path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as unfinished, unfinished:
        if "DROP" in stages:
            unfinished.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for stage in stages:
            if stage != "DROP":
                unfinished.execute(stage)
    if stages:
        with pytest.raises(LibraryError, match="older Cuttings"):
            Reader.open(path)
    with Library.open(path) as library, Reader.open(path) as reader:
        assert library.check() == []
        assert library.backups() == []
        assert reader.count(ALL) == 0


def test_only_one_writes(library: Library) -> None:
    with pytest.raises(LibraryError, match="open in another Cuttings"):
        Library.open(library.path)
    with Reader.open(library.path) as reader:
        assert reader.count(ALL) == 0


def test_nothing_is_left_beside_a_closed_library(path: Path) -> None:
    with Library.open(path) as library, Reader.open(path):
        fill(library, [record_of(1)])
    assert os.listdir(path.parent) == [path.name]


def test_a_killed_writer_blocks_nobody(path: Path) -> None:
    code = """
        import os, sys
        from pathlib import Path
        from reader.library import Library
        library = Library.open(Path(sys.argv[1]))
        print("open", flush=True)
        sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(LibraryError, match="open in another Cuttings"):
            Library.open(path)
        other.kill()
    Library.open(path).close()


# Trouble: every public method tells it in one sentence


REPORT = ImportReport("/dumps/news.txt", "news.txt", "plain text", 1, 1)

CUT = record_of(0)[1].articles[0].cuts[0]

WRITES: dict[str, Callable[[Library, list[str]], Any]] = {
    "begin_dump": lambda library, ids: library.begin_dump("new.txt", "/new.txt", "cd" * 32, "plain text"),
    "keep_evidence": lambda library, ids: library.keep_evidence(1, Evidence("1", frozenset((1, 2**64 - 1)))),
    "add": lambda library, ids: library.add(1, [record_of(99)]),
    "finish_dump": lambda library, ids: library.finish_dump(1, REPORT),
    "remove_dump": lambda library, ids: library.remove_dump(1),
    "return_dump": lambda library, ids: library.return_dump(2),
    "set_dump_moment": lambda library, ids: library.set_dump_moment(1, datetime(2011, 3, 7)),
    "set_published": lambda library, ids: library.set_published([(ids[0], dated("2011"))]),
    "pending": lambda library, ids: library.pending({"entities": "2"}, 1),
    "pending_count": lambda library, ids: library.pending_count({"entities": "3"}),
    "store_marks": lambda library, ids: library.store_marks([(ids[0], 1, Marks())]),
    "tag": lambda library, ids: library.tag(ids, "a"),
    "untag": lambda library, ids: library.untag(ids, "kept"),
    "star": lambda library, ids: library.star(ids, True),
    "mark_read": lambda library, ids: library.mark_read(ids, True),
    "bin": lambda library, ids: library.bin(ids),
    "unbin": lambda library, ids: library.unbin(ids),
    "add_note": lambda library, ids: library.add_note(ids[0], "note"),
    "edit_note": lambda library, ids: library.edit_note(1, "note"),
    "delete_note": lambda library, ids: library.delete_note(1),
    "merge_names": lambda library, ids: library.merge_names([Name("person", "A")], Name("person", "B")),
    "delete_names": lambda library, ids: library.delete_names([Name("person", "A")]),
    "split_name": lambda library, ids: library.split_name(Name("person", "A"), ids, None),
    "correct": lambda library, ids: library.correct(ids[0], {"title": "Other"}),
    "put_back": lambda library, ids: library.put_back(ids[0], CUT),
    "take_out": lambda library, ids: library.take_out(ids[0], 0, 3),
    "rearrange": lambda library, ids: _rearranged(library, ids[0]),
    "begin_recleaning": lambda library, ids: library.begin_recleaning(),
    "reclean": lambda library, ids: library.reclean(1, []),
    "end_recleaning": lambda library, ids: library.end_recleaning(1, 0),
    "save_rule": lambda library, ids: library.save_rule(SiteRule("a.example", "Line")),
    "delete_rule": lambda library, ids: library.delete_rule(1),
    "save_search": lambda library, ids: library.save_search("mine", "flood"),
    "delete_search": lambda library, ids: library.delete_search("kept"),
    "edit_search": lambda library, ids: library.edit_search("kept", "renamed", "flood"),
    "forget_search": lambda library, ids: library.forget_search(),
    "pin": lambda library, ids: library.pin("Daily Example", True),
    "use_search": lambda library, ids: library.use_search("flood"),
    "tidy": lambda library, ids: [*library.tidy()],
    "relate": lambda library, ids: [*library.relate()],
    "empty_bin": lambda library, ids: [*library.empty_bin()],
    "forget": lambda library, ids: [*library.forget(ids)],
    "say_reading": lambda library, ids: library.say_reading(1, {"format": "CSV"}),
    "begin_rereading": lambda library, ids: library.begin_rereading(SHA256, {"format": "CSV"}),
    "save_columns": lambda library, ids: library.save_columns(["a", "b"], {"text": "b"}),
    "forget_columns": lambda library, ids: library.forget_columns(["kept"]),
    "undo": lambda library, ids: library.undo(),
    "redo": lambda library, ids: library.redo(),
}


def _rearranged(library: Library, id_: str) -> Any:
    stored = library.stored(id_)
    assert stored is not None
    return library.rearrange(stored, stored.stands, "Left it as it is")


# What writes nothing to the library's file.
READS = {"open", "close", "path", "known", "evidence", "records_done", "relative_dates", "can_undo", "can_redo"}
READS |= {"stored", "arrangements", "said_of", "table_columns", "is_untidy", "unrelated_count", "pictures_left_out"}
READS |= {"backup", "backups", "backup_due", "restore", "check", "checking"}


def test_every_public_method_is_tried_in_trouble() -> None:
    public = {name for name, _ in inspect.getmembers(Library) if not name.startswith("_")}
    assert public == set(WRITES) | READS - {"path"}


@pytest.fixture
def ids(library: Library) -> list[str]:
    ids = fill(library, [record_of(number) for number in range(3)])
    library.tag(ids, "kept")
    library.save_rule(SiteRule("kept.example", "Line"))
    library.save_columns(["kept"], {"text": "kept"})
    library.add_note(ids[0], "kept")
    library.save_search("kept", "flood")
    library.begin_dump("gone.txt", "/gone.txt", "ef" * 32, "plain text")
    library.remove_dump(2)
    return ids


@pytest.mark.parametrize("name", WRITES)
def test_locked(library: Library, ids: list[str], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "ENOUGH", 1)
    with contextlib.closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="busy in another program"):
            WRITES[name](library, ids)
        other.execute("ROLLBACK")
    WRITES[name](library, ids)
    assert library.check() == []


@pytest.mark.parametrize("name", WRITES)
def test_read_only(library: Library, ids: list[str], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "ENOUGH", 1)
    library._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LibraryError, match="cannot be written to"):
        WRITES[name](library, ids)
    library._connection.execute("PRAGMA query_only = OFF")
    WRITES[name](library, ids)


def test_a_full_disk(library: Library, reader: Reader, ids: list[str]) -> None:
    pages = library._connection.execute("PRAGMA page_count").fetchone()[0]
    library._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    big = [record_of(number, (f"Big {number}", f"{number} " * 9000)) for number in range(10, 40)]
    with pytest.raises(LibraryError, match="disk is full"):
        fill(library, big)
    assert reader.count(ALL) == 3
    assert library.check() == []
    library._connection.execute("PRAGMA max_page_count = 100000")
    assert len(fill(library, big)) == 30


def test_a_read_only_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.open(path).close()
    monkeypatch.setattr(connection.os, "access", lambda *_: False)
    with pytest.raises(LibraryError, match="cannot be written to"):
        Library.open(path)


def test_a_reader_needs_no_writable_folder(library: Library, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a read-only disk SQLite can only open a library that is told to stand still."""
    library.close()
    connect = sqlite3.connect

    def on_a_read_only_disk(address: str, **options: Any) -> sqlite3.Connection:
        return connect(address if "immutable" in address else f"{address}&vfs=none", **options)

    monkeypatch.setattr(connection.sqlite3, "connect", on_a_read_only_disk)
    with contextlib.closing(connection.connect_reader(library.path)) as still:
        assert still.execute("SELECT count(*) FROM article").fetchone() == (3,)


def test_a_damaged_library_says_so(library: Library, ids: list[str]) -> None:
    library.close()
    size = library.path.stat().st_size
    with library.path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * (size - 8192))
    with pytest.raises(LibraryError, match="damaged"):
        Library.open(library.path).tag(ids, "a")


def test_a_bug_stays_naked(library: Library) -> None:
    with pytest.raises(sqlite3.OperationalError), connection.transaction(library._connection):
        library._connection.execute("SELECT nonsense FROM nowhere")


# Backups


def test_backup_and_restore(library: Library, ids: list[str]) -> None:
    assert library.backup_due()
    made = library.backup("user")
    assert not library.backup_due()
    assert [backup.path for backup in library.backups()] == [made]
    library.tag(ids, "later")
    with pytest.raises(LibraryError, match="close it first"):
        Library.restore(library.path, made)
    library.close()
    Library.restore(library.path, made)
    with Library.open(library.path) as opened, Reader.open(library.path) as reader:
        assert reader.tags() == ["kept"]
        assert opened.check() == []
        set_aside = next(backup for backup in opened.backups() if backup.reason == "restore")
    Library.restore(library.path, set_aside.path)
    with Reader.open(library.path) as reader:
        assert reader.tags() == ["kept", "later"]


def test_backups_rotate_by_reason(library: Library) -> None:
    user = library.backup("user")
    made = [library.backup() for _ in range(4)]
    assert [backup.path for backup in library.backups()] == [*reversed(made[2:]), user]


def test_a_bad_backup_never_replaces_a_good_one(
    library: Library, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = [library.backup(), library.backup()]
    copy = backups._copy

    def spoilt(source: sqlite3.Connection, target: Path) -> None:
        copy(source, target)
        with target.open("r+b") as file:
            file.seek(8192 * 3)
            file.write(b"\x00" * 8192 * 4)

    monkeypatch.setattr(backups, "_copy", spoilt)
    with pytest.raises(LibraryError, match="damaged"):
        library.backup()
    assert {backup.path for backup in library.backups()} == set(good)
    assert set(backups.folder(library.path).iterdir()) == set(good)


def test_a_damaged_backup_is_not_restored(library: Library, ids: list[str], tmp_path: Path) -> None:
    made = library.backup()
    library.close()
    before = library.path.read_bytes()
    made.write_bytes(made.read_bytes()[: 8192 * 5])
    with pytest.raises(LibraryError):
        Library.restore(library.path, made)
    with pytest.raises(LibraryError):
        Library.restore(library.path, tmp_path / "none.cuttings")
    assert library.path.read_bytes() == before


def test_no_room_for_a_backup(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(LibraryError, match="no room"):
        library.backup()


def test_backups_are_due_daily(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.backup()
    later = datetime.now(UTC) + timedelta(hours=25)
    monkeypatch.setattr(backups, "EVERY", later - later)
    assert library.backup_due()


def test_a_migration_is_preceded_by_a_backup(library: Library, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    library.close()
    more = migrations.Migrations("cuttings")
    more._migrations = [*migrations.MIGRATIONS._migrations]

    @more(name="9999_fails")
    def fails(db: Any) -> None:
        db.execute("DELETE FROM tagging")
        raise sqlite3.DatabaseError("no luck")

    monkeypatch.setattr(migrations, "MIGRATIONS", more)
    monkeypatch.setattr(connection, "STEPS", (*connection.STEPS, "9999_fails"))
    with pytest.raises(sqlite3.DatabaseError):
        Library.open(library.path)
    monkeypatch.undo()
    with Library.open(library.path) as opened, Reader.open(library.path) as reader:
        assert reader.tags() == ["kept"]  # rolled back
        assert [backup.reason for backup in opened.backups()] == ["migration"]


def test_every_migration_is_known_by_name() -> None:
    assert tuple(migration.name for migration in migrations.MIGRATIONS._migrations) == connection.STEPS


def test_a_library_that_is_up_to_date_opens_without_what_migrates_it(library: Library) -> None:
    library.close()
    code = (
        "import sys; from pathlib import Path; from reader.library import Library\n"
        "Library.open(Path(sys.argv[1])).close(); assert not {'sqlite_utils', 'numpy', 'click'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code, str(library.path)], check=True)


@pytest.mark.parametrize("last", ["the library", "a reader"])
def test_one_file_is_left_when_all_is_closed(path: Path, last: str) -> None:
    with Library.open(path):
        first, second = Reader.open(path), Reader.open(path)
        first.close()
        if last == "the library":
            second.close()
    if last == "a reader":
        second.close()
    with Reader.open(path):
        pass
    assert [each.name for each in path.parent.iterdir()] == [path.name]


# The check


SPOILT = {
    "UPDATE article SET extent_end = extent_end + 1 WHERE id = (SELECT max(id) FROM article)": "does not rebuild",
    "UPDATE article SET title = title || ' more' WHERE id = (SELECT max(id) FROM article)": "index of words",
    "UPDATE text SET packed = (SELECT max(packed) FROM text)": "not the one",
    "UPDATE detail SET packed = x'00'": "cannot be read",
    "UPDATE dump SET articles = 77": "should have 77",
    "DELETE FROM tagging": "tagging",
    "DELETE FROM state WHERE kind = -2": "note",
    "UPDATE article SET unread = 0": "seen",
    "INSERT INTO search (rowid, title) VALUES (77, 'nobody knows this')": "index of words does not agree",
    "INSERT INTO search (search, rowid, title) SELECT 'delete', max(id), 'x' FROM article": "index of words",
    "DELETE FROM record": "points to a row",
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_the_check_finds(library: Library, ids: list[str], spoil: str) -> None:
    library.finish_dump(1, REPORT)
    assert library.check() == []
    library._connection.execute("PRAGMA foreign_keys = OFF")
    library._connection.execute(spoil)
    findings = library.check()
    assert any(SPOILT[spoil] in finding for finding in findings), findings


def test_an_account_that_does_not_add_up_is_found(library: Library, ids: list[str]) -> None:
    library.finish_dump(1, ImportReport("/dumps/news.txt", "news.txt", "plain text", 5, 3))
    assert "does not add up" in library.check()[0]


@pytest.fixture
def reader(library: Library) -> Iterator[Reader]:
    with Reader.open(library.path, patience=0.2) as opened:
        yield opened
