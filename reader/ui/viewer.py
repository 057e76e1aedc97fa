"""The article on screen: set as type, marked, found in, never fetched from anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from reader.model import Dossier
from reader.ui import theme as look
from reader.ui.contents import Contents
from reader.ui.document import write
from reader.ui.gutter import Gutter
from reader.ui.hover import tip_at
from reader.ui.marks import Kind, Range, paint
from reader.ui.place import ReadingPlace
from reader.ui.typesetting import Typesetting

SIZES = (12, 14, 16, 17, 18, 19, 20, 22, 24, 27, 30, 34, 40)  # pixels
NORMAL_SIZE = 18
MEASURES = (45, 100)  # characters: WCAG 1.4.8 asks for 80 or less to be possible
NORMAL_MEASURE = 68
END_SEEN = 1_500  # milliseconds that the end must be on screen before the article counts as read
FLASH = 1_600  # milliseconds that a passage stays marked after travelling to it
_MARGIN = 28  # pixels that stay free beside the text in the narrowest pane, for the gutter's bars
SHOWN_AT_FIRST = ~Kind.INDIRECT  # reported speech is shown only when asked for


class Viewer(QTextBrowser):
    """Shows one dossier. All positions in its signals are code points of the article's text."""

    nameActivated = Signal(str)
    readToEnd = Signal()
    passageSelected = Signal(object, object)
    nameChosen = Signal(str)  # whose mentions are marked now, "" for nobody
    written = Signal()  # the document was filled anew: positions in it are others now
    textSizeChanged = Signal(int)
    measureChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAccessibleName("Article")
        self.setOpenLinks(False)
        self.setAcceptDrops(False)  # a dump dropped here is the window's
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.viewport().setMouseTracking(True)
        self._contents: Contents | None = None
        self._types = Typesetting(look.current(), NORMAL_SIZE, NORMAL_MEASURE)
        self._shown = Kind(SHOWN_AT_FIRST)
        self._cuts = False
        self._chosen = ""
        self._passage: list[Range] = []
        self._pressed: QPoint | None = None
        self._place = ReadingPlace(self)
        self._read = False
        self._gutter = Gutter(self)
        self._end_timer = QTimer(self, singleShot=True, interval=END_SEEN)
        self._end_timer.timeout.connect(self._say_read)
        self._flash_timer = QTimer(self, singleShot=True, interval=FLASH)
        self._flash_timer.timeout.connect(self._end_flash)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.selectionChanged.connect(self._say_passage)

    # what is shown

    @property
    def contents(self) -> Contents | None:
        """What is on screen."""
        return self._contents

    @property
    def types(self) -> Typesetting:
        return self._types

    def show_dossier(self, dossier: Dossier | None, words: Sequence[str] = ()) -> None:
        """Shows an article with `words` marked; the same text again keeps its place and gets new marks."""
        old = self._contents
        if dossier is None:
            self._forget()
        elif old and _same_text(old.dossier, dossier):
            self._contents = Contents(dossier, old.page, words)
            self._mark()
        else:
            self._read = False
            self._chosen = ""
            self._write(dossier, words)
            self.setTextCursor(QTextCursor(self.document()))
            self._place.begin()
            self._watch_end()

    def _forget(self) -> None:
        self._contents = None
        self._end_timer.stop()
        self.document().clear()

    def _write(self, dossier: Dossier, words: Sequence[str]) -> None:
        self._contents = Contents(dossier, write(self.document(), dossier, self._types, cuts=self._cuts), words)
        self._set_margins()
        self._mark()
        self.written.emit()

    def _mark(self) -> None:
        if self._contents:
            paint(self.document(), self._contents.page.pieces, self._ranges(self._contents), self._types.theme)
            self.viewport().update()

    def _ranges(self, contents: Contents) -> list[Range]:
        every = [*contents.derived, *contents.notes, *contents.hits]
        bits = self._shown.value
        shown = [each for each in every if each[2] & bits]
        return [*shown, *(contents.mentions(self._chosen) if self._chosen else ()), *self._passage]

    def _rewrite(self) -> None:
        """The same article in another type or with other cuts: the line that was on top stays on top."""
        if self._contents:
            with self._place.kept():
                self._passage = []
                self._write(self._contents.dossier, self._contents.words)

    def set_show_cuts(self, shown: bool) -> None:
        """Shows what was taken out, in place."""
        if shown != self._cuts:
            self._cuts = shown
            self._rewrite()

    def set_marks(self, shown: Kind) -> None:
        """Which kinds of marks are shown."""
        self._shown = shown
        self._mark()

    @property
    def marks(self) -> Kind:
        return self._shown

    # type

    def set_text_size(self, pixels: int) -> None:
        """Sets the text size in pixels, within the sizes there are."""
        pixels = min(max(pixels, SIZES[0]), SIZES[-1])
        if pixels != self._types.size:
            self._set_types(Typesetting(self._types.theme, pixels, self._types.measure))
            self.textSizeChanged.emit(pixels)

    def set_measure(self, characters: int) -> None:
        """Sets the line's length in characters, 45 to 100."""
        characters = min(max(characters, MEASURES[0]), MEASURES[1])
        if characters != self._types.measure:
            self._set_types(Typesetting(self._types.theme, self._types.size, characters))
            self.measureChanged.emit(characters)

    def _set_types(self, types: Typesetting) -> None:
        self._types = types
        self._rewrite()

    def larger(self) -> None:
        self.set_text_size(next((size for size in SIZES if size > self._types.size), SIZES[-1]))

    def smaller(self) -> None:
        self.set_text_size(next((size for size in reversed(SIZES) if size < self._types.size), SIZES[0]))

    def normal_size(self) -> None:
        self.set_text_size(NORMAL_SIZE)

    def zoomIn(self, range: int = 1) -> None:  # noqa: A002
        self.larger()

    def zoomOut(self, range: int = 1) -> None:  # noqa: A002
        self.smaller()

    def _set_margins(self) -> None:
        """Centres the measure in the pane: margins of the document, so that the wheel turns everywhere."""
        frame = self.document().rootFrame()
        layout = frame.frameFormat()
        side = max((self.viewport().width() - self._types.width) // 2, _MARGIN)
        if layout.leftMargin() != side or layout.topMargin() != self._types.px(2.2):
            self.document().setDocumentMargin(0)
            layout.setLeftMargin(side)
            layout.setRightMargin(side)
            layout.setTopMargin(self._types.px(2.2))
            layout.setBottomMargin(self._types.px(5))
            frame.setFrameFormat(layout)

    # travelling

    def page(self, forward: bool) -> bool:
        """Turns a page, keeping two lines of the last; False if there is nothing more that way."""
        bar = self.verticalScrollBar()
        before = bar.value()
        step = max(self.viewport().height() - 2 * self._types.px(self._types.theme.type.line), 1)
        bar.setValue(before + (step if forward else -step))
        return bar.value() != before

    def bring(self, start: int, end: int) -> None:
        """Scrolls as little as needed to show a range of document positions."""
        self._place.bring(start, max(start, end - 1))

    def travel(self, start: int, end: int) -> None:
        """Brings a passage of the text into view and marks it for a moment."""
        if self._contents is None:
            return
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
        """Travels to the next (1) or previous (-1) quotation."""
        if self._contents:
            self._step([(each.start, each.end) for each in self._contents.dossier.marks.quotes], step)

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
            cursor = self.textCursor()
            cursor.setPosition(places.position(start))
            self.setTextCursor(cursor)
            self.travel(start, end)

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

    def _scrolled(self) -> None:
        self._place.moved()
        self._watch_end()

    def _watch_end(self) -> None:
        """An article counts as read when its end has been on screen for a while."""
        bar = self.verticalScrollBar()
        if self._contents and not self._read and bar.value() >= bar.maximum() - self._types.px(4):
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
        self._click_name(self._name_under(here))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hand = event.buttons() == Qt.MouseButton.NoButton and self._name_under(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._contents:
            self._click_name(self._contents.name_at(self.textCursor().position()) or self._chosen)
        elif key == Qt.Key.Key_Escape and self._chosen:
            self.choose_name("")
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.larger if event.angleDelta().y() > 0 else self.smaller)()
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._contents:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QEvent) -> None:
        position = self.position_at(event.pos())  # type: ignore[attr-defined]
        tip = tip_at(self._contents, position, self._chosen) if self._contents and position is not None else ""
        if tip:
            QToolTip.showText(event.globalPos(), tip, self.viewport())  # type: ignore[attr-defined]
        else:
            QToolTip.hideText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._place.kept():
            super().resizeEvent(event)
            self._set_margins()
        self._watch_end()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._gutter.paint(event.rect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and look.current() is not self._types.theme:
            self._set_types(Typesetting(look.current(), self._types.size, self._types.measure))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text: nobody wants the colours of a dark theme in a letter."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n"))
        return data

    def loadResource(self, type: int, name: QUrl | str) -> QByteArray:  # noqa: A002
        """Nothing is ever fetched, not from the disk either."""
        return QByteArray()

    # places

    def position_at(self, point: QPoint) -> int | None:
        """The document position of the letter under a point of the viewport, None beside the text."""
        layout = self.document().documentLayout()
        bar = self.verticalScrollBar()
        position = layout.hitTest(point.toPointF() + QPoint(0, bar.value()).toPointF(), Qt.HitTestAccuracy.ExactHit)
        return position if position >= 0 else None

    def _name_under(self, point: QPoint) -> str:
        position = self.position_at(point)
        return (self._contents.name_at(position) or "") if self._contents and position is not None else ""


def _same_text(first: Dossier, second: Dossier) -> bool:
    """Whether nothing but marks and the user's own may differ."""
    return first.article == second.article
