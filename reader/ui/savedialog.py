"""A saved search: its name, its words, and how they are understood."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.errors import CuttingsError
from reader.library import Reader
from reader.ui import dialogs


class SavedSearchDialog(QDialog):
    """Asks for both; `decided` says them."""

    decided = Signal(str, str)  # name, words

    def __init__(self, title: str, name: str, query: str, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("savedSearchDialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self.taken: tuple[str, ...] = ()  # names that would be replaced
        self._reader = reader
        self.name = QLineEdit(name, self)
        self.name.setObjectName("savedSearchName")
        self.name.selectAll()
        self.query = QLineEdit(query, self)
        self.query.setObjectName("savedSearchQuery")
        self.note = QLabel(self)
        self.note.setProperty("role", "hint")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self._lay_out()
        self.name.textChanged.connect(lambda _text: self._tell())
        self.query.textChanged.connect(lambda _text: self._tell())
        self._tell()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Name", self.name)
        form.addRow("Search", self.query)
        form.addRow("", self.note)
        self.buttons = QDialogButtonBox(self)
        self._save = self.buttons.addButton("Save", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._decide)
        self.buttons.rejected.connect(self.reject)
        dialogs.plain(self.buttons)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.buttons)

    def _tell(self) -> None:
        """How the words are understood, and that a name is taken."""
        try:
            query = self._reader.parse(self.query.text())
        except CuttingsError as error:
            self.note.setText(str(error))
            return
        told = [query.understood, f"⚠ {query.warning}" if query.warning else ""]
        name = self.name.text().strip().casefold()
        if name in {each.casefold() for each in self.taken}:
            told.append("There is a saved search of this name: it will be replaced.")
        self.note.setText("\n".join(line for line in told if line))
        self._save.setEnabled(bool(name) and bool(self.query.text().strip()))

    def _decide(self) -> None:
        self.decided.emit(self.name.text().strip(), self.query.text().strip())
        self.accept()
