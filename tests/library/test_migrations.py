"""A library of every earlier version is brought up to date, with all that is in it, and can be used then."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

import pytest

from reader.library import Library, Reader, Stored, schema
from reader.library.schema import STEPS, statements
from reader.model import Query

from .conftest import fill, record_of

LATER = {
    "0003_recleaning": schema.RECLEANING,
    "0004_quotations": schema.QUOTATIONS,
    "0005_pins": schema.PINS,
    "0006_readings": schema.READINGS,
    "0007_borders": schema.BORDERS,
    "0008_pictures": schema.PICTURES,
    "0009_evidence": schema.EVIDENCE,
}


def made(path: Path) -> list[str]:
    """A library with two articles of one record, and what the user made of them."""
    with Library.open(path) as library:
        ids = fill(library, [record_of(0, ("One", "First words.\nSecond line."), ("Two", "Third line."))])
        library.tag(ids[:1], "kept")
        library.add_note(ids[1], "a note", 0, 5)
        library.correct(ids[0], {"title": "My title"})
    return ids


def taken_back(path: Path, step: str) -> None:
    """Make a library one from before a step."""
    later = [name for name in STEPS if name >= step]
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        for name in reversed(later):
            for table in re.findall(r"CREATE TABLE (\w+)", LATER[name]):
                db.execute(f"DROP TABLE {table}")
        db.executemany("DELETE FROM _sqlite_migrations WHERE name = ?", ((name,) for name in later))


@pytest.mark.parametrize("step", [name for name in STEPS if name >= "0003"])
def test_a_library_from_before(path: Path, step: str) -> None:
    ids = made(path)
    taken_back(path, step)
    if step == "0003_recleaning":  # an undone step of that time
        with contextlib.closing(sqlite3.connect(path)) as db, db:
            db.execute("INSERT INTO step (kind, args, words) VALUES ('tag', '{\"tag\": 1}', 'Tagged 0 articles')")
    with Library.open(path) as library, Reader.open(path) as reader:
        assert [backup.reason for backup in library.backups()] == ["migration"]
        assert library.check() == []
        dossiers = list(reader.dossiers(Query()))
        assert [each.article.id for each in dossiers] == ids
        assert dossiers[0].state.tags == ("kept",)
        assert dossiers[0].article.title == "My title"
        assert dossiers[1].state.notes[0].text == "a note"
        stored = library.stored(ids[0])
        assert isinstance(stored, Stored)
        library.rearrange(stored, stored.stands, "Left it as it is")
        library.reclean(library.begin_recleaning(), [])
        while library.can_undo:
            library.undo()
        assert library.check() == []
        assert [each.state.tags for each in reader.dossiers(Query())] == [(), ()]


def test_steps_of_a_cleaning_from_before_borders_are_let_go(path: Path) -> None:
    made(path)
    taken_back(path, "0007_borders")
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO step (kind, args, words) VALUES ('reclean', '{}', 'Cleaned 1 article anew')")
    with Library.open(path) as library:
        assert library.can_undo is not None
        assert library.can_undo.startswith("Corrected")


def test_every_table_is_made_by_a_step_that_is_tried() -> None:
    tried = [*LATER.values(), schema.SCHEMA, schema.CORRECTIONS]
    named = {table for text in tried for part in statements(text) for table in re.findall(r"CREATE TABLE (\w+)", part)}
    assert {"border", "kept_id", "step_cleaning", "pin", "quotation", "correction", "article"} <= named
    assert set(LATER) == {name for name in STEPS if name >= "0003"}
