"""Names and quotes in the background: one analysis at a time, the article on screen first."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reader import tasks
from reader.errors import CuttingsError
from reader.model import Changes, Dossier, Marks, Step
from reader.ui.analysing import Analysing
from reader.ui.jobs import Lane, Rank


class Owned:
    def close(self) -> None:
        pass


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane(Owned)
    yield lane
    lane.close()


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """What each run put first."""
    begun: list[Sequence[str]] = []

    def analyse(_library: Any, *, first: Callable[[], Sequence[str]]) -> Generator[Step, None, Changes]:
        begun.append(first())
        yield Step(0, 2)
        yield Step(1, 2)
        yield Step(2, 2)
        return Changes(frozenset("a"), marks=True)

    monkeypatch.setattr(tasks, "analyse", analyse)
    return begun


def test_progress_is_told_and_ends(qtbot: QtBot, lane: Lane, runs: list[Sequence[str]]) -> None:
    told: list[str] = []
    parent = QObject()
    work = Analysing(lane, parent)
    work.progressed.connect(told.append)
    work.start()
    qtbot.waitUntil(lambda: told[-1:] == [""])
    assert any("of 2" in words for words in told)
    assert len(runs) == 1


def test_what_came_meanwhile_is_analysed_after(qtbot: QtBot, lane: Lane, runs: list[Sequence[str]]) -> None:
    parent = QObject()
    work = Analysing(lane, parent)
    work.start()
    work.take(Changes(None, listing=True))
    work.take(Changes(None, states=True))
    qtbot.waitUntil(lambda: len(runs) == 2)
    qtbot.wait(30)
    assert len(runs) == 2


def test_the_article_on_screen_hurries_it(
    qtbot: QtBot, lane: Lane, runs: list[Sequence[str]], dossier: Dossier
) -> None:
    parent = QObject()
    work = Analysing(lane, parent)
    waiting = replace(dossier, marks=Marks())
    work.show(waiting)
    work.start()
    assert work._job is not None
    assert work._job.rank is Rank.LONG
    assert work.hurrying
    work.show(dossier)
    assert not work.hurrying
    qtbot.waitUntil(lambda: not work.hurrying and work._job is None)
    assert runs == [(dossier.article.id,)] or runs == [()]


def test_an_analysis_that_cannot_run_is_told_once(qtbot: QtBot, lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Generator[Step, None, Changes]:
        raise CuttingsError("No model; install one.")
        yield Step(0, 0)

    monkeypatch.setattr(tasks, "analyse", broken)
    parent = QObject()
    work = Analysing(lane, parent)
    told: list[BaseException] = []
    work.failed.connect(told.append)
    work.start()
    qtbot.waitUntil(lambda: bool(told))
    work.start()
    qtbot.wait(20)
    assert len(told) == 1
