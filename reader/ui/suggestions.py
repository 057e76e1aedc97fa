"""The fields, sources and tags that a search term may go on with, in a list under the box.

A child of the window, not a popup of its own: the keyboard stays in the box on every system.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView

from reader.library import Sidebar
from reader.ui.sidebar import term

LINES = 8  # shown at once
LETTERS = 2  # typed before anything is offered
MOST = 200  # offered: whoever has more to choose from types another letter

FIELDS = (
    "source:", "tag:", "tag:none", "is:unread", "is:starred", "is:read", "is:duplicate", "has:note", "has:quote",
    "has:cut", "title:", "author:", "section:", "lang:", "dump:", "file:", "url:", "date:", "date:unknown", "after:",
    "before:", "words:>", "person:", "org:", "place:", "speaker:", "quote:", "note:",
)  # fmt: skip

LOOK = (
    "QListView { background: palette(base); border: 1px solid palette(mid); border-radius: 5px; padding: 3px 0; } "
    "QListView::item { padding: 4px 9px; }"
)

_LAST = re.compile(r'(?:[^\s"()]+:)?"[^"]*$|[^\s"()]+$')  # the term that is being typed


class Suggestions(QListView):
    """Offers what begins as the term at the cursor does; quotation marks do not matter."""

    taken = Signal(str)

    def __init__(self, box: QLineEdit) -> None:
        super().__init__(box.window())
        self.setObjectName("suggestions")
        self.setAccessibleName("Suggestions")
        self._box = box
        self._lines = QStringListModel(self)
        self._offers = _keyed(FIELDS)
        self.setModel(self._lines)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(LOOK)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.clicked.connect(lambda index: self.taken.emit(index.data()))
        self.hide()

    def show_names(self, counts: Sidebar) -> None:
        """What is offered besides the fields."""
        names = [term("source", name) for name, _ in counts.sources] + [term("tag", name) for name, _ in counts.tags]
        self._offers = _keyed((*FIELDS, *names))

    def offer(self) -> None:
        """Offers what goes with the text in the box; hides where nothing does."""
        typed = _LAST.search(self._box.text()[: self._box.cursorPosition()])
        key = _key(typed[0]) if typed else ""
        found = [text for start, text in self._offers if start.startswith(key) and start != key][:MOST]
        if len(key) < LETTERS or not found:
            self.hide()
            return
        self._lines.setStringList(found)
        self.setCurrentIndex(self._lines.index(-1))
        self._place(len(found))
        self.show()
        self.raise_()

    def step(self, lines: int) -> None:
        """The next line, or the previous one."""
        row = self.currentIndex().row() + lines
        if 0 <= row < self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(row))
        elif row < 0:
            self.setCurrentIndex(self._lines.index(-1))

    def take(self) -> bool:
        """Takes the line that was gone to; whether there was one."""
        chosen = self.currentIndex().data() if self.isVisible() and self.currentIndex().isValid() else None
        if chosen:
            self.taken.emit(chosen)
        return bool(chosen)

    def completed(self, chosen: str) -> tuple[str, int]:
        """The text of the box with a line in place of what was typed of it, and where the cursor goes."""
        here = self._box.cursorPosition()
        before = _LAST.sub("", self._box.text()[:here])
        text = chosen if chosen.endswith((":", ">")) else f"{chosen} "
        return before + text + self._box.text()[here:].lstrip(), len(before + text)

    def _place(self, number: int) -> None:
        window = self._box.window()
        if self.parentWidget() is not window:  # the box came into its window after it was made
            self.setParent(window)
        below = self._box.mapTo(window, QPoint(0, self._box.height() + 2))
        height = min(number, LINES) * max(self.sizeHintForRow(0), 1) + 8  # border and padding
        self.setGeometry(below.x(), below.y(), self._box.width(), height)


def _keyed(texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(_key(text), text) for text in texts]


def _key(text: str) -> str:
    return text.replace('"', "").casefold()
