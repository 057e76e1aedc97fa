"""Counting what a format's own markers say, apart from parsing."""

from __future__ import annotations

from typing import Protocol


class Census(Protocol):
    """Counts a format's own markers in the bytes as they pass, apart from parsing.

    Promise 1: a parser that overlooks records must be seen to do so. Whatever the census counts
    beyond what the parser gave is reported as rejected.
    """

    def feed(self, chunk: bytes) -> None: ...

    def count(self) -> int: ...
