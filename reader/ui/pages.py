"""The pages that open beside the window: keys, about, import reports."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable
from html import escape
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader import __version__
from reader.library import Reader
from reader.ui.actions import keys_page
from reader.ui.dialogs import plain
from reader.ui.reports import ReportsWindow
from reader.ui.session import Session

COLUMNS = 3
_BESIDE = 44  # pixels of margins and scroll bar beside the keys


class Pages:
    """Opens them, and keeps the reports up to date while they are open."""

    def __init__(
        self,
        session: Session,
        window: QWidget,
        fail: Callable[[BaseException], object],
        open_as: Callable[[Path], object],
    ) -> None:
        self._session = session
        self._window = window
        self._fail = fail
        self._open_as = open_as
        self.reports: ReportsWindow | None = None

    def use(self, session: Session) -> None:
        self._session = session
        self.refresh_reports()

    def show_keys(self) -> None:
        self._open(KeysPage(self._window))

    def show_about(self) -> None:
        self._open(AboutPage(str(self._session.path), self._window))

    def show_reports(self) -> None:
        if self.reports is None:
            self.reports = ReportsWindow(self._window)
            self.reports.againWanted.connect(self._open_as)
        self.reports.show()
        self.reports.activateWindow()
        self.refresh_reports()

    def refresh_reports(self) -> None:
        if self.reports is not None and self.reports.isVisible():
            show = self.reports.show_reports
            self._session.desk.ask("reports", Reader.reports, show, on_error=self._fail)

    def _open(self, page: QDialog) -> None:
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page.open()


class KeysPage(QDialog):
    """All keys, made from the table of actions, in columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keysPage")
        self.setWindowTitle("Keys")
        self._columns = 0
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        note = QLabel(
            "Keys without Ctrl or Alt act outside text fields only; View > Single-Letter Keys switches them off.", self
        )
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self._area, 1)
        column.addWidget(note)
        column.addWidget(_close(self))
        wide = keys_sheet(COLUMNS).sizeHint()
        room = parent.size() if parent else wide
        self.resize(min(wide.width() + _BESIDE, room.width() - 20), min(wide.height() + 100, room.height() - 20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill(event.size().width() - _BESIDE)

    def _fill(self, width: int) -> None:
        """As many columns as stand side by side; the rest is scrolled down to."""
        for number in range(COLUMNS, 0, -1):
            sheet = keys_sheet(number)
            if sheet.sizeHint().width() <= width or number == 1:
                break
        if number != self._columns:
            self._columns = number
            self._area.setWidget(sheet)


def keys_sheet(number: int) -> QWidget:
    """All keys in so many columns."""
    inner = QWidget()
    columns = QHBoxLayout(inner)
    columns.setContentsMargins(18, 10, 18, 10)
    columns.setSpacing(40)
    for groups in in_columns(list(keys_page()), number):
        label = QLabel(_table(groups), inner)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        columns.addWidget(label)
    columns.addStretch(1)
    return inner


class AboutPage(QDialog):
    """What this is, its licence, and its versions."""

    def __init__(self, library: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutPage")
        self.setWindowTitle("About Cuttings")
        parts = (
            f"Python {platform.python_version()}",
            f"Qt for Python {PySide6.__version__}",
            f"SQLite {sqlite3.sqlite_version}",
        )
        text = QLabel(
            f"<h2>Cuttings {escape(__version__)}</h2>"
            "<p>A desktop reader for archived news.<br>Nothing leaves this machine: no network, no remote pictures, "
            "no telemetry.</p>"
            "<p>Under the Apache-2.0 licence. It uses Qt for Python (LGPL), spaCy, sqlite-utils, ftfy, chardet, "
            "Markdown and platformdirs under their own licences.</p>"
            f"<p>{escape(' · '.join(parts))}<br>Library: {escape(library)}</p>",
            self,
        )
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(text)
        column.addWidget(_close(self))


def _close(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=dialog)
    buttons.rejected.connect(dialog.close)
    plain(buttons)
    return buttons


def _table(groups: list[Group]) -> str:
    """One table a column, so that all its keys stand in one line."""
    rows: list[str] = []
    for title, entries in groups:
        above = 14 if rows else 0
        rows.append(f"<tr><td colspan='2' style='padding:{above}px 0 4px 0'><b>{escape(title)}</b></td></tr>")
        rows += [
            f"<tr><td style='padding:2px 18px 2px 0; white-space:nowrap'>{escape(keys)}</td>"
            f"<td style='padding:2px 0'>{escape(what)}</td></tr>"
            for keys, what in entries
        ]
    return f"<table cellspacing='0'>{''.join(rows)}</table>"


Group = tuple[str, list[tuple[str, str]]]


def in_columns(groups: list[Group], number: int) -> list[list[Group]]:
    """The groups, in their order, in so many columns of about the same length."""
    each = sum(map(_lines, groups)) / number
    columns: list[list[Group]] = [[]]
    for group in groups:
        full = sum(map(_lines, columns[-1])) + _lines(group) / 2 > each
        if columns[-1] and full and len(columns) < number:
            columns.append([])
        columns[-1].append(group)
    return columns


def _lines(group: Group) -> int:
    return len(group[1]) + 2
