"""Entities in the headline and the text, one class a form, with the name each goes by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.analysis.languages import Words
from reader.analysis.names import Mention, canonical, is_ghost, vote
from reader.model import Entity, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "entities"
VERSION = "1"

# OntoNotes' classes (English) and WikiNER's (the other small models), to ours.
TYPES = {
    "PERSON": EntityType.PERSON, "PER": EntityType.PERSON, "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE, "LOC": EntityType.PLACE, "FAC": EntityType.PLACE, "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT, "WORK_OF_ART": EntityType.WORK, "LAW": EntityType.LAW,
    "PRODUCT": EntityType.OTHER, "MISC": EntityType.OTHER,
}  # fmt: skip
_ARTICLES = ("the ", "The ", "THE ", "a ", "A ", "an ", "An ")
_EDGE = " \t\n\u00a0.,:;!?-–—\"“”‘’'«»()[]*#•|"


def mentions(docs: Iterable[tuple[Doc, int]], text: str, words: Words) -> list[Mention]:
    """What the model found in each piece, trimmed, ghosts left out, offsets into `text`."""
    found = []
    for doc, start in docs:
        for span in doc.ents:
            kind = TYPES.get(span.label_)
            if kind is not None:
                mention = trimmed(text, start + span.start_char, start + span.end_char, kind)
                if not is_ghost(mention.text, words):
                    found.append(mention)
    return found


def trimmed(text: str, start: int, end: int, kind: EntityType) -> Mention:
    """A mention without article, marks and possessive at its ends."""
    for article in _ARTICLES:
        if text.startswith(article, start, end):
            start += len(article)
            break
    while start < end and text[start] in _EDGE:
        start += 1
    if text[max(start, end - 2) : end] in ("'s", "’s"):
        end -= 2
    while end > start and text[end - 1] in _EDGE and not _abbreviates(text, start, end):
        end -= 1
    return Mention(start, end, text[start:end], kind)


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Whether the stop at the end belongs to the name: U.S., Jr., Inc."""
    last = text[start:end].split()[-1] if text[start:end].split() else ""
    return last.endswith(".") and (last.count(".") > 1 or last in ("Jr.", "Sr.", "Inc.", "Corp.", "Co.", "Ltd."))


def entities(
    title: Sequence[Mention], text: Sequence[Mention], words: Words
) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Entities of the headline and of the text; they vote and are named together."""
    voted = vote([*text, *title])
    names = canonical(voted, words)
    marked = [Entity(m.start, m.end, m.text, m.type, names[m.text]) for m in voted]
    return tuple(marked[len(text) :]), tuple(marked[: len(text)])
