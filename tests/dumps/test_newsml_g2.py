"""NewsML-G2."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    hold_against_golden("newsml-g2.xml")


def test_one_bad_item_costs_no_other(write: Callable[[str, bytes], Path]) -> None:
    raw = (SEEDS / "newsml-g2.xml").read_bytes()
    reading = read(write("x.xml", raw.replace(b"</newsItem>", b"<oops", 1)))
    assert [record.title for record in reading.records][-1] == "Il porto riapre dopo la tempesta"
    assert reading.dump.found == 3


def test_the_real_item(shared: Path) -> None:
    (record,) = read(next((shared / "corpus" / "newsml-g2").iterdir())).records
    assert record.title == 'Fed to halt QE to avert "bubble"'
    assert record.published.moment == "2016-11-21T15:21:06-05:00"
    assert len(record.content.split("\n")) == 2
