"""Lines of metadata as databases, press reviews, wire services and chats write them, in four languages."""

from __future__ import annotations

import pytest

from reader.cleaning.authors import catalogued, person_and_paper
from reader.cleaning.dates import read_date, with_clocks
from reader.cleaning.metalines import meta_line
from reader.cleaning.passages import passages
from reader.model import CutReason, Precision

# A line -> source, author as written, moment. Cards of press reviews and archives; catalogues with dot leaders;
# what portals put under a headline.
LINES = {
    "(The Quay Herald, p. 17, 26/07/2022, by Ada Firn)": ("The Quay Herald", "Ada Firn", "2022-07-26"),
    "(Morning Post, pp. 4-5, 24 July 2022, no byline)": ("Morning Post", None, "2022-07-24"),
    "in Le Bocage libre, 13/12/2021, page 7, par Odile Marne": ("Le Bocage libre", "Odile Marne", "2021-12-13"),
    "in Le Canal hebdo, 15 déc. 2021, par É. Roux": ("Le Canal hebdo", "É. Roux", "2021-12-15"),
    "2 | Der Ostkurier | 06./07.08.2022 | S. 3 | dpa": ("Der Ostkurier", "dpa", "2022-08-06"),
    "3 | Tagblatt Grünau (online) | 07.08.2022, 19:30 | - | red": (
        "Tagblatt Grünau (online)",
        "red",
        "2022-08-07T19:30",
    ),
    "aus: Die Lauter, Ausgabe 33/2021, S. 48": ("Die Lauter", None, None),
    "04.06.2021, Nr. 128, S. 1 / Wirtschaft": (None, None, "2021-06-04"),
    "Le Bocage libre • no. 24117 • p. 1 • 203 mots": ("Le Bocage libre", None, None),
    "CABECERA.....: La Voz de Montealto (Montealto)": ("La Voz de Montealto", None, None),
    "FECHA........: 22-X-2021": (None, None, "2021-10-22"),
    "FIRMA........: Inés Calvo": (None, "Inés Calvo", None),
    "Vía: Gaceta del Istmo": ("Gaceta del Istmo", None, None),
    "Montealto - 19 AGO 2021 - 12:36 CEST": ("Montealto", None, "2021-08-19T12:36+02:00"),
    "FNA 031205 GMT SEPT 21": ("FNA", None, "2021-09-03T12:05Z"),
    "De notre envoyé spécial, Luc Hervé": (None, "Luc Hervé", None),
    "From: Quay Herald(Vol. 9, Issue 5)": ("Quay Herald", None, None),
    "Quelle: Der Bote vom Mi., 23.10.2019, S. 1 und 3": ("Der Bote", None, "2019-10-23"),
    "Reportaje | Págs. 20-23": (None, None, None),
    "Opinión | Pág. 3": (None, None, None),
    "From: Quay Herald <news@quay.example>": ("Quay Herald", None, None),
    "11. Oktober 2019, 18:00 Uhr | Lesezeit: 5 Min. | Von Ada Firn": (None, "Ada Firn", "2019-10-11T18:00"),
    "Interview: Ada Firn": (None, "Ada Firn", None),
    "_Quay Herald, Nov 11, 2021 6:45 p.m. EST_": ("Quay Herald", None, "2021-11-11T18:45-05:00"),
    "✍️ Por Inés Calvo": (None, "Inés Calvo", None),
}


@pytest.mark.parametrize("line", LINES)
def test_line(line: str) -> None:
    meta = meta_line(line)
    assert meta is not None
    moments = [reading.moment for reading in with_clocks(meta.readings)]
    found = meta.value(CutReason.SOURCE), meta.value(CutReason.BYLINE), next(iter(moments), None)
    assert found == LINES[line]


@pytest.mark.parametrize(
    "line",
    [
        "Circulation: 9,300   |   Tone: POSITIVE   |   Cutting 3 of 4",
        "Quelle: siehe oben   Dokumentnummer: LN_20210604_0012",
        "DESCRIPTORES.: PUERTOS / PESCA",
        "TEXTO........:",
        "Etiquetas: leer luego",
    ],
)
def test_what_else_is_said_is_no_source(line: str) -> None:
    meta = meta_line(line)
    assert meta is not None
    assert {part.value for part in meta.parts} == {""}


@pytest.mark.parametrize(
    "line",
    [
        "Food: +4.9 %",
        "The paper, on page 4, said so in 2021, by accident",
        "Language: it is what we live in, the poet wrote, and went home.",
        "In May, 12 people died",
        "Chapter 4, page 17",
    ],
)
def test_running_text_is_no_metadata(line: str) -> None:
    assert meta_line(line) is None


AUTHORS = {
    ("Ada Firn in Skerry", False): ("Ada Firn", None),
    ("ADA FIRN.- SKERRY", False): ("ADA FIRN", None),
    ("Ada Firn, Skerry-Ost", False): ("Ada Firn", None),
    ("(A. Firn)", False): ("A. Firn", None),
    ("Ada Firn Fotos: Theo Marsh", False): ("Ada Firn", None),
    ("Firn, Ada; Marsh, T.", True): ("Ada Firn; T. Marsh", None),
    ("von Rauch, Thilo", True): ("Thilo von Rauch", None),
    ("Gesa Roth, Küstenkurier", False): ("Gesa Roth", "Küstenkurier"),
    ("Tom Rees, harbour correspondent", False): ("Tom Rees", None),
    ("Sören Behn, dpa", False): ("Sören Behn", None),
    ("Maud Kern (textes) et Joël Prat (photos)", False): ("Maud Kern", None),
    ("A. Mendoza y S. Prado", True): ("A. Mendoza y S. Prado", None),
    ("Anonymous", True): (None, None),
    ("(sin autor)", True): (None, None),
    ("Staff report", True): (None, None),
    ("la rédaction avec AFP", False): (None, None),
    ("Redacción", True): ("Redacción", None),
}


@pytest.mark.parametrize(("written", "listed"), AUTHORS)
def test_author(written: str, listed: bool) -> None:
    assert person_and_paper(written, listed=listed) == AUTHORS[written, listed]


def test_authors_of_catalogues() -> None:
    assert catalogued("Firn, Ada; Marsh, T.") == "Ada Firn; T. Marsh"
    assert catalogued("Anonymous") is None
    assert catalogued("Ada Firn, Theo Marsh") == "Ada Firn, Theo Marsh"


def test_a_time_of_day_makes_the_day_more_exact() -> None:
    line = meta_line("Montealto, miércoles 8 de septiembre de 2021. Actualizado a las 16:20")
    assert line is not None
    assert [r.moment for r in with_clocks(line.readings)] == ["2021-09-08T16:20"]
    line = meta_line("Erstellt: 13.08.2021 Aktualisiert: 13.08.2021, 17:48 Uhr")
    assert line is not None
    assert [r.precision for r in with_clocks(line.readings)] == [Precision.MINUTE]


def test_a_season_is_a_date_without_a_moment() -> None:
    reading = read_date("Winter 2021")
    assert reading is not None
    assert (reading.moment, reading.text) == (None, "Winter 2021")


def test_rules_labels_and_columns_are_no_part_of_a_paragraph() -> None:
    text = (
        "The council of Velmora has decided to buy the old ferry and to let\n"
        "it rest at the pier until somebody finds the money for a new one.\n"
        "TITLE........: Council of Velmora buys a ferry that nobody wanted\n"
        "TEXT.........:\n"
        "     The council of Velmora has decided to buy the old ferry and to\n"
        "let it rest at the pier until somebody finds the money for a new one,\n"
        "which may take a while, as the mayor said on Monday in the council.\n"
        "===================================================================\n"
        "2   The Velmora Observer   Saturday, November 2, 2021\n"
        "Continued on Page 2\n"
    )
    found = [passage.text for passage in passages(text)]
    assert [line[:12] for line in found] == [
        "The council ", "TITLE.......", "TEXT........", "The council ", "============", "2 The Velmor", "Continued on",
    ]  # fmt: skip


def test_a_headline_over_several_lines_of_a_column_is_one() -> None:
    text = (
        "Council buys old ferry\nthat nobody wanted\n\nby Ada Firn\n\n"
        "  The council of Velmora has decided to buy\nthe old ferry and to let it rest at the pier\n"
        "until somebody finds the money for a new one,\nwhich may take a while, as the mayor said in\nthe council.\n"
    )
    found = [passage.text for passage in passages(text)]
    assert found[:2] == ["Council buys old ferry that nobody wanted", "by Ada Firn"]
