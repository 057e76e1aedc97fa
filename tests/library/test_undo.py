"""Whatever is done can be undone, step by step, and done again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Library, Name, Reader
from reader.model import Entity, EntityType, Marks, Query

from .conftest import SHA256, dated, fill, record_of

Act = Callable[[Library, list[str]], Any]


def _moment(library: Library, ids: list[str]) -> None:
    library.set_dump_moment(1, datetime(2011, 3, 7))
    library.set_published([(ids[1], dated("2011-03-07T09:00")), (ids[2], dated("2011-03-06"))])


def _edit_search(library: Library, ids: list[str]) -> None:
    if library._connection.execute("SELECT 1 FROM saved WHERE folded = 'mine'").fetchone():
        library.edit_search("mine", "Mine too", "text")


ACTS: dict[str, Act] = {
    "tag two": lambda library, ids: library.tag(ids[:2], "a"),
    "tag found": lambda library, ids: library.tag(Query("story -tag:a"), "b"),
    "untag": lambda library, ids: library.untag(Query(), "A"),
    "star": lambda library, ids: library.star(ids[1:], True),
    "unstar": lambda library, ids: library.star(Query("is:starred"), False),
    "read": lambda library, ids: library.mark_read(ids[:3], True),
    "unread": lambda library, ids: library.mark_read(ids[2:], False),
    "bin": lambda library, ids: library.bin(ids[:1]),
    "unbin": lambda library, ids: library.unbin(ids),
    "remove": lambda library, ids: library.remove_dump(1),
    "return": lambda library, ids: library.return_dump(1),
    "note": lambda library, ids: library.add_note(ids[0], "a note", 0, 3),
    "rename": lambda library, ids: library.merge_names([Name("place", "Mali")], Name("place", "Republic of Mali")),
    "no name": lambda library, ids: library.delete_names([Name("place", "Mali")]),
    "split": lambda library, ids: library.split_name(Name("place", "Mali"), ids[:1], Name("person", "Mali Smith")),
    "save": lambda library, ids: library.save_search("mine", "story"),
    "save again": lambda library, ids: library.save_search("Mine", "other"),
    "edit search": _edit_search,
    "pin": lambda library, ids: library.pin("Daily Example", True),
    "unpin": lambda library, ids: library.pin("Daily Example", False),
    "moment": _moment,
}


def seen(reader: Reader) -> list[Any]:
    """Everything that a user could see of a library."""
    searches = ("", "tag:a", "tag:b", "is:unread", "is:starred", "has:note", "place:mali", "date:2011", "date:unknown")
    found = [list(reader.listing(reader.parse(text))) and sorted(reader.ids(reader.parse(text))) for text in searches]
    return [list(reader.dossiers(Query())), reader.sidebar(), reader.facets(Query()), found]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=8))
def test_undo_and_redo(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.cuttings")
        with Library.open(path) as library, Reader.open(path) as reader:
            ids = fill(library, [record_of(n, (f"Story {n}", "Mali of the story")) for n in range(4)])
            mali = Entity(0, 4, "Mali", EntityType.PLACE, "Mali")
            library.store_marks([(id_, 1, Marks((mali,), analysed={"entities": "1"})) for id_ in ids])
            states = [seen(reader)]
            for name in names:
                before = library.can_undo, _steps(library)
                ACTS[name](library, ids)
                if (library.can_undo, _steps(library)) != before:
                    states.append(seen(reader))
            for state in reversed(states[:-1]):
                library.undo()
                assert seen(reader) == state
            assert library.can_undo is None
            for state in states[1:]:
                library.redo()
                assert seen(reader) == state
            assert library.can_redo is None
            assert library.check() == []
            assert library.begin_dump("news.txt", "/news.txt", SHA256, "plain text").id == 1


def _steps(library: Library) -> int:
    return int(library._connection.execute("SELECT count(*) FROM step").fetchone()[0])
