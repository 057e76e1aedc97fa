"""Another library, backups and restoring them, and the dumps of a library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from reader.errors import LibraryError
from reader.library import Backup, Library
from reader.ui import dialogs
from reader.ui.backups import BackupsDialog
from reader.ui.dumps import MomentDialog
from reader.ui.window import MainWindow

Opener = Callable[[Path], MainWindow]


def test_a_new_library_is_empty_and_the_old_one_is_let_go(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = window.session.path
    window.articles.selectRow(0)
    monkeypatch.setattr(dialogs, "ask_new_library", lambda *_: tmp_path / "new.cuttings")
    window.commands["actionNewLibrary"].trigger()
    qtbot.waitUntil(lambda: window.session.path.name == "new.cuttings")
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 0)
    assert window.windowTitle().startswith("new")
    assert window.reading.dossier is None
    with Library.open(old) as library:  # nobody holds it any more
        assert library.check() == []


def test_open_and_recent(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, papers: Path
) -> None:
    first = window.session.path
    Library.open(tmp_path / "other.cuttings").close()
    monkeypatch.setattr(dialogs, "ask_library", lambda *_: tmp_path / "other.cuttings")
    window.commands["actionOpenLibrary"].trigger()
    qtbot.waitUntil(lambda: window.session.path.name == "other.cuttings" and window.settled)
    menu = QMenu()
    window.libraries.fill_recent(menu)
    here, there = menu.actions()[:2]
    assert not here.isEnabled()
    there.trigger()
    qtbot.waitUntil(lambda: window.session.path == first and window.settled and window.model.rowCount() == 3)
    window.open_dumps([papers / "bridge.txt"])  # everything works on, in the library that came back
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 4)
    window.marking.write(lambda library: library.star([], True))


def test_what_is_no_library_leaves_the_present_one_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, errors: list[BaseException]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader, this is no library. " * 200, encoding="utf-8")
    window.libraries.open(tmp_path / "letter.txt")
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], LibraryError)
    assert window.model.rowCount() == 3
    errors.clear()
    window.libraries.open(tmp_path / "letter.txt", create=True)
    assert "exists already" in str(errors.pop())
    window.libraries.open(window.session.path)
    assert "is the library that is open" in window.status.label.text()


def test_a_backup_is_made_and_restored(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.commands["actionBackup"].trigger()
    qtbot.waitUntil(lambda: "Backed up" in window.status.label.text())
    window.articles.selectRow(0)
    window.marking.tag("after the backup")
    qtbot.waitUntil(lambda: bool(window.articles.current and window.articles.current.tags))
    monkeypatch.setattr(BackupsDialog, "ask", classmethod(lambda _cls, _parent, backups: backups[0]))
    window.commands["actionRestore"].trigger()
    qtbot.waitUntil(lambda: "Restored" in window.status.label.text(), timeout=10_000)
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 3)
    window.articles.selectRow(0)
    assert window.isEnabled()
    assert window.articles.current is not None
    assert window.articles.current.tags == ()


def test_a_backup_that_is_gone_leaves_the_library_as_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, errors: list[BaseException]
) -> None:
    gone = Backup(tmp_path / "gone.cuttings", datetime.now().astimezone(), "user", 1)
    monkeypatch.setattr(BackupsDialog, "ask", classmethod(lambda *_: gone))
    window.commands["actionRestore"].trigger()
    qtbot.waitUntil(lambda: bool(errors))
    qtbot.waitUntil(lambda: window.isEnabled() and window.settled and window.model.rowCount() == 3)
    assert isinstance(errors.pop(), LibraryError)


def test_a_backup_is_made_when_one_is_due(qtbot: QtBot, window: MainWindow) -> None:
    found: list[list[Backup]] = []
    window.libraries._back_up_if_due()
    qtbot.waitUntil(lambda: window.session.lane.idle)
    window.session.lane.submit(lambda library: library.backups(), on_done=found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [backup.reason for backup in found[0]] == ["schedule"]


def test_the_dialog_of_backups(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = BackupsDialog([Backup(tmp_path / "a", datetime(2026, 1, 2, 3, 4).astimezone(), "schedule", 5_000_000)])
    qtbot.addWidget(dialog)
    assert "made on schedule" in dialog.list.item(0).text()
    assert dialog.list.currentRow() == 0
    nothing = BackupsDialog([])
    qtbot.addWidget(nothing)
    assert nothing.list.count() == 0


def test_a_dump_is_removed_and_comes_back(
    qtbot: QtBot, window: MainWindow, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.articles.selectRow(0)
    window.marking.tag("kept")
    qtbot.waitUntil(lambda: "tag:kept" in window.filters.terms)
    window.commands["actionDumps"].trigger()
    dumps = window.libraries.dumps
    assert dumps is not None
    qtbot.waitUntil(lambda: dumps.table.rowCount() == 1)
    assert [dumps.table.item(0, column).text() for column in (0, 2, 4)] == ["papers", "3", "whole"]
    monkeypatch.setattr(dialogs, "confirm", lambda *_: False)
    dumps.remove.click()
    monkeypatch.setattr(dialogs, "confirm", lambda *_: True)
    dumps.remove.click()
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 0)
    window.open_dumps([papers])
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 3)
    qtbot.waitUntil(lambda: "tag:kept" in window.filters.terms)


def test_a_dump_gets_a_date(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.commands["actionDumps"].trigger()
    dumps = window.libraries.dumps
    assert dumps is not None
    qtbot.waitUntil(lambda: dumps.table.rowCount() == 1)
    monkeypatch.setattr(MomentDialog, "exec", lambda _self: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(MomentDialog, "moment", datetime(2011, 3, 7, 10, 5).astimezone())
    dumps.date.click()
    qtbot.waitUntil(lambda: "2011-03-07 10:05, set by you" in dumps.table.item(0, 3).text())


def test_the_dialog_of_a_dumps_date(qtbot: QtBot, window: MainWindow) -> None:
    entry = window.session.reader.dumps()[0]
    dialog = MomentDialog(entry)
    qtbot.addWidget(dialog)
    assert dialog.moment is not None
    dialog._use_own()
    assert dialog.moment is None
