"""What is marked in an article, and the character formats that show it.

Kinds of marks overlap freely: a name in a quotation that is a search hit has three. The document
is cut where any mark begins or ends, and each stretch gets one format made of all its kinds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntFlag
from itertools import pairwise

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument

from reader.model import EntityType, QuoteKind
from reader.rendering import Theme, mixed
from reader.ui.document import Piece


class Kind(IntFlag):
    """Kinds of marks. Each is a bit: a stretch of text may have several."""

    PERSON = 1
    ORGANISATION = 2
    PLACE = 4
    OTHER = 8  # groups, events, works, laws and the rest
    QUOTE = 16
    INDIRECT = 32
    NOTE = 64
    HIT = 128
    MENTION = 256  # of the name that was clicked
    PASSAGE = 512  # that one has just travelled to
    HEADLINE = 1024  # no mark: lines under large type are drawn paler, because they are thicker


ENTITY_KINDS: Mapping[EntityType, Kind] = dict.fromkeys(EntityType, Kind.OTHER) | {
    EntityType.PERSON: Kind.PERSON,
    EntityType.ORGANISATION: Kind.ORGANISATION,
    EntityType.PLACE: Kind.PLACE,
}
QUOTE_KINDS: Mapping[QuoteKind, Kind] = {
    QuoteKind.DIRECT: Kind.QUOTE,
    QuoteKind.DOCUMENT: Kind.QUOTE,
    QuoteKind.INDIRECT: Kind.INDIRECT,
}

_LINE = QTextCharFormat.UnderlineStyle
# Names differ by the style of their line, not by its colour alone.
UNDERLINES: Mapping[Kind, QTextCharFormat.UnderlineStyle] = {
    Kind.PERSON: _LINE.SingleUnderline,
    Kind.ORGANISATION: _LINE.DashUnderline,
    Kind.PLACE: _LINE.DotLine,
    Kind.OTHER: _LINE.DashDotLine,
}

Range = tuple[int, int, int]  # document positions, and the bit of its kind: a flag costs 10 times as much


Run = tuple[int, int, int]  # the same, none over another: the bits of all kinds that meet there

_APART = 24  # changes that are made one by one


def runs(ranges: Iterable[Range]) -> Iterator[Run]:
    """Ranges that may overlap, as stretches that do not, each with the bits of all its kinds, in order."""
    edges = sorted(_edges(ranges))
    open_: dict[int, int] = {}
    bits = 0
    for (here, bit, step), (there, _, _) in pairwise(edges):
        open_[bit] = open_.get(bit, 0) + step
        bits = bits | bit if open_[bit] else bits & ~bit
        if bits and here < there:
            yield here, there, bits


def _edges(ranges: Iterable[Range]) -> Iterator[tuple[int, int, int]]:
    for start, end, kind in ranges:
        if start < end:
            yield start, kind, 1
            yield end, kind, -1


class Coat:
    """The marks that lie on a document. Only what changes is painted anew: a mark is a millisecond, all are 80.

    Lines and tints change no width: the text does not move.
    """

    def __init__(self) -> None:
        self._runs: set[Run] = set()

    def forget(self) -> None:
        """The document was written anew, without marks."""
        self._runs = set()

    def add(self, document: QTextDocument, ranges: Iterable[Range], theme: Theme) -> None:
        """Marks a stretch that has none yet."""
        fresh = set(runs(ranges)) - self._runs
        self._runs |= fresh
        with _edit(document, len(fresh)) as cursor:
            _mark(cursor, fresh, theme)

    def lay(self, document: QTextDocument, pieces: Sequence[Piece], ranges: Iterable[Range], theme: Theme) -> None:
        """Has these marks and no others lie on the pieces."""
        wanted = set(runs(ranges))
        gone, fresh = self._runs - wanted, wanted - self._runs
        self._runs = wanted
        with _edit(document, len(gone) + len(fresh)) as cursor:
            _bare(cursor, pieces, gone)
            _mark(cursor, fresh, theme)


@contextmanager
def _edit(document: QTextDocument, number: int) -> Iterator[QTextCursor]:
    """Many changes in one edit; few apart, because one edit has everything between them laid out anew."""
    cursor = QTextCursor(document)
    together = number > _APART
    if together:
        cursor.beginEditBlock()
    yield cursor
    if together:
        cursor.endEditBlock()


def _bare(cursor: QTextCursor, pieces: Sequence[Piece], gone: Iterable[Run]) -> None:
    """The pieces' own format where marks were."""
    starts = [piece.start for piece in pieces]
    for start, end, _ in sorted(gone):
        place = max(bisect_right(starts, start) - 1, 0)
        while place < len(pieces) and pieces[place].start < end:
            first, last = max(pieces[place].start, start), min(pieces[place].end, end)
            if first < last:
                _select(cursor, first, last)
                cursor.setCharFormat(pieces[place].format)
            place += 1


def _mark(cursor: QTextCursor, fresh: Iterable[Run], theme: Theme) -> None:
    formats: dict[int, QTextCharFormat] = {}
    for start, end, bits in sorted(fresh):
        if bits not in formats:
            formats[bits] = mark_format(Kind(bits), theme)
        _select(cursor, start, end)
        cursor.mergeCharFormat(formats[bits])


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def mark_format(kinds: Kind, theme: Theme) -> QTextCharFormat:
    """What is laid over the text's own format where several kinds meet: one line, one tint."""
    made = QTextCharFormat()
    tint = _tint(kinds, theme)
    if tint:
        made.setBackground(QColor(tint))
    line = _underline(kinds, theme)
    if line:
        made.setUnderlineStyle(line[0])
        made.setUnderlineColor(QColor(mixed(line[1], theme.paper) if Kind.HEADLINE & kinds else line[1]))
    return made


def _tint(kinds: Kind, theme: Theme) -> str | None:
    """The strongest one wins: what was just asked for, then hits, then notes, then quotes."""
    order = (
        (Kind.PASSAGE, theme.accent_soft),
        (Kind.MENTION, theme.accent_soft),
        (Kind.HIT, theme.hit_tint),
        (Kind.NOTE, theme.note_tint),
        (Kind.QUOTE, theme.quote_tint),
    )
    return next((colour for kind, colour in order if kind & kinds), None)


def _underline(kinds: Kind, theme: Theme) -> tuple[QTextCharFormat.UnderlineStyle, str] | None:
    for kind, style in UNDERLINES.items():
        if kind & kinds:
            return style, colour_of(kind, theme)
    if Kind.NOTE & kinds:
        return _LINE.WaveUnderline, theme.note
    return None


def colour_of(kind: Kind, theme: Theme) -> str:
    """The colour of a kind's line or bar."""
    return {
        Kind.PERSON: theme.person,
        Kind.ORGANISATION: theme.organisation,
        Kind.PLACE: theme.place,
        Kind.OTHER: theme.other,
        Kind.QUOTE: theme.quote,
        Kind.INDIRECT: theme.quote,
        Kind.NOTE: theme.note,
        Kind.HIT: theme.hit,
    }.get(kind, theme.accent)
