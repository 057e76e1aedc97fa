"""Find bar and legend round the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from reader.rendering import DARK, LIGHT
from reader.ui import theme
from reader.ui.find import find_all
from reader.ui.legend import SWITCHES, sample
from reader.ui.marks import Kind
from reader.ui.page import ReadingPane
from tests.invented import article, dossier


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> Iterator[ReadingPane]:
    theme.apply(qapp, "light")
    made = ReadingPane()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.viewer.show_dossier(dossier())
    yield made
    theme.apply(qapp, "light")


def count(pane: ReadingPane) -> str:
    label = pane.find_bar.findChild(QLabel, "findCount")
    assert isinstance(label, QLabel)
    return label.text()


def type_words(pane: ReadingPane, qtbot: QtBot, words: str) -> None:
    pane.find_bar.open()
    pane.find_bar.edit.setText(words)
    qtbot.keyClick(pane.find_bar.edit, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("The ferry, the FERRY", "ferry", [(4, 9), (15, 20)]),
        ("Goïta and Goita", "goita", [(0, 5), (10, 15)]),
        ("😀 ferry", "ferry", [(3, 8)]),
        ("a\u00a0million  kroner", "million kroner", [(2, 17)]),
        ("a.b*c", ".b*", [(1, 4)]),
        ("İzmir", "i", [(0, 1), (3, 4)]),
        ("ferry", "  ", []),
        ("ferry", "boat", []),
    ],
)
def test_found(text: str, wanted: str, found: list[tuple[int, int]]) -> None:
    assert find_all(text, wanted) == found


def test_hits_are_counted_and_stepped_through(pane: ReadingPane, qtbot: QtBot) -> None:
    type_words(pane, qtbot, "ferry line")
    assert count(pane) == "1 of 2 hits"
    assert len(pane.viewer.extraSelections()) == 2
    pane.find_bar.step(1)
    assert count(pane) == "2 of 2 hits"
    pane.find_bar.step(1)
    assert count(pane) == "1 of 2 hits"
    pane.find_bar.step(-1)
    assert count(pane) == "2 of 2 hits"


def test_a_step_brings_the_hit_into_view(pane: ReadingPane, qtbot: QtBot) -> None:
    type_words(pane, qtbot, "by Tuesday")
    assert count(pane) == "1 of 1 hit"
    assert pane.viewer.verticalScrollBar().value() > 0
    cursor = QTextCursor(pane.viewer.document())
    cursor.setPosition(pane.viewer.toPlainText().index("by Tuesday"))
    assert pane.viewer.viewport().rect().contains(pane.viewer.cursorRect(cursor))


def test_nothing_found_is_told(pane: ReadingPane, qtbot: QtBot) -> None:
    type_words(pane, qtbot, "zeppelin")
    assert count(pane) == "not in this article"
    pane.find_bar.step(1)


def test_escape_closes_and_goes_back_to_the_text(pane: ReadingPane, qtbot: QtBot) -> None:
    type_words(pane, qtbot, "ferry")
    qtbot.keyClick(pane.find_bar.edit, Qt.Key.Key_Escape)
    assert not pane.find_bar.isVisible()
    assert pane.viewer.extraSelections() == []


def test_f3_opens_what_is_closed(pane: ReadingPane) -> None:
    pane.find_bar.step(1)
    assert pane.find_bar.isVisible()


def test_selected_words_are_taken(pane: ReadingPane) -> None:
    cursor = pane.viewer.textCursor()
    at = pane.viewer.toPlainText().index("petitioned")
    cursor.setPosition(at)
    cursor.setPosition(at + 8, QTextCursor.MoveMode.KeepAnchor)
    pane.viewer.setTextCursor(cursor)
    pane.find_bar.open()
    assert pane.find_bar.edit.text() == "petition"


def test_another_article_is_searched_anew(pane: ReadingPane, qtbot: QtBot) -> None:
    type_words(pane, qtbot, "Solheim")
    assert count(pane) == "1 of 2 hits"
    other = replace(article(), id="1" * 20, title="Solheim Solheim Solheim")
    pane.viewer.show_dossier(replace(dossier(), article=other))
    qtbot.waitUntil(lambda: count(pane) == "5 hits")


def test_marks_and_hovering_do_not_start_a_search(pane: ReadingPane, qtbot: QtBot) -> None:
    """Marking is an edit of the document too: the reader must not be thrown to a hit by it."""
    pane.viewer.show_dossier(dossier(analysed=False))
    type_words(pane, qtbot, "by Tuesday")
    pane.viewer.verticalScrollBar().setValue(0)
    pane.viewer.show_dossier(dossier())
    qtbot.wait(250)
    assert pane.viewer.verticalScrollBar().value() == 0


def test_the_legend_switches_each_kind(pane: ReadingPane, qtbot: QtBot) -> None:
    switch = next(each for each in pane.legend.findChildren(QToolButton) if each.text() == "Places")
    with qtbot.waitSignal(pane.legend.changed):
        switch.click()
    assert Kind.PLACE not in pane.viewer.marks
    assert Kind.PERSON in pane.viewer.marks
    assert switch.font().strikeOut()


def test_the_legends_state_is_kept_in_words(pane: ReadingPane) -> None:
    pane.legend.set_state(["people", "quotes", "unknown"])
    assert pane.legend.state() == ["people", "quotes"]
    assert pane.viewer.marks == Kind.PERSON | Kind.QUOTE


def test_every_kind_has_a_switch_and_a_picture_of_its_own(pane: ReadingPane) -> None:
    assert {kind for kind, _, _ in SWITCHES} == set(Kind) - {Kind.MENTION, Kind.PASSAGE, Kind.HEADLINE}
    for each in (LIGHT, DARK):
        pictures = {bytes(sample(kind, each).toImage().constBits()) for kind, _, _ in SWITCHES}
        assert len(pictures) == len(SWITCHES)


def test_everything_can_be_reached_by_keys(pane: ReadingPane) -> None:
    for switch in pane.legend.findChildren(QToolButton):
        assert switch.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert switch.accessibleName()
    assert isinstance(pane.find_bar.findChild(QLineEdit, "findEdit"), QLineEdit)


def test_a_narrow_pane_is_drawn(pane: ReadingPane) -> None:
    pane.resize(280, 400)
    QApplication.processEvents()
    pane.grab()
    assert pane.legend.height() > 40


def test_seldom_switches_come_when_they_are_needed(pane: ReadingPane) -> None:
    def shown() -> set[str]:
        return {each.accessibleName() for each in pane.legend.findChildren(QToolButton) if not each.isHidden()}

    pane.viewer.show_dossier(dossier(notes=False))
    assert not {"Notes", "Search hits", "Reported speech"} & shown()
    pane.viewer.show_dossier(dossier(), ["ferry"])
    assert {"People", "Quotations", "Notes", "Search hits"} <= shown()
