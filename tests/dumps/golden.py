"""What a sample in `seeds/` gives, held against the list stored beside this file.

`CUTTINGS_GOLDEN=write pytest tests/dumps` stores what they give now; read the difference before committing it.
"""

from __future__ import annotations

import json
import os
from typing import Any

from reader.model import Record
from tests.dumps.conftest import SEEDS, Reading, read

STORED = SEEDS.parent / "tests" / "dumps" / "golden"
STATED = ("title", "source", "author", "url", "language", "section")


def hold_against_golden(sample: str) -> Reading:
    """Read `seeds/<sample>`, compare it with its stored list, and give the reading for more checks."""
    reading = read(SEEDS / sample)
    given = portrait(reading)
    path = STORED / f"{sample}.json"
    if os.environ.get("CUTTINGS_GOLDEN") == "write":
        path.write_text(json.dumps(given, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert given == json.loads(path.read_text("utf-8"))
    return reading


def portrait(reading: Reading) -> dict[str, Any]:
    """All that matters of a reading, as JSON."""
    return {
        "format": reading.dump.format,
        "found": reading.dump.found,
        "records": [_record(record) for record in reading.records],
        "skipped": [entry.kind for entry in reading.skipped],
        "rejected": [f"{entry.where}: {entry.reason}" for entry in reading.rejected],
        "warnings": [entry.reason for entry in reading.warnings],
    }


def _record(record: Record) -> dict[str, Any]:
    place, published = record.provenance, record.published
    stated = {name: getattr(record, name) for name in STATED if getattr(record, name)}
    return {
        "place": [place.member, place.offset, place.length],
        "kind": str(record.kind),
        **stated,
        "published": [published.moment, published.precision, published.how, published.as_written],
        "fields": dict(record.fields),
        "warnings": [*record.warnings, *record.remarks],
        "content": record.content.split("\n"),
    }
