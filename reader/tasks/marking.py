"""Finding the entities and quotes of every article that has none yet, in a worker process.

The article on screen goes first. An article that kills the worker, or takes it too long, is tried
once alone and then stored as analysed with an error: it shows no marks, says why, and never holds up the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.analysis import VERSIONS
from reader.errors import CuttingsError
from reader.library import Library
from reader.model import Changes, Marks, Step
from reader.tasks.workers import Worker, WorkerDied, WorkFailed

BATCH = 4  # articles a call: the model's memory grows with it, its speed hardly does
PATIENCE = 0.05  # seconds between two steps while the worker is busy: the lane serves others meanwhile
# Time allowed for one call, in seconds: starting and loading the model on a busy machine, and 2,700 words/s
# measured, a fifth of that allowed (500 words are about 3,000 characters).
STARTING = 60.0
CHARACTERS_PER_SECOND = 3000
# The worker is replaced after so many calls, because what the model keeps of new words is never freed.
CALLS = 500
STALLS = 5  # then whatever keeps changing is left for another time
DEATHS = 3  # in a row, without one answer between: then it is not the articles' fault
# Exceptions that say that the analysis itself is broken (no model, no memory), not one article.
BROKEN = frozenset({"ImportError", "ModuleNotFoundError", "OSError", "CuttingsError"})

Pending = tuple[str, int, str, str, Sequence[Any], str | None]  # id, version, title, text, blocks, language


class AnalysisWorker(Worker):
    """The child process that runs `reader.analysis.analyse_many`."""

    def __init__(self) -> None:
        super().__init__("reader.analysis:analyse_many")
        self.deaths = 0


def _nothing_first() -> Sequence[str | int]:
    return ()


def analyse(
    library: Library,
    *,
    first: Callable[[], Sequence[str | int]] = _nothing_first,
    limit: int | None = None,
    worker: AnalysisWorker | None = None,
) -> Generator[Step, None, Changes]:
    """Analyse all pending articles, or `limit` of them; steps count articles.

    `first` is asked before every batch for the ids, or row ids, to begin with. A `worker` that is handed in stays
    alive for the next time. CuttingsError where the analysis cannot run at all.
    """
    own = worker or AnalysisWorker()
    try:
        return (yield from _Marking(library, own).run(first, limit))
    finally:
        if worker is None:
            own.close()


@dataclass(slots=True)
class _Marking:
    library: Library
    worker: AnalysisWorker
    done: int = 0
    failed: int = 0
    stalled: int = 0  # batches in a row of which nothing could be stored
    changed: set[str] = field(default_factory=set)

    def run(self, first: Callable[[], Sequence[str | int]], limit: int | None) -> Generator[Step, None, Changes]:
        total = self._total(limit)
        while self.done < total and self.stalled < STALLS:
            yield Step(self.done, total)
            batch = self.library.pending(VERSIONS, min(BATCH, total - self.done), first())
            if not batch:
                break
            self._store(batch, (yield from self._marks(batch, total)))
            if self.done >= total:  # articles came in meanwhile
                total = max(total, self._total(limit))
        yield Step(self.done, total)
        return Changes(frozenset(self.changed), marks=bool(self.changed), note=self._note())

    def _store(self, batch: Sequence[Pending], marks: Sequence[Marks]) -> None:
        """Nothing is stored for an article whose text changed meanwhile: it comes again."""
        changes = self.library.store_marks(
            [(each[0], each[1], found) for each, found in zip(batch, marks, strict=True)]
        )
        stored = changes.articles or frozenset()
        self.stalled = 0 if stored else self.stalled + 1
        self.changed |= stored
        self.done += len(stored)

    def _total(self, limit: int | None) -> int:
        pending = self.done + self.library.pending_count(VERSIONS)
        return pending if limit is None else min(pending, limit)

    def _marks(self, batch: Sequence[Pending], total: int) -> Generator[Step, None, list[Marks]]:
        """The marks of a batch; of each article alone where the batch as a whole fails."""
        try:
            return (yield from self._ask(batch, total))
        except (WorkerDied, WorkFailed) as failure:
            self._check(failure)
            if len(batch) == 1:
                self.failed += 1
                return [Marks(analysed=VERSIONS, error=str(failure))]
        marks: list[Marks] = []
        for each in batch:
            marks += yield from self._marks([each], total)
        return marks

    def _ask(self, batch: Sequence[Pending], total: int) -> Generator[Step, None, list[Marks]]:
        if self.worker.answered >= CALLS:
            self.worker.close()
        characters = sum(len(each[2]) + len(each[3]) for each in batch)
        self.worker.ask([tuple(each[2:6]) for each in batch], STARTING + characters / CHARACTERS_PER_SECOND)
        marks: list[Marks]
        ready, marks = self.worker.poll(PATIENCE)
        while not ready:
            yield Step(self.done, total)
            ready, marks = self.worker.poll(PATIENCE)
        self.worker.deaths = 0
        return marks

    def _check(self, failure: WorkerDied | WorkFailed) -> None:
        """Raise where it is the analysis that fails, not the article."""
        self.worker.deaths += isinstance(failure, WorkerDied)
        if self.worker.deaths > DEATHS or (isinstance(failure, WorkFailed) and failure.kind in BROKEN):
            raise CuttingsError(
                f"Names and quotes cannot be found, because the analysis does not run ({failure}); "
                "reading, searching and exporting work without it."
            )

    def _note(self) -> str:
        failed = f"; {self.failed} could not be analysed" if self.failed else ""
        return f"Analysed {self.done} article{'' if self.done == 1 else 's'}{failed}"
