"""How the window holds up over a library: run in a process of its own, prints one JSON object.

    python -m tests.bench.windowed LIBRARY [--busy DUMP]

Times are in milliseconds, memory is anonymous (pages mapped from the file do not count). Without a display.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from reader.app import build_window
from reader.model import Article, Block, Dossier, Entity, EntityType, Marks, Provenance
from reader.ui.page import ReadingPane
from reader.ui.window import MainWindow

PATIENCE = 120.0  # seconds for the whole listing
JUMPS = 200
WORDS, MARKED = 10_000, 500


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def anonymous() -> float:
    """Anonymous memory of this process in MB; NaN where the system does not tell (only Linux does)."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return float("nan")
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


def until(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready() and time.monotonic() < deadline:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def frame(window: MainWindow, move: Callable[[], object]) -> float:
    """CPU of this thread from a move of the list to its painted frame."""
    start = time.thread_time()
    move()
    window.articles.viewport().repaint()
    return (time.thread_time() - start) * 1000


def listing(window: MainWindow) -> dict[str, float]:
    """Jumps to random rows, and one page down after the other."""
    chance, bar = random.Random(7), window.articles.verticalScrollBar()
    jumps = [chance.randrange(bar.maximum() + 1) for _ in range(JUMPS)]
    found = {"jump": p95([frame(window, lambda to=to: bar.setValue(to)) for to in jumps])}
    bar.setValue(0)
    down = [frame(window, lambda: bar.setValue(bar.value() + bar.pageStep())) for _ in range(JUMPS)]
    return found | {"page down": p95(down)}


def long_article() -> dict[str, float]:
    """Opening an article of `WORDS` words with `MARKED` marks: until its first frame."""
    text = "\n".join(" ".join(["Ana Lindqvist went to Norby"] * 20) for _ in range(WORDS // 100))
    blocks, here = [], 0
    for line in text.split("\n"):
        blocks.append(Block(here, here + len(line)))
        here += len(line) + 1
    starts = [start for start in range(len(text)) if text.startswith("Ana", start)][:MARKED]
    people = tuple(
        Entity(at, at + 13, text[at : at + 13], type=EntityType.PERSON, name="Ana Lindqvist") for at in starts
    )
    at = Provenance("bench", None, "", 0, len(text), "0" * 64, "plain text")
    article = Article("0" * 20, at, "A long story", text, tuple(blocks), (), (0, len(text)))
    dossier = Dossier(article, marks=Marks(people))
    times, pane = [], ReadingPane()
    pane.resize(800, 700)
    pane.show()
    for _ in range(7):
        pane.viewer.show_dossier(None)
        QApplication.processEvents()
        start = time.thread_time()
        pane.viewer.show_dossier(dossier)
        pane.viewer.viewport().repaint()
        times.append((time.thread_time() - start) * 1000)
    return {"open": statistics.median(times)}


def busy(window: MainWindow, dump: Path) -> dict[str, float]:
    """The longest turns of the UI thread, in CPU and by the clock, while a dump comes in and is analysed."""
    turns: list[tuple[float, float]] = []
    last = [time.thread_time(), time.perf_counter()]

    def beat() -> None:
        now = [time.thread_time(), time.perf_counter()]
        turns.append((now[0] - last[0], now[1] - last[1]))
        last[:] = now

    timer = QTimer(window)
    timer.timeout.connect(beat)
    timer.start(5)
    window.open_dumps([dump])
    until(lambda: window.settled)
    cpu, clock = (sorted(column, reverse=True) for column in zip(*turns, strict=True))
    return {"turn": cpu[0] * 1000, "turn by the clock": clock[0] * 1000, "turns": len(turns)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--busy", type=Path, metavar="DUMP")
    options = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    window = build_window(options.library)
    window.resize(1280, 800)
    window.show()
    until(lambda: window.isVisible())
    found: dict[str, Any] = {}
    if options.busy:
        found |= busy(window, options.busy)
    else:
        until(lambda: window.model.rowCount() > 0 or window.settled)
        found["memory at the first rows"] = anonymous()
        until(lambda: window.settled)
        found["memory"] = anonymous()
        if window.model.rowCount():
            found |= listing(window)
        found |= long_article()
    print(json.dumps(found), flush=True)
    del app
    os._exit(0)  # nothing here is worth the two seconds in which jobs may end


if __name__ == "__main__":
    main()
