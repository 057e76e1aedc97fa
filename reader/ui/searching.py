"""Searches that are kept: saved ones in the filters, recent ones in the box; and sources pinned to the top."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.library import Library, Reader, Sidebar
from reader.model import Changes
from reader.ui.batch import BatchWindow
from reader.ui.finding import Finding
from reader.ui.marking import Marking
from reader.ui.savedialog import SavedSearchDialog
from reader.ui.search import SearchPane
from reader.ui.session import Session
from reader.ui.settings import Settings
from reader.ui.sidebar import FilterTree
from reader.ui.terms import term

PROPOSED = 40  # characters of a search that are proposed as its name


class Searching(QObject):
    """Keeps searches; counts what the saved ones find, again whenever the library changed."""

    said = Signal(str)
    failed = Signal(object)
    articleWanted = Signal(object)  # an ArticleRow, to be read

    def __init__(
        self, session: Session, tree: FilterTree, pane: SearchPane, finding: Finding, marking: Marking,
        settings: Settings, window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self.batch: BatchWindow | None = None
        self._settings = settings
        self._session = session
        self._tree = tree
        self._box = pane.box
        self._finding = finding
        self._marking = marking
        self._window = window
        self._saved: dict[str, str] = {}
        self._noted = ""  # the search that was noted last among the recent ones
        tree.editWanted.connect(self.edit)
        tree.deleteWanted.connect(lambda name: marking.write(lambda library: library.delete_search(name)))
        tree.pinWanted.connect(lambda source, on: marking.write(lambda library: library.pin(source, on)))
        self._box.returnPressed.connect(self._note)
        self._box.suggestions.forgotten.connect(self.forget)
        self._box.suggestions.moreWanted.connect(self._complete)

    def use(self, session: Session) -> None:
        """Another library has other searches."""
        self._session, self._noted = session, ""
        if self.batch is not None:
            self.batch.use(session)
        self._box.suggestions.show_recent(())

    # saved ones

    def show_counts(self, counts: Sidebar) -> None:
        """What is saved now, and in a while what each finds."""
        self._saved = dict(counts.saved)
        names = [name for name, _ in counts.saved]
        self._session.desk.ask(
            "saved searches",
            lambda reader: _counted(reader, names),
            self._tree.show_found,
            on_part=self._tree.show_found,
            on_error=self.failed.emit,
        )
        self._look_recent()

    def ask_save(self) -> None:
        """Asks for a name, and saves what is searched for under it."""
        query = self._finding.query
        if not query.text.strip():
            self.said.emit("Search for something first, or choose a filter: that can be saved.")
            return
        name = self._tree.label if query.text == self._tree.term else self._box.text().strip()
        dialog = SavedSearchDialog("Save Search", name[:PROPOSED], query.text, self._session.reader, self._window)
        dialog.taken = tuple(self._saved)
        write = self._marking.write
        dialog.decided.connect(lambda name, text: write(lambda library: library.save_search(name, text)))
        dialog.open()

    def edit(self, old: str) -> None:
        """Asks for another name, or other words."""
        dialog = SavedSearchDialog(
            "Edit Saved Search", old, self._saved.get(old, ""), self._session.reader, self._window
        )
        write = self._marking.write
        dialog.decided.connect(lambda name, text: write(lambda library: library.edit_search(old, name, text)))
        dialog.open()

    def take(self, changes: Changes) -> None:
        """A saved search that was changed and is listed is listed anew."""
        if changes.states and changes.articles == frozenset() and "search:" in self._finding.query.text:
            self._finding.find()

    # recent ones

    def opened(self) -> None:
        """An article of a search was opened: it was worth noting."""
        if self._box.search and self._box.text().strip() != self._noted:
            self._note()

    def forget(self, query: str | None = None) -> None:
        """Forgets a recent search; None: all of them."""
        self._noted = ""

        def write(library: Library) -> None:
            library.forget_search(query)

        self._session.lane.submit(write, on_done=lambda _: self._look_recent(), on_error=self.failed.emit)

    def show_batch(self) -> None:
        """Searches for a list of names."""
        if self.batch is None:
            self.batch = BatchWindow(self._session, self._settings, self._window)
            self.batch.searchWanted.connect(self._box.set_search)
            self.batch.opened.connect(self.articleWanted)
            self.batch.failed.connect(self.failed)
        self.batch.show()
        self.batch.activateWindow()
        self.batch.names.setFocus()

    def forget_all(self) -> None:
        self.forget()
        self.said.emit("Forgot the recent searches.")

    def _complete(self, text: str) -> None:
        """Names, saved searches and files that go on with what is typed."""
        self._session.desk.ask(
            "completions",
            lambda reader: reader.complete(text),
            lambda more: self._box.suggestions.add(text, more),
            on_error=self.failed.emit,
        )

    def _note(self) -> None:
        text = self._box.text().strip()
        if not text or text == self._noted:
            return
        self._noted = text

        def write(library: Library) -> None:
            library.use_search(text)

        self._session.lane.submit(write, on_done=lambda _: self._look_recent(), on_error=self.failed.emit)

    def _look_recent(self) -> None:
        show: Any = self._box.suggestions.show_recent
        self._session.desk.ask("recent searches", Reader.recent, show, on_error=self.failed.emit)


def _counted(reader: Reader, names: Sequence[str]) -> Generator[dict[str, int], None, dict[str, int]]:
    """What the saved searches find, one more each time."""
    found: dict[str, int] = {}
    for name in names:
        found[name] = reader.count(reader.parse(term("search", name)))
        yield dict(found)
    return found
