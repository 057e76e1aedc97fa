"""From a quotation or a name to the article where it stands, and to the windows that hold all of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import CuttingsError
from reader.library import Name, Quotation
from reader.model import Changes
from reader.ui.articles import ArticleList
from reader.ui.namepage import NamePage
from reader.ui.quoteindex import QuoteIndex
from reader.ui.reading import Reading
from reader.ui.session import Session
from reader.ui.viewer import Viewer


class Visiting(QObject):
    """Opens the windows, and follows what is chosen in them."""

    failed = Signal(object)
    said = Signal(str)  # for the status bar
    searchWanted = Signal(str)
    writeWanted = Signal(object)  # a write on the library, to be undone as any other

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
        self.names: NamePage | None = None

    def use(self, session: Session) -> None:
        self._session = session
        if self.quotes is not None:
            self.quotes.use(session)
        if self.names is not None:
            self.names.close()

    def take(self, changes: Changes) -> None:
        if self.quotes is not None:
            self.quotes.take(changes)
        if self.names is not None:
            self.names.take(changes)

    def show_quotes(self) -> None:
        """The quote index."""
        if self.quotes is None:
            self.quotes = QuoteIndex(self._session, self._parent)
            self.quotes.opened.connect(self.go)
            self.quotes.speakerWanted.connect(self.show_name)
            self.quotes.failed.connect(self.failed)
        self.quotes.use(self._session)
        self.quotes.show()
        self.quotes.activateWindow()
        self.quotes.words.setFocus()

    def show_said(self, speaker: str) -> None:
        """The quote index with what a speaker said."""
        self.show_quotes()
        if self.quotes is not None:
            self.quotes.show_speaker(speaker)

    def show_chosen(self) -> None:
        """The page of the name that is chosen in the text, or at the text cursor."""
        if name := self._viewer.name_here():
            self.show_name(name)
        else:
            self.said.emit("Choose a name in the text first: click on one, or step to one with E.")

    def show_name(self, text: str) -> None:
        """The page of a name of the article on screen, or of the library; a mere phrase has its quotations only."""
        name = self._named(text)
        if name is None:
            self.show_said(text)
            return
        if self.names is None:
            self.names = NamePage(self._session, self._parent)
            self.names.opened.connect(self.go)
            self.names.quotesWanted.connect(self.show_said)
            self.names.searchWanted.connect(self.searchWanted)
            self.names.writeWanted.connect(self.writeWanted)
            self.names.failed.connect(self.failed)
        self.names.use(self._session)
        self.names.show_name(name)
        self.names.show()
        self.names.activateWindow()

    def _named(self, text: str) -> Name | None:
        dossier = self._reading.dossier
        marks = (*dossier.marks.entities, *dossier.marks.title_entities) if dossier else ()
        here = next((Name(each.type.value, each.name) for each in marks if each.name == text), None)
        try:
            return here or self._session.reader.name_called(text)
        except CuttingsError as error:
            self.failed.emit(error)
            return None

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
