"""Pictures from a dump to the library: all kinds of dumps, hostile ones, again, and in many processes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library, Reader
from reader.model import Dossier, ImportReport
from reader.tasks import export, import_dump, plates
from tests.illustrated import BRIDGE, CAPTION, DUMPS, PAGE, answer, attached, bomb, mail, mhtml, page, png, warc
from tests.running import run


@pytest.fixture
def library(library_path: Path) -> Iterator[Library]:
    with Library.open(library_path) as opened:
        yield opened


def imported(library: Library, path: Path, workers: int = 0) -> ImportReport:
    report = run(import_dump(library, path, workers=workers))
    assert isinstance(report, ImportReport)
    assert report.adds_up
    assert library.check() == []
    return report


def dossiers(library: Library) -> list[Dossier]:
    with Reader.open(library.path) as reader:
        return list(reader.dossiers(reader.parse("")))


def put(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("workers", [0, 1])
@pytest.mark.parametrize("name", DUMPS)
def test_each_kind(library: Library, tmp_path: Path, name: str, workers: int) -> None:
    if workers and name != "crawl.warc":
        pytest.skip("one kind is enough to see the order")
    path = put(tmp_path, name, DUMPS[name]())
    report = imported(library, path, workers)
    assert (report.imported, dict(report.skipped_kinds)) == (1, {"pictures": 2} if name == "crawl.warc" else {})
    (dossier,) = dossiers(library)
    (plate,) = dossier.pictures
    assert (plate.type, plate.width, plate.height, plate.alt) == ("image/png", 40, 30, "A long bridge")
    assert plate.caption == ("" if name == "letter.eml" else CAPTION)
    assert imported(library, path, workers).known == 1
    assert dossiers(library) == [dossier]
    library.remove_dump(1)
    list(library.empty_bin())
    imported(library, path, workers)
    assert dossiers(library)[0].pictures == (plate,)


def test_html_carries_them_and_nothing_else(library: Library, tmp_path: Path) -> None:
    from reader.exports import EXPORTERS

    imported(library, put(tmp_path, "a.warc", warc()))
    for exporter in EXPORTERS:
        out = tmp_path / f"out{exporter.suffixes[0]}"
        with Reader.open(library.path) as reader:
            run(export(reader, reader.parse(""), out, exporter))
        raw = out.read_bytes()
        assert (b"data:image/png;base64,iVBOR" in raw) == exporter.pictures
        assert (CAPTION.encode() in raw.replace(b"<cite>", b"")) or not exporter.pictures


@pytest.mark.parametrize(
    "raw",
    [
        warc(bomb()),
        warc(b"<script>", "image/png"),
        mhtml(picture=bomb()),
        mhtml("cid:cid:cid:pic@ostby"),
        mhtml("file:///etc/passwd"),
        mhtml("http://tracker.example/x.png"),
        mail("cid:pic@ostby", attached(bomb())),
        mail("cid:pic@ostby", attached(b"\xff\xd8\xff")),
    ],
)
def test_hostile_ones_are_not_shown(library: Library, tmp_path: Path, raw: bytes) -> None:
    name = "a.warc" if raw.startswith(b"WARC") else "a.mhtml" if b"Snapshot" in raw else "a.eml"
    assert imported(library, put(tmp_path, name, raw)).imported == 1
    (dossier,) = dossiers(library)
    assert dossier.pictures == ()


def test_ten_thousand_pictures(library: Library, tmp_path: Path) -> None:
    parts = b"".join(attached(png(colour=(n % 256, n // 256, 0)), name=f"p{n}") for n in range(10_000))
    begun = time.process_time()
    assert imported(library, put(tmp_path, "a.eml", mail("cid:p1", parts))).imported == 1
    assert time.process_time() - begun < 30
    (dossier,) = dossiers(library)
    assert len(dossier.pictures) == 300


def test_many_wait_within_bounds(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plates, "MOST", 500)
    pictures = b"".join(answer(f"https://post.example/{n}.png", "image/png", png(n + 1, 9)) for n in range(50))
    raw = pictures + answer(PAGE, "text/html", page().encode()) + pictures + answer(BRIDGE, "image/png", png())
    for workers in (0, 1):
        imported(library, put(tmp_path, f"{workers}.warc", raw + b"\r\n" * workers), workers)
    assert [len(dossier.pictures) for dossier in dossiers(library)] == [1, 1]


def test_a_cancelled_import_has_them_the_next_time(library: Library, tmp_path: Path) -> None:
    path = put(tmp_path, "a.warc", warc())
    steps = import_dump(library, path)
    next(steps)
    next(steps)
    steps.close()
    imported(library, path)
    assert len(dossiers(library)[0].pictures) == 1
