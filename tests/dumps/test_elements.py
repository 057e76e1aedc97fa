"""Elements cut out of bytes."""

from __future__ import annotations

import io
import time
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from reader.dumps import elements as module
from reader.dumps.elements import Element, ElementCensus, End, elements, has_element, root_of

parts = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<item a='1'>",
        "<items>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "text ",
        "<n:item>",
        "</n:item>",
        "<",
        "\n",
    ]
)


def found(raw: bytes, chunk: int = 1 << 18, **options: object) -> list[Element]:
    with mock.patch.object(module, "CHUNK", chunk):
        return list(elements(io.BytesIO(raw), ("item",), **options))  # type: ignore[arg-type]


def test_each_element_stands_where_it_says() -> None:
    raw = b"<rss><item>1</item> <x:item a='2'>2</x:item ><itemize/></rss>"
    assert [raw[e.offset : e.offset + e.length] for e in found(raw)] == [e.raw for e in found(raw)]
    assert [e.raw for e in found(raw)] == [b"<item>1</item>", b"<x:item a='2'>2</x:item >"]


def test_tags_in_comments_and_cdata_do_not_count() -> None:
    raw = b"<!-- <item> --><item><![CDATA[</item><item>]]></item>"
    assert [e.raw for e in found(raw)] == [b"<item><![CDATA[</item><item>]]></item>"]


def test_how_an_element_ends() -> None:
    assert [e.end for e in found(b"<item>1<item>2</item><item>3")] == [End.NEXT, End.TAG, End.CUT]
    assert [e.end for e in found(b"<item>" + b"x" * 99 + b"</item><item></item>", largest=50)] == [End.LONG, End.TAG]


def test_a_long_element_is_not_kept_in_memory() -> None:
    scanned = found(b"<item>" + b"x" * 5000 + b"</item><item>y</item>", chunk=100, largest=1000)
    assert [(e.end, e.length, e.raw) for e in scanned] == [(End.LONG, 5013, b""), (End.TAG, 14, b"<item>y</item>")]


@given(st.lists(parts, max_size=30).map("".join), st.integers(300, 2000), st.booleans())
def test_what_is_found_is_what_is_counted(text: str, chunk: int, xml: bool) -> None:
    raw = (text * 20).encode()
    census = ElementCensus(("item",), xml=xml)
    for start in range(0, len(raw), chunk):
        census.feed(raw[start : start + chunk])
    assert census.count() == len(found(raw, chunk, xml=xml))
    assert found(raw, chunk, xml=xml) == found(raw, xml=xml)


@given(st.lists(parts, max_size=30).map("".join), st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf_16_is_found_alike(text: str, charset: str) -> None:
    narrow, wide = found(text.encode()), found(text.encode(charset), charset=charset)
    assert [e.raw.decode(charset) for e in wide if e.end is End.TAG] == [
        e.raw.decode() for e in narrow if e.end is End.TAG
    ]


def test_roots() -> None:
    assert (
        root_of(b'\xef\xbb\xbf<?xml version="1.0"?><!-- <a> --><!DOCTYPE nitf [<!ENTITY a "]>">]>\n<n:nitf x="1">')
        == "nitf"
    )
    assert root_of(b"plain <b>text</b>") == root_of(b"") == ""
    assert root_of("\ufeff<?xml version='1.0'?><TEI>".encode("utf-16-le")) == "TEI"
    assert has_element(b"<doc id='1'>", "DOC", ignore_case=True)


def test_blanks_before_a_text_that_is_no_xml_take_no_time() -> None:
    """As before the first document of a download from Nexis: each division of them would be tried."""
    begun = time.process_time()
    assert root_of(b"\n\n" + b" " * 60 + b"1 of 1 DOCUMENTS") == ""
    assert root_of(b"<!-- a -->\n" * 60 + b"<?x?>" * 60 + b" text") == ""
    assert time.process_time() - begun < 1
