"""Cleaning anew: how many articles would change, what in each, and doing it in the background."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reader.library import Library, Proposal, Reader, Unplaced
from reader.model import Article, Changes, Step
from reader.rendering import count_words
from reader.ui import theme as look
from reader.ui.dialogs import plain
from reader.ui.jobs import Job, Rank
from reader.ui.session import Session

if TYPE_CHECKING:
    from reader.tasks import Change, Recleaning

Compare = Callable[[int, Callable[[Proposal | None], None]], None]


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
        """Looks at every record; nothing is written before the user says so."""
        if self._job is None:
            plan = partial(_plan, tuple(self._session.given))
            self._job = self._session.desk.ask(
                "recleaning", plan, self._planned, on_part=self._step, on_error=self._failed
            )

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end("Cancelled: what was cleaned anew stays so.")

    def _planned(self, plan: Recleaning) -> None:
        self._end("")
        self.dialog = dialog = RecleaningDialog(plan, partial(self._compare, plan), self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._do(plan))
        dialog.dumpsWanted.connect(self._find_dumps)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _compare(self, plan: Recleaning, record: int, show: Callable[[Proposal | None], None]) -> None:
        """What would change in one record, found again: nothing of a plan but its headlines is kept."""
        given = tuple(self._session.given)
        self._session.desk.ask("difference", lambda reader: _proposal(reader, record, given, plan), show)

    def _find_dumps(self) -> None:
        """Asks once where the dumps are that have been moved, and looks again with what is there."""
        folder = QFileDialog.getExistingDirectory(self._parent, "The Folder with the Dumps That Were Moved")
        if folder and self.dialog is not None:
            self._session.given.append(Path(folder))
            self.dialog.reject()
            self.ask()

    def _do(self, plan: Recleaning) -> None:
        self._job = self._session.lane.submit(
            partial(_reclean, plan, tuple(self._session.given)),
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
    """The articles that would change, what in the chosen one, and what of the user's would have no place."""

    dumpsWanted = Signal()

    def __init__(self, plan: Recleaning, compare: Compare, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recleaningDialog")
        self.setWindowTitle("Clean Anew")
        self.resize(880, 600)
        self._plan = plan
        self._compare = compare
        words = QLabel(_summary(plan), self)
        words.setWordWrap(True)
        self.list = _list(
            self, "changedArticles", "Articles that would change", [_called(each) for each in plan.changes]
        )
        self.lost = _list(self, "unplaced", "Without a place", map(_lost_words, plan.unplaced))
        self.lost.setMaximumHeight(96)
        self.text = QTextBrowser(self)
        self.text.setObjectName("difference")
        self.text.setAccessibleName("What would change")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(14)
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setSizes([280, 600])
        both.setVisible(bool(plan.changes))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(words)
        column.addWidget(both, 1)
        if plan.unplaced:
            column.addWidget(QLabel(_lost_summary(plan), self))
            column.addWidget(self.lost)
        self.lost.setVisible(bool(plan.unplaced))
        if not plan.changes:
            column.addStretch(1)
            self.resize(520, 160)
        column.addWidget(self._buttons())
        self.list.currentRowChanged.connect(self._ask)
        self.list.setCurrentRow(0)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        do = buttons.addButton("Clean Anew", QDialogButtonBox.ButtonRole.AcceptRole)
        do.setEnabled(bool(self._plan.changes))
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        if self._plan.missing:
            find = buttons.addButton("Find Dumps…", QDialogButtonBox.ButtonRole.ActionRole)
            find.setObjectName("findDumps")
            find.clicked.connect(self.dumpsWanted)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        plain(buttons)
        return buttons

    def _ask(self, row: int) -> None:
        if 0 <= row < len(self._plan.changes):
            change = self._plan.changes[row]
            self._compare(change.record, partial(self._show, row, change.id))

    def _show(self, row: int, id_: str, proposal: Proposal | None) -> None:
        if row != self.list.currentRow():
            return
        pairs = proposal.changed if proposal is not None else ()
        pair = next((pair for pair in pairs if any(each is not None and each.id == id_ for each in pair)), None)
        self.text.setHtml("".join(_difference(*pair)) if pair else "It has changed meanwhile, or cannot be read.")


def _list(parent: QWidget, name: str, accessible: str, lines: Iterable[str]) -> QListWidget:
    made = QListWidget(parent)
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setStyleSheet("QListView::item { padding: 4px 8px; }")
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long headlines end in dots
    made.addItems(list(lines))
    return made


def _called(change: Change) -> str:
    title = change.title or "No headline"
    return {"new": f"New: {title}", "gone": f"Joined: {title}"}.get(change.kind, title)


def _summary(plan: Recleaning) -> str:
    number = count_words(plan.articles, "article")
    if not plan.articles:
        words = f"Nothing would change in {count_words(plan.looked, 'record')}."
    else:
        words = (
            f"{number} would change. Your corrections, notes and tags are kept, and it can be undone. "
            "Names and quotations of changed texts are found again."
        )
    if plan.divided:
        words += (
            f" {count_words(plan.divided, 'record')} would be divided into other articles: the largest part of "
            "each keeps what you made of it."
        )
    for entry, records in plan.missing[:3]:
        words += f" {entry.name} is not where it was: {count_words(records, 'record')} of it left out."
    if len(plan.missing) > 3:
        words += f" So are {count_words(len(plan.missing) - 3, 'other dump')}."
    if plan.unlike:
        words += f" {count_words(plan.unlike, 'record')} cannot be read as before, and stay as they are."
    return words


def _lost_summary(plan: Recleaning) -> str:
    more = plan.unplaced_count - len(plan.unplaced)
    also = f", and {more:,} more" if more else ""
    return f"Of what you made, these would find no place in the new texts{also}. They are kept:"


_LOST = {
    "note": "Note on",
    "put_back": "Put back",
    "taken_out": "Taken out",
    "correction": "Corrected to",
    "marks": "Tags and stars",
}


def _lost_words(lost: Unplaced) -> str:
    text = " ".join(lost.text.split())
    return f"{_LOST[lost.kind]} “{text[:80]}” – {lost.title or 'No headline'}"


def _difference(old: Article | None, new: Article | None) -> Iterator[str]:
    """Both versions line by line: struck what goes, tinted what comes."""
    theme = look.current()
    gone = f"color: {theme.cut}; text-decoration: line-through"
    come = f"background: {theme.accent_soft}"
    lines = difflib.ndiff(_lines(old), _lines(new))
    for line in lines:
        sign, text = line[:1], escape(line[2:])
        if sign != "?":
            style = gone if sign == "-" else come if sign == "+" else ""
            yield f'<p style="margin-top: 0; margin-bottom: 8px"><span style="{style}">{text}</span></p>'


def _lines(article: Article | None) -> list[str]:
    if article is None:
        return []
    facts = (article.title, article.source, article.author, article.published.moment)
    return [each for each in facts if each] + article.text.split("\n")


def _plan(given: Sequence[Path], reader: Reader) -> Any:
    from reader.tasks import plan_recleaning  # by the desk's thread: cleaning takes a while to import

    return plan_recleaning(reader, given)


def _proposal(reader: Reader, record: int, given: Sequence[Path], plan: Recleaning) -> Any:
    from reader.tasks import proposal_for

    return proposal_for(reader, record, given, plan.evidence)


def _reclean(plan: Recleaning, given: Sequence[Path], library: Library) -> Any:
    from reader.tasks import reclean

    return reclean(library, plan.records, given, evidence=plan.evidence)
