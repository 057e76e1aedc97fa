"""Rows for spreadsheets that hold what the user typed: no cell of them is taken for a formula.

Exports of articles keep every letter (see `table.py`); these tables are lists to work with.
"""

from __future__ import annotations

from reader.exports.table import Cell, row

# What spreadsheets take for the begin of a formula (OWASP, "CSV injection"); a tab or return goes before one unseen.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def sheet_row(*cells: Cell) -> str:
    """One row; a text that could be a formula begins with an apostrophe, which spreadsheets show as nothing."""
    return row(_safe(cell) for cell in cells)


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
