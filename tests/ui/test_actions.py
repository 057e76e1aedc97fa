"""The table of actions: names, keys, icons and what they call hold together."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolBar

from reader.assets import resource
from reader.ui.actions import ACTIONS, MENUS, Single, is_single, keys, keys_page
from reader.ui.window import MainWindow


def test_names_and_keys_are_given_once() -> None:
    assert max(Counter(entry.name for entry in ACTIONS).values()) == 1
    every = Counter(QKeySequence(key).toString() for entry in ACTIONS for key in entry.keys.split())
    assert [key for key, times in every.items() if times > 1] == []
    assert "" not in every


def test_every_icon_is_there() -> None:
    for entry in ACTIONS:
        assert not entry.icon or resource("icons", f"{entry.icon}.svg").is_file(), entry.icon


def test_every_action_calls_something_and_is_in_a_menu(window: MainWindow) -> None:
    for entry in ACTIONS:
        assert callable(attrgetter(entry.call)(window)), entry.call
        assert window.commands[entry.name].menu() is None
    shown = {action for menu in window.menuBar().actions() for action in _all(menu)}
    assert {window.commands[entry.name] for entry in ACTIONS} <= shown


def _all(action: QAction) -> list[QAction]:
    menu = action.menu()
    return [action] if menu is None else [inner for each in menu.actions() for inner in _all(each)]  # type: ignore[attr-defined]


def test_the_toolbar_shows_what_the_table_has_for_it(window: MainWindow) -> None:
    bar = window.findChild(QToolBar, "toolBar")
    on_bar = [action.objectName() for action in bar.actions() if action.objectName()]
    assert sorted(on_bar) == sorted(entry.name for entry in ACTIONS if entry.bar)
    assert all(window.commands[name].toolTip() and not window.commands[name].icon().isNull() for name in on_bar)


def test_single_keys_are_those_without_ctrl() -> None:
    assert all(map(is_single, ("J", "Shift+A", "Space", "Shift+Space", "/", "?")))
    assert not any(map(is_single, ("Ctrl+J", "F1", "Shift+F3", "Ctrl++")))


def test_what_is_left_of_the_keys() -> None:
    read_on = next(entry for entry in ACTIONS if entry.name == "actionReadOn")
    search = next(entry for entry in ACTIONS if entry.name == "actionSearch")
    assert [len(keys(read_on, single)) for single in Single] == [1, 0, 0]
    assert [len(keys(search, single)) for single in Single] == [2, 2, 1]


def test_the_page_of_keys_has_every_key() -> None:
    told = " ".join(keys for _, rows in keys_page() for keys, _ in rows)
    for entry in ACTIONS:
        for key in entry.keys.split():
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) in told
    assert [menu for menu, _ in keys_page()] == [
        menu for menu in MENUS if any(entry.keys for group in MENUS[menu] for entry in group)
    ]


def test_undo_says_what_it_undoes(window: MainWindow) -> None:
    window.marking.undoable.emit("Tagged 3 articles “mali”", None)
    assert window.commands["actionUndo"].text() == "Undo: Tagged 3 articles “mali”"
    assert window.commands["actionUndo"].isEnabled()
    assert not window.commands["actionRedo"].isEnabled()
