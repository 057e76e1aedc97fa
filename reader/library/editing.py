"""A cleaned text with something of its source put back, or taken out: exact to the character.

An extent's source is cut into pieces: what stands in a block as it is, what is replaced, what is cut. An edit
turns pieces from one kind into another and never adds or drops any, so that text and cuts always lead
back to the source. Blocks that no edit touches stay as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from reader.model import Article, Block, Cut, CutReason, Role, restore

KEEP, CUT = "keep", "cut"

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = re.compile(f"[{_BREAKS}]+")
# What never stands in a text, whoever wants it: control characters but the tab, byte order marks, lone surrogates.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]+")


class Edit(NamedTuple):
    """What the user wants of a stretch of the source text: `kind` is KEEP or CUT."""

    kind: str
    start: int  # in the record's source text, as an extent is
    stop: int
    passage: str


@dataclass(slots=True)
class _Piece:
    """A stretch of the extent's source. Without a reason it stands in the text as it is, else as `new`."""

    start: int
    end: int
    block: int | None  # None: between blocks
    reason: CutReason | None = None
    new: str = ""

    @property
    def parts_blocks(self) -> bool:
        return self.block is None and (self.reason is None or bool(self.new))


def edited(article: Article, edits: Iterable[Edit]) -> Article:
    """The article with these edits in order; one whose passage is not in its extent is passed over."""
    source = restore(article.text, article.cuts)
    draft = _Draft(article, source)
    changed = False
    for edit in edits:
        place = located(edit, source, article.extent[0])
        if place is not None:
            (draft.keep if edit.kind == KEEP else draft.cut)(*place)
            changed = True
    return draft.article() if changed else article


def located(edit: Edit, source: str, begin: int) -> tuple[int, int] | None:
    """Where an edit's passage stands in the extent: at its place, else where it stands once alone."""
    start, stop = edit.start - begin, edit.stop - begin
    if start >= 0 and source[start:stop] == edit.passage:
        return start, stop
    if edit.passage and source.count(edit.passage) == 1:
        start = source.index(edit.passage)
        return start, start + len(edit.passage)
    return None


class _Draft:
    """An article's pieces while edits are made."""

    def __init__(self, article: Article, source: str) -> None:
        self._article = article
        self._source = source
        self._roles: dict[int, Role] = {number: block.role for number, block in enumerate(article.blocks)}
        self._touched: set[int] = set()
        self._pieces = list(_pieces(article))

    def keep(self, start: int, stop: int) -> None:
        """Have what is cut from `start` to `stop` stand in the text; lines by themselves become paragraphs."""
        self._split(start, stop, kept=False)
        made: list[_Piece] = []
        for piece in self._pieces:
            if piece.reason is None or piece.end <= start or piece.start >= stop:
                made.append(piece)
            elif piece.block is None:
                made += self._as_blocks(piece)
            else:
                self._touched.add(piece.block)
                made += _in_line(self._source, piece.start, piece.end, piece.block)
        self._pieces = made

    def cut(self, start: int, stop: int) -> None:
        """Have nothing from `start` to `stop` stand in the text; what is cut there keeps its reason."""
        self._split(start, stop, kept=True)
        for piece in self._pieces:
            stands = piece.block is not None and (piece.reason is None or piece.new)
            if stands and piece.start < stop and piece.end > start and piece.block is not None:
                self._touched.add(piece.block)
                piece.reason, piece.new = CutReason.USER, ""

    def _split(self, start: int, stop: int, *, kept: bool) -> None:
        """Part the pieces at both places; a replaced one goes whole."""
        for place in (start, stop):
            for number, piece in enumerate(self._pieces):
                if piece.start < place < piece.end and not piece.new and (piece.reason is None) == kept:
                    self._pieces[number : number + 1] = [replace(piece, end=place), replace(piece, start=place)]
                    break

    def _as_blocks(self, piece: _Piece) -> Iterator[_Piece]:
        """A cut between blocks as paragraphs, one a line."""
        for start, end, visible in _lines(self._source, piece.start, piece.end):
            if visible:
                number = len(self._roles)
                self._roles[number] = Role.PARAGRAPH
                self._touched.add(number)
                yield from _in_line(self._source, start, end, number)
            else:
                yield from _blank(self._source, start, end)

    def article(self) -> Article:
        """The article with the pieces as they are now."""
        for number in self._touched:
            self._trim(number)
        self._part()
        text: list[str] = []
        blocks: list[Block] = []
        cuts: list[Cut] = []
        length, open_block = 0, None
        for piece in self._pieces:
            shown = self._source[piece.start : piece.end] if piece.reason is None else piece.new
            if piece.reason is CutReason.USER and cuts and (cuts[-1].at, cuts[-1].reason) == (length, CutReason.USER):
                cuts[-1] = replace(cuts[-1], text=cuts[-1].text + self._source[piece.start : piece.end])
            elif piece.reason is not None and (piece.start < piece.end or piece.new):
                cuts.append(Cut(length, self._source[piece.start : piece.end], piece.reason, len(piece.new)))
            if piece.block is not None:
                begin = length if piece.block != open_block else blocks.pop().start
                blocks.append(Block(begin, length + len(shown), self._roles[piece.block]))
                open_block = piece.block
            text.append(shown)
            length += len(shown)
        return replace(self._article, text="".join(text), blocks=tuple(blocks), cuts=tuple(cuts))

    def _trim(self, number: int) -> None:
        """No white space or cut at a block's ends; a block of which nothing is left is none."""
        own = [place for place, piece in enumerate(self._pieces) if piece.block == number]
        for places in (own, own[::-1]):
            for place in places:
                piece = self._pieces[place]
                if piece.block is not None and self._shown(piece).strip():
                    break
                piece.block = None
                piece.reason, piece.new = piece.reason or CutReason.SPACING, ""
        self._trim_end(number, first=True)
        self._trim_end(number, first=False)

    def _trim_end(self, number: int, *, first: bool) -> None:
        own = [place for place, piece in enumerate(self._pieces) if piece.block == number]
        if not own:
            return
        place = own[0] if first else own[-1]
        piece = self._pieces[place]
        text = self._shown(piece)
        bare = len(text.lstrip() if first else text.rstrip())
        blank = len(text) - bare
        if not blank or piece.reason is not None:
            return
        if first:
            rest = [_Piece(piece.start, piece.start + blank, None, CutReason.SPACING)]
            self._pieces[place : place + 1] = [*rest, replace(piece, start=piece.start + blank)]
        else:
            rest = [_Piece(piece.end - blank, piece.end, None, CutReason.SPACING)]
            self._pieces[place : place + 1] = [replace(piece, end=piece.end - blank), *rest]

    def _shown(self, piece: _Piece) -> str:
        return self._source[piece.start : piece.end] if piece.reason is None else piece.new

    def _part(self) -> None:
        """Exactly one line break between two blocks, none before the first and after the last."""
        groups = [(key, list(group)) for key, group in groupby(self._pieces, key=lambda piece: piece.block)]
        made: list[_Piece] = []
        blocks = [place for place, (key, _) in enumerate(groups) if key is not None]
        for place, (key, group) in enumerate(groups):
            if key is not None:
                if place and groups[place - 1][0] is not None:  # two blocks without anything between them
                    made.append(_Piece(group[0].start, group[0].start, None, CutReason.SPACING, "\n"))
                made += group
            else:
                outer = not blocks or place < blocks[0] or place > blocks[-1]
                made += _unparted(group) if outer else self._parted(group)
        self._pieces = made

    def _parted(self, gap: list[_Piece]) -> list[_Piece]:
        first = next((piece for piece in gap if piece.parts_blocks), None)
        if first is not None:
            return [piece if piece is first else _plain(piece) for piece in gap]
        for number, piece in enumerate(gap):
            place = self._source.find("\n", piece.start, piece.end)
            if piece.reason is CutReason.SPACING and place >= 0:
                around = (
                    _Piece(piece.start, place, None, piece.reason),
                    _Piece(place + 1, piece.end, None, piece.reason),
                )
                kept = [around[0], _Piece(place, place + 1, None), around[1]]
                return [*gap[:number], *(each for each in kept if each.start < each.end), *gap[number + 1 :]]
        return [_Piece(gap[0].start, gap[0].start, None, CutReason.SPACING, "\n"), *gap]


def _unparted(gap: list[_Piece]) -> list[_Piece]:
    return [_plain(piece) for piece in gap]


def _plain(piece: _Piece) -> _Piece:
    """A piece between blocks that does not part them."""
    return replace(piece, reason=piece.reason or CutReason.SPACING, new="") if piece.parts_blocks else piece


def _pieces(article: Article) -> Iterator[_Piece]:
    """The article's extent in pieces."""
    here = source = 0  # in the text, in the extent's source
    owner = _Owners(article.blocks)
    for cut in article.cuts:
        yield from owner.kept(here, cut.at, source - here)
        source += cut.at - here
        here = cut.at + cut.instead
        block = owner.of_cut(cut)
        yield _Piece(source, source + len(cut.text), block, cut.reason, article.text[cut.at : here])
        source += len(cut.text)
    yield from owner.kept(here, len(article.text), source - here)


class _Owners:
    """Which block a place of the text belongs to."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._next = 0

    def kept(self, start: int, end: int, shift: int) -> Iterator[_Piece]:
        """The text from `start` to `end` stands as it is; line breaks between blocks are pieces of their own."""
        while start < end:
            block = self._at(start)
            if block is None:
                until = next((each.start for each in self._blocks[self._next :] if each.start > start), end)
            else:
                until = self._blocks[block].end
            until = min(until, end)
            yield _Piece(start + shift, until + shift, block)
            start = until

    def of_cut(self, cut: Cut) -> int | None:
        """One at a block's very begin or end stands between blocks, unless something stands for it."""
        block = self._at(cut.at)
        if block is None or (not cut.instead and cut.at == self._blocks[block].start):
            return None
        return block

    def _at(self, place: int) -> int | None:
        while self._next < len(self._blocks) and self._blocks[self._next].end <= place:
            self._next += 1
        if self._next < len(self._blocks) and self._blocks[self._next].start <= place:
            return self._next
        return None


def _lines(source: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The lines of a stretch, and the white space round them."""
    here = start
    for begin, stop in _between_breaks(source, start, end):
        line = source[begin:stop]
        first = begin + len(line) - len(line.lstrip())
        last = begin + len(line.rstrip())
        if first >= last or not _CONTROL.sub("", source[first:last]).strip():
            continue
        if here < first:
            yield here, first, False
        yield first, last, True
        here = last
    if here < end:
        yield here, end, False


def _between_breaks(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _BREAK.finditer(source, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


_INLINE = re.compile(f"(?P<breaks>[{_BREAKS}]+)|{_CONTROL.pattern}")


def _in_line(source: str, start: int, end: int, block: int) -> Iterator[_Piece]:
    """A stretch within a block: line breaks become blanks, control characters stay out."""
    for match in _INLINE.finditer(source, start, end):
        if start < match.start():
            yield _Piece(start, match.start(), block)
        reason, new = (CutReason.SPACING, " ") if match["breaks"] else (CutReason.CONTROL, "")
        yield _Piece(match.start(), match.end(), block, reason, new)
        start = match.end()
    if start < end:
        yield _Piece(start, end, block)


def _blank(source: str, start: int, end: int) -> Iterator[_Piece]:
    """What stands between lines: white space and control characters."""
    for match in _CONTROL.finditer(source, start, end):
        if start < match.start():
            yield _Piece(start, match.start(), None, CutReason.SPACING)
        yield _Piece(match.start(), match.end(), None, CutReason.CONTROL)
        start = match.end()
    if start < end:
        yield _Piece(start, end, None, CutReason.SPACING)


def to_source(article: Article, start: int, end: int) -> tuple[int, int]:
    """Where `text[start:end]` stands in the record's source text; cuts at its ends are left out."""
    first = article.extent[0] + _origin(article, start)[0]
    return first, article.extent[0] + _origin(article, end - 1)[1] if start < end else first


def _origin(article: Article, place: int) -> tuple[int, int]:
    """Where the character at `place` stands in the extent; one of a replacement stands for all that it replaces."""
    shift = 0
    for cut in article.cuts:
        if cut.at > place:
            break
        if place < cut.at + cut.instead:
            return cut.at + shift, cut.at + shift + len(cut.text)
        shift += len(cut.text) - cut.instead
    return place + shift, place + shift + 1


def to_text(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of the record's source text stands in the text; None where one of its ends is cut."""
    first, last = _down(article, start, first=True), _down(article, end, first=False)
    return (first, last) if first is not None and last is not None and first <= last else None


def _down(article: Article, place: int, *, first: bool) -> int | None:
    source = article.extent[0]
    here = 0
    for cut in article.cuts:
        begin = source + cut.at - here  # where the cut begins in the source
        stop = begin + len(cut.text)
        if place < begin or (place == begin and not first):
            break
        if place < stop or (place == stop and not first):
            edge = begin if first else stop
            return (cut.at if first else cut.at + cut.instead) if cut.instead and place == edge else None
        source, here = stop, cut.at + cut.instead
    found = here + place - source
    return found if 0 <= found <= len(article.text) else None
