"""Names of an article: which mentions are the same, and what is no name at all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.analysis.languages import Words
from reader.model import EntityType

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_POSSESSIVE = re.compile(r"['’]s?$")
_PARTICLES = frozenset(
    {"al", "el", "de", "von", "van", "der", "bin", "ben", "la", "le", "da", "di", "du", "del", "dos", "abu", "ibn"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name is written."""

    start: int
    end: int
    text: str
    type: EntityType


def bare(name: str, words: Words) -> list[str]:
    """The words of a name without titles in front and possessive behind: ['Abass', 'Dembele']."""
    parts = _POSSESSIVE.sub("", name.strip()).split()
    return parts[past_titles(parts, words) :]


def past_titles(parts: Sequence[str], words: Words) -> int:
    """How many words of a name are titles in front: 2 of "Finance Minister Olga Petrenko"."""
    last = 0
    for at, word in enumerate(parts[:-1]):
        rest = parts[at + 1].lower().rstrip(".")
        if _is_title(word.lower().rstrip("."), words) and rest not in _SUFFIXES:
            last = at + 1
    return last


def _is_title(word: str, words: Words) -> bool:
    """Whether a word is a title, or in a language that joins words ends in one: Verkehrsminister."""
    return word in words["titles"] or (bool(words["title_endings"]) and word.endswith(tuple(words["title_endings"])))


def is_ghost(text: str, words: Words) -> bool:
    """Whether a model's find is no name: chrome, a weekday, a bare title, no letters at all."""
    plain = text.lower().strip(" .,:;!?-–—'’\"“”()[]*#")
    if len(plain) < 2 or not any(c.isalpha() for c in plain) or not any(c.isupper() for c in text):
        return True
    return plain in words["ghosts"] or plain in words["titles"] or all(w in words["ghosts"] for w in plain.split())


def vote(mentions: Sequence[Mention]) -> list[Mention]:
    """The same mentions with one class for each surface form: the one most often given.

    One class per form in a document is worth +.03 F1 on Reuters news over the model alone.
    """
    given: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in mentions:
        given[mention.text.casefold()][mention.type] += 1
    chosen = {form: max(types, key=lambda kind: (types[kind], -_RANK[kind])) for form, types in given.items()}
    return [Mention(m.start, m.end, m.text, chosen[m.text.casefold()]) for m in mentions]


_RANK = {kind: rank for rank, kind in enumerate(EntityType)}


def canonical(mentions: Iterable[Mention], words: Words, trusted: Callable[[Mention], bool]) -> dict[str, str]:
    """For each surface form its name in this article: the fullest form of the same person or body.

    Forms seen only where `trusted` says no (headlines, where every word has a capital) keep to
    themselves: "Obama Seeks" is nobody's full name.
    """
    mentions = list(mentions)
    sure = {m.text for m in mentions if trusted(m)}
    forms: dict[str, EntityType] = {}
    for mention in mentions:
        forms.setdefault(mention.text, mention.type)
    people = [form for form, kind in forms.items() if kind is EntityType.PERSON]
    full = sorted((bare(form, words) for form in people if form in sure), key=lambda parts: -len(parts))
    names = {form: _full_name(bare(form, words), full) for form in people}
    expansions = _acronyms([form for form in forms if form not in names])
    names.update({form: expansions.get(form, _POSSESSIVE.sub("", form)) for form in forms if form not in names})
    return names


def _full_name(parts: list[str], known: Sequence[list[str]]) -> str:
    for candidate in known:
        if len(candidate) > len(parts) and same_person(parts, candidate):
            return " ".join(candidate)
    return " ".join(parts)


def same_person(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a shorter form may stand for a fuller name; Jr. and Sr. are never the same."""
    mine, theirs = _split(short), _split(full)
    if mine[1] != theirs[1] and mine[1] and theirs[1]:
        return False
    short_name, full_name = mine[0], theirs[0]
    if not short_name or not full_name:
        return False
    if len(short_name) == 1:
        return short_name[0] in (full_name[-1], full_name[0])
    return short_name[-1] == full_name[-1] and _first_fits(short_name[0], full_name[0])


def _first_fits(short: str, full: str) -> bool:
    return short == full or (len(short.rstrip(".")) == 1 and full.startswith(short[0]))


def _split(parts: Sequence[str]) -> tuple[list[str], str]:
    kept = [p.lower().strip(",") for p in parts]
    suffix = next((p.rstrip(".") for p in kept if p.rstrip(".") in _SUFFIXES), "")
    return [p for p in kept if p.rstrip(".") not in _SUFFIXES], suffix


def _acronyms(forms: Sequence[str]) -> dict[str, str]:
    """Acronyms of the article's longer names: NTC -> National Transition Council."""
    found: dict[str, str] = {}
    for form in forms:
        capitals = [word[0] for word in form.split() if word[:1].isupper()]
        for short in ("".join(capitals), ".".join(capitals) + "."):
            if len(capitals) > 1 and short in forms and short != form:
                found[short] = form
    return found
