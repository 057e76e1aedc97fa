"""The cue stands behind the quotation: “…,” he said; “…,” said Smith, a lawyer."""

from __future__ import annotations

import re

from reader.analysis.grammar import cue_span, is_cue, is_noun, phrase, subject, told
from reader.analysis.passages import OUTSIDE, Passage
from reader.analysis.story import Attribution, Phrase, Story
from reader.model import EntityType

_REACH = 40  # tokens between the quotation and its cue: an apposition may stand between
_STOPS = frozenset({".", "?", "!", ";"})
_WORD = re.compile(r"[^\W\d_]+")
_NICKNAME = 2  # words; a quotation that short may stand inside a name


def after(story: Story, number: int) -> Attribution | None:
    """A verb of speech behind the quotation whose subject stands behind it too."""
    passage = story.home(number)
    if passage is None or not _invites(story, number):
        return None
    last = passage.extent[number][1]
    for verb in _verbs(story, passage, last):
        named = _name_behind(story, passage, last, verb)
        if named is not None:
            return Attribution("cue after", named, cue_span(passage, verb), told(passage, verb))
        speaker = _speaker(story, passage, verb, last)
        if speaker is not None:
            return Attribution("cue after", phrase(passage, speaker), cue_span(passage, verb), told(passage, verb))
    return None


def _name_behind(story: Story, passage: Passage, last: int, verb: int) -> Phrase | None:
    """A name right behind the quotation and set off by a comma: “…,” Smith, a lawyer, said."""
    if last + 1 >= len(passage) or passage.tags[verb] == "VBG":
        return None
    start = passage.starts[last + 1]
    mention = story.mention_at(start)
    if mention is None or mention.type is not EntityType.PERSON or passage.starts[verb] < mention.end:
        return None
    behind = story.text[mention.end : mention.end + 2].lstrip()
    return Phrase(start, mention.end, mention.start) if behind[:1] in (",", "(") and behind else None


def _invites(story: Story, number: int) -> bool:
    """Whether the sentence can go on behind the quotation: not after a full stop."""
    inner, behind = story.inner(number).rstrip(" \"'’”»"), story.after(number).lstrip()
    if _WORD.match(behind.lstrip(",—–―- ")) and _first(behind) in story.words["conjunctions"]:
        return False
    if behind[:1] in frozenset(".;:"):
        return False
    if inner[-1:] in frozenset(",?!—–―-…") or behind[:1] in frozenset(",—–―-"):
        return True
    return inner[-1:] == "." and (behind[:1].islower() or inner.endswith("..."))


def _first(behind: str) -> str:
    found = _WORD.search(behind)
    return found.group().lower() if found else ""


def _verbs(story: Story, passage: Passage, last: int) -> list[int]:
    found = []
    for token in range(last + 1, min(len(passage), last + 1 + _REACH)):
        number = passage.quoted[token]
        if number != OUTSIDE and len(story.inner(number).split()) > _NICKNAME:
            break
        if passage.words[token] in _STOPS and number == OUTSIDE:
            break
        if is_cue(passage, token, story.words):
            found.append(token)
    return found


def trailing(story: Story, number: int) -> Attribution | None:
    """The quotation is a fragment of a sentence that ends in its cue: they were “…”, Smith said."""
    passage = story.home(number)
    if passage is None:
        return None
    last = passage.extent[number][1]
    for verb in _verbs(story, passage, last):
        speaker = _speaker(story, passage, verb, last)
        if speaker is not None and "," in passage.words[last + 1 : speaker]:
            return Attribution("cue at end", phrase(passage, speaker), cue_span(passage, verb), told(passage, verb))
    return None


def _speaker(story: Story, passage: Passage, verb: int, last: int) -> int | None:
    found = subject(passage, verb, story.words)
    if found is not None and found > last and passage.quoted[found] == OUTSIDE:
        return found
    if passage.tags[verb] == "VBG":
        return None
    return _inverted(passage, verb, last) or _set_off(passage, verb, last)


def _set_off(passage: Passage, verb: int, last: int) -> int | None:
    """The parse hung the subject on something else: the first noun phrase behind a comma."""
    for token in range(last + 1, verb):
        if passage.deps[token] in ("appos", "conj", "dep", "nsubj", "ROOT") and is_noun(passage, token):
            edge = min(passage.subtree(token))
            if edge > last and passage.words[edge - 1] in (",", "—", "–"):
                return token
    return None


def _inverted(passage: Passage, verb: int, last: int) -> int | None:
    """The verb stands first: the noun phrase behind it is the subject, whatever the parse says."""
    if verb - last > 3:
        return None
    for child in passage.children[verb]:
        if (
            child > verb
            and passage.quoted[child] == OUTSIDE
            and is_noun(passage, child)
            and passage.deps[child] not in ("npadvmod", "prep", "advmod")
        ):
            return child
    token = verb + 1
    while token < len(passage) and passage.words[token] not in _STOPS | {","} and token < verb + 8:
        if passage.quoted[token] != OUTSIDE:
            return None
        if is_noun(passage, token) and passage.deps[token] not in ("compound", "amod", "det", "poss", "nummod"):
            return token
        token += 1
    return None
