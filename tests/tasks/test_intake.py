"""Imports: the account adds up, one bad record stops nothing, and a cancelled import goes on."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import cleaning
from reader.errors import DumpError
from reader.library import Library, Reader
from reader.model import Cleaned, ImportReport, Record, Step
from reader.tasks import export, import_dump, intake
from tests.running import run

STORY = """Council of Östby meets for session {number}

The council met on Monday evening to talk about the {number} bridges of the town, and about what they will cost.

“We have waited too long,” Ana Lindqvist, the mayor, said after session {number}. “Now the work begins.”
"""


@pytest.fixture
def library(library_path: Path) -> Iterator[Library]:
    with Library.open(library_path) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "dump"
    path.mkdir()
    for number in range(30):
        (path / f"{number:02}.txt").write_text(STORY.format(number=number))
    return path


def imported(library: Library, path: Path) -> ImportReport:
    report = run(import_dump(library, path))
    assert isinstance(report, ImportReport)
    assert report.adds_up
    return report


def exported(library: Library, path: Path) -> bytes:
    from reader.exports import exporter_for

    with Reader.open(library.path) as reader:
        run(export(reader, reader.parse(""), path, exporter_for("jsonl"), leftover=True))
    return path.read_bytes()


def test_again_imports_nothing(library: Library, folder: Path) -> None:
    first = imported(library, folder)
    assert (first.found, first.imported, first.known) == (30, 30, 0)
    again = imported(library, folder)
    assert (again.found, again.imported, again.known) == (30, 0, 30)
    assert again.articles == first.articles


def test_what_changed_in_a_folder_is_new(library: Library, folder: Path) -> None:
    imported(library, folder)
    (folder / "07.txt").write_text(STORY.format(number=700))
    report = imported(library, folder)
    assert (report.imported, report.known) == (1, 29)


def test_the_account_of_a_mixed_dump(library: Library, tmp_path: Path) -> None:
    dump = tmp_path / "mixed.zip"
    with zipfile.ZipFile(dump, "w") as archive:
        archive.writestr("a.txt", STORY.format(number=1))
        archive.writestr("robots.txt", "")
        archive.writestr("../b.txt", STORY.format(number=2))
        archive.writestr("c.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    report = imported(library, dump)
    assert (report.imported, report.skipped, report.rejected) == (1, 2, 1)
    assert sum(report.skipped_kinds.values()) == 2
    assert "../b.txt" in report.problems[0].where


def test_a_bug_in_cleaning_rejects_one_record(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cleaning.clean

    def clean(record: Record) -> Cleaned:
        if record.provenance.member.endswith("03.txt"):
            raise ZeroDivisionError("surprise")
        return real(record)

    monkeypatch.setattr(cleaning, "clean", clean)
    report = imported(library, folder)
    assert (report.imported, report.rejected) == (29, 1)
    (problem,) = report.problems
    assert problem.where == "03.txt"
    assert "ZeroDivisionError: surprise" in problem.reason


def test_pages_without_an_article_are_skipped(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "clean", lambda record: Cleaned((), (), len(record.content)))
    report = imported(library, folder)
    assert report.skipped_kinds == {intake.WITHOUT_ARTICLE: 30}


def test_no_such_dump(library: Library, tmp_path: Path) -> None:
    with pytest.raises(DumpError):
        imported(library, tmp_path / "none")


def test_steps_count_bytes(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH_RECORDS", 7)
    steps = list(import_dump(library, folder))
    size = sum(path.stat().st_size for path in folder.iterdir())
    assert steps[-1] == Step(size, size, "dump, read as plain text")
    assert [step.done for step in steps] == sorted(step.done for step in steps)


@pytest.mark.parametrize("after", [1, 2, 4])
def test_a_cancelled_import_goes_on(
    library: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(intake, "BATCH_RECORDS", 7)
    task = import_dump(library, folder)
    for _ in range(after):
        next(task)
    task.close()
    with Reader.open(library.path) as reader:
        stored = reader.count(reader.parse(""))
        (entry,) = reader.dumps() or [None]
        assert entry is None or entry.complete is False
    assert stored in (0, 7, 14, 21)
    report = imported(library, folder)
    assert (report.imported, report.known) == (30 - stored, stored)
    with Library.open(tmp_path / "other.cuttings") as other:
        imported(other, folder)
        assert exported(other, tmp_path / "other.jsonl") == exported(library, tmp_path / "this.jsonl")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(1, 6), min_size=1, max_size=12), batch=st.integers(1, 5), after=st.integers(0, 14))
def test_an_interrupted_import_ends_the_same(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], batch: int, after: int
) -> None:
    """Whatever the dump, the size of a batch and the moment of the cancel; pages of one file."""
    place = tmp_path_factory.mktemp("interrupted")
    dump = place / "pages.txt"
    dump.write_text("\f".join(STORY.format(number=n) * size for n, size in enumerate(sizes)))
    os.utime(dump, (1_300_000_000, 1_300_000_000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "BATCH_RECORDS", batch)
        with Library.open(place / "a.cuttings") as whole, Library.open(place / "b.cuttings") as broken:
            once = imported(whole, dump)
            task = import_dump(broken, dump)
            for _ in range(after):
                next(task, None)
            task.close()
            again = imported(broken, dump)
            assert (again.found, set(again.articles)) == (once.found, set(once.articles))
            assert exported(whole, place / "a.jsonl") == exported(broken, place / "b.jsonl")


def test_workers_change_nothing_but_the_time(library: Library, folder: Path, tmp_path: Path) -> None:
    report = run(import_dump(library, folder, workers=2))
    with Library.open(tmp_path / "other.cuttings") as other:
        assert imported(other, folder) == report
        assert exported(other, tmp_path / "other.jsonl") == exported(library, tmp_path / "this.jsonl")


def test_a_mapping_of_columns(library: Library, tmp_path: Path) -> None:
    dump = tmp_path / "table.csv"
    story = "The council met on Monday evening to talk about the bridges of the town and their cost."
    dump.write_text(f"alpha,beta\nBridges of Östby,{story}\nFerries of Östby,{story}\n")
    report = run(import_dump(library, dump, format="CSV", mapping={"title": "alpha", "text": "beta"}))
    assert (report.imported, report.rejected) == (2, 0)
    with Reader.open(library.path) as reader:
        titles = [each.article.title for each in reader.dossiers(reader.parse(""))]
    assert titles == ["Bridges of Östby", "Ferries of Östby"]
