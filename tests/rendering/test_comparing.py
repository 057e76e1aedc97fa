"""Two texts against each other: nothing is lost, sentences and words are told apart, rows end with paragraphs."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from reader.rendering import Change, Stretch, compare, likeness, rows

WIRE = "The bridge is to close. “We have no choice,” Holm said.\nIt was built in 1911.\nRepairs last two years."
PAPER = (
    "The bridge at Norby is to close. 'We have no choice', Holm said. It was built in 1911.\nRepairs last three years."
)


def marked(stretches: list[Stretch]) -> str:
    signs = {Change.KEPT: "", Change.PUT_IN: "+", Change.LEFT_OUT: "-"}
    return " ".join(f"{signs[part.change]}{(part.after or part.before).strip()}" for part in stretches)


def test_words_are_told_apart() -> None:
    found = compare(WIRE, PAPER)
    assert marked(found).startswith("The bridge +at Norby is to close.")
    assert marked(found).endswith("Repairs last -two +three years.")
    assert 0.8 < likeness(found) < 1


def test_case_and_punctuation_are_no_change() -> None:
    assert [part.change for part in compare("“Yes,” he said.", "'YES' he said")] == [Change.KEPT]
    assert compare("", "") == []
    assert likeness([]) == 0


def test_rows_end_where_both_have_a_paragraph() -> None:
    found = rows(compare(WIRE, PAPER))
    assert len(found) == 2
    assert "".join(part.after for part in found[1].stretches) == "Repairs last three years."


@given(*[st.text("ab. \n“é", max_size=80)] * 2)
def test_both_texts_are_whole(before: str, after: str) -> None:
    found = compare(before, after)
    for parts in (found, [part for row in rows(found) for part in row.stretches]):
        assert ("".join(part.before for part in parts), "".join(part.after for part in parts)) == (before, after)


def test_long_texts_take_a_moment() -> None:
    words = [f"word{number * 7919 % 3000}" for number in range(10_000)]
    text = " ".join(f"{word}." if place % 17 == 16 else word for place, word in enumerate(words))
    other = " ".join(f"{word}." if place % 17 == 16 else word for place, word in enumerate(reversed(words)))
    start = time.process_time()
    compare(text, other)
    compare(text, text.replace("word5", "changed"))
    assert time.process_time() - start < 5
