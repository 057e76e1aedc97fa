"""Entities in the headline and the text, one class a form, with the name each goes by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.analysis.corrections import as_club, as_place, corrected, families, shaped, with_company
from reader.analysis.languages import Words
from reader.analysis.lexicon import kind_of, pattern
from reader.analysis.names import Mention, is_ghost, past_titles, vote
from reader.analysis.shapes import shapes
from reader.model import Entity, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "entities"
VERSION = "6"

# OntoNotes' classes (English) and WikiNER's (the other small models), to ours.
TYPES = {
    "PERSON": EntityType.PERSON, "PER": EntityType.PERSON, "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE, "LOC": EntityType.PLACE, "FAC": EntityType.PLACE, "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT, "WORK_OF_ART": EntityType.WORK, "LAW": EntityType.LAW,
    "PRODUCT": EntityType.OTHER, "MISC": EntityType.OTHER,
}  # fmt: skip
_FILLED = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_EDGE = " \t\n\u00a0.,:;!?-–—\"“”‘’'«»()[]*#•|/<>"
_WORD = re.compile(r"\S+")
_FULL = 2  # words of a name that stay when a nationality is taken off
_SHORTEST_FILL = 4  # letters; a shorter form is filled in only where everybody knows it


def mentions(docs: Iterable[tuple[Doc, int]], text: str, words: Words) -> list[Mention]:
    """What the model found in each piece, trimmed and corrected, offsets into `text`."""
    found: list[Mention] = []
    for doc, start in docs:
        for span in doc.ents:
            kind = TYPES.get(span.label_)
            if kind is not None:
                found += _made(text, start + span.start_char, start + span.end_char, kind, words)
    return found


def _made(text: str, start: int, end: int, kind: EntityType, words: Words) -> Iterator[Mention]:
    for left, right in _apart(text, start, end, words):
        mention = trimmed(text, left, right, kind, words)
        if not is_ghost(mention.text, words):
            yield corrected(with_company(text, mention), words)


def _apart(text: str, start: int, end: int, words: Words) -> Iterator[tuple[int, int]]:
    """A find in its parts, where it runs over a line, a slash or an "and" between known names."""
    pieces = re.split(r"(\n|/)", text[start:end])
    for piece in pieces:
        halves = re.split(r"( and |, )", piece)
        sure = [h for h in halves[::2] if kind_of(h.strip(), words) is not None]
        parts = (
            halves
            if len(halves) > 1 and kind_of(piece, words) is None and len(sure) * 2 > len(halves) // 2
            else [piece]
        )
        for part in parts:
            if part not in ("\n", "/", " and ", ", ") and part:
                yield start, start + len(part)
            start += len(part)


def trimmed(text: str, start: int, end: int, kind: EntityType, words: Words) -> Mention:
    """A mention without article, title, chrome, marks and possessive at its ends."""
    article = _ARTICLE.match(text, start, end)
    if article and kind_of(text[start:end], words) is None:
        start = article.end()
    while start < end and text[start] in _EDGE:
        start += 1
    start = _behind_chrome(text, start, end, kind, words)
    if text[max(start, end - 2) : end] in ("'s", "’s") and kind_of(text[start:end], words) is None:
        end -= 2
    if "(" in text[start:end] and ")" not in text[start:end]:
        end = text.index("(", start)
    end = _before_tail(text, start, end, kind)
    while end > start and text[end - 1] in _EDGE and not _abbreviates(text, start, end):
        end -= 1
    if text[end : end + 1] == "." and kind_of(text[start : end + 1], words) is EntityType.PLACE:
        end += 1  # "Calif."
    return Mention(start, end, text[start:end], kind)


def _behind_chrome(text: str, start: int, end: int, kind: EntityType, words: Words) -> int:
    """Past "Advertisement" and, for a person, past titles, as long as something stays."""
    row = list(_WORD.finditer(text, start, end))
    while len(row) > 1 and row[0].group().lower().rstrip(".,") in words["chrome"]:
        row.pop(0)
    if kind is EntityType.PERSON:
        row = row[past_titles([w.group() for w in row], words) :]
        given = words["male_names"] | words["female_names"]
        if len(row) > _FULL and row[0].group().lower() not in given and _is_people(row[0].group(), words):
            row.pop(0)  # "Frenchman Laurent Jalabert"
    return row[0].start() if row else start


def _is_people(word: str, words: Words) -> bool:
    return kind_of(word, words) is EntityType.GROUP or word.lower() in words["people"]


def _before_tail(text: str, start: int, end: int, kind: EntityType) -> int:
    """Without the words in small letters that a find in capitals ends with ("Gulf earlier"), and a player's score."""
    row = list(_WORD.finditer(text, start, end))
    while len(row) > 1 and row[0].group()[0].isupper() and _is_tail(row[-1].group(), kind):
        row.pop()
    return row[-1].end() if row else end


def _is_tail(word: str, kind: EntityType) -> bool:
    return word.strip(_EDGE).islower() or (kind is EntityType.PERSON and word[0].isdigit())


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Whether the stop at the end belongs to the name: U.S., Jr., Inc."""
    last = text[start:end].split()[-1] if text[start:end].split() else ""
    return last.endswith(".") and (last.count(".") > 1 or last in ("Jr.", "Sr.", "Inc.", "Corp.", "Co.", "Ltd."))


def settle(
    title: Sequence[Mention],
    text: Sequence[Mention],
    pinned: Sequence[Mention],
    body: str,
    words: Words,
    *,
    sport: bool,
) -> tuple[list[Mention], list[Mention]]:
    """The mentions of headline and text after short forms joined their families and forms have voted.

    Those in `pinned` are told by where they stand: they have a voice, and keep their class whatever the vote.
    """
    if sport:
        text = [m for m in text if m.text.lower() not in words["table"]]
        title, text = ([as_club(m, words) for m in part] for part in (title, text))
    told = over(over(text, shapes(body, words)), pinned)
    text = over(_with_people(told, shaped(body, words)), pinned)
    voted = vote(families([*text, *title], body, words))
    if not sport:
        voted = [as_place(m, words) for m in voted]
    fixed = {m.start: m for m in pinned}
    return voted[len(text) :], [fixed.get(m.start, m) for m in voted[: len(text)]]


def over(found: Sequence[Mention], surer: Sequence[Mention]) -> list[Mention]:
    """Both, without the finds that overlap a surer one; a longer find of the same class stays in its place."""
    kept: list[Mention] = []
    taken = sorted(surer, key=lambda m: m.start)
    for mention in found:
        at = bisect_right(taken, mention.start, key=lambda m: m.end)
        near = [m for m in taken[at : at + 4] if m.start < mention.end]
        if near and all(_holds(mention, m) for m in near):
            taken = [m for m in taken if m not in near]
            kept.append(mention)
        elif not near:
            kept.append(mention)
    return sorted([*kept, *taken], key=lambda m: m.start)


def _holds(mention: Mention, part: Mention) -> bool:
    """Whether a find of the same class has more of a name than a surer one."""
    longer = mention.end - mention.start > part.end - part.start
    return mention.type is part.type and mention.start <= part.start and part.end <= mention.end and longer


def confirmed(title: Sequence[Mention], body: str, words: Words) -> list[Mention]:
    """The names of a headline with a capital on every word that the article, or everybody, knows as well."""
    plain = body.casefold()
    return [m for m in title if kind_of(m.text, words) is not None or m.text.casefold() in plain]


def _with_people(found: Sequence[Mention], people: Sequence[Mention]) -> list[Mention]:
    """Finds of the model, and people told by their shape where it found none."""
    kept: list[Mention] = []
    for mention in sorted([*found, *people], key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif (
            mention.type is EntityType.PERSON and kept[-1].type is not EntityType.PERSON and mention.end >= kept[-1].end
        ):
            kept[-1] = mention  # "Marta Lindqvist" taken for a body
    return kept


def filled(text: str, found: Sequence[Mention], settled: Sequence[Mention], words: Words) -> list[Mention]:
    """Places where a name of the article, or one that everybody knows, stands and was overlooked."""
    known = [m for m in _well_known(text, words) if " " in m.text]
    found = [m for m in found if not _is_inside(m, known)]
    taken = sorted((m.start, m.end) for m in found)
    plain = {word for word in re.findall(r"[^\W\d_]+", text) if word.islower()}
    kinds = {m.text: m.type for m in settled if _may_fill(m, plain)}
    extra = [*_occurrences(text, kinds), *_well_known(text, words)]
    extra.sort(key=lambda m: (m.start, -m.end))
    kept, here, at = [], 0, 0
    for mention in extra:
        while at < len(taken) and taken[at][1] <= mention.start:
            at += 1
        free = at == len(taken) or taken[at][0] >= mention.end
        if free and mention.start >= here:
            kept.append(mention)
            here = mention.end
    return sorted([*found, *kept], key=lambda m: m.start)


def _is_inside(mention: Mention, known: Sequence[Mention]) -> bool:
    """Whether a find is only a part of a name that everybody knows: "Islamic" of "Islamic State"."""
    at = bisect_right(known, mention.start, key=lambda m: m.start) - 1
    return at >= 0 and mention.end <= known[at].end and mention.end - mention.start < known[at].end - known[at].start


def _may_fill(mention: Mention, plain: set[str]) -> bool:
    """Whether other places with a form are the name: not where it is a common word in this text."""
    form = mention.text
    if mention.type not in _FILLED or len(form) < _SHORTEST_FILL or not form[0].isupper():
        return False
    return " " in form or form.lower() not in plain


def _occurrences(text: str, kinds: dict[str, EntityType]) -> Iterator[Mention]:
    if not kinds:
        return
    longest = sorted(kinds, key=len, reverse=True)
    for match in re.finditer(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w])", text):
        yield Mention(match.start(), match.end(), match.group(), kinds[match.group()])


def _well_known(text: str, words: Words) -> Iterator[Mention]:
    known = pattern(words.code)
    for match in known.finditer(text) if known else ():
        kind = kind_of(match.group(), words)
        if kind is not None:
            yield Mention(match.start(), match.end(), match.group(), kind)


def entities(mentions: Sequence[Mention], names: dict[str, str]) -> tuple[Entity, ...]:
    """Mentions as entities, each with the name it goes by in the article."""
    return tuple(Entity(m.start, m.end, m.text, m.type, names.get(m.text, m.text)) for m in mentions)
