"""Cleaning anew: with all that the user made kept, or listed where it has no place; undone in one step."""

from __future__ import annotations

import contextlib
import shutil
from array import array
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader import cleaning
from reader.errors import DumpError
from reader.library import Library, Reader, SiteRule
from reader.library.editing import CUT, Edit, edited
from reader.model import Article, Borders, Cleaned, Dossier, Record, Stretch, restore
from reader.tasks import Recleaning, import_dump, plan_recleaning, proposal_for, reclean, split
from tests.running import bare, everything, run

TEXT = """The old bridge at Norby is to close

The bridge over the Elva will close in May, the council said on Monday after a meeting of three hours.
Follow our channel for more of this, every day and night.
Repairs are to last two years and to cost nine million crowns, which the county will pay in full.
"""


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


def planned(path: Path, *given: Path) -> Recleaning:
    with Reader.open(path) as reader:
        plan = run(plan_recleaning(reader, given))
    assert isinstance(plan, Recleaning)
    return plan


def shown(path: Path, id_: str) -> Dossier:
    with Reader.open(path) as reader:
        dossier = reader.dossier(id_)
    assert dossier is not None
    return dossier


def test_the_same_cleaner_changes_nothing(library_path: Path, id_: str) -> None:
    assert planned(library_path) == Recleaning(array("q"), looked=1)


def test_a_better_cleaner_changes_the_text_and_is_undone(
    library_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(library_path, id_)
    monkeypatch.setattr(cleaning, "clean", better)
    plan = planned(library_path)
    assert plan.articles == 1
    with Library.open(library_path) as library:
        changes = run(reclean(library, plan.records))
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
        assert run(reclean(library, plan.records)).note == "Nothing changed"


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
        run(reclean(library, planned(library_path).records))
        dossier = shown(library_path, id_)
        assert dossier.article.title == "My title"
        assert dossier.corrected == {"title": "A better title"}
        assert dossier.article.text.startswith("The old bridge at Norby is to close\n")
        assert "Follow" not in dossier.article.text
        assert "in full" not in dossier.article.text
        note = dossier.state.notes[0]
        assert dossier.article.text[note.start : note.end] == "nine million"
        assert library.check() == []


def test_a_cleaner_that_finds_nothing_changes_nothing(
    library_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "clean", lambda record: Cleaned((), (), len(record.content)))
    assert planned(library_path) == Recleaning(array("q"), looked=1, unlike=1)


def test_the_same_cleaner_changes_nothing_in_any_format(library_path: Path) -> None:
    """Each record is rebuilt, or found again in its dump, as it was."""
    with Library.open(library_path) as library:
        for seed in sorted((Path(__file__).parents[2] / "seeds").iterdir()):
            with contextlib.suppress(DumpError):
                run(import_dump(library, seed))
        records = library._connection.execute("SELECT count(*) FROM record").fetchone()[0]
        assert records > 50
        assert planned(library_path) == Recleaning(array("q"), looked=records)


# other borders


def dividing(*words: str) -> Any:
    """A cleaner that begins an article at each of these words."""

    def clean(record: Record) -> Cleaned:
        found = cleaning.cleaner.clean(record)
        places = tuple(sorted(record.content.index(each) for each in words))
        return cleaning.arranged(found, Borders(places))

    return clean


def later(words: str) -> Any:
    """A cleaner that has the first article begin at these words."""

    def clean(record: Record) -> Cleaned:
        parts = dividing(words)(record)
        first, *rest = parts.articles
        before = Stretch(*first.extent, restore(first.text, first.cuts))
        return Cleaned(tuple(rest), (*(part for part in parts.leftover), before), parts.length)

    return clean


def test_the_larger_part_keeps_the_id_and_what_the_user_made(
    library_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(library_path) as library:
        text = shown(library_path, id_).article.text
        library.tag([id_], "bridges")
        library.star([id_], True)
        library.mark_read([id_], True)
        for words in ("the council", "nine million"):
            library.add_note(id_, words, text.index(words), text.index(words) + len(words))
        library.take_out(id_, text.index("after a meeting"), text.index("of three hours"))
        library.correct(id_, {"title": "My title"})
        before = everything(library_path)
        monkeypatch.setattr(cleaning, "clean", dividing("Repairs are"))
        plan = planned(library_path)
        assert (plan.articles, plan.divided, plan.unplaced) == (2, 1, ())
        assert [change.kind for change in plan.changes] == ["changed", "new"]
        run(reclean(library, plan.records))
        first, second = everything(library_path)
        assert (first.article.id, first.article.title) == (id_, "My title")
        assert (first.state.tags, first.state.starred, first.state.read) == (("bridges",), True, True)
        assert (second.state.tags, second.state.starred, second.state.read) == ((), False, True)
        assert "after a meeting" not in first.article.text
        assert [note.text for note in first.state.notes] == ["the council"]
        (note,) = second.state.notes
        assert second.article.text[note.start : note.end] == "nine million"
        assert library.check() == []
        assert planned(library_path).articles == 0
        after = everything(library_path)
        library.undo()
        assert bare(everything(library_path)) == bare(before)
        assert library.check() == []
        library.redo()
        assert bare(everything(library_path)) == bare(after)
        library.correct(second.article.id, {"title": "The title of the part"})
        monkeypatch.undo()
        plan = planned(library_path)
        assert [change.kind for change in plan.changes] == ["changed", "gone"]
        assert [(each.kind, each.text) for each in plan.unplaced] == [("correction", "The title of the part")]
        run(reclean(library, plan.records))
        (whole,) = everything(library_path)
        assert {note.text: note.placed for note in whole.state.notes} == {"the council": True, "nine million": True}
        assert whole.article.text == before[0].article.text
        assert library.check() == []


def test_what_finds_no_place_is_listed(library_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(library_path) as library:
        text = shown(library_path, id_).article.text
        library.add_note(id_, "a note", text.index("the council"), text.index("the council") + 11)
        library.put_back(id_, shown(library_path, id_).article.cuts[0])
        text = shown(library_path, id_).article.text
        library.take_out(id_, text.index("after a meeting"), text.index("of three hours"))
        monkeypatch.setattr(cleaning, "clean", later("Repairs are"))
        plan = planned(library_path)
        assert sorted(each.kind for each in plan.unplaced) == ["note", "put_back", "taken_out"]
        assert plan.unplaced_count == 3
        assert {each.text.strip() for each in plan.unplaced} == {
            "the council",
            "The old bridge at Norby is to close",
            "after a meeting",
        }
        run(reclean(library, plan.records))
        dossier = shown(library_path, id_)
        assert [note.placed for note in dossier.state.notes] == [False]
        assert dossier.article.text.startswith("Repairs are")
        assert library.check() == []
        monkeypatch.undo()
        run(reclean(library, planned(library_path).records))
        assert [note.placed for note in shown(library_path, id_).state.notes] == [True]
        assert "after a meeting" not in shown(library_path, id_).article.text


def test_an_id_is_kept_when_the_dump_comes_in_again(
    library_path: Path, id_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "clean", later("Repairs are"))
    with Library.open(library_path) as library:
        library.tag([id_], "kept")
        run(reclean(library, planned(library_path).records))
        library.remove_dump(1)
        [*library.empty_bin()]
        dump = tmp_path / "bridge.txt"
        dump.write_text(TEXT)
        assert run(import_dump(library, dump)).articles == (id_,)
        assert shown(library_path, id_).state.tags == ("kept",)
        assert library.check() == []


def test_the_users_borders_hold_in_a_new_cleaning(
    library_path: Path, id_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(library_path) as library:
        split(library, id_, TEXT.index("Repairs are"))
        assert planned(library_path).articles == 0
        monkeypatch.setattr(cleaning, "clean", better)
        plan = planned(library_path)
        assert plan.divided == 0
        run(reclean(library, plan.records))
        assert [each.article.title for each in everything(library_path)] == ["A better title", ""]


# pages of HTML, read again from their dumps


PAGE = "<html><title>{0}</title><body><nav>Home | News</nav><article><h1>{0}</h1>{1}</article></body></html>"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        body = "".join(
            f"<p>Paragraph {place} of page {number} says that the council of Norby met on Monday, and why.</p>"
            for place in range(6)
        )
        (folder / f"{number}.html").write_text(PAGE.format(f"The headline of page {number} is long", body))
    return folder


def test_pages_are_read_again(library_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(library_path) as library:
        run(import_dump(library, pages))
        assert planned(library_path) == Recleaning(array("q"), looked=3)
        monkeypatch.setattr(cleaning, "clean", better_titles)
        (pages / "1.html").write_text("<p>Another page, which is not the one that was imported at all.</p>")
        plan = planned(library_path)
        assert (plan.looked, plan.articles, plan.unlike) == (2, 2, 1)
        with Reader.open(library_path) as reader:
            proposal = run(proposal_for(reader, plan.changes[0].record))
        assert proposal is not None
        assert proposal.changed[0][1] is not None
        assert proposal.changed[0][1].title == "A better title"
        run(reclean(library, plan.records))
        assert [each.article.title == "A better title" for each in everything(library_path)] == [True, False, True]
        assert library.check() == []


@pytest.mark.parametrize("packed", [False, True])
def test_a_dump_that_has_moved_is_named(
    library_path: Path, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    dump = Path(shutil.make_archive(str(tmp_path / "pages"), "zip", pages)) if packed else pages
    with Library.open(library_path) as library:
        run(import_dump(library, dump))
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        moved = dump.rename(elsewhere / dump.name)
        monkeypatch.setattr(cleaning, "clean", better_titles)
        plan = planned(library_path)
        assert [(entry.name, number) for entry, number in plan.missing] == [(dump.name, 3)]
        assert (plan.looked, plan.articles) == (0, 0)
        for given in (moved, elsewhere):
            plan = planned(library_path, given)
            assert (plan.missing, plan.articles) == ((), 3)
        run(reclean(library, plan.records, [elsewhere]))
        assert {each.article.title for each in everything(library_path)} == {"A better title"}
        if packed:  # another file of that name is not taken for it
            moved.write_bytes(moved.read_bytes()[:-1] + b"x")
            assert len(planned(library_path, elsewhere).missing) == 1


def better_titles(record: Record) -> Cleaned:
    cleaned = cleaning.cleaner.clean(record)
    return replace(cleaned, articles=tuple(replace(each, title="A better title") for each in cleaned.articles))
