"""What belongs to the article on screen: its copies, to be compared, and the articles of the same story."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from reader.errors import CuttingsError
from reader.library import ArticleRow, Reader
from reader.model import Changes, Dossier
from reader.rendering import count_words
from reader.ui.articles import ArticleList
from reader.ui.copies import CopiesWindow
from reader.ui.reading import Reading
from reader.ui.session import Session
from reader.ui.settings import Settings

REST = 250  # milliseconds on screen before they are looked for: leafing through asks nothing


class RelativeLinks(QWidget):
    """Two links at the head of the panel, each there only where there is something to go to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("relativeLinks")
        self.copies = self._link("copiesLink", "Compare them (D)")
        self.story = self._link("storyLink", "List the articles of these days that share its rare names and words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for link in (self.copies, self.story):
            column.addWidget(link)
        self.show_numbers(0, 0)

    def _link(self, name: str, tip: str) -> QToolButton:
        link = QToolButton(self)
        link.setObjectName(name)
        link.setProperty("role", "link")
        link.setToolTip(tip)
        return link

    def show_numbers(self, copies: int, story: int) -> None:
        """How many other copies there are, and how many other articles of the story that are no copies."""
        self.copies.setText(count_words(copies, "copy or version", "copies and versions"))
        self.copies.setVisible(bool(copies))
        self.story.setText(f"Same story: {count_words(story, 'more article')}")
        self.story.setVisible(bool(story))
        self.setVisible(bool(copies or story))


class Relatives(QObject):
    """Looks for them in the background when an article stays on screen."""

    failed = Signal(object)
    searchWanted = Signal(str)

    def __init__(
        self, session: Session, articles: ArticleList, reading: Reading, links: RelativeLinks, settings: Settings,
        window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._session = session
        self._articles = articles
        self._reading = reading
        self._links = links
        self._settings = settings
        self._window = window
        self.copies: CopiesWindow | None = None
        self._shown = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._look)
        reading.shown.connect(self._show)
        links.copies.clicked.connect(self.show_copies)
        links.story.clicked.connect(lambda: self.searchWanted.emit(f"story:{self._shown}"))

    def use(self, session: Session) -> None:
        self._session = session
        if self.copies is not None:
            self.copies.use(session)

    def take(self, changes: Changes) -> None:
        if changes.listing and self._shown:
            self._rest.start()
        if self.copies is not None:
            self.copies.take(changes)

    def rest(self) -> None:
        """The library is being closed: nothing is asked of it any more."""
        self._rest.stop()

    def show_copies(self) -> None:
        """The copies of the article on screen, and what each changed."""
        if not self._shown:
            return
        if self.copies is None:
            self.copies = CopiesWindow(self._session, self._settings, self._window)
            self.copies.opened.connect(self.open_row)
            self.copies.listWanted.connect(self.searchWanted)
            self.copies.failed.connect(self.failed)
        self.copies.show_copies(self._shown)
        self.copies.show()
        self.copies.activateWindow()
        self.copies.list.setFocus()

    def open_row(self, row: ArticleRow) -> None:
        """Shows an article, also one that is not in the list."""
        if not self._articles.select_rowid(row.rowid):
            try:
                rows = self._session.reader.rows([row.rowid])
            except CuttingsError as error:
                self.failed.emit(error)
                return
            self._reading.show(rows[0] if rows else None)

    def _show(self, dossier: Dossier | None) -> None:
        now = dossier.article.id if dossier is not None else ""
        if now == self._shown:
            return
        self._shown = now
        self._links.show_numbers(0, 0)
        self._session.desk.drop("relatives")
        if now:
            self._rest.start()

    def _look(self) -> None:
        id_ = self._shown
        if id_:
            self._session.desk.ask(
                "relatives", lambda reader: _numbers(reader, id_), self._tell, on_error=self.failed.emit
            )

    def _tell(self, numbers: tuple[int, int]) -> None:
        self._links.show_numbers(*numbers)


def _numbers(reader: Reader, id_: str) -> tuple[int, int]:
    """Other copies, and other articles of the story."""
    copies = {row.rowid for row in reader.family(id_)}
    story = set(reader.story(id_))
    own = reader.rowid(id_)
    return len(copies - {own}), len(story - copies - {own})
