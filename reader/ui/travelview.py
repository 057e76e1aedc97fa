"""One quotation, who answers for it, and where else the same words stand, with what changed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from reader.library import Quotation, Reader
from reader.model import Quote, SpeakerClass
from reader.rendering import (
    SERIF,
    Change,
    Part,
    changes,
    count_words,
    published_words,
    reads_right_to_left,
    speaker_words,
)
from reader.ui import theme as look
from reader.ui.hover import quote_facts
from reader.ui.quotetable import Line
from reader.ui.session import Session

_LONG = 14  # words left out in a row that are shown as an ellipsis: a shortened quotation is no list of its loss
_PAGED = (SpeakerClass.NAMED, SpeakerClass.INSTITUTION)
_SPEAKER = "speaker"  # the scheme of the link to a speaker's page
_EMPTY = "Choose a quotation: who answers for it, and where its words stand elsewhere, is shown here."


class TravelView(QTextBrowser):
    """A quotation in full; its appearances are links."""

    opened = Signal(object)  # a Quotation, to be read where it stands
    speakerWanted = Signal(str)  # whose page is asked for
    failed = Signal(object)

    def __init__(self, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("travelView")
        self.setAccessibleName("The quotation and where it travels")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(18)
        self.anchorClicked.connect(self._follow)
        self._topic = topic
        self._line: Line | None = None
        self._found: Sequence[Quotation] | None = None
        self._write()

    def show_line(self, session: Session, line: Line | None) -> None:
        """Shows a quotation, and looks where it travels."""
        self._line, self._found = line, None
        if line is None:
            session.desk.drop(self._topic)
        else:
            session.desk.ask(self._topic, lambda reader: _look(reader, line), self._show, on_error=self.failed.emit)
        self._write()

    def _show(self, found: Sequence[Quotation]) -> None:
        self._found = found
        self._write()

    def _write(self) -> None:
        theme = look.current()
        style = f"""a {{ color: {theme.accent}; text-decoration: none; }} .quiet {{ color: {theme.muted}; }}
            .words {{ font-family: {", ".join(f"'{family}'" for family in SERIF)}; }}
            .in {{ color: {theme.accent}; text-decoration: underline; }}
            .out {{ color: {theme.warning}; text-decoration: line-through; }}"""
        self.document().setDefaultStyleSheet(style)
        body = _page(self._line, self._found) if self._line else f"<p class='quiet'>{escape(_EMPTY)}</p>"
        self.setHtml(body)

    def _follow(self, address: QUrl) -> None:
        shown = [self._line.quotation] if self._line else []
        if address.scheme() == _SPEAKER:
            self.speakerWanted.emit(shown[0].quote.speaker)
            return
        place = int(address.path() or 0)
        self.opened.emit([*shown, *(self._found or ())][place])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_line"):
            self._write()


def _look(reader: Reader, line: Line) -> list[Quotation]:
    travel = reader.travel_of(line.quotation.place) if not line.places else None
    return reader.quotations_at(line.places or (travel.places if travel else ()))


def _page(line: Line, found: Sequence[Quotation] | None) -> str:
    said = line.quotation
    facts = "<br>".join(escape(fact) for fact in quote_facts(said.quote))
    head = (
        f"<p><b>{_speaker(said.quote)}</b></p>"
        f"<p class='words' style='font-size: large'{_dir(said.quote.text)}>{escape(said.quote.text)}</p>"
        f"<p class='quiet'>{facts}</p>{_where(said, 0)}"
    )
    if found is None:
        return head + "<p class='quiet'>Looking for these words elsewhere …</p>"
    if not found:
        return head + "<p class='quiet'>These words stand in no other article.</p>"
    texts = {each.text for each in found}
    title = (
        f"<p style='margin-top: 20px'><b>Where it travels</b> <span class='quiet'>{_extent(found, texts)}</span></p>"
    )
    return head + title + "".join(_appearances(found))


def _speaker(quote: Quote) -> str:
    """Who said it; whoever is known by name leads on to his page."""
    words = escape(speaker_words(quote))
    return f"<a href='{_SPEAKER}:'>{words}</a>" if quote.speaker and quote.speaker_class in _PAGED else words


def _extent(found: Sequence[Quotation], texts: set[int]) -> str:
    copies = len({each.rowid for each in found}) - len(texts)
    words = count_words(len(texts), "text")
    return f"{words}, {count_words(copies, 'copy', 'copies')}, earliest first" if copies else f"{words}, earliest first"


def _appearances(found: Sequence[Quotation]) -> list[str]:
    """Each against the first; of copies of one text the first alone."""
    seen: set[tuple[int, int]] = set()
    parts = []
    for number, said in enumerate(found, start=1):
        if (said.text, said.quote.start) in seen:
            continue
        seen.add((said.text, said.quote.start))
        words = _changed(changes(found[0].quote.text, said.quote.text)) if number > 1 else escape(said.quote.text)
        speaker = f"<br><span class='quiet'>{escape(speaker_words(said.quote))}</span>"
        parts.append(f"<div style='margin-top: 12px'>{_where(said, number)}")
        parts.append(f"<p class='words' style='margin-left: 10px'{_dir(said.quote.text)}>{words}{speaker}</p></div>")
    return parts


def _where(said: Quotation, number: int) -> str:
    title = escape(said.title or "Without a title")
    about = escape(" · ".join(part for part in (said.source, published_words(said.published)) if part))
    return f"<p><a href='{number}'>{title}</a><br><span class='quiet'>{about}</span></p>"


def _changed(parts: Sequence[Part]) -> str:
    shown = []
    for part in parts:
        if part.change is Change.KEPT:
            shown.append(escape(part.text))
        elif part.change is Change.PUT_IN:
            shown.append(f"<span class='in'>{escape(part.text)}</span>")
        else:
            out = part.text if len(part.text.split()) <= _LONG else "…"
            shown.append(f"<span class='out'>{escape(out)}</span>" if out != "…" else "<span class='quiet'>…</span>")
    return " ".join(shown)


def _dir(text: str) -> str:
    return " dir='rtl'" if reads_right_to_left(text) else ""
