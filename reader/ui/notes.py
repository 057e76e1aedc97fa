"""Notes on the article and on its passages: read, written, changed, removed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.model import Dossier, Note
from reader.rendering import moment_words, notes_html
from reader.ui import theme as look
from reader.ui.section import clear

_EXCERPT = 90  # characters of a passage that stand above its note


class NoteEdit(QPlainTextEdit):
    """The field that notes are written in; Ctrl+Return keeps the note, Tab goes on."""

    wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteEdit")
        self.setAccessibleName("Write a note")
        self.setPlaceholderText("Write a note; Markdown is understood")
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        """Two lines, and as many more as are written, up to ten: the lists below stay near."""
        lines = min(max(int(self.document().size().height()), 2), 10)  # a plain text's height is in lines
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NoteEditor(QWidget):
    """The list of notes and the field under it. It changes nothing itself: it says what is wanted."""

    noteAdded = Signal(str, object, object)
    noteEdited = Signal(int, str)
    noteDeleted = Signal(int)
    spanActivated = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier: Dossier | None = None
        self._passage: tuple[int, int] | None = None
        self._changing = 0  # the id of the note that is being changed
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._about = QLabel(self)
        self._about.setProperty("role", "hint")
        self._about.setWordWrap(True)
        self.edit = NoteEdit(self)
        self.edit.wanted.connect(self._keep)
        self.edit.left.connect(self._leave)
        self.edit.textChanged.connect(self._say_state)
        self._button = QPushButton("Keep note", self)
        self._button.setToolTip("Keep the note (Ctrl+Return)")
        self._button.clicked.connect(self._keep)
        self._lay_out()
        self._say_state()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._cards)
        layout.addWidget(self._about)
        layout.addWidget(self.edit)
        layout.addLayout(row)

    def show_notes(self, dossier: Dossier | None) -> None:
        """Shows a dossier's notes; what is being written stays as long as the article does."""
        old, self._dossier = self._dossier, dossier
        same = old is not None and dossier is not None and old.article.id == dossier.article.id
        if not same:
            self._passage = None
            self._leave()
        if not same or old is None or dossier is None or old.state.notes != dossier.state.notes:
            self._show_cards(dossier.state.notes if dossier else ())
        self._say_state()

    def redraw(self) -> None:
        """Draws the cards in the colours of another theme."""
        self._show_cards(self._dossier.state.notes if self._dossier else ())

    def _show_cards(self, notes: tuple[Note, ...]) -> None:
        clear(self._cards)
        for note in notes:
            self._cards.addWidget(self._card(note))

    def _card(self, note: Note) -> QFrame:
        card = QFrame(self)
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(4)
        layout.addWidget(self._text_of(note, card))
        row = QHBoxLayout()
        made = QLabel(moment_words(note.made[:10]) if note.made else "", card)
        made.setProperty("role", "hint")
        row.addWidget(made, 1)
        for text, call in (("Edit", lambda: self._change(note)), ("Delete", lambda: self.noteDeleted.emit(note.id))):
            button = QToolButton(card)
            button.setProperty("role", "link")
            button.setText(text)
            button.setAccessibleName(f"{text} the note {note.text[:40]}")
            button.clicked.connect(lambda _checked=False, call=call: call())
            row.addWidget(button)
        layout.addLayout(row)
        return card

    def _text_of(self, note: Note, card: QFrame) -> QLabel:
        """The passage as a link to it, then the note."""
        theme = look.current()
        passage = self._passage_words(note)
        head = ""
        if passage and note.placed:
            head = f'<p><a href="#{note.start}" style="color:{theme.accent}">“{escape(passage)}”</a></p>'
        elif not note.placed:
            head = f'<p style="color:{theme.warning}">Its passage is not in the newest text.</p>'
        label = QLabel(head + notes_html(note.text), card)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        label.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(lambda link: self._follow(link, note))
        return label

    def _follow(self, link: str, note: Note) -> None:
        """Links lead to the passage; one that the note's text holds leads nowhere by itself."""
        if link == f"#{note.start}" and note.start is not None and note.end is not None:
            self.spanActivated.emit(note.start, note.end)

    def _passage_words(self, note: Note) -> str:
        if self._dossier is None or note.start is None or note.end is None:
            return ""
        return _shortened(self._dossier.article.text[note.start : note.end])

    def set_passage(self, start: int | None, end: int | None) -> None:
        """The passage that a new note is about; None: the article. Not while somebody writes one."""
        if not self.edit.toPlainText().strip():
            self._passage = (start, end) if start is not None and end is not None else None
            self._say_state()

    def _change(self, note: Note) -> None:
        self._changing = note.id
        self.edit.setPlainText(note.text)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_state()

    def _leave(self) -> None:
        self._changing = 0
        self.edit.clear()
        self._say_state()

    def _keep(self) -> None:
        text = self.edit.toPlainText().strip()
        if not text or self._dossier is None:
            return
        if self._changing:
            self.noteEdited.emit(self._changing, text)
        else:
            self.noteAdded.emit(text, *(self._passage or (None, None)))
        self._passage = None
        self._leave()

    def _say_state(self) -> None:
        self._button.setVisible(bool(self.edit.toPlainText().strip()))
        self.edit.setEnabled(self._dossier is not None)
        self._about.setText(self._state_words())

    def _state_words(self) -> str:
        if self._changing:
            return "Changing a note. Esc leaves it as it was."
        if self._passage and self._dossier:
            return f"On “{_shortened(self._dossier.article.text[slice(*self._passage)])}”"
        return "On the article. Select words in the text to note on them."


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1].rstrip()}…"
