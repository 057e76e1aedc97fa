"""The reader's place: the line at the top stays there when the page is set anew, wider or with cuts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from reader.ui.viewer import Viewer


class _Anchor(NamedTuple):
    point: int | None  # a code point of the text; None: above the text, in the headline
    below: int  # pixels from the viewport's top to its line; in the headline, how far it is scrolled


class ReadingPlace:
    """Holds on to a letter of the text while the document round it changes."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
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
    def kept(self) -> Iterator[None]:
        """Keeps the topmost line where it is, whatever happens to the document inside."""
        anchor = self._anchor or self._take()
        self._placing = True
        try:
            yield
            self._restore(anchor)
        finally:
            self._placing = False
        self._anchor = anchor

    def _take(self) -> _Anchor | None:
        contents, viewer = self._viewer.contents, self._viewer
        if contents is None:
            return None
        cursor = viewer.cursorForPosition(QPoint(viewer.viewport().width() // 2, viewer.types.px(1)))
        if cursor.position() < contents.page.body_start:
            return _Anchor(None, viewer.verticalScrollBar().value())
        point = contents.page.body.nearest(cursor.position())
        return _Anchor(point, self._top(contents.page.body.position(point)))

    def _restore(self, anchor: _Anchor | None) -> None:
        contents = self._viewer.contents
        if anchor and anchor.point is None:
            self._scroll(anchor.below)
        elif anchor and anchor.point is not None and contents:
            top = self._top(contents.page.body.position(anchor.point))
            self._scroll(self._viewer.verticalScrollBar().value() + top - anchor.below)

    def bring(self, first: int, last: int) -> None:
        """Brings the document positions into view, a third down the pane, unless they are in it already."""
        height = self._viewer.viewport().height()
        top, bottom = self._top(first), self._bottom(last)
        if top < 0 or bottom > height:
            bar = self._viewer.verticalScrollBar()
            bar.setValue(bar.value() + top - min(height // 3, max(height - (bottom - top), 0)))

    def _scroll(self, value: int) -> None:
        before, self._placing = self._placing, True
        self._viewer.verticalScrollBar().setValue(value)
        self._placing = before

    def _top(self, position: int) -> int:
        return self._viewer.cursorRect(self._cursor(position)).top()

    def _bottom(self, position: int) -> int:
        return self._viewer.cursorRect(self._cursor(position)).bottom()

    def _cursor(self, position: int) -> QTextCursor:
        cursor = QTextCursor(self._viewer.document())
        cursor.setPosition(min(position, self._viewer.document().characterCount() - 1))
        return cursor
