"""The account of every import: a window to read, search and save it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reader.model import ImportReport
from reader.rendering.words import count_words
from reader.ui import dialogs

Told = tuple[datetime | str, ImportReport]  # when, and the account

EMPTY = "Nothing has been imported yet."


class ReportsWindow(QDialog):
    """All reports at the left, the newest first; the chosen one at the right."""

    againWanted = Signal(object)  # the Path of a dump that was taken for something else than it is

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportsWindow")
        self.setWindowTitle("Import Reports")
        self.resize(860, 560)
        self._reports: list[Told] = []
        self.list = QListWidget(self)
        self.list.setObjectName("reportList")
        self.list.setAccessibleName("Imports")
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView::item { padding: 5px 8px; }")
        self.page = QTextBrowser(self)
        self.page.setObjectName("reportPage")
        self.page.setAccessibleName("Report")
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.document().setDocumentMargin(18)
        self.box = QLineEdit(self)
        self.box.setObjectName("reportSearch")
        self.box.setAccessibleName("Search in the reports")
        self.box.setPlaceholderText("Search in the reports")
        self.box.setClearButtonEnabled(True)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.box.textChanged.connect(self._filter)
        self.box.returnPressed.connect(self._find_next)

    def _lay_out(self) -> None:
        split = QSplitter(self)
        split.addWidget(self.list)
        split.addWidget(self.page)
        split.setSizes([270, 590])
        split.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(self)
        self.save = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setObjectName("reportSave")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self._save)
        self.again = buttons.addButton("Import Again As…", QDialogButtonBox.ButtonRole.ActionRole)
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self._want_again)
        close = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.close)
        dialogs.plain(buttons)
        top = QHBoxLayout()
        top.addWidget(QLabel("What came in, what did not, and why"), 1)
        top.addWidget(self.box, 1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(split, 1)
        column.addWidget(buttons)

    def show_reports(self, reports: Sequence[Told]) -> None:
        """Shows these, and the newest of them open."""
        self._reports = list(reports)
        self.list.clear()
        for when, report in self._reports:
            item = QListWidgetItem(f"{report.name}\n{moment(when)} · {short(report)}")
            item.setToolTip(report.path)
            self.list.addItem(item)
        self.save.setEnabled(bool(self._reports))
        self.again.setEnabled(bool(self._reports))
        self.page.setHtml(f"<p>{EMPTY} Open a dump with Ctrl+O.</p>" if not self._reports else "")
        self.list.setCurrentRow(0)
        self._filter(self.box.text())

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._reports):
            when, report = self._reports[row]
            self.page.setHtml(as_html(when, report))

    def _filter(self, text: str) -> None:
        """Only the reports that hold the text; the open one at its first place."""
        for row, (when, report) in enumerate(self._reports):
            self.list.item(row).setHidden(text.casefold() not in as_text(when, report).casefold())
        current = self.list.currentItem()
        if current is None or current.isHidden():
            self.list.setCurrentRow(next((r for r in range(self.list.count()) if not self.list.item(r).isHidden()), -1))
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        if text:
            self.page.find(text)

    def _find_next(self) -> None:
        if not self.page.find(self.box.text()):
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
            self.page.find(self.box.text())

    def _want_again(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._reports):
            self.againWanted.emit(Path(self._reports[row][1].path))

    def _save(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._reports):
            return
        when, report = self._reports[row]
        proposed = str(Path.home() / f"{Path(report.name).stem} import report.txt")
        answer = dialogs.ask_save(self, "Save Report", proposed, ["Text (*.txt)"])
        if answer is not None:
            try:
                answer[0].write_text(as_text(when, report), encoding="utf-8")
            except OSError as error:
                dialogs.show_error(self, dialogs.cannot_write(answer[0], error))


def short(report: ImportReport) -> str:
    """A report in a few words, for a list."""
    parts = [
        f"{report.imported:,} imported",
        f"{report.known:,} known" if report.known else "",
        f"{report.skipped:,} skipped" if report.skipped else "",
        f"{report.rejected:,} rejected" if report.rejected else "",
        "" if report.complete else "stopped",
    ]
    return ", ".join(part for part in parts if part)


def account(report: ImportReport) -> list[tuple[str, int]]:
    """The account of promise 1, line by line; the first is the sum of the others."""
    return [
        ("found in the dump", report.found),
        ("imported", report.imported),
        ("in the library already", report.known),
        ("skipped, because they are no articles", report.skipped),
        ("could not be read", report.rejected),
    ]


def verdict(report: ImportReport) -> str:
    """Whether the account adds up, in words."""
    if not report.complete:
        return "The import was stopped; open the dump again and it goes on from there."
    if report.adds_up:
        return "The account adds up: everything found is imported, known, skipped or named below."
    counted = report.imported + report.known + report.skipped + report.rejected
    return f"The account does not add up: {report.found:,} found, but {counted:,} accounted for. Please report this."


def as_text(when: datetime | str, report: ImportReport) -> str:
    """The whole report as plain text, for a file and for searching."""
    lines = [
        f"Import of {report.name}",
        report.path,
        f"{moment(when)}, read as {report.format}",
        "",
        *(f"{number:>12,}  {words}" for words, number in account(report)),
        "",
        verdict(report),
    ]
    if report.skipped_kinds:
        lines += ["", "Skipped", *(f"{number:>12,}  {kind}" for kind, number in report.skipped_kinds.items())]
    for title, rejected in (("Could not be read", True), ("Warnings", False)):
        problems = [problem for problem in report.problems if problem.rejected is rejected]
        if problems:
            lines += ["", title, *(f"  {problem.where or report.name}: {problem.reason}" for problem in problems)]
    return "\n".join(lines) + "\n"


def as_html(when: datetime | str, report: ImportReport) -> str:
    """The same as a page; everything from the dump is escaped."""
    numbers = "".join(
        f"<tr><td align='right' style='padding-right:10px'>{number:,}</td><td>{escape(words)}</td></tr>"
        for words, number in account(report)
    )
    read = f"{escape(moment(when))}, read as {escape(report.format)}"
    parts = [
        f"<h3>{escape(report.name)}</h3><p>{escape(report.path)}<br>{read}</p>",
        f"<table cellspacing='2'>{numbers}</table><p>{escape(verdict(report))}</p>",
    ]
    if report.skipped_kinds:
        kinds = "".join(f"<li>{number:,} {escape(kind)}</li>" for kind, number in report.skipped_kinds.items())
        parts.append(f"<h4>Skipped</h4><ul>{kinds}</ul>")
    for title, rejected in (("Could not be read", True), ("Warnings", False)):
        problems = [problem for problem in report.problems if problem.rejected is rejected]
        if problems:
            named = "".join(f"<li><b>{escape(p.where or report.name)}</b>: {escape(p.reason)}</li>" for p in problems)
            parts.append(f"<h4>{title} ({count_words(len(problems), 'place')})</h4><ul>{named}</ul>")
    return "".join(parts)


def moment(when: datetime | str) -> str:
    """A moment of the library's own, in this computer's time."""
    if isinstance(when, str):
        try:
            return moment(datetime.fromisoformat(when))
        except ValueError:
            return when
    return f"{when.astimezone():%Y-%m-%d %H:%M}"
