"""The page of keys and the page about the program."""

from __future__ import annotations

import platform
import sqlite3
from html import escape

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader import __version__
from reader.ui.actions import keys_page


class KeysPage(QDialog):
    """All keys, made from the table of actions, in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keysPage")
        self.setWindowTitle("Keys")
        self.resize(820, 620)
        inner = QWidget(self)
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(18, 10, 18, 10)
        columns.setSpacing(36)
        groups = list(keys_page())
        for half in _halves(groups):
            label = QLabel("".join(_table(title, rows) for title, rows in half), inner)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            columns.addWidget(label, 1)
        area = QScrollArea(self)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        note = QLabel(
            "Keys without Ctrl or Alt act outside text fields only; View > Single-Letter Keys switches them off.", self
        )
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(note)
        column.addWidget(_close(self))


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
    return buttons


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    lines = "".join(
        f"<tr><td style='padding:2px 18px 2px 0; white-space:nowrap'><b>{escape(keys)}</b></td>"
        f"<td style='padding:2px 0'>{escape(what)}</td></tr>"
        for keys, what in rows
    )
    return f"<h3>{escape(title)}</h3><table cellspacing='0'>{lines}</table>"


Group = tuple[str, list[tuple[str, str]]]


def _halves(groups: list[Group]) -> tuple[list[Group], list[Group]]:
    """The groups in two columns of about the same length."""
    half = sum(len(rows) + 2 for _, rows in groups) / 2
    left: list[Group] = []
    while groups and sum(len(rows) + 2 for _, rows in left) < half:
        left.append(groups.pop(0))
    return left, groups
