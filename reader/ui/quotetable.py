"""A list of quotations that is as long as the library: read a page at a time, as it is scrolled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reader.library import Place, Quotation, Reader
from reader.model import SpeakerClass
from reader.rendering import SERIF, SPEAKERS, speaker_words
from reader.ui import theme as look
from reader.ui.cards import date_words
from reader.ui.lines import Index
from reader.ui.session import Session

PAGE = 100
LINES = 2  # of a quotation; the whole of it stands beside the list
_EDGE = 10

RowRole = Qt.ItemDataRole.UserRole


class Line(NamedTuple):
    """A row: a quotation, where else it stands, and what is said of that."""

    quotation: Quotation
    places: tuple[Place, ...] = ()
    aside: str = ""
    head: str = ""  # in the speaker's place, where all are by the same one


Page = tuple[Sequence[Line], Any]  # and where to go on; None: no more
Fetch = Callable[[Reader, Any], Page]


class QuoteModel(QAbstractTableModel):
    """The quotations read so far; asks for more when the view nears their end."""

    filled = Signal(int, bool)  # how many are read, whether that is all
    failed = Signal(object)

    def __init__(self, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic = topic
        self._session: Session | None = None
        self._fetch: Fetch | None = None
        self._lines: list[Line] = []
        self._after: Any = None
        self._waiting = False

    def ask(self, session: Session, fetch: Fetch) -> None:
        """Begins anew with these quotations; what is shown stays until the first of them are there."""
        self._session, self._fetch, self._after = session, fetch, None
        self._read(fresh=True)

    def clear(self) -> None:
        self.beginResetModel()
        self._lines, self._after, self._fetch = [], None, None
        self.endResetModel()

    def _read(self, *, fresh: bool = False) -> None:
        fetch, after = self._fetch, self._after
        if self._session is None or fetch is None:
            return
        self._waiting = True
        self._session.desk.ask(
            self._topic,
            lambda reader: fetch(reader, after),
            self._begin_anew if fresh else self._go_on,
            on_error=self.failed.emit,
        )

    def _begin_anew(self, page: Page) -> None:
        self.beginResetModel()
        self._waiting = False
        self._lines, self._after = list(page[0]), page[1]
        self.endResetModel()
        self.filled.emit(len(self._lines), self._after is None)

    def _go_on(self, page: Page) -> None:
        self._waiting = False
        lines, self._after = page
        if lines:
            end = len(self._lines)
            self.beginInsertRows(QModelIndex(), end, end + len(lines) - 1)
            self._lines += lines
            self.endInsertRows()
        self.filled.emit(len(self._lines), self._after is None)

    def line(self, row: int) -> Line | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        if role == RowRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{speaker_words(line.quotation.quote)}: {line.quotation.quote.text}. {about(line)}"
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._after is not None and not self._waiting

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._read()


class QuoteTable(QTableView):
    """One row a quotation: who, where and when above it."""

    opened = Signal(object)  # a Quotation, to be read where it stands
    currentLine = Signal(object)  # a Line, or None

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.quotes = QuoteModel(name, self)
        self.setModel(self.quotes)
        self.setItemDelegate(_Delegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setDefaultSectionSize(_height(self.font()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._open)
        self.quotes.modelReset.connect(lambda: self.currentLine.emit(None))
        self.selectionModel().currentChanged.connect(
            lambda index, _old: self.currentLine.emit(self.quotes.line(index.row()))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        line = self.quotes.line(index.row()) if index.isValid() else None
        if line is not None:
            self.opened.emit(line.quotation)


def about(line: Line) -> str:
    """Where and when it was said, in few words."""
    said = line.quotation
    parts = (line.aside, said.source or said.title, date_words(said.published))
    return " · ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(240, _height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(RowRole)
        if not isinstance(line, Line):
            return
        painter.save()
        _ground(painter, option)
        box = option.rect.adjusted(_EDGE + 4, _EDGE, -_EDGE - 4, -_EDGE)
        head = QFontMetrics(_bold(option.font)).height()
        _paint_head(painter, option.font, QRect(box.left(), box.top(), box.width(), head), line)
        _paint_words(painter, option.font, box.adjusted(0, head + 4, 0, 0), line.quotation.quote.text)
        painter.restore()


def _ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    area = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, option.palette.brush(QPalette.ColorRole.Highlight))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), option.palette.accent())
    painter.setPen(QPen(option.palette.brush(QPalette.ColorRole.Mid), 1))
    painter.drawLine(area.left() + _EDGE + 4, area.bottom(), area.right(), area.bottom())


def _paint_head(painter: QPainter, font: QFont, box: QRect, line: Line) -> None:
    """The speaker at the left; where and when at the right, cut short first."""
    theme, quote = look.current(), line.quotation.quote
    known = quote.speaker or quote.speaker_as_written
    bold, metrics = _bold(font), QFontMetrics(_bold(font))
    name = metrics.elidedText(line.head or speaker_words(quote), Qt.TextElideMode.ElideRight, int(box.width() * 0.55))
    painter.setFont(bold)
    painter.setPen(QColor(theme.ink if known else theme.muted))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
    left = metrics.horizontalAdvance(name) + 8
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    plain = QFontMetrics(font)
    if not line.head and quote.speaker_class in (SpeakerClass.ANONYMOUS, SpeakerClass.INSTITUTION):
        word = SPEAKERS[quote.speaker_class]
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
        left += plain.horizontalAdvance(word) + 12
    room = box.width() - left - 8
    where = plain.elidedText(about(line), Qt.TextElideMode.ElideMiddle, room)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, where)


def _paint_words(painter: QPainter, font: QFont, box: QRect, text: str) -> None:
    """As much as `LINES` hold, the last line cut short."""
    serif = _serif(font)
    metrics = QFontMetrics(serif)
    painter.setFont(serif)
    painter.setPen(QColor(look.current().ink))
    rest = " ".join(text[:1200].split())
    for number in range(LINES):
        fitting = rest if number == LINES - 1 else _one_line(metrics, rest, box.width())
        shown = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, box.width())
        area = QRect(box.left(), box.top() + number * metrics.lineSpacing(), box.width(), metrics.lineSpacing())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        rest = rest[len(fitting) :].lstrip()


def _one_line(metrics: QFontMetrics, text: str, width: int) -> str:
    """The words that one line holds; a word that is longer is cut."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    room = len(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)) - 1
    cut = text.rfind(" ", 0, room + 1)
    return text[: cut if cut > 0 else max(room, 1)]


def _height(font: QFont) -> int:
    return 2 * _EDGE + QFontMetrics(_bold(font)).height() + 4 + LINES * QFontMetrics(_serif(font)).lineSpacing()


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def _serif(font: QFont) -> QFont:
    made = QFont(font)
    made.setFamilies(list(SERIF))
    if font.pixelSize() > 0:
        made.setPixelSize(round(font.pixelSize() * 1.12))
    else:
        made.setPointSizeF(font.pointSizeF() * 1.12)
    return made
