"""Cleaning anew from the menu: asked first, done in the background, taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from reader import cleaning
from reader.model import Cleaned, Record
from reader.ui.window import MainWindow


def better(record: Record) -> Cleaned:
    cleaned = cleaning.cleaner.clean(record)
    return replace(cleaned, articles=tuple(replace(each, title=f"New: {each.title}") for each in cleaned.articles))


def titles(window: MainWindow) -> list[str]:
    return [window.model.index(row, 0).data() for row in range(window.model.rowCount())]


def test_it_is_asked_done_and_taken_back(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "clean", better)
    window.commands["actionReclean"].trigger()
    qtbot.waitUntil(lambda: window.cleaning.dialog is not None)
    dialog = window.cleaning.dialog
    assert dialog is not None
    assert dialog.list.count() == 3
    qtbot.waitUntil(lambda: "New: " in dialog.text.toPlainText())
    assert not any(title.startswith("New: ") for title in titles(window))
    dialog.accept()
    qtbot.waitUntil(lambda: all(title.startswith("New: ") for title in titles(window)))
    qtbot.waitUntil(lambda: "Cleaned 3 articles anew" in window.commands["actionUndo"].text())
    window.marking.undo()
    qtbot.waitUntil(lambda: not any(title.startswith("New: ") for title in titles(window)))


def test_nothing_to_change_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["actionReclean"].trigger()
    qtbot.waitUntil(lambda: window.cleaning.dialog is not None)
    dialog = window.cleaning.dialog
    assert dialog is not None
    assert dialog.list.count() == 0
    dialog.reject()
    qtbot.waitUntil(lambda: window.cleaning.dialog is None)


def test_dumps_that_were_moved_are_asked_for(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "".join(f"<p>The council of Norby met on Monday, said paragraph {n}, and why.</p>" for n in range(6))
    dump = tmp_path / "page.html"
    dump.write_text(f"<title>The council met on Monday</title><body><article>{body}</article></body>")
    window.open_dumps([dump])
    qtbot.waitUntil(lambda: window.model.rowCount() == 4 and not window.importing.busy)
    moved = tmp_path / "moved"
    moved.mkdir()
    dump.rename(moved / dump.name)
    monkeypatch.setattr(cleaning, "clean", better)
    window.commands["actionReclean"].trigger()
    qtbot.waitUntil(lambda: window.cleaning.dialog is not None)
    first = window.cleaning.dialog
    assert first is not None
    assert first.list.count() == 3
    find = first.findChild(QPushButton, "findDumps")
    assert isinstance(find, QPushButton)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved))
    find.click()
    qtbot.waitUntil(lambda: window.cleaning.dialog is not None and window.cleaning.dialog.list.count() == 4)
    second = window.cleaning.dialog
    assert second is not None
    assert second.findChild(QPushButton, "findDumps") is None
    second.accept()
    qtbot.waitUntil(lambda: len(titles(window)) == 4 and all(title.startswith("New: ") for title in titles(window)))
