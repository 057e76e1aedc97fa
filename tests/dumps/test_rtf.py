"""RTF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.dumps.format import ONLY_SUMMARY
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


HEAD = ("Ferry pays its way", "Northwire", "May 3, 2019 Friday", "Copyright 2019 Northwire", "Length: 31 words")
END = ("Classification", "Language: ENGLISH", "Load-Date: May 3, 2019", "End of Document")


def test_a_nexis_document_that_is_a_highlight_alone(write: Callable[[str, bytes], Path]) -> None:
    lines = (*HEAD, "Highlight: Two in three seats were taken.", "Body", *END, *HEAD, "Body", *END)
    reading = read(write("a.rtf", b"{\\rtf1\\ansi " + "\\par ".join(lines).encode() + b"}"))
    (record,) = reading.records
    assert (record.content, record.title) == ("Two in three seats were taken.", "Ferry pays its way")
    assert record.remarks == (ONLY_SUMMARY,)
    assert [skipped.kind for skipped in reading.skipped] == ["documents without text"]
