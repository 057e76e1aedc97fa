"""JSON as news APIs give it: totals beside the list, lists deep in an answer, wide charsets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.dumps.conftest import read

ROWS = [
    {"title": f"Harbour strike {n} ends \U0001f600", "text": "Crews return on Monday. " * 9, "date": "2019-05-02"}
    for n in range(12)
]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"status": "ok", "totalResults": 40, "articles": ROWS}, "12 of the 40"),
        ({"articles": ROWS, "total": 13}, "12 of the 13"),
        ({"response": {"numFound": 12, "docs": ROWS}}, ""),
        ({"articles": [{**ROWS[0], "comments": {"total": 99}}]}, ""),
    ],
)
def test_a_stated_total_is_held_against_what_came(write: Any, answer: dict[str, Any], told: str) -> None:
    reading = read(write("a.json", json.dumps(answer).encode()))
    assert [problem.reason for problem in reading.warnings] == [] if not told else told in reading.warnings[0].reason
    assert reading.records[0].title == ROWS[0]["title"]
    assert len(reading.records) in (12, 1)


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-be", "utf-32"])
def test_wide_json_keeps_its_places(write: Any, charset: str) -> None:
    raw = json.dumps(ROWS, ensure_ascii=False).encode(charset)
    reading = read(write("a.json", raw))
    assert (reading.dump.format, len(reading.records)) == ("JSON", 12)
    for record, row in zip(reading.records, ROWS, strict=True):
        place = record.provenance
        own = raw[place.offset : place.offset + place.length]
        assert (
            json.loads(own.decode("utf-16-le" if charset == "utf-16" else "utf-32-le" if "32" in charset else charset))
            == row
        )
