"""What the pages of a dump have in common is found once, before any is cleaned: all ways in give the same articles."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.dumps import open_dump
from reader.library import Library, Reader
from reader.model import NO_EVIDENCE, CutReason, Evidence, Query
from reader.tasks import evidence, import_dump, intake, plan_recleaning, proposal_for, reclean
from reader.tasks.preparing import prepare_dump
from tests.running import run
from tests.sites import Site, warc
from tests.tasks.test_intake import exported, imported

PAGES = 12


@pytest.fixture(params=["crawl.warc", "pages", "texts.zip", "one.txt"])
def dump(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Pages of one site: a crawl, a folder of saved pages, an archive of texts, all in one text."""
    path = tmp_path / "in" / str(request.param)
    path.parent.mkdir()
    pages = list(Site(7, PAGES, plain=True).pages())
    if path.suffix == ".warc":
        path.write_bytes(warc(pages))
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as made:
            for number, page in enumerate(pages):
                made.writestr(f"{number:02}.txt", page.text)
    elif path.suffix == ".txt":
        path.write_text("\n\f".join(page.text for page in pages))
    else:
        path.mkdir()
        for number, page in enumerate(pages):
            (path / f"{number:02}.html").write_text(page.markup)
    return path


@pytest.fixture
def library(library_path: Path) -> Iterator[Library]:
    with Library.open(library_path) as opened:
        yield opened


def straight(dump: Path, folder: Path) -> bytes:
    """What an import without a stop makes of a dump."""
    with Library.open(folder / "straight.cuttings") as library:
        assert imported(library, dump).imported == PAGES
        return exported(library, folder / "out.jsonl")


def test_it_changes_what_is_kept(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = straight(dump, tmp_path)
    monkeypatch.setattr(intake, "informed", lambda record, _: record)
    (tmp_path / "straight.cuttings").unlink()
    assert len(straight(dump, tmp_path)) != len(with_it)


def test_an_import_that_stopped_goes_on_alike(
    dump: Path, library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = straight(dump, tmp_path)
    monkeypatch.setattr(intake, "BATCH_RECORDS", 2)
    for stop in range(1, 9, 2):
        with Library.open(library_path) as library:
            steps = import_dump(library, dump)
            for _ in zip(steps, range(stop), strict=False):
                pass
            steps.close()
    with Library.open(library_path) as library:
        assert imported(library, dump).complete
        assert exported(library, tmp_path / "out.jsonl") == wanted


def test_in_worker_processes(dump: Path, library_path: Path, tmp_path: Path) -> None:
    wanted = straight(dump, tmp_path)
    with Library.open(library_path) as library:
        run(import_dump(library, dump, workers=2))
        assert exported(library, tmp_path / "out.jsonl") == wanted


def test_prepared(dump: Path, library_path: Path, tmp_path: Path) -> None:
    wanted = straight(dump, tmp_path)
    (tmp_path / "shards").mkdir()
    shard = run(prepare_dump(dump, tmp_path / "shards", {})).shard
    with Library.open(library_path) as library, Library.open(tmp_path / "straight.cuttings") as other:
        imported(library, shard)
        assert exported(library, tmp_path / "out.jsonl") == wanted
        assert library.evidence(1) == other.evidence(1)
    nothing_changes(library_path)


def nothing_changes(path: Path) -> None:
    with Reader.open(path) as reader:
        plan = run(plan_recleaning(reader))
        assert (plan.looked, len(plan.records)) == (PAGES, 0)
        numbers = [reader.record_number(each.article.id) for each in reader.dossiers(Query())]
        assert all(run(proposal_for(reader, number or 0)) is None for number in numbers[:3])


def test_cleaned_again(dump: Path, library_path: Path) -> None:
    with Library.open(library_path) as library:
        imported(library, dump)
        found = library.evidence(1)
        assert found is not None
        assert found.lines
    nothing_changes(library_path)


def test_a_dump_that_came_in_before_this_was_looked_for(dump: Path, library_path: Path, tmp_path: Path) -> None:
    """Cleaning anew looks for it then, shows it in its plan, and keeps it once it is done."""
    wanted = straight(dump, tmp_path)
    with Library.open(library_path) as library:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(intake, "informed", lambda record, _: record)
            imported(library, dump)
        before = exported(library, tmp_path / "out.jsonl")
        with library._connection as connection:
            connection.execute("DELETE FROM evidence")
        with Reader.open(library_path) as reader:
            plan = run(plan_recleaning(reader))
            assert plan.changes
            assert library.evidence(1) is None
            proposal = run(proposal_for(reader, plan.records[0], (), plan.evidence))
            assert proposal is not None
            assert proposal.after is not None
        run(reclean(library, plan.records, evidence=plan.evidence))
        assert texts(exported(library, tmp_path / "out.jsonl")) == texts(wanted) != texts(before)
        library.undo()
        assert texts(exported(library, tmp_path / "out.jsonl")) == texts(before)
        library.redo()
    nothing_changes(library_path)


def texts(exported: bytes) -> list[str]:
    return [json.loads(line)["text"] for line in exported.splitlines()]


def test_read_again_in_the_same_way(dump: Path, library_path: Path, tmp_path: Path) -> None:
    wanted = straight(dump, tmp_path)
    with Library.open(library_path) as library:
        imported(library, dump)
        run(import_dump(library, dump, again=True))
        assert exported(library, tmp_path / "out.jsonl") == wanted


def test_what_was_kept_is_used_and_not_made_again(
    dump: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(library, dump)
    library.keep_evidence(1, Evidence("0", frozenset({2**64 - 2})))
    if not dump.is_dir():
        monkeypatch.setattr(intake, "gathered", None)
        imported(library, dump)
        assert library.evidence(1) == Evidence("0", frozenset({2**64 - 2}))
    else:  # its files may be others now
        imported(library, dump)
        assert library.evidence(1) != Evidence("0", frozenset({2**64 - 2}))


def test_a_table_is_not_read_twice(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "FIRST", 20)
    path = tmp_path / "rows.jsonl"
    rows = (f'{{"title": "Row {i}", "text": "The council met for session {i}."}}\n' for i in range(500))
    path.write_text("".join(rows))

    dump = open_dump(path)
    assert run(evidence.gathered(dump)).lines == frozenset()
    assert dump.found <= 21
    assert imported(library, path).imported == 500
    assert library.evidence(2) is None
    assert NO_EVIDENCE.lines == frozenset()


def test_a_cut_says_why(dump: Path, library: Library) -> None:
    imported(library, dump)
    with Reader.open(library.path) as reader:
        reasons = {cut.reason for each in reader.dossiers(Query()) for cut in each.article.cuts}
    assert reasons - {CutReason.SPACING}
