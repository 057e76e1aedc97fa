"""The copies of an article, what each changed, and the story that it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.library import Library
from reader.tasks import import_dump
from reader.ui.copies import CopiesWindow
from reader.ui.window import MainWindow
from tests.ui.conftest import Opener


@pytest.fixture
def window(open_window: Opener, filled: Path, tmp_path: Path, papers: Path) -> MainWindow:
    """A window over the three articles, a copy of one and one with other words in it."""
    again = tmp_path / "again"
    again.mkdir()
    ferry = (papers / "ferry.txt").read_text("utf-8")
    (again / "copy.txt").write_text(ferry, "utf-8")
    (again / "near.txt").write_text(ferry.replace("two rails", "three <rails> and a bench"), "utf-8")
    with Library.open(filled) as library:
        for _ in import_dump(library, again):
            pass
        for _ in library.relate():
            pass
    return open_window(filled)


@pytest.fixture
def copies(qtbot: QtBot, window: MainWindow) -> CopiesWindow:
    window.search.box.set_search("ferry two rails")
    qtbot.waitUntil(lambda: window.settled and len(window.articles.listed) == 2)
    window.articles.next()
    window.commands["actionCopies"].trigger()
    made = window.relatives.copies
    assert made is not None
    qtbot.waitUntil(lambda: made.list.count() == 3 and made._held is not None)
    return made


def test_each_copy_is_held_against_the_first(qtbot: QtBot, copies: CopiesWindow) -> None:
    copies.order.setCurrentIndex(1)
    qtbot.waitUntil(lambda: copies._rows[0].words == max(row.words for row in copies._rows))
    copies.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: "held against" in copies.note.text())
    assert "three <rails> and a bench" in copies.page.toPlainText()
    for _ in range(2):
        copies.step(1)
        qtbot.waitUntil(lambda: "% of the words are the same" in copies.note.text())
        for beside in (True, False):
            copies.beside.setChecked(beside)
            copies.page.grab()
            assert "two" in copies.page.toPlainText()
            assert "and a bench" in copies.page.toPlainText()
    copies.step(1)
    assert copies.list.currentRow() == 2


def test_they_are_opened_and_listed(qtbot: QtBot, window: MainWindow, copies: CopiesWindow) -> None:
    copies.list_all.click()
    qtbot.waitUntil(lambda: window.settled and len(window.articles.listed) == 3)
    assert window.search.echo.text().startswith("Copies of “Ferry")
    copies.list.setCurrentRow(2)
    copies.open_it.click()
    assert window.reading.dossier is not None
    assert window.reading.dossier.article.id == copies._rows[2].id
    qtbot.keyClick(copies, Qt.Key.Key_D)


def test_the_panel_leads_to_them(qtbot: QtBot, window: MainWindow, copies: CopiesWindow) -> None:
    links = window.panel.relatives
    qtbot.waitUntil(lambda: links.copies.text() == "2 copies and versions")
    assert not links.story.isVisible()
    window.search.box.set_search("school")
    qtbot.waitUntil(lambda: window.settled and len(window.articles.listed) == 1)
    window.articles.next()
    qtbot.waitUntil(lambda: not links.isVisible())
    window.relatives.show_copies()
    qtbot.waitUntil(lambda: "No copies" in copies.note.text())
