"""The article on screen: set as type, marked, found in, never fetched from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from reader.library import place_of_cut, to_source
from reader.model import Cut, Dossier
from reader.ui.contents import Contents
from reader.ui.document import Setting
from reader.ui.gallery import Gallery
from reader.ui.gutter import Gutter
from reader.ui.hover import tip_at
from reader.ui.marks import QUOTE_KINDS, Coat, Kind, Range
from reader.ui.offers import offers
from reader.ui.sheet import Sheet

END_SEEN = 1_500  # milliseconds that the end must be on screen before the article counts as read
AT_ONCE = 16_000  # characters that are set before an article is shown: five screens
SLICE = 16_000  # characters that are set in one go after that: about 8 ms
FLASH = 1_600  # milliseconds that a passage stays marked after travelling to it
SHOWN_AT_FIRST = ~Kind.INDIRECT  # reported speech is shown only when asked for


class Viewer(Sheet):
    """Shows one dossier. All positions in its signals are code points of the article's text."""

    nameActivated = Signal(str)
    readToEnd = Signal()
    passageSelected = Signal(object, object)
    pageWanted = Signal(str)  # of a name
    nameChosen = Signal(str)  # whose mentions are marked now, "" for nobody
    putBackWanted = Signal(object)  # a Cut
    takeOutWanted = Signal(int, int)  # code points of the text
    splitWanted = Signal(int)  # a place in the record's source text
    ruleWanted = Signal(object)  # a SiteRule
    marked = Signal()  # the marks were drawn anew
    written = Signal()  # the document was filled anew: positions in it are others now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAccessibleName("Article")
        self.viewport().setMouseTracking(True)
        self._contents: Contents | None = None
        self._shown = Kind(SHOWN_AT_FIRST)
        self._cuts = False
        self._chosen = ""
        self._passage: list[Range] = []
        self._pressed: QPoint | None = None
        self._read = False
        self._gutter = Gutter(self)
        self._setting: Setting | None = None
        self._coat = Coat()
        self._more_timer = QTimer(self, singleShot=True, interval=0)
        self._more_timer.timeout.connect(self._set_more)
        self.gallery = Gallery(self)
        self._end_timer = QTimer(self, singleShot=True, interval=END_SEEN)
        self._end_timer.timeout.connect(self._say_read)
        self._flash_timer = QTimer(self, singleShot=True, interval=FLASH)
        self._flash_timer.timeout.connect(self._end_flash)
        self.verticalScrollBar().valueChanged.connect(self._watch_end)
        self.selectionChanged.connect(self._say_passage)

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
            self._read = False
            self._chosen = ""
            self._write(dossier, words)
            self.setTextCursor(QTextCursor(self.document()))
            self.show_caret(False)
            self._place.begin()
            self._watch_end()

    def _forget(self) -> None:
        self._contents = self._setting = None
        self._end_timer.stop()
        self._more_timer.stop()
        self.gallery.take_down()
        self.document().clear()

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
            self._watch_end()

    def _lay_out_all(self) -> None:
        """Qt can lose sight of what is added while it still lays out what was there: such a part has no width."""
        document = self.document()
        if self._contents and not document.documentLayout().blockBoundingRect(document.lastBlock()).width():
            document.markContentsDirty(0, document.characterCount())

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

    def rewrite(self) -> None:
        """The same article in another type or with other cuts: the line that was on top stays on top."""
        if self._contents:
            ends = [self.to_point(at) for at in (self.textCursor().anchor(), self.textCursor().position())]
            with self._place.kept() as point:
                self._passage = []
                self._write(self._contents.dossier, self._contents.words, max(point, *ends))
                self._select(*map(self.to_position, ends))

    def _select(self, anchor: int, position: int) -> None:
        """The selection that was there, or the text cursor alone; without scrolling to it."""
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def set_show_cuts(self, shown: bool) -> None:
        """Shows what was taken out, in place."""
        if shown != self._cuts:
            self._cuts = shown
            self.rewrite()

    def set_marks(self, shown: Kind) -> None:
        """Which kinds of marks are shown."""
        self._shown = shown
        self._mark()

    @property
    def marks(self) -> Kind:
        return self._shown

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

    def step_entity(self, step: int) -> None:
        """Travels to the next (1) or previous (-1) name in the text."""
        if self._contents:
            self._step([(each.start, each.end) for each in self._contents.dossier.marks.entities], step)

    def step_quote(self, step: int) -> None:
        """Travels to the next (1) or previous (-1) quotation; reported speech is one only while it is shown."""
        if self._contents:
            shown = [each for each in self._contents.dossier.marks.quotes if self._shown & QUOTE_KINDS[each.kind]]
            self._step([(each.start, each.end) for each in shown], step)

    def _step(self, spans: list[tuple[int, int]], step: int) -> None:
        """From the text cursor on; the cursor goes along, so that Return acts on what was reached."""
        if self._contents is None:
            return
        places = self._contents.page.body
        here = places.nearest(self.textCursor().selectionStart())
        at_start = self.textCursor().position() < self._contents.page.body_start
        later = sorted(span for span in spans if span[0] > here or at_start)
        earlier = sorted(span for span in spans if span[0] < here)
        target = later[:1] if step > 0 else earlier[-1:]
        for start, end in target:
            self._set_up_to(end)
            cursor = self.textCursor()
            cursor.setPosition(places.position(start))
            self.setTextCursor(cursor)
            self.show_caret(True)
            self.travel(start, end)

    # cuts

    def step_cut(self, step: int) -> bool:
        """Selects the next (1) or previous (-1) cut that is shown; False where none is."""
        self.set_whole()
        shown = self._contents.page.cuts if self._contents else []
        cursor = self.textCursor()
        # From the text's begin, which is where reading begins, what was cut before it is still to come.
        here = cursor.selectionStart() if cursor.hasSelection() or self.to_point(cursor.position()) else -1
        if step > 0:
            target = next((each for each in shown if each.start > here), None)
        else:
            target = next((each for each in reversed(shown) if each.start < here), None)
        if target is None:
            return bool(shown)
        self._select(target.start, target.end)
        self._place.bring(target.start, target.end)
        return True

    def cut_here(self, point: QPoint | None = None) -> Cut | None:
        """The cut under a point of the viewport; without one at the text cursor, else under the mouse."""
        if point is None:
            at_cursor = self._cut_at(self.textCursor().selectionStart())
            return at_cursor or self.cut_here(self.viewport().mapFromGlobal(QCursor.pos()))
        position = self.position_at(point) if self.viewport().rect().contains(point) else None
        return self._cut_at(position) if position is not None else None

    def _cut_at(self, position: int) -> Cut | None:
        shown = self._contents.page.cuts if self._contents else []
        return next((each.cut for each in shown if each.start <= position < each.end), None)

    def passage_here(self, position: int | None = None) -> tuple[int, int] | None:
        """The selected stretch of the text, else the paragraph at the text cursor or at a document position."""
        if self._contents is None:
            return None
        places, cursor = self._contents.page.body, self.textCursor()
        if cursor.hasSelection():
            start, end = places.nearest(cursor.selectionStart()), places.nearest(cursor.selectionEnd())
            return (start, end) if start < end else None
        at = cursor.position() if position is None else position
        if at < self._contents.page.body_start:
            return None
        point = places.nearest(at)
        blocks = self._contents.article.blocks
        return next(((each.start, each.end) for each in blocks if each.start <= point <= each.end), None)

    def border_here(self, position: int | None = None) -> int | None:
        """Where another article would begin, in the source text: at the selection, the cut or the paragraph."""
        if self._contents is None:
            return None
        article = self._contents.article
        cut = self._cut_at(self.textCursor().selectionStart() if position is None else position)
        if cut is not None:
            return place_of_cut(article, cut)
        passage = self.passage_here(position)
        return to_source(article, *passage)[0] if passage is not None else None

    def body_start(self) -> int | None:
        return self._contents.page.body_start if self._contents else None

    def to_point(self, position: int) -> int:
        return self._contents.page.body.nearest(position) if self._contents else 0

    def to_position(self, point: int) -> int:
        self._set_up_to(point)
        return self._contents.page.body.position(point) if self._contents else 0

    # names

    def choose_name(self, name: str) -> None:
        """Marks all mentions of a name; "" marks none."""
        if name != self._chosen:
            self._chosen = name
            self._mark()
            self.nameChosen.emit(name)

    @property
    def chosen_name(self) -> str:
        return self._chosen

    def name_here(self) -> str:
        """The name at the text cursor, else the one that is chosen; "" without one."""
        at_cursor = self._contents.name_at(self.textCursor().position()) if self._contents else None
        return at_cursor or self._chosen

    def _click_name(self, name: str) -> None:
        if name and name == self._chosen:
            self.nameActivated.emit(name)
        else:
            self.choose_name(name)

    # signals

    def _say_passage(self) -> None:
        cursor = self.textCursor()
        if self._contents is None or not cursor.hasSelection():
            self.passageSelected.emit(None, None)
            return
        places = self._contents.page.body
        start, end = places.nearest(cursor.selectionStart()), places.nearest(cursor.selectionEnd())
        self.passageSelected.emit(*((start, end) if start < end else (None, None)))

    def _watch_end(self) -> None:
        """An article counts as read when its end has been on screen for a while."""
        bar = self.verticalScrollBar()
        if self._contents and not self._read and not self.growing and bar.value() >= bar.maximum() - self._types.px(4):
            self._end_timer.start()
        else:
            self._end_timer.stop()

    def _say_read(self) -> None:
        if self.isVisible() and not self._read:
            self._read = True
            self.readToEnd.emit()

    # events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        here, pressed = event.position().toPoint(), self._pressed
        self._pressed = None
        if pressed is None or self.textCursor().hasSelection() or (here - pressed).manhattanLength() > 4:
            return
        name = self.name_under(here)
        if name and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pageWanted.emit(name)
        else:
            self._click_name(name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hand = event.buttons() == Qt.MouseButton.NoButton and self.name_under(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor)

    def selectAll(self) -> None:
        self.set_whole()
        super().selectAll()

    def page(self, forward: bool) -> bool:
        if forward and self._setting is not None:
            self._set_up_to(self._setting.reached)
        return super().page(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_End or event.matches(QKeySequence.StandardKey.SelectAll):
            self.set_whole()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._contents:
            self._click_name(self._contents.name_at(self.textCursor().position()) or self._chosen)
        elif key == Qt.Key.Key_Escape and self._chosen:
            self.choose_name("")
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        offers(self, event.pos()).popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._contents:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QEvent) -> None:
        position = self.position_at(event.pos())  # type: ignore[attr-defined]
        tip = tip_at(self._contents, position, self._chosen) if self._contents and position is not None else ""
        if not tip and position is not None:
            tip = escape(self.gallery.alt_at(position))
        if tip:
            QToolTip.showText(event.globalPos(), tip, self.viewport())  # type: ignore[attr-defined]
        else:
            QToolTip.hideText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.gallery.look()
        self._watch_end()

    def set_margins(self) -> None:
        super().set_margins()
        self.gallery.fit(self.column)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._gutter.paint(event.rect())

    # places

    def position_at(self, point: QPoint) -> int | None:
        """The document position of the letter under a point of the viewport, None beside the text."""
        layout = self.document().documentLayout()
        bar = self.verticalScrollBar()
        position = layout.hitTest(point.toPointF() + QPoint(0, bar.value()).toPointF(), Qt.HitTestAccuracy.ExactHit)
        return position if position >= 0 else None

    def name_under(self, point: QPoint) -> str:
        """The name under a point of the viewport; "" without one."""
        position = self.position_at(point)
        return (self._contents.name_at(position) or "") if self._contents and position is not None else ""


def _same_text(first: Dossier, second: Dossier) -> bool:
    """Whether nothing but marks and the user's own may differ."""
    return (first.article, first.pictures) == (second.article, second.pictures)
