"""A window over a library of invented news, with settings of its own and nobody to answer dialogs."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader import tasks
from reader.library import Library, Reader
from reader.model import Changes, Step
from reader.tasks import import_dump
from reader.ui import dialogs
from reader.ui.session import open_lane
from reader.ui.settings import Settings
from reader.ui.window import MainWindow

PAPERS = {
    "bridge.txt": "The old bridge at Norby is to close\n\n"
    "The bridge over the Elva will close in May, the council said.\n"
    "“We have no choice,” Mayor Ines Holm told reporters on Monday. “It is older than any of us.”\n"
    "Repairs are to last two years and to cost nine million crowns.\n",
    "ferry.txt": "Ferry to Skarholm runs again after the storm\n\nThe ferry to Skarholm ran again on Friday morning.\n"
    "Some forty people had waited on the quay since Wednesday, the harbour master, Pelle Aune, said.\n"
    "The storm had torn a lamp and two rails from the pier.\n",
    "school.txt": "School of Norby wins a prize for its garden\n\n"
    "The school of Norby has won the prize of the county.\n"
    "Its garden feeds the kitchen from April to October, the teacher Mona Lie said.\n"
    "The bridge beside it will be closed to lorries.\n",
}


def pytest_configure(config: pytest.Config) -> None:
    # None waits longer than it must; a machine that does other things too needs more than the five seconds.
    QtBot.waitUntil.__kwdefaults__["timeout"] = 30_000
    # Said by Qt's offscreen plugin of every window that has a least size, and of every tip; no fault of ours.
    config.addinivalue_line("qt_log_ignore", r"This plugin does not support (propagateSizeHints|raise)\(\)")


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the user's settings."""
    path = tmp_path / "settings" / "window.ini"
    monkeypatch.setenv("CUTTINGS_SETTINGS", str(path))
    return path


@pytest.fixture
def settings(own_settings: Path) -> Settings:
    return Settings(own_settings)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder of three invented articles."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """The errors that would be shown, instead of boxes."""
    shown: list[BaseException] = []
    monkeypatch.setattr(dialogs, "show_error", lambda _parent, error: shown.append(error))
    return shown


@pytest.fixture
def without_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    """No language model is loaded: most of the window has nothing to do with names and quotes."""

    def nothing(*_: object, **__: object) -> Generator[Step, None, Changes]:
        yield Step(0, 0)
        return Changes()

    monkeypatch.setattr(tasks, "analyse", nothing)


@pytest.fixture
def filled(library_path: Path, papers: Path) -> Path:
    """A library with the three articles in it."""
    with Library.open(library_path) as library:
        for _ in import_dump(library, papers):
            pass
    return library_path


Opener = Callable[[Path], MainWindow]


@pytest.fixture
def open_window(
    qtbot: QtBot, errors: list[BaseException], without_analysis: None, settings: Settings
) -> Iterator[Opener]:
    """Opens windows, waits until they show what they have to, and closes them; no error may be left over."""
    opened: list[MainWindow] = []

    def open_one(path: Path) -> MainWindow:
        lane = open_lane(path)
        lane.wait_open(10)
        window = MainWindow(lane, Reader.open(path), settings)
        opened.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.keyRelease(window, Qt.Key.Key_Control)  # Qt would hold Ctrl of another test's last key for pressed
        qtbot.waitUntil(lambda: window.settled)
        return window

    yield open_one
    for window in opened:
        window.close()
    assert errors == []


@pytest.fixture
def window(open_window: Opener, filled: Path) -> MainWindow:
    """A window over the three articles."""
    return open_window(filled)
