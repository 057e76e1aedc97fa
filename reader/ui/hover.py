"""What a tooltip over the text says: who is quoted and how sure that is, who is named, why a cut was made."""

from __future__ import annotations

from html import escape

from reader.model import Entity, Note, Quote, QuoteKind
from reader.rendering import ENTITIES, QUOTES, SPEAKERS, confidence_words, count_words, reason_words, speaker_words
from reader.ui.contents import Contents


def tip_at(contents: Contents, position: int, chosen: str) -> str:
    """The tooltip for a document position as rich text, "" where nothing is to be said."""
    cut = next((each.cut for each in contents.page.cuts if each.start <= position < each.end), None)
    if cut:
        return _lines(f"<b>Taken out: {escape(reason_words(cut.reason))}</b>")
    entity, quote, note = contents.entity_at(position), contents.quote_at(position), contents.note_at(position)
    parts = [
        _note_tip(note) if note else "",
        _entity_tip(contents, entity, chosen) if entity else "",
        _quote_tip(quote) if quote else "",
    ]
    return "<hr>".join(part for part in parts if part)


def _note_tip(note: Note) -> str:
    return _lines("<b>Your note</b>", escape(note.text))


def _entity_tip(contents: Contents, entity: Entity, chosen: str) -> str:
    mentions = count_words(contents.count(entity.name), "mention")
    act = "Click again to search for this name" if entity.name == chosen else "Click to mark every mention"
    return _lines(f"<b>{escape(entity.name)}</b>", f"{ENTITIES[entity.type][0]}, {mentions}", f"<i>{act}</i>")


def _quote_tip(quote: Quote) -> str:
    """Speaker, how they are written, the cue, and the rule with its confidence in words."""
    return _lines(f"<b>{escape(speaker_words(quote))}</b>", *(escape(line) for line in quote_facts(quote)))


def quote_facts(quote: Quote) -> list[str]:
    """What is known about who said it, a plain line each."""
    facts = []
    if quote.speaker_as_written and quote.speaker_as_written != quote.speaker:
        facts.append(f"written as “{quote.speaker_as_written}”")
    if quote.speaker_class:
        facts.append(f"{SPEAKERS[quote.speaker_class]} source")
    if quote.cue:
        facts.append(f"by “{quote.cue}”" + (f" to {quote.told}" if quote.told else ""))
    if quote.kind is not QuoteKind.DIRECT:
        facts.append(QUOTES[quote.kind])
    if quote.rule:
        facts.append(f"{confidence_words(quote.confidence)}, by the rule “{quote.rule.replace('_', ' ')}”")
    return facts


def _lines(*lines: str) -> str:
    return "<br>".join(lines)
