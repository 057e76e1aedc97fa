"""What stands in the window: filters, list, article and panel side by side, under menus and a toolbar.

The parts do not know each other, and nothing happens in here: `window.py` says who tells whom.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from reader.library import Reader
from reader.ui.articlemodel import ArticleModel
from reader.ui.articles import ArticleList
from reader.ui.beside import Beside
from reader.ui.boxes import below, stack
from reader.ui.columns import Columns
from reader.ui.commands import Commands
from reader.ui.facets import FacetPane, SidePane
from reader.ui.hints import Hint
from reader.ui.page import ReadingPane
from reader.ui.panel import Panel
from reader.ui.search import SearchPane
from reader.ui.sidebar import FilterTree
from reader.ui.status import StatusBar


class Frame(QMainWindow):
    """The parts by their names, made and laid out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.commands = Commands(self)
        self.filters = FilterTree(self)
        self.search = SearchPane(self)
        self.model = ArticleModel(reader, self)
        self.articles = ArticleList(self.model, self)
        self.page = ReadingPane(self)
        self.viewer = self.page.viewer
        self.panel = Panel(self)
        self.list_hint = Hint("listHint", self)
        self.viewer_hint = Hint("viewerHint", self)
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
        self._lay_out()
        self._add_toolbar()
        self._add_menus()

    def _lay_out(self) -> None:
        self.list_stack = stack(self.articles, self.list_hint)
        self.beside = Beside(self.page)
        self.viewer_stack = stack(self.beside, self.viewer_hint)
        self.middle = below(self.search, self.list_stack, growing=self.list_stack)
        self.side = SidePane(self.filters, FacetPane(self), self)
        self.columns = Columns(self.side, self.middle, self.viewer_stack, self.panel)
        self.setCentralWidget(self.columns)
        for pane in (self.panel, self.side.facets):
            leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), pane, self.articles.setFocus)
            leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _add_toolbar(self) -> None:
        self.bar = QToolBar("Tools", self)
        self.bar.setObjectName("toolBar")
        self.bar.setMovable(False)
        self.commands.fill_toolbar(self.bar)
        self.addToolBar(self.bar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def _add_menus(self) -> None:
        menus = self.commands.fill_menus()
        self.recent = menus["Library"].addMenu("Recent Libraries")
        menus["Library"].insertMenu(self.commands["actionDumps"], self.recent)
        order = QMenu(self)
        order.addActions([*menus["Order"].actions(), order.addSeparator(), self.commands["actionFold"]])
        self.search.order.setMenu(order)
