"""Tags as chips that can be taken off, and the line to put new ones on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QVBoxLayout, QWidget

from reader.ui.section import FlowLayout, clear


class TagEditor(QWidget):
    """The article's tags. It changes nothing itself: it says what is wanted."""

    tagAdded = Signal(str)
    tagRemoved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips)
        self._known = QStringListModel(self)
        self.edit = QLineEdit(self)
        self.edit.setObjectName("tagEdit")
        self.edit.setAccessibleName("Add a tag")
        self.edit.setPlaceholderText("Add a tag, then Return")
        self.edit.setClearButtonEnabled(True)
        self.edit.setCompleter(self._completer())
        self.edit.returnPressed.connect(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._chips)
        layout.addWidget(self.edit)

    def _completer(self) -> QCompleter:
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        return completer

    def set_known(self, tags: Sequence[str]) -> None:
        """Tags to complete from."""
        self._known.setStringList(list(tags))

    def show_tags(self, tags: Sequence[str]) -> None:
        """Shows the article's tags, in the order given."""
        if tuple(tags) == self._tags:
            return
        self._tags = tuple(tags)
        clear(self._flow)
        for tag in tags:
            self._flow.addWidget(self._chip(tag))
        self._chips.setVisible(bool(tags))

    def _chip(self, tag: str) -> QToolButton:
        chip = QToolButton(self._chips)
        chip.setProperty("role", "chip")
        chip.setText(f"{tag.replace('&', '&&')}  ×")
        chip.setAccessibleName(f"Remove the tag {tag}")
        chip.setToolTip(f"Remove the tag “{tag}”")
        chip.clicked.connect(lambda _checked=False: self.tagRemoved.emit(tag))
        return chip

    def _add(self) -> None:
        """Commas part several tags; one that is there already is not added again."""
        have = {tag.casefold() for tag in self._tags}
        for tag in dict.fromkeys(part.strip() for part in self.edit.text().split(",")):
            if tag and tag.casefold() not in have:
                self.tagAdded.emit(tag)
        self.edit.clear()
