"""A record of plain text as a sequence of passages: lines, or paragraphs where lines were hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.cleaning.edits import Draft, Edit
from reader.cleaning.hyphens import hyphenation
from reader.cleaning.repair import INVISIBLE, repairs
from reader.cleaning.wordlists import either
from reader.model import CutReason

# A line from its first visible character; the separators are those of str.splitlines but for
# U+0085, which in mojibake is an ellipsis.
_LINE = re.compile(rf"[^\s{INVISIBLE}][^\n\r\x0b\x0c\x1c-\x1e\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x1c-\x1e\u2028\u2029]")
_QUOTING = re.compile(
    r"^>[> ]*[^\s>][^\n]{38,}\n>", re.MULTILINE
)  # a long line and the next both behind a mail's margin
_MARGIN = re.compile(r"(?:> ?)+\s*")
PAGE = 9  # a form feed counts as so many blank lines

WIDEST = 100  # characters of a hard-wrapped line; 60 to 80 are usual
NARROWEST = 40
COLUMN_LINES = 24  # that go on in small letters, in a column narrower than that: verses have fewer
COLUMN = 60  # characters of a newspaper's column, as PDF readers and scans give it
TALLEST = 4  # lines of a headline in one
HEADLINE = 5  # words of one in capitals, at least
SHORT = 0.75  # of the width, the longest line of such a headline
SLACK = 2  # columns that a line may leave free although the next word would have fitted: not all wrap greedily
FINAL = ".!?…:;\"”»’'。！？)"


@dataclass(slots=True)
class Passage:
    """One paragraph, headline or line of chrome. `gap` counts the blank lines before it, `quoted` a mail's margins."""

    draft: Draft
    gap: int
    indent: int = 0
    quoted: int = 0

    @property
    def text(self) -> str:
        """The passage as one line, repaired."""
        return self.draft.text

    @property
    def start(self) -> int:
        return self.draft.start

    @property
    def end(self) -> int:
        return self.draft.end


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    gap: int
    indent: int
    quoted: int = 0


def passages(source: str) -> list[Passage]:
    """The passages of `source` in order; between them stand only white space, control characters and mail's margins."""
    lines = _lines(source)
    result = []
    for group in _unwrapped(lines, source):
        first, last = group[0], group[-1]
        draft = Draft(source, first.start, last.end, _edits(source, group))
        if draft.text.strip():
            result.append(Passage(draft, first.gap, first.indent, first.quoted))
    return result


def _lines(source: str) -> list[_Line]:
    lines: list[_Line] = []
    before = 0
    quoting = ">" in source and _QUOTING.search(source) is not None
    for match in _LINE.finditer(source):
        start, quoted = match.start(), 0
        end = start + len(match[0].rstrip())
        if quoting and source[start] == ">" and (margin := _MARGIN.match(source, start, end)):
            start, quoted = margin.end(), margin[0].count(">")
            if start == end:
                continue
        space = source[before:start]
        gap, indent = (0, 0) if space == "\n" else _apart(space)
        lines.append(_Line(start, end, gap if lines else PAGE, indent, quoted))
        before = end
    return lines


def _apart(space: str) -> tuple[int, int]:
    """The blank lines that white space holds, and by how much it indents what follows."""
    gap = max(0, len(_BREAK.findall(space)) - 1) + (PAGE if "\f" in space else 0)
    return gap, len(space) - 1 - max(space.rfind("\n"), space.rfind("\r"))


def _edits(source: str, group: Sequence[_Line]) -> list[Edit]:
    start, end = group[0].start, group[-1].end
    fine = repairs(source, start, end)
    if len(group) == 1 or not fine:
        return fine
    breaks = [(a.end, b.start) for a, b in pairwise(group)]
    joined = hyphenation(source, breaks)
    if group[0].quoted:
        done = {edit.end for edit in joined}
        joined += [Edit(e, s, CutReason.SPACING, " ") for e, s in breaks if s not in done]
    if not joined:
        return fine
    taken = {place for edit in joined for place in range(edit.start, edit.end)}
    return sorted([e for e in fine if e.start not in taken] + joined, key=lambda e: e.start)


def _unwrapped(lines: Sequence[_Line], source: str) -> list[list[_Line]]:
    """Lines in groups, one a passage: hard-wrapped lines that belong to one paragraph together."""
    groups: list[list[_Line]] = []
    for zone in _zones(lines):
        width = _wrap_width(zone, source)
        headlines = _narrow_headlines(zone, width, source) if 0 < width <= COLUMN else frozenset()
        for index, line in enumerate(zone):
            if index and (index in headlines or _goes_on(zone[index - 1], line, width, source)):
                groups[-1].append(line)
            else:
                groups.append([line])
    return groups


def _narrow_headlines(zone: Sequence[_Line], width: int, source: str) -> frozenset[int]:
    """The lines that go on a headline set over several in a newspaper's column: short ones between blank lines.

    One of them has to go on in small letters: names under each other, verses and addresses do not.
    """
    found: set[int] = set()
    begin = 0
    for index in range(1, len(zone) + 1):
        if index < len(zone) and not zone[index].gap:
            continue
        lines = zone[begin:index]
        if len(lines) > 1 and not any(map(str.isalnum, source[lines[-1].start : lines[-1].end])):
            lines = lines[:-1]  # the rule under it
        short = all(line.end - line.start <= width * SHORT for line in lines)
        if _in_capitals(lines, source) and index < len(zone):
            found.update(range(begin + 1, begin + len(lines)))
        elif 2 <= len(lines) <= TALLEST and short and index < len(zone) and not lines[0].indent:
            starts = [source[line.start] for line in lines]
            told = any(char.islower() for char in starts[1:]) and not any(char.isdigit() for char in starts)
            if told and starts[0].isupper() and not any(":" in source[line.start : line.end] for line in lines[1:]):
                found.update(range(begin + 1, begin + len(lines)))
        begin = index
    return frozenset(found)


def _in_capitals(lines: Sequence[_Line], source: str) -> bool:
    """Whether lines are one headline in capitals, as scanned newspapers have it: all but the last are full."""
    texts = [source[line.start : line.end] for line in lines]
    if not 2 <= len(texts) <= TALLEST or not all(text.isupper() for text in texts):
        return False
    words = sum(text.count(" ") + 1 for text in texts)
    full = SHORT * max(map(len, texts))
    fuller = all(text.count(" ") >= 2 and len(text) >= full for text in texts[:-1])
    plain = not any(_WIDE.search(text) or ":" in text or any(map(str.isdigit, text)) for text in texts)
    return fuller and words >= HEADLINE and plain


def _zones(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Stretches of lines that one width can have wrapped: a longer line is a paragraph of its own."""
    zones: list[list[_Line]] = []
    narrow = False
    for line in lines:
        fits = line.end - line.start <= WIDEST
        if fits and narrow and line.gap < PAGE:
            zones[-1].append(line)
        else:
            zones.append([line])
        narrow = fits
    return zones


def _wrap_width(zone: Sequence[_Line], source: str) -> int:
    """The width at which the zone was wrapped, 0 when it was not: lines that go on in small letters."""
    return _width_of(zone, source, NARROWEST, 2) or _width_of(zone, source, COLUMN // 2, COLUMN_LINES)


def _width_of(zone: Sequence[_Line], source: str, least: int, enough: int) -> int:
    """The width, of at least `least`, where `enough` lines go on in small letters and a quarter of them do."""
    going_on, pairs, width = 0, 0, 0
    for above, below in pairwise(zone):
        length = above.end - above.start + above.indent
        if below.gap or length < least:
            continue
        pairs += 1
        if source[above.end - 1] not in FINAL and source[below.start].islower():
            going_on += 1
            width = max(width, length)
    return width if going_on >= enough and going_on * 4 >= pairs else 0


def _goes_on(above: _Line, below: _Line, width: int, source: str) -> bool:
    """Whether a line goes on the one above it: by a soft hyphen anywhere, else where lines were wrapped at a width."""
    if source[above.end - 1] == "\xad" and not below.gap and source[below.start].islower():
        return True
    return bool(width) and above.quoted == below.quoted and _continues(above, below, width, source)


# Items of lists; a day's or a line's number that begins a line in the midst of a sentence is none.
_APART = re.compile(r"[-•*·–—] (?!\S+ –)|\d{1,2}[.)] (?=[A-ZÀ-Þ\"“„«])")
_LABEL = re.compile(
    r"[^\W\d_][\w’' -]{1,24}(?:\.{3,}| ?…) ?:|[A-ZÀ-Þ][\w’-]{1,14}:\s{2,}\S"
)  # "TEXTO........:", "Date:   4 May"


_WIDE = re.compile(r"\S {3,}\S|\t")  # columns: a page's head, a table
_JUMP = re.compile(
    rf"(?:\S+ ){{0,6}}(?:{either('jumps')}) (?:[A-Z]-?)?\d{{1,3}}\W{{0,3}}", re.I
)  # "Continued on Page 2"


def _stands_alone(source: str, line: _Line) -> bool:
    """Whether a line is no part of a paragraph: "=====" under a headline, columns, "Continued on Page 2"."""
    if line.end - line.start > WIDEST:
        return False
    text = source[line.start : line.end]
    return not any(map(str.isalnum, text)) or _WIDE.search(text) is not None or _JUMP.fullmatch(text) is not None


def _continues(above: _Line, below: _Line, width: int, source: str) -> bool:
    """A paragraph goes on where the next word would not have fitted into the line above."""
    if below.gap or below.indent > above.indent + 1:
        return False
    first = source[below.start : min(below.end, below.start + width)]
    if _APART.match(first) or _LABEL.match(first) or _stands_alone(source, above) or _stands_alone(source, below):
        return False
    length = above.end - above.start + above.indent
    if first[0].islower() and source[above.end - 1] == "-" and source[above.end - 2 : above.end - 1].isalpha():
        return True
    word = first.split(maxsplit=1)[0]
    slack = 0 if source[above.end - 1] in FINAL else SLACK
    if length + 1 + len(word) > width - slack:
        return True
    return first[0].islower() and source[above.end - 1] not in FINAL and length * 2 > width
