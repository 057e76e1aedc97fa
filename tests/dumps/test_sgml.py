"""Fields in SGML."""

from __future__ import annotations

from reader.dumps.sgml import inside, insides, without


def test_fields_in_any_case() -> None:
    text = "<HL a=1>One</hl> <TEXT>x<HL>Two</HL></TEXT>"
    assert list(insides(text, "HL")) == ["One", "Two"]
    assert inside(text, "text") == "x<HL>Two</HL>"
    assert without(text, ("HL",)) == "\n <TEXT>x\n</TEXT>"


def test_a_missing_end_tag() -> None:
    assert inside("<BODY>all of it", "BODY") == "all of it"
    assert list(insides("<D>a<D>b", "D")) == []
    assert without("<D>a<D>b", ("D",)) == "<D>a<D>b"


def test_many_missing_end_tags_cost_no_time() -> None:
    assert list(insides("<TEXT>" * 300_000, "TEXT")) == []
