"""The record as it was: unit for unit, with the article in it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from reader.ui.offsets import Units
from reader.ui.originalpane import OriginalPane, as_lines
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
    assert pane.isVisible()
    assert window.page.isVisible()
    marked = pane.text.extraSelections()
    assert marked[0].cursor.selectedText().startswith(article.title)
    assert any(each.format.fontStrikeOut() and each.cursor.selectedText() == article.title for each in marked)
    window.articles.selectRow(1)
    qtbot.waitUntil(lambda: article.title not in pane.text.toPlainText())
    qtbot.keyClick(window.articles, "v")
    assert not pane.isVisible()
    assert window.page.isVisible()


def test_the_original_is_scrolled_along(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1400, 420)
    window.articles.selectRow(0)
    qtbot.waitUntil(lambda: window.reading.dossier is not None)
    window.commands["actionOriginal"].trigger()
    pane = window.original.pane
    qtbot.waitUntil(lambda: bool(pane.text.toPlainText()))
    assert window.reading.dossier is not None
    article = window.reading.dossier.article
    pane.scroll_to(article.extent[1] - 1, "", 0)
    last = pane.text.verticalScrollBar().value()
    window.viewer.verticalScrollBar().setValue(0)
    window.original.follow()
    assert pane.text.verticalScrollBar().value() <= last


PAGE = """<html><title>The headline of a page of news</title><body><nav>Home | News</nav>
<h1>The headline of a page of news</h1><script>alert(1)</script>{}</body></html>"""


def test_a_page_is_shown_without_what_acts(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    words = "says that the council of Norby met on Monday, and that it will meet again before the summer."
    dump = tmp_path / "page.html"
    dump.write_text(PAGE.format("".join(f"<p>Paragraph {number} {words}</p>" for number in range(30))))
    window.open_dumps([dump])
    qtbot.waitUntil(lambda: window.model.rowCount() == 4)
    title = "The headline of a page"
    qtbot.waitUntil(lambda: any(window.model.index(row, 0).data().startswith(title) for row in range(4)))
    row = next(row for row in range(4) if window.model.index(row, 0).data().startswith(title))
    window.articles.selectRow(row)
    window.commands["actionOriginal"].trigger()
    pane = window.original.pane
    qtbot.waitUntil(lambda: pane.views.currentWidget() is pane.page)
    assert "The headline of a page of news" in pane.page.toPlainText()
    assert "Home | News" in pane.page.toPlainText()
    assert "alert" not in pane.page.toPlainText()
    window.viewer.verticalScrollBar().setValue(window.viewer.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: pane.page.verticalScrollBar().value() > 0)
    pane.as_text.click()
    assert pane.views.currentWidget() is pane.text
    assert "Paragraph 7" in pane.text.toPlainText()
    window.articles.selectRow((row + 1) % 4)
    qtbot.waitUntil(lambda: not pane.as_page.isVisible())
    moved = tmp_path / "moved"
    moved.mkdir()
    dump.rename(moved / dump.name)
    window.articles.selectRow(row)
    qtbot.waitUntil(lambda: "Find it" in pane.label.text())
    assert pane.views.currentWidget() is pane.text
    window.session.given.append(moved)
    window.original.take(window.reading.dossier)
    qtbot.waitUntil(lambda: pane.views.currentWidget() is pane.page)
