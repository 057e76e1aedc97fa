"""Lines that say where, when and by whom: "Source · 3h", "Von X, 12. März 2021", "Published: ...".

A line is taken for one only when every part of it is known for what it is; a sentence with a date in
it never is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from reader.cleaning.calendar import calendar
from reader.cleaning.datemarks import LETTERS, has_date_words, may_hold_date
from reader.cleaning.dates import Reading, may_start_date, read_date
from reader.cleaning.wordlists import either, furniture, phrases, publications, without_article
from reader.model import CutReason

LONGEST = 170
_SEPARATOR = re.compile(r"\s+[|·•‧∙–—/\-‐@>»]+\s+|\s*[|·•]\s*|\t+|\s{3,}")
_BULLET = re.compile(r"^[-–—•*·>»]\s+")
_PARTICLES = frozenset((
    "a", "al", "and", "avec", "bin", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du",
    "e", "el", "en", "et", "for", "für", "i", "in", "ibn", "la", "las", "le", "les", "los", "mit", "of", "on", "pour",
    "st", "te", "ten", "the", "und", "van", "vom", "von", "vor", "with", "y", "zu", "zum", "zur", "&", "+", "-",
    "–", "d'", "l'",
))  # fmt: skip
_SMALL = _PARTICLES.union(phrases("words", "paper_adjectives"))  # words of names that begin in small letters
LABELLED = ("headline", "source", "time", "byline", "section", "navigation")
_BYLINE = re.compile(rf"(?:{either('bylines')})\s*:?\s+(?=\S)", re.I)
_UNREAD = frozenset(phrases("labels", "unread"))
_LABELS = {word: CutReason(reason) for reason in LABELLED for word in phrases("labels", reason)}
_SOURCED = re.compile(rf"(?:{either('source_openings')})\s*:?\s+(?=\S)", re.I)
_LABEL = re.compile(r"([^\W\d_]{2,14}(?: [^\W\d_]{1,10}){0,2})\s*:\s*(?=\S)")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.I)
_DOMAIN = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,12}", re.I)
SECTIONS = frozenset(phrases("words", "sections"))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line and what it is."""

    start: int
    end: int
    reason: CutReason
    value: str


@dataclass(frozen=True, slots=True)
class MetaLine:
    """What a line says about an article, part by part."""

    parts: tuple[Part, ...]
    readings: tuple[Reading, ...] = field(default=())

    def value(self, reason: CutReason) -> str | None:
        """What the first part of that kind says."""
        return next((part.value for part in self.parts if part.reason is reason), None)

    @property
    def timed(self) -> bool:
        """Whether the line states a time that can be one of publication."""
        return any(not r.clock_only for r in self.readings)

    @property
    def ticks(self) -> bool:
        """Whether the line is only a time of day, as the entries of a live page have it."""
        return bool(self.readings) and all(r.clock_only and not r.updated for r in self.readings)


@lru_cache(maxsize=4096)
def meta_line(text: str) -> MetaLine | None:
    """The parts of the line, or None when it is no line of this kind."""
    if not 2 <= len(text) <= LONGEST or (text[-1] in ".!?" and text.count(" ") > 12) or not _may_tell(text):
        return None
    return _labelled(text) or _separated(text) or _with_date(text)


def _may_tell(text: str) -> bool:
    """Whether a line holds anything that one of metadata needs: marks or words, and with them a date or an opening.

    Six lines of seven are passed over by this, for a fifth of the time.
    """
    folded = text.casefold()
    parted = _GAP.search(text) is not None
    marked = parted or _MARK.search(text) is not None or "www." in folded
    if not marked and _telling_words().isdisjoint(folded.split()):
        return False
    letters = LETTERS.findall(folded)
    if has_date_words(folded, letters):
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


@cache
def _telling_words() -> frozenset[str]:
    openings = (*phrases("words", "bylines"), *phrases("words", "source_openings"))
    return calendar().bare.union(phrase.split()[0] for phrase in openings)


@cache
def _openings() -> frozenset[str]:
    """First words of labels, bylines, sources and addresses."""
    openings = (*phrases("words", "bylines"), *phrases("words", "source_openings"), *_LABELS, *_UNREAD)
    return frozenset(LETTERS.findall(phrase)[0] for phrase in openings) | {"http", "https", "www"}


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether a short stretch can be a name of a publication or a person: capitals, a domain."""
    text = _BULLET.sub("", text).strip()
    if not 1 < len(text) <= 60 or (text[-1] in ".!?:;,…" and not text.endswith(("Inc.", "Jr.", "Co."))):
        return False
    words = text.split()
    if len(words) <= 6 and all(map(_is_name_word, words)) and any(w[0].isupper() or w[0].isdigit() for w in words):
        return True
    return ("." in text and _DOMAIN.fullmatch(text) is not None) or without_article(text) in publications()


@lru_cache(maxsize=4096)
def is_publication(text: str) -> bool:
    """Whether a name is one of a known publication, or says of itself that it is one."""
    name = _BULLET.sub("", text).strip()
    if without_article(name) in publications() or _DOMAIN.fullmatch(name):
        return True
    return _PAPER.search(name.title() if name.isupper() else name) is not None


_ELIDED = re.compile(r"^[dl]['’](?=\w)", re.I)  # "Le Courrier de l'Aude"
_PAPER = re.compile(rf"\b(?:{either('papers')})\b|(?:{either('paper_endings')})$")


def _is_name_word(word: str) -> bool:
    word = word.strip("()'’\"“”,")
    word = _ELIDED.sub("", word) if "'" in word or "’" in word else word
    return not word or not word[0].isalpha() or word[0].isupper() or word.casefold() in _SMALL or "." in word[1:-1]


def _labelled(text: str) -> MetaLine | None:
    """ "Source: Reuters", "Provided by Reuters": what the label says, whatever follows."""
    opening = _SOURCED.match(text)
    if opening and (dated := _with_date(text, opening.end())) is not None and dated.value(CutReason.SOURCE):
        return dated
    if opening and is_name(text[opening.end() :]):
        return MetaLine((Part(0, len(text), CutReason.SOURCE, text[opening.end() :].strip()),))
    match = _LABEL.match(text)
    reason = _LABELS.get(match[1].casefold()) if match else None
    if match is not None and match[1].casefold() in _UNREAD and read_date(text[match.end() :].strip()):
        return MetaLine((Part(0, len(text), CutReason.TIME, ""),))
    if match is None or reason is None:
        return None
    value = text[match.end() :].strip()
    if reason is CutReason.TIME:
        reading = read_date(value)
        return MetaLine((Part(0, len(text), reason, reading.text),), (reading,)) if reading else None
    if reason in (CutReason.SOURCE, CutReason.SECTION) and not (
        is_name(value) or _URL.fullmatch(value) or value.islower()
    ):
        return None
    if reason is CutReason.BYLINE and not (_is_people(value) or (match[1].casefold() != "by" and _is_initials(value))):
        return None
    if reason is CutReason.NAVIGATION and not _URL.fullmatch(value):
        return None
    return MetaLine((Part(0, len(text), reason, value),))


def _is_initials(value: str) -> bool:
    """ "red", "La rédaction": what stands after "Author:" where nobody is named."""
    return len(value) <= 30 and value.count(" ") <= 2 and value[-1] not in ".!?:"


def _separated(text: str) -> MetaLine | None:
    """Parts between bars, points, dashes: each has to be something, and one a time or a byline."""
    parts: list[Part] = []
    readings: list[Reading] = []
    for start, end in _pieces(text):
        found = _part(text, start, end, readings)
        if found is None:
            return None
        parts.extend(found)
    telling = (CutReason.TIME, CutReason.BYLINE)
    if any(p.reason in telling for p in parts) or (parts and all(p.reason is CutReason.NAVIGATION for p in parts)):
        return MetaLine(tuple(parts), tuple(readings))
    return None


def _pieces(text: str) -> list[tuple[int, int]]:
    lead = _BULLET.match(text)
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
    if _URL.fullmatch(piece):
        return [Part(start, end, CutReason.NAVIGATION, piece)]
    if (dated := _with_date(text[:end], start)) is not None:
        readings.extend(dated.readings)
        return list(dated.parts)
    labelled = _labelled(piece)
    if labelled and not labelled.readings:
        return [Part(start, end, p.reason, p.value) for p in labelled.parts]
    byline = _BYLINE.match(piece)
    if byline and _is_people(piece[byline.end() :]):
        return [Part(start, end, CutReason.BYLINE, piece[byline.end() :].strip(" ,"))]
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
        name = text[begin:place].rstrip(" ,;:-–—|(·")
        if earlier := read_date(name):  # "Published ..., updated ..."
            parts = Part(begin, begin + len(name), CutReason.TIME, earlier.text), _time(text, place, reading)
            return MetaLine(parts, (earlier, reading))
        part = _named(name, begin)
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
_WORD_START = re.compile(r"(?<=[\s,(])[^\s,(]")


def _named(name: str, start: int) -> Part | None:
    byline = _BYLINE.match(name)
    if byline and _is_people(name[byline.end() :]):
        return Part(start, start + len(name), CutReason.BYLINE, name[byline.end() :].strip(" ,"))
    opening = _SOURCED.match(name)
    if opening and is_name(name[opening.end() :]):
        return Part(start, start + len(name), CutReason.SOURCE, name[opening.end() :].strip())
    if name.casefold() not in _UNREAD and is_name(name) and read_date(name) is None:
        return Part(start, start + len(name), CutReason.SOURCE, _BULLET.sub("", name))
    return None


def _is_people(text: str) -> bool:
    """Names, also several, also with a place or a function after a comma."""
    if not text or len(text) > 120 or text[-1] in "!?:" or text.count(" ") > 16:
        return False
    first, _, rest = text.partition(",")
    words = first.split()
    if not words or not all(map(_is_name_word, words)) or (not words[0][0].isupper() and not words[-1][0].isupper()):
        return False
    if any(word in ("on", "of", "at", "for") for word in words):
        return False
    return len(words) <= 12 and not re.search(r"[.!?] \S", rest)
