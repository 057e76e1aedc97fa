"""Wire services' formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden


def test_iptc_sample() -> None:
    hold_against_golden("iptc7901.txt")


def test_anpa_sample() -> None:
    hold_against_golden("anpa.tst")


def test_without_control_characters(write: Callable[[str, bytes], Path]) -> None:
    raw = (SEEDS / "iptc7901.txt").read_bytes().partition(b"\x7f")[0]
    for bare in (raw, raw.replace(b"\r", b"")):
        reading = read(write("a.txt", bare.translate(None, b"\x01\x02\x03\x04")))
        (record,) = reading.records
        assert reading.dump.format == "wire (IPTC 7901, ANPA)"
        assert (record.title, record.source) == ("Ferry line to the islands returns after nine years", "nwd")
        assert record.published.moment == "2011-03-07T11:37Z"


def test_an_alert_without_headline(write: Callable[[str, bytes], Path]) -> None:
    text = b"W1645asian\nb a BC-US--APNewsAlert     06-29 0358\n^BC-US--APNewsAlert,17<\n"
    text += b"\t   HONOLULU (AP) _ Hawaii files suit.\n\n\t   AP-WF-06-29-17 2350GMT<\n"
    (record,) = read(write("a.tst", text)).records
    assert (record.title, record.content) == (None, "HONOLULU (AP) — Hawaii files suit.")
    assert record.published.moment == "2017-06-29T23:50Z"


def test_messages_across_chunks(write: Callable[[str, bytes], Path]) -> None:
    raw = (SEEDS / "iptc7901.txt").read_bytes()
    reading = read(write("a.txt", raw * 900))
    assert [len(reading.records), reading.dump.found, len(reading.rejected)] == [1800, 1800, 0]
    assert reading.records[-1].content == reading.records[1].content


def test_the_real_message(shared: Path) -> None:
    (record,) = read(shared / "corpus" / "iptc7901" / "superdesk__IPTC7901.txt").records
    assert record.title == "Germany Social Democrats: Coalition talks with Merkel could fail"
    assert record.source == "dpa"


DPA = """bdt0217 4 wi 248 nrd 0388
Schifffahrt/Fähren/
(Zusammenfassung - neu: Rat)
Fähre zu den Inseln fährt wieder
Von Ingrid Falk, dpa
=
  Grünau (dpa) - Die Fähre zu den Inseln hat am Montag wieder abge-
legt, neun Jahre nach dem Verkauf des letzten Schiffs.
  „Wir haben lange gewartet“, sagte Olaf Brecht.

# Notizblock

## Orte
- [Anleger](Kai 1)

dpa fal yybb n1 nk
171015 Sep 12
bdt0218 3 vm 90 wns 0389
Tiere/
Storch sitzt auf Rathaus
=
  Ein Storch hat am Montag das Rathaus von Grünau besetzt. Er bleibt.

dpa/lni fal yybb z2 nk
171102 Sep 12
"""

AFP = """FRS0412 4 EG 0236 FRA /AFP-QK83

Mer-ferries

URGENT
Le bac des îles reprend la mer

Par Lise MARNE
GRENAY, 3 sept 2012 (AFP) -

   Le bac des îles a repris la mer lundi, neuf ans après la
   vente du dernier bateau.

   kb/lum

   AFP 031205 GMT SEPT 12

"""


def test_print_outs_of_a_german_service(write: Callable[[str, bytes], Path]) -> None:
    reading = read(write("a.txt", DPA.encode()))
    first, second = reading.records
    assert (reading.dump.found, first.source, first.author) == (2, "dpa", "Ingrid Falk")
    assert (first.title, first.published.moment) == ("Fähre zu den Inseln fährt wieder", "2012-09-17T10:15")
    assert first.content.endswith("„Wir haben lange gewartet“, sagte Olaf Brecht.")
    assert (second.title, second.content.count("\n")) == ("Storch sitzt auf Rathaus", 0)


def test_print_outs_of_a_french_service(write: Callable[[str, bytes], Path]) -> None:
    first, second = read(write("a.txt", (AFP + AFP.replace("0412", "0413")).encode())).records
    assert (first.title, first.author, first.source) == ("Le bac des îles reprend la mer", "Lise MARNE", "AFP")
    assert first.published.moment == "2012-09-03T12:05Z"
    assert first.content.endswith("Le bac des îles a repris la mer lundi, neuf ans après la vente du dernier bateau.")
    assert second.content == first.content
