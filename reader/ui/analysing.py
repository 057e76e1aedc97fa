"""Names and quotes are found in the background, those of the article on screen first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from reader.library import Library
from reader.model import Changes, Dossier, Step
from reader.ui.jobs import Job, Lane, Rank
from reader.ui.settings import Settings

_PAUSE = "analysis/paused"
_PAUSED = "Finding names and quotes is paused"


class Analysing(QObject):
    """One analysis at a time over all pending articles; it rests while anything else is to be done.

    Only while the article on screen waits for its marks does it take turns with an import. A pause lasts until it
    is ended, over a closing of the program too.
    """

    progressed = Signal(str, str)  # in words, with what a click does; "" at the end
    paused = Signal(bool)
    failed = Signal(object)

    def __init__(self, lane: Lane, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._settings = settings
        self._job: Job | None = None
        self._first: tuple[str, ...] = ()
        self._selected: tuple[int, ...] = ()
        self._done = 0
        self._again = False  # articles came while it ran
        self._broken = False  # it cannot run here: said once

    def use(self, lane: Lane) -> None:
        """Another library."""
        self._lane, self._job, self._first, self._broken = lane, None, (), False
        self.start()

    def start(self) -> None:
        """Analyses whatever is pending; does nothing where it runs already, or is paused."""
        if self.is_paused:
            self.progressed.emit(_PAUSED, "Resume")
            self.paused.emit(True)
        if self._broken or self.is_paused:
            return
        if self._job is not None:
            self._again = True
            return
        self._again = False
        self._done = 0
        self._job = self._lane.submit(
            self._steps, rank=Rank.IDLE, on_step=self._stepped, on_done=self._ended, on_error=self._failed
        )
        self._hasten()

    @property
    def is_paused(self) -> bool:
        return self._settings.flag(_PAUSE)

    def pause(self, on: bool) -> None:
        """Stops at the next article, or goes on with what is pending."""
        self._settings.set(_PAUSE, on)
        self.paused.emit(on)
        if on and self._job is not None:
            self._job.cancel()
            self._job = None
        self.start()

    def turn(self) -> None:
        """Pauses, or resumes."""
        self.pause(not self.is_paused)

    def select(self, rowids: Sequence[int]) -> None:
        """Puts the selected articles behind the one on screen, in front of all others."""
        self._selected = tuple(rowids)

    def show(self, dossier: Dossier | None) -> None:
        """Puts the article on screen first."""
        waiting = dossier is not None and not dossier.marks.analysed
        self._first = (dossier.article.id,) if waiting and dossier is not None else ()
        self._hasten()

    def take(self, changes: Changes) -> None:
        if changes.listing:
            self.start()

    @property
    def hurrying(self) -> bool:
        """Whether the article on screen waits for its marks."""
        return self._job is not None and bool(self._first)

    def _steps(self, library: Library) -> object:
        from reader.tasks import analyse  # the lane imports it, after the window is there (0.2 s)

        # Its worker process ends with it: what a closed analysis still asked for can never answer the next.
        return analyse(library, first=self._wanted_first)

    def _wanted_first(self) -> Sequence[str | int]:
        return (*self._first, *self._selected)  # read in the lane's thread: each is one assignment, so always whole

    def _hasten(self) -> None:
        if self._job is not None:
            self._lane.rank(self._job, Rank.LONG if self._first else Rank.IDLE)

    def _stepped(self, step: Step) -> None:
        if step.done != self._done:
            self._done = step.done
            self._lane.changed.emit(Changes(None, marks=True))
        words = f"Finding names and quotes: {step.done:,} of {step.total:,}" if step.total else ""
        self.progressed.emit(words, "Pause" if words else "")

    def _ended(self, _changes: Changes) -> None:
        self._job = None
        self.progressed.emit("", "")
        if self._again:
            self.start()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._broken = True
        self.progressed.emit("", "")
        self.failed.emit(error)
