"""Indirect speech: "X said that …", "… , police said", "X denied …". Precise rather than complete.

The verb of speech must have a subject that is somebody, a whole clause as its object, no
"not", "may" or "if" about it, and nothing quoted inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.analysis import dependencies
from reader.analysis.corrections import DATELINE
from reader.analysis.grammar import cue_span, is_cue, phrase, subject, told
from reader.analysis.languages import Words
from reader.analysis.passages import OUTSIDE, Passage
from reader.analysis.story import Attribution, Story

_FEWEST = 4  # words of a clause
_UNSURE = frozenset({"neg", "mark"})
_DENIALS = ("deny", "reject")


@dataclass(frozen=True, slots=True)
class Reported:
    """A clause that somebody is reported to have said."""

    start: int
    end: int
    attribution: Attribution


def indirect(story: Story, paragraph: int) -> Iterator[Reported]:
    """The clauses of a paragraph that are indirect speech, in order."""
    parse = story.parse or story.tree
    if parse is None or not has_cue(story.text, story.document.paragraphs[paragraph], story.words):
        return
    for passage in parse.passages(paragraph):
        if parse is story.tree:
            yield from _abroad(passage, story.words)
            continue
        for verb in range(len(passage)):
            found = _reported(story, passage, verb)
            if found is not None:
                yield found


def _abroad(passage: Passage, words: Words) -> Iterator[Reported]:
    """The same by the labels of Universal Dependencies."""
    for verb, head, span in dependencies.clauses(passage, words):
        who = dependencies.phrase(passage, head)
        yield Reported(*span, Attribution("reported", who, cue_span(passage, verb)))


def has_cue(text: str, stretch: tuple[int, int], words: Words) -> bool:
    """Whether a stretch holds a verb that reports speech: others need no parse for it."""
    return any(words.cues.get(w.lower()) in words["reporting"] for w in _LETTERS.findall(text, *stretch))


_LETTERS = re.compile(r"[^\W\d_]+")


def _reported(story: Story, passage: Passage, verb: int) -> Reported | None:
    words = story.words
    if not is_cue(passage, verb, words) or words.cues[passage.words[verb].lower()] not in words["reporting"]:
        return None
    if _is_unsure(passage, verb):
        return None
    clause = passage.child(verb, "ccomp")
    span = _clause(passage, clause, verb, _begins(story)) if clause is not None else None
    if span is None and words.cues[passage.words[verb].lower()] in _DENIALS:
        span = _denied(passage, verb)
    speaker = subject(passage, verb, words)
    if span is None or speaker is None or passage.quoted[speaker] != OUTSIDE or not _is_somebody(passage, speaker):
        return None
    who = phrase(passage, speaker)
    if span[0] < who.end and who.start < span[1]:
        return None
    return Reported(*span, Attribution("reported", who, cue_span(passage, verb), told(passage, verb)))


def _begins(story: Story) -> int:
    """Where a wire story begins behind its dateline."""
    found = DATELINE.match(story.text)
    if found is None:
        return 0
    dash = re.compile(r"[^\n]{0,40}?[—–-]\s*").match(story.text, found.end())
    return dash.end() if dash else found.end()


def _is_unsure(passage: Passage, verb: int) -> bool:
    """Negated, possible, asked or conditional: nobody is reported to have said it."""
    row = passage.children[verb]
    if any(passage.deps[t] in _UNSURE or passage.tags[t] == "MD" for t in row):
        return True
    return passage.tags[verb] == "VB" or "?" in (passage.words[t] for t in row)


def _clause(passage: Passage, clause: int, verb: int, begins: int) -> tuple[int, int] | None:
    """The offsets of a clause with a subject of its own, without its "that" and the marks at its ends."""
    if passage.child(clause, "nsubj", "nsubjpass", "expl") is None:
        return None
    row = passage.subtree(clause)
    while row and passage.words[row[0]].lower() in ("that", ",", ":", "-", "--", "—"):
        row.pop(0)
    while row and passage.words[row[-1]] in (",", ".", ";", ":", "-", "--", "—"):
        row.pop()
    whole = bool(row) and row[-1] - row[0] + 1 == len(row) and not row[0] <= verb <= row[-1]
    if not whole or len(row) < _FEWEST or any(passage.quoted[t] != OUTSIDE for t in row):
        return None
    while row and passage.starts[row[0]] < begins:
        row.pop(0)
    return (passage.starts[row[0]], passage.ends[row[-1]]) if row else None


def _denied(passage: Passage, verb: int) -> tuple[int, int] | None:
    """What somebody denied: an object or a participle behind the verb."""
    thing = passage.child(verb, "dobj", "xcomp")
    if thing is None or thing < verb:
        return None
    row = passage.subtree(thing)
    if row[-1] - row[0] + 1 != len(row) or row[0] <= verb or any(passage.quoted[t] != OUTSIDE for t in row):
        return None
    return (passage.starts[row[0]], passage.ends[row[-1]]) if len(row) > 1 else None


def _is_somebody(passage: Passage, speaker: int) -> bool:
    return passage.words[speaker].lower() not in ("it", "that", "this", "which", "who", "there", "what", "you", "one")
