"""A first pass over a dump, before any of its records is cleaned: what do its pages have in common?

It ends at a fixed place of the dump, so that what it finds depends on nothing but the dump: an import that goes on,
one in worker processes and a prepared one clean alike.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import DumpError
from reader.model import Evidence, Picture, Record, RecordKind, Step

if TYPE_CHECKING:
    from reader.dumps import Dump

MOST = 2_000  # records, and whatever else is found between them
LARGEST = 64_000_000  # characters of them, bytes of pictures
FIRST = 200  # found without one page: a table, a feed, a folder of pictures
PATIENCE = 0.1  # seconds between two steps


def gathered(dump: Dump) -> Generator[Step, None, Evidence]:
    """What the first pages of a dump have in common. A dump that breaks off there is told by who reads it next."""
    from reader.cleaning import Sample

    sample = Sample()
    step = Step(0, 0, f"{dump.name}: looking at what its pages have in common")
    seen = size = 0
    spoken = time.monotonic()
    with suppress(DumpError):
        for found in dump.records():
            seen += 1
            if isinstance(found, Record):
                sample.take(found)
            if isinstance(found, Record | Picture):
                size += len(found.content)
            if sample.full or seen >= MOST or size >= LARGEST or (seen >= FIRST and not sample.pages):
                break
            if time.monotonic() - spoken >= PATIENCE:
                yield step
                spoken = time.monotonic()
    looking = sample.evidence()
    while True:
        try:
            next(looking)
        except StopIteration as end:
            evidence: Evidence = end.value
            return evidence
        if time.monotonic() - spoken >= PATIENCE:
            yield step
            spoken = time.monotonic()


def informed(record: Record, evidence: Evidence | None) -> Record:
    """The record with what is known of its dump's pages."""
    if evidence is None or not evidence.lines or record.kind is RecordKind.STATED:
        return record
    return replace(record, recurring=evidence.lines)
