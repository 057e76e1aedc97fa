"""The program's own icons: one-coloured SVG drawings, painted in the palette's colours at any scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.assets import resource

DRAWN_IN = "#000000"  # the colour in the files that stands for "the text colour"
SCALES = (1, 2, 3)  # device pixels a point; others are scaled down from the next larger
SIZE = 20


def icon(name: str, palette: QPalette) -> QIcon:
    """The icon of a file in `resources/icons`; switched on, it is in the accent colour."""
    normal = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    chosen = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Accent)
    made = QIcon()
    for scale in SCALES:
        made.addPixmap(pixmap(name, normal, SIZE, scale), QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(pixmap(name, chosen, SIZE, scale), QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(pixmap(name, disabled, SIZE, scale), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def pixmap(name: str, colour: QColor, size: int, scale: float = 1) -> QPixmap:
    """The drawing in one colour, `size` points wide and high, for a screen of `scale` pixels a point."""
    made = QPixmap(QSize(round(size * scale), round(size * scale)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, QRectF(0, 0, size * scale, size * scale), name, colour)
    painter.end()
    made.setDevicePixelRatio(scale)
    return made


def paint(painter: QPainter, area: QRectF, name: str, colour: QColor) -> None:
    """Draws the icon in `area`."""
    _drawing(name, colour.name()).render(painter, area)


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    source = resource("icons", f"{name}.svg").read_text("utf-8").replace(DRAWN_IN, colour)
    return QSvgRenderer(QByteArray(source.encode()))
