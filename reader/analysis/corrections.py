"""What is known about names beyond the model: shapes that give their class away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reader.analysis.languages import Words
from reader.analysis.lexicon import counties, kind_of, outranking, towns
from reader.analysis.names import Mention, bare, is_ghost
from reader.analysis.shapes import short_form
from reader.model import EntityType

# A wire story's first words: "BAMAKO, Aug 11 (AFP) -", "LONDON 1996-08-30", "PALM BEACH, Fla., Oct 19 -".
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})"
    r"(?=,? (?:\d{4}-\d\d-\d\d|\([A-Z][\w ]*\)|[—–-]|[A-Z][a-z]{2,8}\.? \d)"
    r"| ?, (?P<rest>[A-Z][\w.]+(?: [A-Z][\w.]+){0,2}),? (?:\d{4}-\d\d-\d\d|[A-Z][a-z]+\.? \d|[—–-]|\())"
)
_BYLINE = re.compile(
    r"(?:By )?(?P<name>[A-Z][\w’'-]+(?: [A-Z]\.)?(?: (?:de |van |von |al-|el )?[A-Z][\w’'-]+){1,2})\s*"
)
_CAPITALS = 3  # letters of a dateline's place
_FULL = 3  # words of a full name
_HEAD = 4  # lines of a story that may come before its dateline
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
        namesake = mention.type is EntityType.PERSON and mention.text in towns(words.code)
        return mention.type if namesake or (club and mention.text not in outranking(words.code)) else known
    row = mention.text.split()
    last = row[-1].lower().strip(".,")
    if _SUFFIX.search(mention.text):
        return EntityType.ORGANISATION
    if len(row) > 1 and last in words["laws"] and mention.type is not EntityType.PERSON:
        return EntityType.LAW
    if len(row) > 1 and last in words["endings"]:
        return EntityType.ORGANISATION
    if mention.type is EntityType.ORGANISATION and _is_given(row, words):
        return EntityType.PERSON
    if len(row) > 1 and last in words["institutions"] and mention.type in (EntityType.PERSON, EntityType.PLACE):
        return EntityType.PLACE if last in ("city", "town") else EntityType.ORGANISATION
    return mention.type


def _is_given(row: Sequence[str], words: Words) -> bool:
    """Whether a find of two or three words begins with a given name and holds no noun of a body."""
    if not 1 < len(row) <= _FULL or row[0].lower() not in words["male_names"] | words["female_names"]:
        return False
    nouns = words["institutions"] | words["documents"] | words["endings"] | words["contests"] | words["people"]
    return all(w[:1].isupper() and w.lower() not in nouns for w in row[1:]) and not any(w in ("&", "and") for w in row)


def is_company(name: str) -> bool:
    """Whether a name ends like a company's."""
    return _SUFFIX.search(name) is not None


def with_company(text: str, mention: Mention) -> Mention:
    """A name with the "Inc" or "AG" behind it: a company's."""
    found = _COMPANY.match(text, mention.end)
    if found is None or mention.type in (EntityType.GROUP, EntityType.LAW, EntityType.EVENT):
        return mention
    end = found.end() if "." not in found.group() else found.end() - 1
    return Mention(mention.start, end, text[mention.start : end], EntityType.ORGANISATION)


def as_club(mention: Mention, words: Words) -> Mention:
    """In sport, a town with a plural behind it is a club ("Buffalo Sabres"), and so is a county."""
    town, _, rest = mention.text.rpartition(" ")
    clubs = counties(words.code)
    if mention.text in clubs or (rest.endswith(("s", "x")) and kind_of(town, words) is EntityType.PLACE):
        fixed = kind_of(mention.text, words) in (EntityType.PLACE, EntityType.GROUP) and mention.text not in clubs
        return mention if fixed else as_kind(mention, EntityType.ORGANISATION)
    return mention


def as_place(mention: Mention, words: Words) -> Mention:
    """Outside sport, a town taken for a body is the town."""
    town = mention.type is EntityType.ORGANISATION and kind_of(mention.text, words) is EntityType.PLACE
    return as_kind(mention, EntityType.PLACE) if town else mention


def dateline(text: str, words: Words) -> list[Mention]:
    """The place in capitals that a wire story begins with, its country, and the reporter in a line above."""
    at, above = 0, None
    for line in text.split("\n", _HEAD)[:_HEAD]:
        found = DATELINE.match(line)
        if found is not None and sum(c.isupper() for c in found.group("place")) >= _CAPITALS:
            made = [Mention(at + found.start(), at + found.end("place"), found.group("place"), EntityType.PLACE)]
            if (rest := found.group("rest")) and kind_of(rest, words) is EntityType.PLACE:
                start = at + found.start("rest")
                made.append(Mention(start, start + len(rest), rest, EntityType.PLACE))
            return [*([above] if above else []), *made]
        byline = _BYLINE.fullmatch(line)
        start = at + byline.start("name") if byline else 0
        above = Mention(start, start + len(byline["name"]), byline["name"], EntityType.PERSON) if byline else None
        at += len(line) + 1
    return []


def families(mentions: Sequence[Mention], body: str, words: Words) -> list[Mention]:
    """Short forms with the class of the full ones: surnames are people, "Renta" a body after "Renta Inmobiliaria"."""
    people = [bare(m.text, words) for m in mentions if m.type is EntityType.PERSON]
    surnames = {row[-1] for row in people if len(row) > 1} | _titled(body, words)
    companies = {short for m in mentions if m.type is EntityType.ORGANISATION and (short := short_form(m.text))}
    bodies = {m.text.split()[0] for m in mentions if m.type is EntityType.ORGANISATION and " " in m.text}
    made = []
    for mention in mentions:
        fixed = mention.text in outranking(words.code) or kind_of(mention.text, words) is EntityType.GROUP
        prefix = f"{mention.text} "
        if not fixed and (mention.text in companies or any(name.startswith(prefix) for name in companies)):
            mention = as_kind(mention, EntityType.ORGANISATION)
        elif (mention.text in surnames or _ends_in(mention, surnames, words)) and not fixed:
            mention = as_kind(mention, EntityType.PERSON)
        elif mention.text in bodies - surnames and kind_of(mention.text, words) is None:
            mention = as_kind(mention, EntityType.ORGANISATION)
        made.append(mention)
    return made


def _ends_in(mention: Mention, surnames: set[str], words: Words) -> bool:
    """Whether a find is a full name that ends in a surname of the article: "Keith Lamont Scott" taken for a body."""
    row = mention.text.split()
    full = len(row) in (2, 3) and row[-1] in surnames and all(word[0].isupper() for word in row)
    nouns = words["institutions"] | words["titles"] | words["documents"]
    return full and kind_of(row[0], words) is None and not any(word.lower().strip(".") in nouns for word in row)


def shaped(text: str, words: Words) -> list[Mention]:
    """People told by what stands beside them: "Colonel Marta Lindqvist", "Ana Ruiz said", "said Tom Hall"."""
    found = (match for pattern in _people(words) for match in pattern.finditer(text))
    made = (_person(text, match.start("name"), match.group("name"), words) for match in found)
    return [mention for mention in made if mention is not None]


def _person(text: str, start: int, name: str, words: Words) -> Mention | None:
    """A name without the titles in front and the possessive behind, where it can be a person's."""
    row = bare(name, words)
    begins = text.index(row[0], start)
    end = text.index(row[-1], begins if len(row) == 1 else begins + len(row[0])) + len(row[-1])
    last = row[-1].lower().strip(".")
    nouns = words["institutions"] | words["documents"] | words["people"] | words["roles"]
    known = kind_of(" ".join(row), words) or kind_of(row[-1], words)
    if known or is_company(name) or last in nouns or is_ghost(row[0], words) or is_ghost(row[-1], words):
        return None
    return Mention(begins, end, text[begins:end], EntityType.PERSON)


@cache
def _people(words: Words) -> tuple[re.Pattern[str], ...]:
    """Patterns for a name behind a title, in front of a verb of speech, behind one."""
    titles = "|".join(re.escape(t.capitalize()) for t in sorted(words["addressed"]))
    cues = "|".join(sorted(form for form, name in words.cues.items() if name in words["plain"]))
    full = r"(?P<name>[A-Z][\w’'-]*[a-z](?: [A-Z]\.)?(?: [A-Z][\w’'-]*[a-z]){1,4})"
    some = r"(?P<name>[A-Z][\w’'-]*[a-z](?: [A-Z]\.)?(?: [A-Z][\w’'-]*[a-z]){0,2})"
    made = [rf"\b(?:{titles})\.? {some}(?!\w)"] if titles else []
    if cues:
        made += [rf"(?<![\w.’'-] ){full} (?:{cues})\b", rf"[,?!][\"”’»'] (?:{cues}) {full}(?!\w)"]
    return tuple(re.compile(one) for one in made)


def _titled(body: str, words: Words) -> set[str]:
    """The words that stand behind "President" or "Mr." anywhere: surnames, whatever the model takes them for."""
    titles = "|".join(re.escape(t.capitalize()) for t in sorted(words["addressed"]))
    return set(re.findall(rf"\b(?:{titles})\.? ([A-Z][\w’'-]*\w)(?! [A-Z])", body)) if titles else set()
