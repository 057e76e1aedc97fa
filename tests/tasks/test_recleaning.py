"""Cleaning anew: from the library alone, with the user's corrections kept, undone in one step."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader import cleaning
from reader.library import Library, Reader, SiteRule
from reader.library.editing import CUT, Edit, edited
from reader.model import Article, Cleaned, Dossier, Record, restore
from reader.tasks import Recleaning, import_dump, plan_recleaning, reclean

TEXT = """The old bridge at Norby is to close

The bridge over the Elva will close in May, the council said on Monday after a meeting of three hours.
Follow our channel for more of this, every day and night.
Repairs are to last two years and to cost nine million crowns, which the county will pay in full.
"""


def run(steps: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


@pytest.fixture
def id_(library_path: Path, tmp_path: Path) -> str:
    dump = tmp_path / "bridge.txt"
    dump.write_text(TEXT)
    with Library.open(library_path) as library:
        (found,) = run(import_dump(library, dump)).articles
    dump.unlink()  # no dump is needed
    return str(found)


def better(record: Record) -> Cleaned:
    """A cleaner that knows the advert."""
    cleaned = cleaning.cleaner.clean(record)
    return replace(cleaned, articles=tuple(_without_advert(article) for article in cleaned.articles))


def _without_advert(article: Article) -> Article:
    source = restore(article.text, article.cuts)
    line = source[source.index("Follow") : source.index("Repairs") - 1]
    start = article.extent[0] + source.index(line)
    return replace(edited(article, [Edit(CUT, start, start + len(line), line)]), title="A better title")


def planned(path: Path) -> Recleaning:
    with Reader.open(path) as reader:
        plan = run(plan_recleaning(reader))
    assert isinstance(plan, Recleaning)
    return plan


def shown(path: Path, id_: str) -> Dossier:
    with Reader.open(path) as reader:
        dossier = reader.dossier(id_)
    assert dossier is not None
    return dossier


def test_the_same_cleaner_changes_nothing(library_path: Path, id_: str) -> None:
    assert planned(library_path) == Recleaning(looked=1)


def test_a_better_cleaner_changes_the_text_and_is_undone(
    library_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(library_path, id_)
    monkeypatch.setattr(cleaning, "clean", better)
    plan = planned(library_path)
    assert plan.articles == 1
    with Library.open(library_path) as library:
        changes = run(reclean(library, plan.proposals))
        assert (changes.note, changes.articles) == ("Cleaned 1 article anew", {id_})
        after = shown(library_path, id_)
        assert after.article.title == "A better title"
        assert "Follow" not in after.article.text
        assert library.check() == []
        assert planned(library_path).articles == 0
        assert library.can_undo == "Cleaned 1 article anew"
        library.undo()
        assert replace(shown(library_path, id_).article, version=1) == before.article
        library.redo()
        assert replace(shown(library_path, id_).article, version=1) == replace(after.article, version=1)
        assert library.check() == []
        assert run(reclean(library, plan.proposals)).note == "Nothing changed"


def test_what_the_user_corrected_stays(library_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    article = shown(library_path, id_).article
    place = article.text.index("nine million")
    with Library.open(library_path) as library:
        library.correct(id_, {"title": "My title"})
        library.add_note(id_, "a note", place, place + 12)
        library.put_back(id_, article.cuts[0])
        gone = shown(library_path, id_).article.text.index("in full")
        library.take_out(id_, gone - 1, gone + 7)
        library.save_rule(SiteRule("nowhere.example", "line"))
        monkeypatch.setattr(cleaning, "clean", better)
        run(reclean(library, planned(library_path).proposals))
        dossier = shown(library_path, id_)
        assert dossier.article.title == "My title"
        assert dossier.corrected == {"title": "A better title"}
        assert dossier.article.text.startswith("The old bridge at Norby is to close\n")
        assert "Follow" not in dossier.article.text
        assert "in full" not in dossier.article.text
        note = dossier.state.notes[0]
        assert dossier.article.text[note.start : note.end] == "nine million"
        assert library.check() == []


def test_another_division_is_counted_and_left(library_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "clean", lambda record: Cleaned((), (), len(record.content)))
    assert planned(library_path) == Recleaning(looked=1, divided=1)
