"""The filters on the left: what is unread or starred, sources, tags, dumps and the bin, with counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from reader.library import Sidebar
from reader.ui import icons

TermRole = Qt.ItemDataRole.UserRole  # what the filter adds to the search, "" for everything
CountRole = Qt.ItemDataRole.UserRole + 1
IconRole = Qt.ItemDataRole.UserRole + 2
BIN = "in:bin"
EDGE = 16  # points free at both sides
SIGN = 16  # of an icon
INDENT = 25  # where all words begin, after EDGE
SHOWN = 500  # sources or tags in the tree: more are found faster by typing `source:`

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Filter:
    """One line of the tree."""

    label: str
    term: str
    count: int
    icon: str = ""
    tip: str = ""


class FilterTree(QTreeWidget):
    """Choosing a line narrows the search to it; the line stays chosen while counts change."""

    chosen = Signal(str, str)  # the search term, and the label in words

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterTree")
        self.setAccessibleName("Filters")
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._lay_out()
        self.show_counts(Sidebar())
        self.currentItemChanged.connect(self._changed)

    def _lay_out(self) -> None:
        self.setColumnCount(1)
        self.setHeaderHidden(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setIndentation(0)  # the delegate aligns the words of all lines
        self.setRootIsDecorated(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setItemDelegate(LineDelegate(self))
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setExpandsOnDoubleClick(False)
        self.itemClicked.connect(self._toggle_group)

    # what is shown

    def show_counts(self, counts: Sidebar) -> None:
        """Shows the counts; lines that are gone go, the others keep their place and choice."""
        self._fill(None, _library(counts))
        for title, lines in (
            ("Sources", [Filter(name, term("source", name), number) for name, number in counts.sources[:SHOWN]]),
            ("Tags", [Filter(name, term("tag", name), number) for name, number in counts.tags[:SHOWN]]),
            ("Dumps", list(_dumps(counts))),
        ):
            self._fill(self._group(title, bool(lines)), lines)
        self._fill_bin(counts.bin)

    @property
    def term(self) -> str:
        item = self.currentItem()
        return item.data(0, TermRole) or "" if item is not None else ""

    @property
    def terms(self) -> list[str]:
        """The terms of all lines there are."""
        return list(self._items)

    def choose(self, wanted: str) -> None:
        """Chooses the line of a term; everything where there is none."""
        self.setCurrentItem(self._items.get(wanted, self._items[""]))

    # filling

    def _fill(self, group: QTreeWidgetItem | None, lines: Iterable[Filter]) -> None:
        wanted = {line.term: line for line in lines}
        parent = group or self.invisibleRootItem()
        for gone in [each for each in self._lines_of(group) if each not in wanted]:
            self._remove(gone)
        for place, line in enumerate(wanted.values()):
            self._show(parent, place, line)

    def _lines_of(self, group: QTreeWidgetItem | None) -> list[str]:
        return [key for key, item in self._items.items() if item.parent() is group and key != BIN]

    def _remove(self, gone: str) -> None:
        item = self._items.pop(gone)
        if item is self.currentItem():
            self.choose("")
        (item.parent() or self.invisibleRootItem()).removeChild(item)

    def _show(self, parent: QTreeWidgetItem, place: int, line: Filter) -> None:
        item = self._items.get(line.term)
        if item is None:
            item = QTreeWidgetItem()
            item.setData(0, TermRole, line.term)
            item.setData(0, IconRole, line.icon)
            self._items[line.term] = item
            parent.insertChild(place, item)
        elif parent.indexOfChild(item) != place and item is not self.currentItem():
            parent.removeChild(item)
            parent.insertChild(place, item)
        self._say(item, line)

    def _say(self, item: QTreeWidgetItem, line: Filter) -> None:
        if item.text(0) != line.label:
            item.setText(0, line.label)
        if item.data(0, CountRole) != line.count:
            item.setData(0, CountRole, line.count)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.label}, {line.count:,}")
        item.setToolTip(0, line.tip)

    def _group(self, title: str, shown: bool) -> QTreeWidgetItem:
        if title not in self._groups:
            group = QTreeWidgetItem([title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(group)
            group.setExpanded(True)
            self._groups[title] = group
        self._groups[title].setHidden(not shown)
        return self._groups[title]

    def _fill_bin(self, count: int) -> None:
        if BIN not in self._items:
            self._show(self.invisibleRootItem(), self.topLevelItemCount(), Filter("Bin", BIN, count, "bin"))
        self._say(self._items[BIN], Filter("Bin", BIN, count, "bin", "Articles of removed dumps"))
        self._items[BIN].setHidden(not count and self._items[BIN] is not self.currentItem())

    def _changed(self, current: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        if current is not None and current.data(0, TermRole) is not None:
            self.chosen.emit(current.data(0, TermRole), current.text(0))

    def _toggle_group(self, item: QTreeWidgetItem) -> None:
        if item in self._groups.values():
            item.setExpanded(not item.isExpanded())


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
    painter.drawText(words, _LEFT, metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, words.width()))
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.setPen(ink if selected else option.palette.color(QPalette.ColorRole.PlaceholderText))
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * 0.92)
    return made


def term(field: str, value: str) -> str:
    """A search term for a field: `source:Reuters`, `source:"Business Insider"`."""
    plain = value.isalnum()
    return f"{field}:{value}" if plain else f'{field}:"{value.replace(chr(34), " ")}"'


def _library(counts: Sidebar) -> list[Filter]:
    return [
        Filter("All Articles", "", counts.all, "all"),
        Filter("Unread", "is:unread", counts.unread, "unread"),
        Filter("Starred", "is:starred", counts.starred, "star"),
    ]


def _dumps(counts: Sidebar) -> Iterable[Filter]:
    for dump in counts.dumps:
        if not dump.removed:
            state = "" if dump.complete else "\nNot complete: open it again to go on"
            yield Filter(dump.name, term("dump", dump.name), dump.articles, "", f"{dump.path}{state}")
