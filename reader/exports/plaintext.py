"""Plain text: headline, where and when, the story in paragraphs, what the user made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.exports.exporter import Exporter
from reader.exports.words import note_words, place_words
from reader.model import Article, Dossier
from reader.rendering.words import published_words

_RULE = "=" * 72


class PlainText(Exporter):
    """For reading anywhere and for tools that take text alone."""

    name = "plain text"
    suffixes = (".txt",)

    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        rule = ""
        for dossier in dossiers:
            yield rule + "\n\n".join(part for part in _parts(dossier) if part) + "\n"
            rule = f"\n{_RULE}\n\n"


def _parts(dossier: Dossier) -> Iterator[str]:
    article = dossier.article
    yield article.title
    yield "\n".join(line for line in _heading(article) if line)
    yield from (article.text[block.start : block.end] for block in article.blocks)
    yield "\n".join(_made_by_user(dossier))
    if dossier.leftover:
        yield "Left over from this record:"
        yield from (stretch.text.strip() for stretch in dossier.leftover)
    yield f"From {place_words(article)}"


def _heading(article: Article) -> Iterator[str]:
    yield " · ".join(part for part in (article.source, article.author, published_words(article.published)) if part)
    yield article.url or ""


def _made_by_user(dossier: Dossier) -> Iterator[str]:
    if dossier.state.tags:
        yield "Tags: " + ", ".join(dossier.state.tags)
    for note in dossier.state.notes:
        yield "Note: " + note_words(note, dossier.article.text)
