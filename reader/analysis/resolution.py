"""Who a phrase means within its article: surnames, pronouns, “the lawmaker”.

Pronouns go to somebody named before, by recency, number and gender evidence, and never to
somebody who is only named inside a quotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.analysis.names import Mention, bare, same_person
from reader.analysis.story import Attribution, Phrase, Story
from reader.model import EntityType, SpeakerClass

_REACH = 2500  # characters that a pronoun looks back


@dataclass(frozen=True, slots=True)
class Speaker:
    """A phrase resolved within its article."""

    name: str | None
    kind: SpeakerClass | None
    sure: float = 1.0  # share of confidence that resolving leaves


@dataclass(slots=True)
class Resolver:
    """Resolves the speakers of one article, from its beginning to its end."""

    story: Story
    names: Mapping[str, str]
    people: list[Mention] = field(init=False)
    gender: dict[str, str] = field(init=False)
    anonymous: list[tuple[int, str, str]] = field(default_factory=list)  # place, phrase, head

    def __post_init__(self) -> None:
        inside = [q.inner for q in self.story.quotes]
        people = [m for m in self.story.mentions if m.type is EntityType.PERSON]
        self.people = [m for m in people if not any(a <= m.start < b for a, b in inside)]
        self.gender = _genders(self.story, self.people, self.names)

    def resolve(self, attribution: Attribution) -> Speaker:
        """The speaker that an attribution's phrase means."""
        if attribution.speaker is None:
            return Speaker(None, None)
        start, end = attribution.speaker.start, attribution.speaker.end
        written = self.story.text[start:end]
        if written.lower() in _pronouns(self.story):
            return self._pronoun(written.lower(), start)
        named = self._named(attribution.speaker)
        if named is not None:
            return named
        if self._is_name(written, attribution.speaker):
            return Speaker(self._full(written), SpeakerClass.NAMED, 0.95)
        return self._nominal(written, start, attribution.speaker)

    def _named(self, phrase: Phrase) -> Speaker | None:
        """A person or body whose name is the head of the phrase."""
        for mention in self.story.mentions:
            if mention.start <= phrase.head < mention.end:
                if mention.type is EntityType.PERSON:
                    return Speaker(self.names.get(mention.text, mention.text), SpeakerClass.NAMED)
                if mention.type in (EntityType.ORGANISATION, EntityType.PLACE):
                    if self._surname(mention.text):
                        return Speaker(self._full(mention.text), SpeakerClass.NAMED, 0.95)
                    whole = self.names.get(mention.text, mention.text)
                    return Speaker(whole, SpeakerClass.INSTITUTION)
        return None

    def _is_name(self, written: str, phrase: Phrase) -> bool:
        """A head with a capital that is no known noun, without an article right in front of it."""
        words, head = self.story.words, self.story.text[phrase.head : phrase.end].split()[0].lower().strip(".,")
        nouns = words["titles"] | words["people"] | words["institutions"] | words["documents"]
        front = self.story.text[phrase.start : phrase.head].split()
        article = len(front) == 1 and front[0].lower() in words["determiners"]
        return self.story.text[phrase.head].isupper() and head not in nouns and not article

    def _surname(self, text: str) -> bool:
        return any(same_person(text.split(), self.names.get(m.text, m.text).split()) for m in self.people)

    def _full(self, written: str) -> str:
        parts = bare(written, self.story.words)
        for mention in self.people:
            whole = self.names.get(mention.text, mention.text)
            if same_person(parts, whole.split()):
                return whole
        return " ".join(parts)

    def _pronoun(self, word: str, place: int) -> Speaker:
        words = self.story.words
        if word in words["pronouns_other"]:
            return Speaker(None, None)
        wanted = "m" if word in words["pronouns_male"] else "f" if word in words["pronouns_female"] else ""
        if not wanted:
            return self._plural(place)
        for mention in reversed([m for m in self.people if place - _REACH < m.start < place]):
            name = self.names.get(mention.text, mention.text)
            if self.gender.get(name, wanted) == wanted:
                return Speaker(name, SpeakerClass.NAMED, 0.85)
        if self.anonymous:
            return Speaker(self.anonymous[-1][1], SpeakerClass.ANONYMOUS, 0.7)
        return Speaker(None, None)

    def _plural(self, place: int) -> Speaker:
        if self.anonymous and place - self.anonymous[-1][0] < _REACH:
            return Speaker(self.anonymous[-1][1], SpeakerClass.ANONYMOUS, 0.6)
        return Speaker(None, None)

    def _nominal(self, written: str, place: int, phrase: Phrase) -> Speaker:
        head = _first(self.story.text[phrase.head : phrase.end]).strip(".,'’")
        words = self.story.words
        kind = SpeakerClass.INSTITUTION if head in words["institutions"] else SpeakerClass.ANONYMOUS
        if head in words["documents"]:
            return Speaker(written, None)
        if _first(written) in words["definite"]:
            earlier = self._introduced(head, place)
            if earlier:
                return Speaker(earlier, kind, 0.9)
        if kind is SpeakerClass.ANONYMOUS:
            self.anonymous.append((place, written, head))
        return Speaker(written, kind)

    def _introduced(self, head: str, place: int) -> str | None:
        """The phrase that introduced “the lawmaker”: the same head, else the last person without a name."""
        near = [(at, phrase, noun) for at, phrase, noun in self.anonymous if place - at < _REACH]
        for _, phrase, noun in reversed(near):
            if noun == head:
                return phrase
        if near and head in self.story.words["people"] and _first(near[-1][1]) in self.story.words["indefinite"]:
            return near[-1][1]
        return None


def _first(phrase: str) -> str:
    return phrase.split()[0].lower() if phrase.split() else ""


def _pronouns(story: Story) -> frozenset[str]:
    lists = ("pronouns_male", "pronouns_female", "pronouns_plural", "pronouns_neuter", "pronouns_other")
    return frozenset[str]().union(*(story.words[name] for name in lists))


def _genders(story: Story, people: list[Mention], names: Mapping[str, str]) -> dict[str, str]:
    """Gender evidence for each name: a title or word of kinship in front of it, a pronoun behind."""
    votes: dict[str, Counter[str]] = {}
    for mention in people:
        name = names.get(mention.text, mention.text)
        before = [w.strip(".,").lower() for w in story.text[max(0, mention.start - 30) : mention.start].split()[-2:]]
        behind = [w.strip(".,'’").lower() for w in story.text[mention.end : mention.end + 80].split()]
        found = votes.setdefault(name, Counter())
        for words, weight in ((before, 3), (behind, 1)):
            for word in words:
                found["m"] += weight * (word in story.words["male"])
                found["f"] += weight * (word in story.words["female"])
    return {name: v.most_common(1)[0][0] for name, v in votes.items() if v and v["m"] != v["f"]}
