"""The masked parse of an article, made paragraph by paragraph as the rules ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.analysis import models
from reader.analysis.document import Document, pieces
from reader.analysis.marks import Quoted
from reader.analysis.passages import Masked, Passage, mask, passage

if TYPE_CHECKING:
    from spacy.language import Language

# Characters parsed at once: many short paragraphs go quicker together, and what is kept of
# them bounds the memory that a text of a million characters takes.
_AHEAD = 12_000
_KEPT = 400  # passages that stay at hand for rules that look back
_NOT_PARSED = ("ner", "attribute_ruler", "lemmatizer")


class Parse:
    """Passages by paragraph. Those in `wanted` are parsed ahead, others only when asked for."""

    def __init__(self, model: Language, document: Document, quotes: Sequence[Quoted], wanted: Sequence[int]) -> None:
        self._model = model
        self._document = document
        self._quotes: dict[int, list[tuple[int, Quoted]]] = {}
        for number, quote in enumerate(quotes):
            self._quotes.setdefault(quote.paragraph, []).append((number, quote))
        self._wanted = wanted
        self._made: dict[int, list[Passage]] = {}

    def passages(self, paragraph: int) -> list[Passage]:
        """The passages of a paragraph, in order; mostly one."""
        if paragraph not in self._made:
            self._forget(paragraph)
            self._make(paragraph)
        return self._made[paragraph]

    def _forget(self, paragraph: int) -> None:
        """Drop the passages that lie far behind."""
        if sum(map(len, self._made.values())) > _KEPT:
            self._made = {n: made for n, made in self._made.items() if paragraph - 8 <= n}

    def _make(self, paragraph: int) -> None:
        chosen = self._ahead(paragraph)
        text, language = self._document.text, self._document.language
        stretches = {n: self._document.paragraphs[n] for n in chosen}
        masked = {n: mask(text, *span, self._quotes.get(n, []), language) for n, span in stretches.items()}
        for n in chosen:
            self._made[n] = []
        texts = ((m.text[a:b], (n, m, a, b)) for n, m in masked.items() for a, b in _cut(m))
        for doc, (n, whole, a, b) in models.docs(self._model, texts, _NOT_PARSED):
            self._made[n].append(passage(doc, whole, a, b))

    def _ahead(self, paragraph: int) -> list[int]:
        """A paragraph and the wanted ones behind it, up to a bounded number of characters."""
        chosen, size = [paragraph], 0
        for n in self._wanted:
            if n > paragraph and n not in self._made and size < _AHEAD:
                start, end = self._document.paragraphs[n]
                size += end - start
                chosen.append(n)
        return chosen


def _cut(masked: Masked) -> Iterator[tuple[int, int]]:
    return pieces(masked.text, 0, len(masked.text))
