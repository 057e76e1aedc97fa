"""Reuters-21578."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden

SAMPLE = SEEDS / "reuters-21578.sgm"


def test_sample() -> None:
    hold_against_golden("reuters-21578.sgm")


def test_every_record_stands_where_it_says() -> None:
    raw = SAMPLE.read_bytes()
    for record in read(SAMPLE).records:
        place = record.provenance
        story = raw[place.offset : place.offset + place.length]
        assert story.startswith(b"<REUTERS ")
        assert story.endswith(b"</REUTERS>")


def test_a_cut_file_keeps_whole_stories_and_names_the_part(write: Callable[[str, bytes], Path]) -> None:
    raw = SAMPLE.read_bytes()
    reading = read(write("cut.sgm", raw[: raw.rindex(b"Net 807")]))
    assert [len(reading.records), len(reading.rejected), reading.dump.found] == [2, 1, 3]


def test_a_missing_end_tag_costs_no_story(write: Callable[[str, bytes], Path]) -> None:
    raw = SAMPLE.read_bytes().replace(b"</REUTERS>", b"", 1)
    reading = read(write("x.sgm", raw))
    assert [record.fields["newid"] for record in reading.records] == ["1", "2", "3"]
    assert reading.records[0].warnings


def test_known_stories_are_passed_over() -> None:
    first = read(SAMPLE).records[0].provenance.offset
    reading = read(SAMPLE, done=lambda member, offset: offset == first)
    assert [len(reading.records), reading.dump.found] == [2, 3]


def test_the_real_collection(shared: Path, write: Callable[[str, bytes], Path]) -> None:
    path = shared / "corpus" / "reuters21578" / "jakecyr__21.sgm"
    reading = read(path)
    assert [len(reading.records), reading.dump.found, reading.rejected] == [578, 578, []]
    assert sum(record.title is not None for record in reading.records) == 575
    assert all(record.published.moment and record.content for record in reading.records)
    packed = read(write("packed.gz", gzip.compress(path.read_bytes())))
    assert [record.content for record in packed.records] == [record.content for record in reading.records]
