"""The choice between light, dark and the system's own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reader.ui import theme
from reader.ui.keys import application
from reader.ui.settings import Settings


class Themes(QObject):
    """Dresses the application, and says when its colours changed, by the user or the system."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        name = settings.text("theme", theme.SYSTEM)
        self.choose(name if name in theme.NAMES else theme.SYSTEM)
        application().styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def chosen(self) -> str:
        return theme.chosen()

    def choose(self, name: str) -> None:
        """Dresses the application in "light", "dark" or "system"; ValueError for any other name."""
        theme.apply(application(), name)
        self._settings.set("theme", name)
        self.changed.emit()

    def _follow(self) -> None:
        self.changed.emit()
