"""The article on screen as its reader meets it: names to click, cuts and quotations to step to, a menu, tips."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from reader.library import place_of_cut, to_source
from reader.model import Cut
from reader.ui.dossiersheet import DossierSheet
from reader.ui.hover import tip_at
from reader.ui.marks import QUOTE_KINDS
from reader.ui.offers import offers


class Viewer(DossierSheet):
    """Says what the reader wants. All positions in its signals are code points of the article's text."""

    nameActivated = Signal(str)
    readToEnd = Signal()
    passageSelected = Signal(object, object)
    pageWanted = Signal(str)  # of a name
    putBackWanted = Signal(object)  # a Cut
    takeOutWanted = Signal(int, int)  # code points of the text
    splitWanted = Signal(int)  # a place in the record's source text
    ruleWanted = Signal(object)  # a SiteRule

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAccessibleName("Article")
        self.viewport().setMouseTracking(True)
        self._pressed: QPoint | None = None
        self.end.seen.connect(self.readToEnd)
        self.selectionChanged.connect(self._say_passage)

    # stepping

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
        self.select(target.start, target.end)
        self._place.bring(target.start, target.end)
        return True

    # what is here

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
        if self.textCursor().hasSelection():
            return self._selected()
        at = self.textCursor().position() if position is None else position
        if at < self._contents.page.body_start:
            return None
        point = self.to_point(at)
        blocks = self._contents.article.blocks
        return next(((each.start, each.end) for each in blocks if each.start <= point <= each.end), None)

    def _selected(self) -> tuple[int, int] | None:
        """The selected stretch of the text; None where the selection holds nothing of it."""
        cursor = self.textCursor()
        start, end = self.to_point(cursor.selectionStart()), self.to_point(cursor.selectionEnd())
        return (start, end) if start < end else None

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

    def name_here(self) -> str:
        """The name at the text cursor, else the one that is chosen; "" without one."""
        at_cursor = self._contents.name_at(self.textCursor().position()) if self._contents else None
        return at_cursor or self._chosen

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

    # signals

    def _say_passage(self) -> None:
        self.passageSelected.emit(*(self._selected() or (None, None)))

    def _click_name(self, name: str) -> None:
        if name and name == self._chosen:
            self.nameActivated.emit(name)
        else:
            self.choose_name(name)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_End or event.matches(QKeySequence.StandardKey.SelectAll):
            self.set_whole()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._contents:
            self._click_name(self.name_here())
        elif key == Qt.Key.Key_Escape and self._chosen:
            self.choose_name("")
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        offers(self, event.pos()).popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._contents:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        position = self.position_at(event.pos())
        tip = tip_at(self._contents, position, self._chosen) if self._contents and position is not None else ""
        if not tip and position is not None:
            tip = escape(self.gallery.alt_at(position))
        if tip:
            QToolTip.showText(event.globalPos(), tip, self.viewport())
        else:
            QToolTip.hideText()
