"""Reading articles: the language model's work, in bounded pieces, then entities and quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.analysis import entities as entity_spans
from reader.analysis import languages, models
from reader.analysis.document import Document, pieces
from reader.analysis.marks import Quoted, find_quoted
from reader.analysis.names import Mention, canonical
from reader.analysis.passages import Masked, Passage, mask, passage
from reader.analysis.plain import plain_mentions
from reader.analysis.quotes import quotes
from reader.analysis.story import Story
from reader.model import Entity, Quote

if TYPE_CHECKING:
    from spacy.language import Language

# Pieces handed to the model at once: 16 of at most 3,000 characters stay under 60 MB of vectors.
_BATCH = 16
_NO_PARSE = ("tagger", "parser", "attribute_ruler", "morphologizer", "lemmatizer")
_NO_NAMES = ("ner", "attribute_ruler", "lemmatizer")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one article."""

    entities: tuple[Entity, ...]
    title_entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]


def read(documents: Sequence[Document]) -> list[Reading]:
    """Each article read, in order. Memory is bounded by the largest article, not by the batch."""
    return [_read(document) for document in documents]


def _read(document: Document) -> Reading:
    model = models.load(document.language) if document.text.strip() or document.title.strip() else None
    words = languages.words(document.language)
    with _zone(model):
        found = find_quoted(document.text, document.paragraphs)
        title, text = _mentions(model, document.title, words), _mentions(model, document.text, words)
        passages = list(_passages(model, document, found)) if model is not None and found else []
        story = Story(document, words, found, passages, text)
        heads, spans = entity_spans.entities(title, text, words)
        return Reading(spans, heads, quotes(story, canonical(story.mentions, words)))


def _zone(model: Language | None) -> AbstractContextManager[Any]:
    """New words are forgotten after each article: over 20,000 of them memory stays level."""
    return model.memory_zone() if model is not None else nullcontext()


def _mentions(model: Language | None, text: str, words: languages.Words) -> list[Mention]:
    if model is None:
        return plain_mentions(text, words)
    docs = ((text[a:b], a) for a, b in _stretches(text))
    return entity_spans.mentions(model.pipe(docs, as_tuples=True, batch_size=_BATCH, disable=_NO_PARSE), text, words)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for start, end in Document.of("", text, (), "en").paragraphs:
        yield from pieces(text, start, end)


def _passages(model: Language, document: Document, found: Sequence[Quoted]) -> Iterator[Passage]:
    masked = list(_masked(document, found))
    texts = ((m.text[a:b], (m, a, b)) for m in masked for a, b in pieces(m.text, 0, len(m.text)))
    for doc, (whole, a, b) in model.pipe(texts, as_tuples=True, batch_size=_BATCH, disable=_NO_NAMES):
        yield passage(doc, whole, a, b)


def _masked(document: Document, found: Sequence[Quoted]) -> Iterator[Masked]:
    inside: dict[int, list[tuple[int, Quoted]]] = {}
    for number, quote in enumerate(found):
        inside.setdefault(quote.paragraph, []).append((number, quote))
    for number, (start, end) in enumerate(document.paragraphs):
        yield mask(document.text, start, end, inside.get(number, []))
