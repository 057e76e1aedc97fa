"""The page of a person, an organisation or a place: what the library has of it, and what the user says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reader.library import ArticleRow, Library, Name, Profile, Reader, Wanted
from reader.model import Changes, EntityType
from reader.rendering import DISPLAY, ENTITIES, count_words
from reader.ui import theme as look
from reader.ui.namefacts import facts_html, summary
from reader.ui.naming import ask_name, ask_split
from reader.ui.quotetable import PAGE, Line, Page, QuoteTable
from reader.ui.session import Session
from reader.ui.timeline import Timeline

SIZE = (1000, 680)
_FIELDS = {"person": "person:", "organisation": "org:", "place": "place:"}
Write = Callable[[Library], Changes]


class NamePage(QDialog):
    """One name at a time; its names, bars and quotations lead on."""

    opened = Signal(object)  # a Quotation, to be read where it stands
    quotesWanted = Signal(str)  # of this speaker, in the quote index
    searchWanted = Signal(str)  # for the window's search
    writeWanted = Signal(object)  # a Write, to be done and undone by the window
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("namePage")
        self.resize(*SIZE)
        self._session = session
        self._asked = Name("person", "")  # as it was asked for: after an undo it is that again
        self.profile: Profile | None = None
        self.title = QLabel(self)
        self.about = QLabel(self)
        self.types = QComboBox(self)
        self.buttons = {
            "rename": QPushButton("Rename…", self),
            "join": QPushButton("Join with…", self),
            "split": QPushButton("Split…", self),
            "delete": QPushButton("Not a Name", self),
            "list": QPushButton("List Its Articles", self),
        }
        self.timeline = Timeline(self)
        self.facts = QTextBrowser(self)
        self.quotes = QuoteTable("nameQuotes", "What they said", self)
        self.said = QLabel(self)
        self._lay_out()
        self._connect()

    # making it

    def _lay_out(self) -> None:
        self.title.setObjectName("nameTitle")
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setWordWrap(True)
        self.about.setProperty("role", "hint")
        self.said.setObjectName("nameSaid")
        self.types.setAccessibleName("What it is")
        for type_ in EntityType:
            self.types.addItem(ENTITIES[type_][0].capitalize(), type_.value)
        self.facts.setObjectName("nameFacts")
        self.facts.setAccessibleName("Forms, company, and who may be the same")
        self.facts.setOpenLinks(False)
        self.facts.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.facts.setStyleSheet("background: transparent")
        self.facts.document().setDocumentMargin(0)
        bar = QHBoxLayout()
        bar.addWidget(self.types)
        for button in self.buttons.values():
            button.setAutoDefault(False)
            bar.addWidget(button)
        bar.insertStretch(bar.count() - 1, 1)
        split = QSplitter(self)
        split.addWidget(_column(_heading("Articles over time"), self.timeline, self.facts))
        self.quoted = _column(self.said, self.quotes)
        self.quoted.layout().setContentsMargins(14, 6, 0, 0)  # type: ignore[union-attr]
        split.addWidget(self.quoted)
        split.setSizes([380, 620])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(bar)
        column.addWidget(split, 1)
        self._dress()

    def _dress(self) -> None:
        families = ", ".join(f"'{family}'" for family in DISPLAY)
        self.title.setStyleSheet(f"font-family: {families}; font-size: 30px;")

    def _connect(self) -> None:
        self.quotes.opened.connect(self.opened)
        self.said.linkActivated.connect(lambda _link: self.quotesWanted.emit(self._name.text))
        self.quotes.quotes.failed.connect(self.failed)
        self.facts.anchorClicked.connect(self._follow)
        self.timeline.chosen.connect(lambda period: self.searchWanted.emit(f"{self._term()} date:{period}"))
        self.types.activated.connect(lambda _index: self._retype())
        for key, call in (
            ("rename", self._rename), ("join", self._join), ("split", self._ask_split), ("delete", self._delete),
            ("list", lambda: self.searchWanted.emit(self._term())),
        ):  # fmt: skip
            self.buttons[key].clicked.connect(lambda _checked=False, call=call: call())

    # what is shown

    def use(self, session: Session) -> None:
        self._session = session
        self.look()

    def show_name(self, name: Name) -> None:
        """Shows a name's page."""
        self._asked = name
        self.setWindowTitle(f"{name.text} – Cuttings")
        self.title.setText(name.text)
        self.about.setText("Looking …")
        self.look()

    def take(self, changes: Changes) -> None:
        """Marks or names changed: it looks again."""
        if self.isVisible() and (changes.marks or changes.listing):
            self.look()

    def look(self) -> None:
        """Asks the library about the name."""
        name = self._asked
        self._session.desk.ask("name", lambda reader: reader.profile(name), self._show, on_error=self.failed.emit)

    def _show(self, profile: Profile | None) -> None:
        old, self.profile = self.profile, profile
        for button in (*self.buttons.values(), self.types):
            button.setEnabled(profile is not None)
        if profile is None:
            self.about.setText("It is no name in this library now. Undo brings back what you deleted.")
            self.timeline.show_months(())
            self.facts.clear()
            self.quotes.quotes.clear()
            self.quoted.hide()
            return
        self.quoted.setVisible(bool(profile.quotations))
        self._write_said(profile)
        self.title.setText(profile.name.text)
        self.setWindowTitle(f"{profile.name.text} – Cuttings")
        self.about.setText(summary(profile))
        self.types.setCurrentIndex(self.types.findData(profile.name.kind))
        self.timeline.show_months(profile.months)
        self._write(profile)
        if old is None or (old.name, old.quotations) != (profile.name, profile.quotations):
            wanted = Wanted(name=profile.name.text)
            self.quotes.quotes.ask(self._session, lambda reader, after: _page(reader, wanted, after))

    def _write_said(self, profile: Profile) -> None:
        said = f"<b>What they said: {count_words(profile.quotations, 'quotation')}</b>"
        link = f"<a href='quotes' style='color: {look.current().accent}; text-decoration: none'>in the quote index</a>"
        self.said.setText(f"{said} &nbsp;{link}")

    def _write(self, profile: Profile) -> None:
        theme = look.current()
        self.facts.document().setDefaultStyleSheet(
            f"a {{ color: {theme.accent}; text-decoration: none; }} .quiet {{ color: {theme.muted}; }}"
        )
        self.facts.setHtml(facts_html(profile))

    @property
    def _name(self) -> Name:
        return self.profile.name if self.profile is not None else self._asked

    def _term(self) -> str:
        return f'{_FIELDS.get(self._name.kind, "")}"{self._name.text}"'

    # what is done

    def _follow(self, address: QUrl) -> None:
        profile = self.profile
        if profile is None:
            return
        act, _, place = address.toString().partition(":")
        listed = {"join": profile.offers, "out": profile.joined, "name": profile.company}[act]
        other = listed[int(place)][0]
        if act == "join":
            self._merge([other], profile.name)
        elif act == "out":
            self._merge([other], other)
        else:
            self.show_name(other)

    def _merge(self, joined: Sequence[Name], into: Name) -> None:
        self.writeWanted.emit(lambda library: library.merge_names(joined, into))

    def _rename(self) -> None:
        text = ask_name(self, self._session, "Rename", self._name, "Everywhere, and in later imports, it is called:")
        if text and text != self._name.text:
            self._merge([self._name], Name(self._name.kind, text))

    def _join(self) -> None:
        text = ask_name(self, self._session, "Join", self._name, "It is the same as:", fresh=True)
        if text and text != self._name.text:
            self._merge([self._name], Name(self._name.kind, text))

    def _retype(self) -> None:
        kind = self.types.currentData()
        if kind != self._name.kind:
            self._merge([self._name], Name(kind, self._name.text))

    def _delete(self) -> None:
        name = self._name
        self.writeWanted.emit(lambda library: library.delete_names([name]))

    def _ask_split(self) -> None:
        name = self._name
        self._session.desk.ask(
            "split", lambda reader: reader.rows_named(name), lambda rows: self._split(name, rows),
            on_error=self.failed.emit,
        )  # fmt: skip

    def _split(self, name: Name, rows: Sequence[ArticleRow]) -> None:
        answer = ask_split(self, name, rows)
        if answer is not None:
            ids, text = answer
            into = Name(name.kind, text) if text else None
            self.writeWanted.emit(lambda library: library.split_name(name, ids, into))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        profile: Profile | None = getattr(self, "profile", None)  # none yet while Qt makes the window
        if event.type() == QEvent.Type.PaletteChange and profile is not None:
            self._write(profile)
            self._write_said(profile)


def _page(reader: Reader, wanted: Wanted, after: object) -> Page:
    found, on = reader.quotations(wanted, after, PAGE)  # type: ignore[arg-type]
    return [Line(each, head=each.title or "Without a title") for each in found], on


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setStyleSheet("font-weight: bold")
    return label


def _column(*parts: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 6, 8, 0)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, QScrollArea | QTextBrowser | QuoteTable) else 0)
    return box
