"""Transcripts: `WALLACE: Let's start` names the speaker at the line's beginning."""

from __future__ import annotations

import re

from reader.analysis.story import Attribution, Phrase, Story

LABEL = re.compile(r"(?P<who>[A-Z][A-Z.'’\- ]{1,30}[A-Z])(?:\s\([^)]{1,30}\))?:\s")


def transcript(story: Story, number: int) -> Attribution | None:
    """A label in capitals as the first words inside the marks, or just in front of them."""
    quote = story.quotes[number]
    inside = LABEL.match(story.text, quote.inner[0])
    if inside and inside.end() < quote.end:
        return Attribution("transcript", Phrase.ending(story.text, *inside.span("who")))
    start = story.paragraph(number)[0]
    label = LABEL.match(story.text, start)
    if label and label.end() >= quote.start - 1:
        return Attribution("transcript", Phrase.ending(story.text, *label.span("who")))
    return None
