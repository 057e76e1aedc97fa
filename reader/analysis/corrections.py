"""What is known about names beyond the model: shapes that give their class away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.analysis.languages import Words
from reader.analysis.lexicon import kind_of, outranking
from reader.analysis.names import Mention, bare
from reader.model import EntityType

# A wire story's first words: "BAMAKO, Aug 11 (AFP) -", "LONDON 1996-08-30", "PALM BEACH, Fla., Oct 19 -".
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})"
    r"(?=,? (?:\d{4}-\d\d-\d\d|\([A-Z][\w ]*\)|[—–-]|[A-Z][a-z]{2,8}\.? \d)|, [A-Z][\w.]+,? (?:[A-Z][a-z]+\.? \d|[—–-]|\())"
)
_COMPANY = re.compile(r",? (?:Inc|Corp|Co|Ltd|Plc|PLC|AG|SA|NV|AB|GmbH|LLC|Bancorp|Holdings?)\b\.?")
_SUFFIX = re.compile(r"(?:Inc|Corp|Co|Ltd|Plc|PLC|AG|SA|NV|AB|GmbH|LLC|Bancorp|Holdings)\.?$")


def as_kind(mention: Mention, kind: EntityType) -> Mention:
    """A mention with another class."""
    return mention if mention.type is kind else Mention(mention.start, mention.end, mention.text, kind)


def corrected(mention: Mention, words: Words) -> Mention:
    """A mention with the class that its own words give away."""
    return as_kind(mention, _kind(mention, words))


def _kind(mention: Mention, words: Words) -> EntityType:
    known = kind_of(mention.text, words)
    if known is not None:
        club = known is EntityType.PLACE and mention.type is EntityType.ORGANISATION
        return EntityType.ORGANISATION if club and mention.text not in outranking(words.code) else known
    row = mention.text.split()
    last = row[-1].lower().strip(".,")
    if _SUFFIX.search(mention.text):
        return EntityType.ORGANISATION
    if len(row) > 1 and last in words["laws"] and mention.type is not EntityType.PERSON:
        return EntityType.LAW
    if len(row) > 1 and last in words["institutions"] and mention.type in (EntityType.PERSON, EntityType.PLACE):
        return EntityType.PLACE if last in ("city", "town") else EntityType.ORGANISATION
    return mention.type


def with_company(text: str, mention: Mention) -> Mention:
    """A name with the "Inc" or "AG" behind it: a company's."""
    found = _COMPANY.match(text, mention.end)
    if found is None or mention.type in (EntityType.GROUP, EntityType.LAW, EntityType.EVENT):
        return mention
    end = found.end() if "." not in found.group() else found.end() - 1
    return Mention(mention.start, end, text[mention.start : end], EntityType.ORGANISATION)


def dateline(text: str) -> Mention | None:
    """The place in capitals that a wire story begins with."""
    found = DATELINE.match(text)
    if found is None or sum(c.isupper() for c in found.group("place")) < 3:
        return None
    return Mention(found.start(), found.end("place"), found.group("place"), EntityType.PLACE)


def families(mentions: Sequence[Mention], body: str, words: Words) -> list[Mention]:
    """Short forms with the class of the full ones: surnames are people, "Renta" a body after "Renta Inmobiliaria"."""
    people = [bare(m.text, words) for m in mentions if m.type is EntityType.PERSON]
    surnames = {row[-1] for row in people if len(row) > 1} | _titled(body, words)
    bodies = {m.text.split()[0] for m in mentions if m.type is EntityType.ORGANISATION and " " in m.text}
    made = []
    for mention in mentions:
        fixed = mention.text in outranking(words.code) or kind_of(mention.text, words) is EntityType.GROUP
        if mention.text in surnames and not fixed:
            mention = as_kind(mention, EntityType.PERSON)
        elif mention.text in bodies - surnames and kind_of(mention.text, words) is None:
            mention = as_kind(mention, EntityType.ORGANISATION)
        made.append(mention)
    return made


def _titled(body: str, words: Words) -> set[str]:
    """The words that stand behind "President" or "Mr." anywhere: surnames, whatever the model takes them for."""
    titles = "|".join(re.escape(t.capitalize()) for t in sorted(words["addressed"]))
    return set(re.findall(rf"\b(?:{titles})\.? ([A-Z][\w’'-]*\w)(?! [A-Z])", body)) if titles else set()
