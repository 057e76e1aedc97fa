"""Cues and capitals alone: what can be known of a language without a model for it.

“…”, a déclaré M. Dupont; sagte Merkel; según fuentes del ejército. The nearest verb of speech in
the quotation's sentence, and the nearest phrase to it that can be a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.analysis.languages import Words
from reader.analysis.plain import Token, tokens
from reader.analysis.rules.phrases import clitic, phrase_at, phrases
from reader.analysis.story import Attribution, Phrase, Story

_END = re.compile(r"(?<!\b[A-Z])(?<!\bDr)(?<!\bSr)(?<!\bSra)(?<!\bMme)[.!?](?=\s|$)|[;\n]")
_NEAR = 3  # words between a verb of speech and its subject
_REACH = 28  # words between a quotation and its verb of speech


def worded(story: Story, number: int) -> Attribution | None:
    """The nearest cue behind the quotation, then in front of it, then "according to"."""
    if story.parse is not None:
        return None  # a parse knows better
    return _behind(story, number) or _front(story, number) or _according(story, number)


def _behind(story: Story, number: int) -> Attribution | None:
    quote = story.quotes[number]
    stop = _sentence_end(story, number)
    between = story.text[quote.end : stop].lstrip()
    if not between or between[0] in ".;:" or (story.inner(number)[-1:] == "." and between[0] not in ",—–-"):
        return None
    row = tokens(story.text, quote.end, stop)[:_REACH]
    for at in _cues(row, story.words):
        found = clitic(row, at, story.words) or _from(story, row, at + 1, _NEAR) or _subject(story, row[:at])
        if found is not None:
            return Attribution("worded after", found, row[at][1:])
        if number - 1 in story.found and at < _NEAR:
            return Attribution("worded after", same_as=number - 1)  # Spanish leaves out its "he"
    return None


def _front(story: Story, number: int) -> Attribution | None:
    row = tokens(story.text, _sentence_start(story, number), story.quotes[number].start)
    for at in reversed(_cues(row, story.words)):
        found = clitic(row, at, story.words) or _subject(story, row[:at]) or _from(story, row, at + 1, _NEAR)
        if found is not None:
            return Attribution("worded before", found, row[at][1:])
    return None


def _according(story: Story, number: int) -> Attribution | None:
    start, end = _sentence_start(story, number), _sentence_end(story, number)
    for words in sorted(story.words["according"], key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)\s*", story.text[start:end], re.IGNORECASE):
            row = tokens(story.text, start + match.end(), end)
            found = phrase_at(story.words, row, 0) if row else None
            if found is not None and not any(q.start <= found.start < q.end for q in story.quotes):
                return Attribution("worded according to", found, (start + match.start(), start + match.end() - 1))
    return None


def _cues(row: Sequence[Token], words: Words) -> list[int]:
    verbs = (token[0].lower().split("-")[0].strip("'’") for token in row)
    return [at for at, verb in enumerate(verbs) if verb in words.cues or verb in words.judging]


def _from(story: Story, row: Sequence[Token], at: int, reach: int) -> Phrase | None:
    """The first phrase that begins within `reach` words from a place, before any comma."""
    for here in range(at, min(len(row), at + reach)):
        if row[here][0] in ",;:":
            return None
        found = phrase_at(story.words, row, here)
        if found is not None:
            return found
    return None


def _subject(story: Story, row: Sequence[Token]) -> Phrase | None:
    """The first phrase in front of a verb that no preposition governs; a name set off behind it is better."""
    found = phrases(story.words, row)
    if not found:
        return None
    first = found[0]
    for other in found[1:]:
        between = story.text[first.end : other.start].strip()
        if between == "," and first.head != other.head and story.text[other.head].isupper() and _is_role(story, first):
            return other
    return first


def _is_role(story: Story, phrase: Phrase) -> bool:
    """Whether a phrase says what somebody is, so that a name may follow: "le maire, Anne Petit,"."""
    return story.text[phrase.start : phrase.end].split()[0].lower() in story.words["definite"]


def _sentence_start(story: Story, number: int) -> int:
    start = story.paragraph(number)[0]
    previous = story.quotes[number - 1] if number else None
    if previous is not None and previous.paragraph == story.quotes[number].paragraph:
        start = previous.end
    ends = [m.end() for m in _END.finditer(story.text, start, story.quotes[number].start)]
    return ends[-1] if ends else start


def _sentence_end(story: Story, number: int) -> int:
    end = story.paragraph(number)[1]
    if number + 1 < len(story.quotes):
        end = min(end, max(story.quotes[number].end, story.quotes[number + 1].start))
    found = _END.search(story.text, story.quotes[number].end, end)
    return found.start() if found else end
