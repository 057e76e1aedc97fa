"""`packaging/bench --scale N`: what a library of N articles feels like beside one of a tenth, and beside an empty one.

The libraries are built once and kept where `--keep FOLDER` says: a million articles are 8 GB.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from reader.library import Library, Reader

from . import first_paint, library, news
from .table import Row, typical

DRAWS = 100
PAINTS = 5
BUSY = 1_000  # articles that come in while the window's turns are measured


def rows(count: int, folder: Path) -> list[Row]:
    small, large = (_built(folder, number) for number in (count // 10, count))
    empty = folder / "empty.cuttings"
    Library.open(empty).close()
    return [*_queries(small, large, count), *_window(empty, small, large, count), _busy(folder)]


def _built(folder: Path, count: int) -> Path:
    path = folder / f"bench-{count}.cuttings"
    if not path.exists():
        began = time.perf_counter()
        rate = library.fill(path, count)["cpu_per_s"]
        with Library.open(path) as filled:
            for _ in filled.tidy():  # as the window does while nobody asks for anything
                pass
        took = time.perf_counter() - began
        print(f"{path.name}: {took:,.0f} s, {rate:,.0f} articles/s CPU in the library alone", file=sys.stderr)
    return path


def _queries(small: Path, large: Path, count: int) -> list[Row]:
    """p95 of `DRAWS` searches each, the first 50 rows fetched."""
    words = library.News().words
    common, middle = words[3 : 3 + DRAWS], words[300 : 300 + DRAWS]
    kinds = {
        "newest 50 of a common word": (common, "date", "≤ 10 ms"),
        "newest 50 of a phrase": ([f'"{a} {b}"' for a, b in pairwise(common)], "date", "≤ 150 ms"),
        "50 by relevance": (common, "relevance", "≤ 60 ms"),
        "prefix of five letters": ([f"{word[:5]}*" for word in middle], "date", "≤ 100 ms"),
    }
    peer, found = f"at {count // 10:,}", []
    with Reader.open(small) as few, Reader.open(large) as many:
        for name, (texts, order, reach) in kinds.items():
            ours, theirs = (_p95(reader, texts, order) for reader in (many, few))
            found.append(Row(f"{name} of {count:,}, p95", ours, "ms CPU", peer, theirs, f"{reach}; ratio ≤ 5"))
    return found


def _p95(reader: Reader, texts: list[str], order: str) -> float:
    def ask(text: str) -> Callable[[], object]:
        query = reader.parse(text)
        return lambda: reader.rows(reader.listing(query, order, 50), query.words)

    times = [library.timed(ask(text)) for text in texts]
    return statistics.quantiles(times, n=20)[-1]


def _window(empty: Path, small: Path, large: Path, count: int) -> list[Row]:
    settings = str(empty.parent / "window.ini")
    first, full = (
        typical(lambda path=path: first_paint.milliseconds(first_paint.OURS, path, settings), PAINTS)  # type: ignore[misc]
        for path in (empty, large)
    )
    none, few, many = (_windowed(path) for path in (empty, small, large))
    tenth, memory = f"at {count // 10:,}", "anonymous memory"
    return [
        Row(f"first paint, {count:,} articles", full, "ms", "the same, empty", first, "≤ 1.15"),
        Row(f"{memory} at the first rows", many["memory at the first rows"], "MB", "empty", none["memory"], "≤ 1.15"),
        Row(f"{memory}, all rows listed", many["memory"], "MB", "empty", none["memory"]),
        Row("jump anywhere in the list, p95", many["jump"], "ms CPU", tenth, few["jump"], "≤ 16.7 ms"),
        Row("page down, p95", many["page down"], "ms CPU", tenth, few["page down"], "≤ 16.7 ms"),
        Row("open 10,000 words, 500 marks", many["open"], "ms CPU", "in an empty library", none["open"], "≤ 100 ms"),
    ]


def _busy(folder: Path) -> Row:
    """The UI thread's longest turn: its own CPU, beside the clock's (which other programs lengthen)."""
    dump, path = news.json_lines(folder / "busy.jsonl", BUSY), folder / "busy.cuttings"
    path.unlink(missing_ok=True)
    found = _windowed(path, "--busy", str(dump))
    figure = f"longest turn of the window while {BUSY:,} articles come in and are analysed"
    return Row(figure, found["turn"], "ms CPU", "by the clock", found["turn by the clock"], "≤ 50 ms")


def _windowed(path: Path, *more: str) -> dict[str, float]:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "CUTTINGS_SETTINGS": str(path.with_suffix(".ini")),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.windowed", str(path), *more],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer
