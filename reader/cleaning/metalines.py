"""Lines that say where, when and by whom: "Source · 3h", "Von X, 12. März 2021", "Published: ...".

A line is taken for one only when every part of it is known for what it is; a sentence with a date in
it never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from reader.cleaning.authors import opens_byline, signed
from reader.cleaning.calendar import calendar
from reader.cleaning.card_lines import card
from reader.cleaning.credited_headlines import credited_headline
from reader.cleaning.datemarks import LETTERS, has_date_words, may_hold_date
from reader.cleaning.dates import Reading, may_start_date, read_date
from reader.cleaning.labelled_lines import LABELS, UNREAD, URL, labelled, several
from reader.cleaning.metadata import MetaLine, Part
from reader.cleaning.names import BULLET, SECTIONS, is_name
from reader.cleaning.wordlists import either, furniture, phrases
from reader.model import CutReason

LONGEST = 170
_FEW = 3  # words of a piece that says nothing beside a label
_SEPARATOR = re.compile(r"\s+[|·•‧∙–—/\-‐@>»]+\s+|\s*[|·•]\s*|\t+|\s{3,}")
_SOURCED = re.compile(rf"(?:{either('source_openings')})\s*:?\s+(?!citation)(?=\S)", re.I)


@lru_cache(maxsize=4096)
def meta_line(text: str) -> MetaLine | None:
    """The parts of the line, or None when it is no line of this kind."""
    if not 2 <= len(text) <= LONGEST or (text[-1] in ".!?" and text.count(" ") > 12):
        return None
    if (told := credited_headline(text)) is not None:
        return told
    if not _may_tell(text):
        return None
    begin, end = _within_marks(text)
    inner = text[begin:end]
    found = several(inner) or _labelled(inner) or card(inner) or _separated(inner) or _with_date(inner)
    if found is None or not begin:
        return found
    return replace(found, parts=tuple(replace(p, start=p.start + begin, end=p.end + begin) for p in found.parts))


def _within_marks(text: str) -> tuple[int, int]:
    """Where a line begins and ends within what chats set round it: "_By Ada Firn_", "*...*", a picture before it."""
    begin, end = 0, len(text)
    if picture := _PICTURE.match(text):
        begin = picture.end()
    while end - begin > 2 and text[begin] == text[end - 1] and text[begin] in "*_~":
        begin, end = begin + 1, end - 1
    return begin, end


def _may_tell(text: str) -> bool:
    """Whether a line holds anything that one of metadata needs: marks or words, and with them a date or an opening.

    Six lines of seven are passed over by this, for a fifth of the time.
    """
    folded = text.casefold()
    parted = _GAP.search(text) is not None
    marked = parted or _MARK.search(text) is not None or "www." in folded
    if not marked and _telling_words().isdisjoint(folded.strip("*_~ ").split()):
        return False
    letters = LETTERS.findall(folded)
    if has_date_words(folded, letters):
        return True
    if not _places().isdisjoint(letters) or "..." in text:  # a page, an issue; a label that leads to its value
        return True
    opened = not _openings().isdisjoint(letters)
    return (opened or parted or _BAR.search(text) is not None) and _may_open(text)


def _may_open(text: str) -> bool:
    """Whether a part of a line begins like a label, a byline or an address, or the first is of the page's furniture."""
    pieces = _pieces(text)
    firsts = (LETTERS.search(text, start, end) for start, end in pieces)
    if any(first is not None and first[0].casefold() in _openings() for first in firsts):
        return True
    return len(pieces) > 1 and furniture(text[pieces[0][0] : pieces[0][1]]) is not None


_MARK = re.compile(r"[\d:|·•‧∙\t]")
_GAP = re.compile(r"\s(?:[–—/\-‐@>»]+\s|\s\s)")
_BAR = re.compile(r"[|·•\t]")
_PICTURE = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\u20e3\u2190-\u2bff\U0001f000-\U0001faff]*\s*")


@cache
def _telling_words() -> frozenset[str]:
    openings = (*phrases("words", "bylines"), *phrases("words", "source_openings"))
    return calendar().bare.union(phrase.split()[0] for phrase in openings)


@cache
def _places() -> frozenset[str]:
    """Words of which a card without a date has one: "p. 4", "no. 24117", "203 words"."""
    places = (*phrases("words", "pages"), *phrases("words", "numbers"), *phrases("words", "lengths"))
    return frozenset(found[0] for place in places if (found := LETTERS.findall(place.casefold())))


@cache
def _openings() -> frozenset[str]:
    """First words of labels, bylines, sources and addresses."""
    openings = (*phrases("words", "bylines"), *phrases("words", "source_openings"), *LABELS)
    return frozenset(LETTERS.findall(phrase)[0] for phrase in openings) | {"http", "https", "www"}


def _labelled(text: str) -> MetaLine | None:
    """ "Source: Reuters", "Provided by Reuters": what the label says, whatever follows."""
    opening = _SOURCED.match(text)
    if opening and (dated := _with_date(text, opening.end())) is not None and dated.value(CutReason.SOURCE):
        return dated
    if opening and is_name(text[opening.end() :]):
        return MetaLine((Part(0, len(text), CutReason.SOURCE, text[opening.end() :].strip()),))
    return labelled(text)


def _separated(text: str) -> MetaLine | None:
    """Parts between bars, points, dashes: each has to be something, and one a time or a byline."""
    parts: list[Part] = []
    readings: list[Reading] = []
    unknown = 0
    for start, end in _whole_moments(text, _pieces(text)):
        found = _part(text, start, end, readings)
        if found is None and len(text[start:end].split()) <= _FEW:
            unknown += 1
            found = [Part(start, end, CutReason.SECTION, "")]
        if found is None:
            return None
        parts.extend(found)
    if unknown and (unknown > 1 or not any(labelled(text[p.start : p.end]) for p in parts if p.value)):
        return None  # "Long read · Via: Coastal Courier": only a label bears a piece that says nothing
    telling = (CutReason.TIME, CutReason.BYLINE, *((CutReason.SOURCE,) if unknown else ()))
    if any(p.reason in telling for p in parts) or (parts and all(p.reason is CutReason.NAVIGATION for p in parts)):
        return MetaLine(tuple(parts), tuple(readings))
    return None


def _whole_moments(text: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces; a day and the time of day behind it are one: "19 AUG 2024 - 12:36 CEST"."""
    number = 0
    while number < len(pieces):
        start, end = pieces[number]
        if number + 1 < len(pieces) and (clock := read_date(text[pieces[number + 1][0] : pieces[number + 1][1]])):
            whole = read_date(text[start : pieces[number + 1][1]]) if clock.clock_only else None
            if whole is not None and whole.moment:
                number, end = number + 1, pieces[number + 1][1]
        yield start, end
        number += 1


def _pieces(text: str) -> list[tuple[int, int]]:
    lead = BULLET.match(text)
    here = lead.end() if lead else 0
    pieces = []
    for match in _SEPARATOR.finditer(text, here):
        pieces.append((here, match.start()))
        here = match.end()
    pieces.append((here, len(text)))
    return [(a, b) for a, b in pieces if text[a:b].strip()]


def _part(text: str, start: int, end: int, readings: list[Reading]) -> list[Part] | None:
    piece = text[start:end]
    if reading := read_date(piece):
        readings.append(reading)
        return [Part(start, end, CutReason.TIME, reading.text)]
    if URL.fullmatch(piece):
        return [Part(start, end, CutReason.NAVIGATION, piece)]
    if ":" in piece and furniture(piece) is not None:  # "Reading time: 5 min" is no name with a time
        return [Part(start, end, CutReason.NAVIGATION, "")]
    if (dated := _with_date(text[:end], start)) is not None:
        readings.extend(dated.readings)
        return list(dated.parts)
    labelled = _labelled(piece)
    if labelled and not labelled.readings:
        return [Part(start, end, p.reason, p.value) for p in labelled.parts]
    if author := signed(piece):
        return [Part(start, end, CutReason.BYLINE, author)]
    if section := furniture(piece):
        return [Part(start, end, _REASONS.get(section, CutReason.NAVIGATION), piece)]
    if piece.casefold() in SECTIONS:
        return [Part(start, end, CutReason.SECTION, piece)]
    return [Part(start, end, CutReason.SOURCE, piece.strip())] if is_name(piece) else None


_REASONS = {
    name: CutReason(name)
    for name in ("teaser", "share", "advert", "navigation", "promotion", "legal", "sign_off", "comment")
}
_REASONS["comment_action"] = CutReason.COMMENT


def reason_of(section: str) -> CutReason:
    """The reason that a section of furniture.txt stands for."""
    return _REASONS[section]


@lru_cache(maxsize=512)  # the one part of a line is asked for again as the whole line
def _with_date(text: str, begin: int = 0) -> MetaLine | None:
    """A name and a date without a separator of their own: "Von X, 12. März 2021", "Reuters 3 hours ago"."""
    if len(text) - begin > 110 or not may_hold_date(text[begin:]):
        return None
    begin += text[begin : begin + 1] in _OPENING
    for match in _WORD_START.finditer(text, begin):
        place = match.start()
        reading = read_date(text[place:]) if may_start_date(text, place) else None
        if reading is None:
            continue
        name = text[begin:place].rstrip(" ,;:-–—|(·.")
        name = _BEFORE_DAY.sub("", name) if opens_byline(name) else name
        if earlier := read_date(name):  # "Published ..., updated ..."
            parts = Part(begin, begin + len(name), CutReason.TIME, earlier.text), _time(text, place, reading)
            return MetaLine(parts, (earlier, reading))
        part = _named(name, begin)
        if part is None and reading.labelled and (dated := _with_date(text[: begin + len(name)], begin)):
            return MetaLine((*dated.parts, _time(text, place, reading)), (*dated.readings, reading))
        if part is None:
            return None
        return MetaLine((part, _time(text, place, reading)), (reading,))
    return _date_first(text, begin)


def _time(text: str, start: int, reading: Reading) -> Part:
    return Part(start, len(text), CutReason.TIME, reading.text)


def _date_first(text: str, begin: int) -> MetaLine | None:
    """ "12 March 2021, Reuters", "12 March 2021 by X"."""
    if begin >= len(text) or not may_start_date(text, begin):
        return None
    for place in [m.start() for m in _WORD_START.finditer(text, begin)][::-1]:
        reading = read_date(text[begin:place].rstrip(" ,;:-–—|"))
        if reading is None or reading.clock_only:
            continue
        part = _named(text[place:], place)
        return MetaLine((Part(begin, place, CutReason.TIME, reading.text), part), (reading,)) if part else None
    return None


_OPENING = ("(", "[")
_BEFORE_DAY = re.compile(r"\s(?:on|am|le|el|il|em|op|den)$")  # "Por Marta Quiroga el 6 de octubre"
_WORD_START = re.compile(r"(?<=[\s,(])[^\s,(]")


def _named(name: str, start: int) -> Part | None:
    if author := signed(name):
        return Part(start, start + len(name), CutReason.BYLINE, author)
    opening = _SOURCED.match(name)
    if opening and is_name(name[opening.end() :]):
        return Part(start, start + len(name), CutReason.SOURCE, name[opening.end() :].strip())
    if name.casefold() not in UNREAD and is_name(name) and read_date(name) is None:
        return Part(start, start + len(name), CutReason.SOURCE, BULLET.sub("", name))
    return None
