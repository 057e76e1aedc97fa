"""Lists of the panel: grouped rows that are as tall as they need to be and wrap their text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from reader.ui import theme as look

DATA = Qt.ItemDataRole.UserRole  # what a row stands for
ASIDE = Qt.ItemDataRole.UserRole + 1  # what stands at its right: a count
LEVEL = Qt.ItemDataRole.UserRole + 2  # HEADING, NAME or TEXT

HEADING, NAME, TEXT = range(3)
_LINES = 7  # of a quotation; the rest is in the text
_PAD = 4


class GroupedTree(QTreeWidget):
    """A tree without branches or scroll bars: the panel scrolls as a whole."""

    chosen = Signal(object)  # the DATA of the row that was clicked or on which Return was pressed

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(_RowDelegate(self))
        self.viewport().setAutoFillBackground(False)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def add(self, parent: QTreeWidgetItem | None, level: int, text: str, aside: str, data: object) -> QTreeWidgetItem:
        """Adds a row under `parent`; a heading cannot be chosen."""
        item = QTreeWidgetItem(parent) if parent else QTreeWidgetItem(self)
        item.setText(0, text)
        item.setData(0, DATA, data)
        item.setData(0, ASIDE, aside)
        item.setData(0, LEVEL, level)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{text} {aside}".strip())
        if level == HEADING:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setExpanded(True)
        return item

    def fit(self) -> None:
        """Makes the tree as tall as its rows."""
        self.expandAll()
        self.scheduleDelayedItemsLayout()  # heights depend on the width, which may be new
        self.doItemsLayout()
        self.setFixedHeight(self._rows_height())

    def _rows_height(self) -> int:
        height, item = 0, self.topLevelItem(0)
        while item is not None:
            height += self.rowHeight(self.indexFromItem(item))
            item = self.itemBelow(item)
        return height

    def _choose(self, item: QTreeWidgetItem) -> None:
        data = item.data(0, DATA)
        if data is not None:
            self.chosen.emit(data)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the panel scrolls


class _RowDelegate(QStyledItemDelegate):
    """Headings small and muted, names plain with their count at the right, quotations wrapped."""

    def __init__(self, tree: GroupedTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._tree.viewport().width()  # the option's own width is not known yet
        metrics = QFontMetrics(self._font(option, index))
        lines = 1
        if index.data(LEVEL) == TEXT:
            lines = min(_lines(metrics, width - 4 * _PAD, index.data()), _LINES)
        extra = 8 if index.data(LEVEL) == HEADING else 0
        return QSize(60, lines * metrics.lineSpacing() + 2 * _PAD + extra)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        theme, level = look.current(), index.data(LEVEL)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
        elif option.state & QStyle.StateFlag.State_MouseOver and level != HEADING:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Button))
        box = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.setFont(self._font(option, index))
        painter.setPen(theme.muted)
        aside = index.data(ASIDE)
        if aside:
            where = Qt.AlignmentFlag.AlignRight | (
                Qt.AlignmentFlag.AlignBottom if level == HEADING else Qt.AlignmentFlag.AlignTop
            )
            painter.drawText(box, where, aside)
            box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(aside) - 2 * _PAD)
        painter.setPen(theme.muted if level == HEADING else theme.ink)
        self._draw_text(painter, box, level, index.data())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.accent)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _draw_text(self, painter: QPainter, box: QRect, level: int, text: str) -> None:
        metrics = painter.fontMetrics()
        if level == TEXT:
            box.setLeft(box.left() + 2 * _PAD)
            painter.setClipRect(box)
            painter.drawText(box, Qt.TextFlag.TextWordWrap, _fitting(metrics, box, text))
            return
        align = Qt.AlignmentFlag.AlignBottom if level == HEADING else Qt.AlignmentFlag.AlignTop
        painter.drawText(box, align, metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()))

    def _font(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QFont:
        font = QFont(option.font)
        if index.data(LEVEL) == HEADING:
            font.setPointSizeF(max(font.pointSizeF() * 0.88, 7))
            font.setBold(True)
        return font


def _lines(metrics: QFontMetrics, width: int, text: str) -> int:
    """The number of lines that `text` takes. A box is a little taller than its lines: rounded."""
    box = metrics.boundingRect(0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, text)
    return max(round(box.height() / metrics.lineSpacing()), 1)


def _fitting(metrics: QFontMetrics, box: QRect, text: str) -> str:
    """As much of `text` as the box holds, with an ellipsis if something is left out."""

    room = max(round(box.height() / metrics.lineSpacing()), 1)

    def fits(words: str) -> bool:
        return _lines(metrics, box.width(), words) <= room

    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(f"{text[:middle].rstrip()}…") else (low, middle - 1)
    return f"{text[:low].rstrip()}…"
