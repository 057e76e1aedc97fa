"""The account of an import: what was found, and what became of it.

found = imported + known + skipped + rejected, in articles; a record of several counts as many.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from reader.model import ImportReport, Problem, Provenance

# The report names this many problems; beyond it only their number grows (a dump of junk has millions).
PROBLEMS_NAMED = 1000


@dataclass(slots=True)
class Account:
    """The report of an import in the making."""

    found: int = 0  # counted by us: what the dump handed over, article by article
    imported: int = 0
    known: int = 0
    rejected: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    several: int = 0  # articles beyond the first one of their record

    def reject(self, problem: Problem) -> None:
        self.rejected += problem.rejected
        self.name(problem)

    def name(self, problem: Problem) -> None:
        if len(self.problems) < PROBLEMS_NAMED:
            self.problems.append(problem)

    def skip(self, kind: str) -> None:
        self.skipped[kind] += 1

    def take(self, ids: tuple[str, ...]) -> None:
        """Count the articles of one record, before it is known which of them are new."""
        self.articles += ids
        self.several += len(ids) - 1

    @property
    def counted(self) -> int:
        return self.imported + self.known + sum(self.skipped.values()) + self.rejected

    def report(self, path: Path, name: str, format_: str, *, complete: bool) -> ImportReport:
        """The account as it is told and stored."""
        return ImportReport(
            path=str(path),
            name=name,
            format=format_,
            found=self.counted,
            imported=self.imported,
            known=self.known,
            skipped=sum(self.skipped.values()),
            rejected=self.rejected,
            skipped_kinds=dict(self.skipped),
            problems=tuple(self.problems),
            articles=tuple(self.articles),
            complete=complete,
        )


def place(provenance: Provenance) -> str:
    """A record's place in words: the member if there is one, and the byte unless it begins there."""
    where = provenance.member or provenance.dump
    return f"{where}, byte {provenance.offset}" if provenance.offset else where
