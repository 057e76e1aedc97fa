"""Importing: what went in comes out, once."""

from __future__ import annotations

from reader.library import Library, Reader
from reader.model import Query

from .conftest import dated, fill, record_of

ALL = Query()


def test_what_went_in_comes_out(library: Library, reader: Reader) -> None:
    batch = [record_of(1, ("Flood", "Water rose.\nPeople left."), ("Vote", "They voted.")), record_of(2)]
    ids = fill(library, batch)
    expected = [article for _, cleaned in batch for article in cleaned.articles]
    assert ids == [article.id for article in expected]
    assert [dossier.article for dossier in reader.dossiers(ALL)] == expected
    assert reader.source_text(ids[1]) == batch[0][0].content
    assert reader.leftover(ids[0]) == batch[0][1].leftover


def test_the_same_again_adds_nothing(library: Library, reader: Reader) -> None:
    batch = [record_of(1), record_of(2)]
    ids = fill(library, batch)
    assert fill(library, batch) == []
    assert reader.count(ALL) == 2
    entry = library.begin_dump("renamed.txt", "/elsewhere", "ab" * 32, "plain text")
    assert entry.id == reader.dumps()[0].id
    assert library.known(entry.id, "", 10_000) == (ids[0],)
    assert library.known(entry.id, "", 77) is None
    assert ("", 20_000) in library.records_done(entry.id)


def test_newest_first_and_a_dump_in_its_own_order(library: Library, reader: Reader) -> None:
    moments = ["2011-03-07T10:05:00+01:00", "2013", "2011-03-07", "2011-03-07T23:00:00Z"]
    fill(library, [record_of(i, published=dated(moment)) for i, moment in enumerate(moments)])
    fill(library, [record_of(i) for i in range(4, 7)])
    titles = [row.title for row in reader.rows(reader.listing(ALL))]
    assert titles == [f"Story {i}" for i in (1, 3, 0, 2, 4, 5, 6)]
