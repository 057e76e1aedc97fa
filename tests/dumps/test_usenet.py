"""Usenet postings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.dumps import open_dump
from reader.dumps.usenet import Usenet, posting
from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden

SAMPLE = (SEEDS / "usenet-posting").read_bytes()


def test_sample() -> None:
    hold_against_golden("usenet-posting")


def test_mail_is_left_to_others() -> None:
    mail = b"From: a@b.example\nTo: c@d.example\nSubject: Hi\nDate: Mon, 07 Mar 2011 10:05:00 +0100\n\nHello.\n"
    assert Usenet().score(mail, "a.eml") == 0


def test_quoted_printable(write: Callable[[str, bytes], Path]) -> None:
    head = b"From: a@b.example\nNewsgroups: a.b\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1\n"
    raw = head + b"Content-Transfer-Encoding: quoted-printable\n\nTroms=F8 is\n far.\n"
    assert read(write("1", raw)).records[0].content == "Tromsø is\nfar."


@given(st.text(max_size=300))
def test_any_text_is_a_posting(text: str) -> None:
    posting(text)


def test_the_real_posting(shared: Path) -> None:
    (record,) = read(shared / "corpus" / "usenet" / "castorini__82757").records
    assert (record.title, record.source) == ("Re: Religion and homosexuality", "dsoconne@quads.uchicago.edu")
    assert record.content == "Good Luck on your journey!"


def test_a_sender_of_groups_in_groups(write: Callable[[str, bytes], Path]) -> None:
    """The parser of the standard library goes down with each of them."""
    head = b"From: " + b"a:" * 5000 + b"\nNewsgroups: a.b\nSubject: x\nLines: 1\nMessage-ID: <1@x>\n"
    raw = head + b"\nA text that says a thing.\n"
    for fmt in ("mail", "Usenet posting"):
        assert len(list(open_dump(write("a", raw), format=fmt).records())) == 1


def test_encoded_words_that_are_none_stay_as_they_are(write: Callable[[str, bytes], Path]) -> None:
    head = b"From: a@b.example\nNewsgroups: a.b\nSubject: =?utf-8?B?/w==x?= news\nLines: 1\nMessage-ID: <1@x>\n"
    records = read(write("a", head + b"\nA text that says a thing.\n")).records
    assert [record.title for record in records] == ["=?utf-8?B?/w==x?= news"]
