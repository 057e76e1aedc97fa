"""Small windows: what is in the way goes, comes when it is asked for, and is back when there is room."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from reader.assets import resource
from reader.rendering import DARK, LIGHT
from reader.ui.controls import SIGNS
from reader.ui.pages import KeysPage
from reader.ui.window import MainWindow


def shown(window: MainWindow) -> list[str]:
    panes = {"filters": window.filters, "list": window.middle, "article": window.viewer_stack, "panel": window.panel}
    return [name for name, pane in panes.items() if pane.isVisible()]


def resize(qtbot: QtBot, window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (width, height))


def test_a_small_screen_has_room_for_list_and_article(qtbot: QtBot, window: MainWindow) -> None:
    resize(qtbot, window, 800, 600)
    assert shown(window) == ["filters", "list", "article"]
    assert not window.commands["actionPanel"].isChecked()
    resize(qtbot, window, 640, 480)
    assert shown(window) == ["list", "article"]
    resize(qtbot, window, 1280, 800)
    assert shown(window) == ["filters", "list", "article", "panel"]
    assert window.commands["actionPanel"].isChecked()


def test_a_pane_that_is_asked_for_comes_first(qtbot: QtBot, window: MainWindow) -> None:
    resize(qtbot, window, 800, 600)
    window.commands["actionPanel"].trigger()
    assert shown(window) == ["list", "article", "panel"]
    window.commands["actionSidebar"].trigger()
    assert shown(window) == ["filters", "list", "article"]
    resize(qtbot, window, 640, 480)
    window.commands["actionPanel"].trigger()
    assert shown(window) == ["article", "panel"]  # in the place of the list
    window.commands["actionPanel"].trigger()
    assert shown(window) == ["list", "article"]


def test_reading_only_and_back(qtbot: QtBot, window: MainWindow) -> None:
    resize(qtbot, window, 800, 600)
    window.commands["actionFocus"].trigger()
    assert shown(window) == ["article"]
    window.commands["actionFocus"].trigger()
    assert shown(window) == ["filters", "list", "article"]


def test_a_pane_that_was_put_away_stays_away(qtbot: QtBot, window: MainWindow) -> None:
    resize(qtbot, window, 1280, 800)
    window.commands["actionPanel"].trigger()
    resize(qtbot, window, 800, 600)
    resize(qtbot, window, 1280, 800)
    assert shown(window) == ["filters", "list", "article"]


def test_the_legend_keeps_to_one_row(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.selectRow(0)
    resize(qtbot, window, 1700, 800)
    legend = window.page.legend
    one_row = legend.height()
    switch = legend.findChildren(QToolButton)[0]
    assert switch.sizeHint().width() > 60  # with its word
    resize(qtbot, window, 800, 600)
    qtbot.waitUntil(lambda: legend.height() == one_row)
    assert switch.sizeHint().width() < 40
    assert switch.accessibleName() == "People"
    assert "people" in switch.toolTip()
    size = switch.iconSize()
    on, off = (switch.icon().pixmap(size, QIcon.Mode.Normal, state) for state in (QIcon.State.On, QIcon.State.Off))
    assert on.toImage() != off.toImage()  # without its word, the sign tells that it is off


@pytest.mark.parametrize(("width", "columns"), [(780, 1), (1100, 2), (1400, 3)])
def test_the_keys_fit_their_page(qtbot: QtBot, qapp: QApplication, width: int, columns: int) -> None:
    page = KeysPage()
    qtbot.addWidget(page)
    page.resize(width, 600)
    page.show()
    assert page._columns == columns
    assert page._area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_signs_are_drawn_in_the_colours_of_their_theme(theme: object) -> None:
    for name, part in SIGNS.items():
        drawn = resource("controls", f"{name}-{theme.name}.svg").read_text("utf-8")  # type: ignore[attr-defined]
        assert getattr(theme, part) in drawn
