"""What a line is by the lines beside it, before headers are read: labels in a row, captions over a credit.

Each rule asks for a layout that only one kind of line has; lines of running text never match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.cleaning.edits import Draft
from reader.cleaning.labelled_lines import begins_with_label
from reader.cleaning.metadata import MetaLine, Part
from reader.cleaning.passages import Passage
from reader.cleaning.shapes import Kind, Shape, shape
from reader.cleaning.wordlists import either, folded
from reader.model import CutReason

_BODY = re.compile(rf"(?:{either('body_labels')})[ .…]*:(?=\s|$)", re.I)
_CREDITED = 30  # words of a caption whose credit stands on the next line
_VALUE = 100  # characters of a label and what it says


def settled(source: str, shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes, some of them told better by their neighbours; a label before a body is parted from it."""
    result = list(_parted(source, shapes))
    for index, here in enumerate(result):
        if here.kind is Kind.META:
            here.closes = _is_under(result, index)
            _name_echo(result, index)
        elif here.kind in (Kind.SHORT, Kind.PROSE):
            _settle(result, index)
    return result


def _parted(source: str, shapes: Sequence[Shape]) -> Iterator[Shape]:
    """ "Text: The council ..." under other labels is two passages."""
    above: Shape | None = None
    for here in shapes:
        match = _BODY.match(here.text) if above is not None and _labelled(above) else None
        if match is None:
            yield here
        else:
            draft = here.passage.draft
            middle = draft.origin_end(match.end())
            edits = [e for e in draft.edits if e.start < middle]
            label = Draft(source, draft.start, middle, edits)
            yield Shape(Passage(label, here.gap), Kind.CHROME, 1, CutReason.NAVIGATION, "navigation")
            begin = middle + len(source[middle : draft.end]) - len(source[middle : draft.end].lstrip())
            if begin < draft.end:
                rest = [e for e in draft.edits if e.start >= begin]
                yield shape(Passage(Draft(source, begin, draft.end, rest), 0))
        above = here


def _labelled(here: Shape) -> bool:
    return here.kind is Kind.META and begins_with_label(here.text)


def _settle(shapes: Sequence[Shape], index: int) -> None:
    here = shapes[index]
    if _is_label(shapes, index):
        here.kind, here.meta = Kind.META, MetaLine((Part(0, len(here.text), CutReason.NAVIGATION, ""),))
    elif _has_credit(shapes, index):
        here.kind, here.reason = Kind.CHROME, CutReason.CAPTION


def _is_label(shapes: Sequence[Shape], index: int) -> bool:
    """ "Words: 345" right under or over lines with labels that are known, and not the last before the text."""
    here = shapes[index]
    if len(here.text) > _VALUE or not begins_with_label(here.text) or index == 0 or index + 1 == len(shapes):
        return False
    above, below = shapes[index - 1], shapes[index + 1]
    if here.gap == 0 and _labelled(above) and (below.gap or _labelled(below)):
        return here.text[-1] not in ".!?" or here.words <= 4
    return below.gap == 0 and _labelled(below) and here.gap > 0 and here.text[-1] not in ".!?"


def _has_credit(shapes: Sequence[Shape], index: int) -> bool:
    """A short sentence between the lines of a header and a credit is a picture's caption."""
    here = shapes[index]
    if not 0 < index < len(shapes) - 2 or here.words > _CREDITED or here.kind is not Kind.PROSE:
        return False
    above, below = shapes[index - 1], shapes[index + 1]
    told = above.kind is Kind.META or (above.kind is Kind.CHROME and above.reason is not CutReason.ADVERT)
    return told and below.gap == 0 and below.reason is CutReason.CAPTION


def _is_under(shapes: Sequence[Shape], index: int) -> bool:
    """Whether a line of metadata closes the story above: right under its last sentence, and a gap before the next."""
    here = shapes[index]
    if index == 0 or shapes[index - 1].kind is not Kind.PROSE:
        return False
    if index + 1 == len(shapes):
        return True
    below = shapes[index + 1]
    return below.gap > here.gap and below.kind in (Kind.SHORT, Kind.RULE)


def _name_echo(shapes: Sequence[Shape], index: int) -> None:
    """The line above and the one below a time, when they are the same: the source, whatever it is called."""
    if not 0 < index < len(shapes) - 1:
        return
    above, below = shapes[index - 1], shapes[index + 1]
    if above.kind is below.kind is Kind.SHORT and above.words <= 8 and folded(above.text) == folded(below.text):
        above.name = below.name = True
