"""Tables of results, as agencies send them: who stands in a line is told by the line's shape, not by a model.

"Arsenal 2 Sunderland 0" has two clubs, "1. Ludmila Enqvist (Sweden) 12.74" a runner and her country,
"OAKLAND AT BOSTON" a club and a town. Countries stay places: they play under their own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.analysis.languages import Words
from reader.analysis.lexicon import counties, countries, kind_of
from reader.analysis.names import Mention, is_ghost
from reader.model import EntityType

_PERSON, _BODY, _PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE

_WORD = r"[^\W\d_a-z][\w'’&-]*(?:\.(?=[\w ]))?"
_NAME = rf"{_WORD}(?: (?:(?:de|da|dos|di|van|der|den|von|ter|el|al|bin) )?{_WORD}){{0,4}}"
_TEAM = rf"(?:\d{{4}} )?{_NAME}"

_SPORT = re.compile(
    r"\b(?:soccer|football|tennis|cricket|rugby|golf|baseball|basketball|hockey|athletics|boxing|cycling|squash|"
    r"badminton|skiing|swimming|volleyball|handball|motor racing|motorcycling|rallying|yachting|judo|wrestling|"
    r"gymnastics|snooker|chess|nordic|alpine|biathlon|triathlon|marathon|rowing|weightlifting|skating|nba|nhl|nfl)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^[A-Z][A-Z .'’&-]+[A-Z]$", re.MULTILINE)
_LONGEST = 5  # words of a paper's name
_ROWS = 3  # lines of results that make an article one about sport, whatever its headline

# Lines as a whole.
_SCORE = re.compile(
    rf"(?P<a>{_TEAM}) \d{{1,3}}(?: ?\((?P<x>[^()]*)\))?,? (?P<b>{_TEAM}) \d{{1,3}}(?: ?\((?P<y>[^()]*)\))?(?!\w)"
)
_STANDING = re.compile(rf"(?:\d+[.)]? )?(?P<a>{_TEAM})(?: ?-)?(?: [\d.+:/½-]+){{3,}}(?: -)?\s*$")
_FIXTURE = re.compile(rf"(?P<a>{_TEAM}) (?:AT|at) (?P<b>{_NAME})\s*$")
_VERSUS = re.compile(rf"(?P<a>{_TEAM}) (?:v|vs\.?|postponed|awarded) (?P<b>{_TEAM})\s*$")
_OUT = re.compile(
    rf"(?P<a>{_NAME})(?: (?:not out|run out|lbw|hit wicket|retired hurt|c (?:and|&) b|c sub"
    rf"|st (?P<s>{_NAME})|c (?P<c>{_NAME})))*(?: \([^()]*\))?(?: b (?P<b>{_NAME}))? \d+\s*$"
)
_DISMISSED = re.compile(r" (?:not out|run out|lbw|st |c |b )")
_RANKED = re.compile(rf"\d{{1,3}}(?:[.)=]| -)+ ?(?P<a>{_NAME})(?= ?[(,]| \d|\s*$)")
# Parts of lines.
_BRACKETED = re.compile(
    rf"(?P<a>{_NAME})(?: and (?P<b>{_NAME}))? ?\( ?(?P<c>{_NAME}|U\.S\.)(?: ?[/,] ?(?P<d>{_NAME}|captain))? ?\)"
)
_BOWLED = re.compile(rf"(?P<a>{_NAME}) \d+(?:\.\d)?-\d+-\d+-\d+")
_CARD = re.compile(rf"(?P<a>{_NAME})(?: \((?P<c>{_NAME})\))?(?: \d\d){{2,4}}(?!\d)")
_SCORER = re.compile(rf"(?P<a>{_NAME}) (?:\d+(?:st|nd|rd|th)?\b)")
_WON = re.compile(
    r"\b(?:beat|beats|beating|defeat(?:s|ed|ing)?|edged?|routed|downed|trounced|blanked|crushed|thrashed|swept|over|against"
    rf"|past|visiting|hosting) (?:the )?(?P<a>{_NAME})"
    rf"|(?P<b>{_NAME}),?(?: which| who)? (?:won|beat|lost|drew|defeated|scored|routed|improved|clinched|outscored)\b"
)


def is_sport(title: str, text: str) -> bool:
    """Whether an article is about sport: its headline says so in front of a dash, or it has lines of results."""
    topic, dash, _ = title.partition(" - ")
    if dash and _SPORT.search(topic):
        return True
    rows = 0
    for line in text.splitlines():
        rows += any(shape.match(line.strip()) for shape in (_SCORE, _STANDING))
        if rows >= _ROWS:
            return True
    return False


def papers(title: str, text: str) -> list[Mention]:
    """The papers of a press digest: each stands in capitals on a line of its own."""
    if not title.upper().startswith("PRESS DIGEST"):
        return []
    lines = (m for m in _HEADED.finditer(text) if len(m.group().split()) <= _LONGEST)
    return [Mention(m.start(), m.end(), m.group(), _BODY) for m in lines]


def results(text: str, words: Words) -> list[Mention]:
    """The names that the lines of an article about sport give away, in order and without overlaps."""
    found: list[Mention] = []
    start = 0
    for line in text.split("\n"):
        for name, left, right, kind in _line(line, words):
            if not any(start + left < m.end and m.start < start + right for m in found[-40:]):
                found.append(Mention(start + left, start + right, name, kind))
        start += len(line) + 1
    return sorted(found, key=lambda m: m.start)


_Found = tuple[str, int, int, EntityType]


def _line(line: str, words: Words) -> Iterator[_Found]:
    if len(line) > 600:
        return
    yield from _whole(line, words)
    for match in _BRACKETED.finditer(line):
        country = match["c"] in countries(words.code) or match["c"] == "U.S."
        yield from _named(match, words, a=_PERSON, b=_PERSON, c=_PLACE if country else _BODY, d=_BODY)
    for shape in (_BOWLED, _CARD):
        for match in shape.finditer(line):
            yield from _named(match, words, a=_PERSON, c=_PLACE)
    for match in _WON.finditer(line):
        for name in ("a", "b"):
            town = match[name] and kind_of(match[name], words) is _PLACE and match[name] not in countries(words.code)
            if town:
                yield from _named(match, words, **{name: _BODY})


def _whole(line: str, words: Words) -> Iterator[_Found]:
    """A line that is a row of a table from its beginning."""
    if match := _FIXTURE.match(line) if len(line) < 60 and line.isupper() else None:
        yield from _named(match, words, a=_BODY, b=_PLACE)
    elif match := _SCORE.match(line):
        for side in ("x", "y"):
            for scorer in _SCORER.finditer(line, match.start(side), match.end(side)) if match[side] else ():
                yield from _named(scorer, words, a=_PERSON)
        yield from _named(match, words, a=_BODY, b=_BODY)
    elif match := _STANDING.match(line) or _VERSUS.match(line):
        yield from _named(match, words, a=_BODY, b=_BODY)
    elif _DISMISSED.search(line) and (match := _OUT.match(line)):
        yield from _named(match, words, a=_PERSON, b=_PERSON, c=_PERSON, s=_PERSON)
    elif match := _RANKED.match(line):
        yield from _named(match, words, a=_PERSON)


def _named(match: re.Match[str], words: Words, **kinds: EntityType) -> Iterator[_Found]:
    """The groups of a match as names; a country is one wherever a club or a player might stand."""
    for group, kind in kinds.items():
        name = match.groupdict().get(group)
        if not name or is_ghost(name, words) or name.lower() in words["table"]:
            continue
        known = kind_of(name, words)
        if name in counties(words.code):
            known = _BODY
        if name in countries(words.code):
            kind = _PLACE
        elif known in (EntityType.GROUP, _BODY):
            kind = known
        yield name, match.start(group), match.end(group), kind
