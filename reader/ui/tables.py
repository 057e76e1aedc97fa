"""A table of whole rows in a window of its own, with a remark above it and what can be done below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
)


def row_table(parent: QDialog, name: str, accessible: str, columns: Sequence[str], stretch: int) -> QTableWidget:
    """An empty table of which one row is chosen at a time; the column `stretch` takes the room that is left."""
    table = QTableWidget(0, len(columns), parent)
    table.setObjectName(name)
    table.setAccessibleName(accessible)
    table.setHorizontalHeaderLabels(list(columns))
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setStyleSheet("QTableView::item { padding: 0 8px; } QHeaderView::section { padding: 4px 8px; }")
    table.verticalHeader().setVisible(False)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    return table


def lay_out(window: QDialog, remark: str, table: QTableWidget, buttons: Sequence[QPushButton]) -> None:
    """The remark, the table, and below it the buttons with one that closes the window."""
    note = QLabel(remark, window)
    note.setWordWrap(True)
    row = QHBoxLayout()
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch(1)
    close = QPushButton("Close", window)
    close.setAutoDefault(False)
    close.clicked.connect(window.close)
    row.addWidget(close)
    column = QVBoxLayout(window)
    column.setSpacing(10)
    column.addWidget(note)
    column.addWidget(table, 1)
    column.addLayout(row)
