"""The window: what its parts do, and who tells whom.

What the user does becomes a write on the library's lane; every write returns `Changes`, and the lane's one
signal tells all parts, which look for themselves.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

from reader.library import Reader, Sidebar
from reader.model import Changes
from reader.ui import dialogs
from reader.ui.analysing import Analysing
from reader.ui.correcting import Correcting
from reader.ui.counting import Counting
from reader.ui.exporting import Exporting
from reader.ui.finding import Finding
from reader.ui.forgetting import Forgetting
from reader.ui.frame import Frame
from reader.ui.hints import tell
from reader.ui.importing import Importing
from reader.ui.jobs import Lane
from reader.ui.keys import Keys
from reader.ui.libraries import Libraries
from reader.ui.marking import Marking
from reader.ui.original import Original
from reader.ui.pages import Pages
from reader.ui.panes import Panes
from reader.ui.reading import Reading
from reader.ui.recleaning import CleaningAnew
from reader.ui.refining import Refining
from reader.ui.relating import Relating
from reader.ui.relatives import Relatives
from reader.ui.searching import Searching
from reader.ui.session import Session
from reader.ui.settings import Settings
from reader.ui.themes import Themes
from reader.ui.visiting import Visiting

SIZE = (1280, 820)
ANALYSED_FIRST = 200  # selected articles that are analysed before the others


class MainWindow(Frame):
    """The whole window for one library at a time."""

    def __init__(self, lane: Lane, reader: Reader, settings: Settings | None = None) -> None:
        super().__init__(reader)
        dialogs.show_bugs()
        self.session = Session(reader.path, lane, reader)
        self.settings = settings or Settings()
        self.themes = Themes(self.settings)
        self._make_jobs()
        self._connect_list()
        self._connect_article()
        self._connect_panel()
        self._connect_status()
        self._connect_library()
        self.commands.connect()
        self._connect_lane(self.session)
        self._restore()
        self._refresh_all()

    # making it

    def _make_jobs(self) -> None:
        session = self.session
        self.reading = Reading(session, self.page, self.settings)
        self.finding = Finding(session, self.filters, self.search, self.articles, self.settings)
        self.marking = Marking(session, self.articles, self.finding, self.reading)
        self.searching = Searching(session, self.filters, self.search, self.finding, self.marking, self.settings, self)
        self.original = Original(session, self.viewer, self)
        self.beside.add_original(self.original.pane)
        self.correcting = Correcting(self.marking, self.reading, self.viewer, self)
        self.importing = Importing(session, self.settings, self)
        self.exporting = Exporting(session, self.marking, self.finding, self.reading, self.settings, self)
        self.analysing = Analysing(session.lane, self.settings, self)
        self.relating = Relating(session.lane, self)
        self.libraries = Libraries(session, self.settings, self)
        self.cleaning = CleaningAnew(session, self)
        self.visiting = Visiting(session, self.articles, self.reading, self.viewer, self)
        self.relatives = Relatives(session, self.articles, self.reading, self.panel.relatives, self.settings, self)
        self.forgetting = Forgetting(session, self.articles, self.marking, self)
        self.keys = Keys(self.commands, self.settings, self)
        stops = (self.search.box, self.side, self.articles, self.viewer, self.panel)
        self.panes = Panes(self.columns, stops, self.commands, self.settings, self)
        self.refining = Refining(session, self.side, self.finding, self.search.box, self.commands, self.settings)
        self.counting = Counting(session, self)
        self.pages = Pages(session, self, self.show_error, self.importing.open_as)

    def _connect_list(self) -> None:
        """Search, list and filters."""
        self.articles.shown.connect(self.reading.show)
        self.articles.chosen.connect(self._selection_changed)
        self.articles.unreadWanted.connect(self.finding.unread)
        self.articles.activated.connect(lambda _index: self.viewer.setFocus())
        self.search.box.left.connect(self.articles.setFocus)
        self.finding.listed.connect(self._listed)
        self.finding.asked.connect(lambda query: self.reading.mark_words(query.words))
        self.searching.articleWanted.connect(self.relatives.open_row)
        for asker in (self.visiting, self.relatives):
            asker.searchWanted.connect(self.search.box.set_search)
        self.counting.counted.connect(self._show_counts)
        for hint in (self.list_hint, self.viewer_hint):
            hint.chosen.connect(lambda name: self.commands[name].trigger())

    def _connect_article(self) -> None:
        """The article on screen, and its original."""
        self.reading.read.connect(self.marking.was_read)
        self.reading.ended.connect(self.articles.next_unread)
        self.reading.shown.connect(self._article_shown)
        self.viewer.nameActivated.connect(self._search_name)
        self.viewer.passageSelected.connect(self.panel.set_passage)
        self.original.changed.connect(self._choose_page)
        self.correcting.cutsWanted.connect(self._show_cuts)
        self.visiting.writeWanted.connect(self.marking.write)
        self.themes.changed.connect(self._draw_icons)

    def _connect_panel(self) -> None:
        panel, marking = self.panel, self.marking
        panel.tagAdded.connect(marking.tag)
        panel.tagRemoved.connect(marking.untag)
        panel.noteAdded.connect(marking.add_note)
        panel.noteEdited.connect(marking.edit_note)
        panel.noteDeleted.connect(marking.delete_note)
        panel.spanActivated.connect(self.viewer.travel)
        panel.nameChosen.connect(self.viewer.choose_name)
        panel.searchWanted.connect(self._search_name)
        for part in (panel, self.viewer):
            part.pageWanted.connect(self.visiting.show_name)
        self.reading.shown.connect(panel.show_dossier)
        marking.tagWanted.connect(lambda: self._write_in(panel.focus_tag))
        marking.noteWanted.connect(lambda: self._write_in(panel.focus_note))

    def _connect_status(self) -> None:
        """What goes on, and what went wrong."""
        self.status.cancelled.connect(self._cancel)
        self.status.linkClicked.connect(lambda _target: self.pages.show_reports())
        self.status.backgroundClicked.connect(self.analysing.turn)
        self.analysing.progressed.connect(self.status.show_background)
        self.analysing.paused.connect(self.commands["actionPauseAnalysis"].setChecked)
        self.forgetting.worked.connect(self.status.show_background)
        self.exporting.ended.connect(self.status.say)
        for job in (self.importing, self.exporting, self.cleaning):
            job.progressed.connect(self.status.show_progress)
        for speaker in (
            self.forgetting, self.searching, self.marking, self.libraries, self.cleaning, self.correcting,
            self.visiting,
        ):  # fmt: skip
            speaker.said.connect(self.status.say)
        for source in (
            self.importing, self.exporting, self.analysing, self.libraries, self.reading, self.finding, self.model,
            self.original, self.cleaning, self.visiting, self.searching, self.refining, self.relating,
            self.relatives, self.forgetting, self.counting,
        ):  # fmt: skip
            source.failed.connect(self.show_error)

    def _connect_library(self) -> None:
        """Libraries and their dumps; what an import or a cleaning did can be undone."""
        self.libraries.opened.connect(self.use)
        self.libraries.closing.connect(self._let_go)
        self.libraries.forgetWanted.connect(self.forgetting.ask_dump)
        self.libraries.againWanted.connect(self.importing.open_as)
        self.importing.ended.connect(self._imported)
        self.marking.undoable.connect(self._show_undo)
        self.cleaning.said.connect(lambda _words: self.marking.look())
        self.recent.aboutToShow.connect(lambda: self.libraries.fill_recent(self.recent))

    def _imported(self, words: str) -> None:
        self.status.say(words, "reports|Report…")
        self.pages.refresh_reports()
        self.libraries.refresh_dumps()
        self.marking.look()

    def _write_in(self, focus: Callable[[], None]) -> None:
        """To the panel's field for tags or notes, shown first where it is hidden."""
        self.panes.show_panel(True)
        focus()

    def _connect_lane(self, session: Session) -> None:
        session.lane.changed.connect(self._take)
        session.lane.failed.connect(self.show_error)

    def _restore(self) -> None:
        if not self.settings.restore_layout(self, [self.columns]):
            self.resize(*SIZE)
            self.columns.reset()
        self.commands["actionShowCuts"].setChecked(self.settings.flag("viewer/cuts"))
        self.reading.show_cuts(self.settings.flag("viewer/cuts"))
        self.commands["actionFold"].setChecked(self.finding.folded)
        self.commands.choose("Order", "date")
        self.commands.choose("Theme", self.themes.chosen)
        self._draw_icons()
        self.articles.setFocus()

    # what it shows

    def use(self, session: Session) -> None:
        """Shows another library, and closes the one that was open."""
        self.setEnabled(True)
        old, self.session = self.session, session
        self.model.set_reader(session.reader)
        for part in (
            self.reading, self.marking, self.searching, self.refining, self.exporting, self.libraries, self.pages,
            self.original, self.cleaning, self.visiting, self.relatives, self.forgetting, self.importing, self.counting,
        ):  # fmt: skip
            part.use(session)
        self._connect_lane(session)
        old.close()
        self.analysing.use(session.lane)
        self.relating.use(session.lane)
        self.finding.use(session)
        self._refresh_all()

    def open_dumps(self, paths: list[Path]) -> None:
        """Imports these dumps."""
        self.importing.open(paths)

    @property
    def settled(self) -> bool:
        """Whether everything that is on its way to the screen has arrived (for pictures and tests)."""
        busy = self.importing.busy or self.analysing.hurrying or self.session.lane.busy
        return self.finding.settled and self.refining.settled and self.counting.settled and not busy

    def _refresh_all(self) -> None:
        self.setWindowTitle(f"{self.session.path.stem} – Cuttings")
        self._selection_changed()
        self._article_shown(None)
        self.finding.find()
        self.marking.look()
        self.counting.count()
        self.analysing.start()
        self.relating.start()

    def _take(self, changes: Changes) -> None:
        """What a write changed: each part looks for itself."""
        if changes.states:
            self.model.refresh()
        for part in (
            self.finding, self.searching, self.refining, self.reading, self.analysing, self.relating, self.visiting,
            self.relatives, self.libraries,
        ):  # fmt: skip
            part.take(changes)
        self.counting.take(changes, busy=self.importing.busy)

    def _show_counts(self, counts: Sidebar) -> None:
        self.filters.show_counts(counts)
        self.search.box.suggestions.show_names(counts)
        self.searching.show_counts(counts)
        self.panel.set_known_tags([name for name, _ in counts.tags])

    def _listed(self, number: int) -> None:
        self.commands.enable(rows=bool(number))
        self.list_stack.setCurrentWidget(self.articles if number else self.list_hint)
        tell(self.list_hint, self.viewer_hint, number, narrowed=bool(self.finding.query.text))

    def _article_shown(self, dossier: object) -> None:
        self.commands.enable(article=dossier is not None)
        self.searching.opened()
        self.original.take(self.reading.dossier)
        self._choose_page()
        self.analysing.show(self.reading.dossier)

    def _choose_page(self) -> None:
        """The cleaned text, with the original beside it if it is wanted, or what to do where there is no article."""
        self.beside.show_original(self.original.shown)
        self.viewer_stack.setCurrentWidget(self.beside if self.reading.dossier is not None else self.viewer_hint)

    def _selection_changed(self) -> None:
        number, current = self.articles.selected_count, self.articles.current
        binned = current is not None and current.binned
        self.analysing.select(self.articles.selected_rowids(ANALYSED_FIRST) if number > 1 else ())
        self.commands.enable(binned=binned, unbinned=current is not None and not binned)
        self.commands["actionExport"].setText("Export Article…" if number < 2 else f"Export {number:,} Selected…")

    def _show_undo(self, undo: str | None, redo: str | None) -> None:
        self.commands.enable(undo=bool(undo), redo=bool(redo))
        self.commands["actionUndo"].setText(f"Undo: {undo}" if undo else "Undo")
        self.commands["actionRedo"].setText(f"Redo: {redo}" if redo else "Redo")

    def _show_cuts(self) -> None:
        if not self.commands["actionShowCuts"].isChecked():
            self.commands["actionShowCuts"].trigger()

    def _search_name(self, name: str) -> None:
        self.search.box.set_search(f'"{name}"')

    def _cancel(self) -> None:
        self.importing.cancel()
        self.exporting.cancel()
        self.cleaning.cancel()

    def _draw_icons(self) -> None:
        self.commands.draw_icons()
        self.search.draw_icons()

    def _let_go(self) -> None:
        """Nothing is asked of the library any more: it is being closed."""
        self.setEnabled(False)
        for part in (self.reading, self.finding, self.refining, self.relatives, self.relating, self.counting):
            part.rest()
        self.model.set_listing(array("q"), ())

    def show_error(self, error: BaseException) -> None:
        dialogs.show_error(self if self.isVisible() else None, error)

    # events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_dumps([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.keep_layout(self, [self.columns])
        self.libraries.rest()
        self._let_go()
        self.session.close()
        super().closeEvent(event)
