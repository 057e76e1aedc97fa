"""The menu of libraries: new, open, recent, backups; and the dumps that a library is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reader.errors import CuttingsError
from reader.library import Backup, Library, Reader
from reader.model import Changes
from reader.ui import dialogs
from reader.ui.backups import BackupsDialog
from reader.ui.dumps import DumpsWindow
from reader.ui.jobs import Lane, Rank
from reader.ui.session import Session, open_lane
from reader.ui.settings import Settings
from reader.ui.siterules import RulesWindow

BACKUP_CHECK = 10 * 60_000  # milliseconds between two questions whether a backup is due
FIRST_CHECK = 60_000  # after the start: reading begins undisturbed


class Libraries(QObject):
    """Changes the library of the window, and keeps backups of it."""

    opened = Signal(object)  # another Session, in place of the present one
    closing = Signal()  # the present one is closed before there is another
    forgetWanted = Signal(object)  # a DumpEntry
    said = Signal(str)
    failed = Signal(object)
    againWanted = Signal(object)  # the Path of a dump that was taken for something else than it is

    def __init__(self, session: Session, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._parent = parent
        self.dumps: DumpsWindow | None = None
        self.rules: RulesWindow | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._back_up_if_due)
        self._timer.start(FIRST_CHECK)
        settings.set_recent(session.path)

    def use(self, session: Session) -> None:
        self._session = session
        self._settings.set_recent(session.path)
        for window in (self.dumps, self.rules):
            if window is not None:
                window.use(session)

    def rest(self) -> None:
        """The library is being closed: nothing is asked of it any more."""
        self._timer.stop()

    # another library

    def ask_new(self) -> None:
        path = dialogs.ask_new_library(self._parent, str(self._session.path.parent))
        if path is not None:
            self.open(path, create=True)

    def ask_open(self) -> None:
        path = dialogs.ask_library(self._parent, str(self._session.path.parent))
        if path is not None:
            self.open(path)

    def open(self, path: Path, *, create: bool = False) -> None:
        """Opens another library; where that fails, the present one stays open."""
        if path.absolute() == self._session.path.absolute():
            self.said.emit(f"{path.name} is the library that is open.")
            return
        if create and path.exists() and path.stat().st_size:
            self.failed.emit(CuttingsError(f"{path.name} exists already; open it, or choose another name."))
            return
        self._await(open_lane(path, create=create), path, f"Opened {path.name}.", self.failed.emit)

    def _await(self, lane: Lane, path: Path, words: str, fail: Callable[[BaseException], object]) -> None:
        """Goes over to a library once it is open: making it new or bringing it up to date can take a while."""

        def opened(_nothing: object) -> None:
            self.opened.emit(Session(path, lane, Reader.open(path)))
            self.said.emit(words)

        lane.submit(lambda _library: None, on_done=opened, on_error=fail)

    def fill_recent(self, menu: QMenu) -> None:
        """The libraries that were open lately."""
        menu.clear()
        for path in self._settings.recent():
            action = menu.addAction(f"{path.stem}  –  {path.parent}")
            action.setEnabled(path.absolute() != self._session.path.absolute())
            action.triggered.connect(partial(self.open, path))

    # backups

    def back_up(self) -> None:
        self._session.lane.submit(
            lambda library: library.backup("user"),
            on_done=lambda path: self.said.emit(f"Backed up and checked: {path}"),
            on_error=self.failed.emit,
        )

    def ask_restore(self) -> None:
        self._session.lane.submit(lambda library: library.backups(), on_done=self._choose_backup)

    def _choose_backup(self, backups: list[Backup]) -> None:
        chosen = BackupsDialog.ask(self._parent, backups)
        if chosen is not None:
            self._restore(chosen)

    def _restore(self, backup: Backup) -> None:
        """The library is closed meanwhile; whatever happens, it is opened again."""
        path = self._session.path
        self.closing.emit()
        self._session.close()

        def again(error: BaseException) -> None:
            self._await(open_lane(path), path, "The library is as it was.", self.failed.emit)
            self.failed.emit(error)

        words = f"Restored the backup of {backup.made.astimezone():%Y-%m-%d %H:%M}."
        self._await(Lane(partial(_restored, path, backup.path), name="library"), path, words, again)

    def _back_up_if_due(self) -> None:
        self._timer.setInterval(BACKUP_CHECK)
        self._session.lane.submit(_back_up_if_due, rank=Rank.IDLE, on_error=self.failed.emit)

    # dumps

    def take(self, changes: Changes) -> None:
        """The dumps follow what came, went or was forgotten."""
        if changes.listing and self.dumps is not None and self.dumps.isVisible():
            self.dumps.refresh()

    def show_dumps(self) -> None:
        if self.dumps is None:
            self.dumps = DumpsWindow(self._session, self._parent)
            self.dumps.said.connect(self.said)
            self.dumps.forgetWanted.connect(self.forgetWanted)
            self.dumps.failed.connect(self.failed)
            self.dumps.againWanted.connect(self.againWanted)
        self.dumps.use(self._session)
        self.dumps.show()
        self.dumps.activateWindow()

    def refresh_dumps(self) -> None:
        """Another dump came in, or one was read in another way."""
        if self.dumps is not None and self.dumps.isVisible():
            self.dumps.refresh()

    def show_rules(self) -> None:
        if self.rules is None:
            self.rules = RulesWindow(self._session, self._parent)
            self.rules.said.connect(self.said)
            self.rules.failed.connect(self.failed)
        self.rules.use(self._session)
        self.rules.show()
        self.rules.activateWindow()


def _restored(path: Path, backup: Path) -> Library:
    Library.restore(path, backup)
    return Library.open(path)


def _back_up_if_due(library: Library) -> None:
    if library.backup_due():
        library.backup("schedule")
