"""Errors as sentences, bugs as bugs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from reader.errors import DumpError
from reader.ui import dialogs


def box() -> QMessageBox:
    (shown,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]
    return shown


def test_an_error_is_its_sentence_and_what_to_do(qtbot: QtBot) -> None:
    dialogs.show_error(None, DumpError("a.txt is empty; choose another file."))
    shown = box()
    assert shown.text() == "a.txt is empty."
    assert shown.informativeText() == "Choose another file."
    shown.close()


def test_a_bug_has_a_report_to_copy(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ZeroDivisionError("oops")
    except ZeroDivisionError as error:
        dialogs.show_error(None, error)
    shown = box()
    assert "this is a bug" in shown.text()
    assert "ZeroDivisionError: oops" in shown.detailedText()
    (copy,) = [button for button in shown.findChildren(QPushButton) if button.text() == "Copy Report"]
    copy.click()
    assert shown.isVisible()
    assert QApplication.clipboard().text() == shown.detailedText()
    assert "ZeroDivisionError" in capsys.readouterr().err
    shown.close()


def test_the_file_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["/a", "/b"], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/folder")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/news", "Text"))
    parent = None
    assert dialogs.ask_dumps(parent, "/") == [Path("/a"), Path("/b")]  # type: ignore[arg-type]
    assert dialogs.ask_library(parent, "/") is None  # type: ignore[arg-type]
    assert dialogs.ask_folder(parent, "/") == Path("/folder")  # type: ignore[arg-type]
    assert dialogs.ask_new_library(parent, "/") == Path("/news.cuttings")  # type: ignore[arg-type]
    assert dialogs.ask_save(parent, "Export", "a", ["Text"]) == (Path("/news"), "Text")  # type: ignore[arg-type]


def test_what_nobody_caught_is_shown_as_a_bug_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    dialogs.show_bugs()
    for _ in range(3):
        sys.excepthook(ValueError, ValueError("paint"), None)
    assert "ValueError: paint" in box().detailedText()
    assert capsys.readouterr().err.count("ValueError: paint") == 3
    box().close()
