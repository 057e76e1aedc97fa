"""Preparing: a shard gives a library just what the dump itself would, and nothing else gets in by it."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
import zstandard

from reader import cli
from reader.errors import DumpError
from reader.library import Library
from reader.model import Skipped
from reader.tasks import import_dump, prepare
from reader.tasks.preparing import Prepared, prepare_dump, shard_path
from reader.tasks.shards import Shard, is_shard, with_shards
from tests.illustrated import warc
from tests.running import run
from tests.tasks.test_intake import STORY, exported, imported

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shards"
    made.mkdir()
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "news.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number in range(12):
            made.writestr(f"{number:02}.txt", STORY.format(number=number))
        made.writestr("nothing.txt", "")
        made.writestr("junk.txt", b"\0\1\2\3" * 400)
    return path


def prepared(path: Path, folder: Path, **how: Any) -> Prepared:
    result = run(prepare_dump(path, folder, how))
    assert isinstance(result, Prepared)
    return result


def shard_of(path: Path, folder: Path) -> Path:
    shard = prepared(path, folder).shard
    assert shard is not None
    return shard


def fresh(path: Path) -> Library:
    return Library.open(path)


@pytest.mark.parametrize("sample", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_a_shard_gives_what_the_dump_gives(sample: Path, folder: Path, tmp_path: Path) -> None:
    outcomes = []
    for number, dump in enumerate((sample, shard_of(sample, folder))):
        with fresh(tmp_path / f"{number}.cuttings") as library:
            report = imported(library, dump)
            told = report.name, report.format, report.found, report.imported, report.rejected, report.skipped_kinds
            outcomes.append((told, report.problems, exported(library, tmp_path / "out.jsonl")))
    assert outcomes[0] == outcomes[1]


def test_the_account_of_an_archive_is_kept(archive: Path, folder: Path, library_path: Path) -> None:
    with fresh(library_path) as library:
        report = imported(library, shard_of(archive, folder))
        assert (report.found, report.imported, report.skipped, report.rejected) == (14, 12, 1, 1)
        assert imported(library, archive).known == 12


def test_what_is_there_is_left_alone_until_the_dump_changes(archive: Path, folder: Path) -> None:
    first = prepared(archive, folder)
    again = prepared(archive, folder)
    assert (first.articles, first.there_already, again.there_already, again.shard) == (12, False, True, first.shard)
    assert shard_path(archive, folder, {"separator": "***"}) != first.shard
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("more.txt", STORY.format(number=77))
    assert prepared(archive, folder).articles == 13


def test_a_folder_is_prepared_anew(tmp_path: Path, folder: Path) -> None:
    dump = tmp_path / "dump"
    dump.mkdir()
    (dump / "a.txt").write_text(STORY.format(number=1))
    prepared(dump, folder)
    (dump / "a.txt").write_text(STORY.format(number=1) * 2)
    assert not prepared(dump, folder).there_already


def test_closing_leaves_no_shard(archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tasks.preparing.PATIENCE", 0)
    steps = prepare_dump(archive, folder, {})
    for _ in range(5):
        next(steps)
    steps.close()
    assert not list(folder.iterdir())


def test_what_was_left_half_written_is_swept(archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (".old.part", ".new.part"):
        (folder / name).write_text("half")
    import os

    os.utime(folder / ".old.part", (time.time() - 90_000,) * 2)
    prepared(archive, folder)
    assert {path.name for path in folder.glob(".*")} == {".new.part"}


def test_processes_prepare_side_by_side(archive: Path, folder: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    results = run(prepare([archive, missing, SEEDS / "aggregator_bars.txt"], folder, {}, workers=2))
    assert [result.path.name for result in results] == ["news.zip", "missing.txt", "aggregator_bars.txt"]
    assert "There is no file or folder" in results[1].failure
    assert with_shards([folder]) == sorted(result.shard for result in results if result.shard)


@pytest.fixture
def lines(archive: Path, folder: Path) -> list[bytes]:
    shard = shard_of(archive, folder)
    return zstandard.ZstdDecompressor().stream_reader(shard.read_bytes()).read().splitlines(keepends=True)


def packed(path: Path, lines: list[bytes]) -> Path:
    path.write_bytes(zstandard.ZstdCompressor().compress(b"".join(lines)))
    return path


def test_a_cut_shard_says_so_and_keeps_what_is_whole(lines: list[bytes], tmp_path: Path, library_path: Path) -> None:
    with fresh(library_path) as library:
        report = imported(library, packed(tmp_path / "cut.shard.zst", lines[:6]))
        assert (report.imported, report.rejected) == (5, 1)
        assert "last line is missing" in report.problems[-1].reason


def test_damaged_bytes_end_a_shard(lines: list[bytes], tmp_path: Path, library_path: Path) -> None:
    many = [lines[0], *(lines[1:-1] * 300), lines[-1]]  # several blocks of Zstandard
    whole = packed(tmp_path / "whole.shard.zst", many).read_bytes()
    spoilt = tmp_path / "spoilt.shard.zst"
    spoilt.write_bytes(whole[:-40] + b"\xff" * 40)
    with fresh(library_path) as library:
        assert imported(library, spoilt).rejected >= 1


def other_id(line: dict[str, Any]) -> None:
    line["cleaned"]["articles"][0]["id"] = "0" * 20


def other_text(line: dict[str, Any]) -> None:
    line["cleaned"]["articles"][0]["text"] += "more"


def other_extent(line: dict[str, Any]) -> None:
    line["cleaned"]["articles"][0]["extent"] = [5, 10**9]


def other_type(line: dict[str, Any]) -> None:
    line["record"]["provenance"]["offset"] = "x"


@pytest.mark.parametrize("spoil", [other_id, other_text, other_extent, other_type])
def test_a_line_that_does_not_hold_is_rejected(
    spoil: Any, lines: list[bytes], tmp_path: Path, library_path: Path
) -> None:
    line = json.loads(lines[3])
    spoil(line)
    lines[3] = json.dumps(line).encode() + b"\n"
    with fresh(library_path) as library:
        report = imported(library, packed(tmp_path / "odd.shard.zst", lines))
        assert report.imported == 11
        assert any("line 4" in problem.where for problem in report.problems)


def test_a_newer_shard_is_refused(lines: list[bytes], tmp_path: Path, library_path: Path) -> None:
    lines[0] = lines[0].replace(b'"cuttings_shard":1', b'"cuttings_shard":9')
    with fresh(library_path) as library, pytest.raises(DumpError, match="newer Cuttings"):
        run(import_dump(library, packed(tmp_path / "new.shard.zst", lines)))


def test_other_zstandard_files_are_no_shards(tmp_path: Path) -> None:
    assert not is_shard(packed(tmp_path / "news.zst", [b"plain text"]))
    assert not is_shard(tmp_path / "missing")


def test_known_records_are_passed_over(archive: Path, folder: Path) -> None:
    shard = Shard(shard_of(archive, folder))
    assert all(isinstance(found, Skipped) or not isinstance(found, tuple) for found in shard.records(lambda *_: True))
    assert shard.found == 14


def test_the_command(archive: Path, folder: Path, library_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["prepare", str(archive), "nowhere.zip", "--to", str(folder), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["dumps"]
    assert [entry["articles"] for entry in told] == [12, 0]
    assert cli.main(["import", str(folder), "--library", str(library_path)]) == 1
    assert "12 imported" in capsys.readouterr().out


def test_a_folder_that_cannot_be_made_is_one_sentence(archive: Path, tmp_path: Path) -> None:
    assert cli.main(["prepare", str(archive), "--to", str(tmp_path / "no" / "such")]) == 2


def test_a_shard_carries_the_pictures_that_are_shown(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(warc())
    with Library.open(tmp_path / "a.cuttings") as first, Library.open(tmp_path / "b.cuttings") as second:
        imported(first, path)
        report = imported(second, shard_of(path, folder))
        assert (report.imported, dict(report.skipped_kinds)) == (1, {"pictures": 2})
        out = [exported(library, tmp_path / f"{library.path.stem}.jsonl") for library in (first, second)]
        assert out[0] == out[1]
        assert json.loads(out[1])["pictures"][0]["width"] == 40
        assert second.check() == []
