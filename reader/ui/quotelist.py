"""Who says what in the article: quotations by speaker, the named ones first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reader.model import Dossier, Quote, QuoteKind, SpeakerClass
from reader.rendering import SPEAKERS, count_words
from reader.ui.hover import quote_facts
from reader.ui.trees import HEADING, TEXT, GroupedTree

_DOCUMENT, _UNKNOWN = "document", "unknown"
_CLASSES = (SpeakerClass.NAMED, SpeakerClass.INSTITUTION, SpeakerClass.ANONYMOUS)
_ORDER = (*(SPEAKERS[each] for each in _CLASSES), _DOCUMENT, _UNKNOWN)

_ADJECTIVES = {"institution": "institutional", _DOCUMENT: "documentary", _UNKNOWN: "unattributed"}


class QuoteList(GroupedTree):
    """Rows of `Quote` under their speakers; a heading stands for its first quotation's speaker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("quoteList", "Quotations in this article", parent)

    def show_quotes(self, dossier: Dossier | None) -> int:
        """Fills the list; returns the number of quotations, reported speech left out."""
        self.clear()
        quotes = [each for each in dossier.marks.quotes if each.kind is not QuoteKind.INDIRECT] if dossier else []
        for speaker, said in by_speaker(quotes):
            aside = footing(said[0]) if speaker else ""
            heading = self.add(None, HEADING, speaker or "Speaker unknown", aside, None)
            for quote in said:
                row = self.add(heading, TEXT, quote.text, "", quote)
                row.setData(0, Qt.ItemDataRole.ToolTipRole, "\n".join(quote_facts(quote)))
        self.fit()
        return len(quotes)


def by_speaker(quotes: Sequence[Quote]) -> list[tuple[str | None, list[Quote]]]:
    """Quotations under their speakers: named, institutions, anonymous, unknown, each in the text's order."""
    groups: dict[str | None, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(quote.speaker or quote.speaker_as_written, []).append(quote)
    return sorted(groups.items(), key=lambda item: _ORDER.index(footing(item[1][0])))


def footing(quote: Quote) -> str:
    """On whose word a quotation stands."""
    if quote.speaker_class:
        return SPEAKERS[quote.speaker_class]
    return _DOCUMENT if quote.kind is QuoteKind.DOCUMENT else _UNKNOWN


def share_words(quotes: Sequence[Quote]) -> str:
    """ "5 quotations: 3 named, 1 institutional, 1 anonymous", so that the footing of a story is seen at once."""
    counts = Counter(footing(quote) for quote in quotes)
    parts = [f"{counts[each]} {_ADJECTIVES.get(each, each)}" for each in _ORDER if counts[each]]
    return f"{count_words(len(quotes), 'quotation')}: {', '.join(parts)}" if parts else ""
