"""PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.model import DateOrigin
from tests.dumps.conftest import SEEDS, read, zipped
from tests.dumps.golden import hold_against_golden

SAMPLE = SEEDS / "article.pdf"


def test_sample() -> None:
    (record,) = hold_against_golden("article.pdf").records
    assert record.published.how is DateOrigin.SAVED  # never passed off as publication


def test_in_an_archive_and_under_another_name(write: Callable[[str, bytes], Path]) -> None:
    reading = read(write("a.zip", zipped({"clip.txt": SAMPLE.read_bytes()})))
    assert reading.records[0].title == "Ferry Line to the Islands Returns After Nine Years"


def test_a_page_without_text_is_named(write: Callable[[str, bytes], Path]) -> None:
    reading = read(write("scan.pdf", SAMPLE.read_bytes().replace(b" Tj", b"   ")))
    assert [len(reading.records), len(reading.rejected)] == [0, 1]
    assert "scans" in reading.rejected[0].reason


def test_damage_is_named(write: Callable[[str, bytes], Path]) -> None:
    raw = SAMPLE.read_bytes()
    for number, broken in enumerate((raw[:200], raw[:9] + b"\xff" * 500, raw.replace(b"/Kids", b"/Nope"))):
        reading = read(write(f"{number}.pdf", broken))
        assert len(reading.records) + len(reading.rejected) == reading.dump.found == 1
