"""How a line of a tree with counts is painted: sign, words and count in columns of their own."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui import icons

TermRole = Qt.ItemDataRole.UserRole  # what the filter adds to the search, "" for everything
CountRole = Qt.ItemDataRole.UserRole + 1
IconRole = Qt.ItemDataRole.UserRole + 2
EDGE = 16  # points free at both sides
SIGN = 16  # of an icon
INDENT = 25  # where all words begin, after EDGE

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Paints a whole line: sign, words and count in columns of their own; a group's title is small and calm."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        group = index.data(TermRole) is None
        return QSize(80, QFontMetrics(option.font).height() + (18 if group else 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(TermRole) is None:
            _title(painter, option, index)
        else:
            _ground(painter, option)
            _line(painter, option, index)
        painter.restore()


def _title(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """A group's name at the foot of its line, and whether it is open."""
    area = option.rect.adjusted(EDGE, 8, -EDGE, 0)
    opened = bool(option.state & QStyle.StateFlag.State_Open)
    muted = option.palette.color(QPalette.ColorRole.PlaceholderText)
    painter.setFont(_small(option.font))
    painter.setPen(muted)
    painter.drawText(area, _LEFT, str(index.data()))
    middle, side = area.center().y() + 1, area.right() - 4
    shape = [(-4, -2), (0, 2), (4, -2)] if opened else [(-2, -4), (2, 0), (-2, 4)]
    painter.setPen(QPen(muted, 1.4))
    painter.drawPolyline([QPointF(side + x, middle + y) for x, y in shape])
    if option.state & QStyle.StateFlag.State_HasFocus:
        _frame(painter, option)


def _ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The chosen line is filled; the one with the keyboard is framed."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(option.palette.color(QPalette.ColorRole.Highlight))
        painter.drawRoundedRect(option.rect.adjusted(6, 1, -6, -1), 5, 5)
    if option.state & QStyle.StateFlag.State_HasFocus:
        _frame(painter, option)


def _frame(painter: QPainter, option: QStyleOptionViewItem) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Accent), 1.2))
    painter.drawRoundedRect(QRectF(option.rect.adjusted(6, 1, -6, -1)).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)


def _line(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """Sign, words, count; the words are cut short before the count is."""
    area = option.rect.adjusted(EDGE, 0, -EDGE, 0)
    count = index.data(CountRole)
    number = f"{count:,}" if count else ""
    metrics = QFontMetrics(option.font)
    taken = metrics.horizontalAdvance(number) + 8 if number else 0
    ink = option.palette.color(QPalette.ColorRole.Text)
    if name := index.data(IconRole):
        at = QRectF(area.left(), area.center().y() - SIGN / 2 + 0.5, SIGN, SIGN)
        icons.paint(painter, at, name, ink)
    words = area.adjusted(INDENT, 0, -taken, 0)
    painter.setFont(option.font)
    painter.setPen(ink)
    painter.drawText(words, _LEFT, metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width()))
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.setPen(ink if selected else option.palette.color(QPalette.ColorRole.PlaceholderText))
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * 0.92)
    return made
