"""How the lines of a dump can recur: word for word, by their label, by their form, as a date, as a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reader.cleaning.passages import PAGE
from reader.cleaning.shapes import Kind, Shape
from reader.cleaning.stories import COMMENTS
from reader.cleaning.wordlists import folded
from reader.model import CutReason

SENTENCE = 8  # words of a paragraph that counts
COPIED = 3  # paragraphs that recur one after the other: a story's copy
BEGUN, FRAME = 3, 6  # parts of a line's form that are compared
LONGEST = 220  # characters of a line that can recur by its form; whole lines recur at any length
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_LABEL = re.compile(r"[\W\d_]{0,4}([^\W\d_][\w’'/ -]{1,28}?)[ .…]*:(?:\s|$)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TELLING = re.compile(r"^\W|\d")
_JOINED = re.compile(r"a(?:[ ,&+()]+a\b\)?)+")  # several words, as one

Key = tuple[str, str]  # the way in which a line recurs, and what of it does


def keys_of(shape: Shape) -> frozenset[Key]:
    """How a line can recur: as it is, by its label, by its form, as a date, as a rule."""
    if shape.section in COMMENTS:
        return frozenset()
    text = shape.text.strip()
    found = {("whole", folded(text) or text[:3])}
    if shape.kind is Kind.RULE:
        found = {("rule", text[:2])}
    elif len(text) <= LONGEST and shape.kind is not Kind.PROSE:
        if label := _LABEL.match(text):
            found.add(("label", label[1].casefold()))
        if form := _form(text):
            found |= {("form", form[:BEGUN]), ("frame", form[:FRAME])}
        if shape.meta is not None:
            if shape.meta.timed:
                found.add(("date", ""))
            elif shape.meta.value(CutReason.BYLINE):
                found.add(("author", ""))
    if shape.gap >= PAGE:
        found.add(("page", ""))
    return frozenset(found)


def _form(text: str) -> str:
    """A line's form, numbers as 0, words as a; "" without a number or a mark in front, as those are all alike."""
    if not _TELLING.search(text):
        return ""
    return _JOINED.sub("a", _WORD.sub("a", NUMBER.sub("0", text))).replace(" ", "")


def is_running(shape: Shape) -> bool:
    return shape.kind is Kind.PROSE and shape.words >= SENTENCE


def running_text(shapes: Sequence[Shape]) -> list[int]:
    """The paragraphs, but for those that stand under many articles; a story that is there twice recurs in long runs."""
    lines = [i for i, s in enumerate(shapes) if is_running(s)]
    texts = {i: folded(shapes[i].text) for i in lines}
    count = Counter(texts.values())
    runs: list[list[int]] = []
    for place, index in enumerate(lines):
        if place and 1 < count[texts[index]] == count[texts[lines[place - 1]]]:
            runs[-1].append(index)
        else:
            runs.append([index])
    chrome = {i for run in runs if len(run) < COPIED for i in run if count[texts[i]] > 1}
    return [i for i in lines if i not in chrome]
