"""Wire services' formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden


def test_iptc_sample() -> None:
    hold_against_golden("iptc7901.txt")


def test_anpa_sample() -> None:
    hold_against_golden("anpa.tst")


def test_without_control_characters(write: Callable[[str, bytes], Path]) -> None:
    raw = (SEEDS / "iptc7901.txt").read_bytes().partition(b"\x7f")[0]
    for bare in (raw, raw.replace(b"\r", b"")):
        reading = read(write("a.txt", bare.translate(None, b"\x01\x02\x03\x04")))
        (record,) = reading.records
        assert reading.dump.format == "wire (IPTC 7901, ANPA)"
        assert (record.title, record.source) == ("Ferry line to the islands returns after nine years", "nwd")
        assert record.published.moment == "2011-03-07T11:37Z"


def test_an_alert_without_headline(write: Callable[[str, bytes], Path]) -> None:
    text = b"W1645asian\nb a BC-US--APNewsAlert     06-29 0358\n^BC-US--APNewsAlert,17<\n"
    text += b"\t   HONOLULU (AP) _ Hawaii files suit.\n\n\t   AP-WF-06-29-17 2350GMT<\n"
    (record,) = read(write("a.tst", text)).records
    assert (record.title, record.content) == (None, "HONOLULU (AP) — Hawaii files suit.")
    assert record.published.moment == "2017-06-29T23:50Z"


def test_messages_across_chunks(write: Callable[[str, bytes], Path]) -> None:
    raw = (SEEDS / "iptc7901.txt").read_bytes()
    reading = read(write("a.txt", raw * 900))
    assert [len(reading.records), reading.dump.found, len(reading.rejected)] == [1800, 1800, 0]
    assert reading.records[-1].content == reading.records[1].content


def test_the_real_message(shared: Path) -> None:
    (record,) = read(shared / "corpus" / "iptc7901" / "superdesk__IPTC7901.txt").records
    assert record.title == "Germany Social Democrats: Coalition talks with Merkel could fail"
    assert record.source == "dpa"
