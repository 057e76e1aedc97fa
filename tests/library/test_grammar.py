"""The search grammar: what is typed, how it is understood, and that it never fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library, Reader
from reader.library.grammar import parse
from reader.library.saying import say
from reader.model import DateOrigin, Entity, EntityType, Marks, Quote

from .conftest import dated, fill, record_of

UNDERSTOOD = [
    ("", "all articles"),
    ("flood mali", "‘flood’ and ‘mali’"),
    ("flood OR mali -vote", "‘flood’ or (‘mali’ and not ‘vote’)"),
    ("flood AND NOT (mali OR vote)", "‘flood’ and not (‘mali’ or ‘vote’)"),
    ("“grumblings within” «the ranks»", "“grumblings within” and “the ranks”"),
    ('"rebel army"~5', "‘rebel’ and ‘army’ within 5 words"),
    ("elect*", "words beginning with ‘elect’"),
    ("source:times flood", "‘flood’, source ‘times’"),
    ('title:"new york"', "headline “new york”"),
    ("title:(a OR b)", "headline ‘a’ or headline ‘b’"),
    ("date:2011", "in 2011"),
    ("date:2011-03..2011-06", "from 1 March 2011 to 30 June 2011"),
    ("after:2011-03-01 before:2011-07", "on 1 March 2011 or later, before 1 July 2011"),
    ("date:>=2011", "on 1 January 2011 or later"),
    ("date:2011-03-07", "on 7 March 2011"),
    ("date:unknown", "without a date"),
    ("words:>800", "of 801 words or more"),
    ("words:100..200", "of 100 to 200 words"),
    ("is:unread is:starred tag:none", "unread, starred, without a tag"),
    ("-is:read", "not read"),
    ("AT&T", "“AT&T”"),
    ("don’t", "“don’t”"),
]


@pytest.mark.parametrize(("typed", "understood"), UNDERSTOOD)
def test_understood(typed: str, understood: str) -> None:
    parsed = parse(typed)
    assert say(parsed.tree) == understood
    assert parsed.warnings == ()


FELL_BACK = [
    ('"never closed', "“never closed”"),
    ("(flood", "‘flood’"),
    ("flood)", "‘flood’"),
    ("flood OR", "‘flood’ and ‘OR’"),
    ("(flood OR)", "‘flood’ and ‘OR’"),
    ("OR )", "‘OR’"),
    ("NOT", "‘NOT’"),
    ("colour:red", "“colour red”"),
    ("date:soon", "“date soon”"),
    ("date:2011-13", "“date 2011-13”"),
    ("words:many", "“words many”"),
    ("is:odd", "“is odd”"),
    ("tag:", "‘tag’"),
    ("flood &", "‘flood’"),
    ("copies:ab12", "copies of “ab12”"),
    ('search:"gone"', "in the saved search “gone” (there is none)"),
]


@pytest.mark.parametrize(("typed", "understood"), FELL_BACK)
def test_what_is_not_understood_is_taken_as_words(typed: str, understood: str) -> None:
    parsed = parse(typed)
    assert say(parsed.tree) == understood
    assert parsed.warnings


LETTERS = "ab \"“()-*:~ORNTtagdatewords:is20113.<>=&\ue000\x00é本'"
WORDS = [
    " ",
    "OR ",
    "AND ",
    "NOT ",
    "(",
    ")",
    "-",
    '"',
    "a",
    "title:",
    "search:",
    "date:",
    "2011",
    "is:read",
    "~3",
    "*",
]


@given(st.text(st.sampled_from(LETTERS)) | st.lists(st.sampled_from(WORDS)).map("".join))
def test_never_fails(typed: str) -> None:
    parsed = parse(typed)
    assert say(parsed.tree)


@pytest.fixture
def found(library: Library, reader: Reader):
    """What a search finds, as story numbers."""
    flood = ("Flood in Mali", "Rivers rose. Général Dembélé spoke of “the ranks” of rebels.")
    batch = [
        record_of(1, flood, source="Le Monde",
                  published=dated("2011-03-07T10:05"), author="Jane Doe", language="fr", section="World"),
        record_of(2, ("Vote", "The general election. Nobody from Mali voted."), source="New York Times",
                  published=dated("2011-06"), url="https://www.example.com/world/vote.html"),
        record_of(3, ("Chess", " ".join(["move"] * 900)), source="Times of Example", published=dated("2012")),
        record_of(4, ("Undated", "A lake. The army, a rebel one, flooded it."), source=None),
        record_of(5, ("Crawled", "Lakes again."), published=dated("2013-01-01", DateOrigin.CRAWL), member="b/lake.txt"),
    ]  # fmt: skip
    ids = fill(library, batch)
    library.tag([ids[0]], "Crisis")
    library.star([ids[1]], True)
    library.mark_read([ids[0], ids[2]], True)
    library.add_note([ids[3]][0], "Check the dam, Zoë")
    text = batch[0][1].articles[0].text
    start = text.index("Général Dembélé")
    entity = Entity(start, start + 15, "Général Dembélé", EntityType.PERSON, "Abass Dembélé")
    quote = Quote(text.index("“"), text.index("”") + 1, "“the ranks”", speaker="Abass Dembélé")
    library.store_marks([(ids[0], 1, Marks((entity,), (), (quote,), {"entities": "1"}))])

    def find(typed: str) -> list[int]:
        return sorted(ids.index(row.id) + 1 for row in reader.rows(reader.listing(reader.parse(typed))))

    return find


FINDS = [
    ("", [1, 2, 3, 4, 5]),
    ("mali", [1, 2]),
    ("MALI general", [1, 2]),
    ("dembele", [1]),
    ("“the ranks”", [1]),
    ("mali -flood", [2]),
    ("-mali", [3, 4, 5]),
    ("NOT (mali OR chess)", [4, 5]),
    ("flood OR vote OR chess", [1, 2, 3]),
    ("flood*", [1, 4]),
    ("lake*", [4, 5]),
    ('"rebel army"~3', [4]),
    ("title:mali", [1]),
    ("author:doe", [1]),
    ("author:ja*", [1]),
    ("source:times", [2, 3]),
    ('source:"new york times"', [2]),
    ("source:nowhere", []),
    ("-source:times", [1, 4, 5]),
    ("section:world", [1]),
    ("lang:fr", [1]),
    ("lang:en-GB", [2, 3, 4, 5]),
    ("tag:crisis", [1]),
    ("tag:cri*", [1]),
    ("tag:none", [2, 3, 4, 5]),
    ("-tag:crisis mali", [2]),
    ("tag:gone", []),
    ("note:dam", [4]),
    ("note:zoe", [4]),
    ("has:note", [4]),
    ("quote:ranks", [1]),
    ("speaker:dembele", [1]),
    ("person:abass", [1]),
    ("org:abass", []),
    ("has:quote", [1]),
    ("has:cut", [1, 2, 3, 4, 5]),
    ("in:cuts flood", [1]),
    ("in:cuts home news*", [1, 2, 3, 4, 5]),
    ("in:cuts general", []),
    ("in:cuts -vote is:starred", []),
    ("dump:news", [1, 2, 3, 4, 5]),
    ("dump:other", []),
    ("file:lake", [5]),
    ("url:example.com", [2]),
    ("date:2011", [1, 2]),
    ("date:2011-03", [1]),
    ("date:2011-06..2012", [2, 3]),
    ("date:2012-01", []),  # of which only the year is known
    ("date:2011-06-01", []),  # of which only the month is known
    ("after:2012", [3, 5]),
    ("before:2012", [1, 2]),
    ("date:unknown", [4]),
    ("dated:crawl", [5]),
    ("words:>800", [3]),
    ("words:2..9", [2, 4, 5]),
    ("is:unread", [2, 4, 5]),
    ("is:read", [1, 3]),
    ("is:starred", [2]),
    ("is:unread mali", [2]),
    ("is:starred OR tag:crisis", [1, 2]),
    ("(is:starred OR lake) -is:read", [2, 4]),
    ("is:duplicate", []),
    ("(date:2011 OR date:unknown) -vote", [1, 4]),
]


@pytest.mark.parametrize(("typed", "numbers"), FINDS)
def test_finds(found, typed: str, numbers: list[int]) -> None:
    assert found(typed) == numbers


def test_a_query_as_the_window_shows_it(reader: Reader) -> None:
    query = reader.parse('flood -vote "the ranks" elect* is:unread (')
    assert query.understood == "‘flood’ and not ‘vote’ and “the ranks” and words beginning with ‘elect’, unread"
    assert query.warning.startswith("A parenthesis")
    assert query.words == ("flood", "the ranks", "elect*")


@given(st.text(st.sampled_from("ab \"()-*:~ORNTtagsource20113.<>=\ue000\x00é'")))
def test_whatever_is_typed_can_be_searched(typed: str) -> None:
    reader = _empty()
    assert list(reader.listing(reader.parse(typed))) == []
    assert reader.count(reader.parse(typed), 10) == 0


EXTREMES = [
    "before:0001",
    "date:0001",
    "date:>9999",
    "after:9999-12-31",
    "date:9999",
    "date:2012..2011",
    "date:..9999-12",
    "words:>999999999",
    " ".join(f"w{number}" for number in range(400)),
    " OR ".join(f"w{number}" for number in range(400)),
    " ".join(f"-w{number}" for number in range(400)),
    " OR ".join(f"-is:unread w{number} tag:t{number}" for number in range(60)),
    "(" * 39 + "a OR b" + ")" * 39,
    "(" * 500 + "a",
    "-(" * 39 + "a" + ")" * 39,
    "a OR -(b " * 39 + ")" * 39,
    "NOT " * 3000 + "a",
    "-(NOT -(a OR title:(-b OR (c -(d OR NOT e)))) " * 4,
    " ".join("(a OR -(b" for _ in range(12)),
    '"' + "a " * 3000 + '"~9999',
    "x" * 100_000,
]


@pytest.mark.parametrize("typed", EXTREMES, ids=range(len(EXTREMES)))
def test_extremes_can_be_searched(typed: str) -> None:
    reader = _empty()
    query = reader.parse(typed)
    assert query.understood
    for order in ("date", "relevance", "source"):
        assert list(reader.listing(query, order)) == []  # type: ignore[arg-type]


_READERS: list[Reader] = []


def _empty() -> Reader:
    import tempfile
    from pathlib import Path

    if not _READERS:
        folder = tempfile.mkdtemp()
        Library.open(Path(folder, "empty.cuttings")).close()
        _READERS.append(Reader.open(Path(folder, "empty.cuttings")))
    return _READERS[0]
