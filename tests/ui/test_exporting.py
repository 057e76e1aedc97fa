"""Export from the window: what, where, in which format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from reader.errors import ExportError
from reader.exports import EXPORTERS
from reader.ui import dialogs
from reader.ui.window import MainWindow


class Asked:
    """The file dialog: what it was asked, and what it answers."""

    def __init__(self) -> None:
        self.title = ""
        self.proposed = ""
        self.filters: list[str] = []
        self.chosen = ""
        self.answer: tuple[Path, str] | None = None

    def __call__(self, _parent: Any, title: str, proposed: str, filters: list[str], chosen: str = "") -> Any:
        self.title, self.proposed, self.filters, self.chosen = title, proposed, filters, chosen
        return self.answer


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    made = Asked()
    monkeypatch.setattr(dialogs, "ask_save", made)
    return made


def written(qtbot: QtBot, window: MainWindow, path: Path) -> str:
    qtbot.waitUntil(lambda: path.exists() and not window.exporting.busy)
    return path.read_text(encoding="utf-8")


def test_the_article_on_screen(qtbot: QtBot, window: MainWindow, asked: Asked, tmp_path: Path) -> None:
    asked.answer = tmp_path / "out.jsonl", ""
    window.articles.selectRow(0)
    title = window.model.index(0, 0).data()
    window.commands["actionExport"].trigger()
    lines = written(qtbot, window, tmp_path / "out.jsonl").splitlines()
    assert [json.loads(line)["title"] for line in lines] == [title]
    assert asked.title == "Export 1 Article"
    assert title[:20] in asked.proposed
    assert len(asked.filters) == len(EXPORTERS)
    qtbot.waitUntil(lambda: "1 article exported to" in window.status.label.text())


def test_several_selected_and_all_found(qtbot: QtBot, window: MainWindow, asked: Asked, tmp_path: Path) -> None:
    window.articles.selectAll()
    window.articles.selectionModel().select(
        window.model.index(0, 0), window.articles.selectionModel().SelectionFlag.Deselect
    )
    asked.answer = tmp_path / "two.jsonl", ""
    window.commands["actionExport"].trigger()
    assert len(written(qtbot, window, tmp_path / "two.jsonl").splitlines()) == 2
    asked.answer = tmp_path / "all.jsonl", ""
    window.commands["actionExportFound"].trigger()
    assert len(written(qtbot, window, tmp_path / "all.jsonl").splitlines()) == 3
    assert asked.title == "Export All Found"


def test_the_filter_gives_the_format_where_no_ending_is_typed(
    qtbot: QtBot, window: MainWindow, asked: Asked, tmp_path: Path
) -> None:
    window.articles.selectRow(0)
    markdown = next(each for each in EXPORTERS if each.name == "Markdown")
    asked.answer = tmp_path / "bridge", f"Markdown ({' '.join('*' + end for end in markdown.suffixes)})"
    window.commands["actionExport"].trigger()
    assert written(qtbot, window, tmp_path / f"bridge{markdown.suffixes[0]}").startswith("---")
    asked.answer = None
    window.commands["actionExport"].trigger()
    assert asked.chosen.startswith("Markdown")  # the format used last is proposed again


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(
    qtbot: QtBot, window: MainWindow, asked: Asked, tmp_path: Path, errors: list[BaseException]
) -> None:
    asked.answer = tmp_path / "nowhere" / "out.md", ""
    window.articles.selectRow(0)
    window.commands["actionExport"].trigger()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ExportError)
    assert not window.exporting.busy
    errors.clear()
