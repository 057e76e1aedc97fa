"""The article on screen: shown, marked as read after a while, searched, paged through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import CuttingsError
from reader.library import ArticleRow
from reader.model import Changes, Dossier
from reader.ui.gallery import Wanted, decode_all
from reader.ui.page import ReadingPane
from reader.ui.session import Session
from reader.ui.settings import Settings

READ_AFTER = 1200  # milliseconds on screen; leafing through is no reading
FRESH = 150  # milliseconds between two looks for marks while the analysis runs


class Reading(QObject):
    """Shows the article that became current, and everything that changes about it."""

    shown = Signal(object)  # Dossier | None
    read = Signal(str)  # the id of an article that has now been read
    ended = Signal()  # paged beyond the end of the article
    failed = Signal(object)

    def __init__(self, session: Session, pane: ReadingPane, settings: Settings) -> None:
        super().__init__(pane)
        self._session = session
        self._find = pane.find_bar
        self._viewer = viewer = pane.viewer
        self._settings = settings
        self._unread = False
        self.dossier: Dossier | None = None
        self._words: tuple[str, ...] = ()
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(READ_AFTER)
        self._dwell.timeout.connect(self._was_read)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(FRESH)
        self._refresh.timeout.connect(self._show_again)
        viewer.readToEnd.connect(self._was_read)
        viewer.gallery.wanted.connect(self._fetch_pictures)
        self._restore(pane)

    def _restore(self, pane: ReadingPane) -> None:
        """The type and the marks that the reader chose, and remembering them."""
        viewer, legend, settings = pane.viewer, pane.legend, self._settings
        viewer.set_text_size(settings.number("viewer/size", viewer.types.size))
        viewer.set_measure(settings.number("viewer/measure", viewer.types.measure))
        if shown := settings.text("viewer/marks"):
            legend.set_state(shown.split())
        viewer.textSizeChanged.connect(lambda pixels: settings.set("viewer/size", pixels))
        viewer.measureChanged.connect(lambda characters: settings.set("viewer/measure", characters))
        legend.changed.connect(lambda: settings.set("viewer/marks", " ".join(legend.state()) or "none"))

    def use(self, session: Session) -> None:
        self._session = session
        self.show(None)

    def show(self, row: ArticleRow | None) -> None:
        """Shows the article of a row of the list; None: nothing."""
        self._dwell.stop()
        self._unread = row is not None and row.unread
        self._show(self._fetch(row.id) if row is not None else None)
        if self.dossier is not None and self._unread:
            self._dwell.start()

    def rest(self) -> None:
        """The library is being closed: nothing is asked of it any more."""
        self._dwell.stop()
        self._refresh.stop()

    def mark_words(self, words: Sequence[str]) -> None:
        """The words of the search, marked in whatever is shown; the article on screen keeps its place."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            if self.dossier is not None:
                self._viewer.show_dossier(self.dossier, self._words)

    def take(self, changes: Changes) -> None:
        """Shows it again where something about it changed; the viewer keeps its place."""
        if self.dossier is None:
            return
        concerned = changes.articles is None or self.dossier.article.id in changes.articles
        if concerned and changes.states:
            self._refresh.stop()
            self._show_again()
        elif concerned and (changes.marks or changes.listing) and not self._refresh.isActive():
            self._refresh.start()

    def leave_unread(self) -> None:
        """The user set the read state: time on screen does not change it any more."""
        self._dwell.stop()
        self._unread = False

    def show_cuts(self, shown: bool) -> None:
        self._viewer.set_show_cuts(shown)
        self._settings.set("viewer/cuts", shown)

    def find(self) -> None:
        self._find.open()

    def find_next(self) -> None:
        self._find.step(1)

    def find_previous(self) -> None:
        self._find.step(-1)

    def read_on(self) -> None:
        """A page down; from the end of the article, or where there is none, on to the next unread."""
        if self.dossier is None or not self._viewer.page(True):
            self._dwell.stop()
            self._was_read()
            self.ended.emit()

    def read_back(self) -> None:
        self._viewer.page(False)

    def next_name(self) -> None:
        self._viewer.step_entity(1)

    def previous_name(self) -> None:
        self._viewer.step_entity(-1)

    def next_quote(self) -> None:
        self._viewer.step_quote(1)

    def previous_quote(self) -> None:
        self._viewer.step_quote(-1)

    def _show(self, dossier: Dossier | None) -> None:
        self.dossier = dossier
        self._viewer.show_dossier(dossier, self._words)
        self.shown.emit(dossier)

    def _show_again(self) -> None:
        if self.dossier is None:
            return
        fresh = self._fetch(self.dossier.article.id)
        if fresh != self.dossier:
            self._show(fresh)

    def _fetch(self, id_: str) -> Dossier | None:
        try:
            return self._session.reader.dossier(id_)
        except CuttingsError as error:
            self.failed.emit(error)
            return None

    def _fetch_pictures(self, wanted: tuple[Wanted, ...]) -> None:
        """Has pictures that come into view read and decoded in the background."""
        take = self._viewer.gallery.take
        self._session.desk.ask("pictures", partial(decode_all, wanted), lambda _: None, on_part=take)

    def _was_read(self) -> None:
        if self.dossier is not None and self._unread:
            self._unread = False
            self.read.emit(self.dossier.article.id)
