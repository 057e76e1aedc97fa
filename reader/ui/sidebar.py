"""The filters on the left: what is unread or starred, saved searches, sources, tags, dumps, the bin, with counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QTreeWidgetItem, QWidget

from reader.library import DumpEntry, Sidebar
from reader.ui.lines import CountRole, IconRole, TermRole
from reader.ui.linetree import MORE, LineTree, is_term
from reader.ui.terms import term

FilterRole = Qt.ItemDataRole.UserRole + 10  # the Filter itself
BIN = "in:bin"
FEW = 12  # lines of a group at first: what is below it stays in sight
MANY = 500  # lines of a group at most: more are found faster by typing `source:`


@dataclass(frozen=True, slots=True)
class Filter:
    """One line of the tree."""

    label: str
    term: str
    count: int
    icon: str = ""
    tip: str = ""
    kind: str = ""  # "source", "pinned", "saved": what can be done with it


class FilterTree(LineTree):
    """Choosing a line narrows the search to it; the line stays chosen while counts change."""

    chosen = Signal(str, str)  # the search term, and the label in words
    editWanted = Signal(str)  # a saved search, by its name
    deleteWanted = Signal(str)
    pinWanted = Signal(str, bool)  # a source, to the top or no longer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("filterTree", "Filters", parent)
        self.setViewportMargins(0, 4, 0, 0)
        self._found: dict[str, int] = {}  # by the names of saved searches
        self._counts = Sidebar()
        self.show_counts(Sidebar())
        self.itemClicked.connect(self._open)
        self.itemActivated.connect(self._open)
        self.customContextMenuRequested.connect(self._offer)
        self.currentItemChanged.connect(self._changed)

    # what is shown

    def show_counts(self, counts: Sidebar) -> None:
        """Shows the counts; lines that are gone go, the others keep their place and choice."""
        self._counts = counts
        sources = {name: _source(name, number, counts.pinned) for name, number in counts.sources}
        pinned = [sources.pop(name, _source(name, 0, counts.pinned)) for name in counts.pinned]
        groups = {
            "": [*_library(counts), *pinned],
            "Searches": [_saved(name, text, self._found.get(name, 0)) for name, text in counts.saved],
            "Sources": list(sources.values()),
            "Tags": [Filter(name, term("tag", name), number) for name, number in counts.tags],
            "Dumps": list(_dumps(counts)),
        }
        shown = {title: self._shortened(title, lines) for title, lines in groups.items()}
        self._remove_others({line.term for lines in shown.values() for line in lines} | {BIN})
        for title, lines in shown.items():
            self._fill(self._group(title) if title else self.invisibleRootItem(), lines)
            if title:
                self._group(title).setHidden(not lines)
        self._fill_bin(counts.bin)
        if self.currentItem() is None:
            self.choose("")

    def refill(self) -> None:
        self.show_counts(self._counts)

    def show_found(self, numbers: Mapping[str, int]) -> None:
        """How many articles saved searches find."""
        self._found |= numbers
        for name, number in numbers.items():
            item = self._items.get(term("search", name))
            if item is not None:
                self._say(item, replace(item.data(0, FilterRole), count=number))

    def _shortened(self, title: str, lines: list[Filter]) -> list[Filter]:
        """A group's first lines, and one that shows the rest; the chosen line is always among them."""
        most = MANY if title in self._whole else FEW
        if not title or len(lines) <= most + 1:
            return lines
        shown = [line for place, line in enumerate(lines) if place < most or line.term == self.term]
        rest = f"{len(lines) - len(shown):,} more"
        tip = f"Type {title.lower().rstrip('s')}: in the search box to find them" if most == MANY else "Show them"
        return [*shown, Filter(f"{rest} …", MORE + title, 0, "", tip)]

    @property
    def term(self) -> str:
        item = self.currentItem()
        wanted = item.data(0, TermRole) if item is not None else None
        return wanted if is_term(wanted) else ""

    @property
    def label(self) -> str:
        """The chosen line in words."""
        item = self.currentItem()
        return item.text(0) if item is not None and self.term else ""

    def choose(self, wanted: str) -> None:
        """Chooses the line of a term; everything where there is none."""
        self.setCurrentItem(self._items.get(wanted, self._items[""]))

    # filling

    def _fill(self, parent: QTreeWidgetItem, lines: Iterable[Filter]) -> None:
        for place, line in enumerate({line.term: line for line in lines}.values()):
            self._show(parent, place, line)

    def _remove_others(self, wanted: Collection[str]) -> None:
        for gone in [key for key in self._items if key not in wanted]:
            item = self._items.pop(gone)
            if item is self.currentItem():
                self.choose("")
            (item.parent() or self.invisibleRootItem()).removeChild(item)

    def _show(self, parent: QTreeWidgetItem, place: int, line: Filter) -> None:
        item = self._items.get(line.term)
        if item is None:
            item = QTreeWidgetItem()
            item.setData(0, TermRole, line.term)
            self._items[line.term] = item
            parent.insertChild(place, item)
        elif (item.parent() or self.invisibleRootItem()) is not parent or parent.indexOfChild(item) != place:
            self._move(item, parent, place)
        self._say(item, line)

    def _move(self, item: QTreeWidgetItem, parent: QTreeWidgetItem, place: int) -> None:
        """Taken out, the chosen line would give way to another: nobody is told of that."""
        chosen = item is self.currentItem()
        self.blockSignals(chosen)
        (item.parent() or self.invisibleRootItem()).removeChild(item)
        parent.insertChild(place, item)
        if chosen:
            self.setCurrentItem(item)
            self.blockSignals(False)

    def _say(self, item: QTreeWidgetItem, line: Filter) -> None:
        if item.text(0) != line.label:
            item.setText(0, line.label)
        item.setData(0, FilterRole, line)
        item.setData(0, IconRole, line.icon)
        if item.data(0, CountRole) != line.count:
            item.setData(0, CountRole, line.count)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.label}, {line.count:,}")
        item.setToolTip(0, line.tip)

    def _fill_bin(self, count: int) -> None:
        """The last line, while there is something in the bin."""
        line = Filter(
            "Bin", BIN, count, "bin", "What you put here, and articles of removed dumps; all of it can come back"
        )
        if BIN not in self._items:
            self._show(self.invisibleRootItem(), self.topLevelItemCount(), line)
        self._say(self._items[BIN], line)
        if not count and self.term == BIN:
            self.choose("")
        self._items[BIN].setHidden(not count)

    def _changed(self, current: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        wanted = current.data(0, TermRole) if current is not None else None
        if current is not None and is_term(wanted):
            self.chosen.emit(wanted, current.text(0))

    # what can be done with a line

    def _offer(self, point: QPoint) -> None:
        item = self.itemAt(point)
        line = item.data(0, FilterRole) if item is not None else None
        if menu := self.menu_of(line):
            menu.popup(self.viewport().mapToGlobal(point))

    def menu_of(self, line: Filter | None) -> QMenu | None:
        """What a line's menu offers; None: nothing."""
        if line is None or not line.kind:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if line.kind == "saved":
            menu.addAction("Edit or Rename…", lambda: self.editWanted.emit(line.label))
            menu.addAction("Delete", lambda: self.deleteWanted.emit(line.label))
        else:
            pinned = line.kind == "pinned"
            words = "No Longer at the Top" if pinned else "Pin to the Top"
            menu.addAction(words, lambda: self.pinWanted.emit(line.label, not pinned))
        return menu

    def event(self, event: QEvent) -> bool:
        """Delete and F2 are this line's while it is a saved search, not the article's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = self._own(event)
        if wanted:
            wanted()
        else:
            super().keyPressEvent(event)

    def _own(self, event: QKeyEvent) -> Callable[[], None] | None:
        item = self.currentItem()
        line = item.data(0, FilterRole) if item is not None else None
        if line is None or line.kind != "saved" or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return None
        signals: dict[int, SignalInstance] = {Qt.Key.Key_Delete: self.deleteWanted, Qt.Key.Key_F2: self.editWanted}
        signal = signals.get(event.key())
        return None if signal is None else lambda: signal.emit(line.label)


def _library(counts: Sidebar) -> list[Filter]:
    return [
        Filter("All Articles", "", counts.all, "all"),
        Filter("Unread", "is:unread", counts.unread, "unread"),
        Filter("Starred", "is:starred", counts.starred, "star"),
    ]


def _source(name: str, number: int, pinned: Collection[str]) -> Filter:
    if name in pinned:
        return Filter(name, term("source", name), number, "pin", "At the top until you unpin it", "pinned")
    return Filter(name, term("source", name), number, kind="source")


def _saved(name: str, text: str, found: int) -> Filter:
    return Filter(name, term("search", name), found, "search", f"{name}: {text}", "saved")


def _dumps(counts: Sidebar) -> Iterable[Filter]:
    """A line for each name: two dumps of one name are found by the same term."""
    named: dict[str, list[DumpEntry]] = {}
    for dump in counts.dumps:
        if not dump.removed:
            named.setdefault(dump.name, []).append(dump)
    for name, dumps in named.items():
        places = [dump.path if dump.complete else f"{dump.path} (stopped; open it again to go on)" for dump in dumps]
        yield Filter(name, term("dump", name), sum(dump.articles for dump in dumps), "", "\n".join(places))
