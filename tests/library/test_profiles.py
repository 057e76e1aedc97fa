"""The page of a name: its forms, times and company, and who may be the same."""

from __future__ import annotations

import pytest

from reader.library import Library, Name, Profile, Reader
from reader.library.profiles import may_be_same
from reader.model import Entity, EntityType, Marks

from .conftest import dated, fill, record_of
from .test_names import TEXTS, marked

MAIGA, MR = Name("person", "Oumar Maiga"), Name("person", "Mr. Maiga")
DAYS = ["2025-08-10", "2025-08-20", "2025-09-01"]


@pytest.fixture
def ids(library: Library) -> list[str]:
    stories = [
        record_of(number, (f"Story {number}", text), published=dated(DAYS[number])) for number, text in enumerate(TEXTS)
    ]
    ids = fill(library, stories)
    first = marked(
        TEXTS[0], ("Oumar Maiga", "person", "Oumar Maiga"), ("WHO", "organisation", "WHO"), speaker="Oumar Maiga"
    )
    second = marked(TEXTS[1], ("Maiga", "person", "Mr. Maiga"), ("Bamako", "place", "Bamako"), speaker="Mr. Maiga")
    third = marked(TEXTS[2], ("Oumar Maiga", "person", "Oumar Maiga"))
    library.store_marks([(id_, 1, marks) for id_, marks in zip(ids, (first, second, third), strict=True)])
    return ids


def profile(reader: Reader, name: Name) -> Profile:
    found = reader.profile(name)
    assert found is not None
    return found


def test_a_name_is_told_with_its_times_forms_and_company(reader: Reader, ids: list[str]) -> None:
    found = profile(reader, MAIGA)
    assert (found.articles, found.undated, found.quotations) == (2, 0, 1)
    assert found.months == (("2025-08", 1), ("2025-09", 1))
    assert found.forms == (("Oumar Maiga", 2),)
    assert found.company == ((Name("organisation", "WHO"), 1),)
    assert found.offers == ((MR, 1),)
    assert found.joined == ()
    assert reader.profile(Name("person", "Nobody")) is None


def test_joined_names_have_one_page_until_that_is_undone(library: Library, reader: Reader, ids: list[str]) -> None:
    library.merge_names([MR], MAIGA)
    found = profile(reader, MR)
    assert (found.name, found.articles, found.quotations) == (MAIGA, 3, 2)
    assert found.forms == (("Oumar Maiga", 2), ("Maiga", 1))
    assert (found.joined, found.offers) == (((MR, 1),), ())
    assert [row.title for row in reader.rows_named(MAIGA)] == ["Story 2", "Story 1", "Story 0"]
    assert library.merge_names([MR], MR).note == "“Mr. Maiga” stands for itself again"
    assert profile(reader, MR).name == MR
    library.undo()
    assert profile(reader, MR).name == MAIGA
    library.undo()
    assert profile(reader, MAIGA).articles == 2


def test_a_deleted_name_has_no_page(library: Library, reader: Reader, ids: list[str]) -> None:
    library.delete_names([MAIGA])
    assert reader.profile(MAIGA) is None
    library.undo()
    assert profile(reader, MAIGA).articles == 2


def test_a_retyped_name_keeps_its_articles(library: Library, reader: Reader, ids: list[str]) -> None:
    who = Name("organisation", "WHO")
    library.merge_names([who], Name("place", "WHO"))
    found = profile(reader, who)
    assert (found.name, found.articles) == (Name("place", "WHO"), 1)


def test_an_acronym_is_offered_what_it_stands_for(library: Library, reader: Reader, ids: list[str]) -> None:
    whole = Name("organisation", "World Health Organization")
    text = "World Health Organization"
    marks = Marks((Entity(0, 5, text, EntityType.ORGANISATION, text),), (), (), {"entities": "1", "quotes": "1"})
    library.store_marks([(ids[2], 1, marks)])
    assert profile(reader, Name("organisation", "WHO")).offers == ((whole, 1),)
    assert profile(reader, whole).offers == ((Name("organisation", "WHO"), 1),)
    library.merge_names([Name("organisation", "WHO")], whole)
    assert profile(reader, whole).articles == 2


def test_a_speaker_is_found_by_name(reader: Reader, ids: list[str]) -> None:
    assert reader.name_called("Oumar Maiga") == MAIGA
    assert reader.name_called("WHO") == Name("organisation", "WHO")
    assert reader.name_called("nobody") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Abass Dembele", "Dembele", True),
        ("Abass Dembele", "Gen. Dembele", True),
        ("Abass Dembele", "A. Dembele", True),
        ("Abass Dembele", "General Abass Dembele", True),
        ("Abass Dembele", "Moussa Dembele", False),
        ("Abass Dembele", "M. Dembele", False),
        ("World Health Organization", "WHO", True),
        ("Organisation of African Unity", "OAU", True),
        ("Organisation of African Unity", "O.A.U.", True),
        ("World Health Organization", "World Trade Organization", False),
        ("Assimi Goïta", "Assimi Goita", True),
        ("Norby", "Skarholm", False),
    ],
)
def test_who_may_be_the_same(one: str, other: str, same: bool) -> None:
    assert may_be_same(one, other) is same
    assert may_be_same(other, one) is same
