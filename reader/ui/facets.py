"""The pane that refines a search: articles over time, and the values that they have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from reader.library import Facets
from reader.rendering import count_words
from reader.ui.facettree import FacetTree
from reader.ui.timeline import Timeline


class FacetPane(QWidget):
    """Over time at the top, the values below, with a line to find one by typing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facetPane")
        self.timeline = Timeline(self)
        self.timeline.setObjectName("facetTimeline")
        self.tree = FacetTree(self)
        self.typed = QLineEdit(self)
        self.typed.setObjectName("facetFilter")
        self.typed.setAccessibleName("Find a value")
        self.typed.setPlaceholderText("Find a value")
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(self.tree.narrow)
        self.note = QLabel(self)
        self.note.setProperty("role", "hint")
        self.note.setWordWrap(True)
        inner = QVBoxLayout()
        inner.setContentsMargins(10, 4, 10, 4)
        inner.setSpacing(8)
        for part in (self.note, self.timeline, self.typed):
            inner.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner)
        column.addWidget(self.tree, 1)

    def show_counting(self) -> None:
        """The counts shown are those of the search before."""
        self.note.setText("Counting …")

    def show_facets(self, facets: Facets, text: str, *, whole: bool) -> None:
        """Shows counts; `whole`: with the names, which take longest."""
        number = count_words(facets.total, "article")
        of = f"Of the newest {number}" if facets.capped else f"Of {number}"
        self.note.setText(of if whole else f"{of}; names are being counted …")
        self.timeline.show_months(facets.months)
        self.tree.show_facets(facets, text)


class SidePane(QWidget):
    """The filters of the library, or the values of the search: one of both at a time."""

    appeared = Signal()

    def __init__(self, filters: QWidget, facets: FacetPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePane")
        self.filters, self.facets = filters, facets
        self._pages = QStackedWidget(self)
        self.switches = (self._switch("Library"), self._switch("This Search"))
        head = QHBoxLayout()
        head.setContentsMargins(11, 9, 10, 2)
        head.setSpacing(8)
        for switch, page in zip(self.switches, (filters, facets), strict=True):
            head.addWidget(switch)
            self._pages.addWidget(page)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.show_facets(False)

    def _switch(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setProperty("role", "tab")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.appeared.emit()

    @property
    def shows_facets(self) -> bool:
        return self._pages.currentWidget() is self.facets

    def show_facets(self, on: bool) -> None:
        self._pages.setCurrentWidget(self.facets if on else self.filters)
        self.setFocusProxy(self.facets.typed if on else self.filters)
        for place, switch in enumerate(self.switches):
            switch.setChecked(on == bool(place))
