"""He, she and they as speakers: somebody named before, by recency, number and gender.

The candidates are people named outside quotations, and speakers already found. A candidate
scores by how near it stands, whether it is the subject of its sentence, whether it has just
spoken; evidence of the other gender rules it out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.analysis.names import Mention
from reader.analysis.story import Story
from reader.model import SpeakerClass

_REACH = 2500  # characters that a pronoun looks back
_SENTENCE = re.compile(r"[.!?…][\"”’»']?\s+|\n+")
_LISTS = ("pronouns_male", "pronouns_female", "pronouns_plural", "pronouns_neuter", "pronouns_other")

# Weights of the evidence, set on articles of the kind: a speaker goes on speaking, and who is
# named first in a sentence is mostly its subject.
_SUBJECT = 1.0
_SPOKE = 1.5
_PRONOUNS = frozenset({"he", "him", "his", "she", "her"})
_CLAUSE_ENDS = frozenset([",", ".", ";", ":", "\n", ""])
_STEP = 0.5  # lost with each sentence between
_KNOWN_GENDER = 0.6
_LONGEST_TITLE = 5  # letters of an abbreviation ("Sen.", "Capt."); a longer word with a stop ends a sentence
_ROLE = 9  # words of a role in front of a name set off by commas
_FAR = -0.6
_FRESH = 1.2  # the first subject of the sentence right in front
_SAID = 1.0  # "noted Dante Chinni": of reported speech
_NAMELESS = 1.2  # "one questioner": rarely taken up again


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun may mean."""

    name: str
    kind: SpeakerClass | None
    sure: float


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    name: str
    subject: bool
    kind: SpeakerClass | None = SpeakerClass.NAMED
    spoke: bool = False
    said: bool = False  # a verb of speech stands right in front: what it reports is no quotation
    under: bool = False  # subject of a subordinate clause: "While Obama had"


class Pronouns:
    """Resolves the pronouns of one article in the order of its text."""

    def __init__(self, story: Story, people: Sequence[Mention], names: Mapping[str, str]) -> None:
        self._story = story
        self._all = frozenset[str]().union(*(story.words[name] for name in _LISTS))
        self._gender = genders(story, people, names)
        self._places = [
            _Place(
                m.start,
                names.get(m.text, m.text),
                _is_subject(story, m) or _is_said(story, m),
                said=_is_said(story, m),
                under=_is_under(story, m),
            )
            for m in people
            if not _is_possessive(story.text, m)
        ]
        self._spoken: list[_Place] = []

    def is_pronoun(self, written: str) -> bool:
        return written.lower() in self._all

    def spoke(self, place: int, name: str, kind: SpeakerClass | None) -> None:
        """Remember who spoke where."""
        self._spoken.append(_Place(place, name, True, kind, True))

    def resolve(self, written: str, place: int) -> Candidate | None:
        """Whom a pronoun at a place means; None for those that mean nobody in particular."""
        words, word = self._story.words, written.lower()
        if word in words["pronouns_plural"]:
            return self._plural(place)
        wanted = "m" if word in words["pronouns_male"] else "f" if word in words["pronouns_female"] else None
        if wanted is None:
            return self._body(place) if word in words["pronouns_neuter"] else None
        return self._single(place, wanted)

    def _single(self, place: int, wanted: str) -> Candidate | None:
        scores: dict[str, float] = {}
        kinds: dict[str, SpeakerClass | None] = {}
        near = self._near(place)
        fresh = self._fresh(near, place, wanted)
        for one in near:
            if one.kind in (SpeakerClass.INSTITUTION, None) or " and " in one.name:
                continue
            gender = self._gender_of(one)
            if gender not in (None, wanted):
                continue
            score = self._score(one, place) + _KNOWN_GENDER * (gender == wanted) + _FRESH * (one is fresh)
            if gender is None and score < _FAR:
                continue  # nothing speaks for it but that it was named
            if score > scores.get(one.name, -99):
                scores[one.name], kinds[one.name] = score, one.kind
        if not scores:
            return None
        ranked = sorted(scores, key=lambda name: -scores[name])
        margin = scores[ranked[0]] - scores[ranked[1]] if len(ranked) > 1 else 2.0
        return Candidate(ranked[0], kinds[ranked[0]], 0.9 if margin >= 1 else 0.8 if margin >= 0.4 else 0.7)

    def _near(self, place: int) -> list[_Place]:
        at = bisect_right(self._places, place, key=lambda p: p.start)
        near = [p for p in self._places[max(0, at - 60) : at] if place - p.start < _REACH and p.start < place]
        return near + [p for p in self._spoken[-12:] if 0 < place - p.start < _REACH]

    def _fresh(self, near: Sequence[_Place], place: int, wanted: str) -> _Place | None:
        """The first subject named in this sentence, else in the last one, but for those of another gender."""
        subjects = sorted((one for one in near if one.subject and not one.under), key=lambda one: one.start)
        for distance in (0, 1):
            here = (one for one in subjects if self._between(one.start, place) == distance)
            if found := next((one for one in here if self._gender_of(one) in (None, wanted)), None):
                return found
        return None

    def _gender_of(self, one: _Place) -> str | None:
        """The gender that is known of somebody named; of "my father", the word's."""
        if one.name in self._gender or one.kind is SpeakerClass.NAMED:
            return self._gender.get(one.name)
        row = _plain(one.name.split())
        male, female = (any(w in self._story.words[kind] for w in row) for kind in ("male", "female"))
        return None if male == female else "m" if male else "f"

    def _between(self, start: int, end: int) -> int:
        """How many sentences end between two places, quotations left out."""
        return len(_SENTENCE.findall(self._outside(start, end)))

    def _score(self, one: _Place, place: int) -> float:
        nameless = one.kind is not SpeakerClass.NAMED
        evidence = _SUBJECT * one.subject + _SPOKE * one.spoke + _SAID * one.said
        return evidence - _STEP * self._between(one.start, place) - _NAMELESS * nameless

    def _outside(self, start: int, end: int) -> str:
        """The text between two places, what is quoted left out: a long quotation counts as little."""
        parts, here = [], start
        first = bisect_right(self._story.quotes, start, key=lambda q: q.start)
        for quote in self._story.quotes[first:]:
            if quote.start >= end:
                break
            parts.append(self._story.text[here : quote.start])
            here = quote.end
        parts.append(self._story.text[here:end])
        return " ".join(parts)

    def _plural(self, place: int) -> Candidate | None:
        """The last speakers that are several, or a body."""
        for one in reversed(self._spoken):
            if place - one.start > _REACH:
                return None
            last = one.name.split()[-1] if one.name else ""
            if one.kind is not SpeakerClass.NAMED and (last.endswith("s") or one.kind is SpeakerClass.INSTITUTION):
                return Candidate(one.name, one.kind, 0.7)
            if " and " in one.name:
                return Candidate(one.name, one.kind, 0.8)
        return None

    def _body(self, place: int) -> Candidate | None:
        """ "It" is the body or text that spoke last."""
        for one in reversed(self._spoken):
            if place - one.start > _REACH:
                return None
            if one.kind in (SpeakerClass.INSTITUTION, None):
                return Candidate(one.name, one.kind, 0.7)
        return None


def _is_subject(story: Story, mention: Mention) -> bool:
    """Whether a name stands at the beginning of its sentence, a title or two in front of it, or before a verb."""
    text = story.text
    behind = text[mention.end : mention.end + 24].split()
    word = behind[0] if behind and text[mention.end : mention.end + 1] == " " else ""
    if word in story.words.cues or word in story.words["being"] or (word.endswith("ed") and len(word) > 4):
        return True
    front = text[max(0, mention.start - 60) : mention.start]
    ends = [m.end() for m in _SENTENCE.finditer(front)]
    sentence = front[ends[-1] :] if ends else front if mention.start <= 60 else None
    if sentence is None:
        return False
    row = sentence.split()
    if story.text[mention.end : mention.end + 1] == "," and sentence.endswith(", "):
        role = sentence[:-2].rsplit(", ", 1)[-1].split()  # "The mayor, Ines Holm,", "Told of it, his deputy, Tom Aune,"
        article = role[0].lower().split("'")[0].split("’")[0] if role else ""
        return len(role) <= _ROLE and article in _articles(story)
    return len(row) <= 4 and "," not in sentence


def _articles(story: Story) -> frozenset[str]:
    return story.words["determiners"] | {word.rstrip("'’") for word in story.words["definite"]}


def _is_under(story: Story, mention: Mention) -> bool:
    """Whether the word in front of a name opens a subordinate clause."""
    front = story.text[max(0, mention.start - 20) : mention.start].split()[-1:]
    return bool(front) and front[0].lower() in story.words["conjunctions"] - story.words["joining"]


def _is_said(story: Story, mention: Mention) -> bool:
    """Whether a verb of speech stands in front of a name and its clause ends behind: "noted NBC's Dante Chinni."."""
    if story.text[mention.end : mention.end + 1] not in _CLAUSE_ENDS:
        return False
    front = story.text[max(0, mention.start - 40) : mention.start].split()[-2:]
    if front and front[-1].endswith(("'s", "’s")):
        front = front[:-1]
    return bool(front) and front[-1].lower() in story.words.cues and front[-1].islower()


def _is_possessive(text: str, mention: Mention) -> bool:
    return text[mention.end : mention.end + 2] in ("'s", "’s", "' ", "’ ")


def genders(story: Story, people: Sequence[Mention], names: Mapping[str, str]) -> dict[str, str]:
    """Gender evidence for each name: a title or word of kinship in front of it, a pronoun behind."""
    votes: dict[str, Counter[str]] = {}
    male, female = story.words["male"], story.words["female"]
    for mention in people:
        found = votes.setdefault(names.get(mention.text, mention.text), Counter())
        front = _title_words(story.text[max(0, mention.start - 30) : mention.start])
        for word in _plain(front):
            found["m"] += 3 * (word in male)
            found["f"] += 3 * (word in female)
        for word in _plain(_behind(story, mention)):
            found["m"] += word in story.words["pronouns_male"] or word in story.words["possessive_male"]
            found["f"] += word in story.words["pronouns_female"] or word in story.words["possessive_female"]
        for first in _given(mention.text):
            found["m"] += 4 * (first in story.words["male_names"])
            found["f"] += 4 * (first in story.words["female_names"])
    return {name: "m" if v["m"] > v["f"] else "f" for name, v in votes.items() if v["m"] != v["f"]}


def _title_words(front: str) -> list[str]:
    """The last two words in front of a name that may be its title; the sentence before has none, a pronoun is none."""
    row = front.split()[-2:]
    ended = [at for at, word in enumerate(row) if word[-1] in '.!?”"' and len(word) > _LONGEST_TITLE]
    return [word for word in row[ended[-1] + 1 if ended else 0 :] if word.lower() not in _PRONOUNS]


def _given(name: str) -> list[str]:
    """The given name of a full name, in its parts: Jo-Renee."""
    first = name.split()[0].lower() if " " in name else ""
    return [first, *first.split("-")[1:]] if first else []


def _plain(row: Sequence[str]) -> list[str]:
    return [word.strip(".,'’\"“”()").lower() for word in row]


def _behind(story: Story, mention: Mention) -> list[str]:
    """The words behind a name up to the next name or quotation: there a pronoun is likely its own."""
    at = bisect_right(story.mentions, mention.start, key=lambda m: m.start)
    stop = story.mentions[at].start if at < len(story.mentions) else len(story.text)
    quote = bisect_right(story.quotes, mention.start, key=lambda q: q.start)
    if quote < len(story.quotes):
        stop = min(stop, story.quotes[quote].start)
    return story.text[mention.end : min(stop, mention.end + 120)].split()
