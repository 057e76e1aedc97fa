"""Speech without quotation marks: transcripts (`WALLACE: Let's start`), interviews, block quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.analysis.document import Document
from reader.analysis.marks import Quoted
from reader.model import Role

UNMARKED = ""

# A label at a line's beginning: capitals ("CHRIS WALLACE:", "GOV. PENCE (R):"), a name ("Chris
# Wallace:"), or the letters of an interview ("Q:", "A.").
LABEL = re.compile(
    r"(?P<who>Q|A|[A-Z][A-Z.'’\- ]{1,38}[A-Z]|(?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w'’-]+)"
    r"(?: ?\([^)\n]{1,30}\))?(?::|(?<=\b[QA])\.)\s+(?=\S)"
)
_LETTERS = frozenset("QA")
_FEWEST = 3  # labelled lines that make a transcript
_SPEAKERS = 2  # and different labels


def unmarked(document: Document, quotes: Sequence[Quoted]) -> list[Quoted]:
    """All quotations in order: the marked ones, and lines that are speech without marks.

    Marks inside such a line are nested in it.
    """
    added = [*_transcript(document), *_blocks(document, quotes)]
    if not added:
        return list(quotes)
    taken = {quote.paragraph for quote in added}
    return sorted([*added, *(q for q in quotes if q.paragraph not in taken)], key=lambda quote: quote.start)


def _transcript(document: Document) -> Iterator[Quoted]:
    found = {
        number: label
        for number, (start, end) in enumerate(document.paragraphs)
        if (label := LABEL.match(document.text, start, end)) and label.end() < end
    }
    labels = Counter(label.group("who") for label in found.values())
    shouted = [who for who in labels if who.isupper()]
    repeated = [who for who, times in labels.items() if who.isupper() or times > 1]
    if sum(labels[who] for who in repeated) < _FEWEST or len(repeated) < _SPEAKERS or not (shouted or len(labels) < 8):
        return
    for number, label in found.items():
        if label.group("who") in repeated:
            end = document.paragraphs[number][1]
            yield Quoted(label.end(), end, (label.end(), end), UNMARKED, paragraph=number)


def _blocks(document: Document, quotes: Sequence[Quoted]) -> Iterator[Quoted]:
    """Blocks that the page sets as quotations, where they bring no marks of their own."""
    marked = {quote.paragraph for quote in quotes}
    for number, (start, end) in enumerate(document.paragraphs):
        if document.blocks and number not in marked and document.role(start) is Role.BLOCK_QUOTE:
            yield Quoted(start, end, (start, end), UNMARKED, paragraph=number)


def is_interview(label: str) -> bool:
    """Whether a label is a letter that stands for asker or asked, and so names nobody."""
    return label in _LETTERS
