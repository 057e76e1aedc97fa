"""Quotes with their speakers: marks, classification, the cascade, resolution, confidence."""

from __future__ import annotations

from collections.abc import Mapping

from reader.analysis.confidence import THRESHOLD, confidence
from reader.analysis.languages import Words
from reader.analysis.resolution import Resolver, Speaker
from reader.analysis.rules import attribute
from reader.analysis.speech import is_speech
from reader.analysis.story import Attribution, Story
from reader.model import Quote, QuoteKind

NAME = "quotes"
VERSION = "1"


def quotes(story: Story, names: Mapping[str, str]) -> tuple[Quote, ...]:
    """Every quotation of a story that is speech or a quoted text, in order."""
    resolver = Resolver(story, names)
    speakers: dict[int, Speaker] = {}
    groups: dict[int, int] = {}
    made: list[Quote] = []
    for number in range(len(story.quotes)):
        found = attribute(story, number)
        if not is_speech(story, number, found):
            continue
        if found is not None:
            story.found[number] = found
            speakers[number] = (
                speakers.get(found.same_as, Speaker(None, None))
                if found.same_as is not None
                else resolver.resolve(found)
            )
        joined = found is not None and found.joins and found.same_as in groups
        groups[number] = groups[found.same_as] if joined and found and found.same_as is not None else len(made) + 1
        made.append(_quote(story, number, found, speakers.get(number), groups[number]))
    return tuple(made)


def _quote(story: Story, number: int, found: Attribution | None, speaker: Speaker | None, group: int) -> Quote:
    quoted = story.quotes[number]
    text = story.text
    origin = _origin(story, found)
    sure = confidence(found.rule, speaker.sure) if found and speaker else 0.0
    known = speaker if speaker is not None and sure >= THRESHOLD else None
    span = origin.speaker if origin and known else None
    written = text[span.start : span.end] if span else None
    kind = _kind(text[span.head : span.end] if span else "", story.words)
    return Quote(
        quoted.start,
        quoted.end,
        text[quoted.start : quoted.end],
        kind=kind,
        speaker=known.name if known else None,
        speaker_as_written=written,
        speaker_class=known.kind if known and kind is QuoteKind.DIRECT else None,
        speaker_start=span.start if span else None,
        speaker_end=span.end if span else None,
        cue=_piece(text, origin.cue if origin else None),
        told=text[origin.told.start : origin.told.end] if origin and origin.told else None,
        rule=found.rule if found else "",
        confidence=sure,
        group=group,
    )


def _origin(story: Story, found: Attribution | None) -> Attribution | None:
    while found is not None and found.same_as is not None:
        found = story.found.get(found.same_as)
    return found


def _piece(text: str, span: tuple[int, int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None


def _kind(written: str, words: Words) -> QuoteKind:
    """What a phrase, from its head on, makes of a quotation: a text's words are a document."""
    head = written.split()[0].lower().strip(".,'’") if written else ""
    return QuoteKind.DOCUMENT if head in words["documents"] else QuoteKind.DIRECT
