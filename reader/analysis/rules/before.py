"""The cue stands in front of the quotation: Smith said: “…”; he added that it was “…”."""

from __future__ import annotations

from reader.analysis.grammar import cue_span, is_cue, phrase, subject, told
from reader.analysis.passages import OUTSIDE, Passage
from reader.analysis.story import Attribution, Story

_FINITE = ("VBD", "VBZ", "VBP", "MD")


def before(story: Story, number: int) -> Attribution | None:
    """The nearest verb of speech in front, in the same sentence, that has a subject."""
    passage = story.home(number)
    if passage is None:
        return None
    first = passage.extent[number][0]
    for verb in _verbs(story, passage, first):
        speaker = subject(passage, verb, story.words)
        if speaker is None and passage.words[first - 1] == ":":
            speaker = _inverted(passage, verb, first)
        if speaker is not None and passage.quoted[speaker] == OUTSIDE:
            return Attribution("cue before", phrase(passage, speaker), cue_span(passage, verb), told(passage, verb))
    return None


def _verbs(story: Story, passage: Passage, first: int) -> list[int]:
    """Verbs of speech in front of a quotation: those that govern it, then the nearest."""
    start = passage.sentence(first).start
    if start > 0 and passage.words[start - 1] == ":":
        start = passage.sentence(start - 1).start  # the parse took the colon for an end
    here = [t for t in range(start, first) if is_cue(passage, t, story.words)]
    governing = [t for t in passage.ancestors(first) if t in here]
    row = governing + [t for t in reversed(here) if t not in governing]
    if row and row[0] != here[-1] and _leads(passage, here[-1], first):
        row = [here[-1], *row]
    return sorted(row, key=lambda t: _weakness(story, passage, t, len(row)))


def _inverted(passage: Passage, verb: int, first: int) -> int | None:
    """The subject behind its verb: Said Ellis: “…”."""
    nouns = [t for t in range(verb + 1, first) if passage.tags[t].startswith("NN")]
    heads = [t for t in nouns if passage.deps[t] not in ("compound", "poss", "amod")]
    return heads[0] if heads else None


def _leads(passage: Passage, verb: int, first: int) -> bool:
    """Whether nothing but a colon, a comma or a phrase of time or place stands between cue and quotation."""
    between = range(verb + 1, first)
    return passage.words[first - 1] in (",", ":") and not any(passage.tags[t] in _FINITE for t in between)


def _weakness(story: Story, passage: Passage, verb: int, choices: int) -> int:
    """Verbs of thought, and verbs inside a relative clause, only when no other verb speaks."""
    if choices == 1:
        return 0
    weak = story.words.cues[passage.words[verb].lower()] in story.words["weak"]
    return weak + 2 * (passage.deps[verb] == "relcl")
