"""What attributes in the markup say of an article: its address, its time, its author, its source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.cleaning.dates import Reading, read_date
from reader.cleaning.markup import Label
from reader.cleaning.metalines import meta_line
from reader.cleaning.names import is_name
from reader.model import CutReason, Precision

_PERMANENT = re.compile(r"bookmark|permalink|permanent|timestamp|u-url|entry-date|post-date", re.I)
_TIMES = re.compile(r"publish|created|date|time|posted|dt-", re.I)
_UPDATED = re.compile(r"updated|modified", re.I)
_AUTHORS = re.compile(r"(?:^|[\s_-])(?:author|autor|auteur|byline|fn|p-author|creator)(?:$|[\s_-])", re.I)
_SOURCES = re.compile(
    r"(?:^|[\s_-])(?:source|publisher|publication|outlet|newspaper|quelle|zeitung|fuente|medio|periodico|journal|feed-?title"
    r"|testata|site-?name)(?:$|[\s_-])",
    re.I,
)
_NOWHERE = ("#", "javascript:", "mailto:")
LONGEST = 80  # characters of a name

Said = dict[CutReason, str]
Place = tuple[int, int]  # in the source text


def labels_of(labels: Sequence[Label], source: str, places: Sequence[Place], headline: Place) -> Said:
    """What the labels in some stretches of the source text say; an address counts as NAVIGATION."""
    within = [label for start, end in places for label in _within(labels, start, end)]
    found = {
        CutReason.NAVIGATION: next(_addresses(within, headline), None),
        CutReason.TIME: next(_times(within), None),
        CutReason.BYLINE: next(_named(within, source, _AUTHORS, CutReason.BYLINE), None),
        CutReason.SOURCE: next(_named(within, source, _SOURCES, CutReason.SOURCE), None),
    }
    return {reason: value for reason, value in found.items() if value}


def _within(labels: Sequence[Label], start: int, end: int) -> Iterator[Label]:
    first = bisect_left(labels, start, key=lambda label: label.at)
    last = bisect_left(labels, end, key=lambda label: label.at)
    return (label for label in labels[first:last] if label.end <= end)


def _named(labels: Sequence[Label], source: str, words: re.Pattern[str], reason: CutReason) -> Iterator[str]:
    """The names that stand in elements called so."""
    for label in labels:
        if label.at < label.end <= label.at + LONGEST and words.search(_names(label)):
            name = _name(source[label.at : label.end], reason)
            if name:
                yield name


def _name(text: str, reason: CutReason) -> str | None:
    text = " ".join(text.split())
    meta = meta_line(text)
    if meta is not None:
        return meta.value(reason)
    return text if is_name(text) else None


def _names(label: Label) -> str:
    return " ".join(label.stated.get(name) or "" for name in ("class", "itemprop", "rel"))


def _addresses(labels: Sequence[Label], headline: Place) -> Iterator[str]:
    """The link of the headline; else one that says of itself that it lasts."""
    anchors = [(label, (label.stated.get("href") or "").strip()) for label in labels if label.tag == "a"]
    links = [(label, href) for label, href in anchors if href and not href.startswith(_NOWHERE)]
    yield from (href for label, href in links if label.at < headline[1] and headline[0] < label.end)
    yield from (href for label, href in links if _PERMANENT.search(_names(label)))


def _times(labels: Sequence[Label]) -> Iterator[str]:
    """Moments that attributes state, those of publication first."""
    stated = [(label, value) for label in labels if (value := _moment(label))]
    yield from (value for label, value in stated if not _UPDATED.search(_names(label)))
    yield from (value for _, value in stated)


def texts_of(labels: Sequence[Label], source: str, place: Place) -> Said:
    """What elements of their own hold over an article that are not called anything: a day, a publication's name.

    "<span>Skerry Gazette</span><span>4 June 2019</span>" is one line without a space in its text.
    """
    held = [(label, source[label.at : label.end].strip()) for label in _within(labels, *place)]
    short = [(label, text) for label, text in held if text and len(text) < LONGEST]
    said: Said = {}
    for label, text in short:
        reading = read_date(text)
        if reading is not None and _is_day(reading):
            said.setdefault(CutReason.TIME, reading.text)
            before = next((name for other, name in short if other.end == label.at), "")
            if is_name(before) and meta_line(before) is None:
                said.setdefault(CutReason.SOURCE, before)
    return said


def _moment(label: Label) -> str | None:
    if label.tag == "time":
        value = label.stated.get("datetime")
    elif _TIMES.search(_names(label)):
        value = label.stated.get("content") or label.stated.get("title")
    else:
        return None
    reading = read_date(value.strip()) if value else None
    return value.strip() if value and reading is not None and _is_day(reading) else None


def _is_day(reading: Reading) -> bool:
    return reading.moment is not None and reading.precision not in (Precision.YEAR, Precision.MONTH)
