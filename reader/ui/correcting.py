"""Where the user knows better than the dump: fields of an article, and what belongs to its text."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from reader.model import Cut
from reader.ui.correction import CorrectionDialog
from reader.ui.marking import Marking
from reader.ui.reading import Reading
from reader.ui.viewer import Viewer


class Correcting(QObject):
    """Asks what is wrong, and has it written."""

    said = Signal(str)
    cutsWanted = Signal()  # the cuts have to be shown, to choose one

    def __init__(self, marking: Marking, reading: Reading, viewer: Viewer, parent: QWidget) -> None:
        super().__init__(parent)
        self._marking = marking
        self._reading = reading
        self._viewer = viewer
        self._parent = parent
        viewer.putBackWanted.connect(self._put_back)
        viewer.takeOutWanted.connect(self._take_out)
        viewer.ruleWanted.connect(lambda rule: marking.write(lambda library: library.save_rule(rule)))

    def ask(self) -> None:
        """Headline, date, source, author."""
        dossier = self._reading.dossier
        if dossier is None:
            return
        dialog = CorrectionDialog(dossier, self._parent)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            values, clear = dialog.changes()
            id_ = dossier.article.id
            if values or clear:
                self._marking.write(lambda library: library.correct(id_, values, clear))
        dialog.deleteLater()

    # the text

    def next_cut(self) -> None:
        self._step(1)

    def previous_cut(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        self.cutsWanted.emit()
        if not self._viewer.step_cut(step):
            self.said.emit("Nothing visible was taken out of this text.")

    def put_back(self) -> None:
        """The cut under the text cursor or the mouse; the next one is chosen where there is none."""
        cut = self._viewer.cut_here()
        if cut is None:
            self._step(1)
            if self._viewer.cut_here() is not None:
                self.said.emit("Press once more to put this cut back; D goes to the next.")
        else:
            self._put_back(cut)

    def take_out(self) -> None:
        """The selected words, or the paragraph in which the text cursor stands."""
        passage = self._viewer.passage_here()
        if passage is None:
            self.said.emit("Select the words that are to go, or click into their paragraph.")
        else:
            self._take_out(*passage)

    def _put_back(self, cut: Cut) -> None:
        if (dossier := self._reading.dossier) is not None:
            id_ = dossier.article.id
            self._marking.write(lambda library: library.put_back(id_, cut))

    def _take_out(self, start: int, end: int) -> None:
        if (dossier := self._reading.dossier) is not None:
            id_ = dossier.article.id
            self._marking.write(lambda library: library.take_out(id_, start, end))
