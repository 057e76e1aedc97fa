"""For sociologist Smith, the purge was “proof …”."""

from __future__ import annotations

from reader.analysis.grammar import phrase
from reader.analysis.story import Attribution, Story


def copula(story: Story, number: int) -> Attribution | None:
    """The sentence begins with "For" and a person, set off by a comma."""
    passage = story.home(number)
    if passage is None:
        return None
    first = passage.extent[number][0]
    start = passage.sentence(first).start
    if passage.words[start] != "For":
        return None
    head = passage.child(start, "pobj")
    if head is None or not passage.tags[head].startswith("NNP"):
        return None
    if "," not in passage.words[head:first]:
        return None
    return Attribution("for someone", phrase(passage, head), (passage.starts[start], passage.ends[start]))
