"""ninjs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden

ITEMS = json.loads((SEEDS / "ninjs.json").read_text("utf-8"))["item"]


def test_sample() -> None:
    hold_against_golden("ninjs.json")


@pytest.mark.parametrize("wrap", [lambda item: item, lambda item: [item], lambda item: {"_items": [item]}])
def test_alone_and_in_lists(wrap: Callable[[object], object], write: Callable[[str, bytes], Path]) -> None:
    reading = read(write("a.json", json.dumps(wrap(ITEMS[0])).encode()))
    assert reading.dump.format == "ninjs"
    assert [record.title for record in reading.records] == ["Lighthouse keeper's log found in wall"]


def test_other_json_is_left_to_others(write: Callable[[str, bytes], Path]) -> None:
    article = {"headline": "A", "byline": "B", "body_text": "C " * 50, "url": "https://x.example/1", "type": "text"}
    assert read(write("a.json", json.dumps([article]).encode())).dump.format != "ninjs"


def test_a_cut_file_keeps_what_is_whole(write: Callable[[str, bytes], Path]) -> None:
    raw = (SEEDS / "ninjs.json").read_bytes()
    reading = read(write("a.json", raw[:-300]))
    assert [len(reading.records), len(reading.skipped), len(reading.rejected)] == [1, 1, 1]
