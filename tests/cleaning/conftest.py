"""Records for the cleaning room's tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from reader.model import Provenance, Record, RecordKind

MOMENT = datetime(2025, 8, 12, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def record() -> Callable[..., Record]:
    """Make a record of some content, as a plain text file of 12 August 2025 would give it."""

    def make(content: str, kind: RecordKind = RecordKind.TEXT, **stated: object) -> Record:
        place = Provenance("sample.txt", "0" * 64, "", 0, len(content), "1" * 64, "plain text")
        return Record(place, content, kind, **({"moment": MOMENT} | stated))  # type: ignore[arg-type]

    return make
