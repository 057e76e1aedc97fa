"""Widgets put together without margins: below each other, beside each other, one of several in one place."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget


def below(*parts: QWidget, spacing: int = 0, growing: QWidget | None = None) -> QWidget:
    """Parts below each other, `spacing` points apart; `growing` takes what room is left."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for part in parts:
        box.addWidget(part, int(part is growing))
    return made


def in_row(*parts: QWidget | None) -> QWidget:
    """Parts beside each other; None is what room is left."""
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        if part is None:
            box.addStretch(1)
        else:
            box.addWidget(part)
    return made


def stack(*pages: QWidget) -> QStackedWidget:
    """One of several, in one place."""
    made = QStackedWidget()
    for page in pages:
        made.addWidget(page)
    return made
