"""Dates are told as they are known, and no crawl date passes for publication."""

import pytest

from reader.model import CutReason, DateOrigin, EntityType, Precision, PublishedDate, QuoteKind, SpeakerClass
from reader.rendering import (
    ENTITIES,
    QUOTES,
    REASONS,
    SPEAKERS,
    confidence_words,
    count_words,
    moment_words,
    origin_words,
    published_words,
)
from reader.rendering.words import ORIGINS


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2011", "2011"),
        ("2011-03", "March 2011"),
        ("2011-03-07", "7 March 2011"),
        ("2011-03-07T10", "7 March 2011, about 10:00"),
        ("2011-03-07T10:05", "7 March 2011, 10:05"),
        ("2011-03-07T10:05:33+01:00", "7 March 2011, 10:05 +01:00"),
        ("2011-03-07T10:05Z", "7 March 2011, 10:05 UTC"),
        ("2011-13-07", "2011-13-07"),
        ("soon", "soon"),
    ],
)
def test_moments(moment: str, words: str) -> None:
    assert moment_words(moment) == words


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (PublishedDate(), "date unknown"),
        (PublishedDate(as_written="5 minutes ago"), "“5 minutes ago”, date unknown"),
        (PublishedDate("2011-03-07", Precision.DAY, DateOrigin.STATED), "7 March 2011"),
        (PublishedDate("2011-03-07", Precision.DAY, DateOrigin.URL), "7 March 2011, by its address"),
        (PublishedDate("2011-03-07", Precision.DAY, DateOrigin.SENT), "sent 7 March 2011"),
        (
            PublishedDate("2011-03-07T10:05", Precision.MINUTE, DateOrigin.RELATIVE, "5 minutes ago", "file"),
            "7 March 2011, 10:05, from “5 minutes ago”",
        ),
    ],
)
def test_published(published: PublishedDate, words: str) -> None:
    assert published_words(published) == words


@pytest.mark.parametrize("how", [DateOrigin.CRAWL, DateOrigin.SAVED, DateOrigin.FILE])
def test_a_keeping_date_is_no_publication(how: DateOrigin) -> None:
    words = published_words(PublishedDate("2011-03-07", Precision.DAY, how))
    assert words.startswith("date unknown, ")
    assert (
        "not when it was published" in origin_words(PublishedDate("2011", Precision.YEAR, how))
        or "not" in words + ORIGINS[how]
    )


def test_what_a_relative_date_was_held_against_is_said() -> None:
    published = PublishedDate("2011-03-07", Precision.DAY, DateOrigin.RELATIVE, "yesterday", "user")
    assert origin_words(published) == "reckoned from a relative time, held against the date that you set"


def test_everything_has_its_words() -> None:
    assert set(REASONS) == set(CutReason)
    assert set(ORIGINS) == set(DateOrigin)
    assert set(ENTITIES) == set(EntityType)
    assert set(QUOTES) == set(QuoteKind)
    assert set(SPEAKERS) == set(SpeakerClass)


def test_numbers_and_confidence() -> None:
    assert count_words(1, "cut") == "1 cut"
    assert count_words(1204, "cut") == "1,204 cuts"
    assert count_words(2, "other story", "other stories") == "2 other stories"
    assert [confidence_words(each) for each in (0.95, 0.7, 0.3)] == ["sure", "likely", "unsure"]
