"""Python's search for garbage in circles, put off while an import makes much and lets go of all of it in order.

Every 700 new objects it looks through the youngest, every now and then through all: 5 % of an import, which
makes 50 objects an article and no circles. What it would find meanwhile waits; memory stays bounded, because it
still runs, two hundred times less often.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 150_000  # made and not let go of before the youngest are looked through: a batch, some 30 MB


@contextmanager
def put_off() -> Iterator[None]:
    """Search for garbage seldom until the end; within another such stretch nothing changes."""
    usual = gc.get_threshold()
    if not 0 < usual[0] < _OBJECTS:  # put off already, or switched off by whoever runs us
        yield
        return
    gc.set_threshold(_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
