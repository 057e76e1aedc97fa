"""EBSCOhost's print view as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    reading = hold_against_golden("ebsco.txt")
    first, second = reading.records
    assert (first.title, first.source, first.author) == ("Ferry rests at Skerry pier", "Quay Herald", "Firn, Ada")
    assert (first.published.moment, second.published.moment) == ("2019-05-02", "2018-09")
    assert first.content.startswith("The ferry stayed")
    assert first.content.endswith("the captain said.")
    assert first.fields["captions"] == "PHOTO (COLOR): The ferry at rest."
    assert second.content == "A lamp was found in a barn after forty years."
    assert second.remarks


def test_a_season_is_no_day(write: Callable[[str, bytes], Path]) -> None:
    raw = (SEEDS / "ebsco.txt").read_bytes().replace(b"Sep2018", b"Autumn2018")
    second = read(write("ebsco.txt", raw)).records[1]
    assert (second.source, second.published.moment) == ("Lantern Quarterly", None)


def test_a_record_in_plain_text_is_none(write: Callable[[str, bytes], Path]) -> None:
    raw = b"Record: 1\n\nThe ferry stayed where it was.\n\nRecord: 2\n\nIt left in the end.\n"
    assert read(write("notes.txt", raw)).dump.format == "plain text"
