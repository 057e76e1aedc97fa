"""What the user made of articles moves from library to library with an export."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.exports import exporter_for
from reader.library import Library, Reader
from reader.model import (
    UNDATED,
    Article,
    Block,
    Cleaned,
    DateOrigin,
    Precision,
    Provenance,
    PublishedDate,
    Record,
    Role,
    article_id,
)
from reader.tasks import export, import_dump

STORY = """Council of Östby meets for session {number}

The council met on Monday evening 😀 to talk about the {number} bridges of the town, and what they will cost.

“We have waited too long,” Ana Lindqvist, the mayor, said after session {number}. “Now the work begins.”
"""
KEPT = ("tags", "notes", "starred", "read", "text", "title", "blocks")


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """An export of a library with tags, stars, read marks and notes."""
    dump = tmp_path / "dump"
    dump.mkdir()
    for number in range(3):
        (dump / f"{number}.txt").write_text(STORY.format(number=number), encoding="utf-8")
    with Library.open(tmp_path / "first.cuttings") as library, Reader.open(library.path) as reader:
        _import(library, dump)
        one, two, _ = reader.ids(reader.parse(""))
        text = _article(reader, one)
        library.tag([one, two], "Bridges")
        library.tag([one], "money, public")
        library.star([two], True)
        library.mark_read([one], True)
        start = text.index("bridges")
        library.add_note(one, "How *many*?", start, start + len("bridges"))
        library.add_note(one, "How *many*?", text.index("Ana"), text.index(", the mayor"))
        library.add_note(one, "On the whole.")
    return _export(tmp_path / "first.cuttings", tmp_path / "first.jsonl")


def _article(reader: Reader, id_: str) -> str:
    dossier = reader.dossier(id_)
    assert dossier
    return dossier.article.text


def _import(library: Library, path: Path) -> None:
    for _ in import_dump(library, path):
        pass


def _export(library: Path, path: Path) -> Path:
    with Reader.open(library) as reader:
        for _ in export(reader, reader.parse(""), path, exporter_for(path.name)):
            pass
    return path


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _kept(path: Path) -> list[dict[str, Any]]:
    return [{key: line[key] for key in KEPT} for line in _lines(path)]


def test_an_export_brings_along_what_the_user_made(exported: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.cuttings"
    with Library.open(second) as library:
        _import(library, exported)
        assert library.can_undo is None
    assert _kept(_export(second, tmp_path / "second.jsonl")) == _kept(exported)
    first = _kept(exported)[0]
    assert [first["text"][note["start"] : note["end"]] for note in first["notes"][:2]] == ["bridges", "Ana Lindqvist"]
    with Reader.open(second) as reader:
        found = [reader.count(reader.parse(text)) for text in ("tag:bridges", "is:starred", "is:unread", "has:note")]
    assert found == [2, 1, 2, 1]


def test_keys_of_a_later_version_are_kept(exported: Path, tmp_path: Path) -> None:
    lines = _lines(exported)
    lines[0]["mood"] = "hopeful"
    exported.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with Library.open(tmp_path / "second.cuttings") as library:
        _import(library, exported)
    assert _lines(_export(library.path, tmp_path / "second.jsonl"))[0]["fields"]["mood"] == "hopeful"


def test_what_the_user_made_here_is_newer(exported: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "second.cuttings") as library, Reader.open(library.path) as reader:
        _import(library, exported)
        one, two, _ = reader.ids(reader.parse(""))
        library.tag([two], "mine")
        library.star([two], False)
        library.mark_read([one], False)
        library.remove_dump(1)
        for _ in library.empty_bin():
            pass
        _import(library, exported)
        states = {dossier.article.id: dossier.state for dossier in reader.dossiers([one, two])}
        assert not states[two].starred
        assert not states[one].read
        assert set(states[two].tags) == {"Bridges", "mine"}
        assert [note.text for note in states[one].notes] == ["How *many*?", "How *many*?", "On the whole."]


_WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "So", "Mn"]), min_size=1, max_size=60)
_LINES = _WORDS.map(lambda text: " ".join(text.split())).filter(bool)
_BLOCKS = st.lists(st.tuples(_LINES, st.sampled_from(Role)), min_size=1, max_size=6)
_DATES = st.sampled_from(
    (
        UNDATED,
        PublishedDate("2011-03-07T10:05:00+01:00", Precision.SECOND, DateOrigin.STATED, "7 March 2011"),
        PublishedDate("2011", Precision.YEAR, DateOrigin.URL),
        PublishedDate("2011-03-07", Precision.DAY, DateOrigin.CRAWL),
    )
)
_ROUND = ("title", "source", "author", "published", "published_precision", "published_how", "published_as_written",
          "url", "language", "section", "text", "blocks", "tags", "starred", "read", "notes", "fields")  # fmt: skip


def _written(path: Path, title: str, blocks: list[tuple[str, Role]], date: PublishedDate, note: str) -> None:
    """A library with one such article, tagged, and with a note on its first block."""
    here, listed = 0, []
    for text, role in blocks:
        listed.append(Block(here, here + len(text), role))
        here += len(text) + 1
    text = "\n".join(each for each, _ in blocks)
    at = Provenance("a.txt", "ab" * 32, "", 0, len(text), "cd" * 32, "plain text")
    article = Article(
        article_id(at, 0), at, title, text, tuple(listed), (), (0, len(text)), published=date, language="en"
    )
    with Library.open(path) as library:
        entry = library.begin_dump("a.txt", "/a.txt", "ab" * 32, "plain text")
        library.add(entry.id, [(Record(at, text), Cleaned((article,), (), len(text)))])
        library.tag([article.id], "kept")
        library.add_note(article.id, note, 0, listed[0].end)


@settings(max_examples=25, deadline=None)
@given(_LINES, _BLOCKS, _DATES, _LINES)
def test_what_goes_out_comes_in_as_it_was(
    title: str, blocks: list[tuple[str, Role]], date: PublishedDate, note: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first.cuttings"), Path(folder, "second.cuttings")
        _written(first, title, blocks, date, note)
        out = _export(first, Path(folder, "first.jsonl"))
        with Library.open(second) as library:
            _import(library, out)
        again = _export(second, Path(folder, "second.jsonl"))
        assert [{key: line[key] for key in _ROUND} for line in _lines(again)] == [
            {key: line[key] for key in _ROUND} for line in _lines(out)
        ]


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        None,
        "all",
        [{"start": 0}],
        [{"start": 0, "end": 10**30, "role": "paragraph"}],
        [{"start": 3, "end": 1, "role": "paragraph"}],
        [{"start": 0, "end": 4, "role": "paragraph"}],
    ],
)
def test_blocks_that_do_not_make_the_text_are_made_anew(exported: Path, tmp_path: Path, blocks: Any) -> None:
    lines = _lines(exported)
    lines[0]["blocks"] = blocks
    exported.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with Library.open(tmp_path / "second.cuttings") as library:
        _import(library, exported)
        assert library.check() == []
    assert len(_lines(_export(tmp_path / "second.cuttings", tmp_path / "second.jsonl"))) == 3
