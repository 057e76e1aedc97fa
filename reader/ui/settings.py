"""What the window remembers from one start to the next, in a small file beside no library.

The file is `window.ini` in the user's configuration folder; `CUTTINGS_SETTINGS` names another
one, so that tests and acceptance checks never touch the user's.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

RECENT = 8  # libraries in the menu; more are found faster by the file dialog


def settings_path() -> Path:
    """Where the settings are kept."""
    if named := os.environ.get("CUTTINGS_SETTINGS"):
        return Path(named)
    return Path(platformdirs.user_config_dir("cuttings", appauthor=False)) / "window.ini"


class Settings:
    """Named values with a default; whatever cannot be read is the default."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or settings_path()), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool = False) -> bool:
        return self.text(key, "yes" if default else "no") == "yes"

    def number(self, key: str, default: int = 0) -> int:
        try:
            return int(self.text(key, str(default)))
        except ValueError:
            return default

    def names(self, key: str) -> list[str]:
        value = self._store.value(key, [])
        names = [value] if isinstance(value, str) else value
        return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []

    def set(self, key: str, value: str | bool | int | list[str]) -> None:
        if isinstance(value, bool):
            value = "yes" if value else "no"
        self._store.setValue(key, value if isinstance(value, list) else str(value))

    def set_recent(self, library: Path) -> None:
        """Puts a library in front of the recent ones."""
        others = [name for name in self.names("libraries/recent") if name != str(library)]
        self.set("libraries/recent", [str(library), *others][:RECENT])

    def recent(self) -> list[Path]:
        """The recent libraries that are still there, newest first."""
        return [path for name in self.names("libraries/recent") if (path := Path(name)).exists()]

    def keep_layout(self, window: QMainWindow, splitters: list[QSplitter]) -> None:
        self._store.setValue("window/geometry", window.saveGeometry())
        for splitter in splitters:
            self._store.setValue(f"window/{splitter.objectName()}", splitter.saveState())
        self._store.sync()

    def restore_layout(self, window: QMainWindow, splitters: list[QSplitter]) -> bool:
        """Whether there was a layout to restore."""
        geometry = self._store.value("window/geometry")
        if not isinstance(geometry, QByteArray) or not window.restoreGeometry(geometry):
            return False
        for splitter in splitters:
            state = self._store.value(f"window/{splitter.objectName()}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)
        return True
