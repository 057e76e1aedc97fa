"""The rows of the list: row numbers of the library, of which the rows themselves are fetched when they are seen."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from reader.errors import CuttingsError
from reader.library import ArticleRow, Reader
from reader.ui.cards import FoldedRole, RowRole, WordsRole, spoken
from reader.ui.lines import Index

PAGE = 32  # rows fetched at once: two screens; about 1 ms, 3 ms with snippets
PAGES = 64  # kept: 2,048 rows, under 2 MB


class ArticleModel(QAbstractTableModel):
    """Row numbers of the library in the order of the list; the rows themselves come in pages."""

    failed = Signal(object)

    def __init__(self, reader: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._rowids: array[int] = array("q")
        self._words: tuple[str, ...] = ()
        self._folded = False
        self._pages: OrderedDict[int, dict[int, ArticleRow]] = OrderedDict()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._rowids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == WordsRole:
            return self._words
        if role == FoldedRole:
            return self._folded
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, RowRole):
            return None
        row = self.row(index.row())
        if role == RowRole:
            return row
        if row is None:
            return "No longer in the library"
        return row.title if role == Qt.ItemDataRole.DisplayRole else spoken(row, folded=self._folded)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @property
    def rowids(self) -> array[int]:
        return self._rowids

    def row(self, position: int) -> ArticleRow | None:
        """The row at a position; None if the article is no longer in the library."""
        if not 0 <= position < len(self._rowids):
            return None
        return self._page(position // PAGE).get(self._rowids[position])

    def set_listing(self, rowids: array[int], words: Sequence[str], *, folded: bool = False) -> None:
        """`folded`: a row stands for its copies, too."""
        self.beginResetModel()
        self._folded = folded
        self._rowids = rowids
        self._words = tuple(words)
        self._pages.clear()
        self.endResetModel()

    def set_reader(self, reader: Reader) -> None:
        self._reader = reader
        self.set_listing(array("q"), ())

    def refresh(self) -> None:
        """Fetches the shown rows again: a tag, a star, a read state changed."""
        self._pages.clear()
        if self._rowids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rowids) - 1, 0))

    def positions(self, rowids: Collection[int]) -> list[int]:
        """Where these rows stand now, for those that are in the list."""
        if len(rowids) > 8 and not self._is_descending(rowids):
            places = {rowid: place for place, rowid in enumerate(self._rowids)}
            return [places[rowid] for rowid in rowids if rowid in places]
        return [place for rowid in rowids if (place := self.position(rowid)) is not None]

    def rowid_of(self, id_: str) -> int | None:
        """The row number of an article now: another date gives it another one."""
        try:
            return self._reader.rowid(id_) if id_ else None
        except CuttingsError as error:
            self.failed.emit(error)
            return None

    def position(self, rowid: int) -> int | None:
        """Where a row stands: at once in a list by date, else by looking through it (10 ms a million)."""
        place = bisect_left(self._rowids, -rowid, key=lambda each: -each)
        if place < len(self._rowids) and self._rowids[place] == rowid:
            return place
        try:
            return self._rowids.index(rowid)
        except ValueError:
            return None

    def _is_descending(self, rowids: Collection[int]) -> bool:
        return len(rowids) < 64 or len(self._rowids) > 200_000

    def _page(self, number: int) -> dict[int, ArticleRow]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        page = self._fetch(self._rowids[number * PAGE : (number + 1) * PAGE])
        self._pages[number] = page
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        return page

    def _fetch(self, rowids: Sequence[int]) -> dict[int, ArticleRow]:
        try:
            return {row.rowid: row for row in self._reader.rows(rowids, self._words)}
        except CuttingsError as error:
            self.failed.emit(error)
            return {}
