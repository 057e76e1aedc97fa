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

from reader.library import DumpEntry, Sidebar
from reader.ui import icons

TermRole = Qt.ItemDataRole.UserRole  # what the filter adds to the search, "" for everything
CountRole = Qt.ItemDataRole.UserRole + 1
IconRole = Qt.ItemDataRole.UserRole + 2
BIN = "in:bin"
MORE = "\0more "  # stands for a term in the line that shows the rest of a group
EDGE = 16  # points free at both sides
SIGN = 16  # of an icon
INDENT = 25  # where all words begin, after EDGE
FEW = 12  # lines of a group at first: what is below it stays in sight
MANY = 500  # lines of a group at most: more are found faster by typing `source:`

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
        self._whole: set[str] = set()  # groups that are shown whole
        self._counts = Sidebar()
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
        self.setViewportMargins(0, 7, 0, 0)  # on one line with the search box
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setExpandsOnDoubleClick(False)
        self.itemClicked.connect(self._clicked)
        self.itemActivated.connect(self._clicked)

    # what is shown

    def show_counts(self, counts: Sidebar) -> None:
        """Shows the counts; lines that are gone go, the others keep their place and choice."""
        self._counts = counts
        self._fill(None, _library(counts))
        for title, lines in (
            ("Sources", [Filter(name, term("source", name), number) for name, number in counts.sources]),
            ("Tags", [Filter(name, term("tag", name), number) for name, number in counts.tags]),
            ("Dumps", list(_dumps(counts))),
        ):
            self._fill(self._group(title, bool(lines)), self._shortened(title, lines))
        self._fill_bin(counts.bin)
        if self.currentItem() is None:
            self.choose("")

    def _shortened(self, title: str, lines: list[Filter]) -> list[Filter]:
        """A group's first lines, and one that shows the rest; the chosen line is always among them."""
        most = MANY if title in self._whole else FEW
        if len(lines) <= most + 1:
            return lines
        shown = [line for place, line in enumerate(lines) if place < most or line.term == self.term]
        rest = f"{len(lines) - len(shown):,} more"
        tip = f"Type {title.lower().rstrip('s')}: in the search box to find them" if most == MANY else "Show them"
        return [*shown, Filter(f"{rest} …", MORE + title, 0, "", tip)]

    @property
    def term(self) -> str:
        item = self.currentItem()
        wanted = item.data(0, TermRole) if item is not None else None
        return wanted if wanted is not None and _is_search(wanted) else ""

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
        """The last line, while there is something in the bin."""
        line = Filter("Bin", BIN, count, "bin", "Articles of removed dumps; opening a dump again brings them back")
        if BIN not in self._items:
            self._show(self.invisibleRootItem(), self.topLevelItemCount(), line)
        self._say(self._items[BIN], line)
        if not count and self.term == BIN:
            self.choose("")
        self._items[BIN].setHidden(not count)

    def _changed(self, current: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        wanted = current.data(0, TermRole) if current is not None else None
        if current is not None and wanted is not None and _is_search(wanted):
            self.chosen.emit(wanted, current.text(0))

    def _clicked(self, item: QTreeWidgetItem) -> None:
        """A group opens or closes; the line that stands for the rest of one gives way to it."""
        wanted = item.data(0, TermRole)
        if wanted is None:
            item.setExpanded(not item.isExpanded())
        elif wanted.startswith(MORE) and wanted.removeprefix(MORE) not in self._whole:
            self._whole.add(wanted.removeprefix(MORE))
            self.show_counts(self._counts)


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


def _is_search(wanted: str) -> bool:
    return not wanted.startswith("\0")


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
    """A line for each name: two dumps of one name are found by the same term."""
    named: dict[str, list[DumpEntry]] = {}
    for dump in counts.dumps:
        if not dump.removed:
            named.setdefault(dump.name, []).append(dump)
    for name, dumps in named.items():
        places = [dump.path if dump.complete else f"{dump.path} (stopped; open it again to go on)" for dump in dumps]
        yield Filter(name, term("dump", name), sum(dump.articles for dump in dumps), "", "\n".join(places))
