"""Where the user knows better than the dump: fields of an article, and what belongs to its text."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from reader.library import Library
from reader.model import Changes, Cut
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
        viewer.splitWanted.connect(self._split)
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
                self.said.emit("Press once more to put this cut back; G goes to the next.")
        else:
            self._put_back(cut)

    def take_out(self) -> None:
        """The selected words, or the paragraph in which the text cursor stands."""
        passage = self._viewer.passage_here()
        if passage is None:
            self.said.emit("Select the words that are to go, or click into their paragraph.")
        else:
            self._take_out(*passage)

    # where the article begins and ends

    def split(self) -> None:
        """Another article begins at the selection, the chosen cut, or the paragraph with the text cursor."""
        place = self._viewer.border_here()
        if place is None:
            self.said.emit("Click into the paragraph with which the other article begins.")
        else:
            self._split(place)

    def join(self) -> None:
        """This article and the next of its record become one."""
        if (dossier := self._reading.dossier) is not None:
            self._marking.write(partial(_join, dossier.article.id))

    def _split(self, place: int) -> None:
        if (dossier := self._reading.dossier) is not None:
            self._marking.write(partial(_split, dossier.article.id, place))

    def _put_back(self, cut: Cut) -> None:
        if (dossier := self._reading.dossier) is not None:
            id_ = dossier.article.id
            self._marking.write(lambda library: library.put_back(id_, cut))

    def _take_out(self, start: int, end: int) -> None:
        if (dossier := self._reading.dossier) is not None:
            id_ = dossier.article.id
            self._marking.write(lambda library: library.take_out(id_, start, end))


def _split(id_: str, place: int, library: Library) -> Changes:
    from reader.tasks import split  # by the lane: cleaning takes a while to import

    return split(library, id_, place)


def _join(id_: str, library: Library) -> Changes:
    from reader.tasks import join

    return join(library, id_)
