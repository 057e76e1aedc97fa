"""Samples cut, spoilt, doubled and mixed: whatever comes, one account and no crash.

`CUTTINGS_FUZZ=2000` makes it long; the suite runs it short.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path

import pytest

from reader.dumps import FORMATS, open_dump
from reader.errors import DumpError
from reader.model import Problem, Record

SEEDS = Path(__file__).parents[2] / "seeds"
ROUNDS = int(os.environ.get("CUTTINGS_FUZZ", "6"))
SLOWEST = 10.0  # seconds for a sample of some kilobytes, on a busy machine
SPICE = (
    b"\0",
    b"\xff\xfe",
    b"<",
    b'"',
    b"{[",
    b"\xed\xa0\x80",
    b"]]>",
    b"\r",
    b"&#x0;",
    b"From a@b Mon 01:02 2020\nX: y\n",
    b"\x1a" * 9,
)


def spoilt(raw: bytes, rng: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(rng.randint(1, 6)):
        if not data:
            break
        place, other = rng.randrange(len(data)), rng.randrange(len(data))
        first, last = sorted((place, other))
        action = rng.randrange(6)
        if action == 0:
            data[place] = rng.randrange(256)
        elif action == 1:
            del data[first : min(last, first + 400)]
        elif action == 2:
            data[place:place] = data[first:last][:3000]
        elif action == 3:
            data[place:place] = rng.choice(SPICE)
        elif action == 4:
            del data[max(place, 1) :]
        else:
            data[place : place + 1] = bytes(rng.randrange(256) for _ in range(8))
    return bytes(data)


@pytest.mark.parametrize("sample", sorted(path.name for path in SEEDS.iterdir()))
def test_spoilt_samples(sample: str) -> None:
    raw = (SEEDS / sample).read_bytes()
    rng = random.Random(sample)  # the same spoils every time, so that a failure can be looked at
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            path = Path(folder) / f"{number}-{sample}"
            path.write_bytes(spoilt(raw, rng))
            begun = time.process_time()
            for forced in (None, rng.choice(FORMATS).name):
                _read(path, forced)
            assert time.process_time() - begun < SLOWEST


def _read(path: Path, forced: str | None) -> None:
    try:
        dump = open_dump(path, format=forced)
        found = list(dump.records())
    except DumpError:
        return
    assert dump.found == sum(not isinstance(entry, Problem) or entry.rejected for entry in found)
    places = [(entry.provenance.member, entry.provenance.offset) for entry in found if isinstance(entry, Record)]
    assert len(set(places)) == len(places)
    for record in found:
        if isinstance(record, Record):
            texts = (record.content, record.title, record.source, record.author, record.url, *record.fields.values())
            "".join(text or "" for text in texts).encode("utf-8")
