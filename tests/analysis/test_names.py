"""Names: the same person, ghosts, casing, the classes that words give away."""

from __future__ import annotations

import pytest

from reader.analysis import analyse
from reader.analysis.casing import is_headline, recased, vocabulary
from reader.analysis.corrections import dateline
from reader.analysis.languages import detect, known, words
from reader.analysis.names import bare, is_ghost, same_person
from reader.analysis.results import results
from reader.analysis.shapes import shapes
from reader.model import EntityType

ENGLISH = words("en")


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Dembele", "Abass Dembele", True),
        ("A. Dembele", "Abass Dembele", True),
        ("Moussa Dembele", "Abass Dembele", False),
        ("Donald Trump Jr.", "Donald Trump Sr.", False),
        ("King", "Martin Luther King Jr.", True),
        ("Smith", "Smithson", False),
    ],
)
def test_same_person(short: str, full: str, same: bool) -> None:
    assert same_person(short.split(), full.split()) is same


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("General Abass Dembele", "Abass Dembele"),
        ("Finance Minister Olga Petrenko's", "Olga Petrenko"),
        ("Dr. Martin Luther King Jr.", "Martin Luther King Jr."),
        ("Judge", "Judge"),
    ],
)
def test_bare(written: str, name: str) -> None:
    assert " ".join(bare(written, ENGLISH)) == name


@pytest.mark.parametrize("text", ["Advertisement", "Monday", "Read More", "President", "2016", "a", "—"])
def test_ghosts(text: str) -> None:
    assert is_ghost(text, ENGLISH)


def test_capitals_are_read_as_written_elsewhere() -> None:
    text = "MALI ARRESTS SOLDIERS IN NIGHT RAIDS\nMali arrests soldiers of the UN."
    assert recased(text.split("\n")[0], vocabulary(text)) == "Mali arrests soldiers IN Night Raids"


def test_recasing_keeps_the_length() -> None:
    line = "STRASSE IN İZMIR GEFUNDEN ẞAL"
    assert len(recased(line, vocabulary(line))) == len(line)


def test_headlines() -> None:
    assert is_headline("Obama Seeks a Deal With the House", 0)
    assert not is_headline("General Sowe and Colonel Lindqvist met in Geneva", 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BAMAKO, Aug 11 (AFP) - Soldiers", ["BAMAKO"]),
        ("LONDON 1996-08-30", ["LONDON"]),
        ("PALM BEACH, Fla., Oct 19 -Shares", ["PALM BEACH", "Fla."]),
        ("Kurt Schorkmann\nSIALKOT , Pakistan 1996-12-06\nA text", ["Kurt Schorkmann", "SIALKOT", "Pakistan"]),
        ("NATO said on Monday", []),
    ],
)
def test_datelines(text: str, found: list[str]) -> None:
    assert [mention.text for mention in dateline(text, words("en"))] == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Arsenal 2 Sunderland 0", "Arsenal organisation, Sunderland organisation"),
        ("Norway 2 Oman 0", "Norway place, Oman place"),
        ("OAKLAND AT BOSTON", "OAKLAND organisation, BOSTON place"),
        ("1. Ludmila Enqvist (Sweden) 12.74", "Ludmila Enqvist person, Sweden place"),
        ("Bryan Yeung c Mushtaq Abbas b Saqlain 5", "Bryan Yeung person, Mushtaq Abbas person, Saqlain person"),
        ("9 - Rob Howlett (Cardiff, captain)", "Rob Howlett person, Cardiff organisation"),
        ("Extras (lb-6 w-4) 10", ""),
    ],
)
def test_rows_of_results(line: str, found: str) -> None:
    named = [f"{mention.text} {mention.type.value}" for mention in results(line, words("en"))]
    assert ", ".join(named) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The firm, Hong Kong-based Harbinger Net (Pacific) Ltd, said", "Harbinger Net (Pacific) Ltd organisation"),
        ("They told the Emek newspaper so.", "Emek organisation"),
        ("The striker Jostein Brekke fell.", "Jostein Brekke person"),
        (
            "At the Holy Spirit Movement (HSM) the HSM men",
            "Holy Spirit Movement organisation, HSM organisation, HSM organisation",
        ),
        ("Rain fell near Mount Elgon.", "Mount Elgon place"),
    ],
)
def test_names_told_by_their_shape(text: str, found: str) -> None:
    named = [f"{mention.text} {mention.type.value}" for mention in shapes(text, words("en"))]
    assert ", ".join(named) == found


def test_headline_case_makes_no_names() -> None:
    marks = analyse("Obama Seeks Harbour Deal With Mali", "Barack Obama met envoys of Mali on the harbour.", (), "en")
    assert {e.text for e in marks.title_entities} <= {"Obama", "Mali"}


def test_one_class_for_one_form() -> None:
    marks = analyse("", "President Abara left Lutetia. Abara sued. The Abara camp cheered. Abara slept.", (), "en")
    assert {e.type for e in marks.entities if e.text == "Abara"} == {EntityType.PERSON}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The man and the woman went to the sea with a dog.", "en"),
        ("Le chat et la souris sont dans une maison avec des amis.", "fr"),
        ("Der Hund und die Katze sind auf dem Dach mit einem Vogel.", "de"),
        ("El perro y la gata se fueron por una calle de la ciudad.", "es"),
        ("", "en"),
    ],
)
def test_language_is_told_by_its_commonest_words(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("language", known())
def test_language_files_have_the_same_lists(language: str) -> None:
    needed = ("common", "people", "institutions", "documents", "titles", "determiners", "definite", "ghosts")
    found = words(language)
    assert found.cues
    assert all(found[name] for name in needed)


def test_an_unknown_language_is_read_as_english() -> None:
    assert words("xx").code == words(None).code == "en"
    assert words("../../etc").code == "en"
