"""Saved searches in the filters, recent ones in the box, sources at the top."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from reader.ui.lines import CountRole
from reader.ui.savedialog import SavedSearchDialog
from reader.ui.sidebar import FilterRole
from reader.ui.window import MainWindow


def listed(qtbot: QtBot, window: MainWindow, number: int) -> None:
    qtbot.waitUntil(lambda: window.settled and len(window.articles.listed) == number)


def dialog(window: MainWindow) -> SavedSearchDialog:
    found = window.findChildren(SavedSearchDialog)
    assert len(found) == 1
    return found[0]


def save(qtbot: QtBot, window: MainWindow, name: str, query: str, number: int) -> None:
    window.search.box.set_search(query)
    listed(qtbot, window, number)
    window.commands["actionSaveSearch"].trigger()
    dialog(window).name.setText(name)
    dialog(window)._decide()
    qtbot.waitUntil(lambda: f"search:{name}" in window.filters.terms)
    qtbot.waitUntil(lambda: count(window, f"search:{name}") == number)


def count(window: MainWindow, term: str) -> Any:
    return window.filters._items[term].data(0, CountRole)


def test_a_search_is_saved_and_counts_what_it_finds(qtbot: QtBot, window: MainWindow) -> None:
    save(qtbot, window, "Bridges", "bridge", 2)
    window.search.box.set_search("ferry")
    listed(qtbot, window, 1)
    window.search.box.set_search("")
    window.filters.choose("search:Bridges")
    listed(qtbot, window, 2)
    assert "Bridges" in window.search.echo.text()
    window.articles.next()
    window.commands["actionStar"].trigger()
    qtbot.waitUntil(lambda: window.settled)


def test_a_saved_search_that_is_edited_is_listed_anew(qtbot: QtBot, window: MainWindow) -> None:
    save(qtbot, window, "Mine", "bridge", 2)
    window.search.box.set_search("")
    window.filters.choose("search:Mine")
    listed(qtbot, window, 2)
    window.filters.editWanted.emit("Mine")
    dialog(window).query.setText("ferry (")
    assert "⚠" in dialog(window).note.text()
    dialog(window).query.setText("ferry")
    dialog(window)._decide()
    listed(qtbot, window, 1)
    qtbot.waitUntil(lambda: count(window, "search:Mine") == 1)
    window.filters.setFocus()
    qtbot.keyClick(window.filters, Qt.Key.Key_Delete)
    listed(qtbot, window, 3)
    assert "search:Mine" not in window.filters.terms
    window.commands["actionUndo"].trigger()
    qtbot.waitUntil(lambda: "search:Mine" in window.filters.terms)


def test_a_name_that_is_taken_is_told(qtbot: QtBot, window: MainWindow) -> None:
    save(qtbot, window, "Mine", "bridge", 2)
    window.commands["actionSaveSearch"].trigger()
    asked = [each for each in window.findChildren(SavedSearchDialog) if each.isVisible()][-1]
    asked.name.setText("mine")
    assert "replaced" in asked.note.text()
    asked.done(QDialog.DialogCode.Rejected)


def test_a_source_is_pinned_and_keeps_being_chosen(qtbot: QtBot, window: MainWindow) -> None:
    source = 'source:"Harbour Post"'
    row = window.articles._articles.row(0)
    assert row is not None
    window.marking.write(lambda library: library.correct(row.id, {"source": "Harbour Post"}))
    qtbot.waitUntil(lambda: source in window.filters.terms)
    window.filters.choose(source)
    line = window.filters._items[source].data(0, FilterRole)
    menu = window.filters.menu_of(line)
    assert menu is not None
    assert window.filters._items[source].parent() is not None
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: window.filters._items[source].parent() is None)
    assert window.filters.term == source
    window.commands["actionUndo"].trigger()
    qtbot.waitUntil(lambda: window.filters._items[source].parent() is not None)
    assert window.filters.term == source


def offered(window: MainWindow) -> list[str]:
    shown, model = window.search.box.suggestions, window.search.box.suggestions.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if shown.isVisible() else []


def test_recent_searches_are_offered_and_forgotten(qtbot: QtBot, window: MainWindow) -> None:
    box = window.search.box
    for query in ("bridge", "ferry"):
        box.setText(query)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: box.suggestions._recent == ("ferry", "bridge"))
    box.set_search("")
    box.setFocus()
    window.commands["actionSearch"].trigger()
    assert offered(window) == ["ferry", "bridge"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: box.suggestions._recent == ("bridge",))
    qtbot.keyClicks(box, "bri")
    assert offered(window) == ["bridge"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    listed(qtbot, window, 2)
    assert box.text() == "bridge"
    window.commands["actionForgetSearches"].trigger()
    qtbot.waitUntil(lambda: not box.suggestions.has_recent)


def test_a_search_whose_article_was_opened_is_recent(qtbot: QtBot, window: MainWindow) -> None:
    window.search.box.setText("ferry")
    listed(qtbot, window, 1)
    window.articles.next()
    qtbot.waitUntil(lambda: window.search.box.suggestions._recent == ("ferry",))


def test_saved_searches_are_completed(qtbot: QtBot, window: MainWindow) -> None:
    window.marking.write(lambda library: library.save_search("My bridges", "bridge"))
    qtbot.waitUntil(lambda: 'search:"My bridges"' in window.filters.terms)
    window.search.box.setFocus()
    qtbot.keyClicks(window.search.box, "search:my")
    qtbot.waitUntil(lambda: offered(window) == ['search:"My bridges"'])


def test_the_order_is_chosen_above_the_list(qtbot: QtBot, window: MainWindow) -> None:
    menu = window.search.order.menu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:2] == ["Newest First", "Oldest First"]
    assert words[-1] == "Copies in One Row"
    before = list(window.articles.listed)
    next(action for action in menu.actions() if action.text() == "Oldest First").trigger()
    qtbot.waitUntil(lambda: window.settled and list(window.articles.listed) == before[::-1])
