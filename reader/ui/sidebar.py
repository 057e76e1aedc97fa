"""The filters on the left: what is unread or starred, sources, tags, dumps and the bin, with counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
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
from reader.ui.icons import icon

TermRole = Qt.ItemDataRole.UserRole  # what the filter adds to the search, "" for everything
CountRole = Qt.ItemDataRole.UserRole + 1
IconRole = Qt.ItemDataRole.UserRole + 2
BIN = "in:bin"


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
        self.setIndentation(14)
        self.setIconSize(QSize(18, 18))
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setItemDelegate(LineDelegate(self))
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setExpandsOnDoubleClick(False)
        self.itemClicked.connect(self._toggle_group)

    # what is shown

    def show_counts(self, counts: Sidebar) -> None:
        """Shows the counts; lines that are gone go, the others keep their place and choice."""
        self._fill(None, _library(counts))
        for title, lines in (
            ("Sources", [Filter(name, term("source", name), number) for name, number in counts.sources]),
            ("Tags", [Filter(name, term("tag", name), number) for name, number in counts.tags]),
            ("Dumps", list(_dumps(counts))),
        ):
            self._fill(self._group(title, bool(lines)), lines)
        self._fill_bin(counts.bin)

    def draw_icons(self) -> None:
        """Again in the palette's colours, after the theme changed."""
        for item in self._items.values():
            if name := item.data(0, IconRole):
                item.setIcon(0, icon(name, self.palette()))

    @property
    def term(self) -> str:
        item = self.currentItem()
        return item.data(0, TermRole) or "" if item is not None else ""

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
            if line.icon:
                item.setIcon(0, icon(line.icon, self.palette()))
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
    """A line with its count at the right; a group's title is small and calm."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, QFontMetrics(option.font).height() + 11)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        count = index.data(CountRole)
        text = f"{count:,}" if count else ""
        taken = QFontMetrics(option.font).horizontalAdvance(text) + 16 if text else 6
        area = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, _colour(option, QPalette.ColorRole.Highlight))
        self._line(painter, option, index, taken)
        painter.setPen(_colour(option, QPalette.ColorRole.PlaceholderText))
        painter.setFont(option.font)
        painter.drawText(area.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _line(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, taken: int
    ) -> None:
        line = QStyleOptionViewItem(option)
        line.rect = line.rect.adjusted(0, 0, -taken, 0)
        line.state &= ~QStyle.StateFlag.State_Selected
        if index.data(TermRole) is None:
            font = QFont(line.font)
            font.setWeight(QFont.Weight.DemiBold)
            line.font = font
            line.palette.setBrush(QPalette.ColorRole.Text, _colour(option, QPalette.ColorRole.PlaceholderText))
        super().paint(painter, line, index)


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


def _colour(option: QStyleOptionViewItem, role: QPalette.ColorRole) -> QColor:
    return option.palette.color(role)
