"""A sheet of type: a text pane with a measure, a text size and a theme, that keeps its reader's place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from reader.ui import theme as look
from reader.ui.place import ReadingPlace
from reader.ui.typesetting import Typesetting

SIZES = (12, 14, 16, 17, 18, 19, 20, 22, 24, 27, 30, 34, 40)  # pixels
NORMAL_SIZE = 18
MEASURES = (45, 100)  # characters: WCAG 1.4.8 asks for 80 or less to be possible
NORMAL_MEASURE = 68
_MARGIN = 28  # pixels that stay free beside the text in the narrowest pane, for the gutter's bars
_LINES = 3  # that an arrow key scrolls


class Sheet(QTextBrowser):
    """Holds the type; what is written on it is its heir's, who writes it anew in `rewrite`."""

    textSizeChanged = Signal(int)
    measureChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAcceptDrops(False)  # a dump dropped here is the window's
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_caret(False)
        self._types = Typesetting(look.current(), NORMAL_SIZE, NORMAL_MEASURE)
        self._place = ReadingPlace(self)
        self.verticalScrollBar().valueChanged.connect(self._place.moved)

    @property
    def types(self) -> Typesetting:
        """The formats in use."""
        return self._types

    def rewrite(self) -> None:
        """Writes the same text in the formats in use."""

    def body_start(self) -> int | None:
        """The document position at which the text begins, None without a text."""
        return None

    def to_point(self, position: int) -> int:
        """The code point of the text at or before a document position."""
        return position

    def to_position(self, point: int) -> int:
        """The document position of a code point of the text."""
        return point

    def show_caret(self, shown: bool) -> None:
        """Shows the text cursor, once somebody moves it by keys: a page that is read blinks nowhere."""
        flags = Qt.TextInteractionFlag
        keys = flags.TextSelectableByKeyboard if shown else flags.NoTextInteraction
        self.setTextInteractionFlags(flags.TextSelectableByMouse | keys)

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
        self.rewrite()

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

    @property
    def column(self) -> int:
        """The width of the text in pixels: the measure, or what a narrow pane leaves of it."""
        return min(self._types.width, max(self.viewport().width() - 2 * _MARGIN, 1))

    def set_margins(self) -> None:
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

    # scrolling

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys without Shift scroll, as in every reader; with Shift they select, from the text cursor on."""
        bar, key = self.verticalScrollBar(), event.key()
        line = _LINES * self._types.px(self._types.theme.type.line)
        moves: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Up: lambda: bar.setValue(bar.value() - line),
            Qt.Key.Key_Down: lambda: bar.setValue(bar.value() + line),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_PageUp: lambda: self.page(False),
            Qt.Key.Key_PageDown: lambda: self.page(True),
        }
        if key in moves and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            moves[key]()
        else:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.show_caret(True)
            super().keyPressEvent(event)

    # events

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.larger if event.angleDelta().y() > 0 else self.smaller)()
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._place.kept():
            super().resizeEvent(event)
            self.set_margins()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and look.current() is not self._types.theme:
            self._set_types(Typesetting(look.current(), self._types.size, self._types.measure))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text: nobody wants the colours of a dark theme in a letter."""
        data = QMimeData()
        text = self.textCursor().selectedText().replace("\ufffc\u2029", "").replace("\ufffc", "")  # pictures
        data.setText(text.replace("\u2029", "\n").replace("\u2028", "\n"))
        return data

    def loadResource(self, type: int, name: QUrl | str) -> QByteArray:  # noqa: A002
        """Nothing is ever fetched, not from the disk either."""
        return QByteArray()
