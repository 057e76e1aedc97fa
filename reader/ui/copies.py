"""The copies and versions of an article: which there are, and what each changed against the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reader.library import ArticleRow, Reader
from reader.model import Changes
from reader.rendering import Stretch, compare, count_words, likeness, rows
from reader.ui import comparison
from reader.ui import theme as look
from reader.ui.boxes import below
from reader.ui.cards import about
from reader.ui.session import Session
from reader.ui.settings import Settings

SIZE = (1040, 700)
_ORDERS = ("Earliest first", "Longest first")
_ALONE = "No copies of this article, and none that share most of its sentences, are known."
_FIRST = "This is the text that the others are held against."


@dataclass(frozen=True, slots=True)
class _Held:
    """One article held against the first."""

    first: ArticleRow
    other: ArticleRow
    stretches: Sequence[Stretch]


class CopiesWindow(QDialog):
    """The list at the left; at the right what the chosen one changed. J and K go from copy to copy."""

    opened = Signal(object)  # an ArticleRow, to be read
    listWanted = Signal(str)  # a search for all of them
    failed = Signal(object)

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("copiesWindow")
        self.setWindowTitle("Copies and Versions")
        self.resize(*SIZE)
        self._session, self._settings = session, settings
        self._id = ""
        self._rows: list[ArticleRow] = []
        self._held: _Held | None = None
        self.order = QComboBox(self)
        self.list = QListWidget(self)
        self.beside = QCheckBox("Side by side", self)
        self.note = QLabel(self)
        self.page = QTextBrowser(self)
        self.open_it = QPushButton("Open Article", self)
        self.list_all = QPushButton("Show All in the List", self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.order.addItems(list(_ORDERS))
        self.order.setAccessibleName("Order of the copies")
        self.order.setCurrentIndex(int(self._settings.flag("copies/longest")))
        self.list.setObjectName("copyList")
        self.list.setAccessibleName("Copies")
        self.list.setWordWrap(True)
        self.list.setStyleSheet("QListWidget::item { padding: 5px 4px; }")
        self.beside.setChecked(self._settings.flag("copies/beside", True))
        self.beside.setShortcut("S")
        self.beside.setToolTip("Both texts in two columns, or one text with the changes in it (S)")
        self.note.setProperty("role", "hint")
        self.note.setWordWrap(True)
        self.page.setObjectName("differenceView")
        self.page.setAccessibleName("The difference")
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(18)
        self.note.setContentsMargins(12, 6, 0, 6)
        left = below(self.order, self.list, spacing=6, growing=self.list)
        right = below(self.note, self.page, spacing=6, growing=self.page)
        split = QSplitter(self)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([300, 740])
        split.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        close = QPushButton("Close", self)
        close.clicked.connect(self.close)
        for part in (self.beside, None, self.list_all, self.open_it, close):
            if part is None:
                foot.addStretch(1)
            else:
                foot.addWidget(part)
        for button in (self.list_all, self.open_it, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(split, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._compare())
        self.list.itemActivated.connect(lambda _item: self._open())
        self.order.currentIndexChanged.connect(self._reorder)
        self.beside.toggled.connect(self._lay_beside)
        self.open_it.clicked.connect(self._open)
        self.list_all.clicked.connect(lambda: self.listWanted.emit(f"copies:{self._id}"))
        for keys, call in (("J", lambda: self.step(1)), ("K", lambda: self.step(-1)), ("D", self.close)):
            QShortcut(QKeySequence(keys), self, call)

    # what is shown

    def use(self, session: Session) -> None:
        self._session = session
        self.close()

    def show_copies(self, id_: str) -> None:
        """Shows the copies of an article, itself chosen, or the first other where it comes first."""
        self._id = id_
        self._rows, self._held = [], None
        self.list.clear()
        self._look()

    def take(self, changes: Changes) -> None:
        """Articles came or went: looks again, and stays at the chosen one."""
        if changes.listing and self.isVisible():
            self._look()

    def step(self, direction: int) -> None:
        """The next copy, or the one before."""
        row = self.list.currentRow() + direction
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def _look(self) -> None:
        id_ = self._id
        self._session.desk.ask("copies", lambda reader: reader.family(id_), self._show, on_error=self.failed.emit)

    def _show(self, found: list[ArticleRow]) -> None:
        kept = self._chosen
        self._rows = found
        if self.order.currentIndex():
            self._rows = sorted(found, key=lambda row: -row.words)
        wanted = kept.id if kept is not None else self._id
        place = next((place for place, row in enumerate(self._rows) if row.id == wanted), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows:
            self.list.addItem(_item(row, here=row.id == self._id))
        self.list.blockSignals(False)
        self.list.setCurrentRow(place or min(1, len(self._rows) - 1) if kept is None else place)
        self.list_all.setEnabled(len(found) > 1)
        self.open_it.setEnabled(bool(found))
        self._compare()

    @property
    def _chosen(self) -> ArticleRow | None:
        row = self.list.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _compare(self) -> None:
        """Has the chosen article held against the first, in the background."""
        chosen = self._chosen
        self._held = None
        if chosen is None or len(self._rows) < 2:
            self.note.setText(_ALONE if self._rows else "")
            self.page.clear()
            return
        first = self._rows[0]
        self.note.setText("Comparing …")
        self._session.desk.ask(
            "difference", lambda reader: _held(reader, first, chosen), self._hold, on_error=self.failed.emit
        )

    def _hold(self, held: _Held | None) -> None:
        self._held = held
        self._write()

    def _write(self) -> None:
        held = self._held
        if held is None:
            return
        self.page.document().setDefaultStyleSheet(comparison.sheet(look.current()))
        same = held.first.id == held.other.id
        whole = f"{likeness(held.stretches):.0%} of the words are the same"
        against = f"Against {about(held.first) or 'the first'}: {whole}."
        self.note.setText(_FIRST if same else against)
        side = self.beside.isChecked() and not same
        title = _titles(held) if side else f"<h3>{escape(held.other.title)}</h3>"
        body = comparison.beside(rows(held.stretches)) if side else comparison.inline(held.stretches)
        self.page.setHtml(title + body)

    def _reorder(self, index: int) -> None:
        self._settings.set("copies/longest", bool(index))
        self._look()

    def _lay_beside(self, on: bool) -> None:
        self._settings.set("copies/beside", on)
        self._write()

    def _open(self) -> None:
        if self._chosen is not None:
            self.opened.emit(self._chosen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_held"):
            self._write()


def _held(reader: Reader, first: ArticleRow, other: ArticleRow) -> _Held | None:
    one, two = reader.dossier(first.id), reader.dossier(other.id)
    if one is None or two is None:
        return None
    return _Held(first, other, compare(one.article.text, two.article.text))


def _titles(held: _Held) -> str:
    cells = "<td width='24'></td>".join(
        f"<td width='50%' valign='top' style='padding-bottom: 12px'><b>{escape(row.title)}</b><br>"
        f"<span class='quiet'>{escape(about(row))}</span></td>"
        for row in (held.first, held.other)
    )
    return f"<table width='100%' cellspacing='0' cellpadding='0'><tr>{cells}</tr></table>"


def _item(row: ArticleRow, *, here: bool) -> QListWidgetItem:
    facts = " · ".join(part for part in (about(row), count_words(row.words, "word")) if part)
    item = QListWidgetItem(f"{row.title or 'Without a title'}\n{facts}")
    font = item.font()
    font.setBold(here)
    item.setFont(font)
    if here:
        item.setToolTip("The article in the window")
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}. {facts}")
    return item
