"""Dumps made for a test, and what came out of them."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reader.dumps import Dump, Limits, open_dump
from reader.dumps.account import Done
from reader.model import Problem, Record, Skipped

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass
class Reading:
    """A dump read to its end, sorted by what was found."""

    dump: Dump
    records: list[Record] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    rejected: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read(path: Path, *, limits: Limits | None = None, done: Done | None = None, **options: Any) -> Reading:
    dump = open_dump(path, limits=limits or Limits(), **options)
    reading = Reading(dump)
    for found in dump.records(done):
        if isinstance(found, Record):
            reading.records.append(found)
        elif isinstance(found, Skipped):
            reading.skipped.append(found)
        elif isinstance(found, Problem):
            (reading.rejected if found.rejected else reading.warnings).append(found)
    return reading


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Write a file into the test's folder, and give its path."""

    def writer(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return writer


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real dumps; the test is skipped where it is absent."""
    path = Path(os.environ.get("CUTTINGS_SHARED", Path(__file__).parents[3] / "shared"))
    if not (path / "corpus" / "facts.json").exists():
        pytest.skip("no shared corpus here")
    return path


@pytest.fixture(scope="session")
def facts(shared: Path) -> list[dict[str, object]]:
    """What each file of the corpus holds."""
    listed: list[dict[str, object]] = json.loads((shared / "corpus" / "facts.json").read_text("utf-8"))["files"]
    return listed


packed = gzip.compress
