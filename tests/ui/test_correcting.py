"""Correcting an article in the window: by the form, by keys in the text, and back again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from reader.library import place_of_cut
from reader.model import DateOrigin, Precision, PublishedDate
from reader.ui.correction import CorrectionDialog
from reader.ui.moments import read_moment, typed_moment
from reader.ui.window import MainWindow


@pytest.mark.parametrize(
    ("typed", "moment", "precision"),
    [
        ("2011", "2011", Precision.YEAR),
        (" 2011-3 ", "2011-03", Precision.MONTH),
        ("2011-03-07", "2011-03-07", Precision.DAY),
        ("2011-03-07 9:05", "2011-03-07T09:05", Precision.MINUTE),
        ("2011-03-07T09:05:30+0100", "2011-03-07T09:05:30+01:00", Precision.SECOND),
        ("2011-03-07 09:05Z", "2011-03-07T09:05Z", Precision.MINUTE),
        ("", None, None),
    ],
)
def test_a_date_is_as_exact_as_it_is_typed(typed: str, moment: str | None, precision: Precision | None) -> None:
    assert read_moment(typed) == PublishedDate(moment, precision)
    assert read_moment(typed_moment(PublishedDate(moment))) == PublishedDate(moment, precision)


@pytest.mark.parametrize("typed", ["yesterday", "2011-13", "2011-02-30", "2011-03-07 25:00", "11-03-07"])
def test_what_is_no_date(typed: str) -> None:
    assert read_moment(typed) is None


def show(window: MainWindow, qtbot: QtBot, title: str) -> None:
    row = next(r for r in range(window.model.rowCount()) if window.model.index(r, 0).data().startswith(title))
    window.articles.selectRow(row)
    qtbot.waitUntil(
        lambda: window.reading.dossier is not None and window.reading.dossier.article.title.startswith(title)
    )


def answer(monkeypatch: pytest.MonkeyPatch, **texts: str) -> list[CorrectionDialog]:
    """Types into the form and accepts it."""
    asked: list[CorrectionDialog] = []

    def accept(dialog: CorrectionDialog) -> QDialog.DialogCode:
        asked.append(dialog)
        for name, text in texts.items():
            dialog.edits[name].setText(text)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(CorrectionDialog, "exec", accept)
    return asked


def shown(window: MainWindow) -> str:
    assert window.reading.dossier is not None
    return window.reading.dossier.article.text


def test_f2_corrects_and_undo_takes_it_back(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    show(window, qtbot, "Ferry")
    answer(monkeypatch, title="Ferry runs", published="2011-03-07 10:05", source="Harbour Post", author="Ana Lind")
    qtbot.keyClick(window.articles, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: "Ferry runs" in window.viewer.toPlainText())
    dossier = window.reading.dossier
    assert dossier is not None
    assert (dossier.article.source, dossier.article.author) == ("Harbour Post", "Ana Lind")
    assert dossier.article.published == PublishedDate("2011-03-07T10:05", Precision.MINUTE, DateOrigin.STATED)
    assert dossier.corrected["title"] == "Ferry to Skarholm runs again after the storm"
    qtbot.waitUntil(lambda: window.settled)
    assert window.reading.dossier is not None  # it moved in the list, and is still the one that is shown
    assert any("Ferry runs" in window.model.index(r, 0).data() for r in range(window.model.rowCount()))
    assert "Corrected the headline" in window.commands["actionUndo"].text()
    answer(monkeypatch, **{name: typed_moment(PublishedDate(text)) for name, text in dossier.corrected.items()})
    window.commands["actionCorrect"].trigger()
    qtbot.waitUntil(lambda: bool(window.reading.dossier) and not window.reading.dossier.corrected)
    window.marking.undo()
    qtbot.waitUntil(lambda: "Ferry runs" in window.viewer.toPlainText())


def test_the_form_says_what_was_stated(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "Ferry")
    assert window.reading.dossier is not None
    dialog = CorrectionDialog(window.reading.dossier, window)
    assert dialog.changes() == ({}, [])
    dialog.edits["title"].setText("Other")
    assert dialog.backs["title"].isEnabled()
    assert dialog.changes() == ({"title": "Other"}, [])
    dialog.backs["title"].click()
    assert dialog.changes() == ({}, [])
    dialog.edits["published"].setText("some day")
    assert not dialog.buttons.buttons()[0].isEnabled()
    dialog.deleteLater()


def test_a_cut_is_put_back_by_its_key(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "Ferry")
    before = shown(window)
    window.viewer.setFocus()
    qtbot.keyClick(window.viewer, "b")
    assert window.commands["actionShowCuts"].isChecked()
    assert window.viewer.textCursor().hasSelection()
    qtbot.keyClick(window.viewer, "b")
    qtbot.waitUntil(lambda: shown(window).startswith("Ferry to Skarholm runs again"))
    window.marking.undo()
    qtbot.waitUntil(lambda: shown(window) == before)


def test_a_paragraph_and_a_selection_are_taken_out(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "Ferry")
    before = shown(window)
    place = before.index("Some forty")
    viewer = window.viewer
    viewer.select(viewer.to_position(place), viewer.to_position(place))
    viewer.setFocus()
    qtbot.keyClick(viewer, "x")
    qtbot.waitUntil(lambda: "Some forty" not in shown(window))
    place = shown(window).index("a lamp and")
    viewer.select(viewer.to_position(place), viewer.to_position(place + len("a lamp and ")))
    qtbot.keyClick(viewer, "x")
    qtbot.waitUntil(lambda: "torn two rails" in shown(window))
    for _ in range(2):
        window.marking.undo()
    qtbot.waitUntil(lambda: shown(window) == before)


def test_h_splits_and_shift_h_joins(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "Ferry")
    assert window.reading.dossier is not None
    article = window.reading.dossier.article
    rows = window.model.rowCount()
    qtbot.keyClick(window.articles, "h")
    assert "Click into the paragraph" in window.status.label.text()
    second = article.blocks[1]
    place_cursor(window, second.start + 5)
    qtbot.keyClick(window.articles, "h")
    qtbot.waitUntil(lambda: window.model.rowCount() == rows + 1)
    qtbot.waitUntil(lambda: shown(window) == article.text[: second.start - 1])
    assert "Split 'Ferry" in window.status.label.text()
    qtbot.keyClick(window.articles, "h", Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.model.rowCount() == rows)
    qtbot.waitUntil(lambda: shown(window) == article.text)
    window.marking.undo()
    window.marking.undo()
    qtbot.waitUntil(lambda: not window.session.lane.busy and window.settled)
    assert window.model.rowCount() == rows
    assert shown(window) == article.text


def test_a_cut_may_begin_another_article(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "Ferry")
    window.commands["actionShowCuts"].setChecked(True)
    window.reading.show_cuts(True)
    assert window.viewer.step_cut(1)
    cut = window.viewer.cut_here()
    assert cut is not None
    assert window.reading.dossier is not None
    article = window.reading.dossier.article
    assert window.viewer.border_here() == place_of_cut(article, cut)


def place_cursor(window: MainWindow, point: int) -> None:
    cursor = window.viewer.textCursor()
    cursor.setPosition(window.viewer.to_position(point))
    window.viewer.setTextCursor(cursor)
