"""TEI."""

from __future__ import annotations

from pathlib import Path

from tests.dumps.conftest import read
from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    hold_against_golden("tei.xml")


def test_scraped_sample() -> None:
    hold_against_golden("trafilatura.xml")


def test_the_real_document(shared: Path) -> None:
    (record,) = read(shared / "corpus" / "tei" / "apache__testTEI.xml").records
    assert record.title == "Bi-criteria Algorithm for Scheduling Jobs on Cluster Platforms *"
    assert record.author == "Pierre-François Dutot, Lionel Eyraud, Grégory Gr´, Grégory Mouní, Denis Trystram"
    assert record.content.startswith("We describe in this paper")
