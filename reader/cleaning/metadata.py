"""What a line of metadata says, part by part."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.cleaning.dates import Reading
from reader.model import CutReason


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line and what it is."""

    start: int
    end: int
    reason: CutReason
    value: str


@dataclass(frozen=True, slots=True)
class MetaLine:
    """What a line says about an article, part by part."""

    parts: tuple[Part, ...]
    readings: tuple[Reading, ...] = field(default=())

    def value(self, reason: CutReason) -> str | None:
        """What the first part of that kind says."""
        return next((part.value for part in self.parts if part.reason is reason), None)

    @property
    def timed(self) -> bool:
        """Whether the line states a time that can be one of publication."""
        return any(not r.clock_only for r in self.readings)

    @property
    def ticks(self) -> bool:
        """Whether the line is only a time of day, as the entries of a live page have it."""
        return bool(self.readings) and all(r.clock_only and not r.updated for r in self.readings)
