"""First paint: from the start of the process to the window's first frame, beside a bare Qt window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.library import Library
from reader.tasks import import_dump

from . import news
from .table import Row, typical

TIMES = 7
COUNT = 2000
# The event loop runs once the window is shown; what is measured ends when its first frame is painted.
_FRAME = """
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is window:
            QTimer.singleShot(0, lambda: (print("painted", flush=True), os._exit(0)))
        return False
watch = Watch()
window.installEventFilter(watch)
window.show()
app.exec()
"""
_HEAD = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser
app = QApplication([])
"""
BARE = _HEAD + "window = QMainWindow(); window.setCentralWidget(QTextBrowser()); window.resize(1280, 800)" + _FRAME
OURS = _HEAD + "from reader.app import build_window; window = build_window(Path(sys.argv[1]))" + _FRAME


def rows() -> list[Row]:
    """With an empty library, and with one of `COUNT` articles."""
    with tempfile.TemporaryDirectory() as name:
        empty, filled = Path(name) / "empty.cuttings", Path(name) / "filled.cuttings"
        Library.open(empty).close()
        with Library.open(filled) as library:
            for _ in import_dump(library, news.folder(Path(name) / "dump", COUNT)):
                pass
        settings = str(Path(name) / "window.ini")
        bare = typical(lambda: milliseconds(BARE, empty, settings), TIMES)
        first = typical(lambda: milliseconds(OURS, empty, settings), TIMES)
        full = typical(lambda: milliseconds(OURS, filled, settings), TIMES)
    return [
        Row("first paint, empty library", first, "ms", "bare Qt window", bare),
        Row(f"first paint, {COUNT:,} articles", full, "ms", "the same, empty", first, "≤ 1.15"),
    ]


def milliseconds(script: str, library: Path, settings: str) -> float:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "CUTTINGS_SETTINGS": settings}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(library)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    with process:
        assert process.stdout
        line = process.stdout.readline()
        taken = time.perf_counter() - began
    assert line == b"painted\n", "the window was not painted"
    return taken * 1000
