"""How one article looks in the list: title, source and date, first words; and what is said of it aloud."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.library import ArticleRow
from reader.model import DateOrigin, PublishedDate
from reader.rendering import find_words, moment_words
from reader.ui import icons

EDGE = 10  # space round a card
GUTTER = 22  # left of the text; the mark of an unread article stands in it
LEADING = 4  # between its lines
CHIPS = 0.45  # of the width that tags may take before the date is cut short
BEFORE = 22  # characters at most in front of the first hit: the rest of the line is for what follows it
SMALL = 0.92  # of the list's font, for source, date and tags

RowRole = Qt.ItemDataRole.UserRole
WordsRole = Qt.ItemDataRole.UserRole + 1  # the words of the search
FoldedRole = Qt.ItemDataRole.UserRole + 2  # whether a row stands for its copies, too

# When somebody kept a copy: said as that, never passed off as the day of publication.
_KEPT = {DateOrigin.CRAWL: "collected", DateOrigin.SAVED: "saved", DateOrigin.FILE: "file of"}


def date_words(published: PublishedDate) -> str:
    """The date as the list shows it: the day is enough, and what is no publication says so."""
    if published.moment is None:
        return published.as_written or "undated"
    day = moment_words(published.moment[:10])
    if published.how is DateOrigin.RELATIVE and published.against != "user":
        return f"about {day}"  # the file's own date may be that of a copy
    return f"{_KEPT[published.how]} {day}" if published.how in _KEPT else day


def folded_words(row: ArticleRow) -> str:
    """How many copies a row stands for: "+2"; "" where it has none."""
    others = max(row.copies, row.near)
    return f"+{others:,}" if others else ""


def spoken(row: ArticleRow, *, folded: bool = False) -> str:
    """A row as a screen reader says it; what is shown by weight, dot and star is said in words."""
    parts = [
        "Unread" if row.unread else "",
        "Starred" if row.starred else "",
        row.title or "Without a title",
        row.source or "",
        date_words(row.published),
        f"tagged {', '.join(row.tags)}" if row.tags else "",
        f"{row.words} words",
        f"and {folded_words(row)[1:]} copies" if folded and folded_words(row) else "",
    ]
    return ". ".join(part for part in parts if part)


class CardDelegate(QStyledItemDelegate):
    """Paints the cards; all are of one height."""

    def height(self, font: QFont) -> int:
        title, small = QFontMetrics(_title_font(font, True)), QFontMetrics(_small_font(font))
        return 2 * EDGE + title.height() + small.height() + QFontMetrics(font).height() + 2 * LEADING

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(240, self.height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RowRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = _Card(painter, option)
        card.ground()
        if isinstance(row, ArticleRow):
            card.article(row, index.data(WordsRole) or (), folded_words(row) if index.data(FoldedRole) else "")
        else:
            card.line(str(index.data() or ""), card.top(0), option.font, card.muted)
        painter.restore()


class _Card:
    """One card being painted."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        self.painter = painter
        self.area: QRect = option.rect
        self.font: QFont = option.font
        self.palette: QPalette = option.palette
        state = option.state
        self.selected = bool(state & QStyle.StateFlag.State_Selected)
        self.focused = bool(state & QStyle.StateFlag.State_HasFocus)
        active = bool(state & QStyle.StateFlag.State_Active)
        self.group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        role = QPalette.ColorRole
        self.ink = self.colour(role.HighlightedText if self.selected else role.Text)
        self.muted = self.ink if self.selected else self.colour(role.PlaceholderText)
        self.accent = self.colour(role.Accent)
        self.left = self.area.left() + GUTTER
        self.width = self.area.width() - GUTTER - EDGE - 2

    def colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette.color(self.group, role)

    def top(self, line: int) -> int:
        """Where a line begins: 0 title, 1 source and date, 2 first words."""
        heights = (
            QFontMetrics(_title_font(self.font, True)).height(),
            QFontMetrics(_small_font(self.font)).height(),
        )
        return self.area.top() + EDGE + sum(heights[:line]) + LEADING * line

    def ground(self) -> None:
        """The card's ground, the bar that shows the keyboard's place, and the line below it."""
        if self.selected:
            self.painter.fillRect(self.area, self.colour(QPalette.ColorRole.Highlight))
        if self.focused:
            self.painter.fillRect(QRect(self.area.left(), self.area.top(), 3, self.area.height()), self.accent)
        self.painter.setPen(QPen(self.colour(QPalette.ColorRole.Mid), 1))
        below = self.area.bottom()
        self.painter.drawLine(QPointF(self.left, below + 0.5), QPointF(self.area.right(), below + 0.5))

    def article(self, row: ArticleRow, words: Sequence[str], folded: str = "") -> None:
        title = _title_font(self.font, row.unread)
        small = _small_font(self.font)
        if row.unread:
            self.dot(self.top(0) + QFontMetrics(title).height() / 2)
        kept = self.star(QFontMetrics(title)) if row.starred else 0
        if folded:
            kept += self.stacked(folded, kept, small)
        self.line(row.title or "Without a title", self.top(0), title, self.ink, keep=kept)
        taken = self.chips(row.tags, small)
        self.line(about(row), self.top(1), small, self.muted, keep=taken)
        if row.snippet:
            self.found(row.snippet, words)
        else:
            self.line(row.lead, self.top(2), self.font, self.ink if self.selected else self.soft())

    def soft(self) -> QColor:
        """Between ink and muted: the first words are text, but not the headline."""
        ink, muted = self.ink, self.muted
        return QColor(
            (ink.red() + 2 * muted.red()) // 3,
            (ink.green() + 2 * muted.green()) // 3,
            (ink.blue() + 2 * muted.blue()) // 3,
        )

    def line(self, text: str, top: int, font: QFont, colour: QColor, keep: int = 0) -> None:
        """One line of text, cut short where `keep` points at its right are taken."""
        metrics = QFontMetrics(font)
        width = self.width - keep
        flat = " ".join(text[:600].split())  # more never fits one line; a screen is some 300 characters wide
        self.painter.setFont(font)
        self.painter.setPen(colour)
        self.painter.drawText(
            QRect(self.left, top, width, metrics.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            metrics.elidedText(flat, Qt.TextElideMode.ElideRight, width),
        )

    def found(self, snippet: str, words: Sequence[str]) -> None:
        """The words around the first hit, the hits in bold, never so far right that they are cut off."""
        left = self.left
        for text, hit in pieces(" ".join(snippet.split()), words):
            font = _title_font(self.font, hit)
            metrics = QFontMetrics(font)
            room = self.left + self.width - left
            self.painter.setFont(font)
            self.painter.setPen(self.ink if hit or self.selected else self.soft())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            area = QRect(left, self.top(2), room, metrics.height())
            self.painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
            left += metrics.horizontalAdvance(text)
            if shown != text:
                return

    def dot(self, middle: float) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.accent)
        self.painter.drawEllipse(QPointF(self.area.left() + GUTTER / 2 + 0.5, middle), 3.6, 3.6)

    def star(self, metrics: QFontMetrics) -> int:
        """The star at the title's right end; how much room it takes."""
        size = metrics.ascent()
        at = QRectF(self.left + self.width - size, self.top(0) + (metrics.height() - size) / 2, size, size)
        icons.paint(self.painter, at, "star-full", self.accent)
        return size + 6

    def stacked(self, words: str, taken: int, font: QFont) -> int:
        """How many copies stand behind this row, on two edges that look out; the room it takes."""
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(words) + 10
        area = QRectF(self.left + self.width - taken - width - 3, self.top(0) + 1, width, metrics.height())
        self.painter.setPen(QPen(self.muted, 0.8))
        self.painter.setBrush(self.colour(QPalette.ColorRole.Base))
        for shift in (3, 0):
            self.painter.drawRoundedRect(area.translated(shift, shift), 3, 3)
        self.painter.setFont(font)
        self.painter.setPen(self.colour(QPalette.ColorRole.Text))
        self.painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        return int(width) + 11

    def chips(self, tags: Sequence[str], font: QFont) -> int:
        """As many tags as have room at the right of the second line, then how many more; the room taken."""
        if not tags:
            return 0
        metrics = QFontMetrics(font)
        shown = _fitting(tags, metrics, int(self.width * CHIPS))
        if len(shown) < len(tags):
            shown.append(f"+{len(tags) - len(shown)}")
        right = self.left + self.width
        for text in reversed(shown):
            right -= self.chip(text, right, font, metrics)
        return self.left + self.width - right + 4

    def chip(self, text: str, right: int, font: QFont, metrics: QFontMetrics) -> int:
        label = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(self.width * CHIPS))
        width = metrics.horizontalAdvance(label) + 12
        area = QRectF(right - width, self.top(1) - 0.5, width, metrics.height() + 1)
        self.painter.setPen(QPen(self.muted, 0.8))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        self.painter.setFont(font)
        self.painter.setPen(self.ink)
        self.painter.drawText(area, Qt.AlignmentFlag.AlignCenter, label)
        return width + 5


def about(row: ArticleRow) -> str:
    """Source and date, in one line."""
    return " · ".join(part for part in (row.source, date_words(row.published)) if part)


def pieces(snippet: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """A snippet in pieces, each with whether it is a hit; begun anew where the first hit stands too far in."""
    hits = find_words(snippet, words)
    start = 0
    if hits and hits[0][0] > BEFORE:
        start = snippet.rfind(" ", 0, hits[0][0] - BEFORE) + 1
    found: list[tuple[str, bool]] = [("… ", False)] if start else []
    for first, last in hits:
        if first >= start:
            found += ((snippet[start:first], False), (snippet[first:last], True))
            start = last
    return [piece for piece in (*found, (snippet[start:], False)) if piece[0]]


def _fitting(tags: Sequence[str], metrics: QFontMetrics, room: int) -> list[str]:
    shown: list[str] = []
    for tag in tags:
        room -= metrics.horizontalAdvance(tag) + 17
        if room < 0 and shown:
            break
        shown.append(tag)
    return shown


def _title_font(font: QFont, unread: bool) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.Bold if unread else QFont.Weight.Normal)
    return made


def _small_font(font: QFont) -> QFont:
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(max(round(font.pixelSize() * SMALL), 1))
    else:
        made.setPointSizeF(font.pointSizeF() * SMALL)
    return made
