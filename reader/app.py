"""The wiring: library, jobs, window. Nothing else knows all of them.

Qt is imported inside the functions, so that the commands that need no window start without it.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import CuttingsError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from reader.ui.settings import Settings
    from reader.ui.window import MainWindow

PATIENCE = 20.0  # seconds that a picture waits for everything to be on the window
REST = 0.3  # seconds more, for the counts beside the list
SIZE = (1280, 800)


def has_display() -> bool:
    """Whether a window can be shown here. Off Linux there always is a display."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def without_display() -> None:
    """Paint windows into memory from now on; must come before the first window."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def build_window(library: Path) -> MainWindow:
    """The whole window over a library, in the running QApplication; it is not shown.

    LibraryError in one sentence where the library cannot be opened. Closing the window ends its jobs.
    """
    from reader.ui.settings import Settings

    return _window(Path(library), Settings())


def _window(library: Path, settings: Settings) -> MainWindow:
    from reader.library import Reader
    from reader.ui.session import open_lane
    from reader.ui.window import MainWindow

    lane = open_lane(library)
    lane.wait_open()
    return MainWindow(lane, Reader.open(library), settings)


def run(dumps: Sequence[Path], library: Path) -> int:
    """Open the window and import the dumps; returns when it is closed."""
    app = application()
    try:
        window = build_window(library)
    except CuttingsError as error:
        _tell(app, error)
        raise
    window.show()
    if dumps:
        window.open_dumps([path.absolute() for path in dumps])
    with _closed_by_ctrl_c(window):
        return app.exec()


def _tell(app: QApplication, error: CuttingsError) -> None:
    """Whoever started from a menu sees no terminal."""
    from reader.ui import dialogs

    if app.platformName() != "offscreen" and not (sys.stderr and sys.stderr.isatty()):
        dialogs.show_error(None, error)


@contextmanager
def _closed_by_ctrl_c(window: MainWindow) -> Iterator[None]:
    """Ctrl+C in the terminal, or a polite kill, closes the window as a click does.

    Qt's loop runs no Python code while nothing happens, so the signal arrives through a socket that it watches.
    """
    from PySide6.QtCore import QSocketNotifier

    heard, told = socket.socketpair()
    told.setblocking(False)
    with heard, told:
        before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
        handlers = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}
        notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda *_: window.close())
        yield
        notifier.setEnabled(False)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(before)


def shot(
    library: Path,
    picture: Path,
    *,
    query: str = "",
    article: str | None = None,
    theme: str | None = None,
    size: tuple[int, int] = SIZE,
) -> None:
    """Write a picture (PNG) of the window with an article in it; without an id, the first one found.

    The user's window settings are neither used nor changed. ExportError where the picture cannot be
    written, CuttingsError where there is no such article or theme.
    """
    app = application()
    _hush()
    from reader.ui.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        window = _window(library, Settings(Path(folder) / "window.ini"))
        try:
            _resize(window, size)
            _choose_theme(window, theme)
            window.show()
            window.search.box.set_search(query)
            _wait(app, lambda: window.settled)
            _choose_article(window, article)
            _wait(app, lambda: window.settled)
            _save(window, picture)
        finally:
            window.close()


def _resize(window: MainWindow, size: tuple[int, int]) -> None:
    """The size that was asked for, also where the window would rather be larger."""
    from PySide6.QtWidgets import QLayout

    layout = window.layout()
    if layout is not None:
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    window.resize(*size)


def _hush() -> None:
    """The platform that paints into memory says at every window what it cannot do; nobody wants to know."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def say(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" not in message:
            print(message, file=sys.stderr)

    qInstallMessageHandler(say)


def _choose_theme(window: MainWindow, name: str | None) -> None:
    from reader.ui.theme import NAMES

    if name is not None and name not in NAMES:
        raise CuttingsError(f"There is no theme {name!r}; it is one of {', '.join(NAMES)}.")
    window.themes.choose(name or "light")


def _choose_article(window: MainWindow, article: str | None) -> None:
    listed = window.articles.listed
    rowid = (listed[0] if listed else None) if article is None else window.session.reader.rowid(article)
    if rowid is not None and window.articles.select_rowid(rowid):
        return
    if article is not None:
        raise CuttingsError(f"There is no article {article} among those found; `cuttings search` lists their ids.")


def _wait(app: QApplication, ready: Callable[[], bool]) -> None:
    """Let the window work until it is ready, and a little longer; one that never is still gives a picture."""
    from PySide6.QtCore import QCoreApplication, QEvent

    until = time.monotonic() + PATIENCE
    calm = time.monotonic() + REST
    while time.monotonic() < until and (time.monotonic() < calm or not ready()):
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        time.sleep(0.005)


def _save(window: MainWindow, picture: Path) -> None:
    from PySide6.QtCore import QBuffer, QIODevice

    from reader.tasks.delivery import whole_file

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    with whole_file(picture) as out:
        out.write(bytes(buffer.data().data()))


def application() -> QApplication:
    """The QApplication, made at first use; CuttingsError where Qt cannot run here."""
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise CuttingsError(
            f"The window cannot be made, because Qt misses a library ({error}); packaging/run installs it."
        ) from error
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QApplication.setApplicationName("cuttings")
    QApplication.setApplicationDisplayName("Cuttings")
    QApplication.setDesktopFileName("cuttings")
    return QApplication(sys.argv[:1])
