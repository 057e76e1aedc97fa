"""Exports are whole or absent."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from reader.errors import ExportError
from reader.exports import exporter_for
from reader.library import Reader
from reader.model import Dossier, Stretch
from reader.tasks import export
from tests.running import run

JSON = exporter_for("JSON lines")


class Shelf:
    """Stands in for a reader: the same dossier again and again."""

    def __init__(self, dossier: Dossier, breaks_at: int | None = None) -> None:
        self.dossier = dossier
        self.breaks_at = breaks_at

    def dossiers(self, target: Sequence[str]) -> Iterator[Dossier]:
        for number in range(len(target)):
            if number == self.breaks_at:
                raise OSError(28, "No space left on device")
            yield self.dossier

    def leftover(self, id_: str) -> tuple[Stretch, ...]:
        return (Stretch(0, 2, "Ad"),)


def exported(shelf: Shelf, path: Path, number: int = 3, **settings: Any) -> int:
    return run(export(cast(Reader, shelf), ["x"] * number, path, JSON, **settings))


def test_writes_and_counts(dossier: Dossier, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    assert exported(Shelf(dossier), target) == 3
    assert target.read_bytes().count(b"\n") == 3
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_leftover_stands_once_for_each_record(dossier: Dossier, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    exported(Shelf(dossier), target, leftover=True)
    assert target.read_text().count('"text": "Ad"') == 1
    assert target.read_text().count('"leftover": []') == 2


@pytest.mark.parametrize("existing", [True, False])
def test_a_failure_changes_nothing(dossier: Dossier, tmp_path: Path, existing: bool) -> None:
    target = tmp_path / "a.jsonl"
    if existing:
        target.write_text("old")
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(ExportError, match="No space left"):
        exported(Shelf(dossier, breaks_at=2), target)
    assert sorted(os.listdir(tmp_path)) == before
    assert not existing or target.read_text() == "old"


def test_a_cancel_changes_nothing(dossier: Dossier, tmp_path: Path) -> None:
    task = export(cast(Reader, Shelf(dossier)), ["x"], tmp_path / "a.jsonl", JSON)
    next(task)
    task.close()
    assert os.listdir(tmp_path) == []


def test_keeps_mode_and_link(dossier: Dossier, tmp_path: Path) -> None:
    target, link = tmp_path / "a.jsonl", tmp_path / "link.jsonl"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    exported(Shelf(dossier), link)
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert target.read_text() != "old"


def test_a_new_file_is_as_private_as_any_other(dossier: Dossier, tmp_path: Path) -> None:
    exported(Shelf(dossier), tmp_path / "a.jsonl")
    (tmp_path / "b").touch()
    assert (tmp_path / "a.jsonl").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(dossier: Dossier, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    exported(Shelf(dossier), pipe, 1)
    assert os.read(reading, 1 << 16).count(b"\n") == 1
    os.close(reading)
    assert pipe.is_fifo()


def test_standard_output(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    assert exported(Shelf(dossier), Path("-")) == 3
    assert cast(io.BytesIO, out.buffer).getvalue().count(b"\n") == 3


@pytest.mark.parametrize("place", [".", "no/such/folder/a.jsonl"])
def test_no_such_place(dossier: Dossier, tmp_path: Path, place: str) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        exported(Shelf(dossier), tmp_path / place)
