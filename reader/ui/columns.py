"""The four columns of the window: filters, list, article, panel."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

WIDTHS = (210, 350, 480, 240)  # points at first; the article takes what is left
LEAST = (165, 220, 360, 215)  # together they fit a screen of 1,000; list and article alone one of 600


class Columns(QSplitter):
    """Side by side; a wider window is a wider article, and a narrow one goes without filters or panel."""

    resized = Signal(int)  # its width

    def __init__(self, filters: QWidget, middle: QWidget, article: QWidget, panel: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("columns")
        self.filters, self.middle, self.panel = filters, middle, panel
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for place, (pane, least) in enumerate(zip((filters, middle, article, panel), LEAST, strict=True)):
            pane.setMinimumWidth(least)
            self.addWidget(pane)
            self.setStretchFactor(place, int(pane is article))

    def reset(self) -> None:
        self.setSizes(list(WIDTHS))

    def minimumSizeHint(self) -> QSize:
        """What list and article need: the window may be narrower than all four together."""
        return QSize(LEAST[1] + LEAST[2], super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.resized.emit(event.size().width())  # who is in the way goes before the others are squeezed
        super().resizeEvent(event)
