"""A law that is told in the writer's words, with a fragment of its text quoted."""

from __future__ import annotations

import re

from reader.analysis.story import Attribution, Phrase, Story

_REACH = 500  # characters back to where the law is named
_NAMED = re.compile(
    r"(?:the )?(?:(?:Section|Article|Clause|Title|Chapter) [\w().]+ of (?:the )?)?"
    r"(?:[A-Z][\w.'’-]*,? (?:of (?:the )?|on |and |for )?){0,6}"
    r"(?:Act|Code|Constitution|Amendment|Treaty|Convention|Charter|Statute|Law|Bill)\b"
    r"(?: of (?:the )?[A-Z]\w+)*"
)


def law(story: Story, number: int) -> Attribution | None:
    """A fragment that is a condition or rule of a law named before, with no speaker in its sentence."""
    inner = story.inner(number)
    if not inner[:1].islower() or len(inner.split()) < 4:
        return None
    quote, start = story.quotes[number], story.paragraph(number)[0]
    behind = story.text[max(start, quote.start - _REACH) : quote.start]
    laws = list(_NAMED.finditer(behind))
    if not laws:
        return None
    found = laws[-1]
    if not _tells(behind[found.end() :], story):
        return None
    offset = quote.start - len(behind)
    return Attribution("law", Phrase.ending(story.text, offset + found.start(), offset + found.end()))


def _tells(between: str, story: Story) -> bool:
    """Whether the law is said to rule something, and nobody speaks in between."""
    said = re.findall(r"[^\W\d_]+", between.lower())
    return any(w in story.words["ruling"] for w in said) and not any(story.words.cues.get(w) == "say" for w in said)
