"""The bar at the foot of the window: what was done, what is going on, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar, QWidget

from reader.model import Step

_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
REMAINS = 15_000  # milliseconds that a sentence without a link stays


class StatusBar(QStatusBar):
    """`statusLabel`, `importProgress` and `cancelButton`, and quietly at the right what goes on in the background."""

    cancelled = Signal()
    linkClicked = Signal(str)
    backgroundClicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.label = _label("statusLabel", self)
        self.label.setAccessibleName("Status")
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.label.linkActivated.connect(self.linkClicked)
        self.background = _label("backgroundLabel", self)
        self.background.setAccessibleName("Working in the background")
        self.background.setContentsMargins(0, 0, 8, 0)
        self.background.setTextFormat(Qt.TextFormat.RichText)
        self.background.linkActivated.connect(lambda _target: self.backgroundClicked.emit())
        self.progress = QProgressBar(self)
        self.progress.setObjectName("importProgress")
        self.progress.setAccessibleName("Progress")
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(180, 8)
        self.cancel = QPushButton("Cancel", self)
        self.cancel.setObjectName("cancelButton")
        self.cancel.setAccessibleName("Cancel what is going on")
        self.cancel.clicked.connect(self.cancelled)
        self.addWidget(self.label, 1)
        for widget in (self.progress, self.cancel, self.background):
            self.addPermanentWidget(widget)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(REMAINS)
        self._fade.timeout.connect(self.label.clear)
        self.show_progress(None, "")

    def say(self, words: str, link: str = "") -> None:
        """Says what was done; with a link (`target|words`) it stays until the next."""
        target, _, text = link.partition("|")
        self.label.setTextInteractionFlags(_LINKS if link else Qt.TextInteractionFlag.NoTextInteraction)
        escaped = words.replace("&", "&amp;").replace("<", "&lt;")
        self.label.setText(f"{escaped} &nbsp;<a href='{target}'>{text}</a>" if link else escaped)
        if link:
            self._fade.stop()
        else:
            self._fade.start()

    def show_progress(self, step: Step | None, words: str) -> None:
        """What is going on and how far it is; None: nothing any more."""
        self.progress.setVisible(step is not None)
        self.cancel.setVisible(step is not None)
        if step is None:
            self.label.clear()
            return
        self.progress.setRange(0, 1000 if step.total else 0)  # 0: how much there is is not known
        if step.total:
            self.progress.setValue(min(1000 * step.done // step.total, 1000))
        self.say(words)
        self._fade.stop()

    def show_background(self, words: str, link: str = "") -> None:
        """What goes on quietly, with a word to click ("Pause")."""
        text = f"{words} &nbsp;<a href='background'>{link}</a>" if link else words
        if text != self.background.text():  # a link that is set anew loses the press of a mouse
            self.background.setText(text)


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setMargin(0)
    label.setIndent(8)
    return label
