"""From a quotation or a name to the article where it stands, and to the windows that hold all of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import CuttingsError
from reader.library import Quotation
from reader.model import Changes
from reader.ui.articles import ArticleList
from reader.ui.quoteindex import QuoteIndex
from reader.ui.reading import Reading
from reader.ui.session import Session
from reader.ui.viewer import Viewer


class Visiting(QObject):
    """Opens the windows, and follows what is chosen in them."""

    failed = Signal(object)

    def __init__(
        self, session: Session, articles: ArticleList, reading: Reading, viewer: Viewer, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._articles = articles
        self._reading = reading
        self._viewer = viewer
        self._parent = parent
        self.quotes: QuoteIndex | None = None

    def use(self, session: Session) -> None:
        self._session = session
        if self.quotes is not None:
            self.quotes.use(session)

    def take(self, changes: Changes) -> None:
        if self.quotes is not None:
            self.quotes.take(changes)

    def show_quotes(self) -> None:
        """The quote index."""
        if self.quotes is None:
            self.quotes = QuoteIndex(self._session, self._parent)
            self.quotes.opened.connect(self.go)
            self.quotes.failed.connect(self.failed)
        self.quotes.use(self._session)
        self.quotes.show()
        self.quotes.activateWindow()
        self.quotes.words.setFocus()

    def go(self, said: Quotation) -> None:
        """Shows the article of a quotation, at its place; one that is not in the list is shown all the same."""
        there = self._reading.dossier
        if (there is None or there.article.id != said.id) and not self._articles.select_rowid(said.rowid):
            try:
                rows = self._session.reader.rows([said.rowid])
            except CuttingsError as error:
                self.failed.emit(error)
                return
            self._reading.show(rows[0] if rows else None)
        self._viewer.travel(said.quote.start, said.quote.end)
