"""The page of a name in the window: what it shows, and what the user says of the name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from reader.library import Library, Reader
from reader.model import Entity, EntityType, Marks, Query
from reader.ui import namepage
from reader.ui.namepage import NamePage
from reader.ui.timeline import Bar, bars
from reader.ui.window import MainWindow

from .conftest import Opener

NAMES = (("Ines Holm", "Ines Holm"), ("Elva", "Elva"), ("Pelle Aune", "I. Holm"))


@pytest.fixture
def page(qtbot: QtBot, open_window: Opener, filled: Path) -> NamePage:
    with Library.open(filled) as library, Reader.open(filled) as reader:
        batch = []
        for dossier in reader.dossiers(Query()):
            text = dossier.article.text
            found = [(text.find(written), written, name) for written, name in NAMES]
            entities = tuple(
                Entity(at, at + len(written), written, EntityType.PERSON, name)
                for at, written, name in found
                if at >= 0
            )
            batch.append((dossier.article.id, 1, Marks(entities, (), (), {"entities": "1", "quotes": "1"})))
        library.store_marks(batch)
    window = open_window(filled)
    rows = [window.model.row(number) for number in range(3)]
    bridge = next(row for row in rows if row is not None and "bridge" in row.title)
    window.articles.select_rowid(bridge.rowid)
    window.panel.pageWanted.emit("Ines Holm")
    page = window.visiting.names
    assert page is not None
    qtbot.waitUntil(lambda: page.profile is not None)
    return page


def test_it_tells_what_there_is(page: NamePage) -> None:
    assert page.title.text() == "Ines Holm"
    assert page.about.text().startswith("Person, in 1 article")
    assert page.about.text().endswith("not quoted")
    assert not page.quoted.isVisible()
    facts = page.facts.toPlainText()
    assert "Elva person, 1" in facts
    assert "I. Holm" in facts


def test_an_offer_is_taken_and_taken_back(qtbot: QtBot, page: NamePage) -> None:
    page.facts.anchorClicked.emit(QUrl("join:0"))
    qtbot.waitUntil(lambda: "in 2 articles" in page.about.text())
    page.facts.anchorClicked.emit(QUrl("out:0"))
    qtbot.waitUntil(lambda: "in 1 article" in page.about.text())
    window = page.parent()
    assert isinstance(window, MainWindow)
    window.commands["actionUndo"].trigger()
    qtbot.waitUntil(lambda: "in 2 articles" in page.about.text())


def test_a_name_is_renamed_retyped_and_deleted(qtbot: QtBot, page: NamePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(namepage, "ask_name", lambda *_args, **_more: "Ines Maria Holm")
    page.buttons["rename"].click()
    qtbot.waitUntil(lambda: page.title.text() == "Ines Maria Holm")
    page.types.setCurrentIndex(page.types.findData("organisation"))
    page.types.activated.emit(page.types.currentIndex())
    qtbot.waitUntil(lambda: page.about.text().startswith("Organisation"))
    page.buttons["delete"].click()
    qtbot.waitUntil(lambda: page.profile is None)
    assert "no name" in page.about.text()
    window = page.parent()
    assert isinstance(window, MainWindow)
    for _ in range(3):
        window.commands["actionUndo"].trigger()
    qtbot.waitUntil(lambda: page.title.text() == "Ines Holm" and page.about.text().startswith("Person"))


def test_in_some_articles_it_is_another(qtbot: QtBot, page: NamePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(namepage, "ask_split", lambda _page, _name, rows: ([row.id for row in rows], "Inge Holm"))
    page.buttons["split"].click()
    qtbot.waitUntil(lambda: "in 0 articles" in page.about.text())


def test_its_company_and_its_articles_lead_on(qtbot: QtBot, page: NamePage) -> None:
    wanted: list[str] = []
    page.searchWanted.connect(wanted.append)
    page.buttons["list"].click()
    page.timeline.chosen.emit("2025-08")
    assert wanted == ['person:"Ines Holm"', 'person:"Ines Holm" date:2025-08']
    page.facts.anchorClicked.emit(QUrl("name:0"))
    qtbot.waitUntil(lambda: page.title.text() == "Elva" and "in 1 article" in page.about.text())


def test_bars_have_no_holes_and_become_years() -> None:
    assert bars([("2025-08", 2), ("2025-10", 1)]) == [Bar("2025-08", 2), Bar("2025-09", 0), Bar("2025-10", 1)]
    assert bars([("1994-03", 1), ("1994-07", 1), ("1999-05", 12)])[:2] == [Bar("1994", 2), Bar("1995", 0)]
    assert bars([]) == []
