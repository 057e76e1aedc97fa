"""The small parts: status bar, hints, pages, panes, keys, order, and what a filter and a search make together."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from reader.model import Step
from reader.ui import theme
from reader.ui.actions import Single
from reader.ui.finding import combined
from reader.ui.hints import Hint
from reader.ui.keys import left_by
from reader.ui.pages import AboutPage, KeysPage
from reader.ui.status import StatusBar
from reader.ui.window import MainWindow


@pytest.fixture
def status(qtbot: QtBot) -> StatusBar:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_progress_with_and_without_a_total(status: StatusBar) -> None:
    assert not status.progress.isVisible()
    status.show_progress(Step(0, 0), "Reading")
    assert status.progress.isVisible()
    assert status.progress.maximum() == 0
    status.show_progress(Step(5_000_000_000, 10_000_000_000), "Reading")  # bytes: more than Qt's own numbers hold
    assert status.progress.value() == 500
    status.show_progress(None, "")
    assert not status.progress.isVisible()
    assert not status.cancel.isVisible()


def test_words_are_no_markup_but_the_link_is(qtbot: QtBot, status: StatusBar) -> None:
    status.say("<b>&1 article", "reports|Report…")
    assert "&lt;b>&amp;1 article" in status.label.text()
    with qtbot.waitSignal(status.linkClicked) as told:
        status.label.linkActivated.emit("reports")
    assert told.args == ["reports"]


def test_a_hint_offers_what_can_be_done(qtbot: QtBot) -> None:
    hint = Hint("hint")
    qtbot.addWidget(hint)
    hint.tell("Empty", "Open one", ("actionOpenDump", "Open Dump…"))
    hint.tell("Empty", "Open one", ("actionOpenFolder", "Open Folder…"))
    qtbot.wait(5)
    (button,) = hint.findChildren(QPushButton)
    with qtbot.waitSignal(hint.chosen) as told:
        button.click()
    assert told.args == ["actionOpenFolder"]


def test_the_page_of_keys_and_the_page_about(qtbot: QtBot) -> None:
    keys = KeysPage()
    about = AboutPage("/a & b.cuttings")
    for page in (keys, about):
        qtbot.addWidget(page)
        page.show()
    told = "".join(label.text() for label in keys.findChildren(QLabel))
    assert "Next article" in told or "Next Article" in told
    assert "Nothing leaves this machine" in "".join(label.text() for label in about.findChildren(QLabel))


def test_single_keys_step_back_from_what_needs_them(qtbot: QtBot) -> None:
    button, box, table = QPushButton(), QComboBox(), QTableView()
    for widget in (button, box, table):
        qtbot.addWidget(widget)
    assert [left_by(each) for each in (button, box, table, None)] == [
        Single.LETTERS,
        Single.NONE,
        Single.ALL,
        Single.ALL,
    ]


@pytest.mark.parametrize(
    ("term", "text", "both"),
    [
        ("", "", ""),
        ("is:unread", "", "is:unread"),
        ("", "mali", "mali"),
        ("is:unread", "mali army", "is:unread mali army"),
        ("is:unread", "mali OR niger", "is:unread (mali OR niger)"),
    ],
)
def test_filter_and_search_together(term: str, text: str, both: str) -> None:
    assert combined(term, text) == both


def test_the_list_in_another_order(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["actionByTitle"].trigger()
    qtbot.waitUntil(lambda: window.finding.settled)
    titles = [window.model.index(row, 0).data() for row in range(window.model.rowCount())]
    assert titles == sorted(titles)
    assert window.commands["actionByTitle"].isChecked()
    assert not window.commands["actionNewest"].isChecked()


def test_reading_only_and_back(window: MainWindow) -> None:
    window.articles.selectRow(0)
    window.commands["actionFocus"].trigger()
    assert [pane.isVisible() for pane in (window.filters, window.middle, window.panel)] == [False] * 3
    assert window.viewer.isVisible()
    window.commands["actionFocus"].trigger()
    assert [pane.isVisible() for pane in (window.filters, window.middle, window.panel)] == [True] * 3


def test_light_and_dark_and_their_icons(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["actionThemeLight"].trigger()
    light = window.commands["actionStar"].icon().pixmap(20).toImage()
    window.commands["actionThemeDark"].trigger()
    assert theme.current().dark
    assert window.commands["actionStar"].icon().pixmap(20).toImage() != light
    window.grab()
    window.commands["actionThemeSystem"].trigger()
    with pytest.raises(ValueError, match="mauve"):
        window.themes.choose("mauve")
