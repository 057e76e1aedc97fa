"""The Reuters Corpus (RCV1)."""

from __future__ import annotations

from pathlib import Path

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden

SAMPLE = SEEDS / "reuters-corpus.xml"


def test_sample() -> None:
    (record,) = hold_against_golden("reuters-corpus.xml").records
    assert (record.published.moment, record.fields["bip:topics:1.0"]) == ("1996-10-08", "GJOB, C31")


def test_a_cut_item_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cut.xml"
    path.write_bytes(SAMPLE.read_bytes()[:-300])
    reading = read(path)
    assert (len(reading.records), len(reading.rejected)) == (0, 1)
