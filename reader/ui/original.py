"""The record as it was: its source text with the article's extent in it, in place of the cleaned text.

For a page of HTML that is its text, one text node after the other; nothing of it is fetched or run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from reader.model import Article, CutReason, Dossier
from reader.rendering import count_words
from reader.ui import theme as look
from reader.ui.offsets import Units, displayed
from reader.ui.session import Session

AROUND = 180_000  # characters before and after the article that are shown: a record may be as long as its dump
_LONE_RETURN = re.compile("\r(?!\n)")


class Original(QObject):
    """Fetches the source text of the article on screen, while it is wanted."""

    failed = Signal(object)
    changed = Signal()  # shown or hidden

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.pane = OriginalPane(parent)
        self.shown = False
        self._dossier: Dossier | None = None

    def use(self, session: Session) -> None:
        self._session = session

    def show(self, shown: bool) -> None:
        """Shows the original in place of the cleaned text, or that again."""
        self.shown = shown
        self._fill()
        self.changed.emit()

    def take(self, dossier: Dossier | None) -> None:
        """Another article, or the same one changed."""
        self._dossier = dossier
        self._fill()

    def _fill(self) -> None:
        dossier = self._dossier
        if not self.shown or dossier is None:
            return
        id_ = dossier.article.id
        self._session.desk.ask(
            "original",
            lambda reader: reader.source_text(id_),
            lambda source: self.pane.show_source(dossier.article, source),
            on_error=self.failed.emit,
        )


class OriginalPane(QWidget):
    """A line that says what it is, and the source text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setContentsMargins(28, 14, 28, 10)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("original")
        self.text.setAccessibleName("The record as it was")
        self.text.setReadOnly(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.document().setDocumentMargin(28)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.label)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self._article: Article | None = None
        self._colour()

    def show_source(self, article: Article, source: str) -> None:
        """Shows `source` with the article's extent and its cuts marked, from where the article begins."""
        self._article = article
        start, end = article.extent
        self._first = max(0, start - AROUND)
        shown = source[self._first : end + AROUND]
        self._units = Units(shown)
        self.text.setPlainText(as_lines(shown))
        beside = len(source) - (end - start)
        self.label.setText(
            f"The record as it was, {count_words(len(source), 'character')}. The article is the darker part"
            + (", what was taken out of it is struck." if article.cuts else ".")
            + ("" if beside else " It is the whole record.")
        )
        self._mark()
        cursor = self._cursor(start, start)
        self.text.setTextCursor(cursor)
        self.text.verticalScrollBar().setValue(max(0, cursor.block().firstLineNumber() - 3))  # a few lines before it

    def _mark(self) -> None:
        """Muted is what belongs to no article or to another one, struck what was cut."""
        if self._article is None:
            return
        theme = look.current()
        ink, cut = QTextCharFormat(), QTextCharFormat()
        ink.setForeground(QColor(theme.ink))
        cut.setForeground(QColor(theme.cut))
        cut.setFontStrikeOut(True)
        for each in (ink, cut):
            each.setBackground(QColor(theme.paper))
        stretches = _stretches(self._article)
        self.text.setExtraSelections(
            [self._selection(start, end, cut if struck else ink) for start, end, struck in stretches]
        )

    def _selection(self, start: int, end: int, char: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = self._cursor(start, end), char
        return made

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(self._units.unit(start - self._first))
        cursor.setPosition(self._units.unit(end - self._first), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _colour(self) -> None:
        theme = look.current()
        colours = f"background: {theme.window}; color: {theme.muted}"
        self.text.setStyleSheet(f"QPlainTextEdit {{ {colours}; border: none; border-radius: 0 }}")
        self.label.setStyleSheet(f"color: {theme.muted}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_article"):
            self._colour()
            self._mark()


def _stretches(article: Article) -> Iterator[tuple[int, int, bool]]:
    """The extent in stretches that do not overlap: (start, end, whether it was cut)."""
    begin, end = article.extent
    place, here = begin, 0  # in the source, in the text
    for cut in article.cuts:
        place += cut.at - here
        if cut.reason is not CutReason.SPACING and cut.text.strip():
            if begin < place:
                yield begin, place, False
            begin = place + len(cut.text)
            yield place, begin, True
        place += len(cut.text)
        here = cut.at + cut.instead
    if begin < end:
        yield begin, end, False


def as_lines(text: str) -> str:
    """`text` as it can stand in a text field, unit for unit: each line break is one character there too."""
    breaks = _LONE_RETURN.sub("\n", text).replace("\r\n", " \n")
    return "\n".join(displayed(line) for line in breaks.split("\n"))
