"""A cleaned text with something of its source put back, or taken out: exact to the character.

An edit turns pieces of the extent's source from one kind into another and never adds or drops any, so that text
and cuts always lead back to the source. Blocks that no edit touches stay as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from reader.library.pieces import Piece, blank, in_line, lines, pieces
from reader.model import Article, Block, Cut, CutReason, Role, restore

KEEP, CUT = "keep", "cut"


class Edit(NamedTuple):
    """What the user wants of a stretch of the source text: `kind` is KEEP or CUT."""

    kind: str
    start: int  # in the record's source text, as an extent is
    stop: int
    passage: str


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
        self._pieces = list(pieces(article))

    def keep(self, start: int, stop: int) -> None:
        """Have what is cut from `start` to `stop` stand in the text; lines by themselves become paragraphs."""
        self._split(start, stop, kept=False)
        made: list[Piece] = []
        for piece in self._pieces:
            if piece.reason is None or piece.end <= start or piece.start >= stop:
                made.append(piece)
            elif piece.block is None:
                made += self._as_blocks(piece)
            else:
                self._touched.add(piece.block)
                made += in_line(self._source, piece.start, piece.end, piece.block)
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

    def _as_blocks(self, piece: Piece) -> Iterator[Piece]:
        """A cut between blocks as paragraphs, one a line."""
        for start, end, visible in lines(self._source, piece.start, piece.end):
            if visible:
                number = len(self._roles)
                self._roles[number] = Role.PARAGRAPH
                self._touched.add(number)
                yield from in_line(self._source, start, end, number)
            else:
                yield from blank(self._source, start, end)

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
            rest = [Piece(piece.start, piece.start + blank, None, CutReason.SPACING)]
            self._pieces[place : place + 1] = [*rest, replace(piece, start=piece.start + blank)]
        else:
            rest = [Piece(piece.end - blank, piece.end, None, CutReason.SPACING)]
            self._pieces[place : place + 1] = [replace(piece, end=piece.end - blank), *rest]

    def _shown(self, piece: Piece) -> str:
        return self._source[piece.start : piece.end] if piece.reason is None else piece.new

    def _part(self) -> None:
        """Exactly one line break between two blocks, none before the first and after the last."""
        groups = [(key, list(group)) for key, group in groupby(self._pieces, key=lambda piece: piece.block)]
        made: list[Piece] = []
        blocks = [place for place, (key, _) in enumerate(groups) if key is not None]
        for place, (key, group) in enumerate(groups):
            if key is not None:
                if place and groups[place - 1][0] is not None:  # two blocks without anything between them
                    made.append(Piece(group[0].start, group[0].start, None, CutReason.SPACING, "\n"))
                made += group
            else:
                outer = not blocks or place < blocks[0] or place > blocks[-1]
                made += map(_plain, group) if outer else self._parted(group)
        self._pieces = made

    def _parted(self, gap: list[Piece]) -> list[Piece]:
        first = next((piece for piece in gap if piece.parts_blocks), None)
        if first is not None:
            return [piece if piece is first else _plain(piece) for piece in gap]
        for number, piece in enumerate(gap):
            place = self._source.find("\n", piece.start, piece.end)
            if piece.reason is CutReason.SPACING and place >= 0:
                around = (
                    Piece(piece.start, place, None, piece.reason),
                    Piece(place + 1, piece.end, None, piece.reason),
                )
                kept = [around[0], Piece(place, place + 1, None), around[1]]
                return [*gap[:number], *(each for each in kept if each.start < each.end), *gap[number + 1 :]]
        return [Piece(gap[0].start, gap[0].start, None, CutReason.SPACING, "\n"), *gap]


def _plain(piece: Piece) -> Piece:
    """A piece between blocks that does not part them."""
    return replace(piece, reason=piece.reason or CutReason.SPACING, new="") if piece.parts_blocks else piece
