"""The list of articles: its selection, its place, and going from article to article.

A table view with fixed sections, because Qt's list and tree views ask a Python model for the size
of every row (3.6 s for a million rows, against 12 ms).
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from reader.library import ArticleRow
from reader.ui.articlemodel import PAGE, ArticleModel
from reader.ui.cards import CardDelegate

KEPT = 5000  # selected rows that are found again when the list changes; beyond, only the current one
NEAR = 10  # pages searched at once for the next unread article; beyond, the library is asked


class ArticleList(QTableView):
    """One row an article; the selection and what is on screen stay while rows arrive."""

    shown = Signal(object)  # the ArticleRow that became current, or None
    chosen = Signal()  # another set of rows is selected
    unreadWanted = Signal(int)  # +1 or -1: the next unread article is not near

    def __init__(self, model: ArticleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleList")
        self.setAccessibleName("Articles")
        self._articles = model
        self._current: int | None = None
        self._current_id = ""
        self._cards = CardDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._cards)
        self._lay_out()
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    def _lay_out(self) -> None:
        self.horizontalHeader().setVisible(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit_cards()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)

    def fit_cards(self) -> None:
        """Makes the rows as high as the font needs; again when it changed."""
        height = self._cards.height(self.font())
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 2)

    # what is shown and selected

    @property
    def current(self) -> ArticleRow | None:
        return self._articles.row(self.currentIndex().row())

    @property
    def listed(self) -> array[int]:
        """The row numbers of all articles in the list, in its order."""
        return self._articles.rowids

    def set_listing(self, rowids: array[int], words: Sequence[str], *, keep: bool, folded: bool = False) -> None:
        """Shows another list. `keep`: the same search again, so selection and place stay."""
        selected, everything = self.selected_rowids(KEPT), self.everything_selected
        anchor, offset = self._anchor()
        self._articles.set_listing(rowids, words, folded=folded)
        if keep:
            self._select_again(selected, everything)
            self._restore_anchor(anchor, offset)
        else:
            self.scrollToTop()
            self._select_again(selected[:0], False)
        self.chosen.emit()

    def selected_rowids(self, most: int | None = None) -> list[int]:
        """The row numbers of the selected articles in the order of the list; at most `most`."""
        found: list[int] = []
        for first, last in self._ranges():
            found += self._articles.rowids[first : last + 1]
            if most is not None and len(found) > most:
                return found[:most]
        return found

    @property
    def selected_count(self) -> int:
        return sum(last - first + 1 for first, last in self._ranges())

    @property
    def everything_selected(self) -> bool:
        """Whether the selection is the whole search: then an action is on the search, not on its rows."""
        return 1 < self.selected_count == len(self._articles.rowids)

    def select_rowid(self, rowid: int) -> bool:
        """Makes a row the current one; whether it is in the list."""
        position = self._articles.position(rowid)
        if position is not None:
            self._go(position)
        return position is not None

    # moving

    def leave_selected(self) -> None:
        """Goes to the first row behind the selected ones, else to the last before them: those are about to go."""
        ranges = self._ranges()
        if not ranges or self.everything_selected:
            return
        behind = ranges[-1][1] + 1
        self._go(behind if behind < len(self._articles.rowids) else ranges[0][0] - 1)

    def next(self) -> None:
        self._go(min(self.currentIndex().row() + 1, len(self._articles.rowids) - 1))

    def previous(self) -> None:
        self._go(max(self.currentIndex().row() - 1, 0))

    def next_unread(self) -> None:
        self._go_unread(1)

    def previous_unread(self) -> None:
        self._go_unread(-1)

    def go_to_one_of(self, rowids: Collection[int], direction: int) -> bool:
        """Goes to the first of these rows in a direction, from the other end where none is left."""
        here = self.currentIndex().row()
        places = sorted(self._articles.positions(rowids), reverse=direction < 0)
        beyond = [place for place in places if (place - here) * direction > 0]
        if not places:
            return False
        self._go((beyond or places)[0])
        return True

    def _go_unread(self, direction: int) -> None:
        for place in self._near(direction):
            row = self._articles.row(place)
            if row is not None and row.unread:
                self._go(place)
                return
        self.unreadWanted.emit(direction)

    def _near(self, direction: int) -> Iterator[int]:
        here = self.currentIndex().row()
        if here < 0 and direction < 0:
            return iter(())
        end = min(here + NEAR * PAGE, len(self._articles.rowids)) if direction > 0 else max(here - NEAR * PAGE, -1)
        return iter(range(here + direction, end, direction))

    def _go(self, position: int) -> None:
        if position >= 0:
            self.setCurrentIndex(self._articles.index(position, 0))
            self.scrollTo(self.currentIndex())

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self._articles.row(current.row()) if current.isValid() else None
        rowid = row.rowid if row else None
        if rowid != self._current:
            self._current = rowid
            self._current_id = row.id if row else ""
            self.shown.emit(row)

    def _ranges(self) -> list[tuple[int, int]]:
        return sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt would make the first row current, and so open an article that nobody chose."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            self.viewport().update()

    # staying in place

    def _anchor(self) -> tuple[int | None, int]:
        first = self.rowAt(0)
        if first < 0 or self.verticalScrollBar().value() == 0:
            return None, 0
        return self._articles.rowids[first], self.rowViewportPosition(first)

    def _restore_anchor(self, rowid: int | None, offset: int) -> None:
        position = None if rowid is None else self._articles.position(rowid)
        self.updateGeometries()
        if position is not None:
            self.verticalScrollBar().setValue(position * self.rowHeight(position) - offset)

    def _select_again(self, rowids: list[int], everything: bool) -> None:
        current = None if self._current is None else self._articles.position(self._current)
        if current is None and (moved := self._articles.rowid_of(self._current_id)) is not None:
            rowids = [moved if rowid == self._current else rowid for rowid in rowids]
            self._current, current = moved, self._articles.position(moved)
        flags = QItemSelectionModel.SelectionFlag
        if current is not None:
            index = self._articles.index(current, 0)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect if not rowids else flags.NoUpdate)
        elif self._current is not None:
            self._current = None
            self.shown.emit(None)
        if everything:
            self.selectAll()
        elif rowids:
            selection = QItemSelection()
            for place in self._articles.positions(rowids):
                selection.select(self._articles.index(place, 0), self._articles.index(place, 0))
            self.selectionModel().select(selection, flags.ClearAndSelect)
