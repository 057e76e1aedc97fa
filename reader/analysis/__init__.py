"""Who is in an article, and who said what: entities and quotes as spans of its text.

`analyse` and `analyse_many` are the doors; `VERSIONS` can be read without loading a language
model. An analyzer is one small object in `ANALYZERS`: a name, a version that changes when its
answers do, and `spans`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from reader.analysis import entities as _entities
from reader.analysis import quotes as _quotes
from reader.analysis import reading as _reading
from reader.analysis.document import Document
from reader.model import Block, Marks, Span

_SURROGATE = re.compile("[\ud800-\udfff]")


class Analyzer(Protocol):
    """Finds spans of one kind in an article."""

    name: str
    version: str

    def spans(self, document: Document) -> tuple[Span, ...]: ...


class _Entities:
    name, version = _entities.NAME, _entities.VERSION

    def spans(self, document: Document) -> tuple[Span, ...]:
        return next(iter(_reading.read([document]))).entities


class _Quotes:
    name, version = _quotes.NAME, _quotes.VERSION

    def spans(self, document: Document) -> tuple[Span, ...]:
        return next(iter(_reading.read([document]))).quotes


ANALYZERS: tuple[Analyzer, ...] = (_Entities(), _Quotes())
VERSIONS: Mapping[str, str] = MappingProxyType({a.name: a.version for a in ANALYZERS})


def analyse(title: str, text: str, blocks: Sequence[Block], language: str | None) -> Marks:
    """All marks of one article. Offsets are into `text` (`title` for `title_entities`)."""
    return analyse_many([(title, text, blocks, language)])[0]


def analyse_many(batch: Sequence[tuple[str, str, Sequence[Block], str | None]]) -> list[Marks]:
    """The marks of several articles (title, text, blocks, language), in order.

    Reading several at once is quicker; 4 keep the memory low. `blocks` may be empty.
    """
    documents = [Document.of(_sound(title), _sound(text), blocks, language) for title, text, blocks, language in batch]
    found = [Marks(m.entities, m.title_entities, m.quotes, VERSIONS) for m in _reading.read(documents)]
    return [_as_written(marks, title, text) for marks, (title, text, _, _) in zip(found, batch, strict=True)]


def _sound(text: str) -> str:
    """A text without lone surrogates, which no model reads; its length stays."""
    return _SURROGATE.sub("\ufffd", text)


def _as_written(marks: Marks, title: str, text: str) -> Marks:
    """Marks whose spans are the text as it is, where `_sound` had to change it."""
    if not _SURROGATE.search(text) and not _SURROGATE.search(title):
        return marks
    return replace(
        marks,
        entities=tuple(replace(e, text=text[e.start : e.end]) for e in marks.entities),
        title_entities=tuple(replace(e, text=title[e.start : e.end]) for e in marks.title_entities),
        quotes=tuple(replace(q, text=text[q.start : q.end]) for q in marks.quotes),
    )
