"""The pane of the original: the source text with the article's extent in it, and the page where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.model import Article, CutReason
from reader.rendering import count_words
from reader.ui import theme as look
from reader.ui.offsets import Units, displayed

AROUND = 180_000  # characters before and after the article that are shown: a record may be as long as its dump
_LONE_RETURN = re.compile("\r(?!\n)")
_FOUND = 40  # characters of a paragraph by which it is found on a page
_TOP = 18  # pixels above it


class PageView(QTextBrowser):
    """A page of HTML, to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("originalPage")
        self.setAccessibleName("The page as it was")
        self.setOpenLinks(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(28)

    def loadResource(self, type: int, name: QUrl | str) -> QByteArray:  # noqa: A002
        """Nothing is ever fetched, not from the disk either."""
        return QByteArray()

    def scroll_to(self, paragraph: str, far: int) -> None:
        """Shows a paragraph of the article, from so many characters into it."""
        words = paragraph.strip()[:_FOUND]
        found = self.document().find(words) if words else QTextCursor()
        if found.isNull():
            return
        end = found.block().position() + found.block().length() - 1
        found.setPosition(min(found.selectionStart() + far, end))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(found).top() - _TOP)


class OriginalPane(QWidget):
    """A line that says what it is, and the source text or the page."""

    filled = Signal()  # with the original of an article
    dumpWanted = Signal()  # the page's dump has been moved

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self._paged: Article | None = None  # whose page is there
        self._said = ""  # of the source text
        self._first = 0
        self._units = Units("")
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.linkActivated.connect(self.dumpWanted)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("original")
        self.text.setAccessibleName("The record as it was")
        self.text.setReadOnly(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.document().setDocumentMargin(28)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.page = PageView(self)
        self.views = QStackedWidget(self)
        for view in (self.text, self.page):
            self.views.addWidget(view)
        self.as_page = _choice("Page", "The page, without scripts, styles and remote parts", self)
        self.as_text = _choice("Text", "Its text with the article in it", self)
        self._lay_out()
        self.setFocusProxy(self.views)
        self._colour()

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setContentsMargins(28, 14, 20, 10)
        head.addWidget(self.label, 1)
        for button in (self.as_page, self.as_text):
            group.addButton(button)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            button.toggled.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.views, 1)
        self._offer(False)

    def has_page_of(self, article: Article) -> bool:
        """Whether the page of this article is there: it does not change with the text."""
        return self._paged is not None and self._paged.id == article.id

    def show_source(self, article: Article, source: str) -> None:
        """Shows `source` with the article's extent and its cuts marked, from where the article begins."""
        if self._paged is not None and self._paged.id != article.id:
            self._paged = None
            self._offer(False)
        self._article = article
        start, end = article.extent
        self._first = max(0, start - AROUND)
        shown = source[self._first : end + AROUND]
        self._units = Units(shown)
        self.text.setPlainText(as_lines(shown))
        beside = len(source) - (end - start)
        self._said = (
            f"The record as it was, {count_words(len(source), 'character')}. The article is set off from the rest"
            + (", what was taken out of it is struck." if article.cuts else ".")
            + ("" if beside else " It is the whole record.")
        )
        self._say()
        self._mark()
        self.text.setTextCursor(self._cursor(start, start))
        self.filled.emit()

    def show_page(self, article: Article, page: str | None) -> None:
        """Shows the page that the article came from; None: it came from none; "": it cannot be read any more."""
        if self._article is None or self._article.id != article.id:
            return
        if page:
            self._paged = article
            self.page.setHtml(page)
            self._offer(True)
        elif page is not None:
            self._say(" Its page is not in the dump, or that has been moved: <a href='find'>Find it…</a>")
        self.filled.emit()

    def scroll_to(self, place: int, paragraph: str, far: int) -> None:
        """Shows a place of the source text, which is so many characters into a paragraph of the article."""
        if self._article is None:
            return
        if self.views.currentWidget() is self.page:
            self.page.scroll_to(paragraph, far)
        else:
            cursor = self._cursor(place, place)
            within = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
            line = cursor.block().firstLineNumber() + (within.lineNumber() if within.isValid() else 0)
            self.text.verticalScrollBar().setValue(max(0, line - 1))

    def _offer(self, page: bool) -> None:
        """Page and text to choose from, the page first, or the text alone."""
        for button in (self.as_page, self.as_text):
            button.setVisible(page)
        (self.as_page if page else self.as_text).setChecked(True)

    def _choose(self) -> None:
        paged = self.as_page.isChecked() and self._paged is not None
        self.views.setCurrentWidget(self.page if paged else self.text)
        self._say()
        self.filled.emit()

    def _say(self, more: str = "") -> None:
        paged = self.views.currentWidget() is self.page
        said = "The page as it was, without scripts, styles, pictures and anything remote." if paged else self._said
        self.label.setText(said + more)

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
        self.page.setStyleSheet(f"QTextBrowser {{ background: {theme.window}; color: {theme.ink}; border: none }}")
        self.label.setStyleSheet(f"color: {theme.muted}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_article"):
            self._colour()
            self._mark()


def _choice(words: str, tip: str, parent: QWidget) -> QToolButton:
    made = QToolButton(parent)
    made.setText(words)
    made.setToolTip(tip)
    made.setCheckable(True)
    made.setAutoRaise(True)
    return made


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
