"""The search box: when it searches, what it completes, what is said under it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.library import Sidebar
from reader.ui.search import SearchBox, SearchPane


@pytest.fixture
def pane(qtbot: QtBot) -> SearchPane:
    pane = SearchPane()
    qtbot.addWidget(pane)
    pane.show()
    pane.activateWindow()
    pane.box.setFocus()
    return pane


@pytest.fixture
def box(pane: SearchPane) -> SearchBox:
    return pane.box


def test_return_searches_at_once(qtbot: QtBot, box: SearchBox) -> None:
    qtbot.keyClicks(box, " mali ")
    with qtbot.waitSignal(box.wanted, timeout=100) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args == ["mali"]


def test_a_rest_while_typing_searches_once(qtbot: QtBot, box: SearchBox) -> None:
    asked: list[str] = []
    box.wanted.connect(asked.append)
    qtbot.keyClicks(box, "mali")
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.keyClicks(box, " ")
    qtbot.wait(400)
    assert asked == ["mali*", "mali"]  # a word that is being typed may go on; a blank ends it


def test_what_is_typed_is_a_beginning_until_return(qtbot: QtBot, box: SearchBox) -> None:
    asked: list[str] = []
    box.wanted.connect(asked.append)
    for typed in ("so", "tag:mali", '"mali', "-mali"):
        box.setText(typed)
        qtbot.waitUntil(lambda typed=typed: asked[-1:] == [typed])
    box.setText("army mal")
    qtbot.waitUntil(lambda: asked[-1:] == ["army mal*"])
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked[-1] == "army mal"


def test_escape_clears_then_leaves(qtbot: QtBot, box: SearchBox) -> None:
    box.set_search("mali")
    with qtbot.waitSignal(box.wanted) as told:
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert told.args == [""]
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)


def offered(box: SearchBox) -> list[str]:
    model = box.suggestions.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if box.suggestions.isVisible() else []


def test_fields_and_names_are_completed(qtbot: QtBot, box: SearchBox) -> None:
    box.suggestions.show_names(Sidebar(sources=(("Business Insider", 3),), tags=(("mali", 1),)))
    qtbot.keyClicks(box, "army sou")
    assert offered(box) == ["source:", 'source:"Business Insider"']
    qtbot.keyClicks(box, "rce:b")
    assert offered(box) == ['source:"Business Insider"']
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == 'army source:"Business Insider" '
    assert offered(box) == []


def test_a_field_that_is_taken_goes_on_with_its_names(qtbot: QtBot, box: SearchBox) -> None:
    box.suggestions.show_names(Sidebar(tags=(("mali", 1), ("niger", 1))))
    qtbot.keyClicks(box, "(ta")
    box.suggestions.clicked.emit(box.suggestions.model().index(0, 0))
    assert box.text() == "(tag:"
    assert offered(box) == ["tag:none", "tag:mali", "tag:niger"]


def test_what_is_denied_is_completed_too(qtbot: QtBot, box: SearchBox) -> None:
    box.suggestions.show_names(Sidebar(tags=(("mali", 1),)))
    qtbot.keyClicks(box, "far-right -tag:m")
    assert offered(box) == ["tag:mali"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "far-right -tag:mali "


def test_names_that_the_library_knows_come_later(qtbot: QtBot, box: SearchBox) -> None:
    asked: list[str] = []
    box.suggestions.moreWanted.connect(asked.append)
    qtbot.keyClicks(box, "bridge person:In")
    assert asked[-1] == "bridge person:In"
    box.suggestions.add("bridge person:I", ["bridge person:Ida"])  # too late: another letter was typed
    assert offered(box) == []
    box.suggestions.add(asked[-1], ['bridge person:"Ines Holm"'])
    assert offered(box) == ['person:"Ines Holm"']
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == 'bridge person:"Ines Holm" '


def test_return_without_going_to_a_line_searches_for_what_is_typed(qtbot: QtBot, box: SearchBox) -> None:
    qtbot.keyClicks(box, "ta")
    assert offered(box)
    with qtbot.waitSignal(box.wanted) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args == ["ta"]
    assert offered(box) == []


def test_escape_closes_the_list_first(qtbot: QtBot, box: SearchBox) -> None:
    qtbot.keyClicks(box, "ta")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (offered(box), box.text()) == ([], "ta")


def test_what_is_found_is_said(pane: SearchPane) -> None:
    pane.show_found("‘mali’ and unread", "", "3 articles", narrowed=True)
    assert (pane.echo.text(), pane.count.text()) == ("‘mali’ and unread", "3 articles")
    assert pane.clear.isVisible()
    pane.show_found("", "", "9 articles", narrowed=False)
    assert pane.echo.text() == "All articles"
    assert not pane.clear.isVisible()


def test_what_was_not_understood_is_said(pane: SearchPane) -> None:
    pane.show_found("‘a’", "A parenthesis is not closed", "1 article", narrowed=True)
    assert "A parenthesis is not closed" in pane.echo.text()
