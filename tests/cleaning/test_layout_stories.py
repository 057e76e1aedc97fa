"""Dumps in layouts that nobody has seen: whatever lines recur round the articles, they are found by that."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import clean
from reader.model import Record

from .invariants import assert_lossless
from .invented_news import ENGLISH, FRENCH, GERMAN, SPANISH, News

ABOVE: dict[str, Callable[[News, int, int], str]] = {
    "numbered": lambda news, n, of: f"[{n} of {of}]",
    "card": lambda news, n, of: f"{n} | {news.source} | {news.iso[:10]}",
    "labelled": lambda news, n, of: (
        f"Outlet......: {news.source}\nIssued......: {news.iso[:10]}\nShelf.......: C{n:04}"
    ),
    "clipping": lambda news, n, of: f"Clipping no. {n}/{of}, read by desk {n % 3}",
    "dated": lambda news, n, of: f"{news.source}, {news.iso[8:10]}/{news.iso[5:7]}/{news.iso[:4]}, p. {n + 3}",
}
BELOW: dict[str, Callable[[News, int, int], str]] = {
    "owned": lambda news, n, of: "This copy was made for the library and may not be passed on to anybody else.",
    "back": lambda news, n, of: "[back to the list]",
    "filed": lambda news, n, of: f"Document XK-{n:03}/{news.iso[:4]}",
    "ruled": lambda news, n, of: "=" * 40,
}
LANGUAGES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}


def laid_out(every: Sequence[News], above: Sequence[str], below: Sequence[str], blank: str) -> str:
    """The dump that a service with such lines would make of the news."""
    parts = []
    for number, news in enumerate(every, 1):
        head = "\n".join(ABOVE[name](news, number, len(every)) for name in above)
        feet = "\n".join(BELOW[name](news, number, len(every)) for name in below)
        parts.append("\n".join([head, news.title, "", blank.join(news.body), "", feet, ""]))
    return "\n".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(
    above=st.lists(st.sampled_from(sorted(ABOVE)), min_size=1, max_size=3, unique=True),
    below=st.lists(st.sampled_from(sorted(BELOW)), min_size=1, max_size=3, unique=True),
    blank=st.sampled_from(["\n", "\n\n"]),
)
def test_articles_between_lines_that_recur(
    language: str, record: Callable[..., Record], above: list[str], below: list[str], blank: str
) -> None:
    every = LANGUAGES[language][:4]
    source = laid_out(every, above, below, blank)
    cleaned = clean(record(source))
    assert_lossless(source, cleaned)
    assert [a.title for a in cleaned.articles] == [news.title for news in every]
    for article, news in zip(cleaned.articles, every, strict=True):
        assert article.text.startswith(news.body[0][:40])
        assert article.text.endswith(news.body[-1][-40:])


def test_one_article_with_a_thread_of_comments_is_one(record: Callable[..., Record]) -> None:
    news = ENGLISH[0]
    names = ("Harbour Rat", "Mrs Ives of Corran", "oldsalt", "Fen Tiger", "Nan")
    comments = (
        f"{name} says:\n{day} June 2019 at 9:1{day}\nI walked past it every day on my way to school and never once did "
        f"I think that it would shine again, number {day}.\nReply"
        for day, name in enumerate(names, 5)
    )
    page = "\n".join([news.title, f"By {news.author}", "4 June 2019", *news.body * 3, "5 comments", *comments])
    assert len(clean(record(page)).articles) == 1
