"""The menu of the article: what can be done with the words, the name, the cut or the paragraph under the mouse."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from reader.library import SiteRule, site_of
from reader.model import Cut
from reader.ui.contents import Contents

_SEARCHED = 80  # characters of a selection that can still be a name or a phrase to search for
_RULED = 300  # characters of a line that can recur in other articles


class Viewer(Protocol):
    """Whose menu it is: what stands where, and the signals by which it asks."""

    nameActivated: SignalInstance
    pageWanted: SignalInstance
    putBackWanted: SignalInstance
    takeOutWanted: SignalInstance
    splitWanted: SignalInstance
    ruleWanted: SignalInstance

    @property
    def contents(self) -> Contents | None: ...
    def textCursor(self) -> QTextCursor: ...
    def copy(self) -> None: ...
    def selectAll(self) -> None: ...
    def position_at(self, point: QPoint) -> int | None: ...
    def name_under(self, point: QPoint) -> str: ...
    def cut_here(self, point: QPoint | None = None) -> Cut | None: ...
    def passage_here(self, position: int | None = None) -> tuple[int, int] | None: ...
    def border_here(self, position: int | None = None) -> int | None: ...


def offers(viewer: Viewer, point: QPoint) -> QMenu:
    """The menu for a point of the viewport; it deletes itself when it closes."""
    words = viewer.textCursor().selectedText().replace("\u2029", " ").strip()
    name = viewer.name_under(point)
    wanted = words if 0 < len(words) <= _SEARCHED else name
    menu = QMenu(cast(QWidget, viewer))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("Copy", viewer.copy).setEnabled(bool(words))
    menu.addAction("Select All", viewer.selectAll)
    if wanted:
        menu.addSeparator()
        menu.addAction(f"Search for “{_plain(wanted)}”", lambda: viewer.nameActivated.emit(wanted))
    if name:
        menu.addAction(f"All about “{_plain(name)}”…", lambda: viewer.pageWanted.emit(name))
    menu.addSeparator()
    _offer_changes(viewer, menu, point)
    return menu


def _offer_changes(viewer: Viewer, menu: QMenu, point: QPoint) -> None:
    """What can be done about the text itself."""
    cut, position = viewer.cut_here(point), viewer.position_at(point)
    if cut is not None:
        menu.addAction("Put Back into the Text", lambda: viewer.putBackWanted.emit(cut))
        _offer_border(viewer, menu, position)
        _offer_rule(viewer, menu, cut.text, False)
    elif position is not None and (passage := viewer.passage_here(position)) is not None:
        what = "Selection" if viewer.textCursor().hasSelection() else "Paragraph"
        menu.addAction(f"Take {what} out of the Text", lambda: viewer.takeOutWanted.emit(*passage))
        _offer_border(viewer, menu, position)
        article = viewer.contents.article if viewer.contents else None
        if article and passage in [(each.start, each.end) for each in article.blocks]:
            _offer_rule(viewer, menu, article.text[slice(*passage)], True)


def _offer_border(viewer: Viewer, menu: QMenu, position: int | None) -> None:
    if (place := viewer.border_here(position)) is not None:
        menu.addAction("Split the Article Here", lambda: viewer.splitWanted.emit(place))


def _offer_rule(viewer: Viewer, menu: QMenu, line: str, cut: bool) -> None:
    """The same for every article of the site, from the next import or cleaning on."""
    site = site_of(viewer.contents.article) if viewer.contents else None
    if site and 0 < len(line.strip()) <= _RULED:
        words = f"{'Always' if cut else 'Never'} Cut This Line on {_plain(site)}"
        menu.addAction(words, lambda: viewer.ruleWanted.emit(SiteRule(site, line, cut)))


def _plain(text: str) -> str:
    """A text as a menu shows it: an ampersand alone would underline a letter."""
    return text.replace("&", "&&")
