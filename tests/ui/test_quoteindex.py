"""The quote index in the window: listed, narrowed, followed to the article."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from reader.library import Library, Reader
from reader.model import Entity, EntityType, Marks, Query, Quote, QuoteKind, SpeakerClass
from reader.ui.quoteindex import QuoteIndex
from reader.ui.window import MainWindow

from .conftest import Opener

SAID = "“We have no choice,”"


@pytest.fixture
def marked(filled: Path) -> Path:
    """The mayor is quoted in one article, and a teacher's speech is reported in another."""
    with Library.open(filled) as library, Reader.open(filled) as reader:
        batch = []
        for dossier in reader.dossiers(Query()):
            text = dossier.article.text
            quotes: tuple[Quote, ...] = ()
            names: tuple[Entity, ...] = ()
            if (start := text.find(SAID)) >= 0:
                more = text.index("“It is")
                said = ((start, start + len(SAID)), (more, text.index("”", more) + 1))
                quotes = tuple(
                    Quote(a, b, text[a:b], QuoteKind.DIRECT, "Ines Holm", "Mayor", SpeakerClass.NAMED) for a, b in said
                )
                at = text.index("Ines Holm")
                names = (Entity(at, at + 9, "Ines Holm", EntityType.PERSON, "Ines Holm"),)
            elif (start := text.find("Its garden feeds")) >= 0:
                quotes = (Quote(start, start + 16, "Its garden feeds", QuoteKind.INDIRECT, "Mona Lie"),)
            batch.append((dossier.article.id, 1, Marks(names, (), quotes, {"entities": "1", "quotes": "1"})))
        library.store_marks(batch)
    return filled


@pytest.fixture
def index(qtbot: QtBot, open_window: Opener, marked: Path) -> QuoteIndex:
    window = open_window(marked)
    window.commands["actionQuotes"].trigger()
    index = window.visiting.quotes
    assert index is not None
    qtbot.waitUntil(lambda: index.count.text() == "2 quotations" and index.table.quotes.rowCount() == 2)
    return index


def shown(index: QuoteIndex) -> list[str]:
    model = index.table.quotes
    lines = [model.line(row) for row in range(model.rowCount())]
    return [line.quotation.quote.text for line in lines if line is not None]


def test_it_narrows_as_one_types(qtbot: QtBot, index: QuoteIndex) -> None:
    assert SAID in shown(index)
    index.words.setText("older")
    qtbot.waitUntil(lambda: shown(index) == ["“It is older than any of us.”"])
    index.words.clear()
    index.indirect.setChecked(True)
    qtbot.waitUntil(lambda: len(shown(index)) == 3)
    index.speaker.setText("mona")
    qtbot.waitUntil(lambda: shown(index) == ["Its garden feeds"])
    index.dates.setText("when?")
    qtbot.waitUntil(lambda: index.count.text().startswith("Dates are written"))
    index.dates.clear()
    index.speaker.clear()
    index.sources.setCurrentText("Anonymous")
    qtbot.waitUntil(lambda: index.count.text() == "0 quotations" and not shown(index))


def test_what_travels_is_one_line(qtbot: QtBot, index: QuoteIndex) -> None:
    index.travelling.setChecked(True)
    qtbot.waitUntil(lambda: index.count.text() == "0 quotations that travel")


def test_the_chosen_one_is_told_and_followed(qtbot: QtBot, index: QuoteIndex, window_of_index: MainWindow) -> None:
    index.table.selectRow(0)
    qtbot.waitUntil(lambda: "These words stand in no other article" in index.detail.toPlainText())
    assert "Ines Holm" in index.detail.toPlainText()
    window_of_index.search.box.set_search("ferry")
    qtbot.waitUntil(lambda: window_of_index.settled and len(window_of_index.model.rowids) == 1)
    index.table.clicked.emit(index.table.currentIndex())
    dossier = window_of_index.reading.dossier
    assert dossier is not None
    assert "Ines Holm" in dossier.article.text


@pytest.fixture
def window_of_index(index: QuoteIndex) -> MainWindow:
    parent = index.parent()
    assert isinstance(parent, MainWindow)
    return parent


def test_a_speaker_leads_to_the_page_and_back(qtbot: QtBot, index: QuoteIndex, window_of_index: MainWindow) -> None:
    index.table.selectRow(0)
    qtbot.waitUntil(lambda: "Ines Holm" in index.detail.toPlainText())
    index.detail.anchorClicked.emit(QUrl("speaker:"))
    page = window_of_index.visiting.names
    assert page is not None
    qtbot.waitUntil(lambda: page.profile is not None)
    assert page.title.text() == "Ines Holm"
    page.said.linkActivated.emit("quotes")
    assert index.speaker.text() == "Ines Holm"
    qtbot.waitUntil(lambda: index.count.text() == "2 quotations")
