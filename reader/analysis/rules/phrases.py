"""Phrases that can be speakers, told by capitals and word lists instead of a parse."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.languages import Words
from reader.analysis.names import is_ghost
from reader.analysis.plain import Token
from reader.analysis.story import Phrase

_BESIDE = 3  # words between an article and the noun that it belongs to
_LONGEST = 7  # words of a description behind its noun


def phrase_at(words: Words, row: Sequence[Token], at: int) -> Phrase | None:
    """The phrase that begins at a word: a pronoun, a description or a name."""
    word, start, end = row[at]
    small = word.lower().strip("'’")
    if small in _pronouns(words) and not (at == 0 and word[0].isupper() and len(row) == 1):
        return Phrase(start, end, start)
    if word.lower() in words["determiners"] or small in words["determiners"]:
        return _described(words, row, at, at + 1)
    if small in words["people"] and at + 1 < len(row) and row[at + 1][0].lower() in words["particles"]:
        return _described(words, row, at, at)  # "fuentes del ejército": no article
    return _named(words, row, at)


def phrases(words: Words, row: Sequence[Token]) -> list[Phrase]:
    """The phrases of a stretch, one behind the other, without those that a preposition governs."""
    found: list[Phrase] = []
    for at, (_, start, _end) in enumerate(row):
        if found and start < found[-1].end:
            continue
        phrase = phrase_at(words, row, at)
        if phrase is not None and not _governed(words, row, at):
            found.append(phrase)
    return found


def clitic(row: Sequence[Token], at: int, words: Words) -> Phrase | None:
    """A pronoun tied to the verb by a hyphen: "dit-il", "a-t-elle ajouté"."""
    for here in (at, at - 1):
        if here < 0 or "-" not in row[here][0]:
            continue
        last = row[here][0].split("-")[-1]
        if last.lower() in _pronouns(words):
            end = row[here][2]
            return Phrase(end - len(last), end, end - len(last))
    return None


def is_nobody(row: Sequence[Token], at: int, words: Words) -> bool:
    """Whether the pronoun tied to a verb means nobody in particular: "assure-t-on"."""
    last = row[at][0].split("-")[-1].lower() if "-" in row[at][0] else ""
    return last in words["pronouns_other"]


def _governed(words: Words, row: Sequence[Token], at: int) -> bool:
    before = row[at - 1][0].lower().strip("'’") if at else ""
    return before in words["prepositions"] or before in words["particles"]


def _pronouns(words: Words) -> frozenset[str]:
    return words["pronouns_male"] | words["pronouns_female"] | words["pronouns_plural"]


def _named(words: Words, row: Sequence[Token], at: int) -> Phrase | None:
    """A run of capitals and titles, with particles inside."""
    last = None
    for here in range(at, len(row)):
        word = row[here][0]
        small = word.lower().strip("'’") in words["particles"] or word.lower().rstrip(".") in words["titles"]
        if word[:1].isupper():
            last = here
        elif not small or here == at:
            break
    if last is None or is_ghost(row[last][0].strip("."), words):
        return None
    if last == at and is_ghost(row[at][0], words):
        return None
    return Phrase(row[at][1], row[last][2], row[last][1])


def _described(words: Words, row: Sequence[Token], at: int, first: int) -> Phrase | None:
    """A noun for people, bodies or texts with its article, up to the next verb, comma or preposition."""
    heads = words["people"] | words["institutions"] | words["documents"] | words["titles"]
    head = next((h for h in range(first, min(len(row), first + _BESIDE)) if row[h][0].lower() in heads), None)
    if head is None:
        return None
    name = _named(words, row, head + 1) if head + 1 < len(row) and row[head + 1][0][:1].isupper() else None
    if name is not None and row[head][0].lower() in words["titles"] | words["people"]:
        return Phrase(row[at][1], name.end, name.head)
    last = head
    while last + 1 < len(row) and last - head < _LONGEST and _goes_on(words, row, last + 1, head):
        last += 1
    if last > head + 1 and _ends_with(words, row, last + 1):
        last += 1  # "le conseil de la partie civile"
    if last + 2 < len(row) and row[last + 1][0].lower() in words["origins"] and row[last + 2][0][:1].isupper():
        last += 2  # "eine Pflegerin aus Dorstadt"
    while last > head and row[last][0].lower().strip("'’") in words["particles"] | words["determiners"]:
        last -= 1
    return Phrase(row[at][1], row[last][2], row[head][1])


def _ends_with(words: Words, row: Sequence[Token], at: int) -> bool:
    """Whether one more word in small letters, no verb and no preposition, stands before the clause ends."""
    if at >= len(row) or (at + 1 < len(row) and row[at + 1][0] not in ",.;:"):
        return False
    word = row[at][0]
    small = word.isalpha() and word.islower() and word not in words["prepositions"] | words["being"]
    return small and word not in words.cues


def _goes_on(words: Words, row: Sequence[Token], at: int, head: int) -> bool:
    word = row[at][0].lower().strip("'’")
    if not word[:1].isalnum() or word in words.cues or word.split("-")[0] in words.cues or word in words["being"]:
        return False
    before = row[at - 1][0].lower().strip("'’")
    joined = word in words["particles"] | words["determiners"] or before in words["particles"] | words["determiners"]
    return joined or (at == head + 1 and word not in words["prepositions"])
