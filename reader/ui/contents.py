"""What is in the article on screen: its marks as document ranges, and what stands at a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from reader.model import Article, Dossier, Entity, Note, Quote
from reader.rendering import find_words
from reader.ui.document import Page
from reader.ui.marks import ENTITY_KINDS, QUOTE_KINDS, Kind, Range
from reader.ui.offsets import Places

_ENTITY_BITS = {type_: kind.value for type_, kind in ENTITY_KINDS.items()}
Spot = tuple[Places, int, int]  # the title's or the body's places, and code points in it


class Contents:
    """A dossier as it stands on a page."""

    def __init__(self, dossier: Dossier, page: Page, words: Sequence[str]) -> None:
        self.dossier = dossier
        self.page = page
        self.words = tuple(words)

    @property
    def article(self) -> Article:
        return self.dossier.article

    def between(self, first: int, last: int) -> list[Range]:
        """All marks between two code points of the text, which was set just now."""
        body = self.page.body
        return [
            (start, end, bit)
            for places, begin, finish, bit in self._spans
            if places is body and begin < last and finish > first
            for start, end in body.ranges(max(begin, first), min(finish, last))
        ]

    def grown(self) -> None:
        """More of the text stands on the page: its marks have more places."""
        for name in ("hits", "derived", "notes"):
            self.__dict__.pop(name, None)

    @cached_property
    def _spans(self) -> list[tuple[Places, int, int, int]]:
        """All marks as code points, each with the bit of its kind."""
        return [*self._derived_spans, *self._note_spans, *self._hit_spans]

    @cached_property
    def _hit_spans(self) -> list[tuple[Places, int, int, int]]:
        texts = ((self.page.title, self.article.title), (self.page.body, self.article.text))
        bit = Kind.HIT.value
        return [(places, *found, bit) for places, text in texts for found in find_words(text, self.words)]

    @cached_property
    def _derived_spans(self) -> list[tuple[Places, int, int, int]]:
        marks, title, body = self.dossier.marks, self.page.title, self.page.body
        made = [(title, 0, len(self.article.title), Kind.HEADLINE.value)]
        for places, entities in ((title, marks.title_entities), (body, marks.entities)):
            made += [(places, each.start, each.end, _ENTITY_BITS[each.type]) for each in entities]
        return [*made, *((body, each.start, each.end, QUOTE_KINDS[each.kind].value) for each in marks.quotes)]

    @cached_property
    def _note_spans(self) -> list[tuple[Places, int, int, int]]:
        spans = ((note.start, note.end) for note in self.dossier.state.notes if note.placed)
        bit, body = Kind.NOTE.value, self.page.body
        return [(body, start, end, bit) for start, end in spans if start is not None and end is not None]

    @cached_property
    def hits(self) -> list[Range]:
        return _placed(self._hit_spans)

    @cached_property
    def derived(self) -> list[Range]:
        """Entities and quotes."""
        return _placed(self._derived_spans)

    @cached_property
    def notes(self) -> list[Range]:
        return _placed(self._note_spans)

    @cached_property
    def kinds(self) -> Kind:
        """The kinds of marks that there are."""
        found = 0
        for _, start, end, bit in self._spans:
            found |= bit if start < end else 0
        return Kind(found)

    def mentions(self, name: str) -> list[Range]:
        """Every mention of `name`, in the headline too, and where it is written as a speaker."""
        return [each for spot in self._spots_of(name) for each in _ranges(spot, Kind.MENTION)]

    def count(self, name: str) -> int:
        return len(set(self._spots_of(name)))

    def _spots_of(self, name: str) -> Iterator[Spot]:
        marks, wanted = self.dossier.marks, name.casefold()
        seen: set[tuple[int, int]] = set()
        for places, entities in ((self.page.title, marks.title_entities), (self.page.body, marks.entities)):
            for entity in entities:
                if entity.name.casefold() == wanted:
                    yield places, entity.start, entity.end
        seen.update((entity.start, entity.end) for entity in marks.entities)
        for quote in marks.quotes:
            span = speaker_span(quote)
            if span and span not in seen and (quote.speaker or "").casefold() == wanted:
                yield self.page.body, *span

    def entity_at(self, position: int) -> Entity | None:
        """The shortest entity at a document position."""
        marks = self.dossier.marks
        for places, entities in ((self.page.title, marks.title_entities), (self.page.body, marks.entities)):
            point = places.point(position)
            if point is not None:
                here = [entity for entity in entities if entity.start <= point < entity.end]
                return min(here, key=lambda entity: entity.end - entity.start, default=None)
        return None

    def quote_at(self, position: int) -> Quote | None:
        """The innermost quote at a document position."""
        point = self.page.body.point(position)
        if point is None:
            return None
        here = [quote for quote in self.dossier.marks.quotes if quote.start <= point < quote.end]
        return min(here, key=lambda quote: quote.end - quote.start, default=None)

    def note_at(self, position: int) -> Note | None:
        point = self.page.body.point(position)
        if point is None:
            return None
        notes = self.dossier.state.notes
        return next((n for n in notes if n.start is not None and n.end is not None and n.start <= point < n.end), None)

    def speaker_at(self, position: int) -> str | None:
        """The speaker who is written at a document position."""
        point = self.page.body.point(position)
        for quote in self.dossier.marks.quotes if point is not None else ():
            span = speaker_span(quote)
            if span and point is not None and span[0] <= point < span[1]:
                return quote.speaker or quote.speaker_as_written
        return None

    def name_at(self, position: int) -> str | None:
        """The name that a click at a document position means."""
        entity = self.entity_at(position)
        return entity.name if entity else self.speaker_at(position)


def speaker_span(quote: Quote) -> tuple[int, int] | None:
    if quote.speaker_start is None or quote.speaker_end is None:
        return None
    return quote.speaker_start, quote.speaker_end


def _ranges(spot: Spot, kind: Kind) -> list[Range]:
    places, first, last = spot
    bit = kind.value
    return [(start, end, bit) for start, end in places.ranges(first, last)]


def _placed(spans: Sequence[tuple[Places, int, int, int]]) -> list[Range]:
    """Spans of the text as document ranges, as far as they stand on the page."""
    return [(first, last, bit) for places, start, end, bit in spans for first, last in places.ranges(start, end)]
