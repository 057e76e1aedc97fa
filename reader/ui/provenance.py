"""Where the article comes from and what was taken out of it: the evidence, to be copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QWidget

from reader.model import Article, Dossier
from reader.rendering import count_words, moment_words, origin_words, reason_words


class ProvenanceTable(QWidget):
    """Labels and facts, each to be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(12)
        self._layout.setVerticalSpacing(5)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def show_provenance(self, dossier: Dossier | None) -> None:
        """Fills the table."""
        while self._layout.rowCount():
            self._layout.removeRow(0)
        for name, fact in facts(dossier) if dossier else ():
            self._layout.addRow(_label(name, "hint"), _fact(fact))


def facts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """What is known about the article's origin, as (label, words)."""
    article = dossier.article
    place = article.provenance
    yield from _published(article)
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


def _published(article: Article) -> Iterator[tuple[str, str]]:
    published = article.published
    yield "Date", moment_words(published.moment) if published.moment else "unknown"
    yield "Known by", origin_words(published)
    if published.as_written:
        yield "As written", f"“{published.as_written}”"


def cut_words(article: Article) -> str:
    """What was cut, counted by reason, the most frequent first."""
    counts = Counter(cut.reason for cut in article.cuts)
    return "\n".join(f"{count} × {reason_words(reason)}" for reason, count in counts.most_common()) or "nothing"


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label


def _fact(text: str) -> QLabel:
    """Long hashes and addresses may break anywhere: a zero-width space after each eighth character."""
    label = QLabel(_breakable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    flags = Qt.TextInteractionFlag
    label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return label


def _breakable(text: str) -> str:
    return " ".join(
        word if len(word) <= 24 else "\u200b".join(word[at : at + 8] for at in range(0, len(word), 8))
        for word in text.split(" ")
    )
