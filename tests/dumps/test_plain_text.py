"""Plain text: pages apart, bytes accounted for, memory bounded."""

from __future__ import annotations

import gzip
import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.dumps import plain_text
from reader.dumps.plain_text import separator_lines

from .conftest import Reading, read, zipped

PAGE = "Ferry strike ends\n\nThe crews return to work on Monday, the union said.\n"


def test_one_file_is_one_record(write):
    reading = read(write("a.txt", PAGE.encode()))
    (record,) = reading.records
    assert record.content == PAGE
    assert record.provenance.member == ""
    assert record.provenance.dump == "a.txt"
    assert record.provenance.dump_sha256 == record.provenance.record_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert (record.provenance.offset, record.provenance.length) == (0, len(PAGE))
    assert record.moment is not None
    assert record.moment.tzinfo is not None
    assert reading.dump.found == 1
    assert reading.dump.bytes_read == reading.dump.size == len(PAGE)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("between", ["\f", "\n" + "=" * 30 + "\n", "\r\n\r\n" + "_" * 60 + "\r\n\r\n"])
def test_pages(write, charset, between):
    text = between.join([PAGE, PAGE.replace("Ferry", "Bus"), "", PAGE.replace("Ferry", "Tram")])
    reading = read(write("a.txt", text.encode(charset)))
    assert [record.content.split()[0] for record in reading.records] == ["Ferry", "Bus", "Tram"]
    assert_whole(reading, text.encode(charset))


def test_rules_inside_an_article_do_not_split(write):
    ornaments = f"{PAGE}* * *\n{PAGE}-----\n{PAGE}-----\n"
    markdown = f"Ferry strike\n{'=' * 30}\n\n{PAGE}\nBus strike\n{'=' * 30}\n\n{PAGE}"
    for text in (ornaments, markdown, f"{PAGE}\n{'=' * 40}\n{PAGE}"):
        assert len(read(write("a.txt", text.encode())).records) == 1


def test_separator_lines():
    assert separator_lines(b"a\n" + b"-" * 25 + b"\nb\r\n" + b"-" * 25 + b"\r\nc") == {b"-" * 25}
    assert separator_lines(b"") == frozenset()


def test_containers_and_places(tmp_path, write):
    write("d/b.txt", PAGE.encode())
    write("d/a/z.txt.gz", gzip.compress(PAGE.encode()))
    inner = zipped({"deep.txt": PAGE.encode()})
    write("d/c.zip", zipped({"one.txt": PAGE.encode(), "inner.zip": inner, "one.txt.gz": gzip.compress(PAGE.encode())}))
    reading = read(tmp_path / "d")
    members = [record.provenance.member for record in reading.records]
    assert members == ["a/z.txt.gz", "b.txt", "c.zip/one.txt", "c.zip/inner.zip/deep.txt", "c.zip/one.txt.gz"]
    assert {record.provenance.dump_sha256 for record in reading.records} == {None}
    assert reading.dump.bytes_read == reading.dump.size > 0


def test_the_same_name_twice_in_a_zip(write):
    raw = zipped({"a.txt": PAGE.encode(), "b.txt": PAGE.encode() * 2}).replace(b"b.txt", b"a.txt")
    reading = read(write("twice.zip", raw))
    assert [record.provenance.member for record in reading.records] == ["a.txt", "a.txt#2"]
    assert [len(record.content) for record in reading.records] == [len(PAGE), 2 * len(PAGE)]


def test_large_files_are_cut_at_blank_lines(write, monkeypatch):
    monkeypatch.setattr(plain_text, "SOFT", 2000)
    monkeypatch.setattr(plain_text, "LATE", 3000)
    monkeypatch.setattr(plain_text, "HARD", 4000)
    raw = "".join(f"Story {number}\n\nA sentence, the office said.\n\n\n" for number in range(500)).encode()
    reading = read(write("a.txt", raw))
    assert all(record.content.startswith("Story") and record.content.endswith("\n\n\n") for record in reading.records)
    assert max(record.provenance.length for record in reading.records) < 2200
    assert_whole(reading, raw)
    assert_whole(read(write("b.txt", b"no blank line here\n" * 1000)), b"no blank line here\n" * 1000)


def test_done_records_are_counted_and_passed_over(write):
    path = write("a.txt", "\f".join([PAGE] * 5).encode())
    offsets = [record.provenance.offset for record in read(path).records]
    reading = read(path, done=lambda member, offset: member == "" and offset in offsets[:3])
    assert [record.provenance.offset for record in reading.records] == offsets[3:]
    assert reading.dump.found == 5


lines = st.sampled_from(
    ["", "", "word", "“Zitat” sagt er", "\f", "a\fb", "=" * 24, "-" * 30, "x" * 50, "\0", "\x1b", "é" * 9, "\r", "---"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(lines, max_size=60), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "utf-32"]), st.booleans()
)
def test_every_byte_is_accounted_for(parts, charset, small):
    raw = "\n".join(["Headline first", *parts]).encode(charset, "replace")
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if small:
            for name, value in (("SOFT", 60), ("LATE", 90), ("HARD", 120), ("LINE", 64)):
                patch.setattr(plain_text, name, value)
        path = Path(folder) / "a.txt"
        path.write_bytes(raw)
        reading = read(path, format="plain text")
        assert_whole(reading, raw)
        assert reading.dump.found == len(reading.records) + len(reading.rejected)
        again = read(path, format="plain text")
        assert again.records == reading.records


def test_a_box_of_labels_between_rules_heads_its_page(tmp_path):
    rule = "=" * 40
    page = f"{rule}\nURL: https://a.example/{{}}\nRetrieved: 2024-11-06\n{rule}\n\nHeadline {{}}\n\nA story.\n\n"
    path = tmp_path / "a.txt"
    path.write_text("".join(page.format(n, n) for n in "123"))
    reading = read(path)
    assert_whole(reading, path.read_bytes())
    assert [r.content.count("Headline") for r in reading.records] == [1, 1, 1]
    assert all(r.content.startswith("URL: ") for r in reading.records)


def assert_whole(reading: Reading, raw: bytes) -> None:
    """Records stand in order without overlap and are the file's own bytes; between them is only framing."""
    end = 0
    framing = b""
    for record in reading.records:
        place = record.provenance
        assert place.offset >= end
        framing += raw[end : place.offset]
        end = place.offset + place.length
        assert hashlib.sha256(raw[place.offset : end]).hexdigest() == place.record_sha256
    framing += raw[end:]
    if not reading.rejected:
        assert framing.strip(b" \t\r\n\f\0\xff\xfe\xef\xbb\xbf=_-") == b""
