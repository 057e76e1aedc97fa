"""`kill -9` at random points of an import: whole each time, and in the end the same as uninterrupted."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
STARTING = 0.7  # seconds before an import stores its first batch; an earlier kill tells nothing


def cuttings(library: Path, *arguments: object, **settings: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reader", "--library", str(library), *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **settings)  # type: ignore[call-overload, no-any-return]


def done(library: Path, *arguments: object) -> bytes:
    """The output of a command that must succeed without a word on standard error."""
    process = cuttings(library, *arguments)
    out, said = process.communicate()
    assert (process.returncode, said) == (0, b""), said.decode()
    return out


def killed(dump: Path, folder: Path, times: int, seed: int = 1) -> Iterator[str]:
    """Kill an import `times` times, then let it end; a line for each kill. AssertionError where something is lost."""
    source = random.Random(seed)
    whole, broken = folder / "whole.cuttings", folder / "broken.cuttings"
    began = time.monotonic()
    done(whole, "import", dump)
    takes = time.monotonic() - began
    yield f"uninterrupted: {takes:.1f} s"
    total = articles = done(whole, "export", "-").count(b"\n")
    left = 1.0  # of the import
    for number in range(times):
        process = cuttings(broken, "import", dump)
        # Each goes on where the one before was killed: on average all together take as long as one.
        time.sleep(STARTING + takes * left * source.uniform(0, 2 / (times - number + 1)))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        if broken.exists():
            done(broken, "check")
        articles = done(broken, "export", "-").count(b"\n") if broken.exists() else 0
        left = 1 - articles / total
        yield f"killed {number + 1}: {articles} articles in"
    done(broken, "import", dump)
    done(broken, "check")
    assert digest(whole) == digest(broken), "the interrupted import gave another library"
    yield "in the end: the same export as uninterrupted"


def digest(library: Path) -> str:
    return hashlib.sha256(done(library, "export", "-", "--leftover")).hexdigest()
