"""Names told by their own shape or by the word beside them: companies, papers, places, acronyms spelled out.

A small model cuts "Harbinger Computer Services Inc" short and takes "newspaper Emek" for a person; the words
that give such names away are few, and stand in the language's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reader.analysis.languages import Words
from reader.analysis.lexicon import kind_of
from reader.analysis.names import Mention, is_ghost, past_titles
from reader.model import EntityType

_PERSON, _BODY, _PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE

_CAPITAL = r"[^\W\d_a-z][\w'’&-]*"
_RUN = rf"{_CAPITAL}(?: {_CAPITAL}){{0,4}}"
SUFFIXES = r"Inc|Corp|Co|Ltd|Plc|PLC|plc|AG|SA|NV|AB|GmbH|LLC|SpA|Oyj|Pty|Bhd|Bancorp|Holdings?|KK|BV|INC|CORP|CO|LTD"
COMPANY = re.compile(
    rf"(?<![\w.&'’-])(?:{_CAPITAL}|[A-Z]\.(?:[A-Z]\.)+)"
    rf"(?: (?:(?:and|of|de|di|for|&) )?{_CAPITAL}| \([A-Z]\w+\)){{0,5}}?"
    rf" (?:{SUFFIXES})\b(?:(?: (?:{SUFFIXES})\b)*)(?: \([A-Z][a-z]+\)(?: (?:{SUFFIXES})\b)+)?(?:\.(?= [a-z,])|\.(?=,))?"
)
_ENDING = re.compile(rf"(?: \([A-Z]\w+\))?(?:,? (?:{SUFFIXES})\.?)+$")
_BRACKETED = re.compile(r"<(?P<name>[A-Z][\w.&'’-]*(?: [\w.&'’()-]+){1,6})>")
_ACRONYM = re.compile(
    rf"(?P<long>{_CAPITAL}(?: (?:(?:of|and|for|the|de|du|des|in|on) ){{0,2}}{_CAPITAL}){{1,7}})"
    r"(?: <[^<>\n]{1,12}>)? \( ?(?P<short>[A-Z][A-Za-z&]{1,7}) ?\)"
)
_SEATED = re.compile(r"-(?:based|owned|led|run|backed|listed|born|controlled)$")
_SMALLEST = 4  # letters of a short form that is looked for elsewhere


def shapes(text: str, words: Words) -> list[Mention]:
    """Companies, bodies and places told by their shape, in order, without overlaps."""
    every = [*_companies(text, words), *_beside(text, words), *_spelled_out(text, words)]
    kept: list[Mention] = []
    for mention in sorted(every, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def short_form(name: str) -> str | None:
    """A company's name without its "Corp" and the like; None where it has none, or too little would stay."""
    short = _ENDING.sub("", name)
    return short if short != name and len(short) >= _SMALLEST and not short.isdigit() else None


def _companies(text: str, words: Words) -> Iterator[Mention]:
    for match in COMPANY.finditer(text):
        start = _past_openers(text, match.start(), match.end(), words)
        if start is not None:
            yield Mention(start, match.end(), text[start : match.end()], _BODY)
    for match in _BRACKETED.finditer(text):
        yield Mention(match.start("name"), match.end("name"), match["name"], _BODY)


def _past_openers(text: str, start: int, end: int, words: Words) -> int | None:
    """Behind a small word that only opens the sentence ("The", "But") and a nationality; None where no name stays."""
    row = list(re.finditer(r"\S+", text[start:end]))
    seated = [at for at, word in enumerate(row) if _SEATED.search(word.group())]
    row = row[seated[-1] + 1 :] if seated else row
    while len(row) > 2 and (_opens(row[0].group(), words) or kind_of(row[0].group(), words) is EntityType.GROUP):
        row.pop(0)
    if len(row) < 2 or _opens(row[0].group(), words):
        return None
    return start + row[0].start()


def _opens(word: str, words: Words) -> bool:
    return word.lower() in words["openers"]


def _beside(text: str, words: Words) -> Iterator[Mention]:
    """Names with a word that tells their kind: "the Emek newspaper", "Bonn newsroom", "Merdeka Stadium"."""
    for shape, kind in _patterns(words):
        for match in shape.finditer(text):
            name, start = match["name"], match.start("name")
            row = name.split()
            skipped = past_titles(row, words) if kind is _PERSON else int(_opens(row[0], words) and len(row) > 1)
            start = match.end("name") - len(" ".join(row[skipped:]))
            if kind is _BODY and " " in name:
                start = _past_openers(text, start, match.end("name"), words) or start
            end = match.end("name") - 2 * name.endswith(("'s", "’s"))
            if _may_be(text[start:end], kind, words):
                yield Mention(start, end, text[start:end], kind)


def _may_be(name: str, kind: EntityType, words: Words) -> bool:
    """Whether nothing in a name speaks against the kind that the word beside it tells."""
    known, row = kind_of(name, words), name.lower().split()
    if is_ghost(name, words) or _opens(row[0], words) or known not in (None, kind):
        return False
    if kind is _PERSON:
        return not any(word in words["endings"] | words["institutions"] | words["contests"] for word in row)
    return kind is not _BODY or (len(row) > 1 or row[0] not in words["ghosts"])


@cache
def _patterns(words: Words) -> tuple[tuple[re.Pattern[str], EntityType], ...]:
    """Patterns of this language, each with the kind of what it calls `name`."""
    first, last = r"(?<![\w.’'-])", r"(?![\w’'])"
    full = r"[A-Z][\w’'-]*[a-z](?: [A-Z]\.)?(?: (?:(?:de|van|der|den|von|el|al|bin) )?[A-Z][\w’'-]*[a-z]){1,3}"
    owned = rf"{_CAPITAL}(?:(?<!['’]s) {_CAPITAL}){{0,4}}(?<!['’]s)"
    made = (
        ("media", rf"{first}[Tt]he (?P<name>(?:[a-z]{{2}}-)?{_RUN}) (?:%s)\b", _BODY),
        ("media", rf"\b(?:%s),? (?P<name>(?:[a-z]{{2}}-)?{_RUN})(?= |,|\.|$)(?! said [A-Z])", _BODY),
        ("desks", rf"{first}(?P<name>{_RUN} (?:%s))\b", _BODY),
        ("houses", rf"{first}(?P<name>{owned} (?:%s)){last}(?! (?:of|for|[A-Z]))", _BODY),
        ("grounds", rf"{first}(?P<name>{_RUN} (?:%s)){last}(?! [A-Z])", _PLACE),
        ("heights", rf"{first}(?P<name>(?:%s) {_CAPITAL})(?<! St){last}(?! [A-Z])", _PLACE),
        ("holders", rf"\b(?:%s) (?P<name>{full})(?!\w)", _PERSON),
        ("holders", rf"\b(?:%s), (?P<name>{full})(?=,)", _PERSON),
    )
    return tuple((re.compile(shape % _any_of(words[name])), kind) for name, shape, kind in made if words[name])


def _any_of(nouns: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, nouns), key=lambda noun: (-len(noun), noun)))


def _spelled_out(text: str, words: Words) -> Iterator[Mention]:
    """ "National Resistance Army (NRA)", and NRA wherever it stands alone."""
    for match in _ACRONYM.finditer(text):
        long = _initialled(match["long"], match["short"])
        if long is None or kind_of(match["short"], words) is not None:
            continue
        start = match.end("long") - len(long)
        yield Mention(start, match.end("long"), long, _BODY)
        for other in re.finditer(rf"(?<![\w-]){match['short']}(?![\w-])", text):
            yield Mention(other.start(), other.end(), match["short"], _BODY)


def _initialled(long: str, short: str) -> str | None:
    """The end of a run whose capitals are the letters of an acronym."""
    row = long.split()
    for first in range(len(row)):
        capitals = "".join(word[0] for word in row[first:] if word[0].isupper())
        if row[first][0].isupper() and capitals == short.upper():
            return " ".join(row[first:])
    return None
