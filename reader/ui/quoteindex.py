"""The quote index: every quotation of the library, found by words, speaker, class and date, and where it travels."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reader.library import Reader, Travel, Wanted, understood
from reader.model import Changes, SpeakerClass
from reader.rendering import count_words
from reader.ui.quotetable import PAGE, Line, Page, QuoteTable
from reader.ui.session import Session
from reader.ui.travelview import TravelView

REST = 250  # milliseconds after the last key until the list is asked for
SIZE = (1080, 680)

_SOURCES: tuple[tuple[str, frozenset[SpeakerClass | None]], ...] = (
    ("Any source", frozenset()),
    ("Named", frozenset((SpeakerClass.NAMED,))),
    ("Institutions", frozenset((SpeakerClass.INSTITUTION,))),
    ("Anonymous", frozenset((SpeakerClass.ANONYMOUS,))),
    ("Unattributed", frozenset((None,))),
)
_BAD_DATES = "Dates are written 2011, 2011-03, 2011-03-07, or 2011..2012-06."


class QuoteIndex(QDialog):
    """The list at the left, the chosen quotation at the right."""

    opened = Signal(object)  # a Quotation, to be read where it stands
    speakerWanted = Signal(str)  # whose page is asked for
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quoteIndex")
        self.setWindowTitle("Quotations")
        self.resize(*SIZE)
        self._session = session
        self.words = _field("quoteWords", "Words in the quotation", self)
        self.speaker = _field("quoteSpeaker", "Speaker", self)
        self.dates = _field("quoteDates", "Dates, as 2011-03..2012", self)
        self.sources = QComboBox(self)
        self.indirect = QCheckBox("Reported speech too", self)
        self.travelling = QCheckBox("Only what travels", self)
        self.count = QLabel(self)
        self.table = QuoteTable("quoteTable", "Quotations", self)
        self.detail = TravelView("quotation", self)
        self._rest = QTimer(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.sources.setObjectName("quoteSources")
        self.sources.setAccessibleName("Kind of source")
        self.sources.addItems([words for words, _ in _SOURCES])
        self.travelling.setToolTip("Words that stand in several articles, exactly or slightly changed")
        self.count.setProperty("role", "hint")
        top = QHBoxLayout()
        for field, room in ((self.words, 4), (self.speaker, 3), (self.sources, 0), (self.dates, 3)):
            top.addWidget(field, room)
        below = QHBoxLayout()
        below.addWidget(self.travelling)
        below.addWidget(self.indirect)
        below.addStretch(1)
        below.addWidget(self.count)
        split = QSplitter(self)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setSizes([640, 440])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(below)
        column.addWidget(split, 1)

    def _connect(self) -> None:
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.look)
        for field in (self.words, self.speaker, self.dates):
            field.textChanged.connect(lambda _text: self._rest.start())
            field.returnPressed.connect(self.look)
        self.sources.currentIndexChanged.connect(lambda _index: self.look())
        self.indirect.toggled.connect(lambda _on: self.look())
        self.travelling.toggled.connect(lambda _on: self.look())
        self.table.currentLine.connect(lambda line: self.detail.show_line(self._session, line))
        self.table.quotes.filled.connect(self._filled)
        for part in (self.table.quotes, self.detail):
            part.failed.connect(self.failed)
        self.detail.speakerWanted.connect(self.speakerWanted)
        for view in (self.table, self.detail):
            view.opened.connect(self.opened)

    # what is shown

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.words.text(),
            self.speaker.text(),
            classes=_SOURCES[self.sources.currentIndex()][1],
            dates=self.dates.text(),
            indirect=self.indirect.isChecked() and not self.travelling.isChecked(),
        )

    def use(self, session: Session) -> None:
        """Shows this library's quotations."""
        self._session = session
        self.table.quotes.clear()
        self.look()

    def take(self, changes: Changes) -> None:
        """Marks changed: an empty list looks again, a filled one stays where its reader is."""
        if (changes.marks or changes.listing) and not self.table.quotes.rowCount() and self.isVisible():
            self._rest.start()

    def show_speaker(self, name: str) -> None:
        """What this speaker said."""
        self.speaker.setText(f"{name}")
        self.look()

    def look(self) -> None:
        """Lists what is wanted, from the beginning."""
        self._rest.stop()
        wanted = self.wanted
        self.indirect.setEnabled(not self.travelling.isChecked())
        if not understood(wanted.dates):
            self.count.setText(_BAD_DATES)
            return
        self.count.setText("Looking …")
        self._session.desk.drop("quotations counted")
        if self.travelling.isChecked():
            self._ask_travels(wanted)
            return
        self.table.quotes.ask(self._session, lambda reader, after: _page(reader, wanted, after))
        self._session.desk.ask(
            "quotations counted",
            lambda reader: reader.quotation_count(wanted),
            self._counted,
            on_error=self.failed.emit,
        )

    def _ask_travels(self, wanted: Wanted) -> None:
        """The search for travels is one question; its pages are read as they are scrolled."""

        def question(reader: Reader) -> Generator[Any, None, list[Travel]]:
            return reader.travels(wanted)

        self._session.desk.ask("quotations travel", question, self._travelled, on_error=self.failed.emit)

    def _travelled(self, found: list[Travel]) -> None:
        if self.travelling.isChecked():
            self.count.setText(count_words(len(found), "quotation that travels", "quotations that travel"))
            self.table.quotes.ask(self._session, lambda reader, after: _travels_page(reader, found, after or 0))

    def _counted(self, number: int | None) -> None:
        if number is not None and not self.travelling.isChecked():
            self.count.setText(count_words(number, "quotation"))

    def _filled(self, number: int, whole: bool) -> None:
        if not self.travelling.isChecked() and self.words.text().strip():
            self.count.setText(count_words(number, "quotation") if whole else f"{number:,} quotations and more")
        if number and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.quotes.index(0, 0))


def _page(reader: Reader, wanted: Wanted, after: Any) -> Page:
    found, on = reader.quotations(wanted, after, PAGE)
    return [Line(each) for each in found], on


def _travels_page(reader: Reader, found: list[Travel], begin: int) -> Page:
    """A travel is listed with its earliest quotation."""
    part = found[begin : begin + PAGE]
    first = {each.place: each for each in reader.quotations_at([travel.places[0] for travel in part])}
    lines = [
        Line(first[travel.places[0]], travel.places, f"in {travel.texts:,} texts")
        for travel in part
        if travel.places[0] in first
    ]
    return lines, begin + PAGE if begin + PAGE < len(found) else None


def _field(name: str, words: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setObjectName(name)
    field.setAccessibleName(words)
    field.setPlaceholderText(words)
    field.setClearButtonEnabled(True)
    return field
