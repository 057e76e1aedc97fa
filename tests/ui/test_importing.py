"""Opening dumps: asked for, in a queue, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.model import ImportReport
from reader.ui import dialogs
from reader.ui.importing import in_words
from reader.ui.window import MainWindow

Opener = Callable[[Path], MainWindow]


def report(**numbers: int) -> ImportReport:
    return ImportReport("/d/news.txt", "news.txt", "plain text", **numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        ([report(found=4, imported=4)], "4 articles imported from news.txt. Read as plain text."),
        ([report(found=1, imported=1)], "1 article imported from news.txt. Read as plain text."),
        (
            [report(found=4, known=4)],
            "Nothing new in news.txt: all 4 articles are in the library already. Read as plain text.",
        ),
        (
            [report(found=1, known=1)],
            "Nothing new in news.txt: its one article is in the library already. Read as plain text.",
        ),
        (
            [report(found=9, imported=3, known=2, skipped=3, rejected=1)],
            "3 articles imported from news.txt, 2 in the library already, 3 skipped, 1 could not be read. "
            "Read as plain text.",
        ),
        ([report(found=2, imported=2), report(found=1, imported=1)], "3 articles imported from 2 dumps."),
        ([report(found=2, skipped=2)], "0 articles imported from news.txt, 2 skipped. Read as plain text."),
    ],
)
def test_what_came_in_in_one_sentence(reports: list[ImportReport], words: str) -> None:
    assert in_words(reports) == words


def test_a_folder_is_one_dump(
    qtbot: QtBot, open_window: Opener, library_path: Path, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(library_path)
    asked: list[str] = []

    def choose(_parent: object, folder: str) -> Path:
        asked.append(folder)
        return papers

    monkeypatch.setattr(dialogs, "ask_folder", choose)
    window.commands["actionOpenFolder"].trigger()
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 3)
    window.commands["actionOpenFolder"].trigger()
    assert asked[1] == str(papers.parent)  # the next time it begins where the last dump was
    qtbot.waitUntil(lambda: "Nothing new" in window.status.label.text())


def test_thinking_better_of_it_does_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_dumps", lambda *_: [])
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_: None)
    window.commands["actionOpenDump"].trigger()
    window.commands["actionOpenFolder"].trigger()
    assert not window.importing.busy


def test_several_that_fail_are_told_together(
    qtbot: QtBot, open_window: Opener, library_path: Path, tmp_path: Path, errors: list[BaseException]
) -> None:
    window = open_window(library_path)
    window.open_dumps([tmp_path / "one.txt", tmp_path / "two.txt"])
    qtbot.waitUntil(lambda: bool(errors))
    (error,) = errors
    assert str(error).startswith("2 dumps could not be opened; ")
    assert "one.txt" in str(error)
    assert "two.txt" in str(error)
    assert not window.status.progress.isVisible()
    errors.clear()


def test_the_window_is_usable_meanwhile(qtbot: QtBot, open_window: Opener, filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(600):
        text = f"Harbour story {number}\n\n" + "The crane stood still again on Monday, the port said. " * 30
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    window = open_window(filled)
    window.open_dumps([folder])
    qtbot.waitUntil(window.status.progress.isVisible)
    window.articles.selectRow(0)
    window.marking.tag("meanwhile")
    qtbot.waitUntil(lambda: "tag:meanwhile" in window.filters.terms or not window.importing.busy)
    qtbot.waitUntil(lambda: window.settled and window.model.rowCount() == 603, timeout=30_000)
    qtbot.waitUntil(lambda: "tag:meanwhile" in window.filters.terms)
