"""The analysis: everything pending, one after the other, whatever a single article does to the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import pytest

from reader.analysis import VERSIONS
from reader.errors import CuttingsError
from reader.library import Library
from reader.model import Changes, Marks, Step
from reader.tasks import AnalysisWorker, analyse, marking
from reader.tasks.workers import WorkerDied, WorkFailed


class Shelf:
    """Stands in for the library: articles by id, each with the text that tells the worker what to do."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)
        self.marks: dict[str, Marks] = {}
        self.asked: list[Sequence[str]] = []
        self.refuse = False

    def pending(self, versions: Mapping[str, str], limit: int, first: Sequence[str] = ()) -> list[Any]:
        assert versions == VERSIONS
        waiting = [each for each in self.texts if each not in self.marks]
        waiting.sort(key=lambda each: each not in first)
        self.asked.append(waiting[:limit])
        return [(each, 1, "", self.texts[each], (), None) for each in waiting[:limit]]

    def pending_count(self, versions: Mapping[str, str]) -> int:
        return len(self.texts) - len(self.marks)

    def store_marks(self, batch: Sequence[tuple[str, int, Marks]]) -> Changes:
        if self.refuse:
            return Changes(frozenset())
        self.marks |= {each: marks for each, _, marks in batch}
        return Changes(frozenset(each for each, _, _ in batch), marks=True)


class Obedient(AnalysisWorker):
    """Does at once what the article's text says, in this process."""

    calls = 0
    closed = 0

    def ask(self, argument: Any, within: float) -> None:
        self.calls += 1
        self._texts = [text for _, text, _, _ in argument]

    def poll(self, patience: float) -> tuple[bool, Any]:
        if "die" in self._texts:
            raise WorkerDied("the worker ended with status -9")
        if "fail" in self._texts:
            raise WorkFailed("ValueError", "no")
        if "broken" in self._texts:
            raise WorkFailed("OSError", "no model")
        return True, [Marks(analysed=VERSIONS) for _ in self._texts]

    def close(self) -> None:
        self.closed += 1


def run(shelf: Shelf, **settings: Any) -> tuple[Changes, list[Step]]:
    task, steps = analyse(cast(Library, shelf), worker=Obedient(), **settings), list[Step]()
    while True:
        try:
            steps.append(next(task))
        except StopIteration as end:
            return end.value, steps


def test_all_in_small_batches() -> None:
    shelf = Shelf({str(number): "" for number in range(10)})
    changes, steps = run(shelf)
    assert [len(batch) for batch in shelf.asked] == [4, 4, 2]
    assert changes == Changes(frozenset(shelf.texts), marks=True, note="Analysed 10 articles")
    assert steps[-1] == Step(10, 10)


def test_limit() -> None:
    shelf = Shelf({str(number): "" for number in range(10)})
    assert run(shelf, limit=5)[0].note == "Analysed 5 articles"


def test_the_article_on_screen_goes_first() -> None:
    shelf = Shelf({str(number): "" for number in range(10)})
    run(shelf, first=lambda: ("7",))
    assert shelf.asked[0][0] == "7"


@pytest.mark.parametrize("deed", ["die", "fail"])
def test_a_bad_article_holds_up_no_other(deed: str) -> None:
    shelf = Shelf({"a": "", "b": deed, "c": "", "d": "", "e": "", "f": deed, "g": ""})
    changes, _ = run(shelf)
    assert changes.note == "Analysed 7 articles; 2 could not be analysed"
    assert {each for each, marks in shelf.marks.items() if marks.error} == {"b", "f"}
    assert all(marks.analysed == VERSIONS for marks in shelf.marks.values())


def test_where_the_analysis_itself_is_broken_no_article_is_blamed() -> None:
    for text in ("broken", "die"):
        shelf = Shelf({str(number): text for number in range(20)})
        with pytest.raises(CuttingsError, match="reading, searching and exporting work without it"):
            run(shelf)
        assert len(shelf.marks) < marking.DEATHS


def test_an_article_that_keeps_changing_is_left_alone() -> None:
    shelf = Shelf({"a": ""})
    shelf.refuse = True
    assert run(shelf)[0].note == "Analysed 0 articles"
    assert len(shelf.asked) == marking.STALLS


def test_a_worker_that_was_handed_in_stays() -> None:
    worker = Obedient()
    for _ in analyse(cast(Library, Shelf({"a": ""})), worker=worker):
        pass
    assert worker.closed == 0
