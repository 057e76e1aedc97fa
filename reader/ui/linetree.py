"""Groups of lines with counts, as the filters and the facets show them: one column, no branches, titles that fold."""

from __future__ import annotations

from typing import TypeGuard

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from reader.ui.lines import LineDelegate, TermRole

MORE = "\0more "  # stands for a term in the line that shows the rest of a group


class LineTree(QTreeWidget):
    """Holds the groups by their titles; what their lines are is its heir's, who fills it anew in `refill`."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._items: dict[str, QTreeWidgetItem] = {}  # lines by their terms
        self._whole: set[str] = set()  # groups that are shown whole
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
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    @property
    def terms(self) -> list[str]:
        """The terms of all lines there are."""
        return list(self._items)

    def refill(self) -> None:
        """Shows the same lines again: a group is to be shown whole."""

    def _group(self, title: str) -> QTreeWidgetItem:
        if title not in self._groups:
            group = QTreeWidgetItem([title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(group)
            group.setExpanded(True)
            self._groups[title] = group
        return self._groups[title]

    def _open(self, item: QTreeWidgetItem) -> bool:
        """Folds or unfolds a group, or shows the rest of one; False where the line is neither."""
        wanted = item.data(0, TermRole)
        if wanted is None:
            item.setExpanded(not item.isExpanded())
        elif not is_term(wanted) and wanted.removeprefix(MORE) not in self._whole:
            self._whole.add(wanted.removeprefix(MORE))
            self.refill()
        return not is_term(wanted)


def is_term(wanted: str | None) -> TypeGuard[str]:
    """Whether a line narrows the search: it is neither a group's title nor shows the rest of one."""
    return wanted is not None and not wanted.startswith(MORE)
