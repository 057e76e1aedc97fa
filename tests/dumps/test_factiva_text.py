"""Factiva as plain text."""

from __future__ import annotations

from pathlib import Path

from tests.dumps.conftest import SEEDS, read
from tests.dumps.golden import hold_against_golden

SAMPLE = SEEDS / "factiva.txt"


def test_sample() -> None:
    hold_against_golden("factiva.txt")


def test_with_codes(tmp_path: Path) -> None:
    path = tmp_path / "coded.txt"
    path.write_text(
        "HD Harbour strike ends\nBY By Tom Ashby\nWC 96 words\nPD 2 May 2019\nSN Northwire\nLA English\n"
        "LP Crews at the port return to work on Monday.\nTD The talks ended shortly after midnight.\n"
        "AN Document NWIRE00020190502ef5200007\n",
        "utf-8",
    )
    (record,) = read(path).records
    assert (record.title, record.author, record.source) == ("Harbour strike ends", "Tom Ashby", "Northwire")
    assert record.published.moment == "2019-05-02"


def test_a_cut_file_keeps_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(SAMPLE.read_bytes()[:780])
    reading = read(path)
    titles = ["Harbour strike ends after eleven days", "Mill Green keeps its school of nine"]
    assert [record.title for record in reading.records] == titles
    assert [warning.reason for warning in reading.warnings] == ["The last article is cut."]


def test_a_section_above_and_several_writers_below(tmp_path: Path) -> None:
    path = tmp_path / "french.txt"
    end = "12 mots\n2 mai 2019\nLe Courrier du quai\nCOUQUA\nFrançais\nTous droits réservés\n\nLe bac reste à quai.\n\n"
    foot = "Document COUQUA0020190502ef520000{}\n\n"
    path.write_text(
        "Économie\nLe bac reste à quai cette semaine\nÉmile Roux, avec Ada Firn\n"
        + end
        + foot.format(7)
        + "RÉGION\nLa commune perd son parking au jeu\n"
        + end
        + foot.format(8),
        "utf-8",
    )
    first, second = read(path).records
    assert (first.title, first.author) == ("Le bac reste à quai cette semaine", "Émile Roux, avec Ada Firn")
    assert (second.title, second.author, second.section) == ("La commune perd son parking au jeu", None, "RÉGION")
