"""Opening dumps: asked for, dropped or handed over; imported one after the other while the window stays usable."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import CuttingsError
from reader.library import Library
from reader.model import Changes, ImportReport, Step
from reader.rendering.words import count_words
from reader.ui import dialogs
from reader.ui.columnchoice import ColumnDialog
from reader.ui.jobs import Job, Rank
from reader.ui.looking import look_into
from reader.ui.openas import OpenAsDialog
from reader.ui.session import Session
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.dumps import Survey

_TOPIC = "import survey"
ARRIVING = Changes(None, listing=True)  # what every batch of an import changes


@dataclass(frozen=True, slots=True)
class Wanted:
    """A dump to be imported."""

    path: Path
    said: Mapping[str, Any] = field(default_factory=dict)  # how it is to be read: format, mapping, separator
    again: bool = False  # what an earlier import made of it is put by
    asked: bool = False  # the user has said all that there is to be said


class Importing(QObject):
    """The queue of dumps to import, and what became of them."""

    progressed = Signal(object, str)  # Step | None (none: all is done), and what is going on
    ended = Signal(str)  # in words, with a link to the reports
    failed = Signal(object)

    def __init__(self, session: Session, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._parent = parent
        self._waiting: deque[Wanted] = deque()
        self._now: Wanted | None = None
        self._job: Job | None = None
        self._reports: list[ImportReport] = []
        self._errors: list[BaseException] = []
        self._left: list[str] = []  # names of dumps that the user thought better of
        self._number = 0  # of the dump being imported, among those opened together

    def use(self, session: Session) -> None:
        self._waiting.clear()
        self._session, self._job, self._now, self._number = session, None, None, 0

    # the actions

    def ask_dumps(self) -> None:
        self._chosen(dialogs.ask_dumps(self._parent, self._folder()))

    def ask_folder(self) -> None:
        folder = dialogs.ask_folder(self._parent, self._folder())
        self._chosen([folder] if folder else [])

    def ask_as(self) -> None:
        """Asks for a dump, and what to open it as."""
        paths = dialogs.ask_dumps(self._parent, self._folder())
        if paths:
            self._settings.set("folders/dumps", str(paths[0].parent))
            self.open_as(paths[0])

    def open_as(self, path: Path) -> None:
        """Shows what a dump was taken for, and imports it as the user says."""
        dialog = OpenAsDialog(self._session, path, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.failed.connect(self.failed)
        dialog.accepted.connect(lambda: self._want(Wanted(path, dialog.said, dialog.again.isChecked(), True)))
        dialog.open()

    def open(self, paths: Sequence[Path]) -> None:
        """Imports these after whatever is being imported."""
        self._want(*map(Wanted, paths))

    def cancel(self) -> None:
        """Ends the running import at a whole batch, and forgets those that wait."""
        self._waiting.clear()
        if self._job is not None:
            self.progressed.emit(Step(0, 0), "Stopping …")
            self._job.cancel()
        elif self._now is not None:
            self._session.desk.drop(_TOPIC)
            self._end("Stopped; nothing was imported.")

    @property
    def busy(self) -> bool:
        return self._now is not None

    # one dump after the other

    def _chosen(self, paths: list[Path]) -> None:
        if paths:
            self._settings.set("folders/dumps", str(paths[0].parent))
            self.open(paths)

    def _folder(self) -> str:
        return self._settings.text("folders/dumps", str(Path.home()))

    def _want(self, *wanted: Wanted) -> None:
        self._waiting += wanted
        if self._now is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._all_done()
            return
        self._job, self._now = None, self._waiting.popleft()
        wanted = self._now
        self._number += 1
        self.progressed.emit(Step(0, 0), self._doing(wanted.path.name))
        if wanted.asked:
            self._import(wanted)
            return
        self._session.desk.ask(
            _TOPIC,
            lambda reader: look_into(reader, wanted.path),
            partial(self._looked, wanted),
            on_error=lambda _error: self._import(wanted),  # which says in words what is wrong
        )

    def _looked(self, wanted: Wanted, seen: Survey) -> None:
        """A big table whose columns are not clear is asked about first."""
        if seen.table is None or not seen.table.asks:
            self._import(wanted)
            return
        dialog = ColumnDialog(seen, seen.table, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._answered(wanted, dialog))
        dialog.rejected.connect(lambda: self._declined(wanted))
        dialog.open()

    def _answered(self, wanted: Wanted, dialog: ColumnDialog) -> None:
        names, mapping = dialog.names, dialog.choice.mapping
        if not dialog.keep.isChecked():
            self._import(replace(wanted, said={"mapping": mapping}))
            return
        self._session.lane.submit(
            lambda library: library.save_columns(names, mapping),
            on_done=lambda _changes: self._import(wanted),
            on_error=self._failed,
        )

    def _declined(self, wanted: Wanted) -> None:
        self._left.append(wanted.path.name)
        self._next()

    def _import(self, wanted: Wanted) -> None:
        path = wanted.path
        self._job = self._session.lane.submit(
            partial(_import, wanted),
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
        note = f": {step.note.removeprefix(path.name).lstrip(':, ')}" if step.note not in ("", path.name) else ""
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
        words = [in_words(self._reports)] if self._reports else []
        words += [f"{', '.join(self._left)} was not imported."] if self._left else []
        self._end(" ".join(words))

    def _end(self, words: str) -> None:
        errors = self._errors
        self._job, self._now, self._number, self._reports, self._errors, self._left = None, None, 0, [], [], []
        self.progressed.emit(None, "")
        if words:
            self.ended.emit(words)
        if errors:
            self.failed.emit(errors[0] if len(errors) == 1 else _together(errors))


def _import(wanted: Wanted, library: Library) -> Generator[Step, None, list[ImportReport]]:
    """One dump, or the shards of a folder that holds nothing else."""
    from reader.tasks import import_dump  # the lane imports it, after the window is there (0.2 s)
    from reader.tasks.shards import with_shards

    reports = []
    for dump in with_shards([wanted.path]):
        report = yield from import_dump(library, dump, again=wanted.again, **wanted.said)
        reports.append(report)
    return reports


def in_words(reports: Sequence[ImportReport]) -> str:
    """What came in, and what a single dump was taken for."""
    imported, known, skipped, rejected = (
        sum(getattr(report, part) for report in reports) for part in ("imported", "known", "skipped", "rejected")
    )
    name = reports[0].name if len(reports) == 1 else count_words(len(reports), "dump")
    if not imported and known and not (skipped or rejected):
        every = "its one article is" if known == 1 else f"all {known:,} articles are"
        return f"Nothing new in {name}: {every} in the library already.{_taken(reports)}"
    parts = [
        f"{count_words(imported, 'article')} imported from {name}",
        f"{known:,} in the library already" if known else "",
        f"{skipped:,} skipped" if skipped else "",
        f"{rejected:,} could not be read" if rejected else "",
    ]
    return f"{', '.join(part for part in parts if part)}.{_taken(reports)}"


def _taken(reports: Sequence[ImportReport]) -> str:
    return f" Read as {reports[0].format}." if len(reports) == 1 and reports[0].format else ""


def _together(errors: Sequence[BaseException]) -> CuttingsError:
    named = " ".join(str(error) for error in errors[:5])
    more = f" And {len(errors) - 5} more like these." if len(errors) > 5 else ""
    return CuttingsError(f"{len(errors)} dumps could not be opened; {named}{more}")
