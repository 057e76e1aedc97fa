"""Quotations that go on from what stands before: split by their cue, or alone in a paragraph."""

from __future__ import annotations

from reader.analysis.grammar import phrase, subject
from reader.analysis.story import Attribution, Story

SURE = frozenset({"cue after", "cue before", "according to", "for someone", "split", "transcript", "alone"})


def split(story: Story, number: int) -> Attribution | None:
    """A quotation that begins a sentence behind one that is attributed, in the same paragraph."""
    if number == 0 or story.quotes[number - 1].paragraph != story.quotes[number].paragraph:
        return None
    if not story.inner(number)[:1].isupper() or story.inner(number)[-1:].isalnum():
        return None
    previous = story.found.get(number - 1)
    between = story.text[story.quotes[number - 1].end : story.quotes[number].start]
    if previous is None or between.count(". ") + between.count("? ") > 1:
        return None
    return Attribution("split", same_as=number - 1, joins=len(between) < 120)


def sentence_before(story: Story, number: int) -> Attribution | None:
    """A quotation that is a sentence by itself, behind a sentence about somebody."""
    passage = story.home(number)
    if passage is None or not story.inner(number)[:1].isupper():
        return None
    first = passage.extent[number][0]
    sentence = passage.sentence(first)
    if sentence.start == 0:
        return None
    for token in passage.sentence(sentence.start - 1):
        if passage.deps[token] == "ROOT":
            head = subject(passage, token)
            return Attribution("sentence before", phrase(passage, head)) if head is not None else None
    return None


def alone(story: Story, number: int) -> Attribution | None:
    """A quotation that is its whole paragraph goes on from the last one."""
    if story.before(number).strip() or len(story.after(number).strip(" .")) > 2:
        return None
    for earlier in range(number - 1, -1, -1):
        gap = story.quotes[number].paragraph - story.quotes[earlier].paragraph
        if gap > 1:
            return None
        if earlier in story.found:
            return Attribution("alone", same_as=earlier, joins=story.quotes[number].continues)
    return None
