"""The lines that are always, or never, cut from articles of a site: a list to be read and changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.library import Library, Reader, SiteRule
from reader.ui.session import Session

COLUMNS = ("Site", "Line", "Cut it")
_WORDS = {True: "always", False: "never"}


class RulesWindow(QDialog):
    """A table of the rules; its cells are changed in place."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rulesWindow")
        self.setWindowTitle("Lines of Sites")
        self.resize(720, 360)
        self._session = session
        session.lane.changed.connect(self._look_again)
        self._rules: list[SiteRule] = []
        self.table = QTableWidget(0, len(COLUMNS), self)
        self.turn = QPushButton("Always or Never", self)
        self.remove = QPushButton("Remove", self)
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._chosen)
        self.table.itemChanged.connect(self._edited)
        self.turn.clicked.connect(self._turn)
        self.remove.clicked.connect(self._remove)

    def _lay_out(self) -> None:
        self.table.setObjectName("ruleTable")
        self.table.setAccessibleName("Lines of sites")
        self.table.setHorizontalHeaderLabels(list(COLUMNS))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setStyleSheet("QTableView::item { padding: 0 8px; } QHeaderView::section { padding: 4px 8px; }")
        self.table.verticalHeader().setVisible(False)
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        note = QLabel(
            "These lines are cut, or kept, wherever they stand alone in an article of their site, from the next "
            "import or cleaning on. A right click on a line or a cut of an article makes a rule; a double click here "
            "changes it.",
            self,
        )
        note.setWordWrap(True)
        close = QPushButton("Close", self)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        for button in (self.turn, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(note)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def use(self, session: Session) -> None:
        """Shows the rules of this library as they are now."""
        if session is not self._session:
            session.lane.changed.connect(self._look_again)
        self._session = session
        self.refresh()

    def _look_again(self) -> None:
        """A rule may have been made or undone elsewhere."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        self._session.desk.ask("rules", Reader.rules, self._show, on_error=self.failed.emit)

    def _show(self, rules: list[SiteRule]) -> None:
        self._rules = rules
        self.table.blockSignals(True)
        self.table.setRowCount(len(rules))
        for row, rule in enumerate(rules):
            for column, text in enumerate((rule.site, rule.line, _WORDS[rule.cut])):
                item = QTableWidgetItem(text)
                if column == 2:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)
        self._chosen()

    @property
    def chosen(self) -> SiteRule | None:
        row = self.table.currentRow()
        return self._rules[row] if 0 <= row < len(self._rules) else None

    def _chosen(self) -> None:
        for button in (self.turn, self.remove):
            button.setEnabled(self.chosen is not None)

    def _edited(self, item: QTableWidgetItem) -> None:
        rule = self._rules[item.row()]
        changed = rule._replace(site=item.text()) if item.column() == 0 else rule._replace(line=item.text())
        self._write(lambda library: library.save_rule(changed))

    def _turn(self) -> None:
        if (rule := self.chosen) is not None:
            self._write(lambda library: library.save_rule(rule._replace(cut=not rule.cut)))

    def _remove(self) -> None:
        if (rule := self.chosen) is not None:
            self._write(lambda library: library.delete_rule(rule.id))

    def _write(self, write: Callable[[Library], Any]) -> None:
        self._session.lane.submit(write, on_done=self._done, on_error=self._refused)

    def _done(self, changes: Any) -> None:
        self.said.emit(changes.note)
        self.refresh()

    def _refused(self, error: BaseException) -> None:
        self.failed.emit(error)
        self.refresh()
