"""Cleaning anew: what would change, and doing it.

Records of plain text are rebuilt from the library; all others are read again from their dumps, once through each.
Nothing grows with the library but a list of numbers: what would change in a record is found again when it is done.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from reader.library import DumpEntry, Library, Proposal, Reader, Unplaced
from reader.model import Article, Changes, Cleaned, Evidence, Record, Step
from reader.tasks import originals
from reader.tasks.cleaners import Away, Here
from reader.tasks.evidence import gathered, informed
from reader.tasks.intake import at_moment
from reader.tasks.originals import PATIENCE

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


class _Pass:
    """One way through all records of a library, or through those whose numbers are `wanted`."""

    def __init__(
        self,
        reader: Reader,
        given: Sequence[Path],
        wanted: array[int] | None,
        workers: int,
        evidence: Mapping[int, Evidence] | None = None,
    ) -> None:
        self._reader = reader
        self._given = given
        self._wanted = wanted
        self._cleaner = Away(workers) if workers else Here()
        self._numbers: deque[int] = deque()  # of the records that are being cleaned, in their order
        self.count: Counter[str] = Counter()
        self.missing: list[tuple[DumpEntry, int]] = []
        self._evidence: dict[int, Evidence | None] = {**(evidence or {})}  # by dump
        self.found: dict[int, Evidence] = {}  # of dumps that nobody had looked at
        self._total = 0
        self.proposals: list[Proposal] = []  # to be taken at each step

    def steps(self, note: str) -> Generator[Step, None, None]:
        """Goes through; at each step there may be new proposals. Steps count records."""
        try:
            text = self._chosen(self._reader.record_numbers(text=True))
            dumps = [(each, self._in(each)) for each in sorted(self._reader.dumps(), key=lambda entry: entry.id)]
            self._total = len(text) + sum(len(numbers) for _, numbers in dumps)
            yield self._step(note)
            if self._wanted is None:
                yield from self._look([entry for entry, _ in dumps])
            for number in text:
                yield from self._take(number, *self._rebuilt(number), note)
            for entry, numbers in dumps:
                if numbers:
                    yield from self._read(entry, numbers, note)
            while not self._cleaner.finish(PATIENCE):
                self._gather()
                yield self._step(note)
            self._gather()
            yield self._step(note)
        finally:
            self._cleaner.close()

    def _look(self, entries: Sequence[DumpEntry]) -> Generator[Step, None, None]:
        """Find what the pages of dumps have in common that were imported before that was looked for, or otherwise."""
        from reader.cleaning import EVIDENCE_VERSION

        missing = self._reader.without_evidence(EVIDENCE_VERSION)
        for entry in entries:
            dump = (yield from originals.found(self._reader, entry, self._given)) if entry.id in missing else None
            if dump is not None:
                self.found[entry.id] = self._evidence[entry.id] = yield from gathered(dump)

    def _in(self, entry: DumpEntry) -> array[int]:
        return self._chosen(self._reader.record_numbers(text=False, dump=entry.id))

    def _chosen(self, numbers: array[int]) -> array[int]:
        if self._wanted is None:
            return numbers
        return array("q", (each for each in numbers if _among(self._wanted, each)))

    def _read(self, entry: DumpEntry, numbers: array[int], note: str) -> Generator[Step, None, None]:
        """The records of a dump that only the dump holds."""
        dump = yield from originals.found(self._reader, entry, self._given)
        if dump is None:
            self.missing.append((entry, len(numbers)))
            self.count["done"] += len(numbers)
            return
        before = self.count["taken"]
        spoken = time.monotonic()

        def wanted(member: str, offset: int) -> bool:
            if time.monotonic() - spoken > PATIENCE:  # one that is not wanted now and then, to speak between
                return True
            return any(_among(numbers, each) for each in self._reader.records_at(entry.id, member, offset))

        for record in originals.again(dump, wanted):
            at = record.provenance
            hits = self._reader.records_at(entry.id, at.member, at.offset, at.record_sha256)
            for number in [each for each in hits if _among(numbers, each)][:1]:
                yield from self._take(number, record, entry.id, note)
            yield self._step(note)
            spoken = time.monotonic()
        absent = len(numbers) - (self.count["taken"] - before)
        self.count["unlike"] += absent
        self.count["done"] += absent

    def _rebuilt(self, number: int) -> tuple[Record | None, int]:
        """A record as the library alone can tell it, and its dump."""
        stored = self._reader.stored(number)
        return (stored.record, stored.dump) if stored is not None else (None, 0)

    def _take(self, number: int, record: Record | None, dump: int, note: str) -> Generator[Step, None, None]:
        self.count["taken"] += 1
        self.count["done"] += 1
        if record is None:
            self.count["unlike"] += 1
        else:
            self._numbers.append(number)
            self._cleaner.put(informed(record, self._known(dump)))
        while self._cleaner.full:
            self._cleaner.finish(PATIENCE)
            yield self._step(note)
        self._gather()
        yield self._step(note)

    def _known(self, dump: int) -> Evidence | None:
        if dump not in self._evidence:
            self._evidence[dump] = self._reader.evidence(dump)
        return self._evidence[dump]

    def _gather(self) -> None:
        for record, cleaned in self._cleaner.outcomes():
            number = self._numbers.popleft()
            if isinstance(cleaned, Cleaned):
                self._propose(number, record, cleaned)
            else:
                self.count["unlike"] += 1

    def _propose(self, number: int, record: Record, cleaned: Cleaned) -> None:
        proposal = proposed(self._reader, number, record, cleaned)
        self.count["looked"] += 1
        if proposal is not None:
            self.proposals.append(proposal)

    def _step(self, note: str) -> Step:
        return Step(self.count["done"], self._total, note)

    def taken(self) -> list[Proposal]:
        """The proposals since the last call."""
        taken, self.proposals = self.proposals, []
        return taken


def proposed(reader: Reader, number: int, record: Record, cleaned: Cleaned) -> Proposal | None:
    """What this cleaning would change in a record, with the user's borders in it; None: nothing."""
    from reader.cleaning import arranged
    from reader.model import RecordKind

    stored = reader.stored(number)
    if stored is None:
        return None
    cleaned = at_moment(arranged(cleaned, stored.stands.borders, record.moment), stored.users)
    return reader.proposal(stored, cleaned, whole=stored.kind is not RecordKind.TEXT)


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
    look = _Pass(reader, given, None, workers)
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

    def made(self, look: _Pass) -> Recleaning:
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
            look = _Pass(reader, given, records, workers, evidence)
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


def _among(numbers: array[int], number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number
