"""Running a task to its end, and looking at the whole library that it leaves."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from reader.library import Reader
from reader.model import Dossier, Query

Result = TypeVar("Result")


def run(task: Generator[Any, None, Result]) -> Result:
    """Steps a task to its end; gives what it returns."""
    while True:
        try:
            next(task)
        except StopIteration as end:
            result: Result = end.value
            return result


def everything(path: Path) -> list[Dossier]:
    """All articles of a library, in import order."""
    with Reader.open(path) as reader:
        return list(reader.dossiers(Query()))


def bare(dossiers: list[Dossier]) -> list[Dossier]:
    """Without what counts on from change to change."""
    return [replace(each, article=replace(each.article, version=1)) for each in dossiers]
