"""Cleaning anew: what would change, and doing it; records are rebuilt from the library, a few at a time."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from reader.library import Library, Proposal, Reader
from reader.model import Changes, Step

BATCH = 20  # records a transaction: a rewritten article costs about a millisecond


@dataclass(frozen=True, slots=True)
class Recleaning:
    """What cleaning anew would change."""

    proposals: tuple[Proposal, ...] = ()  # of records whose articles would change
    looked: int = 0  # records that could be looked at
    divided: int = 0  # records that would now be divided into other articles: they stay as they are

    @property
    def articles(self) -> int:
        """How many articles would change."""
        return sum(len(each.changed) for each in self.proposals)


def plan_recleaning(reader: Reader) -> Generator[Step, None, Recleaning]:
    """Look at every record of plain text; steps count records. Nothing is written."""
    from reader.cleaning import clean  # with all its tables: not for the window's first paint

    numbers = reader.text_records()
    found: list[Proposal] = []
    looked = divided = 0
    for done, number in enumerate(numbers):
        if done % BATCH == 0:
            yield Step(done, len(numbers), "Looking at what would change")
        stored = reader.stored(number)
        if stored is None:
            continue
        looked += 1
        proposal = reader.proposal(stored, clean(stored.record))
        if proposal is not None and proposal.after is None:
            divided += 1
        elif proposal is not None:
            found.append(proposal)
    yield Step(len(numbers), len(numbers))
    return Recleaning(tuple(found), looked, divided)


def reclean(library: Library, proposals: Sequence[Proposal]) -> Generator[Step, None, Changes]:
    """Carry proposals out; one step for undo, however many transactions. Closing it keeps what is done."""
    changes = Changes(note="Nothing would change")
    if not proposals:
        return changes
    step = library.begin_recleaning()
    done = 0
    try:
        for start in range(0, len(proposals), BATCH):
            yield Step(start, len(proposals), "Cleaning anew")
            batch = library.reclean(step, proposals[start : start + BATCH])
            done += len(batch.articles or ())
            changes |= batch
    finally:
        note = library.end_recleaning(step, done).note
    return changes | Changes(note=note)
