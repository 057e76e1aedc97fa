"""The legend: what each mark looks like, and a switch for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from reader.rendering import Theme
from reader.ui import theme as look
from reader.ui.marks import UNDERLINES, Kind, colour_of
from reader.ui.section import FlowLayout

if TYPE_CHECKING:
    from reader.ui.viewer import Viewer

# (kind, what the switch is called, its name in settings)
SWITCHES: tuple[tuple[Kind, str, str], ...] = (
    (Kind.PERSON, "People", "people"),
    (Kind.ORGANISATION, "Organisations", "organisations"),
    (Kind.PLACE, "Places", "places"),
    (Kind.OTHER, "Other names", "other"),
    (Kind.QUOTE, "Quotations", "quotes"),
    (Kind.INDIRECT, "Reported speech", "indirect"),
    (Kind.NOTE, "Notes", "notes"),
    (Kind.HIT, "Search hits", "hits"),
)
_ON_FACE = {Kind.OTHER: "Others", Kind.INDIRECT: "Reported", Kind.HIT: "Hits"}  # where the name is long
_PENS = {
    Kind.PERSON: Qt.PenStyle.SolidLine,
    Kind.ORGANISATION: Qt.PenStyle.DashLine,
    Kind.PLACE: Qt.PenStyle.DotLine,
    Kind.OTHER: Qt.PenStyle.DashDotLine,
}
# Switches that stand there only while there is something to switch: a short strip is a calm one.
_SELDOM = Kind.INDIRECT | Kind.NOTE | Kind.HIT
_SAMPLE = QSize(22, 14)
GAP = 2  # pixels between two switches
_EDGE = 8
_AROUND = 25  # pixels round sign and words of a switch, as Fusion draws it


class Legend(QFrame):
    """A slim strip of switches for a viewer's marks; where the words need a second row, signs alone."""

    changed = Signal()

    def __init__(self, viewer: Viewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self.setAccessibleName("Marks in the text")
        self.setProperty("role", "strip")
        self._viewer = viewer
        self._switches = {kind: self._switch(kind, words) for kind, words, _ in SWITCHES}
        flow = FlowLayout(self, gap=GAP)
        flow.setContentsMargins(_EDGE, 3, _EDGE, 3)
        for switch in self._switches.values():
            flow.addWidget(switch)
        self._compact = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        viewer.marked.connect(self._show_needed)
        self._draw()
        self._strike()
        self._show_needed()

    def _switch(self, kind: Kind, words: str) -> QToolButton:
        switch = QToolButton(self)
        switch.setProperty("role", "switch")
        switch.setCheckable(True)
        switch.setText(_ON_FACE.get(kind, words))
        switch.setIconSize(_SAMPLE)
        switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        switch.setChecked(kind in self._viewer.marks)
        switch.setToolTip(f"Show or hide {words.lower()} in the text")
        switch.setAccessibleName(words)
        switch.toggled.connect(lambda _on: self._apply())
        return switch

    def _apply(self) -> None:
        self._strike()
        shown = Kind(0)
        for kind, switch in self._switches.items():
            if switch.isChecked():
                shown |= kind
        self._viewer.set_marks(shown)
        self.changed.emit()

    def _strike(self) -> None:
        """What is off is struck through: not told by its colour alone."""
        for switch in self._switches.values():
            font = switch.font()
            font.setStrikeOut(not switch.isChecked())
            switch.setFont(font)

    def _show_needed(self) -> None:
        contents = self._viewer.contents
        there = contents.kinds if contents else Kind(0)
        for kind, switch in self._switches.items():
            switch.setVisible(not kind & _SELDOM or bool(kind & there))
        self._fit()

    def _fit(self) -> None:
        """Words beside the signs where all of them stand in one row."""
        margins = self.contentsMargins()
        shown = [switch for switch in self._switches.values() if not switch.isHidden()]
        needed = sum(_width(switch) + GAP for switch in shown) + 2 * _EDGE + margins.left() + margins.right()
        compact = self.width() < needed
        if compact != self._compact:
            self._compact = compact
            style = Qt.ToolButtonStyle
            for switch in self._switches.values():
                switch.setToolButtonStyle(style.ToolButtonIconOnly if compact else style.ToolButtonTextBesideIcon)
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def state(self) -> list[str]:
        """The names of what is switched on, for settings."""
        return [name for kind, _, name in SWITCHES if self._switches[kind].isChecked()]

    def set_state(self, names: Sequence[str]) -> None:
        """Switches on what is named, and all else off."""
        for kind, _, name in SWITCHES:
            self._switches[kind].blockSignals(True)
            self._switches[kind].setChecked(name in names)
            self._switches[kind].blockSignals(False)
        self._apply()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        for kind, switch in self._switches.items():
            made = QIcon(sample(kind, look.current(), ratio))
            if self._compact:  # without words, nothing else tells that it is off
                made.addPixmap(sample(kind, look.current(), ratio, off=True), state=QIcon.State.Off)
                made.addPixmap(sample(kind, look.current(), ratio), state=QIcon.State.On)
            switch.setIcon(made)


def _width(switch: QToolButton) -> int:
    """What a switch needs with its words."""
    return _SAMPLE.width() + switch.fontMetrics().horizontalAdvance(switch.text()) + _AROUND


def sample(kind: Kind, theme: Theme, ratio: float = 1.0, *, off: bool = False) -> QPixmap:
    """A small picture of the mark: the same line, tint and bar as in the text; `off` is struck through."""
    picture = QPixmap(_SAMPLE * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    tints = {Kind.QUOTE: theme.quote_tint, Kind.NOTE: theme.note_tint, Kind.HIT: theme.hit_tint}
    box = QRectF(0, 0, _SAMPLE.width(), _SAMPLE.height())
    if kind in tints:
        painter.fillRect(box.adjusted(3, 1, -1, -1), QColor(tints[kind]))
    if kind in UNDERLINES:
        _draw_line(painter, box, QPen(QColor(colour_of(kind, theme)), 1.6, _PENS[kind]))
    elif kind in (Kind.QUOTE, Kind.INDIRECT):
        _draw_quote(painter, box, kind, theme)
    elif kind is Kind.NOTE:
        painter.fillRect(QRectF(8, 4, 7, 7), QColor(theme.note))
    if off:
        painter.fillRect(box, _faded(theme.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.muted), 1.2))
        painter.drawLine(QPointF(3, box.bottom() - 1), QPointF(box.right() - 3, 1))
    painter.end()
    return picture


def _faded(colour: str) -> QColor:
    made = QColor(colour)
    made.setAlphaF(0.45)
    return made


def _draw_quote(painter: QPainter, box: QRectF, kind: Kind, theme: Theme) -> None:
    """The bar of the gutter beside two lines of text."""
    style = Qt.PenStyle.SolidLine if kind is Kind.QUOTE else Qt.PenStyle.DotLine
    painter.setPen(QPen(QColor(theme.quote), 3, style, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(2, 1), QPointF(2, box.bottom() - 1))
    painter.setPen(QPen(QColor(theme.muted), 1))
    for y, right in ((5, 3), (9, 8)):
        painter.drawLine(QPointF(7, y), QPointF(box.right() - right, y))


def _draw_line(painter: QPainter, box: QRectF, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(1, box.bottom() - 3), QPointF(box.right() - 1, box.bottom() - 3))
