"""NITF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    hold_against_golden("nitf.xml")


def test_in_utf_16(write: Callable[[str, bytes], Path]) -> None:
    text = (SEEDS / "nitf.xml").read_text("utf-8").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    plain = read(SEEDS / "nitf.xml").records[0]
    for charset in ("utf-16", "utf-16-le", "utf-16-be"):
        (record,) = read(write(f"{charset}.xml", text.encode(charset))).records
        assert (record.title, record.content) == (plain.title, plain.content)
        raw = text.encode(charset)[record.provenance.offset :][: record.provenance.length]
        assert raw.decode(charset if charset != "utf-16" else "utf-16-le").startswith("<nitf ")


def test_entities_of_the_file_are_not_resolved(write: Callable[[str, bytes], Path]) -> None:
    bomb = '<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">'
    text = f"<!DOCTYPE nitf [{bomb}]><nitf><body><body.content><p>x &b; &f; AT&T</p></body.content></body></nitf>"
    (record,) = read(write("a.xml", text.encode())).records
    assert record.content == "x &b; &f; AT&T"


def test_wrapped_lines_are_joined_and_others_not(write: Callable[[str, bytes], Path]) -> None:
    text = "<nitf><body><body.content><p>The fire is <br/>out.<br/>Nobody was hurt.</p></body.content></body></nitf>"
    (record,) = read(write("a.xml", text.encode())).records
    assert record.content == "The fire is out.\nNobody was hurt."


def test_broken_markup_is_read_with_a_warning(write: Callable[[str, bytes], Path]) -> None:
    text = "<nitf><body><body.content><p>One <b>two</p><p>three</p></body.content></body></nitf>"
    (record,) = read(write("a.xml", text.encode())).records
    assert "three" in record.content
    assert record.warnings


def test_the_real_item(shared: Path) -> None:
    (record,) = read(shared / "corpus" / "nitf" / "superdesk__ap-nitf.xml").records
    assert record.title == "Can trading pollution like stocks help fight climate change?"
    assert record.published.moment == "2015-12-10T19:10:44Z"
    assert (record.source, record.author) == ("The Associated Press", "BERNARD CONDON")
