"""The record as it was: unit for unit, with the article in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from reader.ui.offsets import Units
from reader.ui.original import OriginalPane, as_lines
from reader.ui.window import MainWindow


@given(st.text(st.sampled_from("a\r\n\u2028\u2029😀\x0b\x00\ufeff\x85e\u0301")))
def test_line_breaks_keep_every_place(text: str) -> None:
    shown = as_lines(text)
    assert len(shown) == len(text)
    assert "\r" not in shown


def test_positions_are_those_of_the_document(qtbot: QtBot) -> None:
    pane = OriginalPane()
    qtbot.addWidget(pane)
    for text in ("a😀\r\nb\rc\u2028d", "\ufeffx\x00\n\n😀"):
        pane.text.setPlainText(as_lines(text))
        assert pane.text.document().characterCount() - 1 == Units(text).length


def test_v_shows_the_original_and_the_text_again(window: MainWindow, qtbot: QtBot) -> None:
    window.articles.selectRow(0)
    qtbot.waitUntil(lambda: window.reading.dossier is not None)
    assert window.reading.dossier is not None
    article = window.reading.dossier.article
    qtbot.keyClick(window.articles, "v")
    pane = window.original.pane
    qtbot.waitUntil(lambda: article.title in pane.text.toPlainText())
    assert window.viewer_stack.currentWidget() is pane
    marked = pane.text.extraSelections()
    assert marked[0].cursor.selectedText().startswith(article.title)
    assert any(each.format.fontStrikeOut() and each.cursor.selectedText() == article.title for each in marked)
    window.articles.selectRow(1)
    qtbot.waitUntil(lambda: article.title not in pane.text.toPlainText())
    qtbot.keyClick(window.articles, "v")
    assert window.viewer_stack.currentWidget() is window.page
