"""What a dump was taken for: asked where a big table is unsure, shown and changed by hand, put right afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox
from pytestqt.qtbot import QtBot

from reader.library import Reader
from reader.ui import dialogs
from reader.ui.columnchoice import NOTHING, ColumnDialog
from reader.ui.openas import OpenAsDialog
from reader.ui.window import MainWindow

Dialog = TypeVar("Dialog", bound=QDialog)
Opener = Callable[[Path], MainWindow]
STORY = "The ferry left the quay at Norby on Friday with forty people on board, the first since the storm. " * 3
OTHER = "Der Kreistag hat am Mittwoch lange über die Fähre gesprochen und dann doch mit Nein gestimmt. " * 4
ODD = {"KOPF": "Ferry to Skarholm runs again", "LANG": STORY, "FERN": OTHER, "WER": "Pelle Aune"}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Sixty rows whose columns do not tell what they are."""
    return write(tmp_path / "gazette.jsonl", ODD)


def write(path: Path, columns: dict[str, str], number: int = 60) -> Path:
    rows = (json.dumps({name: f"{value} {row}" for name, value in columns.items()}) for row in range(number))
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPoint(9, 9).toPointF(), Qt.DropAction.CopyAction, data, buttons, keys))


def dialog_of(qtbot: QtBot, window: MainWindow, kind: type[Dialog]) -> Dialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=10_000)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def open_as(qtbot: QtBot, window: MainWindow, path: Path) -> OpenAsDialog:
    window.importing.open_as(path)
    dialog = dialog_of(qtbot, window, OpenAsDialog)
    qtbot.waitUntil(dialog.formats.isEnabled, timeout=10_000)
    return dialog


def imported(qtbot: QtBot, window: MainWindow, number: int) -> list[tuple[str, str]]:
    """Headline and begin of the articles, once there are so many."""
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == number, timeout=20_000)
    with Reader.open(window.session.path) as reader:
        return [(each.article.title, each.article.text[:9]) for each in reader.dossiers(reader.parse(""))]


def test_a_big_table_in_doubt_is_asked_about(
    qtbot: QtBot, open_window: Opener, library_path: Path, table: Path
) -> None:
    window = open_window(library_path)
    drop(window, table)
    dialog = dialog_of(qtbot, window, ColumnDialog)
    assert dialog.choice.mapping["text"] == "FERN"  # the longest prose: a wrong guess
    assert "Der Kreistag" in dialog.choice.examples.toPlainText()
    dialog.choice.boxes["text"].setCurrentText("LANG")
    dialog.choice.boxes["author"].setCurrentText("WER")
    assert "The ferry left" in dialog.choice.examples.toPlainText()
    assert "Pelle Aune 2" in dialog.choice.examples.toPlainText()
    dialog.accept()
    articles = imported(qtbot, window, 60)
    assert articles[0] == ("Ferry to Skarholm runs again 0", "The ferry")
    assert "Read as JSON lines." in window.status.label.text()


def test_by_the_keyboard_alone(qtbot: QtBot, open_window: Opener, library_path: Path, table: Path) -> None:
    window = open_window(library_path)
    window.open_dumps([table])
    dialog = dialog_of(qtbot, window, ColumnDialog)
    assert QApplication.focusWidget() is dialog.choice.boxes["title"]
    QTest.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is dialog.choice.boxes["text"]
    QTest.keyClick(dialog.choice.boxes["text"], Qt.Key.Key_L)
    assert dialog.choice.mapping["text"] == "LANG"
    QTest.keyClick(dialog.choice.boxes["text"], Qt.Key.Key_Return)
    assert imported(qtbot, window, 60)[0][1] == "The ferry"


def test_what_was_chosen_holds_for_tables_alike(
    qtbot: QtBot, open_window: Opener, library_path: Path, table: Path, tmp_path: Path
) -> None:
    window = open_window(library_path)
    window.open_dumps([table])
    dialog = dialog_of(qtbot, window, ColumnDialog)
    dialog.choice.boxes["text"].setCurrentText("LANG")
    dialog.accept()
    imported(qtbot, window, 60)
    window.open_dumps([write(tmp_path / "next.jsonl", ODD | {"KOPF": "Another week of ferries"}, 70)])
    assert {text for _, text in imported(qtbot, window, 130)} == {"The ferry"}
    again = open_as(qtbot, window, table)
    assert again.choice.mapping["text"] == "LANG"
    again.forget.click()
    qtbot.waitUntil(lambda: again.choice.mapping["text"] == "FERN", timeout=10_000)
    assert not again.forget.isVisible()
    again.reject()


def test_not_importing_is_said_and_the_others_come_in(
    qtbot: QtBot, open_window: Opener, library_path: Path, table: Path, papers: Path
) -> None:
    window = open_window(library_path)
    window.open_dumps([table, papers])
    dialog_of(qtbot, window, ColumnDialog).reject()
    imported(qtbot, window, 3)
    assert "gazette.jsonl was not imported." in window.status.label.text()


def test_only_this_time(qtbot: QtBot, open_window: Opener, library_path: Path, table: Path, tmp_path: Path) -> None:
    window = open_window(library_path)
    window.open_dumps([table])
    dialog = dialog_of(qtbot, window, ColumnDialog)
    dialog.keep.setChecked(False)
    dialog.choice.boxes["text"].setCurrentText("LANG")
    dialog.accept()
    assert imported(qtbot, window, 60)[0][1] == "The ferry"
    window.open_dumps([write(tmp_path / "next.jsonl", ODD, 70)])
    dialog_of(qtbot, window, ColumnDialog).reject()


def test_without_any_text_nothing_can_be_imported(
    qtbot: QtBot, open_window: Opener, library_path: Path, tmp_path: Path
) -> None:
    window = open_window(library_path)
    window.open_dumps([write(tmp_path / "odd.jsonl", {"a": "x", "b": "some words"}, 3)])
    dialog = dialog_of(qtbot, window, ColumnDialog)
    ok = next(
        each
        for each in dialog.buttons.buttons()
        if dialog.buttons.buttonRole(each) is QDialogButtonBox.ButtonRole.AcceptRole
    )
    assert not ok.isEnabled()
    assert "would be left out" in dialog.choice.examples.toPlainText()
    dialog.choice.boxes["text"].setCurrentText("b")
    dialog.choice.boxes["title"].setCurrentText("a")
    assert ok.isEnabled()
    ok.click()
    assert imported(qtbot, window, 3)[0][0] == "x 0"


@pytest.mark.parametrize("kind", ["sure", "small"])
def test_what_is_sure_or_small_is_not_asked(
    qtbot: QtBot, open_window: Opener, library_path: Path, tmp_path: Path, kind: str
) -> None:
    window = open_window(library_path)
    number = 60 if kind == "sure" else 9
    sure = {"headline": ODD["KOPF"], "body": STORY}
    window.open_dumps([write(tmp_path / "a.jsonl", sure if kind == "sure" else ODD, number)])
    imported(qtbot, window, number)
    assert window.findChildren(ColumnDialog) == []


PAGES = "\n%%%\n".join(
    f"The council spoke of the bridge number {number} on Monday evening, the mayor of Norby said.\n"
    f"Nobody knows what it will cost, and who is to pay for the work that begins in May."
    for number in range(5)
)


def test_a_wrong_guess_is_put_right(qtbot: QtBot, open_window: Opener, library_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "pages.txt"
    path.write_text(PAGES, encoding="utf-8")
    window = open_window(library_path)
    window.open_dumps([path])
    before = imported(qtbot, window, 1)
    window.commands["actionDumps"].trigger()
    qtbot.waitUntil(lambda: window.libraries.dumps is not None and window.libraries.dumps.chosen is not None)
    window.libraries.dumps.again.click()  # type: ignore[union-attr]
    dialog = dialog_of(qtbot, window, OpenAsDialog)
    qtbot.waitUntil(dialog.formats.isEnabled, timeout=10_000)
    assert dialog.taken.text().startswith("pages.txt was taken for plain text.")
    assert "1 article" in dialog.again.text()
    dialog.separator.setText("%%%")
    qtbot.waitUntil(lambda: dialog.count.text().startswith("5 records"), timeout=10_000)
    assert dialog.examples.toPlainText().count("The council spoke") == 3
    dialog.accept()
    assert len(imported(qtbot, window, 5)) == 5
    window.commands["actionUndo"].trigger()
    assert imported(qtbot, window, 1) == before
    window.commands["actionRedo"].trigger()
    imported(qtbot, window, 5)
    window.open_dumps([path])  # it stays what the user said
    qtbot.waitUntil(lambda: "Nothing new" in window.status.label.text(), timeout=10_000)


def test_another_format_from_the_report(qtbot: QtBot, open_window: Opener, library_path: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"headline": ODD["KOPF"], "body": STORY}, 4)
    window = open_window(library_path)
    window.open_dumps([path])
    imported(qtbot, window, 4)
    window.pages.show_reports()
    qtbot.waitUntil(lambda: window.pages.reports is not None and window.pages.reports.list.count() == 1)
    window.pages.reports.again.click()  # type: ignore[union-attr]
    dialog = dialog_of(qtbot, window, OpenAsDialog)
    qtbot.waitUntil(dialog.formats.isEnabled, timeout=10_000)
    assert [dialog.formats.itemText(row) for row in range(3)] == ["JSON lines", "JSON", "plain text"]
    dialog.formats.setCurrentText("plain text")
    qtbot.waitUntil(lambda: dialog.separator.isVisible() and dialog.ok.isEnabled(), timeout=10_000)
    dialog.ok.click()
    qtbot.waitUntil(lambda: window.settled and "Read as plain text." in window.status.label.text(), timeout=10_000)


def test_the_menu_asks_for_a_file(
    qtbot: QtBot, window: MainWindow, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_dumps", lambda *_: [table])
    window.commands["actionOpenAs"].trigger()
    dialog = dialog_of(qtbot, window, OpenAsDialog)
    qtbot.waitUntil(dialog.ok.isEnabled, timeout=10_000)
    assert not dialog.again.isVisible()  # never imported
    dialog.choice.boxes["text"].setCurrentText("LANG")
    dialog.choice.boxes["title"].setCurrentText(NOTHING)
    dialog.ok.click()
    assert ("", "The ferry") in imported(qtbot, window, 63)


def test_what_nothing_reads_can_be_tried(qtbot: QtBot, open_window: Opener, library_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    window = open_window(library_path)
    dialog = open_as(qtbot, window, path)
    assert "a PNG picture" in dialog.taken.text()
    dialog.reject()


def test_a_file_that_is_gone_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, errors: list[BaseException]
) -> None:
    window.importing.open_as(tmp_path / "gone.txt")
    qtbot.waitUntil(lambda: bool(errors), timeout=10_000)
    assert "no file" in str(errors.pop())
    assert not any(dialog.isVisible() for dialog in window.findChildren(OpenAsDialog))


@pytest.mark.parametrize("kind", ["binary", "line", "columns"])
def test_hostile_begins_keep_the_window_alive(
    qtbot: QtBot, open_window: Opener, library_path: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "a.csv"
    row = b",".join(b"value %d" % number for number in range(2_000))
    content = {"binary": bytes(range(256)) * 4_000, "line": b"a" * 100_000_000, "columns": (row + b"\n") * 100}
    path.write_bytes(content[kind])
    window = open_window(library_path)
    dialog = open_as(qtbot, window, path)
    dialog.formats.setCurrentText("CSV")
    qtbot.waitUntil(lambda: not dialog._rest.isActive() and dialog._seen is not None, timeout=15_000)
    if kind == "columns":
        qtbot.waitUntil(lambda: dialog.choice.boxes["text"].count() == 2_001, timeout=15_000)
        dialog.choice.boxes["text"].setCurrentIndex(1_999)
        assert dialog.ok.isEnabled()
    dialog.reject()
