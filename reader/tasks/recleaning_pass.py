"""One way through the records of a library, cleaned again: what each would become.

Records of plain text are rebuilt from the library; all others are read again from their dumps, once through each.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from reader.library import DumpEntry, Proposal, Reader
from reader.model import Cleaned, Evidence, Record, RecordKind, Step
from reader.tasks import originals
from reader.tasks.cleaners import Away, Here
from reader.tasks.dating import at_moment
from reader.tasks.evidence import gathered, informed
from reader.tasks.originals import PATIENCE


class Pass:
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

    stored = reader.stored(number)
    if stored is None:
        return None
    cleaned = at_moment(arranged(cleaned, stored.stands.borders, record.moment), stored.users)
    return reader.proposal(stored, cleaned, whole=stored.kind is not RecordKind.TEXT)


def _among(numbers: array[int], number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number
