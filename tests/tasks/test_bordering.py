"""Articles split and joined by the user: ids, texts and all that he made go along, and come back with an undo."""

from __future__ import annotations

import contextlib
import json
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import LibraryError
from reader.library import Library, Reader, SiteRule, to_source
from reader.model import article_id, restore
from reader.tasks import import_dump, join, split
from tests.running import bare, everything, run

TEXT = """Harbour Post
2 hours ago
- Harbour Post
The old bridge at Norby is to close

The bridge over the Elva will close in May, the council said on Monday after a meeting of three hours.

Repairs are to last two years and to cost nine million crowns, which the county will pay in full.

Ferry line reopens after a winter of storms

The ferry to Skarvoy sails again from Friday, its owner said, and tickets cost what they cost last year.

The first boat leaves at six in the morning, with the mayor and a brass band on board.

Read more: Ten bridges of the north

North Daily
1 hour ago
- North Daily
A school of nine pupils gets a new roof

The school of Utvik gets a new roof before the winter, the county said, and the pupils may choose its colour.

They chose green in a vote on Tuesday, with six of nine in favour and one pupil away with a cold.
"""


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "two.txt"
    path.write_text(TEXT)
    return path


def place_of(words: str) -> int:
    return TEXT.index(words)


def assert_whole(path: Path, library: Library) -> None:
    """The library is whole, the record's text is exactly there, and the extents follow each other."""
    assert library.check() == []
    with Reader.open(path) as reader:
        found = everything(path)
        assert reader.source_text(found[0].article.id) == TEXT
    extents = [each.article.extent for each in found]
    assert all(a[1] <= b[0] for a, b in pairwise(extents))
    for each in found:
        start, end = each.article.extent
        assert restore(each.article.text, each.article.cuts) == TEXT[start:end]


def test_split(library_path: Path, dump: Path) -> None:
    with Library.open(library_path) as library:
        first, second = run(import_dump(library, dump)).articles
        library.tag([first], "coast")
        library.star([first], True)
        library.mark_read([first], True)
        text = everything(library_path)[0].article.text
        for words in ("nine million crowns", "brass band", "in full.\nFerry line"):
            if words in text:
                library.add_note(first, words, text.index(words), text.index(words) + len(words))
        library.add_note(first, "on the whole")
        gone = text.index("The first boat")
        library.take_out(first, gone, gone + 14)
        before = everything(library_path)
        place = place_of("Ferry line")
        changes = split(library, first, place)
        assert changes.note == "Split 'The old bridge at Norby is to close'"
        one, two, three = everything(library_path)
        new = article_id(one.article.provenance, place)
        assert [each.article.id for each in (one, two, three)] == [first, new, second]
        assert changes.articles == {first, new, second}
        assert two.article.title == "Ferry line reopens after a winter of storms"
        assert two.article.text.startswith("The ferry to Skarvoy")
        assert "The first boat" not in two.article.text
        assert two.state.tags == ("coast",)
        assert two.state.starred
        assert two.state.read
        notes = {note.text: note for note in (*one.state.notes, *two.state.notes)}
        assert len(notes) == sum(len(each.state.notes) for each in (one, two)) == len(before[0].state.notes)
        band = next(note for note in two.state.notes if note.text == "brass band")
        assert two.article.text[band.start : band.end] == "brass band"
        assert [note.text for note in one.state.notes] == [each for each in notes if each not in ("brass band",)]
        assert_whole(library_path, library)
        library.undo()
        assert bare(everything(library_path)) == bare(before)
        assert_whole(library_path, library)
        library.redo()
        assert bare(everything(library_path)) == bare([one, two, three])
        assert_whole(library_path, library)


def test_join(library_path: Path, dump: Path) -> None:
    with Library.open(library_path) as library:
        first, second = run(import_dump(library, dump)).articles
        for id_, tag in ((first, "a"), (second, "b")):
            library.tag([id_], tag)
        library.star([second], True)
        library.mark_read([first], True)
        texts = [each.article.text for each in everything(library_path)]
        library.add_note(first, "one", texts[0].index("Elva"), texts[0].index("Elva") + 4)
        library.add_note(second, "two", texts[1].index("Utvik"), texts[1].index("Utvik") + 5)
        library.add_note(second, "whole")
        before = everything(library_path)
        assert join(library, first).note.startswith("Joined 'The old bridge at Norby is to close' with 'A school of")
        (one,) = everything(library_path)
        assert one.article.id == first
        assert one.article.text == "\n".join(texts)
        assert (one.state.tags, one.state.starred, one.state.read) == (("a", "b"), True, False)
        assert [one.article.text[note.start : note.end] for note in one.state.notes if note.start is not None] == [
            "Elva",
            "Utvik",
        ]
        assert {note.text for note in one.state.notes} == {"one", "two", "whole"}
        assert_whole(library_path, library)
        with pytest.raises(LibraryError, match="last article"):
            join(library, first)
        library.undo()
        assert bare(everything(library_path)) == bare(before)
        assert_whole(library_path, library)
        library.redo()
        assert bare(everything(library_path)) == bare([one])


def test_what_cannot_be_done_is_said(library_path: Path, dump: Path) -> None:
    with Library.open(library_path) as library:
        first, second = run(import_dump(library, dump)).articles
        extent = everything(library_path)[0].article.extent
        for place in (extent[0], extent[1], place_of("The bridge over"), 10**6):
            with pytest.raises(LibraryError, match="no text"):
                split(library, first, place)
        library.bin([second])
        with pytest.raises(LibraryError, match="in the bin"):
            join(library, first)
        [*library.empty_bin()]
        with pytest.raises(LibraryError, match="last article"):
            join(library, first)
        with pytest.raises(LibraryError, match="not in the library"):
            split(library, second, 5)
        assert library.can_undo is not None
        assert library.can_undo.startswith("Put 1 article")


@pytest.mark.parametrize("emptied", [False, True])
def test_borders_outlive_a_removal(library_path: Path, dump: Path, emptied: bool) -> None:
    with Library.open(library_path) as library:
        report = run(import_dump(library, dump))
        split(library, report.articles[0], place_of("Ferry line"))
        ids = [each.article.id for each in everything(library_path)]
        join(library, ids[1])
        text = everything(library_path)[1].article.text
        library.add_note(ids[1], "a note", text.index("Utvik"), text.index("Utvik") + 5)
        library.save_rule(SiteRule("nowhere.example", "line"))
        before = everything(library_path)
        assert len(before) == 2
        library.remove_dump(1)
        if emptied:
            [*library.empty_bin()]
        again = run(import_dump(library, dump))
        assert again.adds_up
        assert bare(everything(library_path)) == bare(before)
        assert_whole(library_path, library)


class Story:
    """A library, what was done to it, and how it stood before each step."""

    def __init__(self, folder: Path) -> None:
        self.dump = folder / "two.txt"
        self.dump.write_text(TEXT)
        self.path = folder / "news.cuttings"
        self.library = Library.open(self.path)
        run(import_dump(self.library, self.dump))
        self.states = [bare(everything(self.path))]

    def act(self, kind: str, number: int) -> None:
        found = everything(self.path)
        dossier = found[number % len(found)]
        article = dossier.article
        start = number % max(1, len(article.text) - 30)
        doings = {
            "split": lambda: split(self.library, article.id, to_source(article, start, start + 1)[0]),
            "split at a paragraph": lambda: split(
                self.library, article.id, to_source(article, *self._block(article, number))[0]
            ),
            "join": lambda: join(self.library, article.id),
            "note": lambda: self.library.add_note(article.id, f"note {number}", start, start + 9),
            "tag": lambda: self.library.tag([article.id], f"tag {number % 4}"),
            "star": lambda: self.library.star([article.id], not dossier.state.starred),
            "read": lambda: self.library.mark_read([article.id], not dossier.state.read),
            "take out": lambda: self.library.take_out(article.id, start, start + 20),
            "correct": lambda: self.library.correct(article.id, {"title": f"Title {number}"}),
        }
        with contextlib.suppress(LibraryError):
            doings[kind]()
        if self.steps == len(self.states):  # it was one that changed something
            self.states.append(bare(everything(self.path)))

    @property
    def steps(self) -> int:
        """How many steps can be undone."""
        sql = "SELECT count(*) FROM step WHERE NOT undone"
        return int(self.library._connection.execute(sql).fetchone()[0])

    @staticmethod
    def _block(article: Any, number: int) -> tuple[int, int]:
        block = article.blocks[number % len(article.blocks)]
        return block.start, block.end

    def import_again(self) -> None:
        before = bare(everything(self.path))
        run(import_dump(self.library, self.dump))
        assert bare(everything(self.path)) == before


_ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("split", "split at a paragraph", "split at a paragraph", "join", "join", "note", "note", "tag", "star",
             "read", "take out", "correct", "import", "undo")
        ),
        st.integers(0, 900),
    ),
    max_size=10,
)  # fmt: skip


@given(_ACTS)
@settings(max_examples=40, deadline=None)
def test_any_story_is_taken_back_step_by_step(acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Path(folder))
        with story.library as library:
            for kind, number in acts:
                if kind == "import":
                    story.import_again()
                elif kind == "undo":
                    if library.can_undo:
                        library.undo()
                        story.states.pop()
                        assert bare(everything(story.path)) == story.states[-1]
                else:
                    story.act(kind, number)
            assert_whole(story.path, library)
            last = bare(everything(story.path))
            done = 0
            while library.can_undo:
                library.undo()
                done += 1
                story.states.pop()
                assert bare(everything(story.path)) == story.states[-1]
            assert_whole(story.path, library)
            for _ in range(done):
                library.redo()
            assert bare(everything(story.path)) == last
            assert_whole(story.path, library)


_DIVIDING = st.lists(
    st.tuples(st.sampled_from(("split", "split at a paragraph", "join")), st.integers(0, 900)), max_size=6
)


@given(_DIVIDING)
@settings(max_examples=25, deadline=None)
def test_a_dump_that_comes_in_again_is_divided_as_it_was(acts: list[tuple[str, int]]) -> None:
    """Where one splits and joins at the same place the text is as cleaning makes it: a headline stands in it again."""
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Path(folder))
        with story.library as library:
            for kind, number in acts:
                story.act(kind, number)
            before = everything(story.path)
            library.remove_dump(1)
            [*library.empty_bin()]
            run(import_dump(library, story.dump))
            after = everything(story.path)
            assert [(each.article.id, each.article.extent) for each in after] == [
                (each.article.id, each.article.extent) for each in before
            ]
            assert_whole(story.path, library)


PAGE = "<html><title>Two</title><body><article>{}</article></body></html>"


@pytest.mark.parametrize("kind", ["html", "json"])
def test_a_page_is_split_and_joined_without_its_dump(library_path: Path, tmp_path: Path, kind: str) -> None:
    lines = [f"<p>Paragraph {number} says that the council of Norby met on Monday, and why.</p>" for number in range(6)]
    lines[3:3] = ["<h2>Ferry line reopens after a winter of storms</h2>"]
    dump = tmp_path / f"page.{kind}"
    body = "".join(lines)
    page = PAGE.format(f"<h1>The old bridge at Norby is to close</h1>{body}")
    dump.write_text(page if kind == "html" else json.dumps([{"title": "The old bridge", "text": body, "id": 1}]))
    with Library.open(library_path) as library:
        (whole,) = run(import_dump(library, dump)).articles
        dump.unlink()
        before = everything(library_path)
        with Reader.open(library_path) as reader:
            source = reader.source_text(whole)
        split(library, whole, source.index("Ferry line"))
        one, two = everything(library_path)
        assert (one.article.id, two.article.title) == (whole, "Ferry line reopens after a winter of storms")
        assert two.article.text.startswith("Paragraph 3")
        assert one.article.text.endswith("and why.")
        join(library, whole)
        (again,) = everything(library_path)
        assert again.article.extent == before[0].article.extent
        assert again.article.title == before[0].article.title
        for _ in range(2):
            library.undo()
        assert bare(everything(library_path)) == bare(before)
        assert library.check() == []


def test_a_split_is_undone_after_the_dump_came_in_again(library_path: Path, dump: Path) -> None:
    with Library.open(library_path) as library:
        first, _ = run(import_dump(library, dump)).articles
        library.tag([first], "coast")
        before = everything(library_path)
        split(library, first, place_of("Ferry line"))
        after = everything(library_path)
        library.remove_dump(1)
        [*library.empty_bin()]
        library.undo()  # of the removal: there is nothing to bring back
        library.undo()
        assert everything(library_path) == []
        run(import_dump(library, dump))
        assert bare(everything(library_path)) == bare(before)
        library.redo()
        assert bare(everything(library_path)) == bare(after)
        assert_whole(library_path, library)
        library.undo()
        assert bare(everything(library_path)) == bare(before)
        assert_whole(library_path, library)
