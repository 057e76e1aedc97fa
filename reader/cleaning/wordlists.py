"""The room's data files, each read once: lines of chrome, names of publications."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache

from reader.assets import resource

_EDGES = " \t\xa0.:!?…,;\"'“”‘’«»<>›‹→←↓↑▶►▼▲▾+*•·|–—-_=()[]{}#~✕×✓"
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_BRACKETS = re.compile(r"[()\[\]]")
LONGEST = 70  # characters of a line that may be chrome by its words
_MORE = 8  # words that "sign up for..." may have after it


def lines(name: str) -> list[str]:
    """The lines of a data file without comments and blank lines."""
    text = resource("cleaning", name).read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("# ")]


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A line as the lists have it: small letters, no outer punctuation, digits as 0."""
    text = text.replace("’", "'").casefold()
    if "(" in text or "[" in text or ")" in text or "]" in text:
        text = _BRACKETS.sub(" ", text)
    text = " ".join(text.split()).strip(_EDGES)
    return _DIGITS.sub("0", text)


@lru_cache(maxsize=8192)
def furniture(text: str) -> str | None:
    """The section of furniture.txt that the whole line stands in: "comment", "teaser", "share", ..."""
    if len(text) > LONGEST:
        return None
    whole, openings = _furniture()
    key = folded(text)
    if not key:
        return None
    if (found := whole.get(key)) or not openings:
        return found
    return _opening(key, openings)


def _opening(key: str, openings: dict[str, str]) -> str | None:
    """ "sign up for..." and the like: the first words decide, at most so many others follow."""
    if key.partition(" ")[0].rstrip(":,") not in _first_words():
        return None
    words = key.split(" ")
    for length in range(min(6, len(words) - 1), 0, -1):
        found = openings.get(" ".join(words[:length]).rstrip(":,"))
        if found and len(words) - length <= _MORE:
            return found
    return None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(opening.partition(" ")[0].rstrip(":,") for opening in _furniture()[1])


@cache
def _furniture() -> tuple[dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    openings: dict[str, str] = {}
    section = ""
    for line in lines("furniture.txt"):
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            section = heading[1]
        elif line.endswith("..."):
            openings.setdefault(folded(line), section)
            whole.setdefault(folded(line), section)
        else:
            whole.setdefault(folded(line), section)
    return whole, openings


@cache
def phrases(table: str, name: str) -> tuple[str, ...]:
    """A list of phrases.toml, for example `phrases("words", "sections")`."""
    found: list[str] = _phrases()[table][name]
    return tuple(found)


@cache
def _phrases() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resource("cleaning", "phrases.toml").read_text("utf-8"))


def either(name: str) -> str:
    """A list of words from phrases.toml as alternatives of a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, phrases("words", name)), key=len, reverse=True))


def sentences_like(name: str) -> str:
    """A list of sentence patterns from phrases.toml as alternatives of one."""
    return "|".join(phrases("sentences", name))


@cache
def publications() -> frozenset[str]:
    """Names of publications, folded, without "the"."""
    return frozenset(without_article(line) for line in lines("sources.txt"))


def without_article(name: str) -> str:
    """A publication's name as it is compared: "The Guardian" and "Guardian" are one."""
    return folded(name).removeprefix("the ")
