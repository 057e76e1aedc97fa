"""What a passage of plain text looks like by itself: prose, a short line, chrome, a line of metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from reader.cleaning.beginnings import beginnings
from reader.cleaning.inline import PROMOTION, may_promote
from reader.cleaning.metadata import MetaLine
from reader.cleaning.metalines import meta_line, reason_of
from reader.cleaning.names import SECTIONS, is_name
from reader.cleaning.notices import notice
from reader.cleaning.passages import Passage
from reader.cleaning.wordlists import either, furniture, phrases, sentences_like
from reader.model import CutReason, Role


class Kind(IntEnum):
    """The kinds of passages that splitting tells apart."""

    PROSE = 0
    SHORT = 1  # a headline, subheading, name, caption, teaser: what stands round it decides
    META = 2
    CHROME = 3
    RULE = 4


@dataclass(slots=True)
class Shape:
    """One passage with what can be seen without its neighbours."""

    passage: Passage
    kind: Kind
    words: int
    reason: CutReason | None = None  # of chrome, and of captions, credits, sign-offs
    section: str = ""  # of furniture.txt
    meta: MetaLine | None = None
    name: bool = False
    closes: bool = False  # metadata that stands under its story
    text: str = field(init=False)
    gap: int = field(init=False)

    def __post_init__(self) -> None:
        self.text, self.gap = self.passage.draft.text, self.passage.gap


_QUOTES = "\"“”„«»‘’'"
_CREDITED = 35  # words of a caption with its credit at the end
_ENDS, _AFTER_ENDS = frozenset(".!?…。！？؟।"), frozenset("\"”’»')]」")
_TERMINAL = re.compile(r"[.!?…。！？؟।][\"”’»')\]」]*$|[.!?]\s?[\"”’»)']$")
_ASKED = re.compile(r"[!?！？][\"”’»')\]]*$")
_INNER_END = re.compile(r"[.!?]['\"”’»)]* [\"“„«'‘(]?\w")
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s+")
_DECIMAL = re.compile(r"\d[.,]\d|\d ?%")
_WORDLESS = re.compile(r"[^\W\d_]")
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")  # scripts without spaces
_BULLET = re.compile(r"^(?:[-–—•*·▪◦‣►]|\(?\d{1,2}[.)])\s+\S")
_INITIALS = r"(?:[a-zäöü]{2,5}|[A-Z]{2,4})(?:[-/+][a-zäöüA-Z]{2,5}){1,6}"
SIGN_OFF = re.compile(
    rf"[\[(]?{_INITIALS}(?:\s*[(\[][^()\[\]]{{2,40}}[)\]])?[\])]?"
    rf"|[(\[](?:[a-zA-Zäöü]{{2,6}}/)*(?:{either('wires')})(?:[,/] ?[\w .]{{2,12}})*[)\]]"
    rf"|(?:[—–]|--) ?(?:{either('wires')})|-{{1,3}}\s?\w{{3,5}}\s?-{{1,3}}|-?30-?|{sentences_like('sign_offs')}"
)
# What sentences that sign off begin with; brackets and " contributed " are looked for apart.
_BRACKET = r"[(\[]"
_SIGNED = [
    each
    for each in phrases("sentences", "sign_offs")
    if " contributed " not in each and not each.startswith(f"{_BRACKET}(")
]
_KNOWN = 3  # characters that tell most lines from all of these
_SIGNING = frozenset(text for each in _SIGNED for text in beginnings(each.removeprefix(f"{_BRACKET}?"), _KNOWN))
_JOINTS = frozenset("-/+")
_CAPTION = re.compile(
    rf"(?:{either('captions')})\s*[:|–-]\s*\S|(?:{either('bare_captions')})\s\S|(?:©|\(c\)|\(C\)) ?\S.{{0,60}}$"
)
_CAPTION_END = re.compile(
    rf"[^\"“„«]{{8,}}[.…]?['’”»)]? (?:[(\[]?(?:{either('credit_labels')})\s?[:/]\s?|(?:[-–—] )?(?:©|\(c\)) ?)"
    r"[A-ZÀ-Þ][^.!?:]{1,60}[)\]]?\.?"
)
_CREDIT_LABEL = re.compile(rf"(?:{either('credit_labels')})\s?[:/]|©|\(c\)")
_RIGHTS = ("copyright", "©", "(c)", *phrases("words", "rights"))
_LEGAL = re.compile(rf"(?:©|\(c\)|copyright)\s.{{0,30}}\d{{4}}|.{{0,60}}\b(?:{either('rights')})\b", re.I)
_LABELLED_TEASER = re.compile(rf"(?:{either('teasers')})\s?[:>»]\s*\S", re.I)
# What a wire service puts over and under its copy: "BC-Harbor Fire,0310", "Eds: UPDATES with ...".
_SLUG = re.compile(r"(?:BC|AM|PM|AP)-[A-Z][\w&'. -]{2,40}(?:,[\w .-]{1,24}){1,3}|Eds: .{3,200}")
_COUNTERS = re.compile(rf"(?:\d[\d.,]*[KkMm]?\s+(?:{either('counted')})\b[\s·|•,/-]*)+", re.I)
_MENU = re.compile(r"[^|•·>»]{2,30}(?:\s*[|•·>»]\s*[^|•·>»]{2,30}){2,}")


_MARKS = frozenset(":>»|•·©/(")  # one of which captions with a credit, labelled teasers and menus hold


def shape(passage: Passage) -> Shape:
    """The shape of one passage."""
    text = passage.text.strip()
    words = count_words(text)
    if len(text) > 400:
        return Shape(passage, Kind.PROSE, words)
    if _is_rule(text):
        return Shape(passage, Kind.RULE, 0, CutReason.ORNAMENT)
    if _is_menu(passage, words):
        return Shape(passage, Kind.CHROME, words, CutReason.NAVIGATION, "navigation")
    return Shape(passage, *_seen(text, words))


def _is_rule(text: str) -> bool:
    """Whether there is neither a letter nor a digit in a line."""
    return not _WORDLESS.search(text) and not any(c.isdigit() for c in text)


def told_reason(passage: Passage) -> CutReason | None:
    """Why a line is no text, where its words tell: the reason of its shape, found without the rest of that."""
    text = passage.text.strip()
    words = count_words(text)
    if len(text) > 400 or _is_rule(text) or _is_menu(passage, words):
        return None
    if section := furniture(text):
        return reason_of(section)
    found = _telling(text, words)
    return found if found is not None and meta_line(text) is None else None


@lru_cache(maxsize=8192)
def _seen(text: str, words: int) -> tuple[Kind, int, CutReason | None, str, MetaLine | None, bool]:
    """What a line is whatever stands round it; pages of one site repeat most of theirs."""
    if section := furniture(text):
        return Kind.CHROME, words, reason_of(section), section, None, False
    if meta := meta_line(text):
        return Kind.META, words, None, "", meta, False
    if found := _telling(text, words):
        return Kind.CHROME, words, found, "", None, False
    if _is_prose(text, words):
        return Kind.PROSE, words, None, "", None, False
    return Kind.SHORT, words, None, "", None, words <= 6 and is_name(text)


def count_words(text: str) -> int:
    """Words of a text; in scripts without spaces two letters count as one."""
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else spaced + len(_WIDE.findall(text)) // 2


def sentences(text: str) -> int:
    """How many sentences there are, roughly."""
    return len(_INNER_END.findall(text)) + _ends(text)


def is_bullet(text: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_BULLET.match(text))


def role_of(shape: Shape) -> Role:
    """What a passage that stays is by its form. A sentence behind a dash is speech, in many languages, and no item."""
    if shape.passage.quoted:
        return Role.BLOCK_QUOTE
    spoken = shape.text[0] in "–—" and _TERMINAL.search(shape.text)
    return Role.LIST_ITEM if is_bullet(shape.text) and not spoken else Role.PARAGRAPH


def _is_menu(passage: Passage, words: int) -> bool:
    """ "News  Sport  Weather": at least three short entries with wide gaps between, or all names of sections."""
    gaps = [e for e in passage.draft.edits if e.reason is CutReason.SPACING and e.end - e.start > 1]
    if len(gaps) >= 2 and words <= 3 * (len(gaps) + 1) and not _TERMINAL.search(passage.text):
        return _DECIMAL.search(passage.text) is None  # a row of a table: "Railway  1,48  (+5,0 %)"
    if not 3 <= words <= 15:
        return False
    first, *others = passage.text.casefold().split()
    return first in SECTIONS and all(word in SECTIONS for word in others)


def _telling(text: str, words: int) -> CutReason | None:
    """Lines that give themselves away by their form; each form is looked for only where its marks are."""
    marked = not _MARKS.isdisjoint(text)
    if _may_sign_off(text) and SIGN_OFF.fullmatch(text) and not text.isdigit():
        return CutReason.SIGN_OFF
    if found := notice(text, words):
        return found
    if words <= 60 and _CAPTION.match(text):
        return CutReason.LEGAL if _LEGAL.match(text) else CutReason.CAPTION
    if marked and words <= _CREDITED and _CREDIT_LABEL.search(text) and _CAPTION_END.fullmatch(text):
        return CutReason.CAPTION
    if words <= 40 and _may_be_legal(text) and _LEGAL.match(text):
        return CutReason.LEGAL
    if marked and words <= 25 and _LABELLED_TEASER.match(text):
        return CutReason.TEASER
    if (text[2:3] == "-" or text.startswith("Eds: ")) and _SLUG.fullmatch(text):
        return CutReason.NAVIGATION
    if may_promote(text) and PROMOTION.fullmatch(text):
        return CutReason.PROMOTION
    if text[0].isdigit() and _COUNTERS.fullmatch(text):
        return CutReason.SHARE
    if marked and words <= 30 and _MENU.fullmatch(text) and not _TERMINAL.search(text):
        return CutReason.NAVIGATION
    return None


def _may_sign_off(text: str) -> bool:
    """Whether a line begins like the initials, agencies and sentences that sign a story off."""
    return (
        text[0] in "([-–—" or text[:_KNOWN] in _SIGNING or not _JOINTS.isdisjoint(text[2:6]) or " contributed " in text
    )


def _may_be_legal(text: str) -> bool:
    return any(map(text.casefold().__contains__, _RIGHTS))


def _ends(text: str) -> bool:
    """Whether a text ends like a sentence; nine lines of ten are told by their last character."""
    last = text[-1:]
    return last in _ENDS or (last in _AFTER_ENDS and _TERMINAL.search(text) is not None)


def _is_prose(text: str, words: int) -> bool:
    ended = _ends(text)
    numbered = _NUMBERED.match(text)  # the point in "5. Village ..." ends no sentence
    if words >= 25 or (words >= 12 and _INNER_END.search(text, numbered.end() if numbered else 0)):
        return True
    if not ended or (text.endswith(("...", "…")) and words < 10):
        return False
    if _ASKED.search(text) and not _INNER_END.search(text):
        return words > 14 or (text[0] in _QUOTES and text[-1] in _QUOTES)
    return words >= 4 or len(_WIDE.findall(text)) > 6
