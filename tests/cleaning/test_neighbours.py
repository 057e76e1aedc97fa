"""Lines that only their neighbours explain: unknown labels, names round a time, captions, sources under a story."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.cleaning import clean
from reader.model import Article, Record

from .invariants import assert_lossless

BODY = """The council met on Monday and voted for the pier. Nobody spoke against it.
It will be built in May, the mayor said."""


def only(source: str, record: Callable[..., Record]) -> Article:
    cleaned = clean(record(source))
    assert_lossless(source, cleaned)
    assert len(cleaned.articles) == 1
    return cleaned.articles[0]


@pytest.mark.parametrize("label", ["Text:\n", "Text: ", "FULL TEXT:\n\n"])
def test_label_before_a_body(label: str, record: Callable[..., Record]) -> None:
    source = f"Title: Council votes for a pier\nSource: Coastal Courier\nWords: 345\nDate: 3 May 2011\n{label}{BODY}\n"
    article = only(source, record)
    assert (article.title, article.source, article.published.moment) == (
        "Council votes for a pier",
        "Coastal Courier",
        "2011-05-03",
    )
    assert article.text == BODY


def test_label_in_a_story_stays(record: Callable[..., Record]) -> None:
    text = (
        f"Council votes for a pier\nCoastal Courier | 3 May 2011\n{BODY}\nText: the full ruling runs to forty pages.\n"
    )
    assert only(text, record).text.endswith("forty pages.")


def test_name_round_a_time(record: Callable[..., Record]) -> None:
    source = f"l'est libre du soir\n3 hours ago\n- l'est libre du soir\nCouncil votes for a pier\n{BODY}\n"
    assert only(source, record).source == "l'est libre du soir"


def test_caption_between_header_and_story(record: Callable[..., Record]) -> None:
    source = f"Council votes for a pier\nBy Ada Firn, 3 May 2011\nThe pier is 54 years old.\n© Stefan Harms\n{BODY}\n"
    article = only(source, record)
    assert article.text == BODY
    assert article.title == "Council votes for a pier"


def test_page_of_the_newspaper_behind_the_day(record: Callable[..., Record]) -> None:
    article = only(f"Council votes for a pier\n(Coastal Courier, 12.03.2021, S. 5)\n{BODY}\n", record)
    assert (article.source, article.published.moment) == ("Coastal Courier", "2021-03-12")
    assert article.text == BODY


def test_source_under_each_story(record: Callable[..., Record]) -> None:
    source = "".join(
        f"Council votes for pier {n}\n{BODY}\nSource: Coastal Courier, {n} May 2011\n\n" for n in (1, 2, 3)
    )
    cleaned = clean(record(source))
    assert_lossless(source, cleaned)
    assert [a.published.moment for a in cleaned.articles] == ["2011-05-01", "2011-05-02", "2011-05-03"]
    assert {a.source for a in cleaned.articles} == {"Coastal Courier"}
    assert {a.text for a in cleaned.articles} == {BODY}
