"""All quotations of the library: listed in pages, searched, and followed from article to article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from reader.library import Library, Name, Reader, Wanted
from reader.model import Entity, EntityType, Marks, Quote, QuoteKind, SpeakerClass
from tests.running import run

from .conftest import dated, fill, record_of

VERSIONS = {"entities": "1", "quotes": "1"}
LONG = "We have gone ahead with the necessary arrests of the men"
STORIES = [
    ("2025-08-10", f"“{LONG}”, a source said. “an attempt at destabilisation”, he said.", "a source", "anonymous"),
    (
        "2025-08-12",
        f"“{LONG.replace('necessary', 'needed')}”, Maiga said. “An attempt at destabilisation”.",
        "Oumar Maiga",
        "named",
    ),
    ("2025-09-01", "“Nobody has told us why he was arrested on Sunday”, Maiga said.", "Mr. Maiga", "named"),
    ("", "“An attempt at destabilisation”, the council said of the weather.", "the council", "institution"),
]  # fmt: skip


def marks_of(text: str, speaker: str, class_: str) -> Marks:
    quotes, here = [], 0
    while (start := text.find("“", here)) >= 0:
        here = text.index("”", start) + 1
        quotes.append(Quote(start, here, text[start:here], QuoteKind.DIRECT, speaker, speaker, SpeakerClass(class_)))
    entities = ()
    if "Maiga" in text:
        at = text.index("Maiga")
        entities = (Entity(at, at + 5, "Maiga", EntityType.PERSON, speaker),)
    return Marks(entities, (), tuple(quotes), VERSIONS)


@pytest.fixture
def ids(library: Library) -> list[str]:
    records = [
        record_of(number, (f"Story {number}", text), **({"published": dated(day)} if day else {}))
        for number, (day, text, *_) in enumerate(STORIES)
    ]
    ids = fill(library, records)
    library.store_marks([(id_, 1, marks_of(text, *said)) for id_, (_, text, *said) in zip(ids, STORIES, strict=True)])
    return ids


def said(reader: Reader, limit: int = 100, **wanted: Any) -> list[str]:
    """Story and first word of each, over as many pages as there are."""
    found, after = [], None
    while True:
        page, after = reader.quotations(Wanted(**wanted), after, limit)
        found += [f"{each.title[-1]} {each.quote.text[1:].split()[0]}" for each in page]
        if after is None:
            return found


ALL = ["2 Nobody", "1 We", "1 An", "0 We", "0 an", "3 An"]


def test_all_are_listed_a_page_at_a_time(reader: Reader, ids: list[str]) -> None:
    for limit in (1, 2, 5, 100):
        assert said(reader, limit) == ALL
    assert reader.quotation_count(Wanted()) == 6


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "arrests"}, ["1 We", "0 We"]),
        ({"words": "arrests why"}, []),
        ({"words": '"was arrested"'}, ["2 Nobody"]),
        ({"words": '"arrested was"'}, []),
        ({"speaker": "mai"}, ["2 Nobody", "1 We", "1 An"]),
        ({"name": "Oumar Maiga"}, ["1 We", "1 An"]),
        ({"speaker": "nobody at all"}, []),
        ({"classes": frozenset((SpeakerClass.ANONYMOUS, SpeakerClass.INSTITUTION))}, ["0 We", "0 an", "3 An"]),
        ({"dates": "2025-08"}, ["1 We", "1 An", "0 We", "0 an"]),
        ({"dates": "2025-08-11..", "words": "attempt"}, ["1 An"]),
    ],
)
def test_they_are_found_by_words_speaker_class_and_date(
    reader: Reader, ids: list[str], wanted: dict[str, Any], found: list[str]
) -> None:
    assert said(reader, **wanted) == found
    assert said(reader, 1, **wanted) == found


def test_reported_speech_is_listed_where_it_is_wanted(library: Library, reader: Reader) -> None:
    (id_,) = fill(library, [record_of(5, ("Story 5", "He said that all is well."))])
    quote = Quote(8, 24, "that all is well", QuoteKind.INDIRECT)
    library.store_marks([(id_, 1, Marks(quotes=(quote,), analysed=VERSIONS))])
    assert said(reader) == []
    assert len(said(reader, indirect=True)) == 1
    assert run(reader.travels()) == []


def test_where_a_quotation_travels(library: Library, reader: Reader, ids: list[str]) -> None:
    long, short = run(reader.travels())
    stories = [[each.title for each in reader.quotations_at(travel.places)] for travel in (long, short)]
    assert stories == [["Story 0", "Story 1"]] * 2  # earliest first; the council's is said by chance
    for travel in (long, short):
        assert all(reader.travel_of(place) == travel for place in travel.places)
    assert len(run(reader.travels(Wanted(words="attempt")))) == 1
    assert run(reader.travels(Wanted(speaker="council"))) == []
    (alone,), _ = reader.quotations(Wanted(words="nobody"))
    assert reader.travel_of(alone.place) is None
    library.bin(ids[:1])
    assert run(reader.travels()) == []
    assert said(reader, words="gone") == ["1 We"]


def test_copies_of_an_article_are_one_text(library: Library, reader: Reader, ids: list[str]) -> None:
    text, speaker = STORIES[2][1], "Mr. Maiga"
    (copy,) = fill(library, [record_of(9, ("Story 9", text))])
    library.store_marks([(copy, 1, marks_of(text, speaker, "named"))])
    assert [travel.texts for travel in run(reader.travels())] == [2, 2]


def test_they_follow_their_article(library: Library, reader: Reader, ids: list[str]) -> None:
    library.set_published([(ids[2], dated("2025-07-01"))])
    assert said(reader)[-2:] == ["2 Nobody", "3 An"]
    library.store_marks([(ids[0], 1, Marks(analysed=VERSIONS))])
    assert said(reader, dates="2025-08") == ["1 We", "1 An"]
    assert run(reader.travels()) == []
    library.bin(ids[1:2])
    for _ in library.empty_bin():
        pass
    assert reader.quotation_count(Wanted()) == 2
    assert library.check() == []


def test_speakers_are_those_that_the_user_wants(library: Library, reader: Reader, ids: list[str]) -> None:
    library.merge_names([Name("person", "Mr. Maiga")], Name("person", "Oumar Maiga"))
    assert said(reader, name="Oumar Maiga") == ["2 Nobody", "1 We", "1 An"]
    assert {each.quote.speaker for each in reader.quotations(Wanted(speaker="maiga"))[0]} == {"Oumar Maiga"}
    library.undo()
    assert said(reader, name="Oumar Maiga") == ["1 We", "1 An"]
    library.split_name(Name("person", "Oumar Maiga"), ids[1:2], Name("person", "Omar Maiga (poet)"))
    assert said(reader, name="Oumar Maiga") == []
    assert said(reader, name="Omar Maiga (poet)") == ["1 We", "1 An"]
    library.undo()
    assert said(reader, name="Oumar Maiga") == ["1 We", "1 An"]


def test_a_library_from_before_has_them_after_its_migration(library: Library, ids: list[str], path: Path) -> None:
    library.close()
    db = Database(path)
    for table in ("quotation", "echo"):
        db.execute(f"DROP TABLE {table}")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = '0004_quotations'")
    db.conn.commit()
    db.close()
    with Library.open(path) as opened, Reader.open(path) as reader:
        assert said(reader) == ALL
        assert len(run(reader.travels())) == 2
        assert opened.check() == []
