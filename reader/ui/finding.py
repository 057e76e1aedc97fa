"""What is listed: the chosen filter and the search together, in an order, kept up to date."""

from __future__ import annotations

from array import array
from collections.abc import Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reader.library import Fold, Order, Reader
from reader.model import Changes, Query
from reader.rendering.words import count_words
from reader.ui.articles import ArticleList
from reader.ui.search import SearchPane
from reader.ui.session import Session
from reader.ui.settings import Settings
from reader.ui.sidebar import FilterTree
from reader.ui.terms import has_bare_or

HEAD = 200  # rows asked for first, so that the list is there before all of a large search is
MANY = 10_000  # counted at once; beyond, the exact number comes with the last row
CALM = 400  # milliseconds between two looks at a library that is being imported into


class Finding(QObject):
    """Asks for the list, and asks again when the library changed."""

    asked = Signal(object)  # the Query, when its answer comes into the list
    listed = Signal(int)  # how many are found, once all are known
    failed = Signal(object)

    def __init__(
        self, session: Session, tree: FilterTree, pane: SearchPane, articles: ArticleList, settings: Settings
    ) -> None:
        super().__init__(articles)
        self._settings = settings
        self._session = session
        self._tree = tree
        self._pane = pane
        self._articles = articles
        self._order: Order = "date"
        self._waiting = False
        self._headed = False  # the first rows of the answer are shown
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(CALM)
        self._again.timeout.connect(self._look_again)
        self.query = Query()
        tree.chosen.connect(lambda *_: self.find())
        pane.box.wanted.connect(lambda _text: self.find())
        pane.clear.clicked.connect(self.clear)

    def use(self, session: Session) -> None:
        """Another library: everything, by date."""
        self._session = session
        self.clear()

    def find(self) -> None:
        """Lists what the filter and the search box say."""
        self.query = self._session.reader.parse(combined(self._tree.term, self._pane.box.search))
        self._ask(keep=False)

    def clear(self) -> None:
        """Everything again."""
        self._pane.box.clear()
        self._tree.choose("")
        self._pane.box.search_now()

    def order_by(self, order: Order) -> None:
        self._order = order
        self._ask(keep=False)

    @property
    def folded(self) -> bool:
        """Whether exact and near copies are one row."""
        return self._settings.flag("list/folded")

    def fold(self, on: bool) -> None:
        self._settings.set("list/folded", on)
        self._ask(keep=True)

    def take(self, changes: Changes) -> None:
        """Looks again where articles came, went or moved; soon, but not at every batch of an import."""
        if changes.listing and not self._again.isActive():
            self._again.start()

    def unread(self, direction: int) -> None:
        """Goes to the next unread article of this search when none is near."""
        wanted = self._session.reader.parse(combined("is:unread", self.query.text))
        self._session.desk.ask(
            "unread",
            lambda reader: reader.listing(wanted, self._order),
            lambda rowids: self._articles.go_to_one_of(rowids, direction),
        )

    def rest(self) -> None:
        """The library is being closed: nothing is asked of it any more."""
        self._again.stop()
        self._pane.box.rest()

    @property
    def settled(self) -> bool:
        return not self._waiting and not self._again.isActive()

    def _look_again(self) -> None:
        if self._waiting:  # the last answer is not there yet: never let a slow one be asked for ever
            self._again.start()
        else:
            self._ask(keep=True)

    def _ask(self, *, keep: bool) -> None:
        self._waiting, self._headed = True, False
        query, order = self.query, self._order
        fold: Fold = "near" if self.folded else ""

        def question(reader: Reader) -> Generator[Any, None, tuple[array[int], int]]:
            head = reader.listing(query, order, HEAD, fold=fold)
            if not keep and len(head) == HEAD:
                yield head, None
                yield head, reader.count(query, MANY + 1)
            rowids = reader.listing(query, order, fold=fold) if len(head) == HEAD else head
            return rowids, reader.count(query) if fold else len(rowids)

        self._session.desk.ask(
            "listing",
            question,
            lambda found: self._show(query, found[0], keep=keep, of=found[1]),
            on_part=lambda part: self._show_head(query, *part),
            on_error=self._fail,
        )

    def _show_head(self, query: Query, rowids: array[int], number: int | None) -> None:
        """Lists the first rows, and says of how many they are the first, once that is known."""
        if not self._headed:
            self._headed = True
            self.asked.emit(query)
            self._articles.set_listing(rowids, query.words, keep=False, folded=self.folded)
        exact = number is not None and number <= MANY
        least = len(rowids) if number is None else min(number, MANY)
        self._say(query, count_words(least, "article") if exact else f"{least:,}+ articles")

    def _show(self, query: Query, rowids: array[int], *, keep: bool, of: int) -> None:
        """Lists the rows; `of`: how many articles they stand for."""
        if not keep and not self._headed:
            self.asked.emit(query)
        self._articles.set_listing(rowids, query.words, keep=keep or self._headed, folded=self.folded)
        number = count_words(of, "article")
        self._say(query, f"{number} in {count_words(len(rowids), 'row')}" if of > len(rowids) else number)
        self._waiting = False
        self.listed.emit(len(rowids))

    def _say(self, query: Query, number: str) -> None:
        self._pane.show_found(query.understood, query.warning, number, narrowed=bool(query.text))

    def _fail(self, error: BaseException) -> None:
        self._waiting = False
        self.failed.emit(error)


def combined(term: str, text: str) -> str:
    """The filter and the search as one search: both have to hold."""
    if not (term and text):
        return term or text
    return f"{term} ({text})" if has_bare_or(text) else f"{term} {text}"
