"""The only place with threads: a lane for each connection (`desk.py` has several of them, for reading).

A `Lane` is one thread that owns one connection. Whatever is submitted to the library's lane is
done there one thing at a time, so there is never more than one writer. A short job is a plain
call; a long one is a generator, of which the lane does one step and then serves others, so that
a tag slips between two batches of an import. Cancelling closes the generator at a whole step.

Callbacks are handed in with the job and run on the window's thread, or not at all: when a job is
cancelled or the lane is closed, an answer that is already on its way is dropped.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from reader.model import Changes, Step

CLOSING = 2.0  # seconds that a closing window may wait for its jobs (promise 7)
SWITCH = 0.001  # seconds; with Python's 5 ms a busy lane holds up every paint of the window

Work = Callable[[Any], Any]


class Rank(IntEnum):
    """Who is served first."""

    SHORT = 0  # the user's own writes
    LONG = 1  # imports, and the analysis of the article on screen: step by step in turn
    IDLE = 2  # analysis of the rest, backups: when nothing else waits


@dataclass(eq=False)
class Job:
    """One thing submitted to a lane."""

    lane: Lane
    work: Work
    rank: Rank
    series: str  # of the jobs of one series only the first advances; "" is none
    changes: Changes | None  # what each step changes
    on_step: Callable[[Step], object] | None
    on_done: Callable[[Any], object] | None
    on_error: Callable[[BaseException], object] | None
    on_cancel: Callable[[], object] | None
    cancelled: bool = False
    steps: Generator[Any, None, Any] | None = None
    step: Any = None
    posted: bool = False  # a step is on its way to the window, and will be the newest one

    def cancel(self) -> None:
        """Ends it at the next whole step; of its callbacks only `on_cancel` runs from now on."""
        self.lane.cancel(self)


class Lane(QObject):
    """One thread that owns one connection, and does on it one thing at a time."""

    changed = Signal(object)  # Changes, on the window's thread, after they are in the library
    failed = Signal(object)  # an exception for which nobody else answers
    _posted = Signal(object)

    def __init__(self, opener: Callable[[], Any], *, interruptible: bool = False, name: str = "lane") -> None:
        """`opener` runs in the thread, and what it returns is closed there.

        `interruptible`: a cancelled job's query is interrupted too (for reading; a write ends at a whole step).
        """
        super().__init__()
        self.opened: Future[Any] = Future()
        self._interruptible = interruptible
        self._owned: Any = None
        self._wake = threading.Condition()
        self._short: deque[Job] = deque()
        self._long: dict[Rank, deque[Job]] = {Rank.LONG: deque(), Rank.IDLE: deque()}
        self._series: dict[str, Job] = {}
        self._current: Job | None = None
        self._closing = False
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        sys.setswitchinterval(SWITCH)
        self._thread = threading.Thread(target=self._run, args=(opener,), name=name, daemon=True)
        self._thread.start()

    # the window's side

    def wait_open(self, timeout: float | None = None) -> None:
        """Waits until the connection is open; raises what the opener raised."""
        self.opened.result(timeout)

    def submit(
        self,
        work: Work,
        *,
        rank: Rank = Rank.SHORT,
        series: str = "",
        changes: Changes | None = None,
        on_step: Callable[[Step], object] | None = None,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[BaseException], object] | None = None,
        on_cancel: Callable[[], object] | None = None,
    ) -> Job:
        """Has `work(connection)` done; where it returns a generator, that is stepped to its end.

        A result that is `Changes` is told to all views through `changed`; `changes` is told after every step.
        """
        job = Job(self, work, rank, series, changes, on_step, on_done, on_error, on_cancel)
        with self._wake:
            (self._short if rank is Rank.SHORT else self._long[rank]).append(job)
            self._wake.notify()
        return job

    def cancel(self, job: Job) -> None:
        with self._wake:
            job.cancelled = True
            if self._interruptible and self._current is job and self._owned is not None:
                self._owned.interrupt()
            self._wake.notify()

    def rank(self, job: Job, rank: Rank) -> None:
        """Has a long job served sooner or later than before."""
        with self._wake:
            waiting = self._long.get(job.rank)
            job.rank = rank
            if waiting is not None and job in waiting:
                waiting.remove(job)
                self._long[rank].append(job)
                self._wake.notify()

    @property
    def busy(self) -> bool:
        """Whether anything but idle work waits or runs."""
        with self._wake:
            current = self._current is not None and self._current.rank is not Rank.IDLE
            return current or bool(self._short or self._long[Rank.LONG])

    @property
    def idle(self) -> bool:
        """Whether nothing at all waits or runs."""
        with self._wake:
            return self._current is None and not (self._short or any(self._long.values()))

    def close(self, timeout: float = CLOSING) -> bool:
        """Finishes the user's short writes, ends the rest at a whole step; whether it was in time."""
        self.begin_closing()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def begin_closing(self) -> None:
        """Asks for the end without waiting for it."""
        with self._wake:
            self._closing = True
            if self._interruptible and self._current is not None and self._owned is not None:
                self._owned.interrupt()
            self._wake.notify()

    def _deliver(self, call: Callable[[], object]) -> None:
        if not self._closing:
            call()

    # the thread's side

    def _run(self, opener: Callable[[], Any]) -> None:
        try:
            self._owned = opener()
        except BaseException as error:  # told to whoever waits, and to every job
            self.opened.set_exception(error)
            self._refuse(error)
            return
        self.opened.set_result(self._owned)
        while (job := self._next()) is not None:
            self._advance(job)
            with self._wake:
                self._current = None
        self._end_all()
        self._owned.close()

    def _next(self) -> Job | None:
        with self._wake:
            while True:
                if self._short:
                    self._current = self._short.popleft()
                    return self._current
                if self._closing:
                    return None
                if (job := self._next_long()) is not None:
                    self._current = job
                    return job
                self._wake.wait()

    def _next_long(self) -> Job | None:
        for rank in (Rank.LONG, Rank.IDLE):
            waiting = self._long[rank]
            for job in waiting:
                if job.cancelled or not job.series or self._series.setdefault(job.series, job) is job:
                    waiting.remove(job)
                    return job
        return None

    def _advance(self, job: Job) -> None:
        try:
            if job.cancelled:
                self._finish(job, job.on_cancel)
            elif job.steps is None:
                self._begin(job)
            else:
                job.step = next(job.steps)
                self._stepped(job)
        except StopIteration as end:
            self._done(job, end.value)
        except BaseException as error:  # the thread lives on; a bug is shown by the window
            self._fail(job, error)

    def _begin(self, job: Job) -> None:
        result = job.work(self._owned)
        if not isinstance(result, Generator):
            self._done(job, result)
            return
        job.steps = result
        self._requeue(job)

    def _stepped(self, job: Job) -> None:
        if not job.posted:
            job.posted = True
            self._post(partial(self._tell_step, job))
        self._requeue(job)

    def _requeue(self, job: Job) -> None:
        with self._wake:
            self._long[Rank.LONG if job.rank is Rank.SHORT else job.rank].append(job)

    def _done(self, job: Job, result: Any) -> None:
        if isinstance(result, Changes):
            self._post(partial(self.changed.emit, result))
        elif job.changes is not None:
            self._post(partial(self.changed.emit, job.changes))
        self._finish(job, job.on_done and partial(_unless_cancelled, job, partial(job.on_done, result)))

    def _fail(self, job: Job, error: BaseException) -> None:
        tell = job.on_error or self.failed.emit
        self._finish(job, job.on_cancel if job.cancelled else partial(_unless_cancelled, job, partial(tell, error)))

    def _finish(self, job: Job, call: Callable[[], object] | None) -> None:
        if job.steps is not None:
            job.steps.close()
        with self._wake:
            if self._series.get(job.series) is job:
                del self._series[job.series]
        if call is not None:
            self._post(call)

    def _tell_step(self, job: Job) -> None:
        job.posted = False
        if job.changes is not None:
            self.changed.emit(job.changes)
        if job.on_step is not None and not job.cancelled:
            job.on_step(job.step)

    def _post(self, call: Callable[[], object]) -> None:
        if not self._closing:
            self._posted.emit(call)

    def _end_all(self) -> None:
        for jobs in self._long.values():
            for job in jobs:
                if job.steps is not None:
                    job.steps.close()
            jobs.clear()

    def _refuse(self, error: BaseException) -> None:
        while (job := self._next()) is not None:
            self._fail(job, error)


def _unless_cancelled(job: Job, call: Callable[[], object]) -> None:
    if not job.cancelled:
        call()
    elif job.on_cancel is not None:
        job.on_cancel()
