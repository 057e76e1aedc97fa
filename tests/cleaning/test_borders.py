"""The user's borders: articles split and joined, and nothing of the source lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import clean, divided
from reader.model import Borders, CutReason, Provenance, PublishedDate, Record, RecordKind, article_id, restore

from .invariants import assert_lossless
from .test_promises import TEXTS

TWO = """Harbour Post
2 hours ago
The old bridge at Norby is to close

The bridge over the Elva will close in May, the council said on Monday after a meeting of three hours.
Repairs are to last two years and to cost nine million crowns, which the county will pay in full.

Ferry line reopens after a winter of storms
By Ada Firn

The ferry to Skarvoy sails again from Friday, its owner said, and tickets cost what they cost last year.
The first boat leaves at six in the morning, with the mayor and a brass band on board.
"""


def of_text(content: str, kind: RecordKind = RecordKind.TEXT) -> Record:
    return Record(Provenance("a.txt", "0" * 64, "", 0, len(content), "1" * 64, "plain text"), content, kind)


def one(content: str) -> Record:
    """As a record of one article, whatever the rules for several would say of it."""
    return of_text(content, RecordKind.STATED)


def test_the_second_part_gets_its_own_headline_and_author() -> None:
    (whole,) = clean(one(TWO)).articles
    place = TWO.index("Ferry line")
    first, second = clean(one(TWO), Borders((place,))).articles
    assert (first.id, first.extent) == (whole.id, (whole.extent[0], place))
    assert (second.id, second.extent) == (article_id(whole.provenance, place), (place, whole.extent[1]))
    assert first.text == whole.text[: whole.text.index("\nFerry line")]
    assert (second.title, second.author) == ("Ferry line reopens after a winter of storms", "Ada Firn")
    assert second.text.startswith("The ferry to Skarvoy sails again")
    assert [cut.reason for cut in second.cuts if cut.text.strip()][:1] == [CutReason.HEADLINE]
    assert second.text.endswith("on board.")


def test_a_part_without_a_headline_has_none() -> None:
    place = TWO.index("Repairs are")
    first, second = clean(one(TWO), Borders((place,))).articles
    assert second.title == ""
    assert second.text.startswith("Repairs are to last")
    assert first.text.endswith("three hours.")


def test_what_stood_between_two_articles_is_cut(record: Callable[..., Record]) -> None:
    stories = [TWO[: TWO.index("Ferry")], TWO[TWO.index("Ferry") :]]
    text = stories[0] + "Read more: Ten bridges\nAdvertisement\n\nNorth Daily\n1 hour ago\n" + stories[1]
    cleaned = clean(record(text))
    assert len(cleaned.articles) == 2
    a, b = cleaned.articles
    joined = clean(record(text), Borders(joins=((a.extent[1], b.extent[0]),)))
    (article,) = joined.articles
    assert (article.id, article.title, article.extent) == (a.id, a.title, (a.extent[0], b.extent[1]))
    assert article.text == f"{a.text}\n{b.text}"
    assert any(cut.reason is CutReason.TEASER and "Ten bridges" in cut.text for cut in article.cuts)
    assert_lossless(text, joined)
    place = b.extent[0]
    parts = clean(record(text), Borders((place,), ((a.extent[1], b.extent[0]),))).articles
    assert [part.extent for part in parts] == [(a.extent[0], place), b.extent]
    assert parts[1].text == b.text
    assert parts[1].id == b.id


@pytest.mark.parametrize("place", [0, 5, 10_000, -3])
def test_a_border_without_an_article_has_no_effect(place: int) -> None:
    assert (
        clean(one("A line, and no more of it."), Borders((place,), ((place, place + 1),)))
        == clean(one("A line, and no more of it."))
        or place == 5
    )


def test_a_page_of_html_is_split_without_its_page() -> None:
    page = "<title>x</title><article><h1>A headline of five words</h1>" + "".join(
        f"<p>Paragraph {n} says that the council of Norby met on Monday and that it will meet again.</p>"
        for n in range(8)
    )
    record = of_text(page + "</article>", RecordKind.HTML)
    (whole,) = clean(record).articles
    source = restore(whole.text, whole.cuts)
    place = whole.extent[0] + source.index("Paragraph 4")
    parts = divided(whole, place)
    assert parts is not None
    assert parts == clean(record, Borders((place,))).articles
    assert "\n".join(part.text for part in parts) == whole.text


def test_relative_times_of_a_part_are_dated() -> None:
    text = TWO.replace("By Ada Firn", "12 March 2021")
    (_, second) = clean(one(text), Borders((text.index("Ferry line"),))).articles
    assert second.published == PublishedDate(
        "2021-03-12", second.published.precision, second.published.how, "12 March 2021"
    )


@given(TEXTS, st.sampled_from([RecordKind.TEXT, RecordKind.STATED]), st.data())
@settings(max_examples=300, deadline=None)
def test_any_border_is_lossless(text: str, kind: RecordKind, data: st.DataObject) -> None:
    record = of_text(text, kind)
    found = clean(record)
    places = st.integers(0, len(text) + 1)
    splits = tuple(sorted(data.draw(st.sets(places, max_size=4))))
    gaps = [(a.extent[1], b.extent[0]) for a, b in pairwise(found.articles)]
    joins = tuple(sorted(data.draw(st.sets(st.sampled_from(gaps), max_size=3)))) if gaps else ()
    arranged = clean(record, Borders(splits, joins))
    assert_lossless(text, arranged)
    assert all(article.text for article in arranged.articles)
    assert len({article.id for article in arranged.articles}) == len(arranged.articles)
    assert all(article.id == article_id(record.provenance, article.extent[0]) for article in arranged.articles)
    again = clean(record, Borders((), joins))
    for before in again.articles:
        parts = [each for each in arranged.articles if before.extent[0] <= each.extent[0] < before.extent[1]]
        assert (parts[0].extent[0], parts[-1].extent[1]) == before.extent
        assert all(a.extent[1] == b.extent[0] for a, b in pairwise(parts))


def test_a_border_holds_where_all_beside_it_would_be_cut() -> None:
    text = "The council said on Monday that it will pay.\n\nAdvertisement\n\nThe mayor said on Friday that it will not."
    (whole,) = clean(one(text)).articles
    places = text.index("Advertisement"), text.index("The mayor")
    parts = clean(one(text), Borders(places)).articles
    assert [part.text for part in parts][1:2] == ["Advertisement"]
    assert [part.extent[0] for part in parts] == [whole.extent[0], *places]
    assert divided(parts[1], places[0]) is None
