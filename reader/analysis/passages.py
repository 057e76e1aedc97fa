"""Masked passages: the parse of a paragraph with what is quoted taken out of the way.

The words inside quotation marks are somebody else's sentence: left in, they draw subjects and
verbs to themselves. So each quoted stretch is replaced by a short filler before parsing, and
tokens lead back to offsets in the text. The parse is kept as plain lists: rules read them
faster than spaCy's tokens, and can be tested without a model.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.marks import Quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc

OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Masked:
    """A piece of text with its quotations replaced; `stretches` lead back to the text."""

    text: str
    at: tuple[int, ...]  # where each stretch begins in the masked text
    origin: tuple[int, ...]  # and in the text
    quoted: tuple[int, ...]  # which quotation it is, OUTSIDE for none


@dataclass(slots=True)
class Passage:
    """The tokens of one masked piece. All lists have one entry a token."""

    start: int
    end: int
    words: list[str]
    starts: list[int]
    ends: list[int]
    heads: list[int]
    deps: list[str]
    tags: list[str]
    sentences: list[int]  # number of the sentence that a token is in
    quoted: list[int]
    children: list[list[int]]
    extent: dict[int, tuple[int, int]]  # quotation -> first and last token

    def __len__(self) -> int:
        return len(self.words)

    def sentence(self, token: int) -> range:
        """The tokens of the sentence that a token is in."""
        number = self.sentences[token]
        first = last = token
        while first > 0 and self.sentences[first - 1] == number:
            first -= 1
        while last + 1 < len(self) and self.sentences[last + 1] == number:
            last += 1
        return range(first, last + 1)

    def ancestors(self, token: int) -> Iterator[int]:
        """The tokens that govern a token, the nearest first."""
        seen = {token}
        while self.heads[token] not in seen:
            token = self.heads[token]
            seen.add(token)
            yield token

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these relations."""
        for child in self.children[token]:
            if self.deps[child] in deps:
                return child
        return None

    def subtree(self, token: int) -> list[int]:
        """A token with all that it governs, in order."""
        found, waiting = [], [token]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting += self.children[here]
        return sorted(found)


# What stands for a sentence and for a fragment that is quoted, by language.
_FILLERS = {
    "de": ("Es geht", "etwas"),
    "en": ("It works", "something"),
    "es": ("Es verdad", "algo"),
    "fr": ("C'est vrai", "chose"),
    "it": ("È vero", "qualcosa"),
    "nl": ("Het werkt", "iets"),
    "pt": ("É verdade", "algo"),
}


def mask(text: str, start: int, end: int, quotes: Sequence[tuple[int, Quoted]], language: str = "en") -> Masked:
    """A piece of text with each numbered quotation in it replaced by a filler."""
    parts: list[str] = []
    at, origin, quoted = [0], [start], [OUTSIDE]
    here = start
    length = 0
    for number, quote in quotes:
        for piece, source, which in (
            (text[here : quote.start], here, OUTSIDE),
            (_filler(text, quote, language), quote.start, number),
        ):
            at.append(length)
            origin.append(source)
            quoted.append(which)
            parts.append(piece)
            length += len(piece)
        here = quote.end
    at.append(length)
    origin.append(here)
    quoted.append(OUTSIDE)
    parts.append(text[here:end])
    return Masked("".join(parts), tuple(at), tuple(origin), tuple(quoted))


def _filler(text: str, quote: Quoted, language: str) -> str:
    """What stands for a quotation: a clause for a sentence, a noun for a fragment; its last mark stays."""
    inner = text[quote.inner[0] : quote.inner[1]]
    last = inner[-1:] if inner[-1:] in frozenset(",.?!") else ""
    clause, noun = _FILLERS.get(language, _FILLERS["en"])
    filler = clause if inner[:1].isupper() and len(inner.split()) > 2 else noun
    return f'"{filler}{last}"'


def passage(doc: Doc, masked: Masked, start: int, end: int) -> Passage:
    """The tokens of a parsed piece, `start:end` of a masked text, placed in the text itself."""
    words, starts, ends, quoted = [], [], [], []
    for token in doc:
        at = start + token.idx
        stretch = bisect_right(masked.at, at) - 1
        number = masked.quoted[stretch]
        place = masked.origin[stretch] + at - masked.at[stretch]
        words.append(token.text)
        quoted.append(number)
        starts.append(place if number == OUTSIDE else masked.origin[stretch])
        ends.append(place + len(token.text) if number == OUTSIDE else masked.origin[stretch + 1])
    heads, deps, tags, sentences = _structure(doc)
    return Passage(
        start, end, words, starts, ends, heads, deps, tags, sentences, quoted, _children(heads), _extent(quoted)
    )


def _structure(doc: Doc) -> tuple[list[int], list[str], list[str], list[int]]:
    heads, deps, tags, sentences = [], [], [], []
    number = -1
    fine = doc.lang_ == "en"  # the tags of other models differ; the parts of speech do not
    for token in doc:
        number += bool(token.is_sent_start) or number < 0
        heads.append(token.head.i)
        deps.append(token.dep_)
        tags.append(token.tag_ if fine else token.pos_)
        sentences.append(number)
    return heads, deps, tags, sentences


def _children(heads: Sequence[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    return children


def _extent(quoted: Sequence[int]) -> dict[int, tuple[int, int]]:
    extent: dict[int, tuple[int, int]] = {}
    for token, number in enumerate(quoted):
        if number != OUTSIDE:
            extent[number] = (extent.get(number, (token, token))[0], token)
    return extent
