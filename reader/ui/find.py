"""The find bar: words in the article on screen, counted, stepped through."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QTextEdit, QToolButton, QWidget

from reader.rendering import count_words
from reader.ui.offsets import Units

if TYPE_CHECKING:
    from reader.ui.viewer import Viewer

SHOWN = 1_000  # hits that are marked: 5,000 would take 125 ms to draw at each step
_PAUSE = 120  # milliseconds after the last key before a search begins


class FindBar(QFrame):
    """Finds in the text as shown, headline and shown cuts included; case and accents do not matter."""

    def __init__(self, viewer: Viewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setProperty("role", "strip")
        self._viewer = viewer
        self._hits: list[tuple[int, int]] = []
        self._current = -1
        self.edit = QLineEdit(self)
        self.edit.setObjectName("findEdit")
        self.edit.setAccessibleName("Find in this article")
        self.edit.setPlaceholderText("Find in this article")
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaximumWidth(320)
        self.edit.installEventFilter(self)
        self._count = QLabel(self)
        self._count.setObjectName("findCount")
        self._count.setProperty("role", "hint")
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._look)
        self.edit.textChanged.connect(lambda _text: self._timer.start())
        viewer.written.connect(self._look_again)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self.edit, 1)
        row.addWidget(self._button(Qt.ArrowType.UpArrow, "Previous hit (Shift+F3)", lambda: self.step(-1)))
        row.addWidget(self._button(Qt.ArrowType.DownArrow, "Next hit (F3)", lambda: self.step(1)))
        row.addWidget(self._count)
        row.addStretch(1)
        close = QToolButton(self)
        close.setProperty("role", "link")
        close.setText("Close")
        close.setToolTip("Close (Esc)")
        close.clicked.connect(self.close)
        row.addWidget(close)

    def _button(self, arrow: Qt.ArrowType, tip: str, call: object) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setAutoRaise(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(call)
        return button

    # opening and closing

    def open(self) -> None:
        """Opens the bar with the words that are selected in the text."""
        selected = self._viewer.textCursor().selectedText()
        if selected and "\u2029" not in selected and len(selected) < 100:
            self.edit.setText(selected)
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._look()

    def close(self) -> bool:
        """Closes the bar and takes its marks away; the reader is back in the text."""
        self._timer.stop()
        self._viewer.setExtraSelections([])
        if self.isVisible():
            self.hide()
            self._viewer.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

    # finding

    def step(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) hit, round the ends; opens the bar if it is closed."""
        if not self.isVisible():
            self.open()
            return
        if self._timer.isActive():
            self._timer.stop()
            self._look()
        elif self._hits:
            here = max(self._current, 0) if step < 0 else self._current
            self._go((here + step) % len(self._hits))

    def _look(self) -> None:
        """Finds all hits and goes to the first one from the text cursor on."""
        self._viewer.set_whole()
        self._hits = find_all(self._viewer.toPlainText(), self.edit.text())
        here = self._viewer.textCursor().selectionStart()
        following = next((index for index, (start, _) in enumerate(self._hits) if start >= here), 0)
        if self._hits:
            self._go(following)
        else:
            self._current = -1
            self._show()

    def _go(self, index: int) -> None:
        self._current = index
        cursor = self._viewer.textCursor()
        cursor.setPosition(self._hits[index][0])
        self._viewer.setTextCursor(cursor)
        self._viewer.bring(*self._hits[index])
        self._show()

    def _show(self) -> None:
        theme = self._viewer.types.theme
        first = max(0, self._current - SHOWN // 2)
        hits = list(enumerate(self._hits))[first : first + SHOWN]
        other, current = _tint(theme.hit_tint, theme.ink), _tint(theme.accent, theme.accent_ink)
        made = [self._marked(hit, current if at == self._current else other) for at, hit in hits]
        self._viewer.setExtraSelections(made)
        self._count.setText(self._words())

    def _words(self) -> str:
        if not self.edit.text().strip():
            return ""
        if not self._hits:
            return "not in this article"
        hits = count_words(len(self._hits), "hit")
        return f"{self._current + 1:,} of {hits}" if self._current >= 0 else hits

    def _marked(self, hit: tuple[int, int], form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._viewer.document())
        cursor.setPosition(hit[0])
        cursor.setPosition(hit[1], QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, form
        return made

    def _look_again(self) -> None:
        """Another article, or the same set anew: hits are elsewhere now. The reader is not taken to them."""
        if self.isVisible():
            self._hits = find_all(self._viewer.toPlainText(), self.edit.text())
            self._current = -1
            self._show()


def _tint(paper: str, ink: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(QColor(paper))
    made.setForeground(QColor(ink))
    return made


def find_all(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where `wanted` stands in a document's plain `text`, as document positions; white space is all one."""
    words = wanted.split()
    if not words:
        return []
    pattern = r"\s+".join(re.escape(_plain(word)) for word in words)
    units = Units(text)
    return [(units.unit(found.start()), units.unit(found.end())) for found in re.finditer(pattern, _plain(text))]


def _plain(text: str) -> str:
    """`text` letter for letter without case and accents: positions stay the same."""
    return text.lower() if text.isascii() else "".join(map(_bare, text))


@lru_cache(maxsize=4_096)
def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter
