"""Code points and Qt's UTF-16 units: what is marked in the document is what was marked in the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.model import Article, Block, Cut, CutReason, Dossier, Role
from reader.rendering import LIGHT
from reader.ui.document import Page, write
from reader.ui.offsets import Places, Units, displayed
from reader.ui.typesetting import Typesetting
from tests.invented import article

# Letters that have gone wrong somewhere: emoji with joiners, flags, accents after their letter,
# scripts from the right, spaces of all kinds, Qt's own marks.
ODD = [
    "a", "é", "e\u0301", "😀", "👩‍👩‍👧", "🇲🇱", "𝔸", "\u00a0", "\u2009", "\u202f", "  ", "\t", "\u200f", "م", "ש", "界",
    "\u2028", "\u2029", "\ufffc", "\ufdd0", "\u00ad", "\u200b", "ﷺ", "\ufeff", "“", "ß", "İ",
]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(ODD), st.characters(blacklist_categories=("Cs",))), max_size=30)
LINES = WORDS.map(lambda letters: "".join(letters).replace("\n", " "))


@pytest.fixture
def types(qapp: QApplication) -> Typesetting:
    return Typesetting(LIGHT, 18, 68)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    lines = draw(st.lists(LINES, min_size=1, max_size=6))
    blocks, here = [], 0
    for line in lines:
        blocks.append(Block(here, here + len(line), draw(st.sampled_from(list(Role)))))
        here += len(line) + 1
    text = "\n".join(lines)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    cuts = tuple(Cut(at, draw(LINES), draw(st.sampled_from(list(CutReason)))) for at in places)
    return replace(article(), title=draw(LINES), text=text, blocks=tuple(blocks), cuts=cuts)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Article, int, int]:
    written = draw(articles())
    first, last = draw(st.integers(0, len(written.text))), draw(st.integers(0, len(written.text)))
    return written, min(first, last), max(first, last)


def shown(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def write_out(written: Article, types: Typesetting, *, cuts: bool) -> tuple[QTextDocument, Page]:
    document = QTextDocument()
    return document, write(document, Dossier(written), types, cuts=cuts)


PROMISE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@PROMISE
@given(each=marked())
def test_a_mark_in_the_document_is_the_mark_in_the_text(types: Typesetting, each: tuple[Article, int, int]) -> None:
    """Without shown cuts the whole stretch from the first to the last place is the marked string."""
    written, start, end = each
    document, page = write_out(written, types, cuts=False)
    ranges = page.body.ranges(start, end)
    if ranges:
        text = shown(document, ranges[0][0], ranges[-1][1]).replace("\u2029", "\n")
        inside = written.text[start:end].strip("\n")
        assert text == "\n".join(map(displayed, inside.split("\n")))
    else:
        assert not written.text[start:end].strip("\n")


@PROMISE
@given(each=marked())
def test_shown_cuts_are_left_out_of_marks(types: Typesetting, each: tuple[Article, int, int]) -> None:
    written, start, end = each
    document, page = write_out(written, types, cuts=True)
    text = "".join(shown(document, *place) for place in page.body.ranges(start, end))
    assert text == "".join(map(displayed, written.text[start:end].split("\n")))


@PROMISE
@given(each=articles(), cuts=...)
def test_every_place_leads_back(types: Typesetting, each: Article, cuts: bool) -> None:
    _, page = write_out(each, types, cuts=cuts)
    for point, letter in enumerate(each.text):
        if letter != "\n":
            assert page.body.point(page.body.position(point)) == point


@PROMISE
@given(each=articles())
def test_the_headline_is_placed_too(types: Typesetting, each: Article) -> None:
    document, page = write_out(each, types, cuts=False)
    text = "".join(shown(document, *place) for place in page.title.ranges(0, len(each.title)))
    assert text == displayed(each.title)


@PROMISE
@given(each=articles())
def test_every_cut_is_shown_in_its_place(types: Typesetting, each: Article) -> None:
    document, page = write_out(each, types, cuts=True)
    wanted = [cut for cut in each.cuts if cut.reason is not CutReason.SPACING and cut.text.strip()]
    assert [place.cut for place in page.cuts] == wanted
    for place in page.cuts:
        assert displayed(place.cut.text.strip()) in shown(document, place.start, place.end)
        assert page.body.point(place.start) is None or place.start == place.end


@given(st.text())
def test_units_there_and_back(text: str) -> None:
    units = Units(text)
    encoded = [len(text[:point].encode("utf-16-le", "surrogatepass")) // 2 for point in range(len(text) + 1)]
    assert [units.unit(point) for point in range(len(text) + 1)] == encoded
    assert [units.point(units.unit(point)) for point in range(len(text))] == list(range(len(text)))
    assert units.length == encoded[-1]


def test_the_second_half_of_a_letter_is_the_same_letter() -> None:
    assert [Units("a😀b").point(unit) for unit in range(4)] == [0, 1, 1, 2]


def test_places_without_pieces() -> None:
    places = Places("")
    assert (places.position(3), places.point(3), places.nearest(3), places.ranges(0, 1)) == (0, None, 0, [])


def test_blocks_that_do_not_fit_the_text_lose_nothing(qtbot: QtBot, types: Typesetting) -> None:
    broken = replace(article(), blocks=(Block(5, 9),), cuts=())
    document, page = write_out(broken, types, cuts=False)
    assert "".join(shown(document, *place) for place in page.body.ranges(0, len(broken.text))) == broken.text.replace(
        "\n", ""
    )
