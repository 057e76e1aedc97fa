"""Mailboxes and web archives: borders, cuts and strays, in bounded memory."""

from __future__ import annotations

import gzip

import pytest

from reader.dumps import pieces
from reader.dumps.headline import without_site
from reader.dumps.http_payload import read_response
from reader.dumps.page import read_page, url_date

from .conftest import SEEDS, read

LETTER = "From a@news.example Fri May  3 06:00:02 2019\nFrom: A <a@news.example>\nSubject: {0}\n\n{1}\n\n"


def test_lines_that_only_look_like_a_border(write):
    body = "Dear desk,\n\nFrom Monday on the bridge is closed.\nFrom 1994 to 2019: it stood.\n\nFrom: the county\n"
    reading = read(write("a.mbox", (LETTER.format("One", body) + LETTER.format("Two", "Short.")).encode()))
    assert [record.title for record in reading.records] == ["One", "Two"]
    assert "From Monday on" in reading.records[0].content
    assert reading.rejected == []


def test_messages_larger_than_a_piece_of_reading(write, monkeypatch):
    long = "A line of the story, said the port office.\n" * 20_000
    raw = "".join(LETTER.format(number, long) for number in range(3)).encode()
    reading = read(write("a.mbox", raw))
    assert [record.provenance.length for record in reading.records] == [len(raw) // 3] * 3
    monkeypatch.setattr(pieces, "LARGEST", 100_000)
    reading = read(write("b.mbox", raw + LETTER.format("small", "Short.").encode()))
    assert [record.title for record in reading.records] == ["small"]
    assert len(reading.rejected) == 3
    assert reading.dump.found == 4


@pytest.mark.parametrize("cut", [200, 700, 1500, 2600])
def test_a_cut_warc(write, cut):
    raw = gzip.decompress((SEEDS / "crawl.warc.gz").read_bytes())
    reading = read(write("a.warc", raw[:cut]))
    told = [problem.reason for problem in reading.warnings]
    assert any("before its stated length" in reason or "cut short in its header" in reason for reason in told)
    assert reading.dump.found == len(reading.records) + len(reading.skipped)


def test_a_cut_gzip_of_warc(write):
    raw = (SEEDS / "crawl.warc.gz").read_bytes()
    reading = read(write("a.warc.gz", raw[:1600]))
    assert [record.title for record in reading.records][:1] == ["Harbour strike ends after eleven days"]
    assert any("cut short" in problem.reason for problem in reading.warnings)


def test_strays_between_records(write):
    raw = gzip.decompress((SEEDS / "crawl.warc.gz").read_bytes())
    whole = read(SEEDS / "crawl.warc.gz")
    place = raw.index(b"WARC/1.0", 600)
    reading = read(write("a.warc", raw[:place] + b"garbage here\n" + raw[place:]))
    assert len(reading.records) == len(whole.records)
    assert "belong to no record" in reading.warnings[0].reason


def test_payloads():
    packed = gzip.compress(b"<p>whole</p>")
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = b"5\r\n" + packed[:5] + b"\r\n" + b"%x;x=y\r\n" % (len(packed) - 5) + packed[5:] + b"\r\n0\r\n\r\n"
    assert read_response(head + chunks).body == b"<p>whole</p>"
    assert read_response(head + b"<p>whole</p>").body == b"<p>whole</p>"  # unpacked by the crawler
    assert read_response(head + packed[:-9]).body.startswith(b"<p>")
    assert read_response(b"GET / HTTP/1.1\r\n\r\n") is None


def test_what_a_page_states():
    page = '<title>A - B | Site</title><meta property="og:site_name" content="Site"><h1></h1>'
    assert read_page(f"{page}<!-- <h1>No</h1> --><h1>A - B</h1>").title == "A - B"
    assert read_page('<meta name="date" content="2999-01-01">').published.moment is None
    assert url_date("https://a.example/2019/05/03/x").moment == "2019-05-03"
    assert url_date("https://a.example/2019/15/03/x").moment is None
    assert without_site("Budget | What it means | The Post", "The Post") == "Budget | What it means"
