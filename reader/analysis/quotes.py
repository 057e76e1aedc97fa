"""Quotes with their speakers: classification, the cascade, resolution, confidence.

A story is gone through paragraph by paragraph: each quotation is attributed by the rules, each
speaker resolved with what is known so far; indirect speech stands between. A quotation over
several paragraphs that names its speaker only at its end is put right afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.analysis.confidence import THRESHOLD, confidence
from reader.analysis.indirect import Reported, indirect
from reader.analysis.languages import Words
from reader.analysis.resolution import UNKNOWN, Resolver, Speaker
from reader.analysis.rules import attribute
from reader.analysis.speech import is_speech
from reader.analysis.story import Attribution, Story
from reader.model import Quote, QuoteKind, SpeakerClass

NAME = "quotes"
VERSION = "6"

# Rules that give way when the quotation, left open, names its speaker in a later paragraph.
_GIVING_WAY = frozenset({"split", "sentence before", "alone", "reopened"})


@dataclass(slots=True)
class _Minutes:
    """What is known while a story is gone through."""

    resolver: Resolver
    spoken: list[int] = field(default_factory=list)  # numbers of the quotations that are speech
    speakers: dict[int, Speaker] = field(default_factory=dict)
    reported: list[tuple[Reported, Speaker]] = field(default_factory=list)


def quotes(story: Story, names: Mapping[str, str]) -> tuple[Quote, ...]:
    """Every quotation of a story that is speech or a quoted text, and indirect speech, in order."""
    minutes = _Minutes(Resolver(story, names))
    waiting = 0
    for paragraph in range(len(story.document.paragraphs)):
        while waiting < len(story.quotes) and story.quotes[waiting].paragraph == paragraph:
            _hear(story, minutes, waiting)
            waiting += 1
        for reported in indirect(story, paragraph):
            minutes.reported.append((reported, minutes.resolver.resolve(reported.attribution)))
    _put_right(story, minutes)
    groups = _groups(story, minutes)
    made = [_quote(story, n, minutes.speakers.get(n), groups[n]) for n in minutes.spoken]
    made += [_indirect(story, one, speaker) for one, speaker in minutes.reported if speaker.name]
    return tuple(sorted(made, key=lambda quote: (quote.start, quote.end)))


def _hear(story: Story, minutes: _Minutes, number: int) -> None:
    """Attribute one quotation and resolve its speaker."""
    found = attribute(story, number)
    if not is_speech(story, number, found):
        return
    minutes.spoken.append(number)
    if found is None:
        return
    story.found[number] = found
    if found.same_as is None:
        minutes.speakers[number] = minutes.resolver.resolve(found)
    else:
        minutes.speakers[number] = minutes.speakers.get(found.same_as, UNKNOWN)


def _put_right(story: Story, minutes: _Minutes) -> None:
    """Give a quotation left open the speaker that its later paragraphs name."""
    for number, later in reversed(list(zip(minutes.spoken, minutes.spoken[1:], strict=False))):
        found, named = story.found.get(number), story.found.get(later)
        goes_on = not story.quotes[number].closed and story.quotes[later].continues
        if not goes_on or named is None or (found is not None and found.rule not in _GIVING_WAY):
            continue
        if named.rule == "transcript" or named.same_as == number or minutes.speakers.get(later, UNKNOWN).name is None:
            continue
        story.found[number] = Attribution("continued", same_as=later, joins=True)
        minutes.speakers[number] = minutes.speakers[later]


def _groups(story: Story, minutes: _Minutes) -> dict[int, int]:
    """A number for each utterance, shared by its parts."""
    groups: dict[int, int] = {}
    links = ((found.same_as, n) for n, found in story.found.items() if found.same_as is not None)
    backwards = {later: n for later, n in links if later > n}
    for number in minutes.spoken:
        found = story.found.get(number)
        before = found.same_as if found is not None and found.joins else backwards.get(number)
        groups[number] = groups.get(before, len(groups) + 1) if before is not None else len(groups) + 1
    return groups


def _quote(story: Story, number: int, speaker: Speaker | None, group: int) -> Quote:
    quoted, text = story.quotes[number], story.text
    found = story.found.get(number)
    first = _origin(story, found)
    sure = 0.0
    if found and first and speaker and speaker.name:
        sure = min(confidence(found.rule, speaker.sure), confidence(first.rule, speaker.sure))
    known = speaker if speaker is not None and sure >= THRESHOLD else None
    origin = first if known else None
    span = origin.speaker if origin else None
    kind = _kind(text[span.head : span.end] if span else "", story.words)
    return Quote(
        quoted.start,
        quoted.end,
        text[quoted.start : quoted.end],
        kind=kind,
        speaker=known.name if known else None,
        speaker_as_written=text[span.start : span.end] if span else None,
        speaker_class=_class(known, kind),
        speaker_start=span.start if span else None,
        speaker_end=span.end if span else None,
        cue=text[slice(*origin.cue)] if origin and origin.cue else None,
        told=text[origin.told.start : origin.told.end] if origin and origin.told else None,
        rule=found.rule if found else "",
        confidence=sure,
        group=group,
    )


def _indirect(story: Story, reported: Reported, speaker: Speaker) -> Quote:
    text, found = story.text, reported.attribution
    span, cue, told = found.speaker, found.cue, found.told
    return Quote(
        reported.start,
        reported.end,
        text[reported.start : reported.end],
        kind=QuoteKind.INDIRECT,
        speaker=speaker.name,
        speaker_as_written=text[span.start : span.end] if span else None,
        speaker_class=speaker.kind,
        speaker_start=span.start if span else None,
        speaker_end=span.end if span else None,
        cue=text[slice(*cue)] if cue else None,
        told=text[told.start : told.end] if told else None,
        rule=found.rule,
        confidence=confidence(found.rule, speaker.sure),
    )


def _origin(story: Story, found: Attribution | None) -> Attribution | None:
    """The attribution that a chain of "the same as before" goes back to."""
    for _ in range(len(story.quotes)):
        if found is None or found.same_as is None:
            return found
        found = story.found.get(found.same_as)
    return None


def _class(known: Speaker | None, kind: QuoteKind) -> SpeakerClass | None:
    """A text that is quoted has no class: nobody speaks."""
    return known.kind if known and kind is QuoteKind.DIRECT else None


def _kind(written: str, words: Words) -> QuoteKind:
    """What a phrase, from its head on, makes of a quotation: a text's words are a document."""
    head = written.split()[0].lower().strip(".,'’") if written else ""
    return QuoteKind.DOCUMENT if head in words["documents"] else QuoteKind.DIRECT
