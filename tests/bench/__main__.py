"""`packaging/bench`: figures beside those of peers, in one run."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import analysing, cleaning, first_paint, fuzzing, import_rate, killing, library, news, peers, reading, scale
from .table import Row, print_table

KILL_FILES = 20_000
KILL_TIMES = 10


def main() -> None:
    parser = argparse.ArgumentParser(prog="packaging/bench", description=__doc__)
    parser.add_argument("--count", type=int, metavar="N", help="articles to import, or files with --kill")
    parser.add_argument("--scale", type=int, metavar="N", help="a library of N articles instead, beside one of N/10")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep libraries (--scale) or files (--fuzz) here")
    parser.add_argument(
        "--kill", action="store_true", help=f"kill -9 an import of {KILL_FILES:,} files {KILL_TIMES} times instead"
    )
    parser.add_argument("--fuzz", type=float, metavar="SECONDS", help="read spoilt samples for so long instead")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="with --fuzz: begin with this file")
    options = parser.parse_args()
    if options.fuzz:
        sys.exit(fuzzing.run(options.fuzz, options.first, options.keep))
    elif options.kill:
        kill(options.count or KILL_FILES)
    elif options.scale:
        with _folder(options.keep) as folder:
            print_table(scale.rows(options.scale, folder))
    else:
        found = import_rate.rows(options.count or import_rate.COUNT) + reading.rows(options.count or reading.COUNT)
        found += [*library_rows(options.count or import_rate.COUNT), *cleaning.rows(), *analysing.rows()]
        print_table([*found, *first_paint.rows()])


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """The folder to keep libraries in, or one that goes away."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def library_rows(count: int) -> list[Row]:
    """The library alone, handed articles that are read and cleaned; tests/bench/library.py has its other figures."""
    figure, unit = f"adding {count:,} articles to the library", "articles/s CPU"
    with tempfile.TemporaryDirectory() as name:
        ours = library.fill(Path(name) / "ours.cuttings", count)
        raw = library.fill_raw(Path(name) / "raw.db", count)
        utils = peers.sqlite_utils(Path(name) / "utils.db", library.plain_rows(count), count)
    return [
        Row(figure, ours["cpu_per_s"], unit, "raw SQLite + FTS5", raw["cpu_per_s"], "≥ .85"),
        Row(figure, ours["cpu_per_s"], unit, "sqlite-utils, FTS triggers", utils.rate, "≥ 1.5"),
        Row("the library's size", ours["bytes"], "bytes an article", "sqlite-utils, FTS", utils.size, "≤ .85"),
    ]


def kill(files: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        dump = news.folder(Path(name) / "dump", files)
        for line in killing.killed(dump, Path(name), KILL_TIMES):
            print(line, flush=True)


if __name__ == "__main__":
    main()
