"""WordPress exports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.dumps.wxr import post_text
from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    hold_against_golden("wordpress.xml")


def test_in_utf_16(write: Callable[[str, bytes], Path]) -> None:
    text = (SEEDS / "wordpress.xml").read_text("utf-8")
    plain = read(SEEDS / "wordpress.xml")
    wide = read(write("a.xml", text.encode("utf-16")))
    assert [record.content for record in wide.records] == [record.content for record in plain.records]
    assert len(wide.skipped) == len(plain.skipped) == 3


def test_brackets_that_are_no_shortcodes_stay() -> None:
    assert post_text("She [the mayor] left [sic]. [audio src='x.mp3']") == "She [the mayor] left [sic]."


def test_the_real_export(shared: Path) -> None:
    reading = read(next((shared / "corpus" / "wxr").iterdir()))
    first = reading.records[0]
    assert [len(reading.records), len(reading.skipped), reading.dump.found] == [6, 5, 11]
    assert (first.title, first.published.moment, first.source) == ("Hello world!", "2011-01-18T07:40:14Z", "trunk")
