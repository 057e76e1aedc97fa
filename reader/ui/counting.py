"""The counts of the filters: asked for anew some time after something changed, never twice at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from reader.library import Reader
from reader.model import Changes
from reader.ui.session import Session

REST = 300  # milliseconds between two counts
BUSY_REST = 2000  # while an import runs, which changes them all the time


class Counting(QObject):
    """Counts once when told to, and after changes."""

    counted = Signal(object)  # a Sidebar
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.count)

    @property
    def settled(self) -> bool:
        """Whether no count is still to be asked for."""
        return not self._timer.isActive()

    def use(self, session: Session) -> None:
        self._session = session

    def rest(self) -> None:
        """The library is being closed: nothing is asked of it any more."""
        self._timer.stop()

    def take(self, changes: Changes, *, busy: bool) -> None:
        """Counts again in a moment; `busy`: more changes will follow."""
        if (changes.listing or changes.states) and self.settled:
            self._timer.start(BUSY_REST if busy else REST)

    def count(self) -> None:
        self._session.desk.ask("counts", Reader.sidebar, self.counted.emit, on_error=self.failed.emit)
