"""The panel beside the article: tags, notes, names, quotations and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from reader.model import Dossier, Marks, Quote, QuoteKind
from reader.ui import theme as look
from reader.ui.boxes import below
from reader.ui.chips import TagEditor
from reader.ui.entitylist import EntityList, Name
from reader.ui.notes import NoteEditor
from reader.ui.provenance import ProvenanceTable
from reader.ui.quotelist import QuoteList, share_words
from reader.ui.relatives import RelativeLinks
from reader.ui.section import Section
from reader.ui.trees import DATA, GroupedTree

_NOTHING = "Choose an article: its tags, notes, names and quotations stand here."
_PENDING = "Not looked through yet. Names and quotations appear here by themselves."
_FAILED = "Names and quotations could not be found in this article: {}."


class Panel(QWidget):
    """Shows what is known of a dossier. It changes nothing itself: it says what is wanted."""

    tagAdded = Signal(str)
    tagRemoved = Signal(str)
    noteAdded = Signal(str, object, object)
    noteEdited = Signal(int, str)
    noteDeleted = Signal(int)
    spanActivated = Signal(int, int)
    nameChosen = Signal(str)  # to mark its mentions in the text
    searchWanted = Signal(str)
    pageWanted = Signal(str)  # of a name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._dossier: Dossier | None = None
        self._theme = look.current()
        self._next: dict[str, int] = {}  # which mention of a name a click leads to next
        self.relatives = RelativeLinks(self)
        self.tags = TagEditor(self)
        self.notes = NoteEditor(self)
        self.names = EntityList(self)
        self.quotes = QuoteList(self)
        self.provenance = ProvenanceTable(self)
        self._nothing = _hint(_NOTHING, self)
        self._names_hint = _hint("", self)
        self._quotes_hint = _hint("", self)
        self.sections = {
            "tags": Section("Tags", self.tags, self),
            "notes": Section("Notes", self.notes, self),
            "quotes": Section("Quotations", below(self._quotes_hint, self.quotes, spacing=4), self),
            "names": Section("Names", below(self._names_hint, self.names, spacing=4), self),
            "provenance": Section("Where it comes from", self.provenance, self, opened=False),
        }
        self._lay_out()
        self._connect()
        self.show_dossier(None)

    def _lay_out(self) -> None:
        self._area = area = QScrollArea(self)
        inner = QWidget(self)
        inner.setObjectName("panelInside")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 24)
        column.setSpacing(16)
        column.addWidget(self._nothing)
        column.addWidget(self.relatives)
        for section in self.sections.values():
            column.addWidget(section)
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self.setMinimumWidth(220)

    def _connect(self) -> None:
        self.tags.tagAdded.connect(self.tagAdded)
        self.tags.tagRemoved.connect(self.tagRemoved)
        self.notes.noteAdded.connect(self.noteAdded)
        self.notes.noteEdited.connect(self.noteEdited)
        self.notes.noteDeleted.connect(self.noteDeleted)
        self.notes.spanActivated.connect(self.spanActivated)
        self.names.chosen.connect(self._go_to_name)
        self.quotes.chosen.connect(self._go_to_quote)
        self.names.itemDoubleClicked.connect(lambda item, _column: self._open_page(item.data(0, DATA)))
        for tree in (self.names, self.quotes):
            tree.customContextMenuRequested.connect(lambda point, tree=tree: self._menu(tree, point))

    # what is shown

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Shows a dossier; None when no article is chosen."""
        old, self._dossier = self._dossier, dossier
        self._nothing.setVisible(dossier is None)
        for section in self.sections.values():
            section.setVisible(dossier is not None)
        self.tags.show_tags(dossier.state.tags if dossier else ())
        self.notes.show_notes(dossier)
        self.sections["notes"].set_count(str(len(dossier.state.notes) or "") if dossier else "")
        if old is None or dossier is None or (old.article, old.marks) != (dossier.article, dossier.marks):
            self._next.clear()
            self._show_marks(dossier)
            self.provenance.show_provenance(dossier)

    def _show_marks(self, dossier: Dossier | None) -> None:
        names, quotes = self.names.show_names(dossier), self.quotes.show_quotes(dossier)
        self.names.setVisible(bool(names))
        self.quotes.setVisible(bool(quotes))
        self.sections["names"].set_count(str(names or ""))
        self.sections["quotes"].set_count(str(quotes or ""))
        marks = dossier.marks if dossier else Marks()
        looked = _FAILED.format(marks.error) if marks.error else "" if marks.analysed else _PENDING
        self._names_hint.setText("" if names else looked or "No names in this article.")
        said = [each for each in dossier.marks.quotes if each.kind is not QuoteKind.INDIRECT] if dossier else []
        self._quotes_hint.setText(share_words(said) or looked or "Nobody is quoted in this article.")
        for hint in (self._names_hint, self._quotes_hint):
            hint.setVisible(bool(hint.text()))

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """The library's tags, to complete from."""
        self.tags.set_known(tags)

    def set_passage(self, start: int | None, end: int | None) -> None:
        """The passage that is selected in the text; None: nothing."""
        self.notes.set_passage(start, end)

    def focus_tag(self) -> None:
        """Puts the cursor where tags are typed."""
        self._focus("tags", self.tags.edit)

    def focus_note(self) -> None:
        """Puts the cursor where notes are written."""
        self._focus("notes", self.notes.edit)

    def _focus(self, section: str, field: QWidget) -> None:
        self.sections[section].set_opened(True)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._area.ensureWidgetVisible(field)

    def changeEvent(self, event: QEvent) -> None:
        """In another theme: what has its colours written into it is written anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._theme is not look.current():
            self._theme = look.current()
            self.notes.redraw()
            self.provenance.show_provenance(self._dossier)

    # travelling and searching

    def _go_to_name(self, name: object) -> None:
        """Each click leads to the next mention."""
        if not isinstance(name, Name):
            return
        self.nameChosen.emit(name.name)
        if name.spans:
            turn = self._next.get(name.name, 0)
            self._next[name.name] = turn + 1
            self.spanActivated.emit(*name.spans[turn % len(name.spans)])

    def _go_to_quote(self, quote: object) -> None:
        if isinstance(quote, Quote):
            self.spanActivated.emit(quote.start, quote.end)

    def _open_page(self, data: object) -> None:
        if name := _name_of(data):
            self.pageWanted.emit(name)

    def _menu(self, tree: GroupedTree, point: QPoint) -> None:
        item = tree.itemAt(point)
        name = _name_of(item.data(0, DATA)) if item is not None else None
        if name:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(f"Search for “{name.replace('&', '&&')}”", lambda: self.searchWanted.emit(name))
            menu.addAction(f"All about “{name.replace('&', '&&')}”…", lambda: self.pageWanted.emit(name))
            menu.popup(tree.viewport().mapToGlobal(point))


def _name_of(data: object) -> str | None:
    if isinstance(data, Name):
        return data.name
    return data.speaker if isinstance(data, Quote) else None


def _hint(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label
