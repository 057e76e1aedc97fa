"""RTF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dumps.conftest import read
from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    hold_against_golden("clipping.rtf")


@pytest.mark.parametrize(
    "tail", [b"", b"}", b"{" * 50_000, b"\\u99999999 x", b"\\'zz\\bin99999999 x", b"\\ansicpg99 x"]
)
def test_broken_rtf_gives_something_or_is_named(tail: bytes, write: Callable[[str, bytes], Path]) -> None:
    reading = read(write("a.rtf", b"{\\rtf1\\ansi " + tail))
    assert len(reading.records) + len(reading.rejected) == reading.dump.found == 1


def test_cyrillic(write: Callable[[str, bytes], Path]) -> None:
    (record,) = read(write("a.rtf", b"{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2\\par}")).records
    assert record.content.strip() == "Привет"
