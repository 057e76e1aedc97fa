"""The panes of the window: shown and hidden, and F6 from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from reader.ui.columns import LEAST, Columns
from reader.ui.commands import Commands
from reader.ui.settings import Settings

_ACTIONS = {"filters": "actionSidebar", "panel": "actionPanel"}


class Panes(QObject):
    """`stops` are what F6 goes through, in the order of the window.

    Where the window is too narrow for all of them, the pane that was asked for last is shown: a narrow
    window hides what is wanted only until it is wide again.
    """

    def __init__(
        self, columns: Columns, stops: Sequence[QWidget], actions: Commands, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._middle = columns.middle
        self._sides = {"filters": (columns.filters, LEAST[0]), "panel": (columns.panel, LEAST[3])}
        self._order = ["filters", "panel"]  # who is shown first where there is not room for both
        self._stops = stops
        self._actions = actions
        self._settings = settings
        self._reading_only = False
        self._asked = ""  # for a pane that has no room beside the list: it stands in its place
        self._room = sum(LEAST)  # until the window has been laid out
        self._arrange()
        columns.resized.connect(self._fit)

    def show_filters(self, shown: bool) -> None:
        self._want("filters", shown)

    def show_panel(self, shown: bool) -> None:
        self._want("panel", shown)

    def focus_reading(self, on: bool) -> None:
        """Only the article; off again, the panes that were shown before."""
        self._reading_only = on
        self._arrange()

    def _want(self, name: str, shown: bool) -> None:
        self._settings.set(f"panes/{name}", shown)
        self._asked = name if shown else ""
        if shown:
            self._order = [name, *(other for other in self._order if other != name)]
            self._reading_only = False
        self._arrange()

    def _fit(self, width: int) -> None:
        self._room = width - len(LEAST) * self._columns.handleWidth()
        self._arrange()

    def _arrange(self) -> None:
        """Shows what is wanted as far as there is room for it."""
        room, crowded = self._room - LEAST[1] - LEAST[2], False
        for name in self._order:
            pane, least = self._sides[name]
            wanted = not self._reading_only and self._settings.flag(f"panes/{name}", True)
            shown = wanted and (least <= room or name == self._asked)
            crowded |= shown and least > room
            room -= least if shown else 0
            pane.setVisible(shown)
            self._actions[_ACTIONS[name]].setChecked(shown)
        self._middle.setVisible(not self._reading_only and not crowded)
        self._actions["actionFocus"].setChecked(self._reading_only)

    def next(self) -> None:
        self._step(1)

    def previous(self) -> None:
        self._step(-1)

    def _step(self, direction: int) -> None:
        shown = [stop for stop in self._stops if stop.isVisible() and stop.isEnabled()]
        if not shown:
            return
        focus = QApplication.focusWidget()
        here = next((place for place, stop in enumerate(shown) if _holds(stop, focus)), -direction)
        shown[(here + direction) % len(shown)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus) or focus.focusProxy() is pane)
