"""Roles that stand for somebody named: “the governor” after “Gov. Gavin Newsom”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.analysis.names import Mention
from reader.analysis.story import Story

_FRONT = 60  # characters in front of a name that may hold its role
_BEHIND = 60  # and behind it: "Anne Petit, the mayor of Rennes"


class Roles:
    """Who holds which role in an article, as its own phrases say."""

    def __init__(self, story: Story, people: Sequence[Mention], names: Mapping[str, str]) -> None:
        self._holders: dict[str, list[tuple[int, str]]] = {}
        for mention in people:
            name = names.get(mention.text, mention.text)
            for role in _roles(story, mention):
                self._holders.setdefault(role, []).append((mention.start, name))

    def holder(self, role: str, place: int) -> str | None:
        """The one person that the article has given a role to before a place; None where there are several."""
        names = {name for start, name in self._holders.get(role, ()) if start < place}
        return names.pop() if len(names) == 1 else None


def _roles(story: Story, mention: Mention) -> set[str]:
    """The roles written right in front of a name, and in the apposition behind it."""
    words, text = story.words, story.text
    found: set[str] = set()
    for word in reversed(text[max(0, mention.start - _FRONT) : mention.start].split()[-2:]):
        short = word.lower().strip(".")
        if word[-1] in ",;:!?\"”’'" or (word[-1] == "." and short not in words["titles"]):
            break
        found.add(short)
    behind = text[mention.end : mention.end + _BEHIND]
    if behind.startswith(", "):
        aside = behind[2:].split(",")[0].split()
        if aside and aside[0].lower() in words["definite"] | words["indefinite"] | words["roles"]:
            found |= {w.lower().strip(".,") for w in aside[:4]}
    full = {words.titles.get(w, w) for w in found}
    return {w for w in full if w in words["roles"]}
