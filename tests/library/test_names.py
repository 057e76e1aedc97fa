"""Names across the library, and marks: what is pending, what is stored, what the user says of names."""

from __future__ import annotations

import pytest

from reader.library import Library, Name, Reader
from reader.model import Entity, EntityType, Marks, Query, Quote

from .conftest import fill, record_of

ALL = Query()
VERSIONS = {"entities": "1", "quotes": "1"}
TEXTS = [
    "Oumar Maiga of the WHO spoke. “All is well”, he said.",
    "Mr. Maiga spoke in Bamako. “All is not well”, he said.",
    "Advertisement. Oumar Maiga, the painter, slept.",
]


def marked(text: str, *found: tuple[str, str, str], speaker: str | None = None) -> Marks:
    """Marks of these (written, type, name), and a quote by `speaker`."""
    entities = tuple(
        Entity(text.index(written), text.index(written) + len(written), written, EntityType(kind), name)
        for written, kind, name in found
    )
    quotes: tuple[Quote, ...] = ()
    if speaker:
        start, end = text.index("“"), text.index("”") + 1
        quotes = (Quote(start, end, text[start:end], speaker=speaker),)
    return Marks(entities, (), quotes, VERSIONS)


@pytest.fixture
def ids(library: Library) -> list[str]:
    ids = fill(library, [record_of(number, (f"Story {number}", text)) for number, text in enumerate(TEXTS)])
    first = marked(TEXTS[0], ("Oumar Maiga", "person", "Oumar Maiga"), ("WHO", "organisation", "World Health Body"),
                   speaker="Oumar Maiga")  # fmt: skip
    second = marked(TEXTS[1], ("Maiga", "person", "Mr. Maiga"), ("Bamako", "place", "Bamako"), speaker="Mr. Maiga")
    third = marked(
        TEXTS[2], ("Advertisement", "organisation", "Advertisement"), ("Oumar Maiga", "person", "Oumar Maiga")
    )
    library.store_marks([(id_, 1, marks) for id_, marks in zip(ids, (first, second, third), strict=True)])
    return ids


def test_what_is_pending_comes_in_order(library: Library, reader: Reader) -> None:
    ids = fill(library, [record_of(number) for number in range(6)])
    library.star(ids[4:5], True)
    assert library.pending_count(VERSIONS) == 6
    waiting = library.pending(VERSIONS, 4, first=(ids[3], "ff" * 10))
    assert [id_ for id_, *_ in waiting] == [ids[3], ids[4], ids[0], ids[1]]
    selected = [row.rowid for row in reader.rows(list(reader.listing(Query()))) if row.id == ids[5]]
    assert [id_ for id_, *_ in library.pending(VERSIONS, 2, first=selected)] == [ids[5], ids[4]]
    id_, version, title, text, blocks, language = waiting[0]
    assert (version, title, language) == (1, "Story 3", "en")
    assert text == "The text of story 3."
    assert blocks[0].end == len(text)
    assert library.store_marks([(id_, version, Marks(analysed=VERSIONS))]).articles == frozenset((id_,))
    assert library.store_marks([(ids[4], 2, Marks(analysed=VERSIONS))]).articles == frozenset()
    assert [id_ for id_, *_ in library.pending(VERSIONS, 9)] == [ids[4], ids[0], ids[1], ids[2], ids[5]]
    assert library.pending_count(VERSIONS | {"quotes": "2"}) == 6


def test_an_article_on_which_the_analysis_failed_is_not_tried_again(library: Library, reader: Reader) -> None:
    (id_,) = fill(library, [record_of(7)])
    left, version = library.pending_count(VERSIONS), 1
    library.store_marks([(id_, version, Marks(analysed=VERSIONS, error="it took too long"))])
    assert library.pending_count(VERSIONS) == left - 1
    dossier = reader.dossier(id_)
    assert dossier is not None
    assert dossier.marks.error == "it took too long"


def test_marks_come_back_as_they_were(library: Library, reader: Reader, ids: list[str]) -> None:
    marks = reader.dossier(ids[0]).marks
    assert marks == marked(TEXTS[0], ("Oumar Maiga", "person", "Oumar Maiga"),
                           ("WHO", "organisation", "World Health Body"), speaker="Oumar Maiga")  # fmt: skip
    assert library.check() == []
    library.store_marks([(ids[0], 1, Marks(analysed=VERSIONS))])
    assert found(reader, "person:maiga") == [1, 2]
    assert found(reader, "has:quote") == [1]
    assert library.check() == []


def found(reader: Reader, typed: str) -> list[int]:
    rows = reader.rows(reader.listing(reader.parse(typed), "-date"))
    return sorted(int(row.title.split()[1]) for row in rows)


def test_joined_names_are_one_everywhere(library: Library, reader: Reader, ids: list[str]) -> None:
    assert found(reader, "org:WHO") == [0]
    assert found(reader, 'speaker:"oumar maiga"') == [0]
    into = Name("person", "Oumar Maiga")
    assert library.merge_names([Name("person", "Mr. Maiga")], into).note == "Named “Mr. Maiga” “Oumar Maiga”"
    assert found(reader, 'person:"oumar maiga"') == [0, 1, 2]
    assert found(reader, 'person:"mr maiga"') == [0, 1, 2]
    assert found(reader, 'speaker:"oumar maiga"') == [0, 1]
    marks = reader.dossier(ids[1]).marks
    assert (marks.entities[0].name, marks.quotes[0].speaker) == ("Oumar Maiga", "Oumar Maiga")
    assert reader.facets(ALL).people == (("Oumar Maiga", 3),)
    library.undo()
    assert found(reader, 'person:"oumar maiga"') == [0, 2]
    assert reader.dossier(ids[1]).marks.entities[0].name == "Mr. Maiga"
    library.redo()
    assert reader.facets(ALL).people == (("Oumar Maiga", 3),)
    library.merge_names([into], Name("person", "O. Maiga"))
    assert reader.facets(ALL).people == (("O. Maiga", 3),)
    library.merge_names([Name("person", "O. Maiga")], into)
    assert reader.facets(ALL).people == (("Oumar Maiga", 3),)
    assert library.check() == []


def test_what_the_user_says_holds_for_later_imports(library: Library, reader: Reader, ids: list[str]) -> None:
    library.delete_names([Name("organisation", "Advertisement"), Name("organisation", "Read More")])
    library.merge_names([Name("organisation", "Bamako FC")], Name("place", "Bamako"))
    assert [entity.name for entity in reader.dossier(ids[2]).marks.entities] == ["Oumar Maiga"]
    assert found(reader, "org:advertisement") == []
    text = "Read More of Bamako FC"
    later = fill(library, [record_of(9, ("Story 9", text))])
    organisation = "organisation"
    marks = marked(text, ("Read More", organisation, "Read More"), ("Bamako FC", organisation, "Bamako FC"))
    library.store_marks([(later[0], 1, marks)])
    assert [(entity.type, entity.name) for entity in reader.dossier(later[0]).marks.entities] == [("place", "Bamako")]
    assert found(reader, "place:bamako") == [1, 9]
    assert found(reader, "org:bamako") == []
    assert reader.facets(ALL).organisations == (("World Health Body", 1),)
    library.undo()
    library.undo()
    assert found(reader, "org:advertisement") == [2]


def test_one_name_of_two_people_is_split(library: Library, reader: Reader, ids: list[str]) -> None:
    name, painter = Name("person", "Oumar Maiga"), Name("person", "Oumar Maiga (painter)")
    library.split_name(name, ids[2:], painter)
    assert found(reader, "person:painter") == [2]
    assert reader.dossier(ids[2]).marks.entities[1].name == painter.text
    assert reader.dossier(ids[0]).marks.entities[0].name == name.text
    library.undo()
    assert found(reader, "person:painter") == []
    library.split_name(name, reader.parse("painter"), None)
    assert found(reader, 'person:"oumar maiga"') == [0]


def test_completion(library: Library, reader: Reader, ids: list[str]) -> None:
    library.tag(ids, "Élections 2011")
    library.save_search("Mali", "mali")
    assert reader.complete("flood so") == ["flood source:"]
    assert reader.complete("is:") == ["is:unread", "is:read", "is:starred", "is:duplicate", "is:near"]
    assert reader.complete("source:dai") == ['source:"Daily Example"']
    assert reader.complete('-source:"daily ex') == ['-source:"Daily Example"']
    assert reader.complete("tag:ele") == ['tag:"Élections 2011"']
    assert reader.complete("person:mai") == ['person:"Oumar Maiga"', 'person:"Mr. Maiga"']
    assert reader.complete("search:m") == ["search:Mali"]
    assert reader.complete("") == []
