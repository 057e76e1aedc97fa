"""A quoted fragment in somebody's sentence: Smith called it “…”; Smith is stressing “…”."""

from __future__ import annotations

from reader.analysis.grammar import cue_span, is_judging, phrase, subject
from reader.analysis.passages import OUTSIDE, Passage
from reader.analysis.story import Attribution, Phrase, Story


def judged(story: Story, number: int) -> Attribution | None:
    """A verb of judgement governs the fragment."""
    return _governor(story, number, "judgement", judging=True)


def governed(story: Story, number: int) -> Attribution | None:
    """Any verb with a person or body as its subject governs a fragment of four words or more."""
    if len(story.inner(number).split()) < 4:
        return None
    return _governor(story, number, "governing verb", judging=False)


def _governor(story: Story, number: int, rule: str, judging: bool) -> Attribution | None:
    passage = story.home(number)
    if passage is None:
        return None
    first, last = passage.extent[number]
    for verb in _above(passage, first, last):
        if judging and not is_judging(passage, verb, story.words):
            continue
        if passage.words[verb].lower() in story.words["being"]:
            continue
        speaker = subject(passage, verb, story.words)
        if speaker is None or passage.quoted[speaker] != OUTSIDE:
            continue
        span = phrase(passage, speaker)
        if judging or _is_somebody(story, passage, speaker, span):
            return Attribution(rule, span, cue_span(passage, verb))
    return None


def _above(passage: Passage, first: int, last: int) -> list[int]:
    inside = range(first, last + 1)
    tops = [t for t in inside if passage.heads[t] not in inside or passage.heads[t] == t]
    return [t for top in tops for t in passage.ancestors(top) if passage.tags[t].startswith("VB")]


def _is_somebody(story: Story, passage: Passage, head: int, span: Phrase) -> bool:
    word = passage.words[head].lower()
    known = any(m.start <= span.head < m.end for m in story.mentions if m.type in ("person", "organisation"))
    return (
        known or word in story.words["people"] or word in story.words["institutions"] or word in ("he", "she", "they")
    )
