"""Junk run into a running text, found by narrow patterns and by structure.

Careless filters cost more than they gain on running text (measured on 181 pages: lone
"Advertisement" between sentences helps on 11 and harms none, captions that end in a named credit
help on 9 and harm 1, while tweets' signatures are body). So each pattern here needs the end of
a sentence before it and a telling shape of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reader.cleaning.beginnings import beginnings
from reader.cleaning.wordlists import either, lines, phrases, sentences_like
from reader.model import CutReason


@dataclass(frozen=True, slots=True)
class Junk:
    """A stretch of a passage's text that does not belong to the story."""

    start: int
    end: int
    reason: CutReason


_CAPITAL = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_NAME = rf"(?:[{_CAPITAL}][\w'’.-]*|de|van|von|der|den|el|al|la|bin|di)"
_AGENCY = f"(?:{either('picture_agencies')})"
_JOIN = r"(?:/| / | via |, | for | \| | – | - )"
# A credit: an agency, with names and other agencies joined to it by strokes, "via", "for".
_LEAD = r"(?:Photo(?:graph)?s?|Image|Picture|Pool|Fotos?|Credit|Crédit|©)(?: by| credit)?:? "
_CREDIT = (
    rf"(?:{_LEAD})?(?:{_NAME}(?: {_NAME}){{0,3}}{_JOIN}){{0,2}}{_AGENCY}(?: Photo)?"
    rf"(?:{_JOIN}(?:{_AGENCY}|{_NAME}(?: {_NAME}){{0,2}})(?=[\s/).]|$)){{0,3}}"
)
CREDIT = re.compile(_CREDIT)
_BRACKETED = re.compile(
    rf"[(\[](?:{_LEAD}[^()\[\]]{{2,70}}|[^()\[\]/]{{2,40}}/ ?{_AGENCY}[^()\[\]]{{0,40}}"
    rf"|{_AGENCY}/[^()\[\]]{{2,50}}|AP Photo[^()\[\]]{{0,60}})[)\]]"
)
_ENDED = r"(?:(?<=[.!?…][\"”’»')\]])|(?<=[.!?…。]))"
_ADVERT_WORDS = f"(?:{either('adverts')})"
_OPENING = rf"[\"“„«‘'(]?[{_CAPITAL}0-9]"  # how a sentence begins
_ADVERT_END = rf"(?=\s+{_OPENING}|\s*$)(?!\s+(?:{either('advert_names')})\b)"
_ADVERT = re.compile(rf"(?:^|{_ENDED}\s){_ADVERT_WORDS}{_ADVERT_END}")
_ADVERT_NEXT = re.compile(rf"\s+({_ADVERT_WORDS}){_ADVERT_END}")
# Looks that cost little, because each begins with few characters, and without which nothing finer can be found.
_NUMBER = re.compile(rf"\d(?: of \d{{1,2}}|/\d{{1,2}})?\s[{_CAPITAL}\"“'‘]")
_NUMBERED = re.compile(rf"(?:^|{_ENDED}\s)(\d{{1,2}})(?: of \d{{1,2}}|/\d{{1,2}})?\s(?=[{_CAPITAL}\"“'‘])")
_SENTENCE_END = re.compile(rf"[.!?…][\"”’»')\]]*(?=\s+[\"“„«‘'(\[]?[{_CAPITAL}0-9©]|\s*$)")
_ABBREVIATION = re.compile(rf"(?:^|[\s(\"“'‘])(?:[{_CAPITAL}]|[{_CAPITAL}]\.[{_CAPITAL}]|{either('abbreviations')})\.$")
_AFTER_SENTENCE = re.compile(rf"{_ENDED}\s(?=[{_CAPITAL}©][^\s/]*(?: [^\s/]+){{0,4}}(?:/| via ))")
_JOINED = re.compile(r"/| via ")
_NEXT = re.compile(rf"\s+[\"“„«‘'(\[]?[{_CAPITAL}0-9©]|\s*$")
_LONGEST_SENTENCE = 1000  # characters
_CAPTION_WORDS = 70  # longer stretches before a credit are not one caption
PROMOTION = re.compile(rf"(?:^|{_ENDED}\s)(?:{sentences_like('promotions')})[.!]?(?=\s|$)")
_PRODUCTION = re.compile(rf"(?:^|{_ENDED}\s)(?:{sentences_like('productions')})")
_LABEL = re.compile(rf"(?:^|{_ENDED}\s)(?:{either('inner_teasers')})\s?:\s")
# What they begin with at a sentence's start; a question before one ("Were you there? Share your...") ends there.
_ASKED = "(?:[^.!?]{3,90}[?!] )?"
_ALTERNATIVES = (_ADVERT_WORDS, rf"(?:{either('inner_teasers')})\s?:", *phrases("sentences", "productions"))
_ALTERNATIVES += tuple(each.replace(_ASKED, "") for each in phrases("sentences", "promotions"))
_BEGINNING = re.compile("|".join(_ALTERNATIVES))
_KNOWN = 5  # characters that tell most sentences from all of these
_BEGUN = frozenset(text for each in _ALTERNATIVES for text in beginnings(each, _KNOWN))
_CONTRIBUTED = " contributed "
_CONTRIBUTION = re.compile(r"[^\"“”]{3,300} contributed (?:reporting )?to this (?:report|article|story)\.")
_CLOSING = frozenset("\"”’»')]")


def may_promote(text: str) -> bool:
    """Whether a line may be a promotion: it begins like one, or holds a question or call before it."""
    return text[:_KNOWN] in _BEGUN or "? " in text or "! " in text


def junk(text: str, numbers: frozenset[str] = frozenset()) -> list[Junk]:
    """The junk in a passage, in order and apart; `numbers` are those of galleries known in the record."""
    passage = _Text(text)
    found: list[Junk] = []
    if _begins_junk(text):
        found += [*_adverts(text), *_sentences(passage), *_labels(passage)]
    if numbers:
        found += _captions(passage, numbers)
    if _may_credit(text):
        found += _credited(passage)
    if _CONTRIBUTED in text:
        found += _contributed(passage)
    if not found:
        return []
    found += [more for piece in found for more in _advert_after(text, piece.end)]
    found.sort(key=lambda j: (j.start, -j.end))
    apart: list[Junk] = []
    for piece in found:
        if not apart or piece.start >= apart[-1].end:
            apart.append(piece)
    return apart


def may_hold_junk(text: str) -> bool:
    """Whether any line of a whole text may hold junk; where not, `junk` finds nothing in any of them."""
    return _begins_junk(text, numbers=True) or _may_credit(text) or _CONTRIBUTED in text


def _may_credit(text: str) -> bool:
    """Whether a text holds what every credit has."""
    return "/" in text or "(" in text or "[" in text or " via " in text


def _begins_junk(text: str, *, numbers: bool = False) -> bool:
    """Whether any sentence or line begins like an advertisement, a promotion, a production's credit or a teaser.

    With `numbers`: or like a numbered caption. A look into a set at each of them costs 6 us for an article of
    2.6 kB, matching the expression there 36, searching for each pattern 80.
    """
    plain = text.replace("\n", ".").replace("!", ".").replace("?", ".")
    if not text.isascii():
        plain = plain.replace("…", ".").replace("。", ".")
    here = 0
    for piece in plain.split("."):
        start = (piece[1:] if piece[:1] in _CLOSING else piece).lstrip()
        if start[:_KNOWN] in _BEGUN and _BEGINNING.match(text, here + len(piece) - len(start)):
            return True
        if numbers and start[:1].isdigit():
            return True
        here += len(piece) + 1
    return False


def has_numbers(text: str) -> bool:
    """Whether any number stands before a capital, as those of captions do."""
    return _NUMBER.search(text) is not None


def gallery_numbers(text: str) -> frozenset[str]:
    """Numbers that open a caption with a credit: "4 The riots began ... AFP via Getty Images"."""
    found: set[str] = set()
    if not has_numbers(text):
        return frozenset()
    passage = _Text(text)
    for match in _NUMBERED.finditer(text):
        end = passage.end_after(match.end())
        if end and _credit_end(text, end + 1):
            found.add(match[1])
    return frozenset(found)


def _adverts(text: str) -> Iterator[Junk]:
    for match in _ADVERT.finditer(text):
        yield Junk(match.start() + (match[0][0].isspace()), match.end(), CutReason.ADVERT)


def _advert_after(text: str, end: int) -> Iterator[Junk]:
    """An advertisement's label behind other junk, where no sentence ends before it."""
    if match := _ADVERT_NEXT.match(text, end):
        yield Junk(match.start(1), match.end(), CutReason.ADVERT)


def _captions(passage: _Text, numbers: frozenset[str]) -> Iterator[Junk]:
    """Numbered captions: with a credit after the sentence, or with a number that has been seen with one."""
    text = passage.text
    for match in _NUMBERED.finditer(passage.text):
        if match[1] not in numbers:
            continue
        start = match.start(1)
        end = passage.end_after(match.end())
        if end is None or text.count(" ", start, end) > _CAPTION_WORDS:
            continue
        yield Junk(start, end, CutReason.CAPTION)
        credit = _credit_end(text, end + 1)
        if credit:
            yield Junk(end + 1, credit, CutReason.CREDIT)


def _credited(passage: _Text) -> Iterator[Junk]:
    """A credit after a sentence's end, in brackets or joined by a stroke, and that sentence: a picture's caption."""
    text = passage.text
    found = [(m.start(), m.end()) for m in _BRACKETED.finditer(text)]
    for match in _AFTER_SENTENCE.finditer(text):
        end = _credit_end(text, match.end())
        if end and _JOINED.search(text, match.end(), end):
            found.append((match.end(), end))
    for start, end in found:
        before = start - 1
        if before < 1 or text[before - 1] not in ".!?”\"’'…" or not (text[end : end + 1] or " ").isspace():
            continue
        begin = passage.start_before(before)
        if before - begin <= _LONGEST_SENTENCE and text.count(" ", begin, start) <= _CAPTION_WORDS:
            yield Junk(begin, before, CutReason.CAPTION)
            yield Junk(start, end, CutReason.CREDIT)


def _credit_end(text: str, start: int) -> int | None:
    """Where the credit that begins at `start` ends; a new sentence, or nothing, has to follow it."""
    for pattern in (CREDIT, _slashed()):
        match = pattern.match(text, start)
        if match and _NEXT.match(text, match.end()):
            return match.end()
    return None


@cache
def _slashed() -> re.Pattern[str]:
    """ "Lena Brandvik/Coastal Images": names of any kind joined by strokes, up to the next sentence's first word."""
    small = {word.capitalize() for line in lines("function_words.txt") for word in line.partition(":")[2].split()}
    name = rf"(?!(?:{'|'.join(map(re.escape, sorted(small)))}|{_ADVERT_WORDS})\b)[{_CAPITAL}][\w'’.-]*"
    return re.compile(rf"{_NAME}(?: {_NAME}){{0,3}}(?:/{name}(?: {name}){{0,1}}){{1,3}}")


def _sentences(passage: _Text) -> Iterator[Junk]:
    text = passage.text
    for match in PROMOTION.finditer(text):
        yield Junk(match.start() + (match[0][0].isspace()), match.end(), CutReason.PROMOTION)
    for match in _PRODUCTION.finditer(text):
        end = len(text) if match[0].lstrip().startswith("_") else passage.end_after(match.end())
        if end:
            yield Junk(match.start() + (match[0][0].isspace()), end, CutReason.SIGN_OFF)


def _contributed(passage: _Text) -> Iterator[Junk]:
    """ "Tor Vik and Anna Lind contributed to this report." as the last sentence of a running text."""
    start = passage.start_before(len(passage.text))
    if start and _CONTRIBUTION.fullmatch(passage.text, start):
        yield Junk(start, len(passage.text), CutReason.SIGN_OFF)


def _labels(passage: _Text) -> Iterator[Junk]:
    """ "Read more: ..." up to the passage's end; inside it only the label, whose title has no sure end."""
    text = passage.text
    for match in _LABEL.finditer(text):
        start = match.start() + (match[0][0].isspace())
        end = passage.end_after(match.end())
        yield Junk(start, len(text) if end is None or end >= len(text) - 1 else match.end() - 1, CutReason.TEASER)


class _Text:
    """A passage's text with the ends of its sentences, found once when they are first asked for."""

    __slots__ = ("_ends", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: list[int] | None = None

    @property
    def ends(self) -> list[int]:
        """Where sentences end, in order; points of abbreviations are passed over."""
        if self._ends is None:
            self._ends = [m.end() for m in _SENTENCE_END.finditer(self.text) if not self._abbreviated(m.start())]
        return self._ends

    def _abbreviated(self, point: int) -> bool:
        return bool(_ABBREVIATION.search(self.text, max(0, point - 12), point + 1))

    def end_after(self, start: int) -> int | None:
        """Where the sentence that begins at `start` ends, if it does so soon."""
        index = bisect_right(self.ends, start)
        end = self.ends[index] if index < len(self.ends) else None
        return end if end is not None and end - start <= _LONGEST_SENTENCE else None

    def start_before(self, end: int) -> int:
        """Where the sentence that ends at `end` begins."""
        index = bisect_left(self.ends, end)
        return self.ends[index - 1] + 1 if index else 0
