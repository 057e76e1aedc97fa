"""MediaWiki exports and wikitext."""

from __future__ import annotations

import bz2
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.wikitext import plain_text
from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden

pieces = st.sampled_from(
    ["{{", "}}", "[[", "]]", "|", "'''", "==", "\n", "<ref>", "</ref>", "{|", "|}", "w", "* ", "x y", "&amp;"]
)


def test_sample() -> None:
    hold_against_golden("wikinews.xml")


def test_packed_with_bzip2(write: Callable[[str, bytes], Path]) -> None:
    reading = read(write("pages-articles.xml.bz2", bz2.compress((SEEDS / "wikinews.xml").read_bytes())))
    assert [len(reading.records), len(reading.skipped), reading.dump.found] == [2, 2, 4]


def test_a_cut_dump_keeps_whole_pages(write: Callable[[str, bytes], Path]) -> None:
    raw = (SEEDS / "wikinews.xml").read_bytes()
    reading = read(write("a.xml", raw[: raw.index(b"Fog kept")]))
    assert [len(reading.records), len(reading.skipped), len(reading.rejected), reading.dump.found] == [1, 2, 1, 4]


@pytest.mark.parametrize(
    ("wikitext", "text"),
    [
        ("A [[b|c]] and [[d]].", "A c and d."),
        ("A [http://x.example link] and http://y.example", "A link and http://y.example"),
        ("'''Bold''' ''it''", "Bold it"),
        ("one\ntwo\n\nthree", "one two\nthree"),
        ("* a\n* b\nc", "a\nb\nc"),
        ("{{quote|Never again.|Ann}}", "Never again."),
        ("{{infobox|a={{b|c}}}}Text", "Text"),
        ("== Empty ==\n== Full ==\nText\n== Sources ==", "Full\nText"),
        ("{{unclosed|Text", "{{unclosed|Text"),
    ],
)
def test_wikitext(wikitext: str, text: str) -> None:
    assert plain_text(wikitext) == text


@given(st.lists(pieces, max_size=60).map("".join))
def test_any_wikitext_is_read(wikitext: str) -> None:
    plain_text(wikitext)


def test_the_real_export(shared: Path) -> None:
    reading = read(shared / "corpus" / "mediawiki-xml" / "macbre__dump.xml")
    (record,) = reading.records
    assert (record.title, record.published.moment) == ("Page title", "2001-01-15T13:15:00Z")
    assert [entry.kind for entry in reading.skipped] == ["talk pages, templates and the like"]


@pytest.mark.parametrize("piece", ["{{a|", "[[a|", "{|\n|\n"])
def test_unclosed_brackets_cost_no_time(piece: str) -> None:
    begun = time.process_time()
    plain_text(piece * 20_000)
    assert time.process_time() - begun < 1  # .002 to .04 s each; were it squared, minutes
