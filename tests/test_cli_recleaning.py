"""`cuttings reclean`: says, shows, does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader import cleaning
from reader.cli import main
from reader.model import Cleaned, Record


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
