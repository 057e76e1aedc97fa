"""`cuttings reclean`: says, shows, does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader import cleaning
from reader.cli import main
from reader.library import Library, Reader
from reader.model import Borders, Cleaned, Query, Record, Stretch, restore


def better(record: Record) -> Cleaned:
    cleaned = cleaning.cleaner.clean(record)
    return replace(cleaned, articles=tuple(replace(each, title="A better title") for each in cleaned.articles))


def test_reclean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    dump, library = tmp_path / "bridge.txt", tmp_path / "news.cuttings"
    dump.write_text("The old bridge is to close\n\nThe bridge over the Elva will close in May, the council said.\n")
    assert main(["import", "--library", str(library), str(dump)]) == 0
    capsys.readouterr()
    command = ["reclean", "--library", str(library)]
    assert main([*command, "--preview"]) == 0
    assert capsys.readouterr().out == "0 articles of 1 record would change.\n"
    monkeypatch.setattr(cleaning, "clean", better)
    assert main([*command, "--diff"]) == 0
    shown = capsys.readouterr().out
    assert "-The old bridge is to close\n+A better title\n" in shown
    assert shown.endswith("1 article of 1 record would change.\n")
    assert main(command) == 0
    assert capsys.readouterr().out == "Cleaned 1 article anew\n"
    assert main(command) == 0
    assert capsys.readouterr().out == "Nothing would change\n"
    assert main(["check", "--library", str(library)]) == 0
    assert main(["reclean", "--library", str(tmp_path / "none.cuttings")]) == 2


def later(record: Record) -> Cleaned:
    """Finds the article in the second half of the record alone."""
    cleaned = cleaning.cleaner.clean(record)
    first, second = cleaning.arranged(cleaned, Borders((record.content.index("Repairs"),))).articles
    before = Stretch(*first.extent, restore(first.text, first.cuts))
    return replace(cleaned, articles=(second,), leftover=(*cleaned.leftover, before))


def test_what_is_left_out_or_without_a_place_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library, page, text = tmp_path / "news.cuttings", tmp_path / "page.html", tmp_path / "bridge.txt"
    body = "".join(f"<p>The council of Norby met on Monday, said paragraph {n}, and why.</p>" for n in range(6))
    page.write_text(f"<title>The council met</title><body><article>{body}</article></body>")
    text.write_text(
        "The old bridge is to close\n\nThe bridge over the Elva will close in May, the council said.\n"
        "Repairs are to last two years and to cost nine million crowns, it said after a long meeting on Monday.\n"
    )
    assert main(["import", "--library", str(library), str(page), str(text)]) == 0
    moved = tmp_path / "moved"
    moved.mkdir()
    page.rename(moved / page.name)
    with Library.open(library) as opened, Reader.open(library) as reader:
        dossier = next(each for each in reader.dossiers(Query()) if "bridge" in each.article.text)
        opened.add_note(dossier.article.id, "a note", 4, 10)
    capsys.readouterr()
    command = ["reclean", "--library", str(library)]
    assert main([*command, "--preview"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "0 articles of 1 record would change.\n"
    assert f"page.html is not at {page} any more: 1 record of it left out; say where it is with --dump." in shown.err
    assert main([*command, "--preview", "--dump", str(moved)]) == 0
    assert capsys.readouterr() == ("0 articles of 2 records would change.\n", "")
    monkeypatch.setattr(cleaning, "clean", lambda record: later(record) if "Elva" in record.content else better(record))
    assert main([*command, "--dump", str(moved / page.name)]) == 0
    shown = capsys.readouterr()
    assert shown.out == "Cleaned 2 articles anew\n"
    assert f"({dossier.article.id}): note on 'bridge'; it is kept" in shown.err
