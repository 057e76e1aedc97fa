"""Marks that overlap, cut into stretches that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from reader.model import Dossier, Entity, Quote
from reader.rendering.words import ENTITIES, speaker_words


class Mark(NamedTuple):
    """A stretch with what it is (`person`, `quote`, `note`) and a label in words."""

    start: int
    end: int
    kind: str
    label: str


class Run(NamedTuple):
    """A stretch with all marks that cover it, in the order in which they began."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def runs(marks: Iterable[Mark]) -> Iterator[Run]:
    """The marked stretches in order; unmarked text is between them."""
    edges = sorted((place, begins, mark) for mark in marks for place, begins in ((mark.start, True), (mark.end, False)))
    covering: list[Mark] = []
    for (here, begins, mark), (there, _, _) in pairwise(edges):
        if begins:
            covering.append(mark)
        elif mark in covering:
            covering.remove(mark)
        if covering and here < there:
            yield Run(here, there, tuple(covering))


def title_marks(dossier: Dossier) -> list[Mark]:
    """What is marked in the headline."""
    return [_of_entity(entity) for entity in dossier.marks.title_entities]


def body_marks(dossier: Dossier) -> list[Mark]:
    """What is marked in the text: quotations, names, passages with notes."""
    marks = [_of_quote(quote) for quote in dossier.marks.quotes]
    marks += [_of_entity(entity) for entity in dossier.marks.entities]
    for note in dossier.state.notes:
        if note.placed and note.start is not None and note.end is not None:
            marks.append(Mark(note.start, note.end, "note", f"Note: {note.text}"))
    return [mark for mark in marks if mark.start < mark.end]


def _of_entity(entity: Entity) -> Mark:
    return Mark(entity.start, entity.end, str(entity.type), f"{entity.name}, {ENTITIES[entity.type][0]}")


def _of_quote(quote: Quote) -> Mark:
    return Mark(quote.start, quote.end, f"quote {quote.kind}", speaker_words(quote))
