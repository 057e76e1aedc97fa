"""Cues and capitals: how a language other than English is read.

“…”, a déclaré M. Dupont; sagte Merkel; según fuentes del ejército. The nearest verb of speech in
the quotation's sentence, and the nearest phrase to it that can be a speaker. Where a model is installed,
its parse says what is a verb and who its subject is; the words decide where it is silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.analysis.dependencies import first_subject, is_no_verb, of_fragment, subject_of
from reader.analysis.plain import Token, tokens
from reader.analysis.rules.phrases import clitic, is_nobody, phrase_at, phrases
from reader.analysis.story import Attribution, Phrase, Story
from reader.model import EntityType

_END = re.compile(r"(?<!\b[A-Z])(?<!\bDr)(?<!\bSr)(?<!\bSra)(?<!\bMme)[.!?](?=\s|$)|[;\n]")
_ASIDE = frozenset({",", "–", "—"})
_CUT = 12  # characters of a name behind an apostrophe
_NEAR = 3  # words between a verb of speech and its subject
_REACH = 28  # words between a quotation and its verb of speech


def worded(story: Story, number: int) -> Attribution | None:
    """The cue inside the quotation, the nearest behind it, then in front of it, then "according to"."""
    if story.parse is not None:
        return None  # a parse with English labels knows better
    for look in (_inside, _behind, _front, _according, _introduced, _predicate):
        found = look(story, number)
        if found is not None:
            return found
    return None


def _inside(story: Story, number: int) -> Attribution | None:
    """French sets its cue between commas into the quotation: « Le dossier, explique Me Dupont, n'avance plus. »"""
    if story.quotes[number].mark not in story.words["interrupted"]:
        return None
    start, end = story.quotes[number].inner
    row = tokens(story.text, start, end)
    for at in _cues(story, number, row):
        helped = at > 1 and row[at - 1][0].lower() in story.words["being"]  # ", a expliqué Me Dupont,"
        if at == 0 or row[at - 1 - helped][0] not in _ASIDE:
            continue
        found = clitic(row, at, story.words) or _from(story, row, at + 1, _NEAR)
        after = story.text[found.end : end].lstrip() if found is not None else ""
        if found is not None and (not after or after[0] in _ASIDE or after[0] == "." or found.end == row[at][2]):
            return Attribution("worded after", found, row[at][1:])
    return None


def _behind(story: Story, number: int) -> Attribution | None:
    quote = story.quotes[number]
    stop = _sentence_end(story, number)
    between = story.text[quote.end : stop].lstrip()
    if not between or between[0] in ".;:" or (story.inner(number)[-1:] == "." and between[0] not in ",—–-"):
        return None
    row = tokens(story.text, quote.end, stop)[:_REACH]
    for at in _cues(story, number, row):
        if is_nobody(row, at, story.words):
            return Attribution("worded after", cue=row[at][1:])
        found = clitic(row, at, story.words) or subject_of(story, number, row[at][1], behind=True)
        found = found or _from(story, row, at + 1, _NEAR) or _subject(story, row[:at])
        if found is not None:
            return Attribution("worded after", _whole(story, found), row[at][1:])
        if number - 1 in story.found and at < _NEAR:
            return Attribution("worded after", same_as=number - 1)  # Spanish leaves out its "he"
    return None


def _front(story: Story, number: int) -> Attribution | None:
    row = tokens(story.text, _sentence_start(story, number), story.quotes[number].start)
    for at in reversed(_cues(story, number, row)):
        if is_nobody(row, at, story.words):
            return Attribution("worded before", cue=row[at][1:])
        found = clitic(row, at, story.words) or subject_of(story, number, row[at][1], behind=False)
        found = found or _subject(story, row[:at]) or _from(story, row, at + 1, _NEAR)
        if found is not None:
            return Attribution("worded before", _whole(story, found), row[at][1:])
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


def _introduced(story: Story, number: int) -> Attribution | None:
    """The subject of a sentence that ends in a colon right before the quotation, where it is somebody."""
    if not story.before(number).rstrip().endswith(":"):
        return None
    start = _sentence_start(story, number)
    found = first_subject(story, number, start)
    somebody = found is not None and _is_somebody(story, found)
    return Attribution("worded before", _whole(story, found)) if found is not None and somebody else None


def _predicate(story: Story, number: int) -> Attribution | None:
    """The subject of a quotation that is what it does: la direction « déplore un retard »."""
    found = of_fragment(story, number)
    somebody = found is not None and _is_somebody(story, found)
    return Attribution("governing verb", _whole(story, found)) if found is not None and somebody else None


def _is_somebody(story: Story, phrase: Phrase) -> bool:
    """Whether a phrase is a person or body by its name or its noun."""
    mention = story.mention_at(phrase.head)
    noun = story.text[phrase.head : phrase.end].split()[0].lower()
    known = mention is not None and mention.type in (EntityType.PERSON, EntityType.ORGANISATION)
    return known or noun in story.words["people"] | story.words["institutions"] | story.words["documents"]


def _cues(story: Story, number: int, row: Sequence[Token]) -> list[int]:
    """Where a verb of speech stands, but for words that the parse takes for nouns."""
    words = story.words
    verbs = (token[0].lower().split("-")[0].strip("'’") for token in row)
    cues = [at for at, verb in enumerate(verbs) if verb in words.cues or verb in words.judging]
    return [at for at in cues if not is_no_verb(story, number, row[at][1])]


def _from(story: Story, row: Sequence[Token], at: int, reach: int) -> Phrase | None:
    """The first phrase within `reach` words from a place, before any comma, that no preposition governs."""
    here, last = at, at + reach
    while here < min(len(row), last):
        if row[here][0] in ",;:":
            return None
        found = phrase_at(story.words, row, here)
        if found is not None:
            return found
        here += 1
        if row[here - 1][0].lower().strip("'’") in story.words["prepositions"]:
            behind = _past(story, row, here)
            here, last = behind, last + behind - here + 1
    return None


def _past(story: Story, row: Sequence[Token], at: int) -> int:
    """The word behind the phrase that a preposition governs: "à la ministre Hélène Astruc" """
    found = phrase_at(story.words, row, at) if at < len(row) else None
    if found is None:
        return at
    return next((here for here in range(at, len(row)) if row[here][1] >= found.end), len(row))


def _apposed(story: Story, found: Phrase) -> Phrase:
    """The name set off behind a role: "la portavoz de la plataforma, Nuria Camps"."""
    if story.text[found.head].isupper() or not _is_role(story, found) or story.text[found.end : found.end + 2] != ", ":
        return found
    mention = story.mention_at(found.end + 2)
    person = mention is not None and mention.type is EntityType.PERSON and mention.start == found.end + 2
    return Phrase.ending(story.text, mention.start, mention.end) if mention is not None and person else found


def _whole(story: Story, found: Phrase) -> Phrase:
    """A phrase, or the name behind it, up to the end of the name that it ends in: an apostrophe may have cut it."""
    found = _apposed(story, found)
    mention = story.mention_at(found.head)
    cut = mention is not None and found.end < mention.end <= found.end + _CUT
    return Phrase(found.start, mention.end, found.head) if mention is not None and cut else found


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
    first = story.text[phrase.start : phrase.end].split()[0].lower()
    elided = re.match(r"[^\W_]+['’]", first)  # "l'avocate"
    return (elided.group() if elided else first) in story.words["definite"]


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
