"""Quotations that go on from what stands before: split by their cue, or alone in a paragraph."""

from __future__ import annotations

import re

from reader.analysis.grammar import phrase, subject
from reader.analysis.story import Attribution, Story

_ENDS = re.compile(r"(?<!\b[A-Z])(?<!Mr)(?<!Dr)(?<!Ms)(?<!Mrs)(?<!Sen)(?<!Rep)(?<!Gov)(?<!Gen)[.?!] ")
_NEAR = 120  # characters between the parts of one utterance


def split(story: Story, number: int) -> Attribution | None:
    """A quotation that begins a sentence behind one that is attributed, in the same paragraph."""
    earlier = _earlier(story, number)
    if earlier is None or not story.inner(number).lstrip("[(…. ")[:1].isupper():
        return None
    between = story.text[story.quotes[earlier].end : story.quotes[number].start]
    if len(_ENDS.findall(between)) > 1 or not _begins(story, number):
        return None
    return Attribution("split", same_as=earlier, joins=len(between) < _NEAR)


def _earlier(story: Story, number: int) -> int | None:
    """The last attributed quotation in front, in the same paragraph."""
    for earlier in range(number - 1, -1, -1):
        if story.quotes[earlier].paragraph != story.quotes[number].paragraph:
            return None
        if earlier in story.found:
            return earlier
    return None


def _begins(story: Story, number: int) -> bool:
    """Whether a quotation begins a sentence."""
    return story.before(number).rstrip()[-1:] in frozenset(".?!\"”»'’")


def reopened(story: Story, number: int) -> Attribution | None:
    """A paragraph that reopens the quotation which the one before left open."""
    if number == 0 or not story.quotes[number].continues or number - 1 not in story.found:
        return None
    return Attribution("reopened", same_as=number - 1, joins=True)


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
            head = subject(passage, token, story.words)
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
            if _is_dialogue(story, earlier) and not story.quotes[number].continues:
                return Attribution("alone")  # the answer of one of the two: of which is not said
            return Attribution("alone", same_as=earlier, joins=story.quotes[number].continues)
    return None


def _is_dialogue(story: Story, number: int) -> bool:
    """Whether a quotation answers another: a question, or words in the paragraph in front, of somebody else."""
    before = next(
        (n for n in range(number - 1, -1, -1) if story.quotes[n].paragraph < story.quotes[number].paragraph), None
    )
    if (
        before is None
        or before not in story.found
        or story.quotes[number].paragraph - story.quotes[before].paragraph > 1
    ):
        return False
    one, other = (_phrase_of(story, n) for n in (before, number))
    return story.inner(before).endswith("?") and one is not None and other is not None and one != other


def _phrase_of(story: Story, number: int) -> str | None:
    """The speaker of a quotation as written."""
    found = story.found.get(number)
    return (
        story.text[found.speaker.start : found.speaker.end] if found is not None and found.speaker is not None else None
    )
