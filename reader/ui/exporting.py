"""Export of the selected articles or of all that are found, in a format chosen by the file dialog's filter."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.model import Step
from reader.rendering.words import count_words
from reader.ui import dialogs
from reader.ui.finding import Finding
from reader.ui.jobs import Job
from reader.ui.marking import Marking, Target
from reader.ui.reading import Reading
from reader.ui.session import Session
from reader.ui.settings import Settings

if TYPE_CHECKING:  # the exporters are imported when the first file is asked for, not at the start (0.1 s)
    from reader.exports import Exporter

NAME = 60  # characters of a headline in a proposed file name


class Exporting(QObject):
    """Writes a file that is whole or absent, in the background."""

    progressed = Signal(object, str)  # Step | None, and what is going on
    ended = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        marking: Marking,
        finding: Finding,
        reading: Reading,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._marking = marking
        self._finding = finding
        self._reading = reading
        self._settings = settings
        self._parent = parent
        self._job: Job | None = None

    def use(self, session: Session) -> None:
        self._session, self._job = session, None

    def ask_selected(self) -> None:
        self._marking.target(lambda target: self._ask(target or self._finding.query))

    def ask_found(self) -> None:
        self._ask(self._finding.query)

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._session.desk.drop("export")
            self._end("Export stopped; no file was written.")

    @property
    def busy(self) -> bool:
        return self._job is not None

    def _ask(self, target: Target) -> None:
        from reader.exports import EXPORTERS

        filters = {f"{each.name} ({' '.join('*' + end for end in each.suffixes)})": each for each in EXPORTERS}
        used = self._settings.text("export/format")
        first = next((words for words, each in filters.items() if each.name == used), next(iter(filters)))
        folder = Path(self._settings.text("folders/export", str(Path.home())))
        proposed = str(folder / f"{self._name(target)}{filters[first].suffixes[0]}")
        answer = dialogs.ask_save(self._parent, self._title(target), proposed, list(filters), first)
        if answer is not None:
            path, chosen = answer
            self._write(target, *_file_and_format(path, filters.get(chosen)))

    def _write(self, target: Target, path: Path, exporter: Exporter) -> None:
        from reader.tasks import export

        self._settings.set("folders/export", str(path.parent))
        self._settings.set("export/format", exporter.name)
        self.progressed.emit(Step(0, 0), f"Exporting to {path.name}")
        self._job = self._session.desk.ask(
            "export",
            lambda reader: export(reader, target, path, exporter),
            partial(self._done, path),
            on_part=lambda step: self.progressed.emit(step, f"Exporting to {path.name}"),
            on_error=self._failed,
        )

    def _done(self, path: Path, number: int) -> None:
        self._end(f"{count_words(number, 'article')} exported to {path}.")

    def _failed(self, error: BaseException) -> None:
        self._end("")
        self.failed.emit(error)

    def _end(self, words: str) -> None:
        self._job = None
        self.progressed.emit(None, "")
        if words:
            self.ended.emit(words)

    def _title(self, target: Target) -> str:
        return f"Export {count_words(len(target), 'Article')}" if isinstance(target, list) else "Export All Found"

    def _name(self, target: Target) -> str:
        """A file name from the headline of a single article, or from the search."""
        dossier = self._reading.dossier
        one = isinstance(target, list) and len(target) == 1 and dossier is not None
        words = dossier.article.title if one and dossier is not None else self._finding.query.text
        return re.sub(r"[^\w\- ]+", "", words)[:NAME].strip() or "articles"


def _file_and_format(path: Path, chosen: Exporter | None) -> tuple[Path, Exporter]:
    """The ending that was typed decides; without one, the filter does and gives its ending."""
    from reader.exports import EXPORTERS, exporter_for

    if any(path.name.lower().endswith(end) for each in EXPORTERS for end in each.suffixes):
        return path, exporter_for(path.name)
    exporter = chosen or EXPORTERS[0]
    return path.with_name(path.name + exporter.suffixes[0]), exporter
