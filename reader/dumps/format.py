"""What a format is: a small class with a name, a score and its records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from reader.dumps.census import Census
from reader.dumps.member import Member
from reader.model import Picture, Problem, Record, Skipped

__all__ = ["CUT_TEXT", "ONLY_SUMMARY", "Census", "Format", "Found"]

# Remarks that several formats make.
ONLY_SUMMARY = "no text in the dump, only a summary"
CUT_TEXT = "the text is cut in the dump"

Found = Record | Skipped | Problem | Picture


class Format(Protocol):
    """One format of dumps."""

    @property
    def name(self) -> str:
        """For people and for `--format`: "plain text"."""

    def score(self, head: bytes, name: str) -> float:
        """How surely this is the format, 0 to 1, by content; `name` only breaks ties."""

    def records(self, member: Member) -> Iterator[Found]:
        """The member's records in order; raises DumpError where nothing more can be read."""

    def census(self) -> Census | None:
        """A fresh count of markers; None where the records themselves are the count."""
