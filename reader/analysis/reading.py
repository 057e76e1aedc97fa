"""Reading articles: the language model's work, in bounded pieces, then entities and quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.analysis import entities as entity_spans
from reader.analysis import languages, models
from reader.analysis.casing import is_headline, recased, vocabulary
from reader.analysis.corrections import dateline
from reader.analysis.document import Document, paragraphs, pieces
from reader.analysis.headlines import echoed, is_shouted
from reader.analysis.indirect import has_cue
from reader.analysis.marks import Quoted, find_quoted
from reader.analysis.names import Mention, canonical
from reader.analysis.parsing import Parse
from reader.analysis.plain import plain_mentions
from reader.analysis.quotes import quotes
from reader.analysis.results import is_sport, papers, results
from reader.analysis.story import Story
from reader.analysis.utterances import unmarked
from reader.model import Entity, Quote

if TYPE_CHECKING:
    from spacy.language import Language

# Languages whose models parse with the labels of English ones. The others follow Universal Dependencies:
# their quotations go by cues and capitals, and the parse says what is a verb and who its subject is.
PARSED = frozenset({"en"})
_NO_PARSE = ("tagger", "parser", "attribute_ruler", "morphologizer", "lemmatizer")


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
        found = unmarked(document, find_quoted(document.text, document.paragraphs))
        title, text = _names(model, document, words)
        parses = model is not None and model.has_pipe("parser")
        parse = Parse(model, document, found, _speaking(document, found, words)) if model and parses else None
        english = document.language in PARSED
        story = Story(document, words, found, parse if english else None, text, None if english else parse)
        sure = {m for m in text if not is_headline(document.text, m.start)}
        names = canonical([*title, *text], words, lambda m: m in sure)
        spans = quotes(story, names)
        return Reading(entity_spans.entities(text, names), entity_spans.entities(title, names), spans)


def _names(model: Language | None, document: Document, words: languages.Words) -> tuple[list[Mention], list[Mention]]:
    """The mentions in headline and text, one class a form, what was overlooked filled in."""
    seen = vocabulary(document.text)
    title, text = (_mentions(model, part, words, seen) for part in (document.title, document.text))
    if is_headline(document.title, 0) and document.text:
        title = entity_spans.confirmed(title, document.text, words)
    sport = is_sport(document.title, document.text)
    pinned = _pinned(document, words, sport=sport)
    title, text = entity_spans.settle(title, text, pinned, document.text, words, sport=sport)
    both = [*text, *title]
    text = entity_spans.filled(document.text, text, both, words)
    if is_shouted(document.title):
        return entity_spans.over(title, echoed(document.title, text, words)), text
    return entity_spans.filled(document.title, title, both, words), text


def _pinned(document: Document, words: languages.Words, *, sport: bool) -> list[Mention]:
    """Names whose class is told by where they stand: in the dateline, in a table of results."""
    head = dateline(document.text, words)
    rows = results(document.text, words) if sport else papers(document.title, document.text)
    return [*head, *(m for m in rows if not head or m.start >= head[-1].end)]


def _speaking(document: Document, found: Sequence[Quoted], words: languages.Words) -> list[int]:
    """The paragraphs that need a parse: those with a quotation or a verb that reports speech."""
    quoted = {quote.paragraph for quote in found}
    stretches = enumerate(document.paragraphs)
    return [n for n, stretch in stretches if n in quoted or has_cue(document.text, stretch, words)]


def _zone(model: Language | None) -> AbstractContextManager[Any]:
    """New words are forgotten after each article: over 20,000 of them memory stays level."""
    return model.memory_zone() if model is not None else nullcontext()


def _mentions(model: Language | None, text: str, words: languages.Words, seen: dict[str, str]) -> list[Mention]:
    if model is None:
        return plain_mentions(text, words)
    texts = ((recased(text[a:b], seen), a) for a, b in _stretches(text))
    return entity_spans.mentions(models.docs(model, texts, _NO_PARSE), text, words)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of a text that hold any letter: the others have no names."""
    for start, end in paragraphs(text):
        yield from (p for p in pieces(text, start, end) if any(c.isalpha() for c in text[p[0] : p[1]]))
