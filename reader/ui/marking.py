"""What the user makes of articles: tags, stars, read states, notes; and undoing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from reader.library import ArticleRow, Library, Reader
from reader.model import Changes, Query
from reader.ui.articles import ArticleList
from reader.ui.finding import Finding
from reader.ui.reading import Reading
from reader.ui.session import Session

AT_ONCE = 200  # selected rows whose ids are looked up by the window itself (a few ms); more in the background

Target = Sequence[str] | Query
Write = Callable[[Library], Changes]


class Marking(QObject):
    """Acts on the selected articles; where the whole search is selected, on the search."""

    said = Signal(str)  # for the status bar
    tagWanted = Signal()
    noteWanted = Signal()
    undoable = Signal(object, object)  # what undo and redo would do, in words, or None

    def __init__(self, session: Session, articles: ArticleList, finding: Finding, reading: Reading) -> None:
        super().__init__(articles)
        self._session = session
        self._articles = articles
        self._finding = finding
        self._reading = reading

    def use(self, session: Session) -> None:
        self._session = session
        self.look()

    # the actions

    def star(self) -> None:
        row = self._articles.current
        if row is not None:
            self._on_selected(lambda library, target: library.star(target, not row.starred))

    def toggle_read(self) -> None:
        row = self._articles.current
        if row is not None:
            self._reading.leave_unread()
            self._on_selected(lambda library, target: library.mark_read(target, row.unread))

    def read_all(self) -> None:
        query = self._finding.query
        self._reading.leave_unread()
        self.write(lambda library: library.mark_read(query, True))

    def was_read(self, id_: str) -> None:
        self.write(lambda library: library.mark_read([id_], True, undoable=False), quiet=True)

    def bin(self) -> None:
        """Puts the selected articles into the bin, and goes on to the next one."""
        self._out_of_the_list(lambda library, target: library.bin(target))

    def unbin(self) -> None:
        self._out_of_the_list(lambda library, target: library.unbin(target))

    def ask_tag(self) -> None:
        self.tagWanted.emit()

    def ask_note(self) -> None:
        self.noteWanted.emit()

    def tag(self, name: str) -> None:
        self._on_selected(lambda library, target: library.tag(target, name))

    def untag(self, name: str) -> None:
        self._on_selected(lambda library, target: library.untag(target, name))

    def add_note(self, text: str, start: int | None, end: int | None) -> None:
        if (dossier := self._reading.dossier) is not None:
            self.write(lambda library: library.add_note(dossier.article.id, text, start, end))

    def edit_note(self, note: int, text: str) -> None:
        self.write(lambda library: library.edit_note(note, text))

    def delete_note(self, note: int) -> None:
        self.write(lambda library: library.delete_note(note))

    def undo(self) -> None:
        self._reading.leave_unread()
        self.write(lambda library: library.undo())

    def redo(self) -> None:
        self._reading.leave_unread()
        self.write(lambda library: library.redo())

    # how they are done

    def write(self, write: Write, *, quiet: bool = False) -> None:
        """Has it written; all views learn of the changes, the status bar what was done."""
        self._session.lane.submit(write, on_done=lambda changes: self._written(changes, quiet))

    def look(self) -> None:
        """Asks what can be undone, for the menu."""
        self._session.lane.submit(
            lambda library: (library.can_undo, library.can_redo), on_done=lambda words: self.undoable.emit(*words)
        )

    def target(self, use: Callable[[Target], object]) -> None:
        """Hands over what is selected: ids, or the search itself where all of it is selected."""
        if self._articles.everything_selected:
            use(self._finding.query)
            return
        rowids = self._articles.selected_rowids()
        if len(rowids) <= AT_ONCE:
            use(_ids(self._session.reader.rows(rowids)))
            return
        self._session.desk.ask("selected", lambda reader: _all_ids(reader, rowids), use)

    def _on_selected(self, write: Callable[[Library, Target], Changes]) -> None:
        self.target(lambda target: self.write(lambda library: write(library, target)))

    def _out_of_the_list(self, write: Callable[[Library, Target], Changes]) -> None:
        def act(target: Target) -> None:
            self._articles.leave_selected()
            self.write(lambda library: write(library, target))

        self.target(act)

    def _written(self, changes: Changes, quiet: bool) -> None:
        if changes.note and not quiet:
            self.said.emit(changes.note)
        self.look()


def _ids(rows: Sequence[ArticleRow]) -> list[str]:
    return [row.id for row in rows]


def _all_ids(reader: Reader, rowids: Sequence[int]) -> list[str]:
    found: list[str] = []
    for first in range(0, len(rowids), 500):
        found += _ids(reader.rows(rowids[first : first + 500]))
    return found
