"""Batch search: a pasted or opened list of names, how many articles each finds, and which."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reader.errors import CuttingsError
from reader.library import ArticleRow, Reader
from reader.model import Step
from reader.rendering import count_words
from reader.ui import dialogs
from reader.ui.batchtable import BatchModel, BatchTable
from reader.ui.boxes import below, in_row
from reader.ui.cards import about
from reader.ui.session import Session
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.tasks import Found

SIZE = (980, 640)
SHOWN = 100  # articles of the chosen name
_COUNTS, _ARTICLES = "Names with counts (*.csv)", "Articles of each name (*.csv)"
_HOW = (
    "A name a line, or a file with one a line or in its first column. Names are searched for just as they are written; "
    "a star stands for any ending: Holm*."
)


class BatchWindow(QDialog):
    """The list at the left, what it finds at the right."""

    searchWanted = Signal(str)
    opened = Signal(object)  # an ArticleRow
    failed = Signal(object)

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batchWindow")
        self.setWindowTitle("Search for a List of Names")
        self.resize(*SIZE)
        self._session, self._settings = session, settings
        self._found: list[Found] = []  # grows in the reading thread; only its first `_taken` are looked at here
        self._taken = 0
        self._running = False
        self.names = QPlainTextEdit(self)
        self.as_searches = QCheckBox("Lines are searches", self)
        self.open_list = QPushButton("Open List…", self)
        self.go = QPushButton("Search", self)
        self.model = BatchModel(self)
        self.table = BatchTable(self.model, self)
        self.articles = QListWidget(self)
        self.export = QPushButton("Export…", self)
        self.note = QLabel(self)
        self.progress = QProgressBar(self)
        self._lay_out()
        self._connect()
        self._tell()

    def _lay_out(self) -> None:
        self.names.setObjectName("batchNames")
        self.names.setAccessibleName("Names to search for, one a line")
        self.names.setPlaceholderText("Ines Holm\nPelle Aune\nSkarholm*")
        self.as_searches.setToolTip("Each line is a search as in the search box: source:, OR, tag: …")
        self.articles.setObjectName("batchArticles")
        self.articles.setAccessibleName("The newest articles of the chosen name")
        self.articles.setStyleSheet("QListWidget::item { padding: 4px 6px; }")
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(8)
        self.note.setProperty("role", "hint")
        how = QLabel(_HOW, self)
        how.setWordWrap(True)
        how.setProperty("role", "hint")
        actions = in_row(self.open_list, self.as_searches)
        left = below(how, self.names, actions, self.go, spacing=8, growing=self.names)
        left.setContentsMargins(0, 0, 10, 0)
        found = QSplitter(Qt.Orientation.Vertical, self)
        found.addWidget(self.table)
        found.addWidget(self.articles)
        found.setSizes([340, 220])
        found.setChildrenCollapsible(False)
        split = QSplitter(self)
        split.addWidget(left)
        split.addWidget(found)
        split.setSizes([330, 650])
        split.setChildrenCollapsible(False)
        self.list_it = QPushButton("Show in the List", self)
        close = QPushButton("Close", self)
        close.clicked.connect(self.close)
        for button in (self.open_list, self.export, self.list_it, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(split, 1)
        column.addWidget(in_row(self.note, self.progress, None, self.export, self.list_it, close))

    def _connect(self) -> None:
        self.go.clicked.connect(self._go_or_stop)
        self.open_list.clicked.connect(self._ask_list)
        self.names.textChanged.connect(self._tell)
        self.export.clicked.connect(self._ask_export)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _old: self._choose(now))
        self.table.opened.connect(lambda found: self.searchWanted.emit(found.query.text))
        self.list_it.clicked.connect(lambda: self.table.opened.emit(self.model.found(self.table.currentIndex().row())))
        self.articles.itemActivated.connect(lambda item: self.opened.emit(item.data(Qt.ItemDataRole.UserRole)))

    def use(self, session: Session) -> None:
        """Another library: what was found is of the one before."""
        self.stop()
        self._session = session
        self._begin()

    def done(self, result: int) -> None:
        self.stop()
        super().done(result)

    @property
    def wanted(self) -> list[str]:
        from reader.tasks import names_in

        return names_in(self.names.toPlainText())

    # searching

    def _go_or_stop(self) -> None:
        if self._running:
            self.stop()
        else:
            self.search()

    def search(self) -> None:
        """Searches for the names, in the background; what is found comes in as it is found."""
        from reader.tasks import search_batch

        names, as_searches = self.wanted, self.as_searches.isChecked()
        if not names:
            return
        self._begin()
        found, self._running = self._found, True
        self.progress.setRange(0, len(names))
        self._tell()

        def question(reader: Reader) -> Generator[Step, None, None]:
            return search_batch(reader, names, found, as_searches=as_searches)

        self._session.desk.ask(
            "batch",
            question,
            lambda _: self._end(),
            on_part=lambda step: self._take(step.done),
            on_error=self._fail,
        )

    def stop(self) -> None:
        """What was found so far stays."""
        if self._running:
            self._session.desk.drop("batch")
            self._running = False
            self._tell()

    def _begin(self) -> None:
        self._found, self._taken = [], 0
        self.model.clear()
        self.articles.clear()
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)

    def _take(self, number: int) -> None:
        self.model.add(self._found[self._taken : number])
        self._taken = max(number, self._taken)
        self.progress.setValue(self._taken)
        self._tell()

    def _end(self) -> None:
        self._running = False
        self._take(len(self._found))

    def _fail(self, error: BaseException) -> None:
        self._running = False
        self._tell()
        self.failed.emit(error)

    def _tell(self) -> None:
        hits = sum(1 for each in self._found[: self._taken] if each.number)
        found = f"{count_words(self._taken, 'name')} searched for, {hits:,} found" if self._taken else ""
        self.note.setText(found)
        self.go.setText("Stop" if self._running else "Search")
        self.go.setEnabled(self._running or not self.names.document().isEmpty())
        self.progress.setVisible(self._running)
        self.export.setEnabled(bool(self._taken) and not self._running)
        self.list_it.setEnabled(self.table.currentIndex().isValid())

    def _choose(self, index: QModelIndex) -> None:
        """The newest articles of a name."""
        from reader.tasks import newest

        found = self.model.found(index.row())
        self.articles.clear()
        self.list_it.setEnabled(found is not None)
        if found is not None:
            self._session.desk.ask(
                "batch articles", lambda reader: newest(reader, found, SHOWN), self._show, on_error=self.failed.emit
            )

    def _show(self, rows: list[ArticleRow]) -> None:
        self.articles.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.title or 'Without a title'}\n{about(row)}")
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.articles.addItem(item)

    # files

    def _ask_list(self) -> None:
        path = dialogs.ask_list(self, self._settings.text("folders/lists", str(Path.home())))
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Puts the names of a file into the list."""
        from reader.tasks import read_names

        self._settings.set("folders/lists", str(path.parent))
        try:
            self.names.setPlainText("\n".join(read_names(path)))
        except CuttingsError as error:
            self.failed.emit(error)

    def _ask_export(self) -> None:
        folder = Path(self._settings.text("folders/export", str(Path.home())))
        answer = dialogs.ask_save(self, "Export", str(folder / "names.csv"), [_COUNTS, _ARTICLES])
        if answer is not None:
            self.export_to(answer[0] if answer[0].suffix else answer[0].with_suffix(".csv"), answer[1] == _ARTICLES)

    def export_to(self, path: Path, articles: bool) -> None:
        """Writes the counts, or the articles of each name, as a table."""
        from reader.tasks import write_articles, write_counts

        found = list(self._found[: self._taken])
        self._settings.set("folders/export", str(path.parent))
        self.note.setText(f"Exporting to {path.name} …")

        def question(reader: Reader) -> Generator[Any, None, int]:
            return write_articles(reader, found, path) if articles else write_counts(found, path)

        self._session.desk.ask("batch export", question, partial(self._exported, path), on_error=self.failed.emit)

    def _exported(self, path: Path, number: int) -> None:
        self.note.setText(f"{count_words(number, 'line')} exported to {path.name}.")
