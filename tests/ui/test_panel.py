"""The panel: tags, notes, names, quotations, provenance; it says what is wanted and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QTreeWidget
from pytestqt.qtbot import QtBot

from reader.model import Cut, CutReason, DateOrigin, Marks, Note, Precision, PublishedDate
from reader.ui import theme
from reader.ui.panel import Panel
from reader.ui.provenance import facts
from tests.invented import article, dossier


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Iterator[Panel]:
    theme.apply(qapp, "light")
    made = Panel()
    qtbot.addWidget(made)
    made.resize(300, 900)
    made.show()
    yield made
    theme.apply(qapp, "light")


def rows(tree: QTreeWidget) -> list[tuple[str, list[str]]]:
    """The groups of a list with their rows, as assistive tools read them."""
    found = []
    for place in range(tree.topLevelItemCount()):
        group = tree.topLevelItem(place)
        said = [group.child(row).data(0, Qt.ItemDataRole.AccessibleTextRole) for row in range(group.childCount())]
        found.append((group.data(0, Qt.ItemDataRole.AccessibleTextRole), said))
    return found


def hints(panel: Panel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_the_parts_are_found_by_name(panel: Panel) -> None:
    assert isinstance(panel.findChild(QTreeWidget, "entityList"), QTreeWidget)
    assert isinstance(panel.findChild(QTreeWidget, "quoteList"), QTreeWidget)
    assert isinstance(panel.findChild(QLineEdit, "tagEdit"), QLineEdit)
    assert isinstance(panel.findChild(QPlainTextEdit, "noteEdit"), QPlainTextEdit)
    for name in ("entityList", "quoteList", "tagEdit", "noteEdit"):
        assert panel.findChild(object, name).accessibleName()  # type: ignore[attr-defined]


def test_names_stand_by_type_the_most_mentioned_first(panel: Panel) -> None:
    panel.show_dossier(dossier())
    groups = dict(rows(panel.names))
    assert groups["People 3"] == ["Aksel Brandt 2", "Ingrid Solheim 2", "Jonas Lie Haugen 2"]
    assert groups["Places 3"] == ["Skarvøy 2", "Odda", "Vesthavn"]


def test_quotes_stand_by_speaker_the_named_first(panel: Panel) -> None:
    panel.show_dossier(dossier())
    groups = rows(panel.quotes)
    assert [speaker for speaker, _ in groups] == [
        "Ingrid Solheim named",
        "Jonas Lie Haugen named",
        "Northern Ports Authority institution",
        "A person close to the county’s budget talks anonymous",
    ]
    assert len(groups[0][1]) == 2
    assert "6 quotations: 4 named, 1 institutional, 1 anonymous" in hints(panel)


def test_a_click_travels_to_each_mention_in_turn(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    item = panel.names.topLevelItem(0).child(1)
    spans: list[tuple[int, int]] = []
    panel.spanActivated.connect(lambda start, end: spans.append((start, end)))
    for _ in range(3):
        with qtbot.waitSignal(panel.nameChosen):
            panel.names.itemClicked.emit(item, 0)
    texts = [article().text[start:end] for start, end in spans]
    assert texts == ["Ingrid Solheim", "Solheim", "Ingrid Solheim"]


def test_return_on_a_quote_travels_to_it(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    quote = dossier().marks.quotes[0]
    panel.quotes.setCurrentItem(panel.quotes.topLevelItem(0).child(0))
    with qtbot.waitSignal(panel.spanActivated) as travelled:
        qtbot.keyClick(panel.quotes, Qt.Key.Key_Return)
    assert travelled.args == [quote.start, quote.end]


def test_pending_analysis_says_so(panel: Panel) -> None:
    panel.show_dossier(dossier(analysed=False))
    assert sum("Not looked through yet" in hint for hint in hints(panel)) == 2
    assert not panel.names.isVisible()


def test_an_analysis_that_failed_says_so(panel: Panel) -> None:
    marks = Marks(analysed={"entities": "1", "quotes": "1"}, error="it took too long")
    panel.show_dossier(replace(dossier(), marks=marks))
    assert sum("could not be found in this article: it took too long." in hint for hint in hints(panel)) == 2


def test_nothing_found_says_so(panel: Panel) -> None:
    panel.show_dossier(replace(dossier(), marks=Marks(analysed={"entities": "1", "quotes": "1"})))
    assert "No names in this article." in hints(panel)
    assert "Nobody is quoted in this article." in hints(panel)


def test_no_article_says_what_to_do(panel: Panel) -> None:
    panel.show_dossier(dossier())
    panel.show_dossier(None)
    assert hints(panel) == ["Choose an article: its tags, notes, names and quotations stand here."]
    assert not panel.tags.edit.isVisible()


# tags


def test_tags_are_added_by_return_and_commas(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    added: list[str] = []
    panel.tagAdded.connect(added.append)
    qtbot.keyClicks(panel.tags.edit, " north , Ferries, coast,,north")
    qtbot.keyClick(panel.tags.edit, Qt.Key.Key_Return)
    assert added == ["north", "coast"]
    assert panel.tags.edit.text() == ""


def test_a_chip_takes_its_tag_away(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    chip = next(each for each in panel.findChildren(QToolButton) if each.text().startswith("ferries"))
    with qtbot.waitSignal(panel.tagRemoved) as removed:
        chip.click()
    assert removed.args == ["ferries"]
    whole = dossier()
    panel.show_dossier(replace(whole, state=replace(whole.state, tags=("local government",))))
    visible = [each.text() for each in panel.findChildren(QToolButton) if each.isVisible()]
    assert not any(text.startswith("ferries") for text in visible)


def test_known_tags_are_completed_from_their_middle(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    panel.set_known_tags(["mali", "local government", "R&D"])
    completer = panel.tags.edit.completer()
    completer.setCompletionPrefix("GOV")
    assert completer.currentCompletion() == "local government"


# notes


def test_a_note_is_on_the_article_or_on_the_passage(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    added: list[tuple[str, object, object]] = []
    panel.noteAdded.connect(lambda *note: added.append(note))
    qtbot.keyClicks(panel.notes.edit, "who pays?")
    qtbot.keyClick(panel.notes.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    panel.set_passage(4, 11)
    qtbot.keyClicks(panel.notes.edit, "check")
    panel.set_passage(None, None)  # the click into the field took the selection away: the note keeps its passage
    qtbot.keyClick(panel.notes.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert added == [("who pays?", None, None), ("check", 4, 11)]


def test_an_empty_note_is_none(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    qtbot.keyClicks(panel.notes.edit, "  ")
    with qtbot.assertNotEmitted(panel.noteAdded):
        qtbot.keyClick(panel.notes.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_note_is_changed_and_deleted(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    buttons = [each for each in panel.findChildren(QToolButton) if each.text() in ("Edit", "Delete")]
    buttons[0].click()
    assert panel.notes.edit.toPlainText() == "Ask the yard for the bill of sale."
    panel.notes.edit.setPlainText("Asked.")
    with qtbot.waitSignal(panel.noteEdited) as edited:
        qtbot.keyClick(panel.notes.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edited.args == [1, "Asked."]
    with qtbot.waitSignal(panel.noteDeleted) as deleted:
        buttons[3].click()
    assert deleted.args == [2]


def test_escape_leaves_a_note_as_it_was(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    next(each for each in panel.findChildren(QToolButton) if each.text() == "Edit").click()
    qtbot.keyClick(panel.notes.edit, Qt.Key.Key_Escape)
    assert panel.notes.edit.toPlainText() == ""
    with qtbot.assertNotEmitted(panel.noteEdited):
        qtbot.keyClick(panel.notes.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_is_being_written_outlives_a_refresh_but_not_another_article(panel: Panel) -> None:
    whole = dossier()
    panel.show_dossier(replace(whole, marks=Marks()))
    panel.notes.edit.setPlainText("half a thought")
    panel.show_dossier(whole)
    assert panel.notes.edit.toPlainText() == "half a thought"
    panel.show_dossier(replace(whole, article=replace(whole.article, id="1" * 20)))
    assert panel.notes.edit.toPlainText() == ""


def test_a_notes_passage_is_a_way_to_it(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    note = dossier().state.notes[0]
    label = next(each for each in panel.findChildren(QLabel) if "bill of sale" in each.text())
    with qtbot.waitSignal(panel.spanActivated) as travelled:
        label.linkActivated.emit(f"#{note.start}")
    assert travelled.args == [note.start, note.end]
    with qtbot.assertNotEmitted(panel.spanActivated):
        label.linkActivated.emit("https://yard.example")
    assert not label.openExternalLinks()


def test_hostile_notes_are_text(panel: Panel) -> None:
    whole = dossier()
    note = Note('<img src="https://tracker.example/x.png"> ![x](file:///etc/passwd)', id=7)
    panel.show_dossier(replace(whole, state=replace(whole.state, notes=(note,))))
    label = next(each for each in panel.findChildren(QLabel) if "tracker" in each.text())
    assert "<img" not in label.text()


def test_a_lost_passage_is_told(panel: Panel) -> None:
    whole = dossier()
    note = Note("where?", 3, 9, placed=False, id=7)
    panel.show_dossier(replace(whole, state=replace(whole.state, notes=(note,))))
    QApplication.processEvents()
    assert any("not in the newest text" in hint for hint in hints(panel))


# provenance


def test_the_evidence_is_complete() -> None:
    known = dict(facts(dossier()))
    assert known["Dump"] == "harbour-papers.txt"
    assert known["SHA-256"] == dossier().article.provenance.dump_sha256
    assert known["Place"] == "byte 2,048, 4,096 bytes long"
    assert known["Known by"] == "stated in the source"
    assert "1 × picture caption" in known["Taken out"]
    assert "Inside" not in known


def test_a_crawl_date_is_not_passed_off() -> None:
    crawled = replace(article(), published=PublishedDate("2011-03-07", Precision.DAY, DateOrigin.CRAWL), cuts=())
    known = dict(facts(replace(dossier(), article=crawled)))
    assert "not when it was published" in known["Known by"]
    assert known["Taken out"] == "nothing"


def test_hashes_are_copied_as_they_are(panel: Panel) -> None:
    panel.show_dossier(dossier())
    panel.sections["provenance"].set_opened(True)
    panel.provenance.selectAll()
    copied = panel.provenance.createMimeDataFromSelection().text()
    assert str(dossier().article.provenance.dump_sha256) in copied


def test_markup_in_the_evidence_is_text(panel: Panel) -> None:
    odd = replace(article(), url="https://x.example/<img src=x>", fields={"<b>": "<i>"})
    panel.show_dossier(replace(dossier(), article=odd))
    assert "https://x.example/<img src=x>" in panel.provenance.toPlainText()


# the whole


def test_sections_collapse_by_key(panel: Panel, qtbot: QtBot) -> None:
    panel.show_dossier(dossier())
    heading = next(each for each in panel.findChildren(QToolButton) if each.text().startswith("Names"))
    assert panel.names.isVisible()
    qtbot.keyClick(heading, Qt.Key.Key_Space)
    assert not panel.names.isVisible()
    panel.sections["tags"].set_opened(False)
    panel.focus_tag()
    assert panel.tags.edit.isVisible()


def test_a_crowd_fits(panel: Panel) -> None:
    """Lists are as tall as their rows: none has a scroll bar of its own."""
    panel.show_dossier(dossier())
    panel.resize(240, 500)
    QApplication.processEvents()
    for tree in (panel.names, panel.quotes):
        assert tree.verticalScrollBar().maximum() == 0
        assert tree.horizontalScrollBar().maximum() == 0
    panel.grab()


def test_many_cuts_are_counted_by_reason() -> None:
    cuts = tuple(Cut(0, "x", reason) for reason in (CutReason.ADVERT, CutReason.SHARE, CutReason.ADVERT))
    known = dict(facts(replace(dossier(), article=replace(article(), cuts=cuts))))
    assert known["Taken out"] == "2 × advertisement\n1 × share buttons"


def test_the_theme_is_followed(panel: Panel, qapp: QApplication) -> None:
    panel.show_dossier(dossier())
    theme.apply(qapp, "dark")
    QApplication.processEvents()
    label = next(each for each in panel.findChildren(QLabel) if "bill of sale" in each.text() and each.isVisible())
    assert theme.current().accent in label.text()
    panel.grab()
