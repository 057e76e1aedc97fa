"""Articles over time as a small bar chart, by month or by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.rendering import count_words, moment_words
from reader.ui import theme as look

MONTHS = 36  # more of them in a row are shown by year
_HEIGHT = 92
_LABEL = 18  # pixels below the bars
_WIDEST = 26  # pixels a bar: one article alone is no wall
_GAP = 2
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LEAST_SCALE = 4  # articles at the top of the scale: one is no mountain


class Bar(NamedTuple):
    """A month ("2011-03") or a year ("2011"), and its articles."""

    period: str
    number: int


def bars(months: Sequence[tuple[str, int]]) -> list[Bar]:
    """A bar for every month from the first to the last, those without an article too; years where those are many."""
    if not months:
        return []
    counts = dict(months)
    first, last = (_ordinal(month) for month in (min(counts), max(counts)))
    if last - first < MONTHS:
        return [Bar(_month(each), counts.get(_month(each), 0)) for each in range(first, last + 1)]
    years: Counter[str] = Counter()
    for month, number in months:
        years[month[:4]] += number
    return [Bar(f"{year:04}", years[f"{year:04}"]) for year in range(first // 12, last // 12 + 1)]


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(ordinal: int) -> str:
    return f"{ordinal // 12:04}-{ordinal % 12 + 1:02}"


class Timeline(QWidget):
    """The bars; a click on one chooses its period, dragging several ("2011-03..2011-06"). The arrow keys do as well."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bars: list[Bar] = []
        self._first = self._last = -1  # the bars that are being chosen; -1: none

    def sizeHint(self) -> QSize:
        return QSize(260, _HEIGHT + _LABEL)

    def show_months(self, months: Sequence[tuple[str, int]]) -> None:
        self._bars = bars(months)
        self._first = self._last = -1
        self.setVisible(bool(self._bars))
        said = (f"{moment_words(bar.period)}: {count_words(bar.number, 'article')}" for bar in self._bars if bar.number)
        self.setAccessibleName("Articles over time. " + "; ".join(said))
        self.update()

    def _pitch(self) -> float:
        return min(self.width() / max(len(self._bars), 1), _WIDEST)

    def _at(self, x: float) -> Bar | None:
        place = int(x // self._pitch()) if self._bars else -1
        return self._bars[place] if 0 <= place < len(self._bars) else None

    def _near(self, x: float) -> int:
        """The bar at a place, the outermost beyond the ends."""
        return min(max(int(x // self._pitch()), 0), len(self._bars) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        theme, pitch = look.current(), self._pitch()
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._first >= 0:
            low, high = sorted((self._first, self._last))
            painter.setBrush(QColor(theme.selection))
            painter.drawRect(QRectF(low * pitch, 0, (high - low + 1) * pitch, _HEIGHT))
        painter.setBrush(QColor(theme.accent))
        most = max(_LEAST_SCALE, *(bar.number for bar in self._bars))
        for number, bar in enumerate(self._bars):
            if bar.number:
                height = max(bar.number / most * (_HEIGHT - 4), 2)
                gap = _GAP if pitch > 3 * _GAP else 0
                painter.drawRect(QRectF(number * pitch, _HEIGHT - height, max(pitch - gap, 1), height))
        painter.setPen(QColor(theme.rule))
        painter.drawLine(0, _HEIGHT, self.width(), _HEIGHT)
        self._paint_ends(painter, QColor(theme.muted))
        painter.end()

    def _paint_ends(self, painter: QPainter, colour: QColor) -> None:
        """The first and the last period below the bars."""
        painter.setPen(colour)
        box = QRectF(0, _HEIGHT + 2, self.width(), _LABEL)
        first, last = (moment_words(bar.period) for bar in (self._bars[0], self._bars[-1]))
        ends = first if first == last else f"{first} – {last}"
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, ends)
        most = max(bar.number for bar in self._bars)
        each = "month" if "-" in self._bars[0].period else "year"
        scale = f"up to {most:,} a {each}"
        if painter.fontMetrics().horizontalAdvance(f"{ends}  {scale}") <= self.width():
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._bars and event.button() == Qt.MouseButton.LeftButton and self._at(event.position().x()) is not None:
            self._choose(self._near(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self._at(event.position().x())
        hand = bar is not None and bool(bar.number)
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        if self._first >= 0 and event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self._first, self._near(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from bar to bar, with Shift several are chosen; Return takes them, Escape none."""
        step = _STEPS.get(event.key())
        if step and self._bars:
            last = min(max(self._last + step, 0), len(self._bars) - 1) if self._first >= 0 else len(self._bars) - 1
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._first >= 0
            self._choose(self._first if shift else last, last)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape and self._first >= 0:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def _choose(self, first: int, last: int | None = None) -> None:
        self._first, self._last = first, first if last is None else last
        self.update()

    def _take(self) -> None:
        """Says the period that is chosen, unless nothing is in it."""
        if self._first < 0:
            return
        low, high = sorted((self._first, self._last))
        chosen = self._bars[low : high + 1]
        self._choose(-1)
        if any(bar.number for bar in chosen):
            ends = chosen[0].period, chosen[-1].period
            self.chosen.emit(ends[0] if low == high else "..".join(ends))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._at(event.pos().x())
            words = f"{moment_words(bar.period)}: {count_words(bar.number, 'article')}" if bar else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
