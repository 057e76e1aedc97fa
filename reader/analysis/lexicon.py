"""Names that everyone knows, by language: they correct a model's slips and fill its gaps."""

from __future__ import annotations

import re
from functools import cache

from reader.analysis.languages import Words, known_names
from reader.model import EntityType

_KINDS = {
    "countries": EntityType.PLACE,
    "capitals": EntityType.PLACE,
    "places": EntityType.PLACE,
    "states": EntityType.PLACE,
    "groups": EntityType.GROUP,
    "organisations": EntityType.ORGANISATION,
    "bodies": EntityType.ORGANISATION,
    "clubs": EntityType.ORGANISATION,
    "towns": EntityType.PLACE,
    "counties": EntityType.PLACE,
}


@cache
def lexicon(language: str) -> dict[str, EntityType]:
    """Each well-known name of a language with its class; later lists give way to earlier ones."""
    found: dict[str, EntityType] = {}
    for name, kind in _KINDS.items():
        for entry in known_names(language, name):
            found.setdefault(entry, kind)
    return found


@cache
def countries(language: str) -> frozenset[str]:
    """The names of countries, in capitals too."""
    return frozenset(form for name in known_names(language, "countries") for form in (name, name.upper()))


@cache
def counties(language: str) -> frozenset[str]:
    """The names of counties, which are clubs in cricket; in capitals too."""
    return frozenset(form for name in known_names(language, "counties") for form in (name, name.upper()))


@cache
def towns(language: str) -> frozenset[str]:
    """Places whose names many people bear."""
    return frozenset(known_names(language, "towns") + known_names(language, "counties"))


@cache
def outranking(language: str) -> frozenset[str]:
    """Countries and capitals: the lists that outrank the model."""
    return frozenset(known_names(language, "countries") + known_names(language, "capitals"))


@cache
def pattern(language: str) -> re.Pattern[str] | None:
    """Countries, peoples and bodies as whole words in a text, the longest first.

    Towns are left to the model: many are surnames and clubs too.
    """
    names = {
        n for kind in ("countries", "groups", "organisations", "bodies", "states") for n in known_names(language, kind)
    }
    if not names:
        return None
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w])")


def kind_of(name: str, words: Words) -> EntityType | None:
    """The class of a well-known name, None for any other."""
    return lexicon(words.code).get(name)
