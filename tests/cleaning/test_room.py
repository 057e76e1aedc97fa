"""The plan of the room in its docstring names every file, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import reader.cleaning


def test_the_plan_names_every_file_of_the_room() -> None:
    plan = (reader.cleaning.__doc__ or "").split("\n\n")[-1]
    lines = [line[14:] for line in plan.splitlines()]  # behind the name of the group
    files = {path.stem for path in Path(reader.cleaning.__file__).parent.glob("[!_]*.py")}
    assert files <= set(re.findall(r"\w+", " ".join(lines)))
    assert set(re.findall(r"\w+_\w+", plan)) <= files
