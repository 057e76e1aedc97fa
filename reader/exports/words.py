"""Parts of an article in words, the same in every export that is made to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model import Article, Note, Quote
from reader.rendering.words import speaker_words


def place_words(article: Article) -> str:
    """Where the article stands: dump, member, bytes and hash."""
    found = article.provenance
    inside = f", {found.member}" if found.member else ""
    return f"{found.dump}{inside}, bytes {found.offset}–{found.offset + found.length} ({found.format})"


def note_words(note: Note, text: str) -> str:
    """A note, after the passage that it is about."""
    if note.start is None or note.end is None or not note.placed:
        return note.text
    return f"“{' '.join(text[note.start : note.end].split())}”: {note.text}"


def quote_words(quote: Quote) -> str:
    """A quotation on one line with whoever answers for it: `Maiga (told AFP): “...”`."""
    told = f" (told {quote.told})" if quote.told else ""
    return f"{speaker_words(quote)}{told}: {' '.join(quote.text.split())}"


def names(entities: Iterable[tuple[str, str]], kind: str) -> Sequence[str]:
    """The names of one kind among (kind, name) pairs, each once, in order of first mention."""
    return tuple(dict.fromkeys(name for each, name in entities if each == kind))
