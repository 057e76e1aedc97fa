"""Yomidasu."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    hold_against_golden("yomidasu.html")


def test_a_cut_file_gives_what_is_there(write: Callable[[str, bytes], Path]) -> None:
    raw = (SEEDS / "yomidasu.html").read_bytes()
    reading = read(write("x.html", raw[: int(len(raw) * 0.6)]))
    assert reading.dump.format == read(SEEDS / "yomidasu.html").dump.format
    assert reading.records
    assert len(reading.records) + len(reading.rejected) == reading.dump.found
