"""The dumps of a library: what came of each, when it was made, and taking one out again."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.library import DumpEntry, Library, Reader
from reader.model import Changes, Step
from reader.rendering.words import count_words
from reader.ui import dialogs
from reader.ui.jobs import Rank
from reader.ui.session import Session
from reader.ui.tables import lay_out, row_table

COLUMNS = ("Dump", "Read as", "Articles", "Its date", "State")
REMARK = (
    "A dump’s date is what “5 minutes ago” is held against: the file’s own, until you set the moment at which the dump "
    "was made. The dump itself is never changed."
)


class DumpsWindow(QDialog):
    """A table of the dumps, and what can be done with the chosen one."""

    said = Signal(str)
    failed = Signal(object)
    againWanted = Signal(object)  # the Path of a dump that was taken for something else than it is
    forgetWanted = Signal(object)  # a DumpEntry

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dumpsWindow")
        self.setWindowTitle("Dumps")
        self.resize(820, 420)
        self._session = session
        self._dumps: list[DumpEntry] = []
        self.table = row_table(self, "dumpTable", "Dumps", COLUMNS, stretch=0)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.date = QPushButton("Set Its Date…", self)
        self.again = QPushButton("Import Again As…", self)
        self.remove = QPushButton("Remove…", self)
        self.forget = QPushButton("Forget for Good…", self)
        lay_out(self, REMARK, self.table, (self.date, self.again, self.remove, self.forget))
        self.table.itemSelectionChanged.connect(self._chosen)
        self.date.clicked.connect(self._ask_date)
        self.again.clicked.connect(self._want_again)
        self.remove.clicked.connect(self._ask_remove)
        self.forget.clicked.connect(lambda: self.forgetWanted.emit(self.chosen))

    def use(self, session: Session) -> None:
        """Shows the dumps of this library as they are now."""
        self._session = session
        self.refresh()

    def refresh(self) -> None:
        self._session.desk.ask("dumps", Reader.dumps, self._show, on_error=self.failed.emit)

    @property
    def chosen(self) -> DumpEntry | None:
        row = self.table.currentRow()
        return self._dumps[row] if 0 <= row < len(self._dumps) and self.table.selectedItems() else None

    def _show(self, dumps: list[DumpEntry]) -> None:
        kept = self.chosen
        self._dumps = dumps
        self.table.setRowCount(len(dumps))
        for row, dump in enumerate(dumps):
            for column, text in enumerate(_cells(dump)):
                item = QTableWidgetItem(text)
                item.setToolTip(dump.path)
                if column == 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        place = next((row for row, dump in enumerate(dumps) if kept is not None and dump.id == kept.id), 0)
        self.table.setCurrentCell(place if dumps else -1, 0)
        self._chosen()

    def _chosen(self) -> None:
        chosen = self.chosen
        self.date.setEnabled(chosen is not None)
        self.again.setEnabled(chosen is not None)
        self.forget.setEnabled(chosen is not None)
        self.remove.setEnabled(chosen is not None and not chosen.removed)

    def _want_again(self) -> None:
        if self.chosen is not None:
            self.againWanted.emit(Path(self.chosen.path))

    def _ask_date(self) -> None:
        dump = self.chosen
        if dump is None:
            return
        dialog = MomentDialog(dump, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            moment = dialog.moment
            self._session.lane.submit(
                partial(_redate, dump.id, moment),
                rank=Rank.LONG,
                on_done=lambda changes: self._done(changes.note or f"Set the date of {dump.name}."),
                on_error=self.failed.emit,
            )
        dialog.deleteLater()

    def _ask_remove(self) -> None:
        dump = self.chosen
        if dump is None:
            return
        text = f"Take {dump.name} out of the library?"
        more = (
            f"Its {count_words(dump.articles, 'article')} go to the bin with your tags, stars and notes. "
            "Opening the dump again brings all of it back."
        )
        if dialogs.confirm(self, "Remove a Dump", text, more, "Remove"):
            self._session.lane.submit(
                lambda library: library.remove_dump(dump.id),
                on_done=lambda changes: self._done(changes.note or f"Removed {dump.name}."),
                on_error=self.failed.emit,
            )

    def _done(self, words: str) -> None:
        self.said.emit(words)
        self.refresh()


class MomentDialog(QDialog):
    """When a dump was made."""

    def __init__(self, dump: DumpEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("momentDialog")
        self.setWindowTitle(f"Date of {dump.name}")
        self._reset = False
        own = dump.modified
        start = dump.moment or own or datetime.now().astimezone()
        self.edit = QDateTimeEdit(QDateTime.fromSecsSinceEpoch(int(start.timestamp())), self)
        self.edit.setObjectName("dumpMoment")
        self.edit.setAccessibleName("When the dump was made")
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.edit.setCalendarPopup(True)
        form = QFormLayout()
        form.addRow("Made at", self.edit)
        form.addRow("The file’s own", QLabel(f"{own.astimezone():%Y-%m-%d %H:%M}" if own else "unknown"))
        buttons = QDialogButtonBox(self)
        buttons.addButton("Set", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        back = buttons.addButton("Use the File’s Own", QDialogButtonBox.ButtonRole.ResetRole)
        back.setEnabled(dump.moment is not None)
        back.clicked.connect(self._use_own)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        dialogs.plain(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(buttons)

    @property
    def moment(self) -> datetime | None:
        """With this computer's offset; None: the file's own date again."""
        if self._reset:
            return None
        return datetime.fromtimestamp(self.edit.dateTime().toSecsSinceEpoch()).astimezone()

    def _use_own(self) -> None:
        self._reset = True
        self.accept()


def _redate(dump: int, moment: datetime | None, library: Library) -> Generator[Step, None, Changes]:
    from reader.tasks import redate  # by the lane, as for an import

    return redate(library, dump, moment)


def _cells(dump: DumpEntry) -> tuple[str, ...]:
    if dump.moment is not None:
        date = f"{dump.moment.astimezone():%Y-%m-%d %H:%M}, set by you"
    else:
        date = f"{dump.modified.astimezone():%Y-%m-%d %H:%M}, the file’s" if dump.modified else "unknown"
    state = "in the bin" if dump.removed else "whole" if dump.complete else "stopped; open it again to go on"
    return dump.name, dump.format, f"{dump.articles:,}", date, state
