"""The filters: counts, order, groups, and what a line adds to the search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from reader.library import DumpEntry, Sidebar
from reader.ui.lines import CountRole
from reader.ui.linetree import MORE
from reader.ui.sidebar import BIN, FEW, FilterTree
from reader.ui.terms import term


def dump(number: int, name: str, articles: int, **more: bool) -> DumpEntry:
    return DumpEntry(number, name, f"/dumps/{number}/{name}", None, "plain text", articles=articles, **more)  # type: ignore[arg-type]


COUNTS = Sidebar(
    all=12,
    unread=7,
    starred=1,
    sources=(("Reuters", 8), ("Harbour Post", 4)),
    tags=(("mali", 3),),
    dumps=(dump(1, "a.txt", 9, complete=True), dump(2, "b.txt", 3), dump(3, "gone.txt", 2, removed=True)),
)


@pytest.fixture
def tree(qtbot: QtBot) -> FilterTree:
    tree = FilterTree()
    qtbot.addWidget(tree)
    tree.resize(200, 600)
    tree.show_counts(COUNTS)
    tree.show()
    return tree


def item(tree: FilterTree, wanted: str) -> QTreeWidgetItem:
    return tree._items[wanted]


def test_every_line_has_its_term_and_count(tree: FilterTree) -> None:
    told = {wanted: item(tree, wanted).data(0, CountRole) for wanted in tree.terms if wanted != BIN}
    assert told == {
        "": 12,
        "is:unread": 7,
        "is:starred": 1,
        "source:Reuters": 8,
        'source:"Harbour Post"': 4,
        "tag:mali": 3,
        'dump:"a.txt"': 9,
        'dump:"b.txt"': 3,
    }
    assert item(tree, "is:unread").data(0, Qt.ItemDataRole.AccessibleTextRole) == "Unread, 7"
    assert "open it again" in item(tree, 'dump:"b.txt"').toolTip(0)
    tree.grab()


def test_everything_is_chosen_at_first(tree: FilterTree) -> None:
    assert tree.term == ""
    assert tree.currentItem() is item(tree, "")


def test_choosing_a_line_says_so(qtbot: QtBot, tree: FilterTree) -> None:
    with qtbot.waitSignal(tree.chosen) as told:
        tree.choose("tag:mali")
    assert told.args == ["tag:mali", "mali"]


def test_the_chosen_line_stays_while_counts_change(qtbot: QtBot, tree: FilterTree) -> None:
    tree.choose("source:Reuters")
    with qtbot.assertNotEmitted(tree.chosen):
        tree.show_counts(Sidebar(all=20, sources=(("Harbour Post", 11), ("Reuters", 9))))
    assert tree.term == "source:Reuters"
    assert "tag:mali" not in tree.terms


def test_a_chosen_line_that_goes_leaves_everything(tree: FilterTree) -> None:
    tree.choose("tag:mali")
    tree.show_counts(Sidebar(all=12))
    assert tree.term == ""


def test_empty_groups_do_not_show(tree: FilterTree) -> None:
    assert not tree._groups["Tags"].isHidden()
    tree.show_counts(Sidebar())
    assert all(group.isHidden() for group in tree._groups.values())


def test_dumps_of_one_name_are_one_line(tree: FilterTree) -> None:
    tree.show_counts(Sidebar(dumps=(dump(1, "news", 3), dump(2, "news", 4))))
    assert item(tree, "dump:news").data(0, CountRole) == 7


def test_a_long_group_shows_its_rest_when_asked(qtbot: QtBot, tree: FilterTree) -> None:
    counts = Sidebar(sources=tuple((f"Paper {number:02}", 100 - number) for number in range(40)))
    tree.show_counts(counts)
    group = tree._groups["Sources"]
    assert group.childCount() == FEW + 1
    more = item(tree, MORE + "Sources")
    assert more.text(0) == "28 more …"
    with qtbot.assertNotEmitted(tree.chosen):
        tree.itemClicked.emit(more, 0)
    assert group.childCount() == 40
    assert tree.term == ""


def test_a_group_opens_and_closes(tree: FilterTree) -> None:
    group = tree._groups["Sources"]
    tree.itemClicked.emit(group, 0)
    assert not group.isExpanded()
    tree.grab()
    tree.itemClicked.emit(group, 0)
    assert group.isExpanded()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("Reuters", "source:Reuters"),
        ("Business Insider", 'source:"Business Insider"'),
        ('The "Post"', 'source:"The  Post "'),
        ("Ørno", "source:Ørno"),
    ],
)
def test_a_name_as_a_search_term(value: str, wanted: str) -> None:
    assert term("source", value) == wanted
