"""The window for a list of names: found in the background, stopped, sorted, opened, exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.ui.batch import BatchWindow
from reader.ui.window import MainWindow


@pytest.fixture
def batch(window: MainWindow) -> BatchWindow:
    window.commands["actionBatch"].trigger()
    assert window.searching.batch is not None
    return window.searching.batch


def names(batch: BatchWindow) -> list[tuple[str, str]]:
    rows = range(batch.model.rowCount())
    return [(batch.model.index(row, 0).data(), batch.model.index(row, 1).data()) for row in rows]


def search(qtbot: QtBot, batch: BatchWindow, text: str) -> None:
    batch.names.setPlainText(text)
    batch.go.click()
    qtbot.waitUntil(lambda: not batch._running)


def test_names_are_counted_and_opened(qtbot: QtBot, window: MainWindow, batch: BatchWindow) -> None:
    assert not batch.go.isEnabled()
    search(qtbot, batch, "ferry\nNorby\nnobody\n")
    assert names(batch) == [("ferry", "1"), ("Norby", "2"), ("nobody", "0")]
    assert batch.note.text() == "3 names searched for, 2 found"
    batch.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert names(batch)[0] == ("Norby", "2")
    batch.table.setCurrentIndex(batch.model.index(0, 0))
    qtbot.waitUntil(lambda: batch.articles.count() == 2)
    item = batch.articles.item(1)
    assert item is not None
    batch.articles.itemActivated.emit(item)
    assert window.reading.dossier is not None
    assert window.reading.dossier.article.title in item.text()
    qtbot.keyClick(batch.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.settled and len(window.articles.listed) == 2)
    assert window.search.box.text() == '"Norby"'
    batch.grab()


def test_lines_may_be_searches(qtbot: QtBot, batch: BatchWindow) -> None:
    batch.as_searches.setChecked(True)
    search(qtbot, batch, "ferry OR school\nis:unread -ferry")
    assert [number for _, number in names(batch)] == ["2", "2"]


def test_it_stops(qtbot: QtBot, batch: BatchWindow) -> None:
    batch.names.setPlainText("\n".join(f"name{number}" for number in range(20_000)))
    batch.go.click()
    qtbot.waitUntil(lambda: batch.model.rowCount() > 0)
    batch.go.click()
    assert batch.go.text() == "Search"
    assert 0 < batch.model.rowCount() < 20_000
    search(qtbot, batch, "ferry")
    assert names(batch) == [("ferry", "1")]


def test_lists_come_from_files_and_go_to_files(qtbot: QtBot, batch: BatchWindow, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("name,age\nferry,3\n=Norby,4\n")
    batch.open_file(tmp_path / "names.csv")
    assert batch.wanted == ["ferry", "=Norby"]
    search(qtbot, batch, batch.names.toPlainText())
    for articles, lines in ((False, 3), (True, 4)):
        path = tmp_path / f"{articles}.csv"
        batch.export_to(path, articles)
        qtbot.waitUntil(lambda: "exported" in batch.note.text())
        assert len(path.read_text("utf-8-sig").splitlines()) == lines
        assert "\n=Norby" not in path.read_text("utf-8-sig")
        batch.note.clear()
