"""Dumps that are read in another way: what was put by, what stands in its place, and turning back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlite_utils import Database

from reader.errors import LibraryError
from reader.library import Library, Reader
from reader.model import Cleaned, Record

from .conftest import SHA256, fill, record_of

Batch = Sequence[tuple[Record, Cleaned]]
AS_TEXT = [record_of(0, ("All in one", "The first. The second. The third."))]
# The first begins at the same place and so has the same id; the others do not.
AS_ROWS = [record_of(number, (f"Row {number}", f"Text of row {number}.")) for number in range(3)]


def titles(reader: Reader, query: str = "") -> list[str]:
    dossiers = reader.dossiers(reader.parse(query))
    return sorted(each.article.title for each in dossiers)


def read_otherwise(library: Library, batch: Batch = AS_ROWS) -> list[str]:
    library.begin_rereading(SHA256, {"format": "CSV"})
    return fill(library, batch)


@pytest.fixture
def ids(library: Library) -> list[str]:
    return fill(library, AS_TEXT)


def test_what_was_read_wrongly_makes_room(library: Library, reader: Reader, ids: list[str]) -> None:
    new = read_otherwise(library)
    assert ids[0] in new
    assert len(new) == 3
    assert titles(reader) == ["Row 0", "Row 1", "Row 2"]
    assert titles(reader, "in:bin") == ["All in one"]
    assert library.said_of(SHA256) == {"format": "CSV"}
    assert library.check() == []


def test_undo_turns_back_and_redo_forwards(library: Library, reader: Reader, ids: list[str]) -> None:
    read_otherwise(library)
    for _ in range(2):
        library.undo()
        assert titles(reader) == ["All in one"]
        assert reader.dossier(ids[0]) is not None
        assert library.said_of(SHA256) == {}
        assert library.check() == []
        library.redo()
        assert titles(reader) == ["Row 0", "Row 1", "Row 2"]
        assert library.check() == []


def test_the_users_marks_stay_with_the_place(library: Library, reader: Reader, ids: list[str]) -> None:
    library.tag(ids, "mine")
    library.correct(ids[0], {"title": "Corrected"})
    read_otherwise(library)
    assert titles(reader, "tag:mine") == ["Corrected"]
    assert titles(reader, "in:bin tag:mine") == []
    assert library.check() == []
    library.undo()
    assert titles(reader, "tag:mine") == ["Corrected"]
    library.undo()
    assert titles(reader, "tag:mine") == ["All in one"]
    assert library.check() == []


def test_opening_again_finds_the_reading_in_use(library: Library, reader: Reader, ids: list[str]) -> None:
    new = read_otherwise(library)
    entry = library.begin_dump("news.txt", "/d/news.txt", SHA256, "CSV")
    assert library.records_done(entry.id).articles("", 10_000) == (new[1],)
    assert titles(reader) == ["Row 0", "Row 1", "Row 2"]


def test_more_of_a_reading_that_was_taken_back_is_refused(library: Library, ids: list[str]) -> None:
    read_otherwise(library)
    second = library.begin_dump("news.txt", "/d/news.txt", SHA256, "CSV").id
    library.undo()
    for write in (lambda: library.add(second, [record_of(9)]), lambda: library.remove_dump(second)):
        with pytest.raises(LibraryError, match="read in another way now"):
            write()


def test_what_is_put_by_can_be_thrown_away(library: Library, reader: Reader, ids: list[str]) -> None:
    read_otherwise(library)
    for _ in library.empty_bin():
        pass
    assert titles(reader) == ["Row 0", "Row 1", "Row 2"]
    assert library.check() == []
    library.undo()
    assert titles(reader) == []
    assert library.check() == []
    fill(library, AS_TEXT)
    assert titles(reader) == ["All in one"]


def test_a_dump_in_the_bin_can_be_read_otherwise(library: Library, reader: Reader, ids: list[str]) -> None:
    library.remove_dump(1)
    read_otherwise(library)
    assert titles(reader) == ["Row 0", "Row 1", "Row 2"]
    assert library.check() == []


def test_what_is_not_there_need_not_be_put_by(library: Library) -> None:
    assert "nothing" in library.begin_rereading("cd" * 32, {}).note
    assert library.can_undo is None


def test_read_otherwise_twice(library: Library, reader: Reader, ids: list[str]) -> None:
    read_otherwise(library)
    read_otherwise(library, [record_of(0, ("Third way", "Another text."))])
    assert titles(reader) == ["Third way"]
    assert library.check() == []
    library.undo()
    library.undo()
    assert titles(reader) == ["All in one"]
    assert library.check() == []


def test_columns_are_remembered_replaced_and_forgotten(library: Library, reader: Reader) -> None:
    library.save_columns(["b", "a"], {"text": "a"})
    library.save_columns(["a", "b"], {"text": "b", "title": ""})
    (kept,) = reader.table_columns()
    assert (kept.columns, kept.mapping) == (("a", "b"), {"text": "b", "title": ""})
    library.undo()
    assert reader.table_columns()[0].mapping == {"text": "a"}
    library.forget_columns(["a", "b"])
    assert reader.table_columns() == []
    library.undo()
    assert reader.table_columns()[0].mapping == {"text": "a"}


def test_a_library_from_before_gets_the_tables(library: Library, ids: list[str], path: Path) -> None:
    library.close()
    db = Database(path)
    for table in ("reading", "table_columns"):
        db.execute(f"DROP TABLE {table}")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = '0006_readings'")
    db.conn.commit()
    db.close()
    with Library.open(path) as opened, Reader.open(path) as reader:
        assert opened.said_of(SHA256) == {}
        assert titles(reader) == ["All in one"]
        assert opened.check() == []
