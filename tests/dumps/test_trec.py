"""TREC and LDC documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dumps.conftest import read
from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    hold_against_golden("trec.txt")


@pytest.mark.parametrize(
    ("number", "moment"),
    [
        ("NYT19990101.0001", "1999-01-01"),
        ("AP880212-0007", "1988-02-12"),
        ("XIN_ENG_20030230.0001", None),
        ("FBIS3-1", None),
    ],
)
def test_the_date_in_a_number(number: str, moment: str | None, write: Callable[[str, bytes], Path]) -> None:
    text = f"<DOC>\n<DOCNO> {number} </DOCNO>\n<TEXT>\nSomething happened.\n</TEXT>\n</DOC>\n"
    (record,) = read(write("a", text.encode())).records
    assert record.published.moment == moment


def test_tags_in_lower_case_and_chinese(write: Callable[[str, bytes], Path]) -> None:
    text = "<doc>\n<url>http://news.example/1.html</url>\n<docno>98590b972ad2f0ea</docno>\n"
    text += "<contenttitle>港口恢复开放</contenttitle>\n<content>港口周一上午恢复开放。</content>\n</doc>\n"
    reading = read(write("sogou.txt", (text * 3).encode("gb18030")))
    assert [record.title for record in reading.records] == ["港口恢复开放"] * 3
    assert reading.records[2].content == "港口周一上午恢复开放。"
    assert reading.records[0].url == "http://news.example/1.html"


def test_tags_in_tags(write: Callable[[str, bytes], Path]) -> None:
    text = (
        "<DOC><DOCNO>NYT19980507.0001</DOCNO><DOCTYPE>NEWS</DOCTYPE><DATE_TIME> 05/07/1998 17:54:00 </DATE_TIME><BODY>"
        '<HEADLINE> Mayor <b_enamex type="PERSON">Lind<e_enamex> resigns </HEADLINE><TEXT><p> The mayor '
        "resigned.<p> She gave no reason.</TEXT></BODY></DOC>"
    )
    (record,) = read(write("a.txt", text.encode())).records
    assert (record.title, record.content) == ("Mayor Lind resigns", "The mayor resigned.\nShe gave no reason.")
    assert record.published.moment == "1998-05-07T17:54:00"


def test_web_pages_stay_pages(write: Callable[[str, bytes], Path]) -> None:
    text = (
        "<DOC>\n<DOCNO>GX000-00-0000000</DOCNO>\n<DOCHDR>\nhttp://x.example\n</DOCHDR>\n<html><p>Hi</p></html>\n</DOC>"
    )
    (record,) = read(write("a", text.encode())).records
    assert (str(record.kind), record.content.strip()) == ("html", "<html><p>Hi</p></html>")


def test_the_real_sample(shared: Path) -> None:
    reading = read(shared / "corpus" / "trec-sgml" / "castorini__segment1.txt")
    assert [record.title for record in reading.records] == ["This is headline and should be included", None]
    assert reading.records[0].source == "AP"
