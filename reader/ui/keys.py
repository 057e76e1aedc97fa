"""Keys without a modifier: they act outside text fields only, and can be switched off."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QWidget

from reader.ui.actions import Single
from reader.ui.commands import Commands
from reader.ui.settings import Settings


class Keys(QObject):
    """Keeps the single keys away from widgets that need them themselves.

    Text fields claim what is typed into them, but buttons and boxes do not: Space on a focused
    button would scroll the article instead of pressing the button. So the keys follow the focus,
    which costs nothing; a filter over all events would hold up every paint.
    """

    def __init__(self, actions: Commands, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._settings = settings
        self._now: Single | None = None
        self._allowed = settings.flag("keys/single", True)
        self._apply(None)
        actions["actionSingleKeys"].setChecked(self._allowed)
        application().focusChanged.connect(self._focus_changed)

    def allow_single(self, allowed: bool) -> None:
        self._allowed = allowed
        self._settings.set("keys/single", allowed)
        self._actions["actionSingleKeys"].setChecked(allowed)
        self._apply(QApplication.focusWidget())

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._apply(new)

    def _apply(self, focus: QWidget | None) -> None:
        wanted = left_by(focus) if self._allowed else Single.NONE
        if wanted is not self._now:
            self._now = wanted
            self._actions.set_keys(wanted)


def left_by(focus: QWidget | None) -> Single:
    """Which single keys a focused widget that is no text field does not need itself."""
    if isinstance(focus, QComboBox | QAbstractSpinBox):
        return Single.NONE
    return Single.LETTERS if isinstance(focus, QAbstractButton) else Single.ALL


def application() -> QApplication:
    """The running application; there is one before any window is made."""
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        raise RuntimeError("a window needs a QApplication first")
    return running
