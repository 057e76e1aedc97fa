"""The program's own icons: one-coloured SVG drawings, painted in the theme's colours at any scale."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.assets import resource
from reader.ui import theme

DRAWN_IN = "#000000"  # the colour in the files that stands for "the text colour"
SIZE = 20
FAINT = 0.55  # of the muted colour: what cannot be done now is seen, and seen to be off


def icon(name: str) -> QIcon:
    """The icon of a file in `resources/icons` in the theme's colours; switched on, in its accent."""
    look = theme.current()
    normal, disabled, chosen = QColor(look.ink), QColor(look.muted), QColor(look.accent)
    disabled.setAlphaF(FAINT)
    made = QIcon()
    sharpest = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    for scale in {1, math.ceil(sharpest)}:  # each drawing costs 0.6 ms
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
    painter.save()
    painter.setOpacity(painter.opacity() * colour.alphaF())
    _drawing(name, colour.name()).render(painter, area)
    painter.restore()


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    source = resource("icons", f"{name}.svg").read_text("utf-8").replace(DRAWN_IN, colour)
    return QSvgRenderer(QByteArray(source.encode()))
