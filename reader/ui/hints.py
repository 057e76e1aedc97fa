"""What an empty pane says: what is missing, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Hint(QWidget):
    """A heading, a sentence or two, and buttons for what can be done."""

    chosen = Signal(str)  # the name of the action of the button

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = _line(self, 1.25)
        self._text = _line(self, 1.0)
        self._text.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(2)
        for each in (self._title, self._text):
            column.addWidget(each)
        column.addSpacing(6)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def tell(self, title: str, text: str, *buttons: tuple[str, str]) -> None:
        """`buttons` are (action's name, words)."""
        self._title.setText(title)
        self._text.setText(text)
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._buttons.addStretch(1)
        for action, words in buttons:
            button = QPushButton(words, self)
            button.clicked.connect(lambda _checked=False, action=action: self.chosen.emit(action))
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)


def _line(parent: QWidget, size: float) -> QLabel:
    label = QLabel(parent)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if size != 1.0:
        font = QFont(label.font())
        font.setPointSizeF(font.pointSizeF() * size)
        font.setWeight(QFont.Weight.DemiBold)
        label.setFont(font)
    return label


def tell(list_hint: Hint, viewer_hint: Hint, number: int, *, narrowed: bool) -> None:
    """What the empty list and the empty pane beside it say, by how many are found and whether anything was asked."""
    if number:
        viewer_hint.tell("Choose an article", "J and K go through the list, N to the next unread. ? shows all keys.")
    elif narrowed:
        clear = "No article matches this search and filter. Esc in the search box clears it."
        list_hint.tell("Nothing found", clear)
        viewer_hint.tell("", "")
    else:
        list_hint.tell("No articles yet", "What you open appears here, newest first.")
        viewer_hint.tell(
            "Open a dump to begin",
            "A file or a folder of archived news, also packed. Drop it here, or choose it. "
            "The dump itself is never changed, and nothing leaves this machine.",
            ("actionOpenDump", "Open Dump…"),
            ("actionOpenFolder", "Open Folder…"),
        )
