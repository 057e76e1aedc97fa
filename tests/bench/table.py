"""Measuring side by side, and printing what came out as a small table of ratios."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside that of a peer, in one run on one machine; `reach` is what it should be."""

    figure: str
    ours: float
    unit: str
    peer: str
    theirs: float
    reach: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs if self.theirs else float("nan")


def print_table(rows: list[Row]) -> None:
    """Markdown, so that it can be put into a page as it is."""
    print("| figure | Cuttings | beside | | ratio | to reach |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        print(
            f"| {row.figure} | {row.ours:,.4g} {row.unit} | {row.peer} | {row.theirs:,.4g} {row.unit} "
            f"| {row.ratio:.2f} | {row.reach} |"
        )


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process and its threads: what another load on the machine changes least."""
    began = time.process_time()
    work()
    return time.process_time() - began


def typical(measure: Callable[[], float], times: int) -> float:
    return median(measure() for _ in range(times))
