"""Pictures' credits in a running text, and the captions that they close.

A credit says what it is (in brackets: 11 pages of 181 better without it, none worse); the sentence before it does
not, for many a picture stands between two sentences without a caption. So that sentence is only taken for one before
an agency in brackets (11 of 11 in 2,000 bodies read, few of those before bare names), with a gallery's number,
with a day or a place in the picture, or where the passage begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reader.cleaning.calendar import calendar
from reader.cleaning.sentences import CAPITAL, ENDED, LONGEST, Sentences
from reader.cleaning.wordlists import either, lines, phrases
from reader.model import CutReason

Found = tuple[int, int, CutReason]

_NAME = rf"(?:[{CAPITAL}][\w'’.-]*|de|van|von|der|den|el|al|la|bin|di)"
_PERSON = rf"[{CAPITAL}][\w'’.-]*(?: {_NAME}){{1,3}}"
_PICTURES = f"(?:{either('picture_houses')})"  # sell pictures and nothing else
_AGENCY = f"(?:{either('picture_houses')}|{either('picture_agencies')})"
_JOIN = r"(?:/| / | via |, | for | \| | – | - )"
_LABEL = f"(?:{either('credit_labels')})"
# A credit: an agency, with names and other agencies joined to it by strokes, "via", "for".
CREDIT = re.compile(
    rf"(?:(?:{_LABEL}\s?: |© ?))?(?:(?:{_PERSON}|{_AGENCY}){_JOIN}){{0,3}}{_AGENCY}(?: Photo| News)?"
    rf"(?:{_JOIN}(?:{_AGENCY}|{_PERSON})(?=[\s/).]|$)){{0,3}}"
)
_BRACKETED = re.compile(
    rf"[(\[](?:{_LABEL}\s?: [^()\[\]]{{2,70}}|© ?[^()\[\]]{{2,50}}|AP Photo[^()\[\]]{{0,60}}"
    rf"|(?:Photo(?:graph)?s?|Images?|Pictures?|Pool photo)(?: taken)? (?:by|via|courtesy of) [^()\[\]]{{2,70}}"
    rf"|(?:{_PERSON} ?/ ?)+{_AGENCY}[^()\[\]]{{0,40}}|[^()\[\]/]{{2,40}}/ ?{_PICTURES}[^()\[\]]{{0,40}}"
    rf"|(?:{_AGENCY} ?/ ?)+{_PERSON}(?:{_JOIN}{_AGENCY})?)[)\]]"
)
_FIRST = 5  # characters
_OPENED = frozenset(
    word[:_FIRST]
    for label in (*phrases("words", "credit_labels"), "Images by", "Pictures by", "Pool photo", "AP Photo")
    for word in (f"{label}: ", f"{label} : ", "©")
)
_EVERY_AGENCY = (*phrases("words", "picture_agencies"), *phrases("words", "picture_houses"))
_SMALL_AGENCIES = tuple(name for name in _EVERY_AGENCY if name[0].islower())
_AFTER_SENTENCE = re.compile(rf"{ENDED}\s(?=(?:© ?)?[{CAPITAL}][^\s/]*(?: [^\s/]+){{0,4}}(?: ?/| via ))")
_AGENT = re.compile(rf"(?<!\w){_AGENCY}(?!\w)")
_JOINED = re.compile(r"/| via ")
_PICTURES_LAST = re.compile(rf"{_PICTURES}(?: News)?$")
# Looks that cost little, because each begins with few characters, and without which nothing finer can be found.
_NUMBER = re.compile(rf"\d(?: of \d{{1,2}}|/\d{{1,2}})?\s[{CAPITAL}\"“'‘]")
NUMBERED = re.compile(rf"(\d{{1,2}})(?: of \d{{1,2}}|/\d{{1,2}})?\s(?=[{CAPITAL}\"“'‘])")  # how such a caption begins
_NUMBERED = re.compile(rf"(?:^|{ENDED}\s){NUMBERED.pattern}")
_NEXT = re.compile(rf"\s+[\"“„«‘'(\[]?[{CAPITAL}0-9©]|\s*$")
_CAPTION_WORDS = 70  # longer stretches before a credit are not one caption


def may_credit(text: str) -> bool:
    """Whether a text holds what every credit has: a bracket with a credit's first word, or a stroke between names."""
    for mark in "([":
        here = text.find(mark) + 1
        while here:
            if text[here : here + 1] in _OPENED or text[here : here + _FIRST] in _OPENED:
                return True
            here = text.find(mark, here) + 1
    here = text.find("/") + 1
    while here:
        if _is_stroke(text, here):
            return True
        here = text.find("/", here) + 1
    return " via " in text


def _is_stroke(text: str, here: int) -> bool:
    """Whether the stroke before `here` stands between names: "Ana Lind/AFP", "Bo Vik / dpa", not "and/or"."""
    after = text[here : here + 9].lstrip(" ")
    if not after[:1].isupper() and not after.startswith(_SMALL_AGENCIES):
        return False
    return text[max(0, here - 4) : here - 1].rstrip(" ).")[-1:].isalpha()


def has_numbers(text: str) -> bool:
    """Whether any number stands before a capital, as those of captions do."""
    return _NUMBER.search(text) is not None


def gallery_numbers(text: str) -> frozenset[str]:
    """Numbers that open a caption with a credit: "4 The riots began ... AFP via Getty Images"."""
    found: set[str] = set()
    if not has_numbers(text):
        return frozenset()
    passage = Sentences(text)
    for match in _NUMBERED.finditer(text):
        end = passage.end_after(match.end())
        if end and _credit_end(text, end + 1):
            found.add(match[1])
    return frozenset(found)


def numbered_captions(passage: Sentences, numbers: frozenset[str]) -> Iterator[Found]:
    """Numbered captions: with a credit after the sentence, or with a number that has been seen with one."""
    text = passage.text
    for match in _NUMBERED.finditer(text):
        if match[1] not in numbers:
            continue
        start = match.start(1)
        end = passage.end_after(match.end())
        if end is None or text.count(" ", start, end) > _CAPTION_WORDS:
            continue
        yield start, end, CutReason.CAPTION
        credit = _credit_end(text, end + 1)
        if credit:
            yield end + 1, credit, CutReason.CREDIT


def credited(passage: Sentences) -> Iterator[Found]:
    """Credits after a sentence's end, in brackets or joined by strokes, and that sentence where it is a caption."""
    text = passage.text
    found = [(m.start(), m.end()) for m in _BRACKETED.finditer(text) if _stands_apart(text, *m.span())]
    opened = [m.end() for m in _AFTER_SENTENCE.finditer(text) if passage.ends_at(m.end() - 1)]
    found += [(start, end) for start in opened if (end := _open_credit(text, start))]
    behind = {end for _, end in found}  # agencies' credits come in pairs
    for start, end in found:
        if start - 1 in behind:
            yield start, end, CutReason.CREDIT
        else:
            begin = passage.start_before(start - 1)
            named = text[start] in "([" and _AGENT.search(text, start, end) is not None
            if _is_caption(text, begin, start - 1, sure=named):
                yield begin, start - 1, CutReason.CAPTION
            yield start, end, CutReason.CREDIT


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a bracket stands behind a point, that of "Calif." too, and before white space."""
    return start >= 2 and text[start - 2] in ".!?…\"”’'»)" and (text[end : end + 1] or " ").isspace()


def _is_caption(text: str, start: int, end: int, *, sure: bool) -> bool:
    if end - start > LONGEST or text.count(" ", start, end) > _CAPTION_WORDS:
        return False
    return sure or start == 0 or _shown().search(text, start, end) is not None


@cache
def _shown() -> re.Pattern[str]:
    """What captions say: the day, the year, who stands where. Names of months below five letters mean too much."""
    known = calendar()
    days = sorted(name for name in (*known.months, *known.weekdays) if len(name) > 4)
    dated = rf"(?<!\w)(?:(?:in|im|en|,) (?:19|20)\d\d|{'|'.join(map(re.escape, days))})(?!\w)"
    return re.compile(f"{dated}|{either('caption_cues')}", re.IGNORECASE)


def _open_credit(text: str, start: int) -> int | None:
    """Where the credit without brackets ends that begins here: "Ana Lind/AFP The ferry" but no "USC/AP Daybreak poll".

    An agency that writes as well needs a small word after it, with which a sentence begins.
    """
    match = CREDIT.match(text, start)
    if match is None or not _JOINED.search(match[0]) or not _NEXT.match(text, match.end()):
        return None
    return match.end() if _PICTURES_LAST.search(match[0]) or _begins_sentence(text, match.end()) else None


def _begins_sentence(text: str, end: int) -> bool:
    rest = text[end : end + 20].split(maxsplit=1)
    return not rest or rest[0][0] in '"“„«‘' or rest[0].rstrip(",") in _small()


@cache
def _small() -> frozenset[str]:
    """Function words as a sentence begins with them."""
    return frozenset(
        word.capitalize() for line in lines("function_words.txt") for word in line.partition(":")[2].split()
    )


def _credit_end(text: str, start: int) -> int | None:
    """Where the credit that begins at `start`, behind a numbered caption, ends; a new sentence or nothing follows."""
    for pattern in (CREDIT, _slashed()):
        match = pattern.match(text, start)
        if match and _NEXT.match(text, match.end()):
            return match.end()
    return None


@cache
def _slashed() -> re.Pattern[str]:
    """ "Lena Brandvik/Coastal Images": names of any kind joined by strokes, up to the next sentence's first word."""
    name = rf"(?!(?:{'|'.join(map(re.escape, sorted(_small())))}|{either('adverts')})\b)[{CAPITAL}][\w'’.-]*"
    return re.compile(rf"{_PERSON}(?:/{name}(?: {name}){{0,1}}){{1,3}}")
