"""JSON, JSON lines and CSV: columns guessed, bad rows named, every row in its place."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps import Options
from reader.dumps.json_lines import LineCensus
from reader.dumps.mapping import Columns, guess
from reader.dumps.markers import Markers
from reader.dumps.table import SEPARATORS

from .conftest import read

BODY = "The crews return to work on Monday, the union said after a night of talks in the port office."


def article(number: int, **more: object) -> dict[str, object]:
    return {
        "headline": f"Ferry strike day {number}",
        "articleBody": f"{BODY} Day {number}.",
        "source": {"id": None, "name": "Harbour Times"},
        "publishedAt": f"2020-03-{number:02}T08:00:00+01:00",
        "link": f"https://news.example/{number}",
        **more,
    }


def packed(rows: list[dict[str, object]]) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


def assert_places(path, reading) -> None:
    raw = path.read_bytes()
    for record in reading.records:
        place = record.provenance
        piece = raw[place.offset : place.offset + place.length]
        assert hashlib.sha256(piece).hexdigest() == place.record_sha256


@pytest.mark.parametrize("shape", ["lines", "list", "object", "nested", "roots", "one", "bom", "crlf"])
def test_json_of_every_shape(write, shape):
    rows = [article(number) for number in range(1, 6)]
    content = {
        "lines": packed(rows),
        "list": json.dumps(rows, indent=2).encode(),
        "object": json.dumps({"status": "ok", "facets": [{"count": 3}], "articles": rows}).encode(),
        "nested": json.dumps({"response": {"docs": rows, "meta": {"hits": 5}}}).encode(),
        "roots": "\n".join(json.dumps(row, indent=1) for row in rows).encode(),
        "one": json.dumps(rows[0], indent=1).encode(),
        "bom": b"\xef\xbb\xbf" + packed(rows),
        "crlf": packed(rows).replace(b"\n", b"\r\n\r\n"),
    }[shape]
    path = write("news.txt", content)
    reading = read(path)
    assert len(reading.records) == (1 if shape == "one" else 5)
    first = reading.records[0]
    assert (first.title, first.source, first.url) == ("Ferry strike day 1", "Harbour Times", "https://news.example/1")
    assert first.published.moment == "2020-03-01T08:00:00+01:00"
    assert first.content == f"{BODY} Day 1."
    assert reading.rejected == []
    assert_places(path, reading)


def test_bad_lines_are_named(write):
    good = json.dumps(article(1)).encode()
    content = b"\n".join([good, b"<html>502</html>", b"", good[:80], b"[1, 2]", good, b'{"a": "\\ud800"}', b""])
    reading = read(write("a.jsonl", content))
    assert len(reading.records) == 2
    assert [problem.reason.partition(" is ")[0] for problem in reading.rejected] == ["Line 2", "Line 4", "Line 5"]
    assert len(reading.skipped) == 1
    assert reading.dump.found == 6


def test_utf16_lines(write):
    path = write("a.jsonl", "\r\n".join(json.dumps(article(n), ensure_ascii=False) for n in (1, 2)).encode("utf-16"))
    reading = read(path)
    assert [record.title for record in reading.records] == ["Ferry strike day 1", "Ferry strike day 2"]
    assert_places(path, reading)


def test_deep_and_cut_json(write):
    assert "levels deep" in read(write("deep.json", b"[" * 100_000)).rejected[0].reason
    cut = json.dumps([article(number) for number in range(1, 9)]).encode()[:-200]
    reading = read(write("cut.json", cut))
    assert len(reading.records) == 7
    assert "in the middle" in reading.rejected[0].reason


def test_paragraphs_as_a_list_of_objects(write):
    contents = [{"type": "title", "content": "T"}, {"content": f"<p>{BODY}</p>"}, {"content": BODY}, {"type": "image"}]
    row = {"title": "Ferry", "contents": contents, "published_date": 1472713234000, "author": "A. Writer"}
    (record,) = read(write("wapo.jsonl", packed([row]))).records
    assert record.content == f"{BODY}\n{BODY}"
    assert record.published.moment == "2016-09-01T07:00:34Z"


def test_rows_without_text(write):
    rows = [{"title": "Only a headline", "url": "https://a.example/1", "text": ""}, {"title": "Nothing", "text": None}]
    reading = read(write("a.jsonl", packed([*rows, {"title": "Whole", "text": BODY, "url": "https://a.example/2"}])))
    assert [record.title for record in reading.records] == ["Only a headline", "Whole"]
    assert not reading.records[0].warnings  # it came in as the dump states it
    assert [skipped.kind for skipped in reading.skipped] == ["rows without text"]


def test_what_is_no_table_of_articles_is_said(write):
    reading = read(write("a.jsonl", b'{"lat": 1.5, "lon": 2.5}\n{"lat": 3.5, "lon": 2.5}\n'))
    assert "lat, lon" in reading.rejected[0].reason


def test_columns_chosen_by_the_user(write):
    path = write("a.jsonl", packed([{"a": "Ferry", "b": BODY, "title": "no"}] * 2))
    reading = read(path, options=Options(mapping={"title": "a", "text": "b"}))
    assert (reading.records[0].title, reading.records[0].content) == ("Ferry", BODY)
    assert "no part" in read(path, options=Options(mapping={"headline": "a"})).rejected[0].reason


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("charset", ["utf-8-sig", "cp1252", "utf-16"])
def test_csv(write, separator, charset):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["", "title", "content", "date", "publication"])
    for number in range(1, 5):
        body = f"{BODY}\nCafé, “quoted”; {number} | \t tab"
        writer.writerow([number, f"Ferry, day {number}", body, f"2020-03-{number:02}", "Harbour"])
    path = write("news.csv", out.getvalue().encode(charset))
    reading = read(path)
    assert [record.title for record in reading.records] == [f"Ferry, day {number}" for number in range(1, 5)]
    assert reading.records[1].content == f"{BODY}\nCafé, “quoted”; 2 | \t tab"
    assert reading.records[1].published.moment == "2020-03-02"
    assert reading.records[1].fields == {"column 1": "2"}
    assert_places(path, reading)


def test_csv_with_an_unclosed_quote(write):
    lines = ["title,text,url"] + [f'Day {n},"{BODY} {n}",https://a.example/{n}' for n in range(1, 8)]
    lines[3] = lines[3].replace('",', ",")
    reading = read(write("a.csv", "\n".join(lines).encode()))
    assert [record.title for record in reading.records] == [f"Day {n}" for n in (1, 2, 4, 5, 6, 7)]
    assert "never closed" in reading.rejected[0].reason
    assert reading.dump.found == 7


def test_csv_with_a_long_field_and_without_header(write):
    long = BODY * 8000
    content = f'1,Ferry strike begins,"{long}",2020-03-01\n2,Ferry strike ends,{"x y " * 100},2020-03-02\n'
    reading = read(write("a.csv", content.encode()))
    assert [record.title for record in reading.records] == ["Ferry strike begins", "Ferry strike ends"]
    assert len(reading.records[0].content) == len(long)


def test_prose_with_commas_is_no_table(write):
    text = (
        "The mayor, in office since 2011, resigned.\nHer deputy, a teacher, follows.\nNo date, he said, was set.\n" * 4
    )
    assert read(write("a.txt", text.encode())).dump.format == "plain text"


def test_guess_by_values():
    rows = [
        {"c1": f"{n}", "c2": f"Ferry strike, day {n}", "c3": BODY * 3, "c4": f"2020-03-{n:02}"} for n in range(1, 9)
    ]
    columns = guess(rows)
    assert (columns.title, columns.text, columns.date, columns.sure) == ("c2", "c3", "c4", False)


@given(st.lists(st.binary(max_size=8).filter(lambda piece: True), max_size=30), st.integers(1, 5))
def test_line_census(pieces, size):
    raw = b"\n".join(pieces)
    census = LineCensus()
    for place in range(0, len(raw), size):
        census.feed(raw[place : place + size])
    blank = b" \t\r\n\0\xef\xbb\xbf\xff\xfe\f\v"
    assert census.count() <= sum(bool(line.strip(b" ")) for line in raw.split(b"\n"))
    assert census.count() >= sum(bool(line.strip(blank)) for line in raw.split(b"\n"))


@given(st.text("ab\n<", max_size=200), st.integers(1, 7))
def test_markers(text, size):
    raw = text.replace("<", "<doc>\n").encode() * 9
    markers = Markers(rb"^<doc>")
    for place in range(0, len(raw), size):
        markers.feed(raw[place : place + size])
    assert markers.count() == sum(line.startswith(b"<doc>") for line in raw.split(b"\n"))


def guessed(*rows: dict[str, str]) -> Columns:
    return guess([{"title": f"Ferry strike {at}", "text": BODY * 2, **row} for at, row in enumerate(rows)])


def test_a_source_is_rather_a_name_than_a_host() -> None:
    rows = [{"publisher": "a.example", "sitename": "Harbour Times"}] * 3
    assert guessed(*rows).source == "sitename"
    assert guessed(*[{"publisher": "a.example"}] * 3).source == "publisher"


def test_the_finer_of_two_dates_of_the_same_day_is_taken() -> None:
    rows = [{"date": "2019-05-03", "dateTime": "2019-05-03T06:00:00Z", "crawldate": "2019-05-03T07:00:00Z"}] * 2
    assert guessed(*rows).date == "dateTime"
    other = {"date": "2019-05-03", "dateTime": "2019-05-04T06:00:00Z"}
    assert guessed(other, other).date == "date"


@pytest.mark.parametrize(("telling", "order"), [("13/05/2019", "dmy"), ("05/13/2019", "mdy"), ("05/06/2019", None)])
def test_one_row_tells_which_number_is_the_day(telling: str, order: str | None) -> None:
    assert guessed({"date": "03/07/2019"}, {"date": telling}).order == order


def test_a_row_with_its_body_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    rows = [{"title": "A bridge", "body": BODY * 2}, {"title": "A ferry", "bodyText": BODY, "trailText": "Short."}]
    path.write_bytes(packed(rows))
    assert [record.content for record in read(path).records] == [BODY * 2, BODY]


def test_a_byline_is_its_names(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(packed([article(1, byline="By Tom Ashby")]))
    assert read(path).records[0].author == "Tom Ashby"


def test_accents_in_names_and_commas_in_every_row(write: Callable[[str, bytes], Path]) -> None:
    text = "The bridge over the Elva is to close, the council said on Monday, for two years. " * 3
    german = "Nr;Überschrift;Text;Datum;Quelle\n" + "".join(
        f"{n};Brücke zu;{text};0{n}.05.2019;Post\n" for n in range(1, 4)
    )
    first = read(write("a.csv", german.encode())).records[0]
    assert (first.title, first.source, first.published.moment) == ("Brücke zu", "Post", "2019-05-01")
    bare = "".join(f"Bridge to close {n}\t{text}\t2019-05-0{n}\n" for n in range(1, 5))
    assert read(write("b.tsv", bare.encode())).records[0].content.strip() == text.strip()
