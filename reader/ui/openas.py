"""Opening a dump as something else than what it was taken for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.library import Reader
from reader.model import Changes
from reader.rendering import count_words
from reader.ui.columnchoice import ColumnChoice
from reader.ui.dialogs import plain, within
from reader.ui.examples import Examples
from reader.ui.looking import Known, look_into
from reader.ui.session import Session

if TYPE_CHECKING:
    from reader.dumps import Survey

REST = 300  # milliseconds after the last key until the dump is looked into anew
TEXT = "plain text"  # the format that knows separators
_TOPIC = "survey"


class OpenAsDialog(QDialog):
    """What the dump was taken for, what else it may be, and how its first articles come out."""

    failed = Signal(object)

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openAsDialog")
        self.setWindowTitle(f"Open {path.name} As")
        self.path = path
        self._session = session
        self._seen: Survey | None = None
        self._guessed = ""
        self.taken = QLabel("Looking into it …", self)
        self.formats = QComboBox(self)
        self.separator = QLineEdit(self)
        self.count = QLabel(self)
        self.choice = ColumnChoice(self)
        self.examples = Examples(self)
        self.forget = QPushButton("&Forget These Columns", self)
        self.again = QCheckBox(self)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._lay_out()
        self._connect()
        self.resize(within(self, QSize(820, 580)))
        self._ask(Known.first)

    def _lay_out(self) -> None:
        self.taken.setWordWrap(True)
        self.formats.setObjectName("formats")
        self.formats.setAccessibleName("Format")
        self.formats.setMaxVisibleItems(16)
        self.formats.setEnabled(False)
        self.separator.setObjectName("separator")
        self.separator.setAccessibleName("Line between two articles")
        self.separator.setPlaceholderText("the whole line, as it stands in the file; empty: found by itself")
        self.count.setProperty("role", "hint")
        self.forget.setAutoDefault(False)
        self.forget.hide()
        self.again.setObjectName("putBy")
        self.again.setChecked(True)
        self.again.hide()
        form = QFormLayout()
        form.setVerticalSpacing(7)
        form.setHorizontalSpacing(12)
        form.addRow("Open &as", self.formats)
        form.addRow("Line &between", self.separator)
        form.setRowVisible(self.separator, False)
        self._form = form
        self._pages = QStackedWidget(self)
        for page in (self.examples, self.choice):
            self._pages.addWidget(page)
        below = QHBoxLayout()
        below.addWidget(self.count, 1)
        below.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(self.taken)
        column.addLayout(form)
        column.addWidget(self._pages, 1)
        column.addLayout(below)
        column.addWidget(self.again)
        column.addWidget(self._make_buttons())

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        self.ok = buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.ok.setEnabled(False)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        plain(buttons)
        return buttons

    def _connect(self) -> None:
        self.formats.currentIndexChanged.connect(lambda _place: self._later())
        self.separator.textChanged.connect(lambda _text: self._later())
        self._rest.timeout.connect(self._look)
        self.choice.changed.connect(self._judge)
        self.forget.clicked.connect(self._forget)
        self.finished.connect(lambda _result: self._session.desk.drop(_TOPIC))

    # looking

    def _later(self) -> None:
        self.ok.setEnabled(False)  # until it is known what would come in
        self._rest.start()

    def _look(self) -> None:
        """Looks into the dump with what is chosen."""
        self._rest.stop()
        form, separator = self.formats.currentText(), self.separator.text().strip()
        self.ok.setEnabled(False)
        self._form.setRowVisible(self.separator, form == TEXT)
        self._ask(lambda reader, path: look_into(reader, path, form, separator if form == TEXT else ""))

    def _ask(self, question: Callable[[Reader, Path], Any]) -> None:
        path = self.path
        show = self._begin if question is Known.first else self._show
        self._session.desk.ask(_TOPIC, lambda reader: question(reader, path), show, on_error=self._fail)

    def _begin(self, known: Known) -> None:
        """The first look: what it was taken for by itself, and what an earlier import made of it."""
        self._guessed = known.survey.format
        self.taken.setText(taken_words(known.survey))
        self.formats.blockSignals(True)
        self.formats.addItems(known.formats)
        self.formats.setCurrentText(known.survey.format or TEXT)
        self.formats.blockSignals(False)
        self.formats.setEnabled(True)
        self.formats.setFocus()
        self.again.setVisible(bool(known.articles))
        here = f"{count_words(known.articles, 'article')} that an earlier import made of it"
        self.again.setText(f"&First put {here} into the bin; Undo brings them back")
        if known.survey.format:
            self._form.setRowVisible(self.separator, known.survey.format == TEXT)
            self._show(known.survey)
        else:
            self._look()

    def _show(self, seen: Survey) -> None:
        self._seen = seen
        self._pages.setCurrentWidget(self.choice if seen.table else self.examples)
        self.forget.setVisible(bool(seen.table and seen.table.chosen))
        if seen.table:
            self.choice.show_table(seen.table)
        else:
            self.examples.show_examples(seen.examples, "" if seen.examples else seen.trouble)
        self.count.setText(count_of(seen))
        self._judge()

    def _judge(self) -> None:
        """Whether anything would come in."""
        seen = self._seen
        self.ok.setEnabled(seen is not None and bool(self.choice.reads if seen.table else seen.examples))

    def _fail(self, error: BaseException) -> None:
        self.reject()
        self.failed.emit(error)

    def _forget(self) -> None:
        if self._seen and self._seen.table:
            names = self._seen.table.names
            self._session.lane.submit(
                lambda library: library.forget_columns(names), on_done=self._forgotten, on_error=self.failed.emit
            )

    def _forgotten(self, _changes: Changes) -> None:
        self._look()

    # the answer

    @property
    def said(self) -> dict[str, Any]:
        """What the user chose, as far as it differs from what the dump would be taken for by itself."""
        form, separator = self.formats.currentText(), self.separator.text().strip()
        mapping = self.choice.mapping if self._seen and self._seen.table and self.choice.changes else {}
        said = {
            "format": form if form != self._guessed else "",
            "mapping": mapping,
            "separator": separator if form == TEXT else "",
        }
        return {name: value for name, value in said.items() if value}


def taken_words(seen: Survey) -> str:
    """What the dump was taken for, and what came next."""
    others = [name for name in seen.ranked if name != seen.format][:3]
    member = f", judged by {seen.member} in it" if seen.member else ""
    if not seen.format:
        return f"{seen.name} is {seen.what}: nothing that Cuttings reads by itself. It can be tried as another format."
    next_best = f" Next best: {', '.join(others)}." if others else " Nothing else fits."
    return f"{seen.name} was taken for {seen.format}{member}.{next_best}"


def count_of(seen: Survey) -> str:
    """How many records there are, as far as was looked."""
    if not seen.count:
        return "" if seen.trouble else "No record was found in its begin."
    noun = "row" if seen.table else "record"
    if seen.whole:
        return f"{count_words(seen.count, noun)}{'' if seen.table else '; a page may hold several articles'}."
    return f"More than {count_words(seen.count, noun)}: only the begin was looked into."
