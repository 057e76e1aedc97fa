"""One person's afternoon with Cuttings, through menus and keys: open, read, tag, search, see cuts, export, undo."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.app import build_window
from reader.errors import DumpError, LibraryError
from reader.exports import exporter_for
from reader.library import Library, Reader
from reader.tasks import export as export_task
from reader.ui import dialogs
from reader.ui.window import MainWindow

SAMPLE = Path(__file__).parent.parent / "seeds" / "aggregator_wire.txt"
STRIKE = "Harbour workers in Velmora walk out over night shifts"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)

Opener = Callable[[], MainWindow]


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    shown: list[BaseException] = []
    monkeypatch.setattr(dialogs, "show_error", lambda _parent, error: shown.append(error))
    return shown


@pytest.fixture
def open_window(
    qtbot: QtBot, tmp_path: Path, library_path: Path, monkeypatch: pytest.MonkeyPatch, errors: list[BaseException]
) -> Iterator[Opener]:
    """Starts the program; its settings are its own."""
    monkeypatch.setenv("CUTTINGS_SETTINGS", str(tmp_path / "window.ini"))
    opened: list[MainWindow] = []

    def start() -> MainWindow:
        window = build_window(library_path)
        opened.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.settled, timeout=30_000)
        return window

    yield start
    for window in opened:
        window.close()


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """What the person chooses in the file dialog."""
    monkeypatch.setattr(dialogs, "ask_dumps", lambda _parent, _folder: list(paths))


def titles(window: MainWindow) -> list[str]:
    return [window.model.index(row, 0).data() for row in range(window.model.rowCount())]


def select(window: MainWindow, title: str) -> None:
    window.articles.selectRow(titles(window).index(title))


def many(folder: Path, number: int) -> Path:
    """A dump of so many small articles."""
    folder.mkdir()
    for place in range(number):
        text = (
            f"Ferry number {place} leaves the harbour\n\n"
            + f"The ferry left pier {place} at noon, the port said. " * 20
        )
        (folder / f"{place:05}.txt").write_text(text, encoding="utf-8")
    return folder


def test_an_afternoon(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, errors: list[BaseException]
) -> None:
    before = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    window = open_window()

    # opens a dump from the menu
    choose(monkeypatch, SAMPLE)
    window.commands["actionOpenDump"].trigger()
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() > 0, timeout=30_000)
    number = window.model.rowCount()
    assert f"{number} articles imported from {SAMPLE.name}." in window.status.label.text()
    assert "Report" in window.status.label.text()

    # reads: the text is clean, names and quotations get their marks without the text moving
    select(window, STRIKE)
    shown = window.viewer.toPlainText()
    assert STRIKE in shown
    assert "Ask Our News Assistant" not in shown
    qtbot.waitUntil(lambda: bool(window.reading.dossier and window.reading.dossier.marks.analysed), timeout=60_000)
    assert window.reading.dossier is not None
    assert any(quote.speaker == "Petra Olesk" for quote in window.reading.dossier.marks.quotes)
    assert window.viewer.toPlainText() == shown

    # tags, stars
    window.articles.setFocus()
    qtbot.keyClick(window.articles, "t")
    edit = window.findChild(QWidget, "tagEdit")
    qtbot.keyClicks(edit, "harbour strike")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    window.articles.setFocus()
    qtbot.keyClick(window.articles, "s")
    qtbot.waitUntil(lambda: bool(window.articles.current and window.articles.current.starred))
    qtbot.waitUntil(lambda: 'tag:"harbour strike"' in window.filters.terms)

    # searches
    qtbot.keyClick(window.articles, "/")
    qtbot.keyClicks(window.search.box, "disproportionate")
    qtbot.keyClick(window.search.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(window) == [STRIKE])
    assert "disproportionate" in window.search.echo.text()

    # sees what was cut, in place
    select(window, STRIKE)
    window.articles.setFocus()
    qtbot.keyClick(window.articles, "r")
    assert "Harbour" in window.viewer.toPlainText()
    assert len(window.viewer.toPlainText()) > len(shown)
    qtbot.keyClick(window.articles, "r")
    assert window.viewer.toPlainText() == shown

    # exports what was found; the window's file is that of the task, byte for byte
    qtbot.waitUntil(lambda: bool(window.articles.current and not window.articles.current.unread), timeout=10_000)
    target = tmp_path / "strike.jsonl"
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: (target, ""))
    window.commands["actionExport"].trigger()
    qtbot.waitUntil(target.exists, timeout=10_000)
    qtbot.waitUntil(lambda: not window.exporting.busy)
    line = json.loads(target.read_text(encoding="utf-8"))
    assert (line["title"], line["tags"], line["starred"]) == (STRIKE, ["harbour strike"], True)
    with Reader.open(window.session.path) as reader:
        for _ in export_task(reader, reader.parse("disproportionate"), tmp_path / "b.jsonl", exporter_for("b.jsonl")):
            pass
        start, end = line["extent"]
        source = reader.source_text(line["id"])
    assert target.read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    restored, here = "", 0
    for cut in line["cuts"]:
        restored += line["text"][here : cut["at"]] + cut["text"]
        here = cut["at"] + cut["instead"]
    assert restored + line["text"][here:] == source[start:end] == SAMPLE.read_text(encoding="utf-8")[start:end]

    # undoes, step by step
    assert "tar" in window.commands["actionUndo"].text()
    window.commands["actionUndo"].trigger()
    qtbot.waitUntil(lambda: not (window.articles.current and window.articles.current.starred))
    window.commands["actionUndo"].trigger()
    qtbot.waitUntil(lambda: bool(window.articles.current and not window.articles.current.tags))
    window.commands["actionRedo"].trigger()
    qtbot.waitUntil(lambda: bool(window.articles.current and window.articles.current.tags == ("harbour strike",)))

    assert hashlib.sha256(SAMPLE.read_bytes()).hexdigest() == before
    assert errors == []


def test_the_same_dump_again_and_the_next_day(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch, errors: list[BaseException]
) -> None:
    window = open_window()
    choose(monkeypatch, SAMPLE)
    window.commands["actionOpenDump"].trigger()
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() > 0, timeout=30_000)
    number = window.model.rowCount()
    select(window, STRIKE)
    window.marking.tag("strike")
    window.commands["actionOpenDump"].trigger()
    qtbot.waitUntil(lambda: "Nothing new" in window.status.label.text(), timeout=10_000)
    assert window.close()

    again = open_window()
    assert again.model.rowCount() == number
    select(again, STRIKE)
    assert again.reading.dossier is not None
    assert again.reading.dossier.state.tags == ("strike",)
    again.pages.show_reports()
    qtbot.waitUntil(lambda: again.pages.reports is not None and again.pages.reports.list.count() == 2)
    assert again.pages.reports is not None
    assert "adds up" in again.pages.reports.page.toPlainText()
    assert errors == []


def test_an_import_that_is_cancelled_goes_on_where_it_stopped(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, errors: list[BaseException]
) -> None:
    window = open_window()
    dump = many(tmp_path / "ferries", 1500)
    window.open_dumps([dump])
    qtbot.waitUntil(lambda: window.model.rowCount() > 0, timeout=30_000)
    assert window.status.progress.isVisible()
    qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.importing.busy, timeout=10_000)
    qtbot.waitUntil(lambda: window.settled, timeout=10_000)
    assert "Stopped" in window.status.label.text()
    assert not window.status.progress.isVisible()
    stopped_at = window.model.rowCount()
    assert 0 < stopped_at < 1500
    window.open_dumps([dump])
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 1500, timeout=60_000)
    assert "in the library already" in window.status.label.text()
    assert errors == []


def test_closing_ends_an_import_within_two_seconds_and_loses_nothing(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, library_path: Path
) -> None:
    window = open_window()
    window.open_dumps([many(tmp_path / "ferries", 1500)])
    qtbot.waitUntil(lambda: window.model.rowCount() > 0, timeout=30_000)
    begun = time.monotonic()
    window.close()
    assert time.monotonic() - begun < 2.5
    with Library.open(library_path) as library:
        assert library.check() == []


def test_a_library_that_is_open_elsewhere_is_told_in_a_sentence(library_path: Path, qtbot: QtBot) -> None:
    with Library.open(library_path), pytest.raises(LibraryError, match="open in another Cuttings"):
        build_window(library_path)


def test_what_is_no_dump_is_told_in_a_sentence_and_the_next_one_comes_in(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, errors: list[BaseException]
) -> None:
    window = open_window()
    window.open_dumps([tmp_path / "nowhere.txt", SAMPLE])
    qtbot.waitUntil(lambda: bool(errors) and window.settled, timeout=30_000)
    assert window.model.rowCount() > 0
    assert [type(error) for error in errors] == [DumpError]
