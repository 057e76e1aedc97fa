"""Questions about a name: what it is called, and in which articles it is another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.library import ArticleRow, Name
from reader.ui import dialogs
from reader.ui.cards import about
from reader.ui.session import Session

_FIELDS = {"person": "person:", "organisation": "org:", "place": "place:"}


def ask_name(parent: QWidget, session: Session, do: str, name: Name, words: str, *, fresh: bool = False) -> str | None:
    """A name that is typed, with those of the library offered; None where the question was left."""
    dialog = NameDialog(session, do, name, words, "" if fresh else name.text, parent)
    answer = dialog.answer if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return answer


def ask_split(parent: QWidget, name: Name, rows: Sequence[ArticleRow]) -> tuple[list[str], str] | None:
    """The articles in which the name is another one, and which; "" for no name at all."""
    dialog = SplitDialog(name, rows, parent)
    answer = dialog.answer if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return answer


class NameDialog(QDialog):
    """One line, completed from the names of the library."""

    def __init__(
        self, session: Session, do: str, name: Name, words: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("nameDialog")
        self.setWindowTitle(f"{do} “{name.text}”")
        self.setMinimumWidth(420)
        self._session = session
        self._field = _FIELDS.get(name.kind, "")
        self._names = QStringListModel(self)
        self.edit = QLineEdit(text, self)
        self.edit.setAccessibleName(words)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.edit.setCompleter(completer)
        self.edit.textEdited.connect(self._complete)
        self.edit.selectAll()
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(QLabel(words, self))
        column.addWidget(self.edit)
        column.addWidget(_buttons(self, do))

    @property
    def answer(self) -> str:
        return " ".join(self.edit.text().split())

    def _complete(self, text: str) -> None:
        """Names of the library with a word that begins so."""
        if self._field and text.strip():
            typed = f'{self._field}"{text.strip()}'
            self._session.desk.ask("names like it", lambda reader: reader.complete(typed), self._offer)

    def _offer(self, found: Sequence[str]) -> None:
        self._names.setStringList([each.removeprefix(self._field).strip('"') for each in found])
        completer = self.edit.completer()
        if found and completer is not None and self.edit.hasFocus():
            completer.complete()


class SplitDialog(QDialog):
    """The articles of a name, of which some are another's."""

    def __init__(self, name: Name, rows: Sequence[ArticleRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("splitDialog")
        self.setWindowTitle(f"Split “{name.text}”")
        self.resize(560, 460)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Articles")
        for row in rows:
            item = QListWidgetItem(f"{row.title or 'Without a title'}\n{about(row)}")
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName("The other name")
        self.edit.setPlaceholderText("The other name; nothing, if it is no name there")
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(QLabel("In which articles is it somebody or something else?", self))
        column.addWidget(self.list, 1)
        column.addWidget(self.edit)
        column.addWidget(_buttons(self, "Split"))

    @property
    def answer(self) -> tuple[list[str], str] | None:
        items = (self.list.item(row) for row in range(self.list.count()))
        ids = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]
        return (ids, " ".join(self.edit.text().split())) if ids else None


def _buttons(dialog: QDialog, do: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox(dialog)
    buttons.addButton(do, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    dialogs.plain(buttons)
    return buttons
