"""The words of a language that attribution needs, read from `resources/languages`."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reader.assets import resource

DEFAULT = "en"
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000  # characters enough to tell a language by its commonest words


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One language's word lists; all lower case. A cue maps to the first form of its line."""

    code: str
    cues: Mapping[str, str]  # speech: said -> say
    writing: frozenset[str]
    judging: Mapping[str, str]  # called, described, slammed: with a fragment
    titles: Mapping[str, str]  # short titles and what they stand for: gov -> governor
    lists: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists.get(name, frozenset())

    def is_cue(self, word: str) -> bool:
        return word.lower() in self.cues


def code(language: str) -> str:
    """A language tag's first part: `fr` of `fr-CA`."""
    return language.lower().replace("_", "-").split("-")[0].strip()


@cache
def words(language: str | None) -> Words:
    """The words of a language (`en`, `fr-CA`), English where we have no file for it."""
    short = code(language or DEFAULT)
    path = resource("languages", f"{short}.toml")
    if not short.isalpha() or not path.is_file():
        return words(DEFAULT)
    return _read(short, tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def known() -> tuple[str, ...]:
    """The languages that have a file, sorted."""
    return tuple(sorted(path.stem for path in resource("languages").glob("*.toml")))


@cache
def known_names(language: str, kind: str) -> tuple[str, ...]:
    """A list of well-known names (`countries`, `places`, `groups`, `organisations`) in file order."""
    path = resource("languages", f"{language}.toml")
    if not language.isalpha() or not path.is_file():
        return ()
    listed = tomllib.loads(path.read_text(encoding="utf-8")).get("names", {}).get(kind, "")
    return tuple(name.strip() for name in listed.replace("\n", " ").split(";") if name.strip())


def detect(text: str) -> str:
    """The language whose commonest words fill most of the text's beginning; English when in doubt."""
    seen = Counter(word.lower() for word in _WORD.findall(text[:_SAMPLE]))
    if sum(seen.values()) < 4:
        return DEFAULT
    scores = {name: sum(seen[word] for word in words(name)["common"]) for name in known()}
    best = max(scores, key=lambda name: (scores[name], name == DEFAULT), default=DEFAULT)
    return best if scores.get(best, 0) > scores.get(DEFAULT, 0) else DEFAULT


def _read(short: str, data: Mapping[str, Any]) -> Words:
    cues, writing, judging = (_forms(data.get(key, [])) for key in ("cues", "writing", "judging"))
    rest = {key: _flat(value) for key, value in data.items() if isinstance(value, list)}
    if short != DEFAULT:  # people keep their names in every language
        for key in ("male_names", "female_names"):
            rest[key] = rest.get(key, frozenset()) | words(DEFAULT)[key]
    titles = dict(pair.split() for pair in data.get("abbreviations", []))
    return Words(short, {**writing, **cues}, frozenset(writing), judging, titles, rest)


def _forms(lines: list[str]) -> dict[str, str]:
    return {form: line.split()[0] for line in lines for form in line.split()}


def _flat(lines: list[str]) -> frozenset[str]:
    return frozenset(lines)
