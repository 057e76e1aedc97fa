"""Word documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.model import DateOrigin
from tests.dumps.conftest import SEEDS, read, zipped
from tests.dumps.golden import hold_against_golden

SAMPLE = SEEDS / "clipping.docx"


def test_sample() -> None:
    (record,) = hold_against_golden("clipping.docx").records
    assert record.provenance.record_sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert record.published.how is DateOrigin.SAVED  # never passed off as publication


def test_inside_an_archive(write: Callable[[str, bytes], Path]) -> None:
    reading = read(write("a.zip", zipped({"in/a.docx": SAMPLE.read_bytes(), "b.txt": b"Hello there.\n"})))
    assert [record.provenance.member for record in reading.records] == ["in/a.docx", "b.txt"]


@pytest.mark.parametrize("body", [b"<w:document", b"", b"<w:document><w:body/></w:document>", b"\x00" * 100])
def test_a_broken_document_is_named(body: bytes, write: Callable[[str, bytes], Path]) -> None:
    reading = read(write("a.docx", zipped({"word/document.xml": body})))
    assert [len(reading.records), len(reading.rejected), reading.dump.found] == [0, 1, 1]


def test_deep_nesting_is_bounded(write: Callable[[str, bytes], Path]) -> None:
    body = b"<w:document>" + b"<w:p>" * 100_000
    assert read(write("a.docx", zipped({"word/document.xml": body}))).dump.found == 1
