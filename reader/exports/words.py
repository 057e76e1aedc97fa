"""Parts of an article in words, the same in every export that is made to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model import Article, DateOrigin, Note, PublishedDate, Quote

# A crawl date is never shown as publication: a date that is not stated says where it comes from.
_ORIGINS = {
    DateOrigin.RELATIVE: "reckoned from “{}”",
    DateOrigin.URL: "from the address",
    DateOrigin.SENT: "sent",
    DateOrigin.CRAWL: "date of the crawl",
    DateOrigin.SAVED: "date of saving",
    DateOrigin.FILE: "date of the file",
}


def date_words(date: PublishedDate) -> str:
    """A date as stated, with its origin where that is not the article itself; "" where unknown."""
    if not date.moment:
        return date.as_written or ""
    origin = _ORIGINS.get(date.how, "").format(date.as_written or "") if date.how else ""
    return f"{date.moment} ({origin})" if origin else date.moment


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
    return f"{quote.speaker or quote.speaker_as_written or 'unknown speaker'}{told}: {' '.join(quote.text.split())}"


def names(entities: Iterable[tuple[str, str]], kind: str) -> Sequence[str]:
    """The names of one kind among (kind, name) pairs, each once, in order of first mention."""
    return tuple(dict.fromkeys(name for each, name in entities if each == kind))
