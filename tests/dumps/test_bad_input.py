"""Whatever is opened: one clear sentence, and what is whole comes in."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.dumps import FORMATS, Limits, open_dump
from reader.dumps.containers import open_file
from reader.dumps.limits import MEGABYTE
from reader.errors import DumpError

from .conftest import read, zipped

STORY = b"The harbour reopened on Monday.\n\nFerries left on time, the port office said.\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
NOISE = bytes((place * 7919 + place // 3) % 256 for place in range(20_000))


def refusal(path: Path, **options) -> str:
    with pytest.raises(DumpError) as caught:
        open_dump(path, **options)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert "Error" not in message
    return message


def test_no_such_file(tmp_path):
    assert "There is no file or folder" in refusal(tmp_path / "gone.txt")


def test_name_no_system_takes(tmp_path):
    refusal(tmp_path / ("x" * 5000))
    refusal(Path("a\0b"))


def test_empty_file(write):
    assert "is empty" in refusal(write("empty.txt", b""))


def test_folder_without_text(tmp_path, write):
    assert "holds nothing" in refusal(tmp_path)
    write("a/picture.png", PNG)
    assert "a PNG picture" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("news.txt", PNG, "PNG picture"),
        ("news.txt", NOISE, "a binary file"),
        ("news.txt", b"SQLite format 3\x00" + bytes(4000), "an SQLite database"),
        ("news.txt", b"7z\xbc\xaf\x27\x1c" + NOISE, "7z archive"),
        ("news.zip", b"PK\x03\x04" + NOISE, "Not a whole zip archive"),
        ("news.zip", zipped({}), "holds nothing"),
        ("news.gz", gzip.compress(b"", mtime=0), "is empty"),
        ("news.gz", b"\x1f\x8b\x08\x00" + NOISE, "damaged"),
    ],
)
def test_not_text(write, name, content, words):
    assert words in refusal(write(name, content))


def test_unknown_format(write):
    assert "plain text" in refusal(write("a.txt", STORY), format="telex")


def test_binary_beside_text_is_named_and_stops_nothing(tmp_path, write):
    write("d/a.txt", STORY)
    write("d/b.txt", NOISE)
    write("d/c.png", PNG)
    write("d/empty.txt", b"")
    write("d/.DS_Store", NOISE)
    write("d/z.txt", STORY)
    reading = read(tmp_path / "d")
    assert [record.provenance.member for record in reading.records] == ["a.txt", "z.txt"]
    assert [problem.where for problem in reading.rejected] == ["d/b.txt"]
    assert sorted(skipped.kind for skipped in reading.skipped) == ["empty files", "pictures", "system files"]
    assert reading.dump.found == 6


def test_zip_members_that_lead_out(write):
    names = ["../../evil.txt", "/evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "good/../../evil.txt", "good/a.txt"]
    path = write("slip.zip", zipped(dict.fromkeys(names, STORY)))
    reading = read(path)
    assert [record.provenance.member for record in reading.records] == ["good/a.txt"]
    assert len(reading.rejected) == 5
    assert all("leads out" in problem.reason for problem in reading.rejected)
    assert list(path.parent.iterdir()) == [path]


def test_zip_link(write):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", STORY)
    reading = read(write("links.zip", out.getvalue()))
    assert [record.content for record in reading.records] == [STORY.decode()]
    assert "link" in reading.rejected[0].reason


def test_encrypted_zip_member(write):
    raw = bytearray(zipped({"a.txt": STORY, "b.txt": STORY}))
    central = raw.index(b"PK\x01\x02")
    raw[central + 8] |= 1
    reading = read(write("secret.zip", bytes(raw)))
    assert [record.provenance.member for record in reading.records] == ["b.txt"]
    assert "Encrypted" in reading.rejected[0].reason


def test_zip_bomb(write):
    limits = Limits(free=MEGABYTE)
    bomb = zipped({"a.txt": b"All quiet.\n\n" * 400_000, "b.txt": STORY})
    reading = read(write("bomb.zip", bomb), limits=limits)
    assert ["bomb" in problem.reason for problem in reading.rejected] == [True]
    assert reading.records[-1].content == STORY.decode()


@pytest.mark.parametrize("fmt", [each.name for each in FORMATS])
def test_nesting_costs_no_time(write, fmt):
    path = write("deep.json", b"[" * 200_000)
    began = time.process_time()
    with contextlib.suppress(DumpError):
        for _ in open_dump(path, format=fmt).records():
            pass
    assert time.process_time() - began < 2  # .05 to .2 s each


def test_nested_bomb(write):
    inner = STORY
    for _ in range(10):
        inner = zipped({"a.zip": inner})
    assert "Packed more than 6 times" in refusal(write("onion.zip", inner))


def test_total_and_member_limits(write):
    files = {f"{number}.txt": STORY for number in range(20)}
    path = write("many.zip", zipped(files))
    reading = read(path, limits=Limits(members=5))
    assert len(reading.records) == 5
    assert "more than 5 files" in reading.rejected[0].reason
    reading = read(path, limits=Limits(unpacked=300))
    assert reading.records
    assert reading.rejected


def test_cut_gzip_keeps_what_is_whole(write):
    lines = b"".join(b"Line %d of the story, said the port office.\n" % number for number in range(50_000))
    whole = gzip.compress(lines)
    reading = read(write("cut.txt.gz", whole[: len(whole) * 2 // 3]))
    text = "".join(record.content for record in reading.records)
    assert lines.startswith(text.encode())
    assert len(text) > len(lines) // 2
    assert "cut short" in reading.warnings[0].reason
    assert reading.rejected == []


def test_garbage_behind_gzip(write):
    reading = read(write("tail.txt.gz", gzip.compress(STORY) + b"garbage"))
    assert [record.content for record in reading.records] == [STORY.decode()]
    assert len(reading.warnings) == 1


def test_damaged_zip_member(write):
    raw = bytearray(zipped({"a.txt": STORY, "b.txt": STORY * 40, "c.txt": STORY}, zipfile.ZIP_STORED))
    place = raw.index(STORY * 40)
    raw[place + 5] ^= 0xFF
    reading = read(write("damaged.zip", bytes(raw)))
    assert [record.provenance.member for record in reading.records][::2] == ["a.txt", "c.txt"]
    assert "damaged" in reading.warnings[0].reason


def test_hundred_megabyte_line(write):
    path = write("line.txt", STORY)
    with open(path, "ab") as file:
        for _ in range(100):
            file.write(b"x" * MEGABYTE)
        file.write(b"\n" + STORY)
    reading = read(path)
    assert [record.content for record in reading.records] == [STORY.decode(), STORY.decode()]
    assert "A line of 100 MB" in reading.rejected[0].reason
    assert reading.dump.found == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_devices(tmp_path, write):
    os.mkfifo(tmp_path / "pipe")
    assert "a device or a pipe" in refusal(tmp_path / "pipe")
    assert "a device or a pipe" in refusal(Path(os.devnull))
    write("a.txt", STORY)
    reading = read(tmp_path)
    assert len(reading.records) == 1
    assert [skipped.kind for skipped in reading.skipped] == ["devices and pipes"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_folder(tmp_path, write):
    outside = write("outside.txt", STORY)
    inside = write("d/a.txt", STORY)
    (tmp_path / "d" / "out.txt").symlink_to(outside)
    (tmp_path / "d" / "again.txt").symlink_to(inside)
    (tmp_path / "d" / "loop").symlink_to(tmp_path / "d")
    reading = read(tmp_path / "d")
    assert [record.provenance.member for record in reading.records] == ["a.txt"]
    assert [problem.where for problem in reading.rejected] == ["d/out.txt"]
    assert len(reading.skipped) == 2


def test_a_file_that_may_not_be_read(write, monkeypatch):
    path = write("d/a.txt", STORY)
    write("d/b.txt", STORY)

    def refuse(place, meter):
        if place.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return open_file(place, meter)

    monkeypatch.setattr("reader.dumps.containers.open_file", refuse)
    assert "may not be read" in refusal(path)
    reading = read(path.parent)
    assert [problem.reason for problem in reading.rejected] == ["The file cannot be opened: Permission denied."]
    assert len(reading.records) == 1


def test_changed_between_opening_and_reading(write):
    path = write("a.txt", STORY)
    dump = open_dump(path)
    path.write_bytes(STORY * 2)
    with pytest.raises(DumpError, match="changed"):
        list(dump.records())


def test_changed_while_reading(tmp_path, write):
    for name in "abc":
        write(f"d/{name}.txt", STORY)
    dump = open_dump(tmp_path / "d")
    found = []
    for entry in dump.records():
        if not found:
            (tmp_path / "d" / "a.txt").write_bytes(STORY * 3)
        found.append(entry)
    assert "changed" in found[1].reason
    assert not found[1].rejected
    assert dump.found == 3


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text(tmp_path, write):
    write("d/a.txt", STORY)
    os.rename(tmp_path / "d" / "a.txt", os.path.join(os.fsencode(tmp_path / "d"), b"caf\xe9.txt"))
    reading = read(tmp_path / "d")
    reading.records[0].provenance.member.encode("utf-8")


def test_a_number_of_five_thousand_digits_costs_no_article(write: Callable[[str, bytes], Path]) -> None:
    story = {"title": "Bridge", "text": "The bridge over the Elva is to close. " * 9, "date": "2019-05-02", "n": 0}
    raw = json.dumps([story]).replace('"n": 0', f'"n": {"9" * 5000}').encode()
    assert [record.title for record in read(write("a.json", raw)).records] == ["Bridge"]
