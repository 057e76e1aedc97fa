"""Correcting what is said of an article: a small form, with what was stated beside what the user knows better."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.model import Dossier, PublishedDate
from reader.ui import theme as look
from reader.ui.dialogs import answers
from reader.ui.moments import EXAMPLES, read_moment, typed_moment

Values = dict[str, str | PublishedDate | None]
LABELS = {"title": "Headline", "published": "Date", "source": "Source", "author": "Author"}
_STATED = 70  # characters of what was stated that are shown


class CorrectionDialog(QDialog):
    """Headline, date, source and author of one article."""

    def __init__(self, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("correctionDialog")
        self.setWindowTitle("Correct the Article")
        self.setMinimumWidth(560)
        self._now = now_of(dossier)
        self._stated = {name: _text(dossier.corrected.get(name, self._now[name])) for name in LABELS}
        self.edits: dict[str, QLineEdit] = {}
        self.backs: dict[str, QPushButton] = {}
        self._notes: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        for name in LABELS:
            self._add(name)
        self.buttons, self._ok = answers(self, "Correct")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        column.addWidget(self._remark())
        column.addLayout(self._grid)
        column.addWidget(self.buttons)
        self._look()
        self.edits["title"].setFocus()
        self.edits["title"].setCursorPosition(0)

    def _remark(self) -> QLabel:
        label = QLabel("The dump is never changed: your corrections are kept beside it, on every import to come.", self)
        label.setWordWrap(True)
        label.setStyleSheet(f"color: {look.current().muted}")
        return label

    def _add(self, name: str) -> None:
        row = self._grid.rowCount()
        edit = QLineEdit(self._now[name], self)
        edit.setObjectName(f"correct_{name}")
        label = QLabel(LABELS[name], self)
        label.setBuddy(edit)
        back = QPushButton("As Stated", self)
        back.setAutoDefault(False)
        back.setAccessibleName(f"{LABELS[name]} as stated")
        back.clicked.connect(lambda: edit.setText(self._stated[name]))
        note = QLabel(self)
        note.setStyleSheet(f"color: {look.current().muted}")
        note.setContentsMargins(2, 0, 0, 6)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(edit, row, 1)
        self._grid.addWidget(back, row, 2)
        self._grid.addWidget(note, row + 1, 1, 1, 2)
        self.edits[name], self.backs[name], self._notes[name] = edit, back, note
        edit.textChanged.connect(self._look)

    def _look(self) -> None:
        """What was stated is said where something else stands; what is no date cannot be kept."""
        for name, edit in self.edits.items():
            changed = edit.text().strip() != self._stated[name]
            self.backs[name].setEnabled(changed)
            stated = self._stated[name]
            short = stated if len(stated) <= _STATED else f"{stated[: _STATED - 1]}…"
            self._notes[name].setText(f"stated: {short or 'nothing'}" if changed else "")
        dated = read_moment(self.edits["published"].text()) is not None
        titled = bool(self.edits["title"].text().strip())
        if not dated:
            self._notes["published"].setText(f"A date is typed as {EXAMPLES}.")
        if not titled:
            self._notes["title"].setText("An article needs a headline.")
        self._ok.setEnabled(dated and titled)

    def changes(self) -> tuple[Values, list[str]]:
        """What is to be corrected, and which fields are to be as stated again."""
        values: Values = {}
        clear: list[str] = []
        for name, edit in self.edits.items():
            text = edit.text().strip()
            if text == self._now[name].strip():
                continue
            if text == self._stated[name]:
                clear.append(name)
            elif name == "published":
                values[name] = read_moment(text)
            else:
                values[name] = text or None
        return values, clear


def now_of(dossier: Dossier) -> dict[str, str]:
    """The fields as they stand, as they are typed."""
    article = dossier.article
    texts: Mapping[str, str | None] = {
        "title": article.title,
        "published": typed_moment(article.published),
        "source": article.source,
        "author": article.author,
    }
    return {name: value or "" for name, value in texts.items()}


def _text(stated: str | None) -> str:
    """What was stated, as it is typed."""
    text = stated or ""
    return text.replace("T", " ") if text[:4].isdigit() and text[4:5] in ("", "-") and read_moment(text) else text
