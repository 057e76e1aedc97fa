"""A rule for the lines of a site, written by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reader.library import SiteRule
from reader.ui.dialogs import answers


class RuleDialog(QDialog):
    """Asks for a site, a line, and whether it is always or never cut."""

    def __init__(self, sites: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ruleDialog")
        self.setWindowTitle("A Rule for a Line")
        self.setMinimumWidth(480)
        self.site = _field(self, "ruleSite", "Site", "daily.example, or the name of a source")
        self.line = _field(self, "ruleLine", "Line", "the whole line, as it stands in the text")
        completer = QCompleter(list(sites), self.site)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.site.setCompleter(completer)
        self.always = QRadioButton("Always cut it", self)
        self.never = QRadioButton("Never cut it", self)
        self.always.setChecked(True)
        group = QButtonGroup(self)
        choice = QHBoxLayout()
        choice.setSpacing(18)
        for button in (self.always, self.never):
            group.addButton(button)
            choice.addWidget(button)
        choice.addStretch(1)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow("&Site", self.site)
        form.addRow("&Line", self.line)
        form.addRow("", choice)
        self.buttons, self.add = answers(self, "Add")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.buttons)
        for edit in (self.site, self.line):
            edit.textChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        self.add.setEnabled(bool(self.site.text().strip() and self.line.text().strip()))

    @property
    def rule(self) -> SiteRule:
        """What was typed."""
        return SiteRule(self.site.text().strip(), self.line.text().strip(), self.always.isChecked())


def _field(dialog: QDialog, name: str, accessible: str, hint: str) -> QLineEdit:
    made = QLineEdit(dialog)
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setPlaceholderText(hint)
    return made
