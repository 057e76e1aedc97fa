"""The values of the articles found: counted in the background, and written into the search by a click."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

from reader.library import Facets, Reader
from reader.model import Changes
from reader.ui.commands import Commands
from reader.ui.facets import SidePane
from reader.ui.facettree import KEPT
from reader.ui.finding import Finding
from reader.ui.search import SearchBox
from reader.ui.session import Session
from reader.ui.settings import Settings
from reader.ui.terms import with_dates, with_term

REST = 150  # milliseconds after a search until its values are counted: the list comes first
PATIENCE = 300  # until what is counted is shown without the names
CALM = 1500  # after a change of the library


class Refining(QObject):
    """Counts while the pane is open; another search interrupts the counting."""

    failed = Signal(object)

    def __init__(
        self, session: Session, pane: SidePane, finding: Finding, box: SearchBox, commands: Commands, settings: Settings
    ) -> None:
        super().__init__(pane)
        self._session = session
        self._side, self._pane = pane, pane.facets
        self._finding = finding
        self._box = box
        self._commands = commands
        self._settings = settings
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._count)
        self._counting = False
        self._early: tuple[Facets, str] | None = None  # without the names, for where those take long
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._show_early)
        pane.appeared.connect(lambda: self._soon(0))
        finding.asked.connect(lambda _query: self._soon(REST))
        for on, switch in enumerate(pane.switches):
            switch.clicked.connect(lambda _checked=False, on=bool(on): self.show(on))
        self._pane.tree.wanted.connect(self.narrow)
        self._pane.timeline.chosen.connect(lambda period: self._search(with_dates(self._box.text(), period)))
        self.show(settings.flag("panes/facets"))

    def use(self, session: Session) -> None:
        self._session = session

    def take(self, changes: Changes) -> None:
        if (changes.listing or changes.states or changes.marks) and not self._waiting.isActive():
            self._soon(CALM)

    def rest(self) -> None:
        """The library is being closed: nothing is asked of it any more."""
        self._waiting.stop()
        self._patience.stop()

    @property
    def settled(self) -> bool:
        return not self._counting and not self._waiting.isActive()

    def show(self, on: bool) -> None:
        """The values of the search instead of the library's filters, or the other way round."""
        self._side.show_facets(on)
        self._settings.set("panes/facets", on)
        self._commands["actionFacets"].setChecked(on)
        if on:
            self._soon(0)

    def toggle(self, on: bool) -> None:
        """Shows them with their pane, and puts the cursor where a value is typed."""
        if on and not self._commands["actionSidebar"].isChecked():
            self._commands["actionSidebar"].trigger()
        self.show(on)
        self._side.setFocus()

    def narrow(self, term: str, without: bool) -> None:
        """Writes a term into the search, or takes it out."""
        self._search(with_term(self._box.text(), term, without=without))

    def _search(self, text: str) -> None:
        self._box.setText(text)
        self._box.returnPressed.emit()

    def _soon(self, rest: int) -> None:
        if self._side.shows_facets:
            self._waiting.start(rest)

    def _count(self) -> None:
        if not self._side.isVisible():
            return
        query = self._finding.query
        self._counting, self._early = True, None
        self._pane.show_counting()

        def question(reader: Reader) -> Generator[Facets, None, Facets]:
            return reader.faceting(query, KEPT)

        self._session.desk.ask(
            "facets",
            question,
            lambda facets: self._show(facets, query.text),
            on_part=lambda facets: self._take_early(facets, query.text),
            on_error=self._fail,
        )

    def _take_early(self, facets: Facets, text: str) -> None:
        """Groups that come and go at once would only flicker."""
        self._early = facets, text
        self._patience.start()

    def _show_early(self) -> None:
        if self._counting and self._early is not None:
            self._pane.show_facets(*self._early, whole=False)

    def _show(self, facets: Facets, text: str) -> None:
        self._counting, self._early = False, None
        self._patience.stop()
        self._pane.show_facets(facets, text, whole=True)

    def _fail(self, error: BaseException) -> None:
        self._counting = False
        self.failed.emit(error)
