"""What a format is: a small class with a name, a score and its records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from reader.dumps.member import Member
from reader.model import Problem, Record, Skipped

Found = Record | Skipped | Problem


class Census(Protocol):
    """Counts a format's own markers in the bytes as they pass, apart from parsing.

    Promise 1: a parser that overlooks records must be seen to do so. Whatever the census counts
    beyond what the parser gave is reported as rejected.
    """

    def feed(self, chunk: bytes) -> None: ...

    def count(self) -> int: ...


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
