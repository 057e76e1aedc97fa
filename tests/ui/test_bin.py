"""The bin and the copies of the list: articles go and come back, copies are one row."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.library import Library
from reader.tasks import import_dump
from reader.ui import relating
from reader.ui.sidebar import BIN
from reader.ui.window import MainWindow
from tests.ui.conftest import Opener


def settle(qtbot: QtBot, window: MainWindow, number: int) -> None:
    qtbot.waitUntil(lambda: window.settled and len(window.articles.listed) == number)


def test_an_article_goes_into_the_bin_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.next()
    first = window.articles.current
    assert not window.commands["actionUnbin"].isEnabled()
    qtbot.keyClick(window.articles, Qt.Key.Key_Delete)
    settle(qtbot, window, 2)
    now = window.articles.current
    assert first is not None
    assert now is not None
    assert now.id != first.id
    qtbot.waitUntil(lambda: not window.filters._items[BIN].isHidden())
    window.filters.choose(BIN)
    settle(qtbot, window, 1)
    window.articles.next()
    assert not window.commands["actionBin"].isEnabled()
    window.commands["actionUnbin"].trigger()
    settle(qtbot, window, 3)
    assert window.filters.term == ""


def test_the_last_article_leaves_the_one_before_it(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(3):
        window.articles.next()
    window.commands["actionBin"].trigger()
    settle(qtbot, window, 2)
    assert window.articles.currentIndex().row() == 1


def test_all_that_is_found_goes_into_the_bin_and_undo_brings_it_back(qtbot: QtBot, window: MainWindow) -> None:
    window.articles.next()
    window.articles.selectAll()
    window.commands["actionBin"].trigger()
    settle(qtbot, window, 0)
    window.commands["actionUndo"].trigger()
    settle(qtbot, window, 3)


def test_copies_are_one_row_where_that_is_wanted(
    qtbot: QtBot, open_window: Opener, filled: Path, tmp_path: Path, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = tmp_path / "again"
    again.mkdir()
    ferry = (papers / "ferry.txt").read_text("utf-8")
    (again / "copy.txt").write_text(ferry, "utf-8")
    (again / "near.txt").write_text(ferry.replace("two rails", "three rails"), "utf-8")
    with Library.open(filled) as library:
        for _ in import_dump(library, again):
            pass
    monkeypatch.setattr(relating, "REST", 10)
    window = open_window(filled)
    settle(qtbot, window, 5)
    qtbot.waitUntil(lambda: window.session.reader.count(window.session.reader.parse("is:near")) == 3)
    settle(qtbot, window, 5)
    window.commands["actionFold"].trigger()
    settle(qtbot, window, 3)
    assert window.search.count.text() == "5 articles in 3 rows"
    spoken = [str(window.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert sum("and 2 copies" in each for each in spoken) == 1
    window.articles.grab()
    assert window.settings.flag("list/folded")
    window.commands["actionFold"].trigger()
    settle(qtbot, window, 5)
