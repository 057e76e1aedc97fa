"""Cleaning anew: how many articles would change, what in each, and doing it in the background."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reader.library import Library, Proposal, Reader
from reader.model import Article, Changes, Step
from reader.rendering import count_words
from reader.ui import theme as look
from reader.ui.dialogs import plain
from reader.ui.jobs import Job, Rank
from reader.ui.session import Session

if TYPE_CHECKING:
    from reader.tasks import Recleaning

LISTED = 2_000  # articles that are listed one by one


class CleaningAnew(QObject):
    """Looks what would change, asks, and has it done; both can be cancelled."""

    progressed = Signal(object, str)  # Step | None (none: all is done), and what is going on
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._job: Job | None = None
        self.dialog: RecleaningDialog | None = None

    def use(self, session: Session) -> None:
        self._session = session
        self._job = None
        if self.dialog is not None:
            self.dialog.close()

    def ask(self) -> None:
        """Looks at every record of plain text; nothing is written before the user says so."""
        if self._job is None:
            self._job = self._session.desk.ask(
                "recleaning", _plan, self._planned, on_part=self._step, on_error=self._failed
            )

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end("Cancelled: what was cleaned anew stays so.")

    def _planned(self, plan: Recleaning) -> None:
        self._end("")
        self.dialog = RecleaningDialog(plan, self._parent)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.accepted.connect(lambda: self._do(plan.proposals))
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _do(self, proposals: tuple[Proposal, ...]) -> None:
        self._job = self._session.lane.submit(
            partial(_reclean, proposals),
            rank=Rank.LONG,
            changes=Changes(None, listing=True, states=True, marks=True),
            on_step=self._step,
            on_done=lambda changes: self._end(f"{changes.note}."),
            on_error=self._failed,
        )

    def _step(self, step: Step) -> None:
        if self._job is not None:
            self.progressed.emit(step, step.note)

    def _end(self, words: str) -> None:
        self._job = None
        self.progressed.emit(None, "")
        if words:
            self.said.emit(words)

    def _failed(self, error: BaseException) -> None:
        self._end("")
        self.failed.emit(error)


class RecleaningDialog(QDialog):
    """The articles that would change, and what in the chosen one."""

    def __init__(self, plan: Recleaning, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recleaningDialog")
        self.setWindowTitle("Clean Anew")
        self.resize(880, 560)
        self._pairs = [pair for each in plan.proposals for pair in each.changed][:LISTED]
        words = QLabel(_summary(plan), self)
        words.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("changedArticles")
        self.list.setAccessibleName("Articles that would change")
        self.list.setStyleSheet("QListView::item { padding: 4px 8px; }")
        self.list.addItems([old.title or "No headline" for old, _ in self._pairs])
        self.text = QTextBrowser(self)
        self.text.setObjectName("difference")
        self.text.setAccessibleName("What would change")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(14)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long headlines end in dots
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setSizes([280, 600])
        both.setVisible(bool(self._pairs))
        buttons = QDialogButtonBox(self)
        do = buttons.addButton("Clean Anew", QDialogButtonBox.ButtonRole.AcceptRole)
        do.setEnabled(bool(self._pairs))
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        plain(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(words)
        column.addWidget(both, 1)
        if not self._pairs:
            column.addStretch(1)
            self.resize(480, 140)
        column.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._pairs):
            self.text.setHtml("".join(_difference(*self._pairs[row])))


def _summary(plan: Recleaning) -> str:
    number = count_words(plan.articles, "article")
    if not plan.articles:
        words = f"Nothing would change in {count_words(plan.looked, 'record')} of plain text."
    else:
        words = (
            f"{number} would change. Your corrections, notes and tags are kept, and it can be undone. "
            "Names and quotations of changed texts are found again."
        )
    if plan.divided:
        words += f" {count_words(plan.divided, 'record')} would be divided differently, and stay as they are."
    return words


def _difference(old: Article, new: Article) -> Iterator[str]:
    """Both versions line by line: struck what goes, tinted what comes."""
    theme = look.current()
    gone = f"color: {theme.cut}; text-decoration: line-through"
    come = f"background: {theme.accent_soft}"
    lines = difflib.ndiff(_lines(old), _lines(new))
    for line in lines:
        sign, text = line[:1], escape(line[2:])
        if sign != "?":
            style = gone if sign == "-" else come if sign == "+" else ""
            yield f'<p style="margin: 0 0 8px 0"><span style="{style}">{text}</span></p>'


def _lines(article: Article) -> list[str]:
    facts = (article.title, article.source, article.author, article.published.moment)
    return [each for each in facts if each] + article.text.split("\n")


def _plan(reader: Reader) -> Any:
    from reader.tasks import plan_recleaning  # by the desk's thread: cleaning takes a while to import

    return plan_recleaning(reader)


def _reclean(proposals: tuple[Proposal, ...], library: Library) -> Any:
    from reader.tasks import reclean

    return reclean(library, proposals)
