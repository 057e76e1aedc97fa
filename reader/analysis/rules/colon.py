"""A paragraph that ends in a colon introduces the quotations of the next: Caddell continued:"""

from __future__ import annotations

from reader.analysis.grammar import cue_span, is_cue, phrase, subject, told
from reader.analysis.passages import OUTSIDE, Passage
from reader.analysis.story import Attribution, Story


def colon(story: Story, number: int) -> Attribution | None:
    """The verb of speech, else the main verb, of a sentence that ends in a colon right before the quotation."""
    passage = _introduction(story, number)
    if passage is None:
        return None
    last = len(passage) - 1
    row = list(passage.sentence(last))
    verbs = [t for t in reversed(row) if is_cue(passage, t, story.words)]
    verbs += [t for t in row if passage.deps[t] == "ROOT"]
    for verb in verbs:
        speaker = subject(passage, verb, story.words)
        if speaker is not None and passage.quoted[speaker] == OUTSIDE:
            return Attribution("colon", phrase(passage, speaker), cue_span(passage, verb), told(passage, verb))
    return None


def _introduction(story: Story, number: int) -> Passage | None:
    """The last passage of the paragraph before, where it ends in a colon and this one begins with the quotation."""
    paragraph = story.quotes[number].paragraph - 1
    if story.parse is None or paragraph < 0 or story.before(number).strip():
        return None
    start, end = story.document.paragraphs[paragraph]
    if story.text[end - 1] != ":" or end - start > _LONGEST:
        return None
    passages = story.parse.passages(paragraph)
    return passages[-1] if passages and len(passages[-1]) else None


_LONGEST = 2000  # characters of a paragraph that introduces
