"""The words of a search are found in a text as the index finds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.rendering import find_words, reads_right_to_left


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The coup and the coups", ["coup"], ["coup"]),
        ("The coup and the coups", ["coup*"], ["coup", "coups"]),
        ("General Assimi Goïta spoke", ["goita"], ["Goïta"]),
        ("General Assimi Goi\u0308ta spoke", ["GOÏTA"], ["Goi\u0308ta"]),
        ("a wave of arrests. Arrests, wave", ["wave of arrests"], ["wave of arrests"]),
        ("wave, of—arrests", ["wave of arrests"], ["wave, of—arrests"]),
        ("war and war crimes", ["war", "war crim*"], ["war", "war", "war crimes"]),
        ("İstanbul", ["istanbul"], ["İstanbul"]),
        ("日本の首相は東京で", ["首相"], ["首相"]),
        ("snake_case here", ["case"], ["case"]),
        ("nothing", [], []),
        ("nothing", ["", "*", "…"], []),
        ("😀 coup 😀", ["coup"], ["coup"]),
    ],
)
def test_found(text: str, words: list[str], found: list[str]) -> None:
    assert [text[start:end] for start, end in find_words(text, words)] == found


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=3))
def test_never_fails_and_stays_inside(text: str, words: list[str]) -> None:
    spans = find_words(text, words)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Vesthavn", False),
        ("مجلس الميناء", True),
        ("Reuters: مجلس الميناء يصوت", True),
        ("The word مجلس is Arabic", False),
        ("12 – 14", False),
        ("Größe", False),
    ],
)
def test_direction(text: str, right: bool) -> None:
    assert reads_right_to_left(text) is right


def test_text_without_letters_follows_its_article() -> None:
    assert reads_right_to_left("12 – 14", True)
    assert not reads_right_to_left("abc", True)
