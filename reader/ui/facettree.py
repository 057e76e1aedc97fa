"""What the articles found have in common, with counts: a click narrows the search, Ctrl with it leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QStyleOptionViewItem,
    QTreeWidgetItem,
    QWidget,
)

from reader.library import Facets
from reader.rendering import count_words
from reader.ui.lines import EDGE, CountRole, IconRole, Index, LineDelegate, TermRole
from reader.ui.linetree import MORE, LineTree, is_term
from reader.ui.terms import term, within

FEW = 6  # values of a group at first
MATCHING = 40  # values of a group while something is typed
KEPT = 300  # values of a group that are asked for: what is rarer is found by typing it into the search box
ShareRole = Qt.ItemDataRole.UserRole + 20  # of the group's commonest value, 0 to 1

Values = Sequence[tuple[str, int]]

_DENIED = re.compile(r'(?<!\S)-([A-Za-z]+):("[^"]*"|[^\s"()]+)(?!\S)')
_GROUPS = (
    ("Source", "source", "sources"),
    ("Tag", "tag", "tags"),
    ("Person", "person", "people"),
    ("Organisation", "org", "organisations"),
    ("Place", "place", "places"),
    ("Language", "lang", "languages"),
    ("Dump", "dump", "dumps"),
)


class FacetTree(LineTree):
    """The values of each facet, the commonest first."""

    wanted = Signal(str, bool)  # a term, and whether it is to be left out

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("facetTree", "What the articles found have in common", parent)
        self._facets = Facets(0, False)
        self._text = ""  # of the search
        self._typed = ""
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setItemDelegate(FacetDelegate(self))
        self.itemClicked.connect(lambda item, _column: self._take(item, self._ctrl()))
        self.customContextMenuRequested.connect(self._offer)

    # what is shown

    def show_facets(self, facets: Facets, text: str) -> None:
        """Shows the counts for a search; a value that stands in its text is marked."""
        self._facets, self._text = facets, text
        self.refill()

    def narrow(self, typed: str) -> None:
        """Shows only values with these letters; "" all again."""
        self._typed = typed.strip().casefold()
        self.refill()

    def refill(self) -> None:
        current = self.currentItem()
        here = current.data(0, TermRole) if current is not None else None
        self._items.clear()
        place = self.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        for title, field, name in _GROUPS:
            counted: Values = getattr(self._facets, name)
            known = {value.casefold() for value, _ in counted}
            denied = [each for each in _left_out(self._text, field) if each[0].casefold() not in known]
            values = [*denied, *counted]
            self._fill_group(title, [(shown(field, value), term(field, value), count) for value, count in values])
        self.setUpdatesEnabled(True)
        self.verticalScrollBar().setValue(place)
        if here in self._items:
            self.setCurrentItem(self._items[here])

    def _fill_group(self, title: str, lines: list[tuple[str, str, int]]) -> None:
        group = self._group(title)
        group.takeChildren()
        most = max((count for _, _, count in lines), default=0) or 1
        matching = [line for line in lines if self._typed in line[0].casefold()]
        few = MATCHING if self._typed else KEPT if title in self._whole else FEW
        shown_lines = matching if len(matching) <= few + 1 else matching[:few]
        group.addChildren([self._line(*line, most) for line in shown_lines])
        if len(shown_lines) < len(matching):
            rest = QTreeWidgetItem([f"{len(matching) - len(shown_lines):,} more …"])
            rest.setData(0, TermRole, MORE + title)
            group.addChild(rest)
        group.setHidden(not matching)

    def _line(self, label: str, wanted: str, count: int, most: int) -> QTreeWidgetItem:
        item = QTreeWidgetItem([label])
        self._items[wanted] = item
        item.setData(0, TermRole, wanted)
        item.setData(0, CountRole, count)
        item.setData(0, ShareRole, count / most)
        chosen = within(self._text, wanted)
        if chosen is not None:
            item.setData(0, IconRole, "check" if chosen else "clear")
        state = {True: ", chosen", False: ", left out", None: ""}[chosen]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{label}, {count_words(count, 'article')}{state}")
        item.setToolTip(0, f"{label}: {count_words(count, 'article')}\nClick: only these. Ctrl+click: without them.")
        return item

    # what is chosen

    def _take(self, item: QTreeWidgetItem, without: bool) -> None:
        if not self._open(item):
            self.wanted.emit(item.data(0, TermRole), without)

    def _ctrl(self) -> bool:
        return bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(item, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def _offer(self, point: QPoint) -> None:
        item = self.itemAt(point)
        wanted = item.data(0, TermRole) if item is not None else None
        if not is_term(wanted):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Only These", lambda: self.wanted.emit(wanted, False))
        menu.addAction("Without These", lambda: self.wanted.emit(wanted, True))
        menu.popup(self.viewport().mapToGlobal(point))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


class FacetDelegate(LineDelegate):
    """A line on a bar that is as long as its share."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        share = index.data(ShareRole)
        if share:
            bar = QRectF(option.rect.adjusted(EDGE - 8, 2, -EDGE + 8, -2))
            bar.setWidth(max(bar.width() * share, 3))
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(QPalette.ColorRole.Midlight))
            painter.drawRoundedRect(bar, 4, 4)
            painter.restore()
        super().paint(painter, option, index)


def _left_out(text: str, field: str) -> Values:
    """The values of a field that a search denies: nothing found has them, and they can be taken back."""
    values = (value.strip('"') for name, value in _DENIED.findall(text) if name.lower() == field)
    return [(value, 0) for value in dict.fromkeys(values)]


def shown(field: str, value: str) -> str:
    """A value in words: a language by its name."""
    if field != "lang":
        return value
    language = QLocale(value.replace("-", "_")).language()
    known = language not in (QLocale.Language.C, QLocale.Language.AnyLanguage)
    return QLocale.languageToString(language) if known else value
