"""Quotation marks: where a quoted stretch begins and ends, apostrophes told apart.

A paragraph is read once from left to right. Double marks outrank single ones; marks inside an
open quotation are nested and stay inside it. What cannot be closed in its paragraph runs to the
paragraph's end when the mark is a double one (the next paragraph may reopen it), and is an
apostrophe when it is a single one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

# Opening mark -> marks that may close it. Writers mix curly and straight marks, so each
# accepts both; German closes with the mark that English opens with.
DOUBLE = {
    "“": '”"“',
    "„": '“”"',
    '"': '"”“',
    "”": '”"',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "``": "''",
    "″": "″",
}
SINGLE = {"‘": "’'‘", "'": "'’", "’": "’'", "‚": "‘’'", "‹": "›", "›": "‹", "`": "'’"}
_MARK = re.compile(r"``|''|[“”„\"«»「」『』‘’'‚‹›`″]")
_OPENING_BEFORE = frozenset("([{<—–-―-/…:;,.|>*_•~=")
_DASHES = frozenset("—–―-")
_ENDING = frozenset(".,!?;:…—–-)]}")
# Words that English begins with an apostrophe: 'Tis, 'em, '90s are no opening marks.
_ELIDED = re.compile(r"['’‘](?:\d\ds?\b|(?:tis|twas|em|til|till|cause|cos|bout|round|n|kay)\b)", re.IGNORECASE)
_MAX_SINGLE = 1500  # characters; a longer stretch between single marks is two apostrophes
_MAX_DOUBLE = 12_000  # characters; a longer one between double marks was never closed


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch: `start:end` with its marks, `inner` without them."""

    start: int
    end: int
    inner: tuple[int, int]
    mark: str
    closed: bool = True
    continues: bool = False  # reopens the quotation that the paragraph before left open
    paragraph: int = 0

    @property
    def single(self) -> bool:
        return self.mark in SINGLE


def find_quoted(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quoted]:
    """Every outermost quoted stretch of `text`, in order, paragraph by paragraph."""
    found: list[Quoted] = []
    left_open = ""
    for number, (start, end) in enumerate(paragraphs):
        here = list(_paragraph(text, start, end, number, left_open))
        found += here
        left_open = here[-1].mark if here and not here[-1].closed else ""
    return _drop_lonely_singles(text, found)


def _paragraph(text: str, start: int, end: int, number: int, left_open: str) -> Iterator[Quoted]:
    at = start
    while match := _MARK.search(text, at, end):
        mark, at = match.group(), match.end()
        if not _opens(text, match.start(), mark, start, end):
            continue
        begins = match.start() == start
        close = _closing(text, match.start(), mark, start, end)
        if close is None:
            if not _may_stay_open(text, mark, begins, end):
                continue
            stop = _open_end(text, at, mark, start, end)
            yield _quoted(text, match.start(), stop, (at, stop), mark, False, begins and left_open == mark, number)
            at = stop
        else:
            last = close + len(mark)  # only `` is longer than one, and its '' as long
            yield _quoted(text, match.start(), last, (at, close), mark, True, begins and left_open == mark, number)
            at = last


def _quoted(
    text: str, start: int, end: int, inner: tuple[int, int], mark: str, closed: bool, continues: bool, number: int
) -> Quoted:
    left, right = inner
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return Quoted(start, end, (left, right), mark, closed, continues, number)


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if mark in "「『":
        return True
    if mark == "''" or mark in "」』":
        return False
    if mark == "«" and not before.isalnum():
        return True  # French puts a blank inside its marks
    if after.isspace() or not (before.isspace() or before in _OPENING_BEFORE or before in "“„\"‘'«「"):
        return mark in "“„" and not before.isalnum() and not after.isspace()
    if before in _ENDING and before not in _DASHES and mark in "\"'”’" and not after.isalnum():
        return False
    if mark in "'’" and mark != "‘":
        return _single_opens(text, at, mark, before, after)
    return mark != "›"


def _single_opens(text: str, at: int, mark: str, before: str, after: str) -> bool:
    if mark == "’":
        return False  # an apostrophe, or the end of something that did not open
    return (after.isalnum() or after in '“"[…(¿¡$£€#@') and before not in ".," and not _ELIDED.match(text, at)


def _closing(text: str, at: int, mark: str, start: int, end: int) -> int | None:
    if mark in SINGLE:
        return _single_closing(text, at, mark, min(end, at + _MAX_SINGLE))
    closers = DOUBLE[mark]
    end = min(end, at + _MAX_DOUBLE)
    if mark == "``":
        place = text.find("''", at + 2, end)
        return place if place >= 0 else None
    for match in _any_of(closers + mark).finditer(text, at + 1, end):
        place = match.start()
        if text[place] in closers and _closes(text, place, mark, end):
            return place
        if _opens(text, place, text[place], start, end) and mark in '“"”' and _ends_before(text, place):
            return None  # a new quotation opens: this one was never closed
    return None


def _closes(text: str, place: int, mark: str, end: int) -> bool:
    here = text[place]
    after = text[place + 1] if place + 1 < end else " "
    if mark in "«»「『″":
        return True
    if here == "”" or (here == "“" and mark == "„"):
        return True
    if here == "“":
        return not after.isalnum() and not text[place - 1].isspace()
    return not (text[place - 1].isspace() and after.isalnum()) and not _is_inches(text, place, after)


def _is_inches(text: str, place: int, after: str) -> bool:
    """5'10" tall: a digit before, an apostrophe with a digit before that."""
    return bool(re.search(r"\d['’]\s?\d{1,2}$", text[max(0, place - 6) : place])) and after == " "


def _ends_before(text: str, place: int) -> bool:
    return text[max(0, place - 8) : place].rstrip()[-1:] in frozenset(".!?…:,")


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


def _single_closing(text: str, at: int, mark: str, end: int) -> int | None:
    weak: int | None = None
    nested = 0
    for match in _any_of(SINGLE[mark]).finditer(text, at + 1, end):
        place = match.start()
        before, after = text[place - 1], text[place + 1] if place + 1 < len(text) else " "
        if before.isspace() and after.isalnum() and not _ELIDED.match(text, place):
            nested += 1  # another one opens inside
            continue
        if before.isspace() or after.isalnum():
            continue
        if nested:
            nested -= 1
            continue
        if before in _ENDING or after in _ENDING or not before.isalpha() or before not in "sSxXzn":
            if weak is None or before in ".,!?…":
                return place
            return weak
        if weak is None:
            weak = place  # may be a plural possessive: the soldiers' guns
    return weak


def _may_stay_open(text: str, mark: str, begins: bool, end: int) -> bool:
    if mark in SINGLE:
        following = text[end : end + 3].lstrip()
        return begins and following.startswith(mark)
    return mark not in "»”″"


def _open_end(text: str, at: int, mark: str, start: int, end: int) -> int:
    """Where an unclosed quotation ends: before the next one that opens, else with its paragraph."""
    stop = min(end, at + _MAX_DOUBLE)
    for match in _any_of(mark).finditer(text, at, stop):
        place = match.start()
        if _opens(text, place, text[place], start, end) and _ends_before(text, place):
            stop = place
            break
    while stop > at and text[stop - 1].isspace():
        stop -= 1
    return stop


def _drop_lonely_singles(text: str, found: list[Quoted]) -> list[Quoted]:
    """Stretches between single marks without a letter inside are feet, years or ornaments."""
    return [q for q in found if any(c.isalnum() for c in text[q.inner[0] : q.inner[1]])]
