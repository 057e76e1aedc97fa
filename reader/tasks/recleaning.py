"""Cleaning anew: what would change, and doing it.

Nothing grows with the library but a list of numbers: what would change in a record is found again when it is done.
"""

from __future__ import annotations

import time
from array import array
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from reader.library import DumpEntry, Library, Proposal, Reader, Unplaced
from reader.model import Article, Changes, Evidence, Step
from reader.tasks import originals
from reader.tasks.evidence import informed
from reader.tasks.originals import PATIENCE
from reader.tasks.recleaning_pass import Pass, proposed

BATCH = 20  # records a transaction: a rewritten article costs about a millisecond
NOTHING_NEW: Mapping[int, Evidence] = MappingProxyType({})
LISTED = 2_000  # articles, and things without a place, that a plan names one by one


class Change(NamedTuple):
    """An article that would change, come or go."""

    record: int
    id: str
    title: str
    kind: str = "changed"  # or "new", "gone"


@dataclass(frozen=True, slots=True)
class Recleaning:
    """What cleaning anew would change."""

    records: array[int]  # numbers of those whose articles would change, ascending
    looked: int = 0  # records that could be looked at
    articles: int = 0  # that would change
    divided: int = 0  # records that would be divided into other articles
    unlike: int = 0  # records that cannot be compared, and stay as they are
    missing: tuple[tuple[DumpEntry, int], ...] = ()  # dumps that are not at their place, and how many records they hold
    changes: tuple[Change, ...] = ()  # the first ones
    unplaced: tuple[Unplaced, ...] = ()  # of the user's, the first ones
    unplaced_count: int = 0
    evidence: Mapping[int, Evidence] = field(default_factory=dict)  # of dumps that nobody had looked at before


def proposal_for(
    reader: Reader, number: int, given: Sequence[Path] = (), evidence: Mapping[int, Evidence] = NOTHING_NEW
) -> Generator[Step, None, Proposal | None]:
    """What cleaning anew would change in one record; None: nothing, or the record cannot be read.

    `evidence` is that of the plan.
    """
    from reader.cleaning import clean

    stored = reader.stored(number)
    record = (yield from originals.read(reader, stored, given)) if stored is not None else None
    if stored is None or record is None:
        return None
    known = evidence.get(stored.dump) or reader.evidence(stored.dump)
    return proposed(reader, number, record, clean(informed(record, known)))


def plan_recleaning(
    reader: Reader,
    given: Sequence[Path] = (),
    *,
    workers: int = 0,
    each: Callable[[Proposal], object] = lambda _proposal: None,
) -> Generator[Step, None, Recleaning]:
    """Look at every record; nothing is written. `given`: files and folders where dumps may be that have moved.

    `each` is told every proposal; the plan holds the first ones' headlines alone.
    """
    look = Pass(reader, given, None, workers)
    plan = _Plan()
    for step in look.steps("Looking at what would change"):
        for proposal in look.taken():
            plan.add(proposal)
            each(proposal)
        yield step
    return plan.made(look)


class _Plan:
    """A plan in the making."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._count: Counter[str] = Counter()
        self._changes: list[Change] = []
        self._unplaced: list[Unplaced] = []

    def add(self, proposal: Proposal) -> None:
        if proposal.after is None:
            self._count["unlike"] += 1
            return
        self._numbers.append(proposal.number)
        self._count["divided"] += proposal.divided
        self._count["unplaced"] += len(proposal.unplaced)
        for old, new in proposal.changed:
            self._count["articles"] += 1
            if len(self._changes) < LISTED:
                self._changes.append(_change(proposal.number, old, new))
        self._unplaced += proposal.unplaced[: LISTED - len(self._unplaced)]

    def made(self, look: Pass) -> Recleaning:
        return Recleaning(
            array("q", sorted(self._numbers)),
            looked=look.count["looked"],
            articles=self._count["articles"],
            divided=self._count["divided"],
            unlike=look.count["unlike"] + self._count["unlike"],
            missing=tuple(look.missing),
            changes=tuple(self._changes),
            unplaced=tuple(self._unplaced),
            unplaced_count=self._count["unplaced"],
            evidence=look.found,
        )


def _change(record: int, old: Article | None, new: Article | None) -> Change:
    if old is None and new is not None:
        return Change(record, new.id, new.title, "new")
    assert old is not None  # noqa: S101 (a pair has one of both)
    return Change(record, old.id, old.title, "changed" if new is not None else "gone")


def reclean(
    library: Library,
    records: array[int],
    given: Sequence[Path] = (),
    *,
    evidence: Mapping[int, Evidence] = NOTHING_NEW,
    workers: int = 0,
) -> Generator[Step, None, Changes]:
    """Clean these records anew; one step for undo, however many transactions. Closing it keeps what is done.

    `records` and `evidence` are those of a plan; what it found out of dumps is kept with them from now on.
    """
    for dump, found in evidence.items():
        library.keep_evidence(dump, found)
    changes = Changes(note="Nothing would change")
    if not records:
        return changes
    step = library.begin_recleaning()
    done = 0
    waiting: list[Proposal] = []
    try:
        with Reader.open(library.path) as reader:
            look = Pass(reader, given, records, workers, evidence)
            written = time.monotonic()
            for each in look.steps("Cleaning anew"):
                waiting += look.taken()
                if len(waiting) >= BATCH or time.monotonic() - written > PATIENCE:
                    done, changes = _write(library, step, waiting, done, changes)
                    waiting, written = [], time.monotonic()
                    yield each
            done, changes = _write(library, step, waiting, done, changes)
    finally:
        note = library.end_recleaning(step, done).note
    return changes | Changes(note=note)


def _write(library: Library, step: int, proposals: list[Proposal], done: int, changes: Changes) -> tuple[int, Changes]:
    if not proposals:
        return done, changes
    batch = library.reclean(step, proposals)
    total = done + len(batch.articles or ())
    # Which articles they were is told for a few alone: a set of a million ids is of no use to anybody.
    named = batch if total <= LISTED else Changes(None, batch.listing, batch.states, batch.marks)
    return total, changes | named
