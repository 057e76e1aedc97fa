"""Whether the reader came to the end of the article: it has to be on screen for a while."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollBar

from reader.ui.contents import Contents
from reader.ui.typesetting import Typesetting

END_SEEN = 1_500  # milliseconds that the end must be on screen before the article counts as read
_NEARLY = 4  # times the text size: so near to its foot a page is at its end


class Sheet(Protocol):
    """Whose end is watched."""

    @property
    def contents(self) -> Contents | None: ...
    @property
    def growing(self) -> bool: ...
    @property
    def types(self) -> Typesetting: ...
    def isVisible(self) -> bool: ...
    def verticalScrollBar(self) -> QScrollBar: ...


class EndWatch(QObject):
    """Tells once an article; is told to `look` whenever the page or its size may have changed."""

    seen = Signal()

    def __init__(self, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._told = False
        self._timer = QTimer(self, singleShot=True, interval=END_SEEN)
        self._timer.timeout.connect(self._tell)
        sheet.verticalScrollBar().valueChanged.connect(self.look)

    def begin(self) -> None:
        """Another article is shown."""
        self._told = False
        self.look()

    def look(self) -> None:
        """Waits while the end is on screen, and no longer when it is not."""
        sheet, bar = self._sheet, self._sheet.verticalScrollBar()
        whole = sheet.contents is not None and not sheet.growing
        if whole and not self._told and bar.value() >= bar.maximum() - sheet.types.px(_NEARLY):
            self._timer.start()
        else:
            self._timer.stop()

    def _tell(self) -> None:
        if self._sheet.isVisible() and not self._told:
            self._told = True
            self.seen.emit()
