"""The menu of libraries: new, open, recent, backups; and the dumps that a library is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reader.errors import CuttingsError
from reader.library import Backup, Library
from reader.ui import dialogs
from reader.ui.backups import BackupsDialog
from reader.ui.dumps import DumpsWindow
from reader.ui.jobs import Rank
from reader.ui.session import Session
from reader.ui.settings import Settings

BACKUP_CHECK = 10 * 60_000  # milliseconds between two questions whether a backup is due
FIRST_CHECK = 60_000  # after the start: reading begins undisturbed


class Libraries(QObject):
    """Changes the library of the window, and keeps backups of it."""

    opened = Signal(object)  # another Session, in place of the present one
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._parent = parent
        self._dumps: DumpsWindow | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._back_up_if_due)
        self._timer.start(FIRST_CHECK)
        settings.set_recent(session.path)

    def use(self, session: Session) -> None:
        self._session = session
        self._settings.set_recent(session.path)
        if self._dumps is not None:
            self._dumps.use(session)

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
        try:
            session = Session.open(path, create=create)
        except CuttingsError as error:
            self.failed.emit(error)
            return
        self.opened.emit(session)
        self.said.emit(f"Opened {path.name}.")

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
        """The library must be closed meanwhile; whatever happens, it is opened again."""
        path = self._session.path
        self._session.close()
        done = self._try(lambda: Library.restore(path, backup.path))
        self._reopen(path)
        if done:
            self.said.emit(f"Restored the backup of {backup.made:%Y-%m-%d %H:%M}.")

    def _try(self, what: Callable[[], object]) -> bool:
        try:
            what()
        except CuttingsError as error:
            self.failed.emit(error)
            return False
        return True

    def _reopen(self, path: Path) -> None:
        self._try(lambda: self.opened.emit(Session.open(path)))

    def _back_up_if_due(self) -> None:
        self._timer.setInterval(BACKUP_CHECK)
        self._session.lane.submit(_back_up_if_due, rank=Rank.IDLE, on_error=self.failed.emit)

    # dumps

    def show_dumps(self) -> None:
        if self._dumps is None:
            self._dumps = DumpsWindow(self._session, self._parent)
            self._dumps.said.connect(self.said)
            self._dumps.failed.connect(self.failed)
        self._dumps.use(self._session)
        self._dumps.show()
        self._dumps.raise_()


def _back_up_if_due(library: Library) -> None:
    if library.backup_due():
        library.backup("schedule")
