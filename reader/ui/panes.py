"""The panes of the window: shown and hidden, and F6 from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from reader.ui.commands import Commands
from reader.ui.settings import Settings


class Panes(QObject):
    """`stops` are what F6 goes through, in the order of the window."""

    def __init__(
        self, filters: QWidget, middle: QWidget, panel: QWidget, stops: Sequence[QWidget],
        actions: Commands, settings: Settings, parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._filters = filters
        self._middle = middle
        self._panel = panel
        self._stops = stops
        self._actions = actions
        self._settings = settings
        self.show_filters(settings.flag("panes/filters", True))
        self.show_panel(settings.flag("panes/panel", True))

    def show_filters(self, shown: bool) -> None:
        self._set(self._filters, "panes/filters", "actionSidebar", shown)

    def show_panel(self, shown: bool) -> None:
        self._set(self._panel, "panes/panel", "actionPanel", shown)

    def focus_reading(self, on: bool) -> None:
        """Only the article; off again, the panes that were shown before."""
        self._actions["actionFocus"].setChecked(on)
        self._filters.setVisible(not on and self._settings.flag("panes/filters", True))
        self._panel.setVisible(not on and self._settings.flag("panes/panel", True))
        self._middle.setVisible(not on)

    def next(self) -> None:
        self._step(1)

    def previous(self) -> None:
        self._step(-1)

    def _set(self, pane: QWidget, key: str, action: str, shown: bool) -> None:
        pane.setVisible(shown)
        self._settings.set(key, shown)
        self._actions[action].setChecked(shown)

    def _step(self, direction: int) -> None:
        shown = [stop for stop in self._stops if stop.isVisible() and stop.isEnabled()]
        if not shown:
            return
        focus = QApplication.focusWidget()
        here = next((place for place, stop in enumerate(shown) if _holds(stop, focus)), -direction)
        shown[(here + direction) % len(shown)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus) or focus.focusProxy() is pane)
