"""Opening dumps: asked for, dropped or handed over; imported one after the other while the window stays usable."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import CuttingsError
from reader.library import Library
from reader.model import Changes, ImportReport, Step
from reader.rendering.words import count_words
from reader.ui import dialogs
from reader.ui.jobs import Job, Lane, Rank
from reader.ui.settings import Settings

ARRIVING = Changes(None, listing=True)  # what every batch of an import changes


class Importing(QObject):
    """The queue of dumps to import, and what became of them."""

    progressed = Signal(object, str)  # Step | None (none: all is done), and what is going on
    ended = Signal(str)  # in words, with a link to the reports
    failed = Signal(object)

    def __init__(self, lane: Lane, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._lane = lane
        self._settings = settings
        self._parent = parent
        self._waiting: deque[Path] = deque()
        self._job: Job | None = None
        self._reports: list[ImportReport] = []
        self._errors: list[BaseException] = []
        self._number = 0  # of the dump being imported, among those opened together

    def use(self, lane: Lane) -> None:
        self._waiting.clear()
        self._lane, self._job, self._number = lane, None, 0

    # the actions

    def ask_dumps(self) -> None:
        self._chosen(dialogs.ask_dumps(self._parent, self._folder()))

    def ask_folder(self) -> None:
        folder = dialogs.ask_folder(self._parent, self._folder())
        self._chosen([folder] if folder else [])

    def open(self, paths: Sequence[Path]) -> None:
        """Imports these after whatever is being imported."""
        self._waiting += paths
        if self._job is None:
            self._next()

    def cancel(self) -> None:
        """Ends the running import at a whole batch, and forgets those that wait."""
        self._waiting.clear()
        if self._job is not None:
            self.progressed.emit(Step(0, 0), "Stopping …")
            self._job.cancel()

    @property
    def busy(self) -> bool:
        return self._job is not None

    # one dump after the other

    def _chosen(self, paths: list[Path]) -> None:
        if paths:
            self._settings.set("folders/dumps", str(paths[0].parent))
            self.open(paths)

    def _folder(self) -> str:
        return self._settings.text("folders/dumps", str(Path.home()))

    def _next(self) -> None:
        if not self._waiting:
            self._all_done()
            return
        path = self._waiting.popleft()
        self._number += 1
        self.progressed.emit(Step(0, 0), self._doing(path.name))
        self._job = self._lane.submit(
            partial(_import, path),
            rank=Rank.LONG,
            changes=ARRIVING,
            on_step=partial(self._stepped, path),
            on_done=self._done,
            on_error=self._failed,
            on_cancel=partial(self._cancelled, path),
        )

    def _doing(self, name: str) -> str:
        total = self._number + len(self._waiting)
        return f"Importing {name} ({self._number} of {total})" if total > 1 else f"Importing {name}"

    def _stepped(self, path: Path, step: Step) -> None:
        note = f": {step.note}" if step.note and step.note != path.name else ""
        self.progressed.emit(step, self._doing(path.name) + note)

    def _done(self, reports: list[ImportReport]) -> None:
        self._reports += reports
        self._next()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, CuttingsError):
            self._errors.append(error)
            self._next()
            return
        self._waiting.clear()
        self.failed.emit(error)
        self._next()

    def _cancelled(self, path: Path) -> None:
        self._end(f"Stopped. What came in of {path.name} stays; open it again to go on.")

    def _all_done(self) -> None:
        self._end(in_words(self._reports) if self._reports else "")

    def _end(self, words: str) -> None:
        errors = self._errors
        self._job, self._number, self._reports, self._errors = None, 0, [], []
        self.progressed.emit(None, "")
        if words:
            self.ended.emit(words)
        if errors:
            self.failed.emit(errors[0] if len(errors) == 1 else _together(errors))


def _import(path: Path, library: Library) -> Generator[Step, None, list[ImportReport]]:
    """One dump, or the shards of a folder that holds nothing else."""
    from reader.tasks import import_dump  # the lane imports it, after the window is there (0.2 s)
    from reader.tasks.shards import with_shards

    reports = []
    for dump in with_shards([path]):
        report = yield from import_dump(library, dump)
        reports.append(report)
    return reports


def in_words(reports: Sequence[ImportReport]) -> str:
    """What came in, in one sentence."""
    imported, known, skipped, rejected = (
        sum(getattr(report, part) for report in reports) for part in ("imported", "known", "skipped", "rejected")
    )
    name = reports[0].name if len(reports) == 1 else count_words(len(reports), "dump")
    if not imported and known and not (skipped or rejected):
        every = "its one article is" if known == 1 else f"all {known:,} articles are"
        return f"Nothing new in {name}: {every} in the library already."
    parts = [
        f"{count_words(imported, 'article')} imported from {name}",
        f"{known:,} in the library already" if known else "",
        f"{skipped:,} skipped" if skipped else "",
        f"{rejected:,} could not be read" if rejected else "",
    ]
    return ", ".join(part for part in parts if part) + "."


def _together(errors: Sequence[BaseException]) -> CuttingsError:
    named = " ".join(str(error) for error in errors[:5])
    more = f" And {len(errors) - 5} more like these." if len(errors) > 5 else ""
    return CuttingsError(f"{len(errors)} dumps could not be opened; {named}{more}")
