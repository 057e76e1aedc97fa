"""Subjects in a parse with the labels of Universal Dependencies, as the models of other languages give them.

The rules for those languages go by cues and capitals; where a model is installed, its parse says which cue is a
verb at all, and who its subject is: “…”, a regretté lundi la présidente du conseil, Solène Marquet.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.languages import Words
from reader.analysis.passages import OUTSIDE, Passage
from reader.analysis.story import Phrase, Story

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus")
_NAMES = ("appos", "flat:name", "flat", "nmod", "amod")
_CARRIED = ("conj", "advcl", "xcomp", "acl")  # a verb with one of these may share the subject of the verb above
_NO_VERBS = frozenset({"NOUN", "PROPN", "DET", "ADP", "NUM", "PRON"})
_NOT = frozenset({"n'", "n’", "ne", "non", "no", "nicht", "nie", "nunca", "niet", "não", "?"})
_FEWEST = 4  # words of a clause
_STOPS = frozenset(',;:()—–-«»"“”„')


def token_at(story: Story, number: int, place: int) -> tuple[Passage, int] | None:
    """The token of the parse that begins at a place of the text, in a quotation's paragraph."""
    if story.tree is None:
        return None
    for passage in story.tree.passages(story.quotes[number].paragraph):
        if passage.start <= place < passage.end and place in passage.starts:
            token = passage.starts.index(place)
            return (passage, token) if passage.quoted[token] == OUTSIDE else None
    return None


def is_no_verb(story: Story, number: int, place: int) -> bool:
    """Whether the parse takes the word at a place for a noun or the like: "la note", "la lance"."""
    found = token_at(story, number, place)
    return found is not None and found[0].tags[found[1]] in _NO_VERBS


def subject_of(story: Story, number: int, place: int, *, behind: bool) -> Phrase | None:
    """The phrase that the verb at a place is said of; `behind`: only one that stands behind the verb."""
    found = token_at(story, number, place)
    if found is None:
        return None
    passage, verb = found
    head = _subject(passage, verb, behind=behind)
    if head is None or passage.quoted[head] != OUTSIDE or passage.tags[head] == "PRON":
        return None
    return phrase(passage, head)


def first_subject(story: Story, number: int, start: int) -> Phrase | None:
    """The first subject, in front of a quotation, of the stretch that begins at a place of the text."""
    if story.tree is None:
        return None
    for passage in story.tree.passages(story.quotes[number].paragraph):
        for token in range(len(passage)):
            inside = start <= passage.starts[token] < story.quotes[number].start and passage.quoted[token] == OUTSIDE
            if inside and passage.deps[token] in _SUBJECTS and passage.tags[token] in ("NOUN", "PROPN"):
                return phrase(passage, token)
    return None


def of_fragment(story: Story, number: int) -> Phrase | None:
    """The subject of a quotation that is the predicate of its sentence: la direction « déplore un retard »."""
    if story.tree is None or not story.inner(number)[:1].islower():
        return None
    for passage in story.tree.passages(story.quotes[number].paragraph):
        if number not in passage.extent:
            continue
        first, last = passage.extent[number]
        heads = (c for t in range(first, last + 1) for c in passage.children[t])
        before = [c for c in heads if c < first and passage.deps[c] in _SUBJECTS and passage.quoted[c] == OUTSIDE]
        if before and passage.tags[before[0]] in ("NOUN", "PROPN") and not _has_verb(passage, before[0], first):
            return phrase(passage, before[0])
    return None


def clauses(passage: Passage, words: Words) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """What somebody is reported to have said with "que": the verb, its subject, and the offsets of the clause."""
    for verb in range(len(passage)):
        reports = words.cues.get(passage.words[verb].lower()) in words["reporting"]
        if not reports or passage.tags[verb] != "VERB" or passage.quoted[verb] != OUTSIDE or _denied(passage, verb):
            continue
        clause, head = passage.child(verb, "ccomp"), _subject(passage, verb, behind=False)
        if clause is None or clause < verb or head is None or passage.tags[head] not in ("NOUN", "PROPN"):
            continue
        span = _clause(passage, clause)
        if span is not None and head < verb:
            yield verb, head, span


def _denied(passage: Passage, verb: int) -> bool:
    """Whether a verb is denied or asked: nobody is reported to have said it."""
    row = [passage.words[t].lower() for t in passage.children[verb]]
    return any(word in _NOT for word in row)


def _clause(passage: Passage, clause: int) -> tuple[int, int] | None:
    """The offsets of a clause behind its "que", where it is whole and nothing in it is quoted."""
    row = passage.subtree(clause)
    mark = passage.child(clause, "mark")
    if mark is None or row[0] != mark or passage.child(clause, *_SUBJECTS) is None:
        return None
    row = row[1:]
    while row and passage.words[row[-1]] in _STOPS | {"."}:
        row.pop()
    whole = len(row) >= _FEWEST and row[-1] - row[0] + 1 == len(row)
    if not whole or any(passage.quoted[t] != OUTSIDE for t in row):
        return None
    return passage.starts[row[0]], passage.ends[row[-1]]


def phrase(passage: Passage, head: int) -> Phrase:
    """A noun with what belongs to it, up to a comma; a name set off behind a role stands for both."""
    name = _name(passage, head)
    if name is not None and passage.words[name - 1] in _STOPS:
        return phrase(passage, name)
    first, last = _edges(passage, head)
    start = passage.starts[first]
    return Phrase(start, passage.ends[last], passage.starts[name if name is not None else head])


def _subject(passage: Passage, verb: int, *, behind: bool) -> int | None:
    own = passage.child(verb, *_SUBJECTS)
    if own is not None and passage.tags[own] == "PRON" and passage.deps[verb] == "acl:relcl":
        own = passage.heads[verb]
    if behind:
        if own is not None and own > verb:
            return own
        thing = passage.child(verb, "obj")  # an inverted subject is often taken for an object
        return thing if own is None and thing is not None and verb < thing < verb + _NEAR else None
    if own is None and passage.deps[verb] in _CARRIED and passage.heads[verb] != verb:
        return _subject(passage, passage.heads[verb], behind=False) if passage.heads[verb] < verb else None
    return own


_NEAR = 6  # tokens between a verb and the subject behind it


def _name(passage: Passage, head: int) -> int | None:
    """The name that a role is followed by: "la ministre Hélène Astruc", "le directeur, Jean Roche"."""
    if passage.tags[head] == "PROPN":
        return None
    for child in passage.children[head]:
        named = child > head and passage.tags[child] == "PROPN" and passage.deps[child] in _NAMES
        if named and not any(passage.deps[c] == "case" for c in passage.children[child]):
            return child
    return None


def _edges(passage: Passage, head: int) -> tuple[int, int]:
    """The stretch of a noun's own words: no relative clause, nothing behind a comma."""
    inside = set(passage.subtree(head))
    for child in passage.children[head]:
        if passage.deps[child] in ("acl:relcl", "acl", "cc", "conj", "parataxis"):
            inside -= set(passage.subtree(child))
    first = last = head
    while first - 1 in inside and passage.words[first - 1] not in _STOPS:
        first -= 1
    while last + 1 in inside and not _ends(passage, last + 1):
        last += 1
    return first, last


def _ends(passage: Passage, token: int) -> bool:
    """Whether a mark ends a phrase: not the hyphen inside "Jean-Marc"."""
    if passage.words[token] not in _STOPS:
        return passage.quoted[token] != OUTSIDE
    return not (passage.words[token] == "-" and passage.ends[token - 1] == passage.starts[token])


def _has_verb(passage: Passage, start: int, end: int) -> bool:
    return any(passage.tags[t] in ("VERB", "AUX") for t in range(start, end))
