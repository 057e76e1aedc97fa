"""EPUB."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.dumps.conftest import SEEDS, read, zipped
from tests.dumps.golden import hold_against_golden

SAMPLE = SEEDS / "newspaper.epub"


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(SAMPLE) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def made(changes: Mapping[str, bytes], write: Callable[[str, bytes], Path]) -> Path:
    return write("a.epub", zipped({**parts(), **changes}))


def test_sample() -> None:
    hold_against_golden("newspaper.epub")


def test_known_chapters_are_passed_over() -> None:
    known = read(SAMPLE).records[0].provenance.offset
    reading = read(SAMPLE, done=lambda member, offset: offset == known)
    assert [len(reading.records), len(reading.skipped), reading.dump.found] == [1, 2, 4]


def test_a_book_is_one_article(write: Callable[[str, bytes], Path]) -> None:
    opf = parts()["content.opf"].replace(b" [Mon, 07 Mar 2011]", b"").replace(b"<dc:subject>News</dc:subject>", b"")
    opf = opf.replace(b"periodical:newspaper:", b"").replace(b"feed_0/article_", b"c/")
    changed = {name.replace("feed_0/article_", "c/"): raw for name, raw in parts().items()}
    reading = read(write("b.epub", zipped({**changed, "content.opf": opf})))
    assert [record.title for record in reading.records] == ["The Harbor Courier"]
    assert "orchard" in reading.records[0].content


def test_protected_chapters_are_named(write: Callable[[str, bytes], Path]) -> None:
    locks = b'<encryption><CipherReference URI="feed_0/article_0/index.html"/></encryption>'
    reading = read(made({"META-INF/encryption.xml": locks}, write))
    assert [len(reading.records), len(reading.rejected), reading.dump.found] == [1, 1, 4]


def test_references_that_lead_out_are_no_parts(write: Callable[[str, bytes], Path]) -> None:
    opf = parts()["content.opf"].replace(b"feed_0/article_1/index.html", b"../../../etc/passwd")
    assert len(read(made({"content.opf": opf}, write)).records) == 1


def test_damage_is_named(write: Callable[[str, bytes], Path]) -> None:
    for changes in ({"content.opf": b""}, {"content.opf": b"<package"}, {"META-INF/container.xml": b"\xff"}):
        reading = read(made(changes, write))
        assert len(reading.records) + len(reading.skipped) + len(reading.rejected) == reading.dump.found > 0


def test_the_real_book(shared: Path) -> None:
    (record,) = read(shared / "corpus" / "epub" / "kovidgoyal__eng.epub").records
    assert (record.title, record.source) == ("Quick Start Guide", "John Schember")
