"""Archives and compressed files of every kind, whole, nested, cut and spoilt."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from functools import partial

import lz4.frame
import pytest
import zstandard

from .conftest import read, zipped

STORY = b"The harbour reopened on Monday.\n\nFerries left on time, the port office said.\n"
PACKERS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": partial(lzma.compress, preset=0),
    "zst": zstandard.ZstdCompressor().compress,
    "lz4": lz4.frame.compress,
}


def tarred(files: dict[str, bytes], **facts) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            entry.mtime = 1_300_000_000
            for key, value in facts.items():
                setattr(entry, key, value)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize("suffix", PACKERS)
def test_compressed(write, suffix):
    pack = PACKERS[suffix]
    (record,) = read(write(f"a.txt.{suffix}", pack(STORY))).records
    assert record.content == STORY.decode()
    assert record.provenance.member == ""
    two = read(write(f"b.txt.{suffix}", pack(STORY) + pack(STORY)))
    assert two.records[0].content == STORY.decode() * 2
    assert two.warnings == []


@pytest.mark.parametrize("suffix", PACKERS)
def test_cut(write, suffix):
    text = b"".join(b"Line %d of the story, said the port office %d.\n" % (n, n * n * 7919) for n in range(60_000))
    packed = PACKERS[suffix](text)
    reading = read(write(f"a.txt.{suffix}", packed[: len(packed) // 2]))
    kept = "".join(record.content for record in reading.records).encode()
    assert text.startswith(kept)
    assert len(kept) > len(text) // 4
    assert "cut short" in reading.warnings[0].reason


@pytest.mark.parametrize("suffix", PACKERS)
def test_tar_in_it(write, suffix):
    files = {"./news/a.txt": STORY, "news/b.txt": STORY, "../evil.txt": STORY, "a.zip": zipped({"c.txt": STORY})}
    reading = read(write(f"a.tar.{suffix}", PACKERS[suffix](tarred(files))))
    assert [record.provenance.member for record in reading.records] == ["news/a.txt", "news/b.txt", "a.zip/c.txt"]
    assert reading.records[0].moment.year == 2011
    assert [problem.where.rpartition("/")[2] for problem in reading.rejected] == ["evil.txt"]
    assert reading.dump.found == 4


def test_tar_links_and_devices(write):
    links = tarred({"a.txt": b"", "b.txt": b""}, type=tarfile.SYMTYPE, linkname="/etc/passwd")
    pipes = tarred({"p": b""}, type=tarfile.FIFOTYPE)
    raw = links[:1024] + pipes[:512] + tarred({"c.txt": STORY})
    reading = read(write("a.tar", raw))
    assert len(reading.records) == 1
    assert len(reading.rejected) == 2
    assert [skipped.kind for skipped in reading.skipped] == ["devices and pipes"]


def test_tar_cut_and_spoilt(write):
    raw = tarred({f"{n}.txt": STORY * 20 for n in range(10)})
    cut = read(write("cut.tar", raw[: 5 * 2560 + 700]))
    assert len(cut.records) >= 5
    assert cut.warnings
    spoilt = bytearray(raw)
    spoilt[2560 * 3 : 2560 * 3 + 512] = b"x" * 512
    reading = read(write("spoilt.tar", bytes(spoilt)))
    assert len(reading.records) == 3
    assert "in the middle" in reading.rejected[0].reason


def test_cut_zip_gives_the_files_before_the_cut(write):
    raw = zipped({f"{n}.txt": b"%d " % n + STORY for n in range(10)})
    for content in (raw[: raw.index(b"PK\x01\x02")], streamed({f"{n}.txt": b"%d " % n + STORY for n in range(10)})):
        reading = read(write("cut.zip", content))
        assert [record.provenance.member for record in reading.records] == [f"{n}.txt" for n in range(10)]
        assert "10 files before" in reading.rejected[0].reason


def streamed(files: dict[str, bytes]) -> bytes:
    """A zip written to a pipe, without its list: sizes stand behind the files."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = b""

        def writable(self):
            return True

        def write(self, chunk):
            self.data += bytes(chunk)
            return len(chunk)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return pipe.data[: pipe.data.index(b"PK\x01\x02")]


def test_a_cut_tar_names_the_file_that_is_cut(write):
    whole = tarred({"a.txt": STORY, "b.txt": STORY * 200})
    reading = read(write("a.tar", whole[: 512 * 3 + 3000]))
    assert [record.provenance.member for record in reading.records] == ["a.txt", "b.txt"]
    assert len(reading.records[1].content) == 3000
    assert "b.txt" in reading.warnings[0].where


def test_several_formats_are_said_to_be_so(write, tmp_path):
    mixed = zipped(
        {"a.txt": STORY, "b.json": b'[{"title": "Ferries", "text": "Ferries left on time again, they said."}]'}
    )
    assert read(write("one.zip", zipped({"a.txt": STORY, "b.txt": STORY}))).dump.format == "plain text"
    assert read(write("two.zip", mixed)).dump.format == "several formats"
    folder = write("folder/a.txt", STORY).parent
    assert read(folder).dump.format == "plain text"
    (folder / "two.zip").write_bytes(mixed)
    assert read(folder).dump.format == "folder of several formats"


def test_a_zip_member_without_its_header(write):
    """A member whose own header is spoilt is named; the others come in."""
    raw = bytearray(zipped({"a.txt": STORY, "b.txt": STORY + b"More."}))
    raw[raw.index(b"PK\x03\x04", 4) + 2] ^= 0xFF
    reading = read(write("a.zip", bytes(raw)))
    assert [record.provenance.member for record in reading.records] == ["a.txt"]
    assert len(reading.rejected) == 1
