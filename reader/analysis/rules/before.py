"""The cue stands in front of the quotation: Smith said: “…”; he added that it was “…”."""

from __future__ import annotations

from reader.analysis.grammar import cue_span, is_cue, phrase, subject, told
from reader.analysis.passages import OUTSIDE, Passage
from reader.analysis.story import Attribution, Story


def before(story: Story, number: int) -> Attribution | None:
    """The nearest verb of speech in front, in the same sentence, that has a subject."""
    passage = story.home(number)
    if passage is None:
        return None
    first = passage.extent[number][0]
    for verb in _verbs(story, passage, first):
        speaker = subject(passage, verb)
        if speaker is not None and passage.quoted[speaker] == OUTSIDE:
            return Attribution("cue before", phrase(passage, speaker), cue_span(passage, verb), told(passage, verb))
    return None


def _verbs(story: Story, passage: Passage, first: int) -> list[int]:
    """Verbs of speech in front of a quotation: those that govern it, then the nearest."""
    sentence = passage.sentence(first)
    here = [t for t in range(sentence.start, first) if is_cue(passage, t, story.words)]
    governing = [t for t in passage.ancestors(first) if t in here]
    return governing + [t for t in reversed(here) if t not in governing]
