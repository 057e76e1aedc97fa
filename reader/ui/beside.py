"""The article and its original: side by side where there is room, else one above the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

WIDE = 660  # points: two columns of 330, some 35 characters of the text each


class Beside(QSplitter):
    """Holds the reading pane; the original comes and goes."""

    def __init__(self, article: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("beside")
        self._original: QWidget | None = None
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(article)
        self.setStretchFactor(0, 1)

    def add_original(self, original: QWidget) -> None:
        """The pane of the original, hidden at first."""
        self._original = original
        self.addWidget(original)
        self.setStretchFactor(1, 1)
        original.hide()

    def show_original(self, shown: bool) -> None:
        pane = self._original
        if pane is None:
            return
        if shown and pane.isHidden():
            pane.show()
            self._share()
        elif not shown:
            pane.hide()

    def _share(self) -> None:
        """Half for each."""
        self.setSizes([1_000, 1_000])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = Qt.Orientation.Horizontal if self.width() >= WIDE else Qt.Orientation.Vertical
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self._share()
