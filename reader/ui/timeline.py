"""Articles over time as a small bar chart, by month or by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.rendering import count_words, moment_words
from reader.ui import theme as look

MONTHS = 36  # more of them in a row are shown by year
_HEIGHT = 92
_LABEL = 18  # pixels below the bars
_WIDEST = 26  # pixels a bar: one article alone is no wall
_GAP = 2
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
    """The bars; a click on one chooses its period."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: list[Bar] = []

    def sizeHint(self) -> QSize:
        return QSize(260, _HEIGHT + _LABEL)

    def show_months(self, months: Sequence[tuple[str, int]]) -> None:
        self._bars = bars(months)
        self.setVisible(bool(self._bars))
        said = (f"{moment_words(bar.period)}: {count_words(bar.number, 'article')}" for bar in self._bars if bar.number)
        self.setAccessibleName("Articles over time. " + "; ".join(said))
        self.update()

    def _pitch(self) -> float:
        return min(self.width() / max(len(self._bars), 1), _WIDEST)

    def _at(self, x: float) -> Bar | None:
        place = int(x // self._pitch()) if self._bars else -1
        return self._bars[place] if 0 <= place < len(self._bars) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        theme, pitch = look.current(), self._pitch()
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
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
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, first if first == last else f"{first} – {last}")
        most = max(bar.number for bar in self._bars)
        each = "month" if "-" in self._bars[0].period else "year"
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"up to {most:,} a {each}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._at(event.position().x())
        if bar is not None and bar.number:
            self.chosen.emit(bar.period)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self._at(event.position().x())
        hand = bar is not None and bool(bar.number)
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._at(event.pos().x())
            words = f"{moment_words(bar.period)}: {count_words(bar.number, 'article')}" if bar else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
