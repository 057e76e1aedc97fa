"""What the user makes: tags, stars, read marks, notes; undo and redo; what survives what."""

from __future__ import annotations

from datetime import datetime

import pytest

from reader.errors import LibraryError
from reader.library import Library, Reader
from reader.model import Query

from .conftest import dated, fill, record_of

ALL = Query()


@pytest.fixture
def ids(library: Library) -> list[str]:
    return fill(library, [record_of(number) for number in range(4)])


def test_tags_are_one_whatever_their_case(library: Library, reader: Reader, ids: list[str]) -> None:
    assert library.tag(ids[:2], " Mali  crisis ").note == "Tagged 2 articles 'Mali crisis'"
    assert library.tag(ids[:3], "mali CRISIS").note == "Tagged 1 article 'mali CRISIS'"
    assert reader.sidebar().tags == (("Mali crisis", 3),)
    assert reader.tags() == ["Mali crisis"]
    changes = library.untag(ids, "Mali Crisis")
    assert changes.articles == frozenset(ids[:3])
    assert changes.states
    assert reader.sidebar().tags == ()
    with pytest.raises(LibraryError, match="needs a name"):
        library.tag(ids, "  ")


def test_undo_takes_back_only_what_was_done(library: Library, reader: Reader, ids: list[str]) -> None:
    library.star(ids[:1], True)
    library.star(Query(), True)
    assert library.can_undo == "Starred 3 articles"
    assert library.undo().note == "Undone: Starred 3 articles"
    assert reader.sidebar().starred == 1
    assert library.can_redo == "Starred 3 articles"
    library.redo()
    assert reader.sidebar().starred == 4
    library.undo()
    library.undo()
    assert reader.sidebar().starred == 0
    assert library.can_undo is None
    assert library.undo().note == "Nothing to undo"


def test_a_new_step_ends_what_could_be_redone(library: Library, ids: list[str]) -> None:
    library.tag(ids, "a")
    library.undo()
    library.mark_read(ids[:1], True, undoable=False)
    assert library.can_redo == "Tagged 4 articles 'a'"
    library.tag(ids, "b")
    assert library.can_redo is None


def test_read_by_itself_is_no_step(library: Library, reader: Reader, ids: list[str]) -> None:
    library.mark_read(ids[:1], True, undoable=False)
    assert reader.sidebar().unread == 3
    assert library.can_undo is None


def test_notes(library: Library, reader: Reader, ids: list[str]) -> None:
    library.add_note(ids[0], "on all of it")
    library.add_note(ids[0], "on a word", 4, 8)
    first, second = reader.dossier(ids[0]).state.notes
    assert (first.start, second.start, second.end) == (None, 4, 8)
    library.edit_note(first.id, "changed")
    library.delete_note(second.id)
    assert [note.text for note in reader.dossier(ids[0]).state.notes] == ["changed"]
    library.undo()
    library.undo()
    assert reader.dossier(ids[0]).state.notes == (first, second)
    library.redo()
    library.redo()
    with pytest.raises(LibraryError, match="deleted"):
        library.edit_note(second.id, "gone")
    library.add_note(ids[0], "newest")
    assert reader.dossier(ids[0]).state.notes[-1].id > second.id
    with pytest.raises(LibraryError, match="not in the library"):
        library.add_note("00" * 10, "nowhere")


def test_a_removed_dump_comes_back_with_its_marks(library: Library, reader: Reader, ids: list[str]) -> None:
    library.tag(ids[:1], "kept")
    library.star(ids[1:2], True)
    before = [*reader.dossiers(ALL)]
    library.bin(ids[3:])
    dump = reader.dumps()[0]
    assert library.remove_dump(dump.id).note == "Removed news.txt"
    assert (reader.count(ALL), reader.dumps(), reader.sidebar().bin) == (0, [], 4)
    assert reader.sidebar().sources == ()
    assert reader.count(reader.parse("text")) == 0
    assert fill(library, [record_of(number) for number in range(4)]) == []
    assert [dossier.article.id for dossier in reader.dossiers(ALL)] == ids[:3]  # what was binned alone stays there
    library.unbin(ids[3:])
    assert [*reader.dossiers(ALL)] == before


def test_removing_a_dump_can_be_undone(library: Library, reader: Reader, ids: list[str]) -> None:
    library.remove_dump(reader.dumps()[0].id)
    assert library.undo().listing
    assert reader.count(ALL) == 4
    library.redo()
    assert reader.count(ALL) == 0


def test_a_dumps_date_moves_its_articles(library: Library, reader: Reader, ids: list[str]) -> None:
    library.tag(ids[:1], "kept")
    dump = reader.dumps()[0].id
    library.set_dump_moment(dump, datetime(2011, 3, 7))
    new = dated("2011-03-07T10:05")
    assert library.set_published([(ids[0], new), ("ff" * 10, new)]).articles == frozenset(ids[:1])
    moved = reader.dossier(ids[0])
    assert (moved.article.published, moved.state.tags) == (new, ("kept",))
    assert reader.count(reader.parse("tag:kept date:2011-03 text")) == 1
    assert reader.dumps()[0].moment == datetime(2011, 3, 7)
    library.undo()
    assert reader.dossier(ids[0]).article.published.moment is None
    assert reader.count(reader.parse("tag:kept date:unknown text")) == 1
    assert reader.dumps()[0].moment is None
    library.redo()
    assert reader.dossier(ids[0]).article.published == new


def test_the_journal_is_bounded(library: Library, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.journal.KEPT_STEPS", 3)
    for name in "abcdef":
        library.tag(ids, name)
    undone = 0
    while library.can_undo:
        library.undo()
        undone += 1
    assert undone == 3
