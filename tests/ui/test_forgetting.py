"""Forgetting and emptying the bin: only after a plain warning, in the background."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from reader.ui import dialogs
from reader.ui.window import MainWindow


class Answer:
    """Answers the boxes, and keeps what they said."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.said = ""

    def __call__(self, _parent: object, *words: str) -> Any:
        self.said = " ".join(words)
        return self.answer


def settle(qtbot: QtBot, window: MainWindow, number: int) -> None:
    qtbot.waitUntil(lambda: window.settled and len(window.articles.listed) == number)


def test_articles_are_forgotten(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = Answer((False, True))
    monkeypatch.setattr(dialogs, "confirm_for_good", refused)
    window.articles.next()
    window.commands["actionStar"].trigger()
    qtbot.waitUntil(lambda: window.commands["actionUndo"].isEnabled())
    window.commands["actionForget"].trigger()
    assert "Forget 1 article for good?" in refused.said
    assert "cannot be undone" in refused.said
    settle(qtbot, window, 3)
    monkeypatch.setattr(dialogs, "confirm_for_good", Answer((True, True)))
    window.commands["actionForget"].trigger()
    settle(qtbot, window, 2)
    qtbot.waitUntil(lambda: "Forgot 1 article" in window.status.label.text())
    qtbot.waitUntil(lambda: not window.commands["actionUndo"].isEnabled())


def test_a_dump_is_forgotten(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "confirm_for_good", Answer((True, False)))
    window.libraries.show_dumps()
    dumps = window.libraries.dumps
    assert dumps is not None
    qtbot.waitUntil(lambda: dumps.chosen is not None)
    dumps.forget.click()
    settle(qtbot, window, 0)
    qtbot.waitUntil(lambda: not dumps._dumps)


def test_the_bin_is_emptied(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer(True)
    monkeypatch.setattr(dialogs, "confirm", answer)
    window.commands["actionEmptyBin"].trigger()
    assert answer.said == ""
    assert "empty" in window.status.label.text()
    window.articles.next()
    window.commands["actionBin"].trigger()
    settle(qtbot, window, 2)
    window.commands["actionEmptyBin"].trigger()
    assert "1 article out of the bin" in answer.said
    qtbot.waitUntil(lambda: window.session.reader.sidebar().bin == 0)
    settle(qtbot, window, 2)
