"""The name stands behind the quotation, or on the next line: “…” ― Pamela Padilla."""

from __future__ import annotations

import re

from reader.analysis.story import Attribution, Phrase, Story

_SIGNED = re.compile(
    r"\s*[—–―‒-]{1,3}\s*(?P<who>[^\W\d_][^\n,;:(]{1,60}?)"
    r"(?=\s*(?:[,;:(\n]|(?<![ .][^\W\d_a-z])\.\s|(?<![ .][^\W\d_a-z])\.?\s*$))"
)
_LONGEST = 6  # words of a signature


def signature(story: Story, number: int) -> Attribution | None:
    """A dash and a name behind a quotation that ends its sentence, with nothing else on the line."""
    quote = story.quotes[number]
    if story.before(number).strip(" -–—―") or story.inner(number)[-1:] not in frozenset(".!?…’'"):
        return None
    end = story.paragraph(number)[1]
    place, stop = quote.end, end
    if not story.text[quote.end : end].strip() and quote.paragraph + 1 < len(story.document.paragraphs):
        place, stop = story.document.paragraphs[quote.paragraph + 1]
    found = _SIGNED.match(story.text, place, stop)
    if found is None or not _is_name(story, found.group("who")):
        return None
    return Attribution("signature", Phrase.ending(story.text, *found.span("who")))


def _is_name(story: Story, who: str) -> bool:
    """A few words, the longer ones with capitals."""
    row = who.split()
    large = [w for w in row if w.lower() not in story.words["particles"] | story.words["determiners"]]
    return len(row) <= _LONGEST and bool(large) and all(w[0].isupper() or not w[0].isalpha() for w in large)
