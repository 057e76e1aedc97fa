"""“…,” according to Smith; According to the report, “…”; in the words of Smith, “…”."""

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
        end = _introduces(passage, token)
        head = passage.child(end, "pobj") if end is not None else None
        if end is not None and head is not None and _near(passage, token, first, last):
            return Attribution("according to", phrase(passage, head), (passage.starts[token], passage.ends[end]))
    return None


def _introduces(passage: Passage, token: int) -> int | None:
    """The preposition that governs the source: "to" of "according to", or "per" behind a comma."""
    word = passage.words[token].lower()
    if word == "according" and token + 1 < len(passage) and passage.words[token + 1].lower() == "to":
        return token + 1
    if word == "words" and [w.lower() for w in passage.words[max(0, token - 2) : token + 2]] == [
        "in",
        "the",
        "words",
        "of",
    ]:
        return token + 1
    return token if word == "per" and (token == 0 or passage.words[token - 1] in (",", '"')) else None


def _near(passage: Passage, token: int, first: int, last: int) -> bool:
    """No other quotation between the phrase and this one."""
    between = range(last + 1, token) if token > last else range(token, first)
    return all(passage.quoted[t] < 0 for t in between)
