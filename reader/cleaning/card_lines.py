"""Cards: one line of a press review or a database that says paper, day, page, number, author, in any order.

"Coastal Courier, p. 17, 26/07/2024, by Ada Firn"; "2 | Der Bote | 06./07.07.2024 | S. 3 | dpa"; "Le Bocage • no. 24117
• p. 1 • 203 mots". Every piece has to be one of these, and one of them a page, a number or a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.cleaning.authors import NOBODY, signed
from reader.cleaning.dates import Reading, read_date
from reader.cleaning.metadata import MetaLine, Part
from reader.cleaning.names import SECTIONS, is_name, is_people, is_publication
from reader.cleaning.wordlists import either, folded
from reader.model import CutReason

LONGEST = 170
_MANY = 3  # pieces of a card that states no page
_PLACE = r"[A-Z]{0,2}[-. ]?\d{1,4}(?:\.\d{1,3})?[a-z]?"
PAGE = re.compile(
    rf"(?:{either('pages')})\.? ?(?:{_PLACE}(?: ?(?:[-–/,&+]|à|a|y|et|und|and|bis|to|e) ?{_PLACE}){{0,4}}"
    r"(?: ?ff?\.?)?|[Uu]ne|s\. ?p\.)(?: \([\w ]{2,20}\))?\.?",
    re.I,
)
_NUMBER = re.compile(rf"(?:{either('numbers')})\.? ?\d[\d./-]{{0,12}}", re.I)
_LENGTH = re.compile(rf"\d[\d., ]{{0,7}}(?:{either('lengths')})", re.I)
_EMPTY = re.compile(r"[-–—]|n/?a|k\. ?A\.", re.I)
_BETWEEN = re.compile(r"\s*[|•·‧∙\t]\s*|\s{3,}|\s*[,;]\s+(?=\S)|\s+[/–—-]\s+")
_OPENING = re.compile(rf"[(\[]?\s*(?:(?:{either('card_openings')})\s*:?\s+)?", re.I)
_INITIALS = re.compile(r"[a-zäöü]{2,5}(?:/[a-zäöü]{2,5})*\.?")


def card(text: str) -> MetaLine | None:
    """What a card says, or None where the line is none."""
    if len(text) > LONGEST or not any(c.isdigit() for c in text):
        return None
    parts: list[Part] = []
    readings: list[Reading] = []
    placed = False  # a page or a number is stated
    for start, end in _stretches(text):
        placed |= _tells_place(text[start:end])
        part = _part(text, start, end, parts, readings)
        if part is None:
            return None
        parts.append(part)
    reasons = [part.reason for part in parts]
    dated = CutReason.SOURCE in reasons and CutReason.TIME in reasons
    told = dated and (_opened(text) or len(parts) > _MANY)
    if (headed := _section_and_page(text, parts)) is not None:
        return headed
    bare = len(parts) == 2 and CutReason.TIME not in reasons  # "Chapter 4, page 17" is a reference
    if bare and not (_opened(text) or any(is_publication(p.value) for p in parts if p.reason is CutReason.SOURCE)):
        return None
    if len(parts) < 2 or not (placed or told) or reasons.count(CutReason.SOURCE) > 1:
        return None
    return MetaLine(tuple(parts), tuple(readings))


def _section_and_page(text: str, parts: Sequence[Part]) -> MetaLine | None:
    """ "Culture | p. 38" as readers of newspapers have it: over a bar, one word that is no publication's whole name."""
    if len(parts) != 2 or "|" not in text[parts[0].end : parts[1].start + 1]:
        return None
    name, page = parts
    lone = name.value.isalpha() and PAGE.fullmatch(text[page.start : page.end].strip()) is not None
    if not lone or name.reason not in (CutReason.SOURCE, CutReason.SECTION):
        return None
    return MetaLine((replace(name, reason=CutReason.SECTION), page))


def _opened(text: str) -> bool:
    """Whether it begins as references do: "in Le Bocage, 4 May 2024", "aus: ..."."""
    opening = _OPENING.match(text)
    return opening is not None and bool(opening[0].strip(" (["))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The pieces; two that make a day together are one: "mercredi 4 décembre, 07:15"."""
    opening = _OPENING.match(text)
    here = opening.end() if opening else 0
    stop = len(text.rstrip(" )].")) if text.startswith(("(", "[")) else len(text)
    cuts = [(m.start(), m.end()) for m in _BETWEEN.finditer(text, here, stop)]
    starts, ends = [here, *(end for _, end in cuts)], [*(start for start, _ in cuts), stop]
    pieces = [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
    number = 0
    while number < len(pieces):
        start, end = pieces[number]
        for last in range(min(number + 2, len(pieces) - 1), number, -1):
            whole = read_date(text[start : pieces[last][1]])
            if (
                whole is not None
                and not whole.clock_only
                and not PAGE.fullmatch(text[pieces[last][0] : pieces[last][1]])
            ):
                end, number = pieces[last][1], last
                break
        yield start, end
        number += 1


def _tells_place(piece: str) -> bool:
    return any(pattern.fullmatch(piece.strip()) for pattern in (PAGE, _NUMBER, _LENGTH))


def _part(text: str, start: int, end: int, before: list[Part], readings: list[Reading]) -> Part | None:
    piece = text[start:end].strip()
    sourced = any(part.reason is CutReason.SOURCE for part in before)
    if before and text[before[-1].end : start].strip() == "/" and _tells_place(text[before[-1].start : before[-1].end]):
        return Part(start, end, CutReason.SECTION, piece)  # "S. 1 / Wirtschaft"
    if _tells_place(piece) or _EMPTY.fullmatch(piece) or folded(piece) in NOBODY or (not before and piece.isdigit()):
        return Part(start, end, CutReason.NAVIGATION, "")
    if reading := read_date(piece):
        readings.append(reading)
        return Part(start, end, CutReason.TIME, reading.text)
    if piece.casefold() in SECTIONS and sourced:
        return Part(start, end, CutReason.SECTION, piece)
    if author := signed(piece):
        return Part(start, end, CutReason.BYLINE, author)
    if not sourced and is_name(piece):
        return Part(start, end, CutReason.SOURCE, piece)
    named = any(part.reason is CutReason.BYLINE for part in before)
    if sourced and not named and (_INITIALS.fullmatch(piece) or (is_name(piece) and is_people(piece))):
        return Part(start, end, CutReason.BYLINE, piece)
    if sourced and (is_name(piece) or piece.isalpha()):
        return Part(start, end, CutReason.SECTION, piece)
    return None
