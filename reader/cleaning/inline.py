"""Junk run into a running text, found by narrow patterns and by structure.

Careless filters cost more than they gain on running text (measured on 181 pages: lone
"Advertisement" between sentences helps on 11 and harms none, captions that end in a named credit
help on 9 and harm 1, while tweets' signatures are body). So each pattern here needs the end of
a sentence before it and a telling shape of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.cleaning.beginnings import beginnings
from reader.cleaning.picture_credits import CREDIT, NUMBERED, credited, may_credit, numbered_captions
from reader.cleaning.sentences import ENDED, OPENING, Sentences
from reader.cleaning.wordlists import either, phrases, sentences_like
from reader.model import CutReason


class Junk(NamedTuple):
    """A stretch of a passage's text that does not belong to the story."""

    start: int
    end: int
    reason: CutReason


_ADVERT_WORDS = f"(?:{either('adverts')})"
_IMAGE_LABEL = "(?:Image|Media|Video) (?:caption|copyright|source)"
_IMAGE = rf"{_IMAGE_LABEL},?(?: {CREDIT.pattern})?"
# Labels that stand between two sentences, with nothing else of their own.
_LABELS = {
    CutReason.ADVERT: _ADVERT_WORDS,
    CutReason.SHARE: f"(?:{either('share_labels')})",
    CutReason.CAPTION: _IMAGE,
    CutReason.NAVIGATION: f"(?:{either('player_notices')})",
}
_LABELS_BEGIN = (*(words for words in _LABELS.values() if words is not _IMAGE), _IMAGE_LABEL)
_LABELLED = "(?:" + "|".join(f"(?P<{reason.value}>{words})" for reason, words in _LABELS.items()) + ")"
# Also "- Advertisement -" and "(Anzeige)".
_ASIDE = rf"(?P<aside>--? |[–—] |[(\[])?{_LABELLED}(?(aside)(?: [-–—]{{1,2}}|[)\]]))"
_LABEL_END = rf"(?=\s+{OPENING}|\s*$)(?!\s+(?:{either('advert_names')})\b)"
_BETWEEN = re.compile(rf"(?:^|{ENDED}\s?){_ASIDE}{_LABEL_END}")
_BEHIND = re.compile(rf"\s+{_ASIDE}{_LABEL_END}")
# What ends with a sentence, or with the line; a shorter piece of a sentence is none of it.
PROMOTION = re.compile(rf"(?:^|{ENDED}\s)(?:{sentences_like('promotions')})(?:[.!]+(?=\s|$)|\s*$)")
_OWN_END = {CutReason.SHARE: "shares", CutReason.NAVIGATION: "embeds", CutReason.LEGAL: "rights"}
_ENDLESS = re.compile(
    rf"(?:^|{ENDED}\s?)(?:{'|'.join(f'(?P<{why.value}>{sentences_like(name)})' for why, name in _OWN_END.items())})"
)
_PRODUCTION = re.compile(rf"(?:^|{ENDED}\s)(?:{sentences_like('productions')})")
_TEASERS = f"(?:{either('inner_teasers')})"
_TEASER = re.compile(rf"(?:^|{ENDED}\s){_TEASERS}\s?[:|]\s(?={OPENING})")
_TEASER_BEHIND = re.compile(rf"\s+({_TEASERS}\s?[:|])\s(?={OPENING})")
_TEASER_ASIDE = re.compile(rf"[(\[]{_TEASERS}\s?[:|]\s[^()\[\]]{{4,150}}[)\]](?=\s|$)")
_TITLE_WORDS, _TITLES_WORDS = 20, 60  # of a title, of several that stand in a row without points
# What they begin with at a sentence's start; a question before one ("Were you there? Share your...") ends there.
_ASKED = "(?:[^.!?]{3,90}[?!] )?"
_SET_OFF = ("", "- ", "– ", "— ", "-- ", "\\(", "\\[")
_ALTERNATIVES = (
    *(mark + words for words in _LABELS_BEGIN for mark in _SET_OFF),
    *(rf"{_TEASERS}{mark}" for mark in (r"\s?:", r"\s?\|")),
    *(rf"{mark}{_TEASERS}" for mark in (r"\(", r"\[")),
    *(each for name in ("productions", *_OWN_END.values()) for each in phrases("sentences", name)),
    *(each.replace(_ASKED, "") for each in phrases("sentences", "promotions")),
)
_BEGINNING = re.compile("|".join(_ALTERNATIVES))
_KNOWN = 5  # characters that tell most sentences from all of these
_BEGUN = frozenset(text for each in _ALTERNATIVES for text in beginnings(each, _KNOWN))
_CONTRIBUTED = " contributed "
_CONTRIBUTION = re.compile(r"(?:_{2,} ?)?[^\"“”_]{3,300} contributed (?:reporting )?to this (?:report|article|story)\.")
_ENOUGH = 5  # labels in a row
_CLOSING = frozenset("\"”’»')]")


def may_promote(text: str) -> bool:
    """Whether a line may be a promotion: it begins like one, or holds a question or call before it."""
    return text[:_KNOWN] in _BEGUN or "? " in text or "! " in text


def junk(text: str, numbers: frozenset[str] = frozenset()) -> list[Junk]:
    """The junk in a passage, in order and apart; `numbers` are those of galleries known in the record."""
    passage = Sentences(text)
    found: list[Junk] = []
    if _begins_junk(text):
        found += [*_labels(text), *_endless(text), *_promotions(passage), *_teasers(passage)]
    if numbers:
        found += (Junk(*piece) for piece in numbered_captions(passage, numbers))
    if may_credit(text):
        found += (Junk(*piece) for piece in credited(passage))
    if _CONTRIBUTED in text:
        found += _contributed(passage)
    if not found:
        return []
    found += [more for piece in found for more in _labels_behind(text, piece.end)]
    found.sort(key=lambda j: (j.start, -j.end))
    apart: list[Junk] = []
    for piece in found:
        if not apart or piece.start >= apart[-1].end:
            apart.append(piece)
    return apart


def may_hold_junk(text: str) -> bool:
    """Whether any line of a whole text may hold junk; where not, `junk` finds nothing in any of them."""
    return _begins_junk(text, numbers=True) or may_credit(text) or _CONTRIBUTED in text


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
        if numbers and start[:1].isdigit() and NUMBERED.match(start):
            return True
        here += len(piece) + 1
    return False


def _piece(match: re.Match[str], reason: CutReason | None = None) -> Junk:
    """What a pattern found, without the white space before and behind it."""
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Junk(start, match.start() + len(match[0].rstrip()), reason or CutReason(match.lastgroup or ""))


def _labels(text: str) -> Iterator[Junk]:
    yield from map(_piece, _BETWEEN.finditer(text))


def _labels_behind(text: str, end: int) -> Iterator[Junk]:
    """Labels behind other junk, where no sentence ends before them: "Getty Images Advertisement Continue reading"."""
    for _ in range(_ENOUGH):
        if teaser := _TEASER_BEHIND.match(text, end):
            yield Junk(*teaser.span(1), CutReason.TEASER)
        match = _BEHIND.match(text, end)
        if match is None:
            return
        yield _piece(match)
        end = match.end()


def _endless(text: str) -> Iterator[Junk]:
    """Links to share with, frames of other sites' posts, whose text it is: they have their own end."""
    yield from map(_piece, _ENDLESS.finditer(text))


def _promotions(passage: Sentences) -> Iterator[Junk]:
    text = passage.text
    for match in PROMOTION.finditer(text):
        yield _piece(match, CutReason.PROMOTION)
    for match in _PRODUCTION.finditer(text):
        end = len(text) if match[0].lstrip().startswith("_") else passage.end_after(match.end())
        if end:
            yield Junk(match.start() + (match[0][0].isspace()), end, CutReason.SIGN_OFF)


def _contributed(passage: Sentences) -> Iterator[Junk]:
    """ "Tor Vik and Anna Lind contributed to this report." as the last sentence of a running text."""
    text = passage.text
    start = passage.start_before(len(text))
    rule = text.rfind("__", start)
    start = rule + 2 if rule >= 0 else start
    start += len(text) - start - len(text[start:].lstrip())
    if start and _CONTRIBUTION.fullmatch(text, start):
        yield Junk(start, len(text), CutReason.SIGN_OFF)


def _teasers(passage: Sentences) -> Iterator[Junk]:
    """ "Read more: ..." in brackets, or up to the passage's end; elsewhere the label, whose title has no sure end."""
    text = passage.text
    for match in _TEASER_ASIDE.finditer(text):
        yield _piece(match, CutReason.TEASER)
    for match in _TEASER.finditer(text):
        start = match.start() + (match[0][0].isspace())
        end = len(text) if _is_title(passage, match.end(), alone=start == 0) else match.end() - 1
        yield Junk(start, end, CutReason.TEASER)


def _is_title(passage: Sentences, start: int, *, alone: bool) -> bool:
    """Whether what is left of a passage is but the title of another story, or several without points.

    With a point at its end it is one only on a line of its own: elsewhere the story may go on behind the title.
    """
    text = passage.text
    first, words = passage.end_after(start), text.count(" ", start) + 1
    if first is None or text.rstrip()[-1] not in '.!…"”»':
        return words <= _TITLES_WORDS and (first is None or first >= len(text.rstrip()))
    return alone and first >= len(text.rstrip()) and words <= _TITLE_WORDS
