"""Pictures in the library: each once, with the articles that show it, and gone with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from reader.library import Library, Reader, pictures
from reader.model import Figure, ImportReport, Picture, Shelf
from tests.illustrated import png
from tests.library.conftest import fill, record_of

REPORT = ImportReport("/news.txt", "news.txt", "plain text")


def shot(address: str, content: bytes = b"") -> Picture:
    raw = content or png()
    return Picture("", (address,), "image/png", 40, 30, raw)


def shows(library: Library, *addresses: str, number: int = 0) -> list[str]:
    record, cleaned = record_of(number)
    start = cleaned.articles[0].extent[0]
    figures = tuple(Figure(start + place, (each,), f"alt {each}", "") for place, each in enumerate(addresses))
    return fill(library, [(replace(record, shelf=Shelf("")), replace(cleaned, figures=figures))])


def stored(library: Library) -> list[int]:
    return [library._connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("picture", "figure")]


def test_shown_in_order_with_what_is_said(library: Library, reader: Reader) -> None:
    (id_,) = shows(library, "//a/1.png", "//a/missing.png", "//a/2.png")
    library.add(1, [], [shot("//a/2.png", png(5, 5)), shot("//a/1.png"), shot("//a/other.png", png(6, 6))])
    library.finish_dump(1, REPORT)
    dossier = reader.dossier(id_)
    assert dossier is not None
    assert [(plate.width, plate.alt) for plate in dossier.pictures] == [(40, "alt //a/1.png"), (40, "alt //a/2.png")]
    assert reader.picture(dossier.pictures[1].sha256) == png(5, 5)
    assert reader.picture("ab" * 32) is None
    assert stored(library) == [2, 3]
    assert library.check() == []


def test_one_content_is_stored_once(library: Library, reader: Reader) -> None:
    (first,) = shows(library, "//a/1.png", "//a/again.png")
    (second,) = shows(library, "//a/1.png", number=1)
    library.add(1, [], [shot("//a/1.png"), shot("//a/again.png"), shot("//a/1.png")])
    assert stored(library)[0] == 1
    for id_ in (first, second):
        dossier = reader.dossier(id_)
        assert dossier is not None
        assert len(dossier.pictures) == 1


def test_one_that_comes_first_waits_for_its_page(library: Library, reader: Reader) -> None:
    entry = library.begin_dump("news.txt", "/dumps/news.txt", "ab" * 32, "plain text")
    library.add(entry.id, [], [shot("//a/1.png"), shot("//a/never.png", png(6, 6))])
    (id_,) = shows(library, "//a/1.png")
    assert library.is_untidy()
    library.finish_dump(entry.id, REPORT)
    dossier = reader.dossier(id_)
    assert dossier is not None
    assert len(dossier.pictures) == 1
    assert stored(library)[0] == 1
    assert not library.is_untidy()


def test_tidying_takes_out_what_an_import_left(library: Library) -> None:
    entry = library.begin_dump("news.txt", "/dumps/news.txt", "ab" * 32, "plain text")
    library.add(entry.id, [], [shot("//a/1.png")])
    library.finish_dump(entry.id, replace(REPORT, complete=False))
    assert stored(library)[0] == 1
    list(library.tidy())
    assert stored(library)[0] == 0


def test_there_is_an_end_to_the_room(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(png())
    monkeypatch.setattr(pictures, "MOST_KEPT", 2 * size)
    monkeypatch.setattr(pictures, "MOST_WAITING", size)
    shows(library, *(f"//a/{number}.png" for number in range(3)))
    every = [shot(f"//a/{number}.png", png(colour=(number, 0, 0))) for number in range(6)]
    library.add(1, [], every)
    assert library.pictures_left_out(1) == 1
    assert stored(library)[0] == 3


def test_they_go_with_their_dump(library: Library, reader: Reader) -> None:
    (id_,) = shows(library, "//a/1.png")
    library.add(1, [], [shot("//a/1.png")])
    library.remove_dump(1)
    assert stored(library)[0] == 1  # from the bin it comes back whole
    library.undo()
    dossier = reader.dossier(id_)
    assert dossier is not None
    assert dossier.pictures
    library.remove_dump(1)
    list(library.empty_bin())
    assert stored(library) == [0, 0]
    assert library.check() == []


def test_forgetting_leaves_no_trace(library: Library) -> None:
    content = png(colour=(1, 2, 3))
    forgotten = shows(library, "//a/1.png")
    shows(library, "//a/2.png", number=1)
    library.add(1, [], [shot("//a/1.png", content), shot("//a/2.png")])
    list(library.forget(forgotten))
    assert stored(library) == [1, 1]
    assert content not in library.path.read_bytes()
    assert png() in library.path.read_bytes()
    assert library.check() == []


def test_another_dump_has_its_own(library: Library, reader: Reader) -> None:
    shows(library, "//a/1.png")
    other = library.begin_dump("b.txt", "/dumps/b.txt", "cd" * 32, "plain text")
    library.add(other.id, [], [shot("//a/1.png")])
    library.finish_dump(other.id, REPORT)
    assert stored(library)[0] == 0


def test_a_spoilt_picture_is_found(library: Library) -> None:
    shows(library, "//a/1.png")
    library.add(1, [], [shot("//a/1.png")])
    library._connection.execute("UPDATE picture SET content = x'00'")
    assert any("not the one that was stored" in finding for finding in library.check())


def test_a_library_from_before(library: Library, path: Path) -> None:
    fill(library, [record_of(1)])
    library.close()
    db = Database(path)
    for table in ("figure", "picture_place", "picture"):
        db.execute(f"DROP TABLE {table}")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = '0008_pictures'")
    db.conn.commit()
    db.close()
    with Reader.open(path) as reader:
        assert [each.pictures for each in reader.dossiers(reader.parse(""))] == [()]
    with Library.open(path) as opened:
        shows(opened, "//a/1.png", number=2)
        opened.add(1, [], [shot("//a/1.png")])
        assert opened.check() == []
