"""Cleaning records here or in worker processes, with the outcomes in the order of the records.

Workers pay where cleaning is the larger part of an import: pages of HTML, long texts. The queues are
bounded: one bundle is with each worker and one waits, so that memory does not grow with the dump.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.model import Cleaned, Record
from reader.tasks.workers import Worker, WorkerDied, WorkFailed

# A bundle is some 50 ms of work: the pipe costs little then, and no worker waits long at the end.
BUNDLE_RECORDS = 32
BUNDLE_CHARACTERS = 500_000
# Time allowed for a bundle, in seconds: starting on a busy machine, and a twentieth of the speed measured.
STARTING = 60.0
CHARACTERS_PER_SECOND = 25_000

Outcome = tuple[Record, Cleaned | str]  # the text: why it could not be cleaned


class Here:
    """Cleans in this process, at once."""

    full = False

    def __init__(self) -> None:
        from reader.cleaning import clean

        self._clean = clean
        self._outcomes: list[Outcome] = []

    def put(self, record: Record) -> None:
        try:
            self._outcomes.append((record, self._clean(record)))
        except Exception as bug:  # one bad record never stops the rest
            self._outcomes.append((record, _last_words(bug)))

    def outcomes(self) -> Iterator[Outcome]:
        """What has been cleaned since the last call, in order."""
        outcomes, self._outcomes = self._outcomes, []
        return iter(outcomes)

    def finish(self, patience: float) -> bool:
        """Whether everything that was put is cleaned; waits at most `patience` seconds for more."""
        return True

    def close(self) -> None:
        """Nothing is left running."""


@dataclass(eq=False, slots=True)
class _Bundle:
    """Records that travel together; `worker` while they are away."""

    records: list[Record]
    worker: Worker | None = None
    cleaned: list[Cleaned | str] | None = None

    @property
    def characters(self) -> int:
        return sum(len(record.content) for record in self.records)

    @property
    def full(self) -> bool:
        return len(self.records) >= BUNDLE_RECORDS or self.characters >= BUNDLE_CHARACTERS


class Away:
    """Cleans in `number` worker processes."""

    def __init__(self, number: int, clean: str = "reader.cleaning:clean") -> None:
        self._idle = [Worker(clean, each=True) for _ in range(number)]
        self._workers = tuple(self._idle)
        self._bundles: deque[_Bundle] = deque()
        self._next = _Bundle([])

    @property
    def full(self) -> bool:
        """Whether it should be waited (`finish`) before more is put."""
        return sum(bundle.cleaned is None for bundle in self._bundles) > len(self._workers)

    def put(self, record: Record) -> None:
        self._next.records.append(record)
        if self._next.full:
            self._send()

    def outcomes(self) -> Iterator[Outcome]:
        """What is back, in order."""
        self._look(0)
        while self._bundles and self._bundles[0].cleaned is not None:
            bundle = self._bundles.popleft()
            yield from zip(bundle.records, bundle.cleaned or (), strict=True)

    def finish(self, patience: float) -> bool:
        """Send what is left and wait for answers, `patience` seconds at most; whether all are back."""
        if self._next.records and not self.full:
            self._send()
        self._look(patience)
        return not self._next.records and all(bundle.cleaned is not None for bundle in self._bundles)

    def close(self) -> None:
        for worker in self._workers:
            worker.close()

    def _send(self) -> None:
        self._bundles.append(self._next)
        self._next = _Bundle([])
        self._look(0)

    def _look(self, patience: float) -> None:
        """Take what is back, hand out what waits. Only the oldest bundle is waited for."""
        for bundle in tuple(self._bundles):
            if bundle.worker is not None:
                self._take(bundle, patience)
                patience = 0
        for bundle in self._bundles:
            if self._idle and bundle.worker is None and bundle.cleaned is None:
                bundle.worker = self._idle.pop()
                bundle.worker.ask(bundle.records, STARTING + bundle.characters / CHARACTERS_PER_SECOND)

    def _take(self, bundle: _Bundle, patience: float) -> None:
        assert bundle.worker is not None  # noqa: S101
        worker = bundle.worker
        try:
            ready, answers = worker.poll(patience)
            if not ready:
                return
            bundle.cleaned = [_outcome(answer) for answer in answers]
        except (WorkerDied, WorkFailed) as failure:
            self._alone(bundle, str(failure))
        bundle.worker = None
        self._idle.append(worker)

    def _alone(self, bundle: _Bundle, reason: str) -> None:
        """Of a bundle that ends its worker each record is tried alone; one that does it alone is at fault."""
        if len(bundle.records) == 1:
            bundle.cleaned = [f"cleaning failed: {reason}"]
            return
        place = self._bundles.index(bundle)
        del self._bundles[place]
        for record in reversed(bundle.records):
            self._bundles.insert(place, _Bundle([record]))


def _outcome(answer: tuple[str, ...]) -> Cleaned | str:
    if answer[0] == "failed":
        return f"cleaning failed: {answer[1]}: {answer[2]}, a bug in Cuttings"
    cleaned: Cleaned = answer[1]  # type: ignore[assignment]
    return cleaned


def _last_words(bug: Exception) -> str:
    """A bug in one line with its place: what a report needs."""
    frame = traceback.extract_tb(bug.__traceback__)[-1]
    at = f"{Path(frame.filename).name}, line {frame.lineno}"
    return f"cleaning failed: {type(bug).__name__}: {bug} ({at}), a bug in Cuttings"
