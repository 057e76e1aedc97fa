"""Near copies are looked for in idle time, so that the list can fold them and the search finds them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from reader.library import Library
from reader.model import Changes
from reader.ui.jobs import Job, Lane, Rank

REST = 8_000  # milliseconds without a change of the list


class Relating(QObject):
    """One comparison at a time over what has not been compared; it rests while anything else is to be done."""

    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._job: Job | None = None
        self._again = False  # articles came while it ran
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._start)

    def use(self, lane: Lane) -> None:
        """Another library."""
        self._lane, self._job = lane, None
        self.start()

    def start(self) -> None:
        """Compares whatever waits, after a while: opening a library and importing come first."""
        self._rest.start(REST)

    def rest(self) -> None:
        """The library is being closed: nothing is asked of it any more."""
        self._rest.stop()

    def _start(self) -> None:
        """Does nothing where it runs already."""
        if self._job is not None:
            self._again = True
            return
        self._again = False
        self._job = self._lane.submit(Library.relate, rank=Rank.IDLE, on_done=self._ended, on_error=self._failed)

    def take(self, changes: Changes) -> None:
        if changes.listing:
            self.start()

    def _ended(self, _changes: Changes) -> None:
        self._job = None
        if self._again:
            self._start()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(error)
