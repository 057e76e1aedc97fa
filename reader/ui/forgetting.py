"""Taking articles out for good: emptying the bin, and forgetting past recovery; each only after a plain warning."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.library import DumpEntry, Library
from reader.model import Changes, Step
from reader.rendering import count_words
from reader.ui import dialogs
from reader.ui.articles import ArticleList
from reader.ui.jobs import Rank, Work
from reader.ui.marking import Marking, Target
from reader.ui.session import Session

_GONE = (
    "The texts, your tags, notes and stars on them, and everything that could be undone are taken out of the library, "
    "and its file is written anew, so that nothing of them can be recovered from it. The dump itself is not touched: "
    "where it still is, it can be read again. This cannot be undone."
)
_BACKUPS = "Delete the backups too: they hold the texts as well. A new one is made."


class Forgetting(QObject):
    """Asks, and has it done in the background."""

    said = Signal(str)
    worked = Signal(str)  # what it is doing, "" at the end
    failed = Signal(object)

    def __init__(self, session: Session, articles: ArticleList, marking: Marking, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._articles = articles
        self._marking = marking
        self._window = window

    def use(self, session: Session) -> None:
        self._session = session

    def ask_articles(self) -> None:
        """The selected articles; where the whole search is selected, all that it finds."""
        number = self._articles.selected_count
        if number:
            self._marking.target(lambda target: self._ask(f"Forget {count_words(number, 'article')} for good?", target))

    def ask_dump(self, dump: DumpEntry) -> None:
        """A dump with all its articles, those in the bin too."""
        self._ask(f"Forget {dump.name} and its {count_words(dump.articles, 'article')} for good?", dump.id)

    def ask_empty(self) -> None:
        """What is in the bin; the user's marks on it wait for another import."""
        number = self._session.reader.count(self._session.reader.parse("in:bin"))
        if not number:
            self.said.emit("The bin is empty.")
            return
        text = f"Take {count_words(number, 'article')} out of the bin?"
        more = (
            "They leave the library, and this cannot be undone. Your tags and notes on them are kept, and come back "
            "where their dump is opened again. To leave no trace of them, forget them instead."
        )
        if dialogs.confirm(self._window, "Empty the Bin", text, more, "Empty"):
            self._submit(Library.empty_bin)

    def _ask(self, text: str, target: Target | int) -> None:
        sure, backups = dialogs.confirm_for_good(self._window, "Forget for Good", text, _GONE, "Forget", _BACKUPS)
        if sure:
            self._submit(lambda library: library.forget(target, backups_too=backups))

    def _submit(self, work: Work) -> None:
        self._session.lane.submit(
            work,
            rank=Rank.LONG,
            on_step=lambda step: self.worked.emit(_words(step)),
            on_done=self._done,
            on_error=self._fail,
        )

    def _done(self, changes: Changes) -> None:
        self.worked.emit("")
        self.said.emit(changes.note)
        self._marking.look()

    def _fail(self, error: BaseException) -> None:
        self.worked.emit("")
        self.failed.emit(error)


def _words(step: Step) -> str:
    return f"{step.note}: {step.done:,} of {step.total:,}" if step.total else f"{step.note} …"
