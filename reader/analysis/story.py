"""What the rules see of an article: its quotations, the masked parse and the names in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.analysis.document import Document
from reader.analysis.languages import Words
from reader.analysis.marks import Quoted
from reader.analysis.names import Mention
from reader.analysis.parsing import Parse
from reader.analysis.passages import Passage


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of the text, and where its head word begins."""

    start: int
    end: int
    head: int

    @classmethod
    def ending(cls, text: str, start: int, end: int) -> Phrase:
        """A phrase whose last word is its head."""
        return cls(start, end, max(start, text.rfind(" ", start, end) + 1))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who answers for a quotation, as one rule found it. Pairs are offsets into the text."""

    rule: str
    speaker: Phrase | None = None
    cue: tuple[int, int] | None = None
    told: Phrase | None = None
    same_as: int | None = None  # the quotation whose speaker it shares
    joins: bool = False  # and with which it makes one utterance


@dataclass(slots=True)
class Story:
    """One article being read. Quotations are numbered in their order."""

    document: Document
    words: Words
    quotes: Sequence[Quoted]
    parse: Parse | None  # with the labels of English models; None: another language
    mentions: Sequence[Mention]
    tree: Parse | None = None  # with the labels of Universal Dependencies, where such a model is installed
    found: dict[int, Attribution] = field(default_factory=dict)  # what is attributed so far

    @property
    def text(self) -> str:
        return self.document.text

    def home(self, number: int) -> Passage | None:
        """The parsed passage that holds a quotation."""
        if self.parse is None:
            return None
        here = self.parse.passages(self.quotes[number].paragraph)
        return next((passage for passage in here if number in passage.extent), None)

    def mention_at(self, place: int) -> Mention | None:
        """The mention that holds a place of the text."""
        at = bisect_right(self.mentions, place, key=lambda m: m.start) - 1
        return self.mentions[at] if at >= 0 and place < self.mentions[at].end else None

    def inner(self, number: int) -> str:
        """The words of a quotation."""
        start, end = self.quotes[number].inner
        return self.text[start:end]

    def paragraph(self, number: int) -> tuple[int, int]:
        """The paragraph that a quotation stands in."""
        return self.document.paragraphs[self.quotes[number].paragraph]

    def before(self, number: int) -> str:
        """The paragraph's text in front of a quotation."""
        return self.text[self.paragraph(number)[0] : self.quotes[number].start]

    def after(self, number: int) -> str:
        """The paragraph's text behind a quotation."""
        return self.text[self.quotes[number].end : self.paragraph(number)[1]]
