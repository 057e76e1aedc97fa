"""NewsML 1."""

from __future__ import annotations

from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    hold_against_golden("newsml1.xml")
