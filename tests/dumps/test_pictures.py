"""Pictures in dumps: told by their bytes, held to limits, handed on beside the records and never counted."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.dumps import open_dump
from reader.dumps.pictures import read_header, take_inline
from reader.model import Picture, Problem, Record, picture_addresses
from tests.illustrated import BRIDGE, DUMPS, attached, bomb, mail, page, png, warc

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(9) + b"\xff\xff\xc2\x00\x11\x08" + struct.pack(">2H", 90, 160) + bytes(12)
)
WEBP = {
    "lossy": b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<2H", 160, 90),
    "lossless": b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 159 | 89 << 14),
    "extended": b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (159).to_bytes(3, "little") + (89).to_bytes(3, "little"),
}
BMP = b"BM" + bytes(12) + struct.pack("<Iii", 40, 160, -90) + bytes(28)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("image/png", png(160, 90)),
        ("image/jpeg", JPEG),
        ("image/gif", b"GIF89a" + struct.pack("<2H", 160, 90) + bytes(9)),
        ("image/bmp", BMP),
        *(("image/webp", raw) for raw in WEBP.values()),
    ],
)
def test_the_first_bytes_tell(kind: str, raw: bytes) -> None:
    assert read_header(raw) == (kind, 160, 90)
    for end in range(len(raw)):
        cut = read_header(raw[:end])
        assert cut is None or (cut.width, cut.height) == (160, 90)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        bomb(),
        bomb(20_001, 1),
        bomb(0, 9),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!doctype html><p>no picture",
        b"\xff\xd8" + b"\xff\xe0\x00\x02" * 100_000,
        b"\xff\xd8" + b"\xff" * 1_000_000,
        b"GIF89a" + struct.pack("<2H", 65535, 65535) + bytes(9),
        b"BM" + bytes(12) + struct.pack("<Iii", 40, -5, 90) + bytes(28),
    ],
)
def test_what_is_no_picture_or_out_of_measure(raw: bytes) -> None:
    assert read_header(raw) is None


@pytest.mark.parametrize("name", DUMPS)
def test_each_kind_of_dump(name: str, write: Callable[[str, bytes], Path]) -> None:
    dump = open_dump(write(name, DUMPS[name]()))
    found = list(dump.records())
    records = [each for each in found if isinstance(each, Record)]
    held = {address: each for each in found if isinstance(each, Picture) for address in each.addresses}
    assert len(records) == 1
    assert dump.found == len(found) - sum(isinstance(each, Picture) for each in found)
    shelf = records[0].shelf
    assert shelf is not None
    if records[0].figures:
        addresses = records[0].figures[0].addresses
    else:
        source = "../images/bridge.png" if name == "paper.epub" else "/img/bridge.png"
        addresses = picture_addresses(source, shelf.base)
    picture = held[addresses[0]]
    assert (picture.type, picture.width, picture.height, picture.content) == ("image/png", 40, 30, png())
    assert picture.scope == shelf.scope


def test_a_page_with_pictures_in_its_attributes(write: Callable[[str, bytes], Path]) -> None:
    from base64 import b64encode

    inside = f'<img src="data:image/png;base64,{b64encode(png(90, 90)).decode()}">'
    found = list(open_dump(write("single.html", page(inside).encode())).records())
    picture, record = found
    assert isinstance(picture, Picture)
    assert isinstance(record, Record)
    assert picture.addresses[0] in record.content
    assert take_inline("<p>no picture") == ("<p>no picture", [])


def test_saved_pages_in_a_folder_have_theirs_beside_them(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "bridge_files").mkdir(parents=True)
    (folder / "bridge.html").write_text(page('<img src="./bridge_files/a%20b.png">'), "utf-8")
    (folder / "bridge_files" / "a b.png").write_bytes(png())
    dump = open_dump(folder)
    found = list(dump.records())
    picture = next(each for each in found if isinstance(each, Picture))
    assert dump.found == 2
    assert picture_addresses("./bridge_files/a%20b.png", "bridge.html") == picture.addresses


def test_what_does_not_get_in(write: Callable[[str, bytes], Path]) -> None:
    def pictures(raw: bytes) -> int:
        return sum(isinstance(each, Picture) for each in open_dump(write("a.warc", raw)).records())

    assert pictures(warc()) == 2
    assert pictures(warc(bomb())) == 1
    assert pictures(warc(b"<svg/>", "image/svg+xml")) == 1
    assert pictures(warc(png(), "application/octet-stream")) == 2  # the content tells
    assert pictures(warc(b"GIF89a, or so it says", "image/gif")) == 1
    assert pictures(warc(png(), "image/png")[:-40]) == 1  # the last one is cut short


def test_messages_have_their_pictures_for_themselves(write: Callable[[str, bytes], Path]) -> None:
    line = b"From a@b.example Tue May  4 10:00:00 2021\n"
    box = b"\n".join(line + mail().replace(b"\r\n", b"\n") for _ in range(2))
    pictures = [each for each in open_dump(write("a.mbox", box)).records() if isinstance(each, Picture)]
    assert len({each.scope for each in pictures}) == 2


def test_attached_pictures_stand_at_the_end_and_loops_end(write: Callable[[str, bytes], Path]) -> None:
    raw = mail("cid:nowhere@ostby", attached(png(), name="cid:cid:pic@ostby"), attached(b"no picture", name="x"))
    records = [each for each in open_dump(write("a.eml", raw)).records() if isinstance(each, Record)]
    (figure,) = records[0].figures
    assert figure.at == len(records[0].content)


@pytest.mark.parametrize(
    ("written", "base", "addresses"),
    [
        ("/img/bridge.png", "https://post.example/2021/bridge", picture_addresses(BRIDGE, "")[:1]),
        ("bridge.png?w=1#top", "http://Post.example/a/", ("//post.example/a/bridge.png?w=1",)),
        (" //cdn.example/a b.png ", "https://post.example/", ("//cdn.example/ab.png",)),
        ("CID:%3Ca@b%3E", "", ("cid:a@b",)),
        ("../../../x.png", "a/b.html", ("../../x.png",)),
        ("/x.png", "site.example/a/b.html", ("site.example/x.png", "x.png")),
        ("https://cdn.example/x.png", "a/b.html", ("//cdn.example/x.png", "cdn.example/x.png")),
        ("http://[::1/x.png", "", ()),
        ("", "a/b.html", ()),
    ],
)
def test_addresses_meet(written: str, base: str, addresses: tuple[str, ...]) -> None:
    assert picture_addresses(written, base) == addresses


def self_extracting(**changes: bytes) -> bytes:
    """What SingleFile makes as a "self-extracting ZIP"."""
    saved = "saved date: Wed May 05 2021 08:00:00 GMT"
    comment = f"<!--\n Page saved with SingleFile\n url: https://post.example/2021/bridge\n {saved}\n-->"
    parts = {"index.html": page('<img src="images/0.png">').encode(), "images/0.png": png(), **changes}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    before = f"<!doctype html>{comment}<html><body>Please wait...<script>unpack()</script><!--".encode()
    return before + out.getvalue() + b"--></body></html>"


def test_an_archive_inside_a_page(write: Callable[[str, bytes], Path]) -> None:
    picture, record = open_dump(write("a.html", self_extracting())).records()
    assert isinstance(picture, Picture)
    assert isinstance(record, Record)
    assert record.url == "https://post.example/2021/bridge"
    assert record.title == "Ostby opens its bridge"
    assert "Please wait" not in record.content
    assert record.shelf is not None
    assert (picture.addresses, picture.scope) == (("images/0.png",), record.shelf.scope)


def _locked(raw: bytes) -> Iterator[bytes]:
    """The same with the mark of encrypted parts in the archive's list."""
    first, *entries = raw.split(b"PK\x01\x02")
    yield first
    for entry in entries:
        yield b"PK\x01\x02" + entry[:4] + b"\x01" + entry[5:]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (self_extracting().replace(b"index.html", b"other.html"), "without a page"),
        (self_extracting().replace(b"PK\x01\x02", b"PK\x00\x00"), "damaged archive"),
        (self_extracting()[:300] + self_extracting()[340:], "damaged"),
        (b"".join(_locked(self_extracting())), "password"),
    ],
)
def test_an_archive_that_cannot_be_read_is_explained(
    raw: bytes, reason: str, write: Callable[[str, bytes], Path]
) -> None:
    dump = open_dump(write("a.html", raw))
    (problem,) = [each for each in dump.records() if isinstance(each, Problem)]
    assert reason in problem.reason
    assert dump.found == 1
