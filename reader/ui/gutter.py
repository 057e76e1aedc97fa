"""What is drawn beside the text: a bar at each quotation with its speaker, a sign at each note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QScrollBar, QWidget

from reader.model import Quote, QuoteKind
from reader.rendering import SANS, speaker_words
from reader.ui.contents import Contents
from reader.ui.marks import QUOTE_KINDS, Kind
from reader.ui.typesetting import Typesetting

BAR = 3.0  # pixels
_AWAY = 13.0  # pixels between bar and text
_LEAST_ROOM = 96.0  # pixels of margin below which no speaker is written
_DASHES = {
    QuoteKind.DIRECT: (),
    QuoteKind.DOCUMENT: (1.7, 1.0),  # on, off, in widths of the bar
    QuoteKind.INDIRECT: (0.7, 0.7),
}


class Viewer(Protocol):
    """Whose margins are painted."""

    @property
    def contents(self) -> Contents | None: ...
    @property
    def types(self) -> Typesetting: ...
    @property
    def marks(self) -> Kind: ...
    @property
    def chosen_name(self) -> str: ...
    def document(self) -> QTextDocument: ...
    def viewport(self) -> QWidget: ...
    def verticalScrollBar(self) -> QScrollBar: ...
    def cursorForPosition(self, pos: QPoint, /) -> QTextCursor: ...


class Gutter:
    """Paints the margins of a viewer; reads everything from the viewer's contents and layout."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer

    def paint(self, exposed: QRect) -> None:
        """Draws what lies within the viewport, after the text."""
        contents = self._viewer.contents
        if contents is None:
            return
        painter = QPainter(self._viewer.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self._viewer.verticalScrollBar().value())
        first, last = self._visible(exposed)
        self._paint_quotes(painter, contents, first, last)
        self._paint_notes(painter, contents, first, last)
        self._paint_cuts(painter, contents, first, last)
        self._paint_bullets(painter, contents, first, last)
        painter.end()

    def _visible(self, exposed: QRect) -> tuple[int, int]:
        """The document positions that the exposed part begins and ends with."""
        width = self._viewer.viewport().width() // 2
        top = self._viewer.cursorForPosition(QRect(width, exposed.top(), 1, 1).topLeft()).block()
        bottom = self._viewer.cursorForPosition(QRect(width, exposed.bottom(), 1, 1).topLeft()).block()
        return top.position(), bottom.position() + bottom.length()

    def _paint_quotes(self, painter: QPainter, contents: Contents, first: int, last: int) -> None:
        """The speaker is said once in a paragraph, and once for an utterance that its cue parts."""
        said: set[tuple[object, object]] = set()
        for quote in contents.dossier.marks.quotes:
            if QUOTE_KINDS[quote.kind] not in self._viewer.marks:
                continue
            for start, end in contents.page.body.ranges(quote.start, quote.end):
                here = {(self._viewer.document().findBlock(start).blockNumber(), speaker_words(quote))}
                here |= {(-1, str(quote.group))} if quote.group else set()
                if start < last and end > first:
                    self._paint_quote(painter, quote, start, end, name=not here & said)
                said |= here

    def _paint_quote(self, painter: QPainter, quote: Quote, start: int, end: int, *, name: bool) -> None:
        theme = self._viewer.types.theme
        chosen = bool(quote.speaker) and quote.speaker == self._viewer.chosen_name
        colour = QColor(theme.accent if chosen else theme.quote)
        lines = list(self._lines(start, end))
        if not lines:
            return
        right = self._reads_right(start)
        x = lines[0].right() + _AWAY if right else lines[0].left() - _AWAY
        pen = QPen(colour, BAR)
        if _DASHES[quote.kind]:
            pen.setDashPattern(_DASHES[quote.kind])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, lines[0].top() + 2), QPointF(x, lines[-1].bottom() - 2))
        if name:
            self._paint_speaker(painter, quote, x, lines[0], right=right, chosen=chosen)

    def _paint_speaker(
        self, painter: QPainter, quote: Quote, x: float, line: QRectF, *, right: bool, chosen: bool
    ) -> None:
        """The speaker's name in the margin, where that is wide enough."""
        types = self._viewer.types
        room = (self._viewer.viewport().width() - x if right else x) - 2 * _AWAY
        if room < _LEAST_ROOM:
            return
        font = types.font(SANS, types.theme.type.small * 0.92)
        words = QFontMetricsF(font).elidedText(speaker_words(quote), Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        known = quote.speaker or quote.speaker_as_written
        painter.setPen(QColor(types.theme.accent if chosen else types.theme.ink if known else types.theme.muted))
        box = QRectF(x + _AWAY if right else _AWAY, line.top(), room, line.height())
        side = Qt.AlignmentFlag.AlignLeft if right else Qt.AlignmentFlag.AlignRight
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_notes(self, painter: QPainter, contents: Contents, first: int, last: int) -> None:
        """A small square with a folded corner, like a slip of paper, at the other side."""
        if Kind.NOTE not in self._viewer.marks:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._viewer.types.theme.note))
        for start, end, _ in contents.notes:
            if start < last and end > first:
                line = next(self._lines(start, end), None)
                if line is not None:
                    painter.drawRoundedRect(QRectF(line.right() + 9, line.center().y() - 4, 8, 8), 1.5, 1.5)

    def _paint_cuts(self, painter: QPainter, contents: Contents, first: int, last: int) -> None:
        """A line of dashes beside what was cut, like the edge of a coupon."""
        types = self._viewer.types
        pen = QPen(QColor(types.theme.cut), 1)
        pen.setDashPattern((4, 3))
        painter.setPen(pen)
        for cut in contents.page.cuts:
            if cut.apart and cut.start < last and cut.end > first:
                lines = list(self._lines(cut.start, cut.end))
                if lines:
                    x = (
                        lines[0].right() + types.px(0.7)
                        if self._reads_right(cut.start)
                        else lines[0].left() - types.px(0.7)
                    )
                    painter.drawLine(QPointF(x, lines[0].top()), QPointF(x, lines[-1].bottom()))

    def _paint_bullets(self, painter: QPainter, contents: Contents, first: int, last: int) -> None:
        """The bullets of lists: Qt's own are as large as a capital."""
        types = self._viewer.types
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(types.theme.muted))
        radius = max(types.px(0.13), 2)
        for start in contents.page.items:
            line = next(self._lines(start, start + 1), None) if first <= start < last else None
            if line is not None:
                x = line.right() + types.px(0.75) if self._reads_right(start) else line.left() - types.px(0.75)
                painter.drawEllipse(QPointF(x, line.center().y() + types.px(0.06)), radius, radius)

    def _reads_right(self, position: int) -> bool:
        block = self._viewer.document().findBlock(position)
        return block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _lines(self, start: int, end: int) -> Iterator[QRectF]:
        """The whole lines that show a range within one block, in the document's coordinates."""
        block: QTextBlock = self._viewer.document().findBlock(start)
        box = self._viewer.document().documentLayout().blockBoundingRect(block)
        layout = block.layout()
        begin = layout.lineForTextPosition(start - block.position())
        finish = layout.lineForTextPosition(max(start, end - 1) - block.position())
        if begin.isValid() and finish.isValid():
            for number in range(begin.lineNumber(), finish.lineNumber() + 1):
                line = layout.lineAt(number)
                yield QRectF(box.left() + line.x(), box.top() + line.y(), line.width(), line.height())
