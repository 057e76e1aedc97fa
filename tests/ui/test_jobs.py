"""Lane and desk: one thing at a time, in the right order, answers on the window's thread or not at all."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from reader.model import Changes, Step
from reader.ui.desk import Desk
from reader.ui.jobs import Lane, Rank


class Connection:
    """Stands for a library: notes what was done on it, and in which thread."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.thread = threading.get_ident()
        self.closed = False
        self.interrupted = threading.Event()

    def interrupt(self) -> None:
        self.interrupted.set()

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def connection() -> list[Connection]:
    return []


@pytest.fixture
def lane(qtbot: QtBot, connection: list[Connection]) -> Iterator[Lane]:
    def opener() -> Connection:
        connection.append(Connection())
        return connection[0]

    lane = Lane(opener)
    lane.wait_open(5)
    yield lane
    lane.close()


def test_a_job_runs_in_the_lane_and_its_answer_comes_to_the_window(qtbot: QtBot, lane: Lane) -> None:
    answers: list[tuple[bool, int]] = []
    lane.submit(
        lambda owned: threading.get_ident() == owned.thread,
        on_done=lambda right: answers.append((right, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(True, threading.get_ident())]


def test_short_jobs_slip_between_the_steps_of_a_long_one(
    qtbot: QtBot, lane: Lane, connection: list[Connection]
) -> None:
    begun, release = threading.Event(), threading.Event()

    def long(owned: Connection) -> Generator[Step, None, str]:
        owned.done.append("first")
        begun.set()
        release.wait(5)
        yield Step(1, 2)
        owned.done.append("second")
        yield Step(2, 2)
        return "end"

    ends: list[object] = []
    lane.submit(long, rank=Rank.LONG, on_done=ends.append)
    assert begun.wait(5)
    lane.submit(lambda owned: owned.done.append("short"), on_done=ends.append)
    release.set()
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert connection[0].done == ["first", "short", "second"]
    assert ends == [None, "end"]


def test_idle_work_waits_for_all_else(qtbot: QtBot, lane: Lane, connection: list[Connection]) -> None:
    go = threading.Event()
    lane.submit(lambda _: go.wait(5))

    def steps(owned: Connection, name: str) -> Generator[Step, None, None]:
        for _ in range(3):
            owned.done.append(name)
            yield Step(0, 0)

    ends: list[object] = []
    lane.submit(lambda owned: steps(owned, "idle"), rank=Rank.IDLE, on_done=ends.append)
    lane.submit(lambda owned: steps(owned, "long"), rank=Rank.LONG, on_done=ends.append)
    go.set()
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert connection[0].done == ["long"] * 3 + ["idle"] * 3


def test_an_idle_job_can_be_hastened(qtbot: QtBot, lane: Lane, connection: list[Connection]) -> None:
    go = threading.Event()
    lane.submit(lambda _: go.wait(5))

    def steps(owned: Connection, name: str) -> Generator[Step, None, None]:
        for _ in range(2):
            owned.done.append(name)
            yield Step(0, 0)

    ends: list[object] = []
    idle = lane.submit(lambda owned: steps(owned, "idle"), rank=Rank.IDLE, on_done=ends.append)
    lane.submit(lambda owned: steps(owned, "long"), rank=Rank.LONG, on_done=ends.append)
    lane.rank(idle, Rank.LONG)
    go.set()
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert connection[0].done == ["long", "idle", "long", "idle"]


def test_of_a_series_only_the_first_advances(qtbot: QtBot, lane: Lane, connection: list[Connection]) -> None:
    def steps(owned: Connection, name: str) -> Generator[Step, None, None]:
        for _ in range(2):
            owned.done.append(name)
            yield Step(0, 0)

    ends: list[object] = []
    for name in "ab":
        lane.submit(lambda owned, name=name: steps(owned, name), rank=Rank.LONG, series="s", on_done=ends.append)
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert connection[0].done == ["a", "a", "b", "b"]


def test_cancel_closes_the_generator_at_a_whole_step(qtbot: QtBot, lane: Lane, connection: list[Connection]) -> None:
    def endless(owned: Connection) -> Generator[Step, None, None]:
        try:
            while True:
                owned.done.append("began")
                time.sleep(0.005)
                owned.done.append("ended")
                yield Step(0, 0)
        finally:
            owned.done.append("closed")

    steps: list[Step] = []
    ends: list[str] = []
    job = lane.submit(
        endless,
        rank=Rank.LONG,
        on_step=steps.append,
        on_done=lambda _: ends.append("done"),
        on_cancel=lambda: ends.append("cancelled"),
    )
    qtbot.waitUntil(lambda: bool(steps))
    job.cancel()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == ["cancelled"]
    assert connection[0].done[-2:] == ["ended", "closed"]


def test_changes_are_told_to_all(qtbot: QtBot, lane: Lane) -> None:
    with qtbot.waitSignal(lane.changed) as told:
        lane.submit(lambda _: Changes(frozenset({"a"}), states=True))
    assert told.args == [Changes(frozenset({"a"}), states=True)]


def test_steps_tell_what_they_change_and_are_not_piled_up(qtbot: QtBot, lane: Lane) -> None:
    def steps(_: Connection) -> Generator[Step, None, str]:
        for done in range(1000):
            yield Step(done, 1000)
        return "end"

    told: list[Changes] = []
    seen: list[Step] = []
    ends: list[str] = []
    lane.changed.connect(told.append)
    lane.submit(steps, rank=Rank.LONG, changes=Changes(None, listing=True), on_step=seen.append, on_done=ends.append)
    time.sleep(0.2)  # the window is busy meanwhile
    qtbot.waitUntil(lambda: bool(ends))
    assert set(told) == {Changes(None, listing=True)}
    assert seen
    assert len(seen) < 100


def test_an_error_goes_to_whoever_asked_else_to_all(qtbot: QtBot, lane: Lane) -> None:
    def fail(_: Connection) -> None:
        raise ValueError("no")

    own: list[BaseException] = []
    lane.submit(fail, on_error=own.append)
    with qtbot.waitSignal(lane.failed) as told:
        lane.submit(fail)
    assert [str(error) for error in (own[0], told.args[0])] == ["no", "no"]
    ends: list[object] = []
    lane.submit(lambda _: "still alive", on_done=ends.append)
    qtbot.waitUntil(lambda: ends == ["still alive"])


def test_closing_finishes_the_users_writes_and_ends_long_jobs(qtbot: QtBot) -> None:
    owned = Connection()
    lane = Lane(lambda: owned)
    started = threading.Event()

    def endless(owned: Connection) -> Generator[Step, None, None]:
        try:
            while True:
                started.set()
                time.sleep(0.01)
                yield Step(0, 0)
        finally:
            owned.done.append("closed")

    lane.submit(endless, rank=Rank.LONG)
    assert started.wait(5)
    for number in range(20):
        lane.submit(lambda owned, number=number: owned.done.append(number))
    begun = time.monotonic()
    assert lane.close()
    assert time.monotonic() - begun < 2
    assert owned.done == [*range(20), "closed"]
    assert owned.closed


def test_no_answer_after_closing(qtbot: QtBot) -> None:
    lane = Lane(Connection)
    answers: list[object] = []
    lane.submit(lambda _: 1, on_done=answers.append)
    lane.close()
    qtbot.wait(20)
    assert answers == []


def test_what_cannot_be_opened_says_so_to_every_job(qtbot: QtBot) -> None:
    def opener() -> Any:
        raise OSError("gone")

    lane = Lane(opener)
    with pytest.raises(OSError, match="gone"):
        lane.wait_open(5)
    errors: list[BaseException] = []
    lane.submit(lambda _: 1, on_error=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert lane.close()


def test_the_desk_answers_only_the_newest_question(qtbot: QtBot) -> None:
    made: list[Connection] = []

    def opener() -> Connection:
        made.append(Connection())
        return made[-1]

    desk = Desk(opener)
    answers: list[object] = []
    begun = threading.Event()

    def slow(owned: Connection) -> str:
        begun.set()
        owned.interrupted.wait(5)
        return "old"

    desk.ask("list", slow, answers.append)
    assert begun.wait(5)
    desk.ask("list", lambda _: "new", answers.append)
    desk.ask("other", lambda _: "other", answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    qtbot.wait(20)
    assert sorted(map(str, answers)) == ["new", "other"]
    assert len(made) == 2
    desk.close()
    assert all(each.closed for each in made)


def test_parts_of_an_answer_come_before_it(qtbot: QtBot) -> None:
    desk = Desk(Connection)

    def question(_: Connection) -> Generator[str, None, str]:
        yield "head"
        return "whole"

    answers: list[str] = []
    desk.ask("list", question, answers.append, on_part=answers.append)
    qtbot.waitUntil(lambda: answers == ["head", "whole"])
    desk.close()
