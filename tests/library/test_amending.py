"""What the user corrects holds everywhere, is undone step by step, and outlives every import and removal."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from reader.errors import LibraryError
from reader.library import Library, Reader
from reader.library.migrations import MIGRATIONS
from reader.library.schema import APPLICATION_ID
from reader.model import (
    CutReason,
    DateOrigin,
    Dossier,
    Entity,
    EntityType,
    Marks,
    Precision,
    PublishedDate,
    Query,
    restore,
)

from .conftest import dated, fill, record_of

DAY = PublishedDate("2011-03-08", Precision.DAY)


def two(library: Library) -> list[str]:
    batch = [
        record_of(0, ("Old title", "First words.\nSecond line.\nThird line."), published=dated("2011-03-07")),
        record_of(1, ("Other", "Another text."), published=dated("2011-03-09")),
    ]
    return fill(library, batch)


def of(reader: Reader, id_: str) -> Dossier:
    found = reader.dossier(id_)
    assert found is not None
    return found


def found(reader: Reader, text: str) -> list[str]:
    return sorted(row.title for row in reader.rows(list(reader.listing(reader.parse(text)))))


def test_a_correction_holds_in_lists_and_searches(library: Library, reader: Reader) -> None:
    first, second = two(library)
    assert [row.id for row in reader.rows(list(reader.listing(Query())))] == [second, first]
    changes = library.correct(
        first,
        {
            "title": "New  name",
            "source": "Harbour Post",
            "author": "Ana Lind",
            "published": PublishedDate("2011-03-10"),
        },
    )
    assert changes.note == "Corrected the headline, source, author and date of 'Old title'"
    assert changes.articles == {first}
    assert [row.id for row in reader.rows(list(reader.listing(Query())))] == [first, second]
    assert found(reader, "name") == ["New name"]
    assert found(reader, "title:old") == []
    assert found(reader, 'source:"Harbour Post"') == ["New name"]
    assert found(reader, "author:ana") == ["New name"]
    assert ("Harbour Post", 1) in reader.sidebar().sources
    dossier = of(reader, first)
    assert dossier.article.published.moment == "2011-03-10"
    assert dossier.article.published.how is DateOrigin.STATED
    assert dossier.corrected == {
        "title": "Old title",
        "source": "Daily Example",
        "author": None,
        "published": "2011-03-07",
    }
    assert library.check() == []


def test_clearing_a_correction_gives_back_what_was_stated(library: Library, reader: Reader) -> None:
    first, _ = two(library)
    stated = of(reader, first)
    library.correct(first, {"source": "Harbour Post", "published": DAY})
    library.correct(first, clear=["source"])
    assert of(reader, first).corrected == {"published": "2011-03-07"}
    library.correct(first, {"published": PublishedDate("2011-03-07", Precision.DAY)})
    assert of(reader, first) == stated
    assert library.check() == []
    assert library.correct(first, {"source": "Daily Example"}).note == "Nothing to correct"
    with pytest.raises(LibraryError, match="headline"):
        library.correct(first, {"title": " "})


def test_a_new_title_keeps_the_marks_of_the_text(library: Library, reader: Reader) -> None:
    first, _ = two(library)
    entity = Entity(0, 5, "First", EntityType.PERSON, "First")
    title = Entity(0, 3, "Old", EntityType.PERSON, "Old")
    library.store_marks([(first, 1, Marks((entity,), (title,), analysed={"entities": "1"}))])
    library.correct(first, {"title": "A"})
    dossier = of(reader, first)
    assert (dossier.marks.entities, dossier.marks.title_entities) == ((entity,), ())
    assert library.pending({"entities": "1"}, 1, [first])[0][:2] == (first, 2)
    assert library.check() == []


def test_cuts_come_back_and_blocks_go_out(library: Library, reader: Reader) -> None:
    first, _ = two(library)
    extent = restore(of(reader, first).article.text, of(reader, first).article.cuts)
    library.put_back(first, of(reader, first).article.cuts[0])
    article = of(reader, first).article
    assert article.text == "Old title\nFirst words.\nSecond line.\nThird line."
    assert article.version == 2
    library.take_out(first, article.text.index("Second"), article.text.index("Third") - 1)
    article = of(reader, first).article
    assert article.text == "Old title\nFirst words.\nThird line."
    assert [cut.text for cut in article.cuts if cut.reason is CutReason.USER] == ["Second line."]
    assert restore(article.text, article.cuts) == extent
    assert found(reader, "second") == []
    library.put_back(first, next(cut for cut in article.cuts if cut.reason is CutReason.USER))
    assert "Second line." in of(reader, first).article.text
    for _ in range(3):
        library.undo()
    assert of(reader, first).article.text == "First words.\nSecond line.\nThird line."
    assert found(reader, "second") == ["Old title"]
    assert library.check() == []
    with pytest.raises(LibraryError, match="bin"):
        library.take_out(first, 0, 100)


def test_notes_go_along_with_their_passage_or_say_so(library: Library, reader: Reader) -> None:
    first, _ = two(library)
    library.add_note(first, "a note", 13, 19)  # "Second"
    library.put_back(first, of(reader, first).article.cuts[0])
    note = of(reader, first).state.notes[0]
    assert (note.placed, of(reader, first).article.text[note.start : note.end]) == (True, "Second")
    start = of(reader, first).article.text.index("Second line.")
    library.take_out(first, start, start + 12)
    assert not of(reader, first).state.notes[0].placed
    library.undo()
    assert of(reader, first).state.notes[0].placed
    library.undo()
    note = of(reader, first).state.notes[0]
    assert (note.start, note.end, note.placed) == (13, 19, True)


def test_corrections_outlive_removal_and_import(library: Library, reader: Reader) -> None:
    first, _ = two(library)
    library.add_note(first, "a note", 13, 19)
    library.correct(first, {"title": "New name", "published": DAY})
    library.put_back(first, of(reader, first).article.cuts[0])
    before = of(reader, first)
    library.remove_dump(1)
    for _ in library.empty_bin():
        pass
    assert reader.dossier(first) is None
    assert library.check() == []
    two(library)
    after = of(reader, first)
    assert (after.article.text, after.article.title, after.corrected) == (
        before.article.text,
        "New name",
        before.corrected,
    )
    assert after.state.notes[0].placed
    assert (after.state.notes[0].start, after.state.notes[0].end) == (23, 29)
    library.undo()  # the article came back with the dump: the removal is no step any more
    assert library.check() == []


def test_forgetting_leaves_no_word_of_a_correction(library: Library, path: Path) -> None:
    first, _ = two(library)
    library.correct(first, {"title": "Quixotic"})
    library.put_back(first, next(iter(of_path(path, first).article.cuts)))
    for _ in library.forget([first]):
        pass
    assert library.check() == []
    assert not any(b"Quixotic" in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def of_path(path: Path, id_: str) -> Dossier:
    with Reader.open(path) as reader:
        return of(reader, id_)


def test_redating_a_dump_leaves_the_users_date(library: Library, reader: Reader) -> None:
    relative = PublishedDate("2011-03-07T10:00", Precision.MINUTE, DateOrigin.RELATIVE, "5 minutes ago", "file")
    (id_,) = fill(library, [record_of(0, published=relative)])
    library.correct(id_, {"published": DAY})
    assert library.relative_dates(1) == [(id_, "5 minutes ago")]
    library.set_published(
        [(id_, PublishedDate("2012-01-01T09:55", Precision.MINUTE, DateOrigin.RELATIVE, "5 minutes ago"))]
    )
    assert of(reader, id_).article.published.moment == "2011-03-08"
    assert of(reader, id_).corrected == {"published": "2012-01-01T09:55"}
    library.correct(id_, clear=["published"])
    assert of(reader, id_).article.published.moment == "2012-01-01T09:55"
    assert library.check() == []


def test_a_library_from_before_corrections(path: Path) -> None:
    db = Database(path, execute_plugins=False)
    MIGRATIONS.apply(db, stop_before="0002_corrections")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.close()
    with Reader.open(path) as reader:
        assert list(reader.dossiers(Query())) == []
        assert reader.dossier("00" * 10) is None
    with Library.open(path) as library, Reader.open(path) as reader:
        first, _ = two(library)
        library.correct(first, {"title": "New"})
        assert of(reader, first).corrected == {"title": "Old title"}
        assert library.check() == []


ACTS: dict[str, Callable[[Library, Reader, str], Any]] = {
    "title": lambda library, reader, id_: library.correct(id_, {"title": "Renamed"}),
    "date": lambda library, reader, id_: library.correct(id_, {"published": DAY}),
    "undated": lambda library, reader, id_: library.correct(id_, {"published": None}),
    "source": lambda library, reader, id_: library.correct(id_, {"source": "Harbour Post", "author": None}),
    "clear": lambda library, reader, id_: library.correct(id_, clear=["title", "published"]),
    "note": lambda library, reader, id_: library.add_note(id_, "a note", 1, 6),
    "tag": lambda library, reader, id_: library.tag([id_], "a"),
    "back": lambda library, reader, id_: library.put_back(id_, of(reader, id_).article.cuts[0]),
    "last back": lambda library, reader, id_: library.put_back(id_, of(reader, id_).article.cuts[-1]),
    "out": lambda library, reader, id_: library.take_out(id_, 3, 15),
    "begin out": lambda library, reader, id_: library.take_out(id_, 0, 5),
    "remove": lambda library, reader, id_: library.remove_dump(1),
}


def seen(reader: Reader) -> list[Any]:
    """All that a user could see; the version of a text never goes back."""
    shown = []
    for dossier in reader.dossiers(Query()):
        article = dossier.article
        facts = article.title, article.source, article.author, article.published, article.text, article.blocks
        shown.append((facts, article.cuts, dossier.state, dossier.corrected, dossier.copies))
    searches = "story", "renamed", "words", "source:harbour", "date:2011-03-08", "date:unknown", "has:note"
    return [shown, reader.sidebar(), [sorted(reader.ids(reader.parse(text))) for text in searches]]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=8))
def test_every_correction_is_undone_and_done_again(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.cuttings")
        with Library.open(path) as library, Reader.open(path) as reader:
            first, _ = two(library)
            states = [seen(reader)]
            for name in names:
                before = library.can_undo, steps(library)
                try:
                    ACTS[name](library, reader, first)
                except LibraryError:  # nothing left to take out, or to put back
                    continue
                except IndexError:  # no cut
                    continue
                if (library.can_undo, steps(library)) != before:
                    states.append(seen(reader))
            for state in reversed(states[:-1]):
                library.undo()
                assert seen(reader) == state
            for state in states[1:]:
                library.redo()
                assert seen(reader) == state
            assert library.check() == []


def steps(library: Library) -> int:
    return int(library._connection.execute("SELECT count(*) FROM step").fetchone()[0])
