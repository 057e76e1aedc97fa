"""The record as it was, beside the cleaned text and scrolled along with it.

That is its source text with the article's extent in it; of a page of HTML also the page, read again from its dump,
without scripts, styles and remote parts: nothing of it is fetched or run.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.library import Reader, to_source
from reader.model import Article, Dossier
from reader.ui.originalpane import OriginalPane
from reader.ui.session import Session
from reader.ui.viewer import Viewer

FOLLOWS = 40  # milliseconds after the text was scrolled
_TOP = 18  # pixels below the pane's edge: the first line that is seen whole


class Original(QObject):
    """Fetches the original of the article on screen while it is wanted, and has it follow the reader."""

    failed = Signal(object)
    changed = Signal()  # shown or hidden

    def __init__(self, session: Session, viewer: Viewer, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._viewer = viewer
        self._parent = parent
        self.pane = OriginalPane(parent)
        self.shown = False
        self._dossier: Dossier | None = None
        self._timer = QTimer(self, singleShot=True, interval=FOLLOWS)
        self._timer.timeout.connect(self.follow)
        viewer.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.pane.filled.connect(self.follow)
        self.pane.dumpWanted.connect(self._find_dump)

    def use(self, session: Session) -> None:
        self._session = session

    def show(self, shown: bool) -> None:
        """Shows the original beside the cleaned text, or that alone again."""
        self.shown = shown
        self._fill()
        self.changed.emit()

    def take(self, dossier: Dossier | None) -> None:
        """Another article, or the same one changed."""
        self._dossier = dossier
        self._fill()

    def _fill(self) -> None:
        dossier, desk = self._dossier, self._session.desk
        if not self.shown or dossier is None:
            desk.drop("original")
            desk.drop("page")
            return
        article = dossier.article
        desk.drop("page")
        ask = partial(_source, article.id)
        desk.ask("original", ask, partial(self._show, article), on_error=self.failed.emit)

    def _show(self, article: Article, source: str) -> None:
        """The source text, and then the page, which takes longer."""
        self.pane.show_source(article, source)
        if not self.pane.has_page_of(article):
            page = partial(_page, article.id, tuple(self._session.given))
            self._session.desk.ask("page", page, partial(self.pane.show_page, article), on_error=self.failed.emit)

    def _find_dump(self) -> None:
        """Asks once where the dumps are that have been moved."""
        folder = QFileDialog.getExistingDirectory(self._parent, "The Folder with the Dumps That Were Moved")
        if folder:
            self._session.given.append(Path(folder))
            self._fill()

    # scrolled along

    def _scrolled(self) -> None:
        if self.shown and not self._timer.isActive():
            self._timer.start()

    def follow(self) -> None:
        """Has the original show what the text shows at its top."""
        contents = self._viewer.contents
        if not self.shown or contents is None or self._dossier is None or contents.article != self._dossier.article:
            return
        article, point = contents.article, self._point()
        place = to_source(article, point, point + 1)[0] if point else article.extent[0]
        self.pane.scroll_to(place, *_paragraph(article, point))

    def _point(self) -> int:
        """The code point of the text at the top of the pane; 0 in the headline."""
        viewer = self._viewer
        position = viewer.cursorForPosition(QPoint(viewer.viewport().width() // 2, _TOP)).position()
        start = viewer.body_start()
        return viewer.to_point(position) if start is not None and position >= start else 0


def _paragraph(article: Article, point: int) -> tuple[str, int]:
    """The paragraph that holds a place of the text, and how far into it the place is."""
    block = next((each for each in article.blocks if point <= each.end), None)
    return (article.text[block.start : block.end], max(0, point - block.start)) if block is not None else ("", 0)


def _source(id_: str, reader: Reader) -> str:
    return reader.source_text(id_)


def _page(id_: str, given: tuple[Path, ...], reader: Reader) -> Any:
    from reader.tasks import page_of  # by the desk's thread, as are the parsers of dumps

    return page_of(reader, id_, given)
