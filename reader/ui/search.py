"""The search box, what was understood of it, how many were found, and completion of fields and names."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QListView, QToolButton, QVBoxLayout, QWidget

from reader.library import Sidebar
from reader.ui.icons import icon
from reader.ui.sidebar import term

DELAY = 250  # milliseconds of rest while typing before a search: fast typists rest shorter within a word
COMPLETIONS = 5000  # names offered; a list of more cannot be made while typing

FIELDS = (
    "source:", "tag:", "tag:none", "is:unread", "is:starred", "is:read", "has:note", "title:", "author:",
    "section:", "lang:", "dump:", "file:", "url:", "date:", "date:unknown", "after:", "before:", "words:>", "person:",
    "org:", "place:", "speaker:", "quote:", "note:",
)  # fmt: skip

_LAST = re.compile(r'(?:[^\s"]+:)?"[^"]*$|[^\s"()]+$')  # the term that is being typed


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
        self._complete_with = QStringListModel(list(FIELDS), self)
        self._completer = QCompleter(self._complete_with, self)
        self._popup = QListView(self)
        self._completer.setPopup(self._popup)
        self._set_up_completion()

    def search_now(self) -> None:
        """Searches for what is in the box, also when it was searched before."""
        self._rest.stop()
        self._popup.hide()
        self._asked = self.text().strip()
        self.wanted.emit(self._asked)

    def set_search(self, text: str) -> None:
        self.setText(text)
        self.search_now()

    def show_names(self, counts: Sidebar) -> None:
        """What completion offers besides the fields."""
        names = [term("source", name) for name, _ in counts.sources] + [term("tag", name) for name, _ in counts.tags]
        self._complete_with.setStringList([*FIELDS, *names[:COMPLETIONS]])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._popup.isVisible():
                self._popup.hide()
            elif self.text():
                self.set_search("")
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.left.emit()
        else:
            super().keyPressEvent(event)
            self._offer(event)

    def _ask(self) -> None:
        if self.text().strip() != self._asked:
            self.search_now()

    # completion of the term being typed

    def _set_up_completion(self) -> None:
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._completer.activated.connect(self._take)
        self._popup.installEventFilter(self)

    def _offer(self, event: QKeyEvent) -> None:
        typed = _LAST.search(self.text()[: self.cursorPosition()])
        if not event.text().strip() or typed is None or len(typed[0]) < 2:
            self._popup.hide()
            return
        self._completer.setCompletionPrefix(typed[0])
        only = self._completer.completionCount() == 1 and self._completer.currentCompletion() == typed[0]
        if self._completer.completionCount() and not only:
            self._completer.complete()
        else:
            self._popup.hide()

    def _take(self, chosen: str) -> None:
        here = self.cursorPosition()
        before = _LAST.sub("", self.text()[:here])
        more = "" if chosen.endswith((":", ">")) else " "
        self.setText(before + chosen + more + self.text()[here:].lstrip())
        self.setCursorPosition(len(before + chosen + more))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return in the open list searches for what is typed, unless a line of it was gone to."""
        if watched is self._popup and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if pressed and not self._popup.currentIndex().isValid():
                self._popup.hide()
                self.search_now()
                return True
        return super().eventFilter(watched, event)


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
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.clear = QToolButton(self)
        self.clear.setAutoRaise(True)
        self.clear.setText("Clear")
        self.clear.setToolTip("Clear the search and the filter (Esc in the search box)")
        self._lay_out()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.echo, 1)
        below.addWidget(self.count)
        below.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 10, 7)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addLayout(below)

    def start(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def draw_icons(self) -> None:
        self.glass.setIcon(icon("search"))

    def show_found(self, understood: str, warning: str, number: str, *, narrowed: bool) -> None:
        """Says what is listed: the search in words, what could not be understood, how many were found."""
        said = understood or "All articles"
        self.echo.setText(f"{said}\n⚠ {warning}" if warning else said)
        self.count.setText(number)
        self.clear.setVisible(narrowed)
