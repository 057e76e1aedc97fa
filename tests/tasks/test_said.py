"""Dumps that are read as the user said: now, later, and instead of what was read before."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from reader.library import Library, Reader
from reader.model import ImportReport, Query, Step
from reader.tasks import import_dump
from tests.running import run

BRIDGE = """The old bridge at Norby is to close

The bridge over the Elva will close in May, the council said on Monday evening in Norby.
“We have no choice,” Mayor Ines Holm told reporters. “It is older than any of us.”
"""
FERRY = """The ferry to Skarholm ran again on Friday morning, for the first time in a week.
Some forty people had waited on the quay since Wednesday, the harbour master said.
"""


@pytest.fixture
def library(library_path: Path) -> Iterator[Library]:
    with Library.open(library_path) as opened:
        yield opened


def imported(task: Generator[Step, None, ImportReport]) -> ImportReport:
    report = run(task)
    assert report.adds_up
    return report


def rows(number: int, **columns: str) -> str:
    return "\n".join(json.dumps({name: f"{text} {row}" for name, text in columns.items()}) for row in range(number))


def test_a_wrong_guess_is_put_right_and_kept(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(f"{BRIDGE}%%%\n{FERRY}", encoding="utf-8")
    assert imported(import_dump(library, path)).imported == 1
    report = imported(import_dump(library, path, format="plain text", separator="%%%", again=True))
    assert (report.found, report.imported, report.known) == (2, 2, 0)
    report = imported(import_dump(library, path))  # as the user said, though nothing is said this time
    assert (report.found, report.imported, report.known) == (2, 0, 2)
    assert library.check() == []
    library.undo()
    report = imported(import_dump(library, path))
    assert (report.found, report.known) == (1, 1)
    assert library.check() == []


def test_what_was_said_at_first_holds_later(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(rows(3, A="A ferry runs again to Norby", B="Nobody waits on the quay. " * 9), encoding="utf-8")
    assert imported(import_dump(library, path, mapping={"text": "A", "title": "B"})).imported == 3
    assert imported(import_dump(library, path)).known == 3
    assert imported(import_dump(library, path, again=True)).imported == 3
    assert library.check() == []


def test_columns_are_used_for_tables_alike(library: Library, tmp_path: Path) -> None:
    library.save_columns(["A", "B"], {"text": "A", "title": "B"})
    alike, other = tmp_path / "alike.jsonl", tmp_path / "other.jsonl"
    columns = {"A": "A ferry runs again to Norby", "B": "Nobody waits on the quay. " * 9}
    alike.write_text(rows(3, **columns), encoding="utf-8")
    other.write_text(rows(3, **columns, C="x", D="y", E="z"), encoding="utf-8")
    imported(import_dump(library, alike))
    imported(import_dump(library, other))
    with Reader.open(library.path) as reader:
        titles = {each.article.title[:8]: each.article.provenance.dump for each in reader.dossiers(Query())}
    assert titles == {"Nobody w": "alike.jsonl", "A ferry ": "other.jsonl"}
