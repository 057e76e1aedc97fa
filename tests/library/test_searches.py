"""Saved searches under another name, recent ones that are forgotten, sources at the top."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from reader.errors import LibraryError
from reader.library import Library, Reader
from reader.library.grammar import parse
from reader.library.lexing import renamed
from reader.library.tree import All, Node, Not, Saved
from reader.library.tree import Any as AnyOf
from tests.library.conftest import dated, fill, record_of


def test_a_saved_search_gets_another_name_and_other_words_in_one_step(library: Library, reader: Reader) -> None:
    library.save_search("Wet", "flood")
    library.save_search("Dry", "drought")
    assert "now “Rain”" in library.edit_search("wet", "Rain", "flood OR rain").note
    assert reader.saved() == [("Dry", "drought"), ("Rain", "flood OR rain")]
    library.edit_search("rain", "RAIN", "flood OR rain")
    assert reader.saved()[1][0] == "RAIN"
    for _ in range(2):
        library.undo()
    assert reader.saved() == [("Dry", "drought"), ("Wet", "flood")]
    assert library.edit_search("wet", "Wet", "flood").note == "Nothing changed"


def test_searches_that_name_a_renamed_one_go_along_in_the_same_step(library: Library, reader: Reader) -> None:
    library.save_search("Wet", "flood")
    library.save_search("Both", 'search:wet OR search:"WET" OR wet search:wetter')
    library.save_search("Far", "search:Both")
    before = reader.saved()
    assert library.edit_search("Wet", "Rain or flood", "flood").note.endswith("also in 1 other")
    both = 'search:"Rain or flood" OR search:"Rain or flood" OR wet search:wetter'
    assert reader.saved() == [("Both", both), ("Far", "search:Both"), ("Rain or flood", "flood")]
    library.undo()
    assert reader.saved() == before
    library.redo()
    assert dict(reader.saved())["Both"] == both
    assert "also" not in library.edit_search("Rain or flood", "RAIN or flood", "flood").note  # named by any case


PARTS = [
    "search:a",
    'search:"a"',
    "search:(",
    "title:(",
    "search:",
    "a",
    '"b c"',
    "B",
    "(",
    ")",
    "-",
    " ",
    " OR ",
    "«a»",
]


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_what_is_renamed_is_what_the_grammar_takes_for_a_saved_search(typed: str) -> None:
    wanted = ["New name" if name.lower() == "a" else name for name in named(parse(typed).tree)]
    assert named(parse(renamed(typed, "A", "New name")).tree) == wanted


def named(tree: Node) -> list[str]:
    """The saved searches that a tree names, in order."""
    match tree:
        case Saved(name, _):
            return [name]
        case Not(part):
            return named(part)
        case All(parts) | AnyOf(parts):
            return [name for part in parts for name in named(part)]
    return []


@pytest.mark.parametrize(
    ("old", "new", "why"), [("wet", "dry", "already"), ("gone", "a", "no saved"), ("wet", " ", "name")]
)
def test_a_name_that_is_taken_or_missing_is_said(library: Library, old: str, new: str, why: str) -> None:
    library.save_search("Wet", "flood")
    library.save_search("Dry", "drought")
    with pytest.raises(LibraryError, match=why):
        library.edit_search(old, new, "flood")


def test_recent_searches_are_forgotten(library: Library, reader: Reader) -> None:
    for query in ("a", "b", "c"):
        library.use_search(query)
    library.forget_search("b")
    assert reader.recent() == ["c", "a"]
    library.forget_search()
    assert reader.recent() == []


def test_pins_keep_their_order(library: Library, reader: Reader) -> None:
    for source in ("Reuters", "Harbour Post", "Daily Example"):
        library.pin(source, True)
    assert library.pin("Reuters", True).note == "“Reuters” is pinned already"
    library.pin("Harbour Post", False)
    assert reader.sidebar().pinned == ("Reuters", "Daily Example")
    library.undo()
    assert reader.sidebar().pinned == ("Reuters", "Harbour Post", "Daily Example")


def test_a_pin_goes_with_the_last_article_that_is_forgotten(library: Library, reader: Reader) -> None:
    ids = fill(library, [record_of(1)])
    library.pin("Daily Example", True)
    list(library.forget(ids))
    assert reader.sidebar().pinned == ()


def test_a_library_from_before_has_pins_after_its_migration(library: Library, path: Path) -> None:
    library.close()
    db = Database(path)
    db.execute("DROP TABLE pin")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = '0005_pins'")
    db.conn.commit()
    db.close()
    with Library.open(path) as opened, Reader.open(path) as reader:
        opened.pin("Reuters", True)
        assert reader.sidebar().pinned == ("Reuters",)
        assert opened.check() == []


def about(number: int, day: str, title: str, text: str) -> Any:
    return record_of(number, (title, text), published=dated(day))


def test_a_story_is_what_shares_rare_names_and_words(library: Library, reader: Reader) -> None:
    ids = fill(
        library,
        [
            about(1, "2011-03-07", "Norby bridge to close", "The mayor Ines Holm said that the Elva was high."),
            about(2, "2011-03-08", "Holm: Norby bridge will close", "The Elva carries ice, said Ines Holm."),
            about(3, "2011-03-08", "Football", "The team of Skarholm won."),
            about(4, "2011-06-08", "Norby bridge to close", "The mayor Ines Holm said that the Elva was low."),
            record_of(5, ("Norby bridge to close", "Ines Holm, Elva.")),
        ],
    )
    query = reader.parse(f"story:{ids[0]}")
    assert query.understood == "The same story as “Norby bridge to close”"
    assert list(reader.ids(query)) == ids[:2]
    assert list(reader.ids(reader.parse(f"story:{ids[4]}"))) == ids[4:]
    library.bin(ids[1:2])
    assert list(reader.ids(query)) == ids[:1]
    assert reader.count(reader.parse(f"story:{ids[0]} OR football")) == 2


def test_copies_of_an_article_are_a_search(library: Library, reader: Reader) -> None:
    ids = fill(library, [record_of(n, ("Same", "One text.")) for n in range(3)] + [record_of(9)])
    query = reader.parse(f"copies:{ids[0].upper()} -is:starred")
    assert query.understood == "Copies of “Same”, not starred"
    assert list(reader.ids(query)) == ids[:3]
    gone = reader.parse("copies:0123456789")
    assert (reader.count(gone), "no article" in gone.warning) == (0, True)
