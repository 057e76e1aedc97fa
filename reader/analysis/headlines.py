"""Names in a headline in capitals: those of the article, and those that everybody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.analysis.languages import Words
from reader.analysis.lexicon import kind_of, lexicon
from reader.analysis.names import Mention, bare
from reader.analysis.shapes import COMPANY, short_form
from reader.model import EntityType

_NAMED = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_SHORTEST = 3  # letters
_TOPIC = re.compile(r"[^\W_][\w' /-]{2,40} ?- ")
_WORD = re.compile(r"[^\W\d_][\w.&'’-]*\w\.?|[^\W\d_]")
_LONGEST = 5  # words


def is_shouted(title: str) -> bool:
    """Whether nearly all letters of a headline are capitals."""
    letters = [c for c in title if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def echoed(title: str, settled: Iterable[Mention], words: Words) -> list[Mention]:
    """The names of a headline in capitals that the text has in its own case, or that everybody knows."""
    forms = _forms(settled, words)
    company = COMPANY.match(title)
    found = [Mention(0, company.end(), company.group(), EntityType.ORGANISATION)] if company else []
    row = list(_WORD.finditer(title, company.end() if company else _behind_topic(title)))
    at = 0
    while at < len(row):
        length, kind = _longest(title, row[at : at + _LONGEST], forms, words)
        if kind is not None and not _is_event(title, row, at + length, words):
            start, end = row[at].start(), row[at + length - 1].end()
            end -= 2 if title[start:end].endswith(("'S", "’S", "'s", "’s")) else 0
            end -= end == len(title.rstrip()) and title[end - 1] == "." and title.count(".", start, end) == 1
            found.append(Mention(start, end, title[start:end], kind))
        elif kind is None and "-" in row[at].group():
            found += _joined(title, row[at], forms, words)
        at += max(1, length)
    return [m for m in found if m.type in _NAMED]


def _joined(title: str, word: re.Match[str], forms: dict[str, EntityType], words: Words) -> list[Mention]:
    """Both names of UGANDA-KENYA."""
    parts = list(re.finditer(r"[^-]+", word.group()))
    kinds = [forms.get(part.group()) or _known(part.group(), words) for part in parts]
    places = ((word.start() + part.start(), word.start() + part.end()) for part in parts)
    return [Mention(a, b, title[a:b], kind) for (a, b), kind in zip(places, kinds, strict=True) if kind]


def _behind_topic(title: str) -> int:
    """Where the headline begins behind "SOCCER - "."""
    match = _TOPIC.match(title)
    return match.end() if match else 0


def _longest(
    title: str, row: list[re.Match[str]], forms: dict[str, EntityType], words: Words
) -> tuple[int, EntityType | None]:
    for length in range(len(row), 0, -1):
        name = title[row[0].start() : row[length - 1].end()]
        for form in (name, re.sub(r"(?:['’][sS]?|\.)$", "", name)):
            kind = forms.get(form.upper()) or _known(form, words)
            if kind is not None and (len(form) >= _SHORTEST or "." in form or form.upper() in forms):
                return length, kind
    return 1, None


def _known(form: str, words: Words) -> EntityType | None:
    every = lexicon(words.code)
    return every.get(form) or (every.get(form.title()) if len(form) > _SHORTEST else None)


def _is_event(title: str, row: list[re.Match[str]], after: int, words: Words) -> bool:
    """Whether the name belongs to a contest: BERLIN GRAND PRIX, CANADIAN OPEN."""
    return after < len(row) and row[after].group().lower() in words["contests"]


def _forms(settled: Iterable[Mention], words: Words) -> dict[str, EntityType]:
    """Each name as it would stand in capitals, whole and short."""
    forms: dict[str, EntityType] = {}
    for mention in settled:
        if mention.type not in _NAMED:
            continue
        forms.setdefault(mention.text.upper(), mention.type)
        if mention.type is EntityType.PERSON:
            last = bare(mention.text, words)[-1:]
            if last and len(last[0]) >= _SHORTEST and kind_of(last[0], words) is None:
                forms.setdefault(last[0].upper(), mention.type)
        elif short := short_form(mention.text):
            forms.setdefault(short.upper(), mention.type)
    return forms
