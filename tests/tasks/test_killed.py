"""A short form of `packaging/bench --kill`: an import that is killed loses nothing and ends the same."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.bench.killing import killed

STORY = """Council of Östby meets for session {number}

The council met on Monday evening to talk about the {number} bridges of the town, and about what they will cost.

“We have waited too long,” Ana Lindqvist, the mayor, said after session {number}. “Now the work begins.”
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_killed_import(tmp_path: Path) -> None:
    dump = tmp_path / "dump"
    dump.mkdir()
    for number in range(500):
        (dump / f"{number:03}.txt").write_text(STORY.format(number=number))
    *_, last = killed(dump, tmp_path, times=2)
    assert last.startswith("in the end: the same")
