"""The whole window: what it shows, what its keys do, what it remembers."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTableView,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.ui.window import MainWindow

Opener = Callable[[Path], MainWindow]

WIDGETS = {
    "filterTree": QWidget,
    "articleList": QTableView,
    "viewer": QTextBrowser,
    "searchBox": QLineEdit,
    "queryEcho": QLabel,
    "entityList": QWidget,
    "quoteList": QWidget,
    "tagEdit": QWidget,
    "noteEdit": QWidget,
    "importProgress": QProgressBar,
    "cancelButton": QPushButton,
    "statusLabel": QLabel,
}
NAMED = [
    "actionOpenDump",
    "actionOpenFolder",
    "actionExport",
    "actionNext",
    "actionPrevious",
    "actionNextUnread",
    "actionStar",
    "actionTag",
    "actionToggleRead",
    "actionShowCuts",
    "actionFind",
    "actionUndo",
    "actionRedo",
    "actionKeys",
]


def titles(window: MainWindow) -> list[str]:
    return [window.model.index(row, 0).data() for row in range(window.model.rowCount())]


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key | str, where: QWidget | None = None) -> None:
    target = where or window.articles
    target.setFocus()
    qtbot.keyClick(target, key)


def test_everything_has_its_promised_name(window: MainWindow) -> None:
    assert window.objectName() == "mainWindow"
    for name, kind in WIDGETS.items():
        assert isinstance(window.findChild(QWidget, name), kind), name
    for name in NAMED:
        assert isinstance(window.findChild(QAction, name), QAction), name


def test_what_takes_the_keyboard_has_a_name_for_the_ear(window: MainWindow) -> None:
    for widget in window.findChildren(QWidget):
        own = not widget.objectName().startswith("qt_")
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea)
        if own and takes and widget.isVisible():
            said = widget.accessibleName() or getattr(widget, "text", lambda: "")() or widget.toolTip()
            assert said, (type(widget), widget.objectName(), widget.parent())


def test_an_empty_library_says_what_to_do(open_window: Opener, library_path: Path) -> None:
    window = open_window(library_path)
    assert window.viewer_hint.isVisible()
    assert any("Open Dump" in button.text() for button in window.viewer_hint.findChildren(QPushButton))
    assert not window.commands["actionNext"].isEnabled()


def test_a_row_that_is_selected_is_shown(window: MainWindow) -> None:
    window.articles.selectRow(1)
    assert window.viewer.isVisible()
    assert titles(window)[1] in window.viewer.toPlainText()
    assert window.viewer.verticalScrollBar().value() == 0


def test_the_keys_of_the_list(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "j")
    press(qtbot, window, "j")
    assert window.articles.currentIndex().row() == 1
    press(qtbot, window, "k")
    assert window.articles.currentIndex().row() == 0
    press(qtbot, window, "s")
    qtbot.waitUntil(lambda: bool(window.articles.current and window.articles.current.starred))
    press(qtbot, window, "m")
    qtbot.waitUntil(lambda: not (window.articles.current and window.articles.current.unread))
    press(qtbot, window, "n")
    assert window.articles.currentIndex().row() == 1


def test_keys_without_ctrl_are_letters_in_text_fields(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.selectRow(0)
    qtbot.keyClicks(window.search.box, "jsnmt ?/")
    assert window.search.box.text() == "jsnmt ?/"
    assert window.articles.currentIndex().row() == 0


def test_single_keys_can_be_switched_off(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["actionSingleKeys"].trigger()
    press(qtbot, window, "j")
    assert window.articles.currentIndex().row() == -1
    window.commands["actionSingleKeys"].trigger()
    press(qtbot, window, "j")
    assert window.articles.currentIndex().row() == 0


def test_space_presses_a_focused_button(qtbot: QtBot, window: MainWindow) -> None:
    window.search.box.set_search("bridge")
    qtbot.waitUntil(lambda: window.search.clear.isVisible())
    press(qtbot, window, Qt.Key.Key_Space, window.search.clear)
    qtbot.waitUntil(lambda: window.search.box.text() == "")


def test_space_reads_on_to_the_next_unread(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.selectRow(0)
    for _ in range(30):
        press(qtbot, window, Qt.Key.Key_Space, window.viewer)
        if window.articles.currentIndex().row() == 1:
            break
    assert window.articles.currentIndex().row() == 1
    qtbot.waitUntil(lambda: not window.model.row(0).unread)  # type: ignore[union-attr]


def test_search_finds_echoes_and_clears(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.search.box, "ferry")
    qtbot.keyClick(window.search.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    assert "ferry" in window.search.echo.text()
    assert window.search.count.text() == "1 article"
    window.articles.selectRow(0)
    assert window.viewer.contents is not None
    assert window.viewer.contents.hits  # marked in the text
    qtbot.keyClick(window.search.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.model.rowCount() == 3)


def test_search_as_you_type(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.search.box, "garden")
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)


def test_nothing_found_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.search.box.set_search("submarine")
    qtbot.waitUntil(lambda: window.list_hint.isVisible())
    assert window.search.count.text() == "0 articles"


def test_a_filter_and_a_search_hold_together(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.selectRow(titles(window).index("The old bridge at Norby is to close"))
    window.marking.tag("works")
    qtbot.waitUntil(lambda: "tag:works" in window.filters.terms)
    window.search.box.set_search("bridge")
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    window.filters.choose("tag:works")
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    assert "works" in window.search.echo.text()
    assert "bridge" in window.search.echo.text()


def test_a_tag_shows_everywhere_and_is_undone(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.selectRow(0)
    press(qtbot, window, "t")
    edit = window.findChild(QWidget, "tagEdit")
    qtbot.keyClicks(edit, "norby")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.articles.current and window.articles.current.tags == ("norby",)))
    qtbot.waitUntil(lambda: "norby" in window.commands["actionUndo"].text())
    assert window.reading.dossier is not None
    assert window.reading.dossier.state.tags == ("norby",)
    window.commands["actionUndo"].trigger()
    qtbot.waitUntil(lambda: bool(window.articles.current and window.articles.current.tags == ()))
    qtbot.waitUntil(lambda: window.commands["actionRedo"].isEnabled())


def test_a_tag_goes_to_all_that_are_selected(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["actionSelectAll"].trigger()
    assert window.articles.everything_selected
    window.marking.tag("all")
    qtbot.waitUntil(lambda: all(window.model.row(row).tags == ("all",) for row in range(3)))  # type: ignore[union-attr]
    assert window.commands["actionExport"].text() == "Export 3 Selected…"


def test_an_article_is_read_after_a_while_not_at_once(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.selectRow(0)
    window.articles.selectRow(1)
    qtbot.waitUntil(lambda: not window.model.row(1).unread, timeout=4000)  # type: ignore[union-attr]
    assert window.model.row(0).unread  # type: ignore[union-attr]
    qtbot.wait(50)
    assert not window.commands["actionUndo"].isEnabled()  # reading is nothing to undo


def test_marked_unread_it_stays_so(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.selectRow(0)
    press(qtbot, window, "m")
    qtbot.waitUntil(lambda: not window.model.row(0).unread)  # type: ignore[union-attr]
    press(qtbot, window, "m")
    qtbot.waitUntil(lambda: window.model.row(0).unread)  # type: ignore[union-attr]
    qtbot.wait(1500)
    assert window.model.row(0).unread  # type: ignore[union-attr]


def test_dropped_files_are_imported(qtbot: QtBot, open_window: Opener, library_path: Path, papers: Path) -> None:
    window = open_window(library_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(papers / "bridge.txt")), QUrl.fromLocalFile(str(papers / "ferry.txt"))])
    drop = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 2)
    assert "2 articles imported from 2 dumps" in window.status.label.text()


def test_the_window_comes_back_as_it_was(qtbot: QtBot, open_window: Opener, filled: Path) -> None:
    window = open_window(filled)
    window.commands["actionPanel"].trigger()
    qtbot.wait(10)  # without the panel the window may be narrower
    window.resize(780, 560)  # the offscreen screen has 800 by 800, and a window is put back onto its screen
    window.columns.setSizes([160, 240, 380, 0])
    window.themes.choose("dark")
    window.commands["actionShowCuts"].trigger()
    window.viewer.set_text_size(22)
    sizes = window.columns.sizes()
    window.close()
    again = open_window(filled)
    assert (again.width(), again.height()) == (780, 560)
    assert again.columns.sizes() == sizes
    assert again.themes.chosen == "dark"
    assert again.commands["actionShowCuts"].isChecked()
    assert not again.panel.isVisible()
    assert again.viewer.types.size == 22
    again.themes.choose("system")


def test_f6_goes_round_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.selectRow(0)
    window.articles.setFocus()
    seen = []
    for _ in range(5):
        press(qtbot, window, Qt.Key.Key_F6, window.focusWidget())
        seen.append(window.focusWidget())
    assert len(set(seen)) == 5
    assert window.viewer in seen
    assert window.filters in seen


def test_no_step_holds_the_window_up(qtbot: QtBot, open_window: Opener, library_path: Path, tmp_path: Path) -> None:
    """A heartbeat of 5 ms while 400 articles come in; the aim is 50 ms, but tests share the machine."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        text = f"Headline of story {number}\n\n" + "The council of Norby met again on Monday and said so. " * 60
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    window = open_window(library_path)
    beats: list[float] = []
    timer = QTimer(window)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start(5)
    window.open_dumps([folder])
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 400, timeout=30_000)
    longest = max(later - earlier for earlier, later in pairwise(beats))
    assert longest < 0.25


@pytest.mark.parametrize("size", [(1000, 650), (1800, 1100)])
def test_it_fits_small_and_large(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    assert (window.width(), window.height()) == size
    assert window.minimumSizeHint().width() <= 1000
