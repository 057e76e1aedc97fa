"""The list of lines of sites: filled from an article, changed in place."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from reader.library import SiteRule
from reader.ui.ruledialog import RuleDialog
from reader.ui.window import MainWindow


def test_a_rule_is_made_changed_and_removed(window: MainWindow, qtbot: QtBot) -> None:
    window.viewer.ruleWanted.emit(SiteRule("daily.example", "Follow us", True))
    window.commands["actionRules"].trigger()
    rules = window.libraries.rules
    assert rules is not None
    qtbot.waitUntil(lambda: rules.table.rowCount() == 1)
    rules.table.setCurrentCell(0, 0)
    rules.table.item(0, 1).setText("Follow us all")
    qtbot.waitUntil(lambda: rules.chosen is not None and rules.chosen.line == "Follow us all")
    rules.turn.click()
    qtbot.waitUntil(lambda: rules.table.item(0, 2).text() == "never")
    rules.remove.click()
    qtbot.waitUntil(lambda: rules.table.rowCount() == 0)
    assert not rules.remove.isEnabled()
    window.marking.undo()
    qtbot.waitUntil(lambda: rules.table.rowCount() == 1)
    rules.close()


def test_a_rule_is_written_by_hand(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window.commands["actionRules"].trigger()
    rules = window.libraries.rules
    assert rules is not None
    asked: list[RuleDialog] = []

    def write(dialog: RuleDialog) -> QDialog.DialogCode:
        asked.append(dialog)
        assert not dialog.add.isEnabled()
        qtbot.keyClicks(dialog.site, " daily.example ")
        qtbot.keyClicks(dialog.line, "Follow us")
        assert dialog.add.isEnabled()
        dialog.never.setChecked(True)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(RuleDialog, "exec", write)
    rules.add.click()
    qtbot.waitUntil(lambda: rules.table.rowCount() == 1)
    assert [rules.table.item(0, column).text() for column in range(3)] == ["daily.example", "Follow us", "never"]
    assert len(asked) == 1
    rules.close()
