"""From the roles of passages to an article: its text, blocks and cuts, exact to the character."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reader.cleaning.edits import Draft, Edit, cuts_of, merge
from reader.cleaning.inline import Junk, junk
from reader.cleaning.passages import Passage
from reader.cleaning.repair import INVISIBLE
from reader.model import Block, Cut, CutReason, Role

_ORNAMENTS = (
    re.compile(r"(?P<head>[-–—=*~_#]{1,5}\s+)(?=\S).*?\S(?P<tail>\s+[-–—=*~_#]{1,5})$"),
    re.compile(r"(?P<head>[•▪◦‣►■●*·»]\s*|[-–—]\s+)(?=\S)"),
)
_GAPS = {"control": CutReason.CONTROL, "ornament": CutReason.ORNAMENT, None: CutReason.SPACING}
_INVISIBLES = re.compile(f"(?P<control>[{INVISIBLE}]+)|(?P<ornament>>+)|[^{INVISIBLE}>]+")


@dataclass(slots=True)
class Assembled:
    """The text of an extent with its blocks and cuts."""

    text: str
    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...]
    extent: tuple[int, int]


@dataclass(slots=True)
class Build:
    """A text in the making, with the edits of the source that lead to it."""

    source: str
    edits: list[Edit] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    mark: int = 0  # the first edit after the last block
    kept: int = 0  # where the last block ends in the source


def assemble(
    source: str,
    passages: Mapping[int, Passage],
    roles: Mapping[int, Role | CutReason],
    finer: Mapping[int, Sequence[Junk]],
    numbers: frozenset[str] = frozenset(),
) -> Assembled:
    """Put the passages from the first to the last of `roles` together.

    A passage without a role is taken out as navigation. `finer` says what the parts of a line that
    is taken out are; `numbers` are those that open picture captions in this record.
    """
    first, last = min(roles), max(roles)
    build = Build(source)
    for index in range(first, last + 1):
        passage = passages[index]
        if index > first:
            leave_gap(build, passages[index - 1].end, passage.start)
        role = roles.get(index, CutReason.NAVIGATION)
        if isinstance(role, CutReason):
            take_out(build, passage, role, finer.get(index, ()))
        else:
            _keep(build, passage, role, numbers)
    extent = (passages[first].start, passages[last].end)
    return Assembled("".join(build.parts), tuple(build.blocks), cuts_of(build.edits, source, extent[0]), extent)


def leave_gap(build: Build, start: int, end: int) -> None:
    """What stands between two passages: white space, control characters and the margins of quoted mail."""
    for match in _INVISIBLES.finditer(build.source, start, end):
        reason = _GAPS[match.lastgroup]
        build.edits.append(Edit(match.start(), match.end(), reason))


def take_out(build: Build, passage: Passage, reason: CutReason, finer: Sequence[Junk]) -> None:
    """Take a passage out, in parts where it is known what they are."""
    here = passage.start
    for piece in finer:
        start, end = passage.draft.origin(piece.start), passage.draft.origin_end(piece.end)
        _between(build, here, start)
        build.edits.append(Edit(start, end, piece.reason))
        here = end
    if finer:
        _between(build, here, passage.end)
    else:
        build.edits.append(Edit(passage.start, passage.end, reason))


def _between(build: Build, start: int, end: int) -> None:
    """What separates the parts of a line of metadata."""
    if start < end:
        blank = build.source[start:end].isspace()
        build.edits.append(Edit(start, end, CutReason.SPACING if blank else CutReason.ORNAMENT))


def _keep(build: Build, passage: Passage, role: Role, numbers: frozenset[str]) -> None:
    put(build, passage.start, passage.end, role, inner_edits(passage.draft, role, numbers))


def put(build: Build, start: int, end: int, role: Role, edits: Sequence[Edit]) -> None:
    """Have a stretch stand in the text as its next block, but for what `edits` take out of it."""
    text = Draft(build.source, start, end, edits).text
    if text:
        if build.blocks:
            _part_blocks(build)
        build.parts.append(text)
        build.blocks.append(Block(build.length, build.length + len(text), role))
        build.length += len(text)
    build.edits.extend(edits)
    if text:
        build.mark, build.kept = len(build.edits), end


def _part_blocks(build: Build) -> None:
    """Let one line break of the source, the first since the last block, stand between it and the next."""
    build.parts.append("\n")
    build.length += 1
    for index in range(build.mark, len(build.edits)):
        edit = build.edits[index]
        if edit.reason is CutReason.SPACING:
            build.edits[index : index + 1] = _with_break(build.source, edit)
            return
    build.edits.insert(build.mark, Edit(build.kept, build.kept, CutReason.SPACING, "\n"))  # markup alone parts them


def _with_break(source: str, edit: Edit) -> list[Edit]:
    place = source.find("\n", edit.start, edit.end)
    if place < 0:
        return [Edit(edit.start, edit.end, edit.reason, "\n")]
    around = (Edit(edit.start, place, edit.reason), Edit(place + 1, edit.end, edit.reason))
    return [e for e in around if e.start < e.end]


def inner_edits(draft: Draft, role: Role, numbers: frozenset[str]) -> list[Edit]:
    """All edits of a passage that stays: repairs, ornaments, junk run into it, the white space round them."""
    text = draft.text
    pieces = _ornaments(text, role) or [p for p in junk(text, numbers) if p.start < p.end]
    pieces += _spaces(text, pieces)
    if not pieces:
        return list(draft.edits)
    pieces.sort(key=lambda piece: piece.start)
    coarse = [Edit(draft.origin(p.start), draft.origin_end(p.end), p.reason) for p in pieces]
    return merge(draft.edits, coarse)


def _ornaments(text: str, role: Role) -> list[Junk]:
    """Dashes on both sides of a subheading, the bullet of a list's item."""
    if role is Role.PARAGRAPH:
        return []
    for pattern in _ORNAMENTS if role is Role.SUBHEADING else _ORNAMENTS[1:]:
        if match := pattern.match(text):
            return [Junk(*match.span(name), CutReason.ORNAMENT) for name in match.groupdict() if match[name]]
    return []


def _spaces(text: str, pieces: Sequence[Junk]) -> list[Junk]:
    """White space that is left over at the ends, and beside what is taken out."""
    spaces: list[Junk] = []
    kept_end = here = 0  # the end of the last visible text that stays, and of what has been looked at
    for start, end in [*((p.start, p.end) for p in pieces), (len(text), len(text))]:
        kept = text[here:start]
        if kept.strip():
            begin = here + len(kept) - len(kept.lstrip())
            spaces += _blank(text, kept_end, begin, pieces, one=bool(kept_end))
            kept_end = here + len(kept.rstrip())
        here = end
    return spaces + _blank(text, kept_end, len(text), pieces, one=False)


def _blank(text: str, start: int, end: int, pieces: Sequence[Junk], *, one: bool) -> list[Junk]:
    """The white space from `start` to `end` that is in no piece, but for the first of it when `one` stays."""
    spaces = []
    for begin, stop in _free(start, end, pieces):
        if one and begin < stop:
            begin, one = begin + 1, False
        if begin < stop:
            spaces.append(Junk(begin, stop, CutReason.SPACING))
    return spaces


def _free(start: int, end: int, pieces: Sequence[Junk]) -> list[tuple[int, int]]:
    free = []
    for piece in pieces:
        if start <= piece.start < end:
            free.append((start, piece.start))
            start = piece.end
    return [*free, (start, end)]
