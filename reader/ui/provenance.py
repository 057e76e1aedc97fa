"""Where the article comes from and what was taken out of it: the evidence, to be copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from reader.model import Article, Dossier
from reader.rendering import count_words, moment_words, origin_words, reason_words
from reader.ui import theme as look

_FIELDS = {"title": "Headline", "source": "Source", "author": "Author", "published": "Date"}


class ProvenanceTable(QTextEdit):
    """Labels and facts in one text: any part of it can be selected and copied as it is, hashes too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("provenance")
        self.setAccessibleName("Where the article comes from")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)

    def show_provenance(self, dossier: Dossier | None) -> None:
        """Fills the table."""
        muted = look.current().muted
        rows = (
            f'<tr><td style="color:{muted}; padding: 0 12px 5px 0">{escape(name)}</td>'
            f'<td style="padding-bottom: 5px">{"<br>".join(escape(fact).splitlines())}</td></tr>'
            for name, fact in (facts(dossier) if dossier else ())
        )
        self.setHtml(f"<table cellspacing=0>{''.join(rows)}</table>")
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the panel scrolls

    def loadResource(self, type: int, name: QUrl | str) -> QByteArray:  # noqa: A002
        """Nothing is ever fetched."""
        return QByteArray()


def facts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """What is known about the article's origin, as (label, words)."""
    article = dossier.article
    place = article.provenance
    yield from _published(article, corrected="published" in dossier.corrected)
    yield from ((f"{_FIELDS[name]}, stated", stated or "nothing") for name, stated in dossier.corrected.items())
    yield "Dump", place.dump
    if place.member:
        yield "Inside", place.member
    yield "Read as", place.format
    yield "Place", f"byte {place.offset:,}, {count_words(place.length, 'byte')} long"
    yield "SHA-256", place.dump_sha256 or "a folder has none"
    yield "Record", place.record_sha256
    if article.url:
        yield "Address", article.url
    if article.language:
        yield "Language", article.language
    yield from ((name, value) for name, value in article.fields.items())
    yield "Taken out", cut_words(article)
    if dossier.copies:
        yield "Copies", count_words(len(dossier.copies), "more with the same text", "more with the same text")
    if dossier.related:
        yield "Same record", count_words(len(dossier.related), "other article")
    yield "Text", f"version {article.version}, {count_words(len(article.text.split()), 'word')}"
    yield "Id", article.id


def _published(article: Article, *, corrected: bool) -> Iterator[tuple[str, str]]:
    published = article.published
    yield "Date", moment_words(published.moment) if published.moment else "unknown"
    yield "Known by", "your correction" if corrected else origin_words(published)
    if published.as_written:
        yield "As written", f"“{published.as_written}”"


def cut_words(article: Article) -> str:
    """What was cut, counted by reason, the most frequent first."""
    counts = Counter(cut.reason for cut in article.cuts)
    return "\n".join(f"{count} × {reason_words(reason)}" for reason, count in counts.most_common()) or "nothing"
