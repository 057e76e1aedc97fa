"""Bodies marked by reading: the marks fit the pages they were made on, and the program does well on them."""

from __future__ import annotations

from pathlib import Path

import marked_score
import marking
import pytest

from reader.cleaning import clean
from reader.model import Article, Block, Cleaned, Cut, CutReason, Provenance, Role

FLOOR = {"moz-html": 0.96, "traf-html": 0.915, "traf-txt-lxml": 0.9}  # F1 in November 2026: .978, .933 and .927


def test_a_judgement_becomes_marks() -> None:
    blocks = [(n * 10, n * 10 + 9, "p") for n in range(6)]
    roles = marking.judged("headline 0; paragraph 1-4; subheading 3", len(blocks))
    marks = marking.marks_of(blocks, roles)
    assert marks == [(0, 9, "headline"), (10, 29, "paragraph"), (30, 39, "subheading"), (40, 49, "paragraph")]
    assert marking.roles_of(blocks, marks) == roles


@pytest.mark.parametrize("judgement", ["praise 1", "paragraph 6", "paragraph 3-2", "paragraph x"])
def test_a_slip_is_told(judgement: str) -> None:
    with pytest.raises(ValueError, match=r"no role|no blocks|invalid literal"):
        marking.judged(judgement, 6)


def test_parts_that_readers_differ_on_cost_nothing() -> None:
    source = "The bell came home at last. It was carried off in 1809 by soldiers. Edited by Sina Halvard."
    marks = [(0, 27, "standfirst"), (28, 67, "paragraph"), (68, len(source), "sign_off")]
    for body in (source, source[:67], source[28:67], source[28:]):
        assert marked_score.page_f1(marked_score.judge(source, marks, body)) > 0.7
    assert marked_score.judge(source, marks, source[28:67]) == (1, 0, 0)
    assert marked_score.judge(source, marks, "")[0] == 0


def test_each_character_has_a_verdict() -> None:
    text = "A bell came home."
    place = Provenance("page", "0" * 64, "", 0, 40, "1" * 64, "html")
    cuts = (Cut(0, "Bell", CutReason.HEADLINE), Cut(2, "old ", CutReason.ADVERT))
    article = Article("0", place, "Bell", text, (Block(0, len(text)),), cuts, (3, 3 + len(text) + 8))
    labels = marked_score.verdicts(Cleaned((article,), (), 40))
    assert labels[:3] == ["other"] * 3
    assert labels[3:7] == ["headline"] * 4
    assert labels[7:14] == [Role.PARAGRAPH] * 2 + ["advert"] * 4 + [Role.PARAGRAPH]
    assert len(labels) == 40


def test_marked_pages(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "SHARED", shared)
    reached: dict[str, list[tuple[float, float, float]]] = {}
    for (page_set, name), row in marking.read_marks().items():
        page = marking.load(page_set, name)
        assert (page.sha256, page.source_sha256) == (row["sha256"], row["source_sha256"]), name
        found = "\n".join(article.text for article in clean(page.record).articles)
        reached.setdefault(page_set, []).append(marked_score.judge(page.source, row["marks"], found))
    assert sum(map(len, reached.values())) >= 186
    for page_set, floor in FLOOR.items():
        assert marked_score.f1(reached[page_set]) >= floor
