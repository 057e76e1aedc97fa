"""The promises of cleaning hold for any text: nothing is lost, nothing takes long."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.cleaning import clean
from reader.model import Provenance, Record

from .invariants import assert_lossless

# Pieces that cleaning has rules for, so that hypothesis meets the rules and their borders.
_PIECES = st.sampled_from(
    ("The council said on Monday that it will not pay.", "Read more:", "Advertisement", "3 hours ago", "\n", "\n\n",
     "- Coastal Courier", "\r\n", "\f", "\x00", "\u2028", "  ", "\t", "\xad", "â€œ", "Ã©", "&amp;", "&#8217;", "word ",
     "inter-\nnational", "By Ada Firn", "12 March 2021", "Source: Reuters", "(AFP)", "====", "Comments (3)", "Reply",
     "4 A ship. AFP via Getty Images", "Related Articles", "sd-els/sbk", "• an item", "- 'A subheading' -", "\ufeff",
     "😀", "e\u0301", "«Sí», dijo.", "Subscribe to The Post here.", "(Ana Lind/AFP)", "\u3002", "这是一个句子。",
     "14:05",
     "https://a.example/2021/03/12/x", "Photo: Ana Lind", "A headline of seven words stands here", "\x85",
     "\ud83d")
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(_PIECES, max_size=40).map("".join), st.lists(_PIECES, max_size=25).map("\n".join)
)


def _record(content: str) -> Record:
    return Record(Provenance("a.txt", "0" * 64, "", 0, len(content), "1" * 64, "plain text"), content)


@given(TEXTS)
@example("¡\x80\x1b")  # mojibake that ends in a control character, and another behind it
@settings(max_examples=400, deadline=None)
def test_any_text_is_lossless(text: str) -> None:
    cleaned = clean(_record(text))
    assert_lossless(text, cleaned)
    assert cleaned == clean(_record(text))


_SENTENCE = "The council of Velmora said on Monday that the bridge, built in 1911, will be closed until April. "


@pytest.mark.parametrize(
    "text",
    [
        _SENTENCE * 50_000,
        "word " * 1_000_000,
        "a" * 3_000_000,
        "- " * 1_000_000,
        "(" * 500_000,
        "4 A. " * 500_000,
        "A/" * 1_000_000,
        "Getty Images " * 100_000,
        "Ada Firn/AFP " * 100_000,
        "Sign up for " * 200_000,
        "â€" * 300_000,
        "&amp" * 300_000,
        "Advertisement " * 150_000,
        "“" * 500_000,
        " " * 2_000_000 + "a",
        "\n" * 2_000_000,
        "ok\n" * 200_000,
        "A headline of seven words stands here\n" * 100_000,
        "3 hours ago\n" * 100_000,
        ("Mayor resigns over ferry\n" + _SENTENCE + "\n") * 20_000,
        ("By Ada Firn\n12 March 2021\n" + _SENTENCE + "\n") * 10_000,
        "inter-\n" * 100_000,
        ("half of a line that was wrapped and goes on in the next one without\n" * 50_000),
    ],
    ids=lambda text: f"{text[:14]!r}",
)
def test_large_and_odd_texts_are_quick(text: str) -> None:
    start = time.process_time()
    cleaned = clean(_record(text))
    assert time.process_time() - start < 2 + 4e-6 * len(text) + 60e-6 * text.count(
        "\n"
    )  # generous: machines are shared
    assert cleaned.length == len(text)


def test_real_text(shared: Path, record: Callable[..., Record]) -> None:
    for path in sorted((shared / "corpus" / "plain-text").glob("*.txt")):
        text = path.read_bytes().decode()
        cleaned = clean(record(text))
        assert_lossless(text, cleaned)
        assert len(cleaned.articles) == 1
