"""The fields, sources, tags and names that a search may go on with, and recent searches, in a list under the box.

A child of the window, not a popup of its own: the keyboard stays in the box on every system.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView

from reader.library import Sidebar
from reader.ui.icons import icon
from reader.ui.terms import term

LINES = 8  # shown at once
LETTERS = 2  # typed before anything is offered
MOST = 200  # offered: whoever has more to choose from types another letter
RECENT = 4  # recent searches offered at most behind what goes on with a term; an empty box offers twice as many
RecentRole = Qt.ItemDataRole.UserRole + 1  # whether a line is a whole search of before

FIELDS = (
    "source:", "tag:", "tag:none", "is:unread", "is:starred", "is:read", "is:duplicate", "is:near", "has:note",
    "has:quote", "has:cut", "in:bin", "in:cuts", "search:", "title:", "author:", "section:", "lang:", "dump:", "file:",
    "url:", "date:", "date:unknown", "after:", "before:", "words:>", "person:", "org:", "place:", "speaker:", "quote:",
    "note:",
)  # fmt: skip

LOOK = (
    "QListView { background: palette(base); border: 1px solid palette(mid); border-radius: 5px; padding: 3px 0; } "
    "QListView::item { padding: 4px 9px; }"
)

# The term that is being typed, without a minus before it.
_LAST = re.compile(r'(?:[^\s"()-][^\s"()]*:)?"[^"]*$|[^\s"()-][^\s"()]*$')
_NAMED = re.compile(r"(?:person|org|place|speaker|search|lang|dump|source|tag):", re.IGNORECASE)


class Suggestions(QListView):
    """Offers what begins as the term at the cursor does; quotation marks do not matter."""

    taken = Signal(str)  # a term
    recalled = Signal(str)  # a whole search of before
    forgotten = Signal(str)  # one that is to be offered no more
    moreWanted = Signal(str)  # the text up to the cursor: the library knows names that go on with it

    def __init__(self, box: QLineEdit) -> None:
        super().__init__(box.window())
        self.setObjectName("suggestions")
        self.setAccessibleName("Suggestions")
        self._box = box
        self._lines = QStandardItemModel(self)
        self._offers = _keyed(FIELDS)
        self._recent: tuple[str, ...] = ()
        self.setModel(self._lines)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(LOOK)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(14, 14))
        self.clicked.connect(self._chosen)
        self.hide()

    def show_names(self, counts: Sidebar) -> None:
        """What is offered besides the fields."""
        names = [term("source", name) for name, _ in counts.sources] + [term("tag", name) for name, _ in counts.tags]
        self._offers = _keyed((*FIELDS, *names))

    def show_recent(self, searches: Sequence[str]) -> None:
        """Recent searches, the last one first."""
        self._recent = tuple(searches)
        if self.isVisible() and not self._box.text():
            self.offer()

    @property
    def has_recent(self) -> bool:
        return bool(self._recent)

    def offer(self) -> None:
        """Offers what goes with the text in the box; hides where nothing does."""
        text = self._box.text()
        typed = _LAST.search(text[: self._box.cursorPosition()])
        key = _key(typed[0]) if typed else ""
        found = [each for start, each in self._offers if start.startswith(key) and start != key][:MOST]
        recent = self._recent_with(text)
        if not text:
            self._list((), recent[: 2 * RECENT])
        elif len(key) < LETTERS:
            self.hide()
        else:
            self._list(found, recent[:RECENT])
            if typed and _NAMED.match(typed[0]):
                self.moreWanted.emit(text[: self._box.cursorPosition()])

    def add(self, text: str, more: Sequence[str]) -> None:
        """What the library knows to go on with, unless something else is typed by now."""
        typed = _LAST.search(text)
        if typed is None or text != self._box.text()[: self._box.cursorPosition()] or not self._box.hasFocus():
            return
        key = _key(typed[0])
        here = [index.data() for index in self._rows() if not index.data(RecentRole)]
        recent = [index.data() for index in self._rows() if index.data(RecentRole)]
        terms = [each[typed.start() :] for each in more]
        known = {_key(each) for each in here} | {key}
        fresh = [each for each in terms if _key(each) not in known]
        if fresh and not self.currentIndex().isValid():
            self._list([*here, *fresh][:MOST], recent)

    def _rows(self) -> list[QModelIndex]:
        shown = self.isVisible()
        return [self._lines.index(row, 0) for row in range(self._lines.rowCount())] if shown else []

    def _recent_with(self, text: str) -> list[str]:
        key = _key(text.strip())
        return [each for each in self._recent if _key(each).startswith(key) and _key(each) != key]

    def _list(self, terms: Iterable[str], recent: Iterable[str]) -> None:
        self._lines.clear()
        for text in terms:
            self._lines.appendRow(QStandardItem(text))
        for text in recent:
            line = QStandardItem(icon("recent"), text)
            line.setData(True, RecentRole)
            line.setToolTip("A recent search; Shift+Delete forgets it")
            self._lines.appendRow(line)
        if not self._lines.rowCount():
            self.hide()
            return
        self.setCurrentIndex(QModelIndex())
        self._place(self._lines.rowCount())
        self.show()
        self.raise_()

    def step(self, lines: int) -> None:
        """The next line, or the previous one."""
        row = self.currentIndex().row() + lines
        if 0 <= row < self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(row, 0))
        elif row < 0:
            self.setCurrentIndex(QModelIndex())

    def take(self) -> bool:
        """Takes the line that was gone to; whether there was one."""
        chosen = self.isVisible() and self.currentIndex().isValid()
        if chosen:
            self._chosen(self.currentIndex())
        return chosen

    def forget(self) -> bool:
        """Forgets the recent search that was gone to; whether there was one."""
        index = self.currentIndex()
        recent = self.isVisible() and index.isValid() and bool(index.data(RecentRole))
        if recent:
            self.forgotten.emit(index.data())
            self._lines.removeRow(index.row())
        return recent

    def _chosen(self, index: QModelIndex) -> None:
        (self.recalled if index.data(RecentRole) else self.taken).emit(index.data())

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
