"""“…,” according to Smith; According to the report, “…”."""

from __future__ import annotations

from reader.analysis.grammar import phrase
from reader.analysis.passages import Passage
from reader.analysis.story import Attribution, Story


def according(story: Story, number: int) -> Attribution | None:
    """A phrase with "according to" in the quotation's sentence names the source."""
    passage = story.home(number)
    if passage is None:
        return None
    first, last = passage.extent[number]
    for token in passage.sentence(first):
        if passage.words[token].lower() != "according":
            continue
        head = _source(passage, token)
        if head is not None and _near(passage, token, first, last):
            return Attribution("according to", phrase(passage, head), (passage.starts[token], passage.ends[token + 1]))
    return None


def _source(passage: Passage, token: int) -> int | None:
    if token + 1 >= len(passage) or passage.words[token + 1].lower() != "to":
        return None
    return passage.child(token + 1, "pobj")


def _near(passage: Passage, token: int, first: int, last: int) -> bool:
    """No other quotation between the phrase and this one."""
    between = range(last + 1, token) if token > last else range(token, first)
    return all(passage.quoted[t] < 0 for t in between)
