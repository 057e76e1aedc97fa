"""A look at a dump before it is imported: what it was taken for, its first articles, and where it is in doubt."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.dumps import FORMATS, Options, survey
from reader.errors import DumpError

SEEDS = Path(__file__).parents[2] / "seeds"
STORY = (
    "The ferry left the quay at Norby on Friday with forty people on board, for the first time since the storm. " * 3
)
OTHER = (
    "Der Kreistag hat am Mittwoch lange über die Fähre gesprochen und dann doch mit Nein gestimmt, sagte der Rat. " * 3
)

Write = Callable[[str, bytes], Path]


def lines(number: int, **columns: str) -> bytes:
    return "\n".join(
        json.dumps({key: f"{value} {row}" for key, value in columns.items()}) for row in range(number)
    ).encode()


@pytest.mark.parametrize("sample", sorted(path.name for path in SEEDS.iterdir()))
def test_a_look_tells_what_an_import_will(sample: str) -> None:
    seen = survey(SEEDS / sample)
    assert seen.format == seen.ranked[0]
    assert seen.format in {fmt.name for fmt in FORMATS}
    assert seen.examples
    assert seen.whole


def test_runners_up_come_after(write: Write) -> None:
    assert survey(write("a.txt", lines(3, headline="A", body=STORY))).ranked == ("JSON lines", "JSON", "plain text")


def test_another_format_can_be_tried(write: Write) -> None:
    path = write("a.txt", b"One\n\nText of one.\n-----\nTwo\n\nText of two.\n-----\nThree\n\nText of three.\n")
    assert survey(path).count == 1
    seen = survey(path, format="plain text", options=Options(separator="-----"))
    assert (seen.count, [each.text.partition("\n")[0] for each in seen.examples]) == (3, ["One", "Two", "Three"])
    assert survey(path, format="JSON").trouble
    with pytest.raises(DumpError, match="no format"):
        survey(path, format="papyrus")


def test_what_nothing_reads_is_told(write: Write, tmp_path: Path) -> None:
    seen = survey(write("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(1000)))
    assert (seen.format, seen.what) == ("", "a PNG picture")
    with pytest.raises(DumpError, match="no file"):
        survey(tmp_path / "none")


@pytest.mark.parametrize(
    ("columns", "doubts"),
    [
        ({"headline": "A ferry runs", "body": STORY}, ()),
        ({"headline": "A ferry runs", "body": STORY, "body_html": f"<p>{STORY}</p>", "lead": "It ran."}, ()),
        ({"headline": "A ferry runs", "body": STORY, "original": OTHER}, ("original",)),
        ({"headline": "A ferry runs", "titel": "Eine Fähre fährt", "body": STORY}, ("titel",)),
    ],
)
def test_doubts(write: Write, columns: dict[str, str], doubts: tuple[str, ...]) -> None:
    table = survey(write("a.jsonl", lines(60, **columns))).table
    assert table is not None
    assert (table.doubts, table.guess.sure, table.asks) == (doubts, not doubts, bool(doubts))


def test_only_a_big_table_is_asked_about(write: Write) -> None:
    guessed = {"K1": "A ferry runs to Norby again", "K2": STORY}
    small, big = (survey(write(f"{number}.jsonl", lines(number, **guessed))).table for number in (10, 60))
    assert small is not None
    assert big is not None
    assert (small.guess.sure, big.guess.sure) == (False, False)
    assert (small.asks, big.asks) == (False, True)


def test_a_table_without_a_text_is_asked_about(write: Write) -> None:
    path = write(
        "a.json", json.dumps({"rows": [{"a": "x1", "b": "some words"}, {"a": "x2", "b": "other words"}]}).encode()
    )
    table = survey(path).table
    assert table is not None
    assert table.asks
    (first, _) = table.examples({"text": "b", "title": "a"})
    assert first is not None
    assert (first.title, first.text) == ("x1", "some words")


def test_what_was_chosen_before_is_not_asked_again(write: Write) -> None:
    path = write("a.jsonl", lines(60, K1="A ferry runs to Norby again", K2=STORY, K3="x"))
    chosen = {"title": "K3", "text": "K2"}
    known = survey(path, options=Options(remembered=[(frozenset({"K1", "K2", "K3"}), chosen)])).table
    other = survey(path, options=Options(remembered=[(frozenset({"K2", "K3", "M1", "M2"}), chosen)])).table
    assert known is not None
    assert other is not None
    assert (known.chosen, known.asks) == (chosen, False)
    assert (other.chosen, other.asks) == ({}, True)


def test_a_table_in_a_folder_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    (folder / "b.jsonl").write_bytes(lines(60, K1="A ferry runs to Norby again", K2=STORY))
    seen = survey(folder)
    assert (seen.member, seen.table is not None and seen.table.asks) == ("b.jsonl", True)


@pytest.mark.parametrize("kind", ["binary", "line", "json line", "columns", "keys", "deep"])
def test_a_hostile_begin_costs_little(write: Write, kind: str) -> None:
    content = {
        "binary": lambda: b"title,text\n" + bytes(range(256)) * 10_000,
        "line": lambda: b"a" * 100_000_000,
        "json line": lambda: b'{"a": "' + b"a" * 100_000_000,
        "columns": lambda: b"\n".join(b",".join(b"value %d" % n for n in range(2_000)) for _ in range(100)),
        "keys": lambda: b"\n".join(
            json.dumps({f"k{row} {n}": "some words of text" for n in range(20_000)}).encode() for row in range(30)
        ),
        "deep": lambda: b"[" * 200_000,
    }[kind]()
    path = write("a.csv", content)
    before = time.process_time()
    survey(path)
    assert time.process_time() - before < 5
