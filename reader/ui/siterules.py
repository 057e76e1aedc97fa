"""The lines that are always, or never, cut from articles of a site: a list to be read and changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QTableWidgetItem, QWidget

from reader.library import Library, Reader, SiteRule
from reader.model import Changes
from reader.ui.ruledialog import RuleDialog
from reader.ui.session import Session
from reader.ui.tables import lay_out, row_table

COLUMNS = ("Site", "Line", "Cut it")
REMARK = (
    "These lines are cut, or kept, wherever they stand alone in an article of their site, from the next import or "
    "cleaning on. A right click on a line or a cut of an article makes a rule, too; a double click here changes it."
)
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
        self._sites: list[str] = []
        self.table = row_table(self, "ruleTable", "Lines of sites", COLUMNS, stretch=1)
        self.add = QPushButton("Add…", self)
        self.turn = QPushButton("Always or Never", self)
        self.remove = QPushButton("Remove", self)
        lay_out(self, REMARK, self.table, (self.add, self.turn, self.remove))
        self.table.itemSelectionChanged.connect(self._chosen)
        self.table.itemChanged.connect(self._edited)
        self.add.clicked.connect(self._ask_rule)
        self.turn.clicked.connect(self._turn)
        self.remove.clicked.connect(self._remove)

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
        self._session.desk.ask("rules", _rules_and_sites, self._show, on_error=self.failed.emit)

    def _show(self, found: tuple[list[SiteRule], list[str]]) -> None:
        rules, self._sites = found
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

    def _ask_rule(self) -> None:
        dialog = RuleDialog(self._sites, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            rule = dialog.rule
            self._write(lambda library: library.save_rule(rule))
        dialog.deleteLater()

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

    def _write(self, write: Callable[[Library], Changes]) -> None:
        self._session.lane.submit(write, on_done=self._done, on_error=self._refused)

    def _done(self, changes: Changes) -> None:
        self.said.emit(changes.note)
        self.refresh()

    def _refused(self, error: BaseException) -> None:
        self.failed.emit(error)
        self.refresh()


def _rules_and_sites(reader: Reader) -> tuple[list[SiteRule], list[str]]:
    """The rules, and the names that a new one may be for."""
    rules = reader.rules()
    named = {rule.site for rule in rules} | {name for name, _ in reader.sidebar().sources}
    return rules, sorted(named, key=str.casefold)
