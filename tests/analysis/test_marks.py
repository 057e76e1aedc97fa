"""Quotation marks: where they open and close, apostrophes told apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis.document import paragraphs, pieces
from reader.analysis.marks import find_quoted

CASES = {
    "curly": ("“One two,” he said. “Three.”", ["“One two,”", "“Three.”"]),
    "straight": ('"One two," he said. "Three."', ['"One two,"', '"Three."']),
    "mixed": ('“one two" and "three four”', ['“one two"', '"three four”']),
    "single": ("'It isn't so,' he said", ["'It isn't so,'"]),
    "single with a possessive": ("'The ministers' offer is poor,' she said", ["'The ministers' offer is poor,'"]),
    "apostrophes": ("The unions' lawyers said it's the '90s all over again, rock 'n' roll", []),
    "curly apostrophes": ("The unions’ lawyers said it’s the ’90s", []),
    "single in double": ("“He said ‘no’ to us,” she said", ["“He said ‘no’ to us,”"]),
    "double in single": ("‘He said “no” to us,’ she said", ["‘He said “no” to us,’"]),
    "single in single": ("'We had 'jam tomorrow' from them,' he said", ["'We had 'jam tomorrow' from them,'"]),
    "guillemets": ("« Il pleut », dit-il", ["« Il pleut »"]),
    "guillemets the other way": ("»Es regnet«, sagte er", ["»Es regnet«"]),
    "low marks": ("„Es regnet“, sagte er", ["„Es regnet“"]),
    "corners": ("「雨が降る」と言った", ["「雨が降る」"]),
    "grave accents": ("``It rains,'' he said", ["``It rains,''"]),
    "inches": ("He is 6'2\" tall and 5'10\" wide", []),
    "unclosed, to the paragraph's end": ("He said: “One two three.\nNext.", ["“One two three."]),
    "unclosed, to the next opening": ('"One two. "Three four," he said', ['"One two.', '"Three four,"']),
}


@pytest.mark.parametrize(("text", "found"), CASES.values(), ids=CASES.keys())
def test_marks(text: str, found: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quoted(text, list(paragraphs(text)))] == found


def test_a_reopened_quotation_continues() -> None:
    text = "“One.\n“Two.\n“Three,” he said.\n“Four,” she said."
    found = find_quoted(text, list(paragraphs(text)))
    assert [(q.closed, q.continues) for q in found] == [(False, False), (False, True), (True, True), (True, False)]


@settings(deadline=None)
@given(st.text(alphabet="“”\"'’‘«»„ \n.,ab1", max_size=200))
def test_quotations_never_overlap(text: str) -> None:
    found = find_quoted(text, list(paragraphs(text)))
    for one, two in pairwise(found):
        assert one.end <= two.start
    for quote in found:
        assert quote.start <= quote.inner[0] <= quote.inner[1] <= quote.end
        assert "\n" not in text[quote.start : quote.end]


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(5, 60))
def test_pieces_cover_a_text_and_stay_small(text: str, limit: int) -> None:
    found = list(pieces(text, 0, len(text), limit))
    assert "".join(text[a:b] for a, b in found) == text
    assert all(0 < b - a <= limit for a, b in found)
