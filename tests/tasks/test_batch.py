"""A list of names: what is read as one, how each is searched for, and what is written of it."""

from __future__ import annotations

import csv
import io
import random
import time
from pathlib import Path

import pytest

from reader import tasks
from reader.errors import DumpError
from reader.exports.sheet import sheet_row
from reader.library import Library, Reader
from reader.tasks.batch import Found, search_for
from tests.library.conftest import dated, fill, record_of


@pytest.fixture
def reader(library_path: Path) -> Reader:
    with Library.open(library_path) as library:
        stories = ("Ines Holm spoke.", "Holm, Ines, was away.", "The Holms of Norby met Ines Holmberg.")
        fill(library, [record_of(n, (f"=Story {n}", text), published=dated("2011")) for n, text in enumerate(stories)])
    return Reader.open(library_path)


@pytest.mark.parametrize(
    ("raw", "name", "names"),
    [
        (b"Ines Holm\r\n\r\n  Pelle   Aune \nInes Holm\n", "a.txt", ["Ines Holm", "Pelle Aune"]),
        (b'\xef\xbb\xbfName;Age\nHolm, Ines;3\n"Aune ""P""";4', "a.csv", ["Holm, Ines", 'Aune "P"']),
        ("Zoë\tx\n\t\nBjörk\ty".encode("utf-16"), "a.tsv", ["Zoë", "Björk"]),
        ("Müller\nÅs".encode("cp1252"), "a.list", ["Müller", "Ås"]),
        (b"", "a.csv", []),
        (b"name", "a.txt", ["name"]),
    ],
)
def test_lists_are_read(tmp_path: Path, raw: bytes, name: str, names: list[str]) -> None:
    (tmp_path / name).write_bytes(raw)
    assert tasks.read_names(tmp_path / name) == names


def test_a_list_that_cannot_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DumpError, match="cannot be read"):
        tasks.read_names(tmp_path / "none.txt")
    monkeypatch.setattr("reader.tasks.batch.LARGEST", 2)
    (tmp_path / "big.txt").write_text("abc")
    with pytest.raises(DumpError, match="part the list"):
        tasks.read_names(tmp_path / "big.txt")


@pytest.mark.parametrize(
    ("name", "search"),
    [
        ("Ines Holm", '"Ines Holm"'),
        ("Ines Holm*", '"Ines Holm"*'),
        ("In* Holm", '"In"* "Holm"'),
        ('“Holm” OR (source:"x"', '"Holm  OR (source: x"'),
        ("-Holm", '"-Holm"'),
    ],
)
def test_names_are_searched_for_as_they_are_written(name: str, search: str) -> None:
    assert search_for(name) == search


def test_each_name_is_counted(reader: Reader) -> None:
    found: list[Found] = []
    names = ["Ines Holm", "Ines Holm*", "Nobody", "In* Away", "***", "OR"]
    for _ in tasks.search_batch(reader, names, found):
        pass
    assert [each.number for each in found[:4]] == [1, 2, 0, 1]
    assert len(found) == len(names)
    found.clear()
    for _ in tasks.search_batch(reader, ["holm OR holms", "-holm"], found, as_searches=True):
        pass
    assert [each.number for each in found] == [3, 1]


def test_tables_hold_no_formula(reader: Reader, tmp_path: Path) -> None:
    found: list[Found] = []
    names = ["=cmd|' /C calc'!A0", "+Ines Holm", "@x", "-1", "Ines, Holm"]
    for _ in tasks.search_batch(reader, names, found):
        pass
    for _ in tasks.write_counts(found, tmp_path / "counts.csv"):
        pass
    for _ in tasks.write_articles(reader, found, tmp_path / "articles.csv"):
        pass
    for name in ("counts.csv", "articles.csv"):
        rows = list(csv.reader(io.StringIO((tmp_path / name).read_text("utf-8-sig"))))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert sheet_row("=1", 2, None, "a") == "'=1,2,,a\r\n"


def test_ten_thousand_names_take_seconds(reader: Reader) -> None:
    letters = random.Random(1)
    names = ["".join(letters.choices("abcdefgh", k=6)) for _ in range(10_000)]
    found: list[Found] = []
    start = time.process_time()
    for _ in tasks.search_batch(reader, names, found):
        pass
    assert len(found) == 10_000
    assert time.process_time() - start < 20
