"""The search box, what was understood of it, and how many were found."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from reader.ui.icons import icon
from reader.ui.suggestions import Suggestions

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_BEGUN = re.compile(r"(?:^|[\s(])[^\W_]{3,}$")  # a bare word at the end; of shorter ones too much begins
ORDER = 15  # points of the sign of the order
DELAY = 250  # milliseconds of rest while typing before a search: fast typists rest shorter within a word


class SearchBox(QLineEdit):
    """Return searches, so does a rest while typing; Escape clears."""

    wanted = Signal(str)
    left = Signal()  # Escape in an empty box, or the Down key: on to the list

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setAccessibleName("Search")
        self.setPlaceholderText("Search   /")
        self.setToolTip('Words, "a phrase", -without, source:, tag:, is:unread, after:2011-03 …')
        self.setClearButtonEnabled(True)
        self._asked = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(DELAY)
        self._rest.timeout.connect(self._ask)
        self.textChanged.connect(lambda _text: self._rest.start())
        self.returnPressed.connect(self.search_now)
        self.suggestions = Suggestions(self)
        self.suggestions.taken.connect(self._take)
        self.suggestions.recalled.connect(self._recall)

    @property
    def search(self) -> str:
        """The search that was asked for last."""
        return self._asked

    def search_now(self) -> None:
        """Searches for exactly what is in the box, also when it was searched before."""
        self.suggestions.hide()
        self._search(self.text().strip())

    def rest(self) -> None:
        """Forgets what was typed and not searched for yet."""
        self._rest.stop()

    def set_search(self, text: str) -> None:
        self.setText(text)
        self.search_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._for_suggestions(event) and not self._for_others(event):
            super().keyPressEvent(event)
            if event.text() and event.key() not in _RETURN:
                self.suggestions.offer()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.suggestions.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.text():
            self.suggestions.offer()

    def _for_suggestions(self, event: QKeyEvent) -> bool:
        """Keys that act on the open list of suggestions."""
        if not self.suggestions.isVisible():
            return False
        if event.key() in _STEPS:
            self.suggestions.step(_STEPS[event.key()])
        elif event.key() == Qt.Key.Key_Escape:
            self.suggestions.hide()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            return self.suggestions.forget()
        elif event.key() in _RETURN:
            return self.suggestions.take()
        else:
            return False
        return True

    def _for_others(self, event: QKeyEvent) -> bool:
        """Escape clears and then leaves; Down leaves, but from an empty box to the recent searches first."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.set_search("")
        elif event.key() == Qt.Key.Key_Down and not self.text() and self.suggestions.has_recent:
            self.suggestions.offer()
            self.suggestions.step(1)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            return False
        return True

    def _take(self, chosen: str) -> None:
        text, cursor = self.suggestions.completed(chosen)
        self.setText(text)
        self.setCursorPosition(cursor)
        self.suggestions.offer()

    def _recall(self, search: str) -> None:
        self.setText(search)
        self.suggestions.hide()
        self.returnPressed.emit()

    def _search(self, text: str) -> None:
        self._rest.stop()
        self._asked = text
        self.wanted.emit(text)

    def _ask(self) -> None:
        """Searches while typing: the last word may be only the beginning of one."""
        text = self.text().strip()
        wanted = f"{text}*" if _BEGUN.search(self.text()) else text
        if self._asked not in (text, wanted):
            self._search(wanted)


class SearchPane(QWidget):
    """The box, and below it the search as understood with the number found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = SearchBox(self)
        self.glass = self.box.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.echo = QLabel(self)
        self.echo.setObjectName("queryEcho")
        self.echo.setAccessibleName("The search as understood")
        self.echo.setTextFormat(Qt.TextFormat.PlainText)
        self.echo.setWordWrap(True)
        self.echo.setProperty("role", "hint")
        self.count = QLabel(self)
        self.count.setAccessibleName("Number of articles found")
        self.count.setProperty("role", "hint")
        self.order = QToolButton(self)
        self.order.setObjectName("orderButton")
        self.order.setAccessibleName("Order of the list")
        self.order.setToolTip("Order of the list")
        self.order.setProperty("role", "switch")
        self.order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.order.setIconSize(QSize(ORDER, ORDER))
        self.clear = QToolButton(self)
        self.clear.setProperty("role", "link")
        self.clear.hide()
        self.clear.setText("Clear")
        self.clear.setToolTip("Clear the search and the filter (Esc in the search box)")
        self._lay_out()

    def _lay_out(self) -> None:
        for label in (self.echo, self.count):
            label.setContentsMargins(1, 3, 0, 3)  # on one line with the text of the button
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.echo, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.order, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 10, 4)
        column.setSpacing(3)
        column.addWidget(self.box)
        column.addLayout(below)

    def start(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        if not self.box.text():
            self.box.suggestions.offer()

    def draw_icons(self) -> None:
        self.glass.setIcon(icon("search"))
        self.order.setIcon(icon("sort"))

    def show_found(self, understood: str, warning: str, number: str, *, narrowed: bool) -> None:
        """Says what is listed: the search in words, what could not be understood, how many were found."""
        said = understood or "All articles"
        self.echo.setText(f"{said}\n⚠ {warning}" if warning else said)
        self.count.setText(number)
        self.clear.setVisible(narrowed)
