"""The list: rows in pages, any size at once, selection and place kept while rows arrive."""

from __future__ import annotations

import time
from array import array
from collections.abc import Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from reader.errors import LibraryError
from reader.library import ArticleRow
from reader.ui.articlemodel import PAGE, PAGES, ArticleModel
from reader.ui.articles import ArticleList


class Shelf:
    """Stands for a Reader over any number of rows."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.unread: set[int] | None = None
        self.broken = False

    def rowid(self, id_: str) -> int | None:
        return int(id_)

    def rows(self, rowids: Sequence[int], words: Sequence[str] = ()) -> list[ArticleRow]:
        if self.broken:
            raise LibraryError("The disk is gone; plug it in.")
        self.asked.append(len(rowids))
        return [
            ArticleRow(rowid, f"{rowid:020}", f"Title {rowid}", unread=self.unread is None or rowid in self.unread)
            for rowid in rowids
            if rowid != 13
        ]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def view(qtbot: QtBot, shelf: Shelf) -> ArticleList:
    view = ArticleList(ArticleModel(shelf))  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(420, 900)
    view.show()
    return view


def numbers(count: int, first: int = 0) -> array[int]:
    """Row numbers as a list by date has them: the newest, highest, first."""
    return array("q", range(first + count, first, -1))


def test_rows_come_in_pages_when_seen_and_are_bounded(view: ArticleList, shelf: Shelf) -> None:
    model = view._articles
    view.set_listing(numbers(100_000), (), keep=False)
    view.grab()
    assert sum(shelf.asked) <= 2 * PAGE
    for position in range(0, 100_000, PAGE):
        model.row(position)
    assert len(model._pages) == PAGES
    assert max(shelf.asked) == PAGE


def test_a_million_rows_are_there_at_once(qtbot: QtBot, view: ArticleList) -> None:
    rowids = numbers(1_000_000)
    begun = time.process_time()
    view.set_listing(rowids, (), keep=False)
    view.grab()
    first = time.process_time() - begun
    begun = time.process_time()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.grab()
    jump = time.process_time() - begun
    assert first < 0.5  # measured 40 ms; a view that asks for every row's size takes 2 s and more
    assert jump < 0.2
    view.selectAll()
    assert view.everything_selected
    assert view.selected_count == 1_000_000
    assert len(view.selected_rowids(100)) == 100


def test_what_is_gone_says_so(view: ArticleList) -> None:
    view.set_listing(array("q", [14, 13, 12]), (), keep=False)
    assert [view.model().index(row, 0).data() for row in range(3)] == [
        "Title 14",
        "No longer in the library",
        "Title 12",
    ]
    view.grab()


def test_an_error_while_reading_rows_is_told_and_shown_as_gone(qtbot: QtBot, view: ArticleList, shelf: Shelf) -> None:
    shelf.broken = True
    with qtbot.waitSignal(view._articles.failed):
        view.set_listing(numbers(3), (), keep=False)
        view._articles.row(0)


def test_selection_and_place_stay_while_rows_arrive(qtbot: QtBot, view: ArticleList) -> None:
    view.set_listing(numbers(1000), (), keep=False)
    view.select_rowid(500)
    selection = view.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    for rowid in (499, 490):
        selection.select(view.model().index(1000 - rowid, 0), flags.Select)
    shown: list[object] = []
    view.shown.connect(shown.append)
    view.verticalScrollBar().setValue(490 * view.rowHeight(0) + 7)
    top = view.rowAt(0), view.rowViewportPosition(view.rowAt(0))
    view.set_listing(numbers(1300), (), keep=True)
    assert sorted(view.selected_rowids()) == [490, 499, 500]
    assert view.current is not None
    assert view.current.rowid == 500
    assert (view.rowAt(0), view.rowViewportPosition(view.rowAt(0))) == (top[0] + 300, top[1])
    assert shown == []


def test_at_the_top_new_rows_come_into_view(view: ArticleList) -> None:
    view.set_listing(numbers(1000), (), keep=False)
    view.set_listing(numbers(1300), (), keep=True)
    assert view.verticalScrollBar().value() == 0


def test_everything_stays_everything(view: ArticleList) -> None:
    view.set_listing(numbers(10), (), keep=False)
    view.selectAll()
    view.set_listing(numbers(20), (), keep=True)
    assert view.everything_selected


def test_an_article_that_left_the_list_is_no_longer_shown(qtbot: QtBot, view: ArticleList) -> None:
    view.set_listing(numbers(10), (), keep=False)
    view.select_rowid(5)
    with qtbot.waitSignal(view.shown) as told:
        view.set_listing(numbers(3, 7), (), keep=True)
    assert told.args == [None]


def test_next_and_previous_stop_at_the_ends(view: ArticleList) -> None:
    view.set_listing(numbers(2), (), keep=False)
    for _ in range(4):
        view.next()
    assert view.currentIndex().row() == 1
    for _ in range(4):
        view.previous()
    assert view.currentIndex().row() == 0


def test_next_unread_near_and_far(qtbot: QtBot, view: ArticleList, shelf: Shelf) -> None:
    shelf.unread = {990, 100}
    view.set_listing(numbers(1000), (), keep=False)
    view.next_unread()
    assert view.current is not None
    assert view.current.rowid == 990
    with qtbot.waitSignal(view.unreadWanted) as told:
        view.next_unread()
    assert told.args == [1]
    assert view.go_to_one_of([990, 100], 1)
    assert view.current.rowid == 100
    assert view.go_to_one_of([990, 100], 1)  # from the other end, where none is left
    assert view.current.rowid == 990
    assert not view.go_to_one_of([], 1)


def test_positions_in_any_order(view: ArticleList) -> None:
    model = view._articles
    model.set_listing(array("q", [5, 9, 1, 7]), ())
    assert [model.position(rowid) for rowid in (5, 9, 1, 7, 3)] == [0, 1, 2, 3, None]
    model.set_listing(numbers(1000), ())
    every = model.positions(list(range(1000, 0, -1)))
    assert all(later == earlier + 1 for earlier, later in pairwise(every))


def test_the_ear_hears_what_the_eye_sees(view: ArticleList) -> None:
    view.set_listing(numbers(1), (), keep=False)
    said = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Unread. Title 1")
