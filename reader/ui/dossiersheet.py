"""A dossier on a sheet of type: set in slices, marked, with its pictures, kept where the reader is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from reader.model import Dossier
from reader.ui.contents import Contents
from reader.ui.document import Setting
from reader.ui.endwatch import EndWatch
from reader.ui.gallery import Gallery
from reader.ui.gutter import Gutter
from reader.ui.marks import Coat, Kind, Range
from reader.ui.sheet import Sheet

AT_ONCE = 16_000  # characters that are set before an article is shown: five screens
SLICE = 16_000  # characters that are set in one go after that: about 8 ms
FLASH = 1_600  # milliseconds that a passage stays marked after travelling to it
SHOWN_AT_FIRST = ~Kind.INDIRECT  # reported speech is shown only when asked for


class DossierSheet(Sheet):
    """Shows one dossier. Positions are the document's, points are code points of the article's text."""

    nameChosen = Signal(str)  # whose mentions are marked now, "" for nobody
    marked = Signal()  # the marks were drawn anew
    written = Signal()  # the document was filled anew: positions in it are others now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents: Contents | None = None
        self._setting: Setting | None = None
        self._shown = Kind(SHOWN_AT_FIRST)
        self._cuts = False
        self._chosen = ""
        self._passage: list[Range] = []
        self._coat = Coat()
        self._gutter = Gutter(self)
        self.gallery = Gallery(self)
        self.end = EndWatch(self, self)
        self._more_timer = QTimer(self, singleShot=True, interval=0)
        self._more_timer.timeout.connect(self._set_more)
        self._flash_timer = QTimer(self, singleShot=True, interval=FLASH)
        self._flash_timer.timeout.connect(self._end_flash)

    # what is shown

    @property
    def contents(self) -> Contents | None:
        """What is on screen."""
        return self._contents

    def show_dossier(self, dossier: Dossier | None, words: Sequence[str] = ()) -> None:
        """Shows an article with `words` marked; the same text again keeps its place and gets new marks."""
        old = self._contents
        if dossier is None:
            self._forget()
        elif old and _same_text(old.dossier, dossier):
            self._contents = Contents(dossier, old.page, words)
            self._mark()
        elif old and old.article.id == dossier.article.id:  # corrected: the reader stays where he is
            with self._place.kept() as point:
                self._passage = []
                self._write(dossier, words, point)
        else:
            self._chosen = ""
            self._write(dossier, words)
            self.setTextCursor(QTextCursor(self.document()))
            self.show_caret(False)
            self._place.begin()
            self.end.begin()

    def _forget(self) -> None:
        self._contents = self._setting = None
        self._more_timer.stop()
        self.gallery.take_down()
        self.document().clear()
        self.end.look()

    def _write(self, dossier: Dossier, words: Sequence[str], point: int = 0) -> None:
        """The first screens, and all up to a point, at once; the rest follows in slices while the window lives on."""
        self.gallery.take_down()
        self._coat.forget()
        self._setting = Setting(self.document(), dossier, self._types, cuts=self._cuts, room=self.column)
        self._setting.go_on(point + AT_ONCE)
        self._contents = Contents(dossier, self._setting.page, words)
        self.gallery.hang(self._setting.page.pictures, self.column)
        self.set_margins()
        self._mark()
        self.written.emit()
        self._more_timer.start()

    def rewrite(self) -> None:
        """The same article in another type or with other cuts: the line that was on top stays on top."""
        if self._contents:
            ends = [self.to_point(at) for at in (self.textCursor().anchor(), self.textCursor().position())]
            with self._place.kept() as point:
                self._passage = []
                self._write(self._contents.dossier, self._contents.words, max(point, *ends))
                self.select(*map(self.to_position, ends))

    def select(self, anchor: int, position: int) -> None:
        """Selects between two positions, or moves the text cursor where they are one; without scrolling to it."""
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def set_show_cuts(self, shown: bool) -> None:
        """Shows what was taken out, in place."""
        if shown != self._cuts:
            self._cuts = shown
            self.rewrite()

    # setting the rest

    @property
    def growing(self) -> bool:
        """Whether a part of the text is still to be set."""
        return self._setting is not None and not self._setting.done

    def set_whole(self) -> None:
        """Sets what is left of the text, for whoever needs all of it at once."""
        self._set_up_to(len(self._contents.article.text) if self._contents else 0)

    def _set_more(self) -> None:
        if self._setting is not None:
            self._set_up_to(self._setting.reached)
        if self.growing:
            self._more_timer.start()
        else:
            self._lay_out_all()

    def _set_up_to(self, point: int) -> None:
        """Sets the text up to a code point and a few screens more, and marks what was set."""
        setting, contents = self._setting, self._contents
        if setting is None or contents is None or setting.done or point < setting.reached - SLICE // 2:
            return
        before, pictures = setting.reached, len(setting.page.pictures)
        setting.go_on(point + SLICE)
        contents.grown()
        if len(setting.page.pictures) > pictures:
            self.gallery.hang(setting.page.pictures, self.column)
        if self._chosen or self._passage:
            self._mark()
        else:
            bits = (self._shown | Kind.HEADLINE).value
            marked = [each for each in contents.between(before, setting.reached) if each[2] & bits]
            self._coat.add(self.document(), marked, self._types.theme)
        if not self.growing:
            self.written.emit()
            self.end.look()

    def _lay_out_all(self) -> None:
        """Qt can lose sight of what is added while it still lays out what was there: such a part has no width."""
        document = self.document()
        if self._contents and not document.documentLayout().blockBoundingRect(document.lastBlock()).width():
            document.markContentsDirty(0, document.characterCount())

    # marks

    def _mark(self) -> None:
        if self._contents:
            pieces, theme = self._contents.page.pieces, self._types.theme
            self._coat.lay(self.document(), pieces, self._ranges(self._contents), theme)
            self.viewport().update()
            self.marked.emit()

    def _ranges(self, contents: Contents) -> list[Range]:
        every = [*contents.derived, *contents.notes, *contents.hits]
        bits = (self._shown | Kind.HEADLINE).value
        shown = [each for each in every if each[2] & bits]
        return [*shown, *(contents.mentions(self._chosen) if self._chosen else ()), *self._passage]

    def set_marks(self, shown: Kind) -> None:
        """Which kinds of marks are shown."""
        self._shown = shown
        self._mark()

    @property
    def marks(self) -> Kind:
        return self._shown

    def choose_name(self, name: str) -> None:
        """Marks all mentions of a name; "" marks none."""
        if name != self._chosen:
            self._chosen = name
            self._mark()
            self.nameChosen.emit(name)

    @property
    def chosen_name(self) -> str:
        return self._chosen

    # travelling

    def travel(self, start: int, end: int) -> None:
        """Brings a passage of the text into view and marks it for a moment."""
        if self._contents is None:
            return
        self._set_up_to(end)
        places = self._contents.page.body
        self._place.bring(places.position(start), places.position(max(start, end - 1)))
        self._passage = [(first, last, Kind.PASSAGE.value) for first, last in places.ranges(start, end)]
        self._mark()
        self._flash_timer.start()

    def _end_flash(self) -> None:
        self._passage = []
        self._mark()

    # places

    def body_start(self) -> int | None:
        return self._contents.page.body_start if self._contents else None

    def to_point(self, position: int) -> int:
        return self._contents.page.body.nearest(position) if self._contents else 0

    def to_position(self, point: int) -> int:
        self._set_up_to(point)
        return self._contents.page.body.position(point) if self._contents else 0

    # events

    def selectAll(self) -> None:
        self.set_whole()
        super().selectAll()

    def page(self, forward: bool) -> bool:
        if forward and self._setting is not None:
            self._set_up_to(self._setting.reached)
        return super().page(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.gallery.look()
        self.end.look()

    def set_margins(self) -> None:
        super().set_margins()
        self.gallery.fit(self.column)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._gutter.paint(event.rect())


def _same_text(first: Dossier, second: Dossier) -> bool:
    """Whether nothing but marks and the user's own may differ."""
    return (first.article, first.pictures) == (second.article, second.pictures)
