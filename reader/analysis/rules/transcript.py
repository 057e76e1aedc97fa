"""Transcripts: `WALLACE: Let's start` names the speaker at the line's beginning."""

from __future__ import annotations

import re

from reader.analysis.story import Attribution, Phrase, Story
from reader.analysis.utterances import LABEL, UNMARKED, is_interview

_INSIDE = re.compile(r"(?P<who>[A-Z][A-Z.'’\- ]{1,30}[A-Z])(?:\s\([^)]{1,30}\))?:\s")


def transcript(story: Story, number: int) -> Attribution | None:
    """A label in capitals as the first words inside the marks, or in front of a line without marks."""
    quote = story.quotes[number]
    start = story.paragraph(number)[0]
    label = LABEL.match(story.text, start, quote.end)
    if quote.mark == UNMARKED and label and label.end() == quote.start:
        who = label.span("who")
        if is_interview(label.group("who")):
            return Attribution("interview")
        return Attribution("transcript", Phrase.ending(story.text, *who))
    inside = _INSIDE.match(story.text, quote.inner[0], quote.end)
    front = _INSIDE.match(story.text, start, quote.start)
    if front and front.end() < quote.start - 1:
        front = None
    found = inside or front
    return Attribution("transcript", Phrase.ending(story.text, *found.span("who"))) if found else None
