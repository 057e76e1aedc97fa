"""Which column of a table is what: a box for each part of an article, and the first rows as they would come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.rendering import count_words
from reader.ui.dialogs import plain, within
from reader.ui.examples import Examples

if TYPE_CHECKING:
    from reader.dumps import Survey
    from reader.dumps.survey import TableHead

PARTS = {
    "title": "&Headline", "text": "&Text", "date": "&Date", "source": "&Source", "author": "A&uthor",
    "url": "&Address", "language": "&Language",
}  # fmt: skip
NOTHING = "(none)"
_NAME = 60  # characters of a column's name that are shown
_TIP = 300


class ColumnChoice(QWidget):
    """The boxes at the left, the examples at the right; every choice shows at once."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: TableHead | None = None
        self._guess: dict[str, str] = {}
        self.boxes = {part: _box(part, words, self) for part, words in PARTS.items()}
        self.examples = Examples(self)
        form = QFormLayout()
        form.setVerticalSpacing(7)
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for part, words in PARTS.items():
            form.addRow(words, self.boxes[part])
            self.boxes[part].currentIndexChanged.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(form, 2)
        row.addWidget(self.examples, 3)

    def show_table(self, table: TableHead) -> None:
        """Offers the columns of a table, those chosen that the guess, or the user before, took."""
        self._table = table
        guessed = {part: getattr(table.guess, part) or "" for part in PARTS}
        self._guess = guessed
        model = _model(table, self)
        for part, box in self.boxes.items():
            box.blockSignals(True)
            box.setModel(model)
            wanted = table.chosen.get(part, guessed[part])
            box.setCurrentIndex(table.names.index(wanted) + 1 if wanted in table.names else 0)
            box.blockSignals(False)
        self._show()

    @property
    def mapping(self) -> dict[str, str]:
        """Part of an article -> column, "" for none, for every part that has a box."""
        names = self._table.names if self._table else ()
        places = {part: box.currentIndex() for part, box in self.boxes.items()}
        return {part: names[place - 1] if place > 0 else "" for part, place in places.items()}

    @property
    def changes(self) -> dict[str, str]:
        """What differs from the guess."""
        return {part: name for part, name in self.mapping.items() if name != self._guess.get(part, "")}

    @property
    def reads(self) -> bool:
        """Whether any row of those shown is an article with these columns."""
        return self._table is not None and any(self._table.examples(self.mapping))

    def _show(self) -> None:
        if self._table is not None:
            self.examples.show_examples(self._table.examples(self.mapping))
        self.changed.emit()


class ColumnDialog(QDialog):
    """Asked before a big table is imported whose columns are not clear."""

    def __init__(self, seen: Survey, table: TableHead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columnDialog")
        self.setWindowTitle(f"Columns of {seen.member.rpartition('/')[2] or seen.name}")
        self._table = table
        self.choice = ColumnChoice(self)
        self.keep = QCheckBox("&Remember this for tables with the same columns", self)
        self.keep.setChecked(True)
        question = QLabel(question_of(seen, table), self)
        question.setWordWrap(True)
        self.buttons = QDialogButtonBox(self)
        self._ok = self.buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setDefault(True)
        skip = self.buttons.addButton("Do Not Import", QDialogButtonBox.ButtonRole.RejectRole)
        skip.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        plain(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        column.addWidget(question)
        column.addWidget(self.choice, 1)
        column.addWidget(self.keep)
        column.addWidget(self.buttons)
        self.choice.changed.connect(lambda: self._ok.setEnabled(self.choice.reads))
        self.choice.show_table(table)
        self.choice.boxes["title"].setFocus()
        self.resize(within(self, QSize(860, 520)))

    @property
    def names(self) -> tuple[str, ...]:
        return self._table.names


def question_of(seen: Survey, table: TableHead) -> str:
    """What is unclear, in words."""
    member = f"{seen.member} in {seen.name}" if seen.member else seen.name
    taken = f"{member} is a table ({seen.format}) of {count_words(len(table.names), 'column')}."
    if not table.guess.readable:
        return f"{taken} None of them looks like the text of articles: choose which is which."
    if table.doubts:
        named = " or ".join(f"“{name[:_NAME]}”" for name in table.doubts[:3])
        return f"{taken} Headline or text could also be {named}: see whether these are articles as they should be."
    if not (table.guess.title and table.guess.text):
        lacking = "headline" if table.guess.text else "text"
        return f"{taken} None of them looks like the {lacking}: see whether these are articles as they should be."
    return f"{taken} Their names do not tell what they hold: see whether these are articles as they should be."


def _model(table: TableHead, parent: QWidget) -> QStandardItemModel:
    """One list of columns for all boxes, each with its first value as a tip."""
    model = QStandardItemModel(parent)
    model.appendRow(QStandardItem(NOTHING))
    first = table.rows[0] if table.rows else {}
    for name in table.names:
        item = QStandardItem(name if len(name) <= _NAME else f"{name[: _NAME - 1]}…")
        item.setToolTip(first.get(name, "")[:_TIP])
        model.appendRow(item)
    return model


def _box(part: str, words: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setObjectName(f"column_{part}")
    box.setAccessibleName(f"Column of the {words.replace('&', '').lower()}")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(14)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setMaxVisibleItems(14)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box
