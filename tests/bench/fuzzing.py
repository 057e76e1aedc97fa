"""Spoilt samples for as long as one likes: what fails, what is slow, and what takes memory is kept to be looked at."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.dumps import FORMATS
from tests.fuzz.spoiling import cleaned, read, samples, spoilt

SLOW = 3.0  # CPU seconds for a file of some kilobytes
PACE = 200_000  # bytes a second of larger ones: binary noise that is read as text is the slowest to clean
LARGE = 600  # megabytes of memory at the most, in all


@dataclass(frozen=True, slots=True)
class Finding:
    """A file that something is wrong with; `number` makes it again."""

    number: int
    sample: str
    forced: str | None
    why: str


def made(number: int) -> tuple[str, bytes, str | None]:
    """The file of a number: its sample's name, its bytes, and the format it is read as (None: what it looks like)."""
    rng = random.Random(number)
    every = samples()
    path, other = every[number % len(every)], rng.choice(every)
    raw = path.read_bytes()
    if rng.random() < 0.02:
        raw *= rng.randint(2, 40)
    forced = rng.choice((None, None, rng.choice(FORMATS).name))
    return path.name, spoilt(raw, rng, other.read_bytes()), forced


def findings(seconds: float, first: int) -> Iterator[Finding | int]:
    """Read and clean file after file for so many CPU seconds; gives the findings, and at last how many files."""
    begun, number = time.process_time(), first
    with tempfile.TemporaryDirectory() as folder:
        while time.process_time() - begun < seconds:
            sample, raw, forced = made(number)
            path = Path(folder) / sample
            path.write_bytes(raw)
            if why := _tried(path, forced):
                yield Finding(number, sample, forced, why)
            number += 1
    yield number - first


def _tried(path: Path, forced: str | None) -> str:
    """What is wrong with a file, "" where nothing is."""
    begun, memory = time.process_time(), _peak()
    try:
        for record in read(path, forced):
            cleaned(record)
    except Exception:
        return traceback.format_exc(limit=-6)
    taken = time.process_time() - begun
    if taken > SLOW + path.stat().st_size / PACE:
        return f"took {taken:.1f} s"
    return f"took memory up to {_peak()} MB" if memory < LARGE < _peak() else ""


def _peak() -> int:
    """The most memory of this process so far, in megabytes (Linux counts kilobytes, macOS bytes)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)


def run(seconds: float, first: int, folder: Path | None) -> int:
    """Print what is found, keep the files in `folder`; 1 where there is anything."""
    status = 0
    for found in findings(seconds, first):
        if isinstance(found, int):
            print(f"{found:,} files from number {first}, {seconds:.0f} s of CPU, at most {_peak()} MB of memory")
            break
        status = 1
        print(
            f"\n== number {found.number}, {found.sample}, read as {found.forced or 'what it looks like'}\n{found.why}"
        )
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{found.number}-{found.sample}").write_bytes(made(found.number)[1])
    return status
