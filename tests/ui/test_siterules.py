"""The list of lines of sites: filled from an article, changed in place."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from reader.library import SiteRule
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
