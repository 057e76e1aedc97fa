"""Who a phrase means within its article: names, roles, “the lawmaker”.

Pronouns have a file of their own. Speakers are resolved in the order of the text: each answer
is evidence for the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.analysis.corrections import is_company
from reader.analysis.names import Mention, bare, same_person
from reader.analysis.pronouns import Candidate, Pronouns
from reader.analysis.roles import Roles
from reader.analysis.story import Attribution, Phrase, Story
from reader.model import EntityType, SpeakerClass

_RELATED = 2  # words: "brother Olav"
_REACH = 2500  # characters that “the lawmaker” looks back


@dataclass(frozen=True, slots=True)
class Speaker:
    """A phrase resolved within its article."""

    name: str | None
    kind: SpeakerClass | None
    sure: float = 1.0  # share of confidence that resolving leaves


UNKNOWN = Speaker(None, None)


@dataclass(frozen=True, slots=True)
class _Introduced:
    """A speaker without a name, as first written."""

    place: int
    phrase: str
    head: str


@dataclass(slots=True)
class Resolver:
    """Resolves the speakers of one article, from its beginning to its end."""

    story: Story
    names: Mapping[str, str]
    people: list[Mention] = field(init=False)
    pronouns: Pronouns = field(init=False)
    roles: Roles = field(init=False)
    anonymous: list[_Introduced] = field(default_factory=list)

    def __post_init__(self) -> None:
        people = [m for m in self.story.mentions if m.type is EntityType.PERSON]
        self.people = [m for m in people if not self._is_quoted(m.start)]
        self.pronouns = Pronouns(self.story, self.people, self.names)
        self.roles = Roles(self.story, self.people, self.names)

    def resolve(self, attribution: Attribution) -> Speaker:
        """The speaker that an attribution's phrase means."""
        phrase = attribution.speaker
        if phrase is None:
            return UNKNOWN
        speaker = self._resolve(phrase)
        if speaker.name is not None:
            self.pronouns.spoke(phrase.start, speaker.name, self._heard_as(phrase, speaker))
        return speaker

    def _resolve(self, phrase: Phrase) -> Speaker:
        written = self.story.text[phrase.start : phrase.end]
        if self.pronouns.is_pronoun(written):
            return self._pronoun(written, phrase)
        named = self._named(phrase) or self._related(phrase)
        if named is not None:
            return named
        if self._is_name(phrase):
            kind = SpeakerClass.INSTITUTION if is_company(written) else SpeakerClass.NAMED
            return Speaker(self._full(written), kind, 0.95)
        return self._nominal(written, phrase)

    def _heard_as(self, phrase: Phrase, speaker: Speaker) -> SpeakerClass | None:
        """The class under which pronouns may mean a speaker: a thing is nobody."""
        head = _first(self.story.text[phrase.head : phrase.end]).strip(".,'’")
        people = (
            self.story.words["people"]
            | self.story.words["roles"]
            | self.story.words["male"]
            | self.story.words["female"]
        )
        return None if speaker.kind is SpeakerClass.ANONYMOUS and head not in people else speaker.kind

    def _is_quoted(self, place: int) -> bool:
        at = bisect_right(self.story.quotes, place, key=lambda q: q.start) - 1
        return at >= 0 and place < self.story.quotes[at].end

    def _pronoun(self, written: str, phrase: Phrase) -> Speaker:
        found: Candidate | None = self.pronouns.resolve(written, phrase.start)
        return Speaker(found.name, found.kind, found.sure) if found else UNKNOWN

    def _named(self, phrase: Phrase) -> Speaker | None:
        """A person or body whose name is the head of the phrase."""
        mention = self.story.mention_at(phrase.head)
        if mention is None or mention.end > phrase.end + 1:
            return None
        whole = self.names.get(mention.text, mention.text)
        if mention.type is EntityType.PERSON:
            return Speaker(self._joint(phrase, mention, whole), SpeakerClass.NAMED)
        if mention.type not in (EntityType.ORGANISATION, EntityType.PLACE):
            return None
        if self._is_surname(mention.text):
            return Speaker(self._full(mention.text), SpeakerClass.NAMED, 0.95)
        return Speaker(whole, SpeakerClass.INSTITUTION)

    def _related(self, phrase: Phrase) -> Speaker | None:
        """The name that a phrase of kin or role ends in: "her brother Olav"."""
        row = self.story.text[phrase.head : phrase.end].split()
        words = self.story.words
        kin = words["people"] | words["roles"] | words["male"] | words["female"]
        if len(row) < _RELATED or row[0].lower() not in kin or not all(word[0].isupper() for word in row[1:]):
            return None
        mention = self.story.mention_at(phrase.end - 1)
        if mention is not None and mention.type is not EntityType.PERSON:
            return None
        return Speaker(self._full(" ".join(row[1:])), SpeakerClass.NAMED, 0.95)

    def _joint(self, phrase: Phrase, first: Mention, whole: str) -> str:
        """Both names of "Smith and Jones said"."""
        rest = self.story.text[first.end : phrase.end].split()
        other = self.story.mention_at(phrase.end - 1)
        if not rest or rest[0] not in self.story.words["and"] or other is None or other.type is not EntityType.PERSON:
            return whole
        return f"{whole} {rest[0]} {self.names.get(other.text, other.text)}"

    def _is_name(self, phrase: Phrase) -> bool:
        """A head with a capital that is no known noun, without an article right in front of it."""
        words, text = self.story.words, self.story.text
        head = text[phrase.head : phrase.end].split()[0].lower().strip(".,")
        nouns = words["titles"] | words["people"] | words["institutions"] | words["documents"]
        front = text[phrase.start : phrase.head].split()
        article = len(front) == 1 and front[0].lower() in words["determiners"]
        return text[phrase.head].isupper() and head not in nouns and not article

    def _is_surname(self, text: str) -> bool:
        return any(same_person(text.split(), self.names.get(m.text, m.text).split()) for m in self.people)

    def _full(self, written: str) -> str:
        parts = bare(written, self.story.words)
        for mention in self.people:
            whole = self.names.get(mention.text, mention.text)
            if same_person([p.capitalize() for p in parts], whole.split()):
                return whole
        return " ".join(parts)

    def _nominal(self, written: str, phrase: Phrase) -> Speaker:
        """A speaker without a name: a body, a text, a role of somebody named, or an anonymous source."""
        words = self.story.words
        head = _first(self.story.text[phrase.head : phrase.end]).strip(".,'’")
        if head in words["documents"]:
            return Speaker(written, None)
        kind = SpeakerClass.INSTITUTION if head in words["institutions"] else SpeakerClass.ANONYMOUS
        if _first(written) in words["definite"]:
            plain = len(written.split()) == 2
            earlier = self._introduced(head, phrase.start, plain)
            if earlier:
                return Speaker(earlier, kind, 0.9)
            named = self.roles.holder(head, phrase.start) if plain else None
            if named:
                return Speaker(named, SpeakerClass.NAMED, 0.85)
        if kind is SpeakerClass.ANONYMOUS:
            self.anonymous.append(_Introduced(phrase.start, written, head))
        return Speaker(written, kind)

    def _introduced(self, head: str, place: int, plain: bool) -> str | None:
        """The phrase that introduced “the lawmaker”: the same head, else the last person without a name."""
        near = [one for one in self.anonymous if place - one.place < _REACH]
        for one in reversed(near):
            if one.head == head:
                return one.phrase
        if not (plain and near and head in self.story.words["people"]):
            return None
        last = near[-1]
        return last.phrase if _first(last.phrase) in self.story.words["indefinite"] else None


def _first(phrase: str) -> str:
    return phrase.split()[0].lower() if phrase.split() else ""
