"""Refining a search: terms in and out of its text, values with counts, periods of time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reader.library import Facets
from reader.ui.facettree import FacetTree, shown
from reader.ui.linetree import MORE
from reader.ui.terms import term, with_dates, with_term, within
from reader.ui.timeline import Timeline
from reader.ui.window import MainWindow

REUTERS = "source:Reuters"


@pytest.mark.parametrize(
    ("text", "without", "after"),
    [
        ("", False, "source:Reuters"),
        ("mali", True, "mali -source:Reuters"),
        ("mali source:Reuters", False, "mali"),
        ("-source:reuters mali", False, "mali source:Reuters"),
        ("mali source:Reuters army", True, "mali army -source:Reuters"),
        ("mali OR niger", False, "(mali OR niger) source:Reuters"),
        ("(mali OR niger)", False, "(mali OR niger) source:Reuters"),
        ('"war OR peace"', False, '"war OR peace" source:Reuters'),
        ('"two  blanks" source:Reuters', False, '"two  blanks"'),
        ("source:Reuters2", False, "source:Reuters2 source:Reuters"),
    ],
)
def test_a_term_goes_in_and_out(text: str, without: bool, after: str) -> None:
    assert with_term(text, REUTERS, without=without) == after


def test_a_term_within_another_search_is_told() -> None:
    assert within('mali tag:"a b"', term("tag", "a b")) is True
    assert within("mali -source:Reuters", REUTERS) is False
    assert within("mali", REUTERS) is None


@pytest.mark.parametrize(
    ("text", "period", "after"),
    [
        ("mali", "2011-03", "mali date:2011-03"),
        ("date:2011 mali after:2011-02", "2011-03..2011-05", "mali date:2011-03..2011-05"),
        ("mali date:2011-03", "2011-03", "mali"),
        ("a OR b", "2011", "(a OR b) date:2011"),
    ],
)
def test_a_period_takes_the_place_of_another(text: str, period: str, after: str) -> None:
    assert with_dates(text, period) == after


FACETS = Facets(
    9, True, sources=tuple((f"Paper {number}", 30 - number) for number in range(20)), languages=(("en", 9), ("xx", 1))
)


@pytest.fixture
def tree(qtbot: QtBot) -> FacetTree:
    made = FacetTree()
    qtbot.addWidget(made)
    made.resize(200, 600)
    made.show_facets(FACETS, 'a -source:"Paper 1"')
    made.show()
    return made


def test_long_lists_are_shortened_and_found_by_typing(tree: FacetTree) -> None:
    assert len(tree.terms) == 6 + 2
    tree.show_facets(FACETS, "-source:Gone -lang:en")
    assert tree.terms[0] == "source:Gone"  # what is left out can be taken back
    tree.show_facets(FACETS, "")
    tree.narrow("paper 1")
    assert tree.terms == [f'source:"Paper {number}"' for number in (1, *range(10, 20))]
    tree.narrow("")
    rest = tree._groups["Source"].child(6)
    assert rest is not None
    assert rest.data(0, Qt.ItemDataRole.UserRole) == f"{MORE}Source"
    tree._take(rest, False)
    assert len(tree.terms) == 20 + 2
    tree.grab()


def test_a_value_is_taken_or_left_out(qtbot: QtBot, tree: FacetTree) -> None:
    tree.setCurrentItem(tree._items['source:"Paper 2"'])
    with qtbot.waitSignal(tree.wanted) as told:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert told.args == ['source:"Paper 2"', False]
    with qtbot.waitSignal(tree.wanted) as told:
        qtbot.keyClick(tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ['source:"Paper 2"', True]
    spoken = tree._items['source:"Paper 1"'].data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Paper 1, 29 articles, left out"


def test_languages_have_names() -> None:
    assert (shown("lang", "en"), shown("lang", "zz"), shown("tag", "en")) == ("English", "zz", "en")


def test_periods_are_dragged(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(130, 110)
    line.show_months([("2011-01", 3), ("2011-02", 1), ("2011-05", 2)])
    chosen: list[str] = []
    line.chosen.connect(chosen.append)
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(40, 50))
    qtbot.mouseMove(line, QPoint(5, 50))
    line._choose(line._first, line._near(5))
    line.grab()
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(5, 50))
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(110, 50))
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(60, 50))  # nothing happened in March
    assert chosen == ["2011-01..2011-02", "2011-05"]
    for key, held in ((Qt.Key.Key_Left, False), (Qt.Key.Key_Left, True), (Qt.Key.Key_Return, False)):
        qtbot.keyClick(line, key, Qt.KeyboardModifier.ShiftModifier if held else Qt.KeyboardModifier.NoModifier)
    assert chosen[2:] == ["2011-04..2011-05"]


def listed(qtbot: QtBot, window: MainWindow, number: int) -> None:
    qtbot.waitUntil(lambda: window.settled and len(window.articles.listed) == number)


def test_the_values_of_a_search_narrow_it(qtbot: QtBot, window: MainWindow) -> None:
    window.marking.write(lambda library: library.tag(window.finding.query, "news"))
    window.articles.next()
    qtbot.waitUntil(lambda: "tag:news" in window.filters.terms)
    row = window.articles.current
    assert row is not None
    window.marking.write(lambda library: library.tag([row.id], "first"))
    window.commands["actionFacets"].trigger()
    tree = window.side.facets.tree
    qtbot.waitUntil(lambda: window.settled and {"tag:news", "tag:first"} <= set(tree.terms))
    tree.wanted.emit("tag:first", True)
    listed(qtbot, window, 2)
    assert window.search.box.text() == "-tag:first"
    tree.wanted.emit("tag:news", False)
    listed(qtbot, window, 2)
    assert window.search.box.text() == "-tag:first tag:news"
    assert "Not tag ‘first’" in window.search.echo.text()
    tree.wanted.emit("tag:first", True)
    listed(qtbot, window, 3)
    assert "tag:first" in tree.terms
    window.side.facets.timeline.chosen.emit("1999")
    listed(qtbot, window, 0)
    assert "Of 0 articles" in window.side.facets.note.text()


def test_counts_come_without_names_where_those_take_long(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["actionFacets"].trigger()
    qtbot.waitUntil(lambda: window.settled)
    refining, note = window.refining, window.side.facets.note
    refining._counting = True
    refining._take_early(FACETS, "")
    qtbot.waitUntil(lambda: note.text() == "Of the newest 9 articles; names are being counted …")
    refining._show(FACETS, "")
    assert note.text() == "Of the newest 9 articles"


def test_the_library_and_the_search_change_places(qtbot: QtBot, window: MainWindow) -> None:
    assert window.filters.isVisible()
    window.commands["actionSidebar"].trigger()
    window.commands["actionFacets"].trigger()
    assert window.side.facets.isVisible()
    assert not window.filters.isVisible()
    assert window.side.facets.typed.hasFocus()
    qtbot.keyClick(window.side.facets.typed, Qt.Key.Key_Escape)
    assert window.articles.hasFocus()
    qtbot.mouseClick(window.side.switches[0], Qt.MouseButton.LeftButton)
    assert window.filters.isVisible()
    assert not window.commands["actionFacets"].isChecked()
