"""What lines, attributes and headings of days say of each of several articles on a page."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cleaning.dates import read_date
from reader.cleaning.entry_attributes import labels_of, texts_of
from reader.cleaning.entry_sight import Entry, Sight
from reader.cleaning.entry_signatures import signature
from reader.cleaning.metalines import meta_line
from reader.cleaning.names import SECTIONS, is_name, is_publication
from reader.cleaning.regions import said_of
from reader.cleaning.shapes import Kind
from reader.model import CutReason, Precision

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "dt"))
BELOW = 7  # lines below the last paragraph that may tell of it
SIGNED = 30  # words of a line that says by whom and when, among other things


def read_facts(sight: Sight, found: Sequence[Entry]) -> None:
    """Find out what is said of each entry: by its lines, by its markup, by the day over it and its neighbours."""
    day = ""
    for entry in found:
        first, last = _edges(sight, entry)
        entry.first = first
        blocks = sight.page.blocks
        places = [(blocks[entry.start].start, blocks[first].start)] if first < entry.end else []
        if last + 1 < entry.end:
            places.append((blocks[last].end, blocks[min(last + BELOW, entry.end - 1)].end))
        headline = blocks[entry.headline]
        entry.labels = labels_of(sight.labels(), sight.page.source, places, (headline.start, headline.end))
        below = range(last + 1, min(last + 1 + BELOW, entry.end))
        _read_lines(sight, entry, (*range(entry.start, first), *below), first)
        if is_day(sight, entry.start):
            day = sight.texts[entry.start]
        told = {*entry.labels} if _is_vague(entry) else {*entry.labels, *entry.said}
        loose = texts_of(sight.labels(), sight.page.source, places[0]) if places else {}
        if day:
            loose.setdefault(CutReason.TIME, day)
        entry.labels |= {reason: value for reason, value in loose.items() if reason not in told}


def _is_vague(entry: Entry) -> bool:
    """Whether its lines say no more than a month: "Skerry Gazette4 June 2019" does, of two elements side by side."""
    reading = read_date(entry.said.get(CutReason.TIME, ""))
    return reading is not None and reading.precision in (Precision.MONTH, Precision.YEAR)


def known(entry: Entry) -> set[CutReason]:
    """What is known of an entry; a name without a date is a source's only where it is known for one."""
    told = {*entry.labels, *entry.said}
    return told if CutReason.TIME in told or is_publication(source_of(entry)) else told - {CutReason.SOURCE}


def source_of(entry: Entry) -> str:
    return entry.labels.get(CutReason.SOURCE) or entry.said.get(CutReason.SOURCE, "")


def is_day(sight: Sight, index: int) -> bool:
    """Whether a heading is a day, under which the articles of that day stand."""
    element = sight.page.elements[sight.page.blocks[index].element]
    marked = element.tag in HEADINGS or said_of(sight.page.blocks[index].element, sight.page.elements) is CutReason.TIME
    return marked and (reading := read_date(sight.texts[index])) is not None and not reading.clock_only


def _edges(sight: Sight, entry: Entry) -> tuple[int, int]:
    """The first and the last block of prose that is no line of metadata."""
    prose = [i for i in range(entry.headline + 1, entry.end) if sight.prose[i] and sight.shape(i).kind is Kind.PROSE]
    return (prose[0], prose[-1]) if prose else (entry.end, entry.end)


def _read_lines(sight: Sight, entry: Entry, places: Sequence[int], first: int) -> None:
    """Note what the short lines at the begin and the end of an entry say."""
    for index in places:
        here = sight.shape(index)
        if index == entry.headline and here.meta is None:
            continue
        if here.meta is not None:
            entry.live |= here.meta.ticks and index < first
            for part in here.meta.parts:
                if part.reason is not CutReason.TIME or here.meta.timed:
                    entry.said.setdefault(part.reason, part.value)
        elif here.text.endswith(":") and index + 1 < entry.end:
            pair = meta_line(f"{here.text} {sight.texts[index + 1]}")  # a table's two columns
            for part in pair.parts if pair else ():
                entry.labels.setdefault(part.reason, part.value)
        elif here.words <= SIGNED and (loose := signature(here.text)):
            entry.labels |= {kind: text for kind, text in loose.items() if kind not in {*entry.labels, *entry.said}}
        elif index < first and (reason := _named(sight, index)) is not None:
            entry.names[index] = reason
            entry.said.setdefault(reason, here.text)


def _named(sight: Sight, index: int) -> CutReason | None:
    """A name among the lines of a header: the author's where the markup says so, else of a publication."""
    text = sight.texts[index]
    if not is_name(text) or text.casefold() in SECTIONS:
        return None
    if said_of(sight.page.blocks[index].element, sight.page.elements) is CutReason.BYLINE:
        return CutReason.BYLINE
    return CutReason.SOURCE if is_publication(text) else None
