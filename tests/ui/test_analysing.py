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
from reader.ui.settings import Settings


class Owned:
    def close(self) -> None:
        pass


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane(Owned)
    yield lane
    lane.close()


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str | int]]:
    """What each run put first."""
    begun: list[Sequence[str | int]] = []

    def analyse(_library: Any, *, first: Callable[[], Sequence[str | int]]) -> Generator[Step, None, Changes]:
        begun.append(first())
        yield Step(0, 2)
        yield Step(1, 2)
        yield Step(2, 2)
        return Changes(frozenset("a"), marks=True)

    monkeypatch.setattr(tasks, "analyse", analyse)
    return begun


def test_progress_is_told_and_ends(
    qtbot: QtBot, lane: Lane, settings: Settings, runs: list[Sequence[str | int]]
) -> None:
    told: list[str] = []
    parent = QObject()
    work = Analysing(lane, settings, parent)
    work.progressed.connect(lambda words, _link: told.append(words))
    work.start()
    qtbot.waitUntil(lambda: told[-1:] == [""])
    assert any("of 2" in words for words in told)
    assert len(runs) == 1


def test_what_came_meanwhile_is_analysed_after(
    qtbot: QtBot, lane: Lane, settings: Settings, runs: list[Sequence[str | int]]
) -> None:
    parent = QObject()
    work = Analysing(lane, settings, parent)
    work.start()
    work.take(Changes(None, listing=True))
    work.take(Changes(None, states=True))
    qtbot.waitUntil(lambda: len(runs) == 2)
    qtbot.wait(30)
    assert len(runs) == 2


def test_the_article_on_screen_hurries_it(
    qtbot: QtBot, lane: Lane, settings: Settings, runs: list[Sequence[str | int]], dossier: Dossier
) -> None:
    parent = QObject()
    work = Analysing(lane, settings, parent)
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


def test_an_analysis_that_cannot_run_is_told_once(
    qtbot: QtBot, lane: Lane, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Generator[Step, None, Changes]:
        raise CuttingsError("No model; install one.")
        yield Step(0, 0)

    monkeypatch.setattr(tasks, "analyse", broken)
    parent = QObject()
    work = Analysing(lane, settings, parent)
    told: list[BaseException] = []
    work.failed.connect(told.append)
    work.start()
    qtbot.waitUntil(lambda: bool(told))
    work.start()
    qtbot.wait(20)
    assert len(told) == 1


def test_a_pause_lasts_until_it_is_ended(
    qtbot: QtBot, lane: Lane, settings: Settings, runs: list[Sequence[str | int]]
) -> None:
    parent = QObject()
    work = Analysing(lane, settings, parent)
    told: list[tuple[str, str]] = []
    work.progressed.connect(lambda words, link: told.append((words, link)))
    work.pause(True)
    work.start()
    qtbot.wait(20)
    assert not runs
    assert told[-1] == ("Finding names and quotes is paused", "Resume")
    again = Analysing(lane, settings, parent)  # the next start of the program
    assert again.is_paused
    again.select((7, 5))
    again.turn()
    qtbot.waitUntil(lambda: len(runs) == 1)
    assert runs == [(7, 5)]
    assert not work.is_paused
    qtbot.waitUntil(lambda: again._job is None)


def test_pausing_ends_what_runs(qtbot: QtBot, lane: Lane, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    def endless(*_: object, **__: object) -> Generator[Step, None, Changes]:
        try:
            while True:
                yield Step(1, 9)
        finally:
            closed.append(True)

    monkeypatch.setattr(tasks, "analyse", endless)
    parent = QObject()
    work = Analysing(lane, settings, parent)
    told: list[tuple[str, str]] = []
    work.progressed.connect(lambda words, link: told.append((words, link)))
    work.start()
    qtbot.waitUntil(lambda: ("Finding names and quotes: 1 of 9", "Pause") in told)
    work.turn()
    qtbot.waitUntil(lambda: bool(closed))
    assert told[-1] == ("Finding names and quotes is paused", "Resume")
