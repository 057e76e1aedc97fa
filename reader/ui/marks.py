"""What is marked in an article, and the character formats that show it.

Kinds of marks overlap freely: a name in a quotation that is a search hit has three. The document
is cut where any mark begins or ends, and each stretch gets one format made of all its kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


def runs(ranges: Iterable[Range]) -> Iterator[tuple[int, int, int]]:
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


def paint(document: QTextDocument, pieces: Iterable[Piece], ranges: Iterable[Range], theme: Theme) -> None:
    """Gives every piece its plain format and every marked stretch its marks, in one edit.

    Lines and tints change no width: the text does not move.
    """
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for piece in pieces:
        _select(cursor, piece.start, piece.end)
        cursor.setCharFormat(piece.format)
    formats: dict[int, QTextCharFormat] = {}
    for start, end, bits in runs(ranges):
        if bits not in formats:
            formats[bits] = mark_format(Kind(bits), theme)
        _select(cursor, start, end)
        cursor.mergeCharFormat(formats[bits])
    cursor.endEditBlock()


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
