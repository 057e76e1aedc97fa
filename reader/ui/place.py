"""The reader's place: the line at the top stays there when the page is set anew, wider or with cuts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QScrollBar, QWidget


class Sheet(Protocol):
    """What a place is held on: a text pane that knows where its text stands in its document."""

    def body_start(self) -> int | None: ...
    def to_point(self, position: int, /) -> int: ...
    def to_position(self, point: int, /) -> int: ...
    def document(self) -> QTextDocument: ...
    def viewport(self) -> QWidget: ...
    def verticalScrollBar(self) -> QScrollBar: ...
    def cursorForPosition(self, pos: QPoint, /) -> QTextCursor: ...
    def cursorRect(self, cursor: QTextCursor, /) -> QRect: ...


_TOP = 18  # pixels below the pane's edge: the first line that is seen whole


class _Anchor(NamedTuple):
    point: int | None  # a code point of the text; None: above the text, in the headline
    below: int  # pixels from the viewport's top to its line; in the headline, how far it is scrolled


class ReadingPlace:
    """Holds on to a letter of the text while the document round it changes."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._anchor: _Anchor | None = None
        self._placing = False

    def begin(self) -> None:
        """Goes to the top: a new article."""
        self._anchor = None
        self._scroll(0)

    def moved(self) -> None:
        """The reader scrolled: the anchor is taken anew when it is needed.

        Only then, not at each change of width: the line would creep away while a pane is dragged.
        """
        if not self._placing:
            self._anchor = None

    @contextmanager
    def kept(self) -> Iterator[int]:
        """Keeps the topmost line where it is, whatever happens to the document inside; gives its code point."""
        anchor = self._anchor or self._take()
        self._placing = True
        try:
            yield (anchor.point or 0) if anchor else 0
            self._restore(anchor)
        finally:
            self._placing = False
        self._anchor = anchor

    def _take(self) -> _Anchor | None:
        sheet, start = self._sheet, self._sheet.body_start()
        if start is None:
            return None
        cursor = sheet.cursorForPosition(QPoint(sheet.viewport().width() // 2, _TOP))
        if cursor.position() < start:
            return _Anchor(None, sheet.verticalScrollBar().value())
        point = sheet.to_point(cursor.position())
        return _Anchor(point, self._top(sheet.to_position(point)))

    def _restore(self, anchor: _Anchor | None) -> None:
        if anchor is None or self._sheet.body_start() is None:
            return
        if anchor.point is None:
            self._scroll(anchor.below)
        else:
            top = self._top(self._sheet.to_position(anchor.point))
            self._scroll(self._sheet.verticalScrollBar().value() + top - anchor.below)

    def bring(self, first: int, last: int) -> None:
        """Brings the document positions into view, a third down the pane, unless they are in it already."""
        height = self._sheet.viewport().height()
        top, bottom = self._top(first), self._bottom(last)
        if top < 0 or bottom > height:
            bar = self._sheet.verticalScrollBar()
            bar.setValue(bar.value() + top - min(height // 3, max(height - (bottom - top), 0)))

    def _scroll(self, value: int) -> None:
        before, self._placing = self._placing, True
        self._sheet.verticalScrollBar().setValue(value)
        self._placing = before

    def _top(self, position: int) -> int:
        return self._sheet.cursorRect(self._cursor(position)).top()

    def _bottom(self, position: int) -> int:
        return self._sheet.cursorRect(self._cursor(position)).bottom()

    def _cursor(self, position: int) -> QTextCursor:
        cursor = QTextCursor(self._sheet.document())
        cursor.setPosition(min(position, self._sheet.document().characterCount() - 1))
        return cursor
