"""Headlines in capitals over several lines of a scanned newspaper's column are one; what else stands so is not."""

from __future__ import annotations

import pytest

from reader.cleaning.passages import passages

COLUMN = "".join(
    f"  The ferry stayed where it was on the\n{day}, and the captain of it said that it\n"
    "would leave when the wind had turned so\n"
    "that even the sheep would be going along\nwith the mail and with the doctor, too.\n"
    for day in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
)
HEADS = {
    "FERRY RESTS AT THE SKERRY PIER\nCAPTAIN WAITS FOR WIND": ["FERRY RESTS AT THE SKERRY PIER CAPTAIN WAITS FOR WIND"],
    "  FERRY RESTS AT SKERRY PIER\n    AND WAITS THERE\n     ____": ["FERRY RESTS AT SKERRY PIER AND WAITS THERE"],
    "THE QUAY HERALD\nMONDAY, MAY 6, 2019": ["THE QUAY HERALD", "MONDAY, MAY 6, 2019"],
    "ADA FIRN\nTHEO MARSH": ["ADA FIRN", "THEO MARSH"],
}  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
def test_headline(head: str) -> None:
    texts = [passage.text.strip() for passage in passages(f"{head}\n\n{COLUMN}\n")]
    expected = HEADS[head]
    assert texts[: len(expected)] == expected
    assert any(text.startswith("The ferry stayed where it was on the first, and the captain") for text in texts)


def test_a_narrow_column_is_joined_and_a_verse_is_not() -> None:
    column = COLUMN.replace("and the captain of it said that it", "and its captain said it")
    assert any("said it would leave when" in passage.text for passage in passages(column))
    verse = (
        "the ferry stays where it was\nand the sheep are on the pier\nthat is old and out of it\nand nobody goes away\n"
    )
    assert len(passages(verse)) == 4
