"""How an article looks and sounds in the list."""

from __future__ import annotations

import pytest

from reader.library import ArticleRow
from reader.model import UNDATED, DateOrigin, Precision, PublishedDate
from reader.ui.cards import BEFORE, about, date_words, pieces, spoken

DAY = "2011-03-07"


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (UNDATED, "undated"),
        (PublishedDate(as_written="52 minutes ago"), "52 minutes ago"),
        (PublishedDate("2011-03-07T10:05:00+01:00", Precision.SECOND, DateOrigin.STATED), "7 March 2011"),
        (PublishedDate("2011", Precision.YEAR, DateOrigin.STATED), "2011"),
        (PublishedDate(DAY, Precision.DAY, DateOrigin.CRAWL), "collected 7 March 2011"),
        (PublishedDate(DAY, Precision.DAY, DateOrigin.FILE), "file of 7 March 2011"),
        (PublishedDate(DAY, Precision.DAY, DateOrigin.RELATIVE, "2 hours ago", "file"), "about 7 March 2011"),
        (PublishedDate(DAY, Precision.DAY, DateOrigin.RELATIVE, "2 hours ago", "user"), "7 March 2011"),
    ],
)
def test_a_date_says_what_it_is(published: PublishedDate, words: str) -> None:
    assert date_words(published) == words


def test_source_and_date_in_one_line() -> None:
    row = ArticleRow(1, "a", "Title", "Harbour Post", PublishedDate("2011", Precision.YEAR, DateOrigin.STATED))
    assert about(row) == "Harbour Post · 2011"


def test_nothing_is_said_by_colour_or_weight_alone() -> None:
    row = ArticleRow(1, "a", "Bridge", "Post", unread=True, starred=True, tags=("mali", "army"), words=80)
    assert spoken(row) == "Unread. Starred. Bridge. Post. undated. tagged mali, army. 80 words"
    assert "Unread" not in spoken(ArticleRow(1, "a", "Bridge", unread=False))


def test_the_first_hit_is_never_cut_off() -> None:
    snippet = "A long way into this sentence, which goes on for a while, stands the ferry, and again the ferry."
    found = pieces(snippet, ("ferry",))
    assert found[0] == ("… ", False)
    assert [text for text, hit in found if hit] == ["ferry", "ferry"]
    assert sum(len(text) for text, _ in found[: [hit for _, hit in found].index(True)]) <= BEFORE + 2 + len("while, ")
    assert pieces("ferry first", ("ferry",))[0] == ("ferry", True)
    assert pieces("no hit", ("ferry",)) == [("no hit", False)]
    assert pieces("", ()) == []
