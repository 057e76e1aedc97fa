"""Cleaning in worker processes: the same outcomes in the same order, and bounded queues."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import cast

import pytest

from reader.model import Cleaned, Provenance, Record
from reader.tasks import cleaners
from reader.tasks.cleaners import Away, Here


def record(number: int, content: str) -> Record:
    return Record(Provenance("d", None, f"{number}", 0, 1, "0" * 64, "plain text"), content)


def obey(record: Record) -> Cleaned:
    """Stands in for cleaning, in the child: does what the record says."""
    if record.content == "die":
        os._exit(9)
    if record.content == "raise":
        raise ValueError("no")
    return Cleaned((), (), len(record.content))


@pytest.fixture
def away() -> Iterator[Away]:
    away = Away(2, f"{__name__}:obey")
    yield away
    away.close()


def all_outcomes(cleaner: Away | Here, records: list[Record]) -> list[cleaners.Outcome]:
    outcomes: list[cleaners.Outcome] = []
    for each in records:
        cleaner.put(each)
        while cleaner.full:
            cleaner.finish(0.05)
        outcomes += cleaner.outcomes()
    while not cleaner.finish(0.05):
        outcomes += cleaner.outcomes()
    return [*outcomes, *cleaner.outcomes()]


def test_order_and_failures(away: Away, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaners, "BUNDLE_RECORDS", 5)
    deeds = {7: "die", 11: "raise", 23: "die", 40: "raise"}
    records = [record(number, deeds.get(number, "x" * number)) for number in range(52)]
    outcomes = all_outcomes(away, records)
    assert [outcome[0] for outcome in outcomes] == records
    failed = {number: outcome[1] for number, outcome in enumerate(outcomes) if isinstance(outcome[1], str)}
    assert failed.keys() == deeds.keys()
    assert "ended with status 9" in cast(str, failed[7])
    assert "ValueError: no" in cast(str, failed[11])
    assert all(cast(Cleaned, outcomes[number][1]).length == number for number in range(52) if number not in deeds)


def test_the_same_as_here() -> None:
    records = [record(number, f"A headline\n\nA story of {number} words and more.\n" * 5) for number in range(40)]
    away = Away(2)
    try:
        assert all_outcomes(away, records) == all_outcomes(Here(), records)
    finally:
        away.close()


def test_queues_are_bounded(away: Away, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaners, "BUNDLE_RECORDS", 2)
    put = 0
    while not away.full:
        away.put(record(put, "x"))
        put += 1
        assert put <= 2 * 4
