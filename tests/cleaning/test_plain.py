"""The quick way for clean stated bodies gives what the walk through passages gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning import clean, cleaner
from reader.cleaning.plain import plain_article
from reader.model import Cleaned, Provenance, Record, RecordKind

SENTENCES = (
    "The council met on Monday evening to talk about the bridges of the town, and about what they will cost.",
    "“We have waited too long,” Ana Lindqvist, the mayor, said. “Now the work begins.”",
    "HELSINKI (Reuters) - Four ships left the harbour at dawn.",
    "Advertisement",
    "A man fell (Photo: Nils Öberg/Coastal Images) into the water. Nobody was hurt.",
    "It cost 4 Euros. Read more: How the bridge fell",
    "went on in small letters to the end of the line",
    "• An item of a list",
    "Ein Gutachten des Rechnungshofs steht noch aus, und das Land trägt drei Viertel.",
    "2 Smoke rises over the town on Sunday. Lena Brandvik/Coastal Images",
    "Short",
    "今日は橋の工事が始まった。",
    "A\u00a0fixed space, an &amp; and a cafÃ©.",
    "  Indented, with  two spaces \t and a tab",
    "",
    " ",
)
GAPS = ("\n", "\n\n", " \n", "\n \n ", "\n\n\n", "\r\n", "\f", "\u2028")


def record(text: str, **stated: str) -> Record:
    at = Provenance("a.jsonl", "a" * 64, "", 0, len(text), "b" * 64, "JSON lines")
    return Record(at, text, RecordKind.STATED, **stated)  # type: ignore[arg-type]


def walked(given_: Record) -> Cleaned:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaner, "plain_article", lambda record: None)
        return clean(given_)


@given(
    st.lists(st.tuples(st.sampled_from(GAPS), st.one_of(st.sampled_from(SENTENCES), st.text(max_size=30))), max_size=6)
)
def test_both_ways_give_the_same_article(parts: list[tuple[str, str]]) -> None:
    text = "".join(gap + sentence for gap, sentence in parts).encode("utf-8", "replace").decode()
    assert clean(record(text)) == walked(record(text))


def test_clean_bodies_take_the_quick_way() -> None:
    article = plain_article(record("\n\n".join((SENTENCES[2], *SENTENCES[:2])), title="Bridges", author="N. Öberg"))
    assert article is not None
    assert (article.title, article.source, article.language, len(article.blocks)) == ("Bridges", "Reuters", "en", 3)
