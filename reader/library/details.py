"""What the library notes of an article beside its text: for the list, and for whoever opens it."""

from __future__ import annotations

from reader.library import packing
from reader.model import Article, restore


def lead(text: str) -> str:
    """The first words of a text, for the list."""
    return " ".join(text[:240].split())[:200]


def word_count(text: str) -> int:
    """Words by the spaces between them: 3 us for 600 words, where splitting takes 20."""
    return text.count(" ") + text.count("\n") + 1 if text else 0


def pack_detail(article: Article, mark: int) -> bytes:
    """What only an open article needs; the hash proves later that text and cuts still rebuild the extent."""
    when = article.published
    if article.cuts:
        mark = packing.fingerprint(restore(article.text, article.cuts))
    return packing.pack(
        [
            article.author,
            article.url,
            article.section,
            when.as_written,
            when.against,
            dict(article.fields),
            packing.pack_cuts(article.cuts),
            mark,
        ]
    )
