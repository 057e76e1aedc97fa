"""The one place where Python's code points become Qt's UTF-16 units, and back.

`Units` does it for one string, `Places` for an article's text that stands in a document in
pieces: a block each, and more where cuts are shown between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

# What a Qt document uses for itself inside a text (separators, frame borders, objects), each for one
# that shows and is as long: positions stay exact, and a copied text has no stray paragraph.
_DISPLAYED = str.maketrans(
    {"\n": "\u2028", "\r": "\u2028", "\u2029": "\u2028", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd", "\ufffc": "\ufffd"}
    | {
        "\ufeff": "\u200b",
        "\ufffe": "\ufffd",
    }  # a byte order mark at a string's begin would be dropped on its way to Qt
    | {chr(code): "\ufffd" for code in range(32) if chr(code) not in "\t\n\r"}
    | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}  # lone surrogates: one unit each, like U+FFFD
)


def displayed(text: str) -> str:
    """`text` as it can stand inside one block of a Qt document, code point for code point."""
    return text.translate(_DISPLAYED)


class Units:
    """Code points and UTF-16 units of one string: a code point above U+FFFF is two units."""

    __slots__ = ("_astral", "_ends", "length")

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._ends = [point + before for before, point in enumerate(self._astral)]  # each one's first unit
        self.length = len(text) + len(self._astral)

    def unit(self, point: int) -> int:
        """The first unit of the code point `point`."""
        return point + bisect_left(self._astral, point)

    def point(self, unit: int) -> int:
        """The code point that the unit belongs to; the second half belongs to the same as the first."""
        return unit - bisect_left(self._ends, unit)


class Places:
    """Where the pieces of a text stand in a document.

    Pieces are added in the order of the text. A mark's `ranges` leave out what stands between
    pieces: shown cuts, and the separators of blocks.
    """

    __slots__ = ("_at", "_ends", "_shifts", "_starts", "_units")

    def __init__(self, text: str) -> None:
        self._units = Units(text)
        self._starts: list[int] = []  # code points
        self._ends: list[int] = []
        self._at: list[int] = []  # the document position of each piece's first unit
        self._shifts: list[int] = []  # from the text's units to document positions

    def add(self, start: int, end: int, position: int) -> None:
        """The text from `start` to `end` stands in the document from `position` on."""
        self._starts.append(start)
        self._ends.append(end)
        self._at.append(position)
        self._shifts.append(position - self._units.unit(start))

    def ranges(self, start: int, end: int) -> list[tuple[int, int]]:
        """The document ranges that show `text[start:end]`, piece by piece."""
        unit = self._units.unit
        found = []
        for piece in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            first, last = max(start, self._starts[piece]), min(end, self._ends[piece])
            if first < last:
                shift = self._shifts[piece]
                found.append((unit(first) + shift, unit(last) + shift))
        return found

    def position(self, point: int) -> int:
        """The document position of a code point; one between two pieces is at the second's begin."""
        if not self._starts:
            return 0
        piece = min(bisect_right(self._ends, point), len(self._starts) - 1)
        clamped = min(max(point, self._starts[piece]), self._ends[piece])
        return self._units.unit(clamped) + self._shifts[piece]

    def point(self, position: int) -> int | None:
        """The code point at a document position, None where no text of ours stands."""
        piece = bisect_right(self._at, position) - 1
        if piece < 0:
            return None
        point = self._units.point(position - self._shifts[piece])
        return point if point < self._ends[piece] else None

    def nearest(self, position: int) -> int:
        """The code point at or before a document position: 0 before the text, its end behind it."""
        piece = bisect_right(self._at, position) - 1
        if piece < 0:
            return 0
        return min(self._units.point(position - self._shifts[piece]), self._ends[piece])
