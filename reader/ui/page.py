"""The reading pane: the article, the find bar under it, the legend of its marks at the foot."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.ui.find import FindBar
from reader.ui.legend import Legend
from reader.ui.viewer import Viewer


class ReadingPane(QWidget):
    """Lays out what belongs to one article on screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewer = Viewer(self)
        self.find_bar = FindBar(self.viewer, self)
        self.legend = Legend(self.viewer, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.viewer, 1)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.legend)
