"""Spoilt samples: whatever comes, one account, nothing lost and no crash.

`CUTTINGS_FUZZ=2000` makes it long; the suite runs it short. `packaging/bench --fuzz SECONDS` goes on with other spoils.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path

import pytest

from reader.dumps import FORMATS

from .spoiling import cleaned, read, samples, spoilt

ROUNDS = int(os.environ.get("CUTTINGS_FUZZ", "6"))
SLOWEST = 10.0  # seconds for a sample of some kilobytes, on a busy machine


@pytest.mark.parametrize("sample", [path.name for path in samples()])
def test_spoilt_samples(sample: str) -> None:
    raw = next(path for path in samples() if path.name == sample).read_bytes()
    rng = random.Random(sample)  # the same spoils every time, so that a failure can be looked at
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            path = Path(folder) / f"{number}-{sample}"
            path.write_bytes(spoilt(raw, rng))
            begun = time.process_time()
            for forced in (None, rng.choice(FORMATS).name):
                for record in read(path, forced):
                    cleaned(record)
            assert time.process_time() - begun < SLOWEST
