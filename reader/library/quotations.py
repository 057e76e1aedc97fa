"""All quotations of the library, one row each: listed a page at a time, by speaker, class, date and words.

A row says where a quotation stands and what it is found by; its words stay in the article's text. Row ids of
articles are dates (see `places.py`), so that "the newest hundred by this speaker" reads little more than a hundred.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reader.library import names, packing, periods, reading, tokens, wording
from reader.library.names import SPEAKER
from reader.library.places import DATED, DAY_BITS
from reader.library.states import BIN
from reader.model import Marks, PublishedDate, Quote, QuoteKind, SpeakerClass

Place = tuple[int, int]  # row id of the article, offset of the quotation in its text

_KINDS = {QuoteKind.DIRECT: 0, QuoteKind.DOCUMENT: 1, QuoteKind.INDIRECT: 2}
_CLASSES = {None: 0, SpeakerClass.NAMED: 1, SpeakerClass.ANONYMOUS: 2, SpeakerClass.INSTITUTION: 3}
_VERBATIM = "q.kind < 2"
_UNBINNED = f"NOT EXISTS (SELECT 1 FROM state b WHERE b.kind = {BIN} AND b.id = q.id)"
_FEW = 200  # speakers that are looked up one by one in the index
_PHRASE = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotations are wanted; all of them, as it stands."""

    words: str = ""  # in the quotation; "in quotation marks" stand together
    speaker: str = ""  # words of a name; the last may be its beginning
    name: str | None = None  # exactly this speaker
    classes: frozenset[SpeakerClass | None] = frozenset()  # empty: any; None: nobody is known to answer for it
    dates: str = ""  # "2011-03", "2011..2013", "..2012-06"
    indirect: bool = False  # reported speech too


class Quotation(NamedTuple):
    """A quotation with the article that it stands in."""

    rowid: int
    id: str
    title: str
    source: str | None
    published: PublishedDate
    text: int  # the number of the text: copies of an article share it
    quote: Quote

    @property
    def place(self) -> Place:
        return self.rowid, self.quote.start


def understood(dates: str) -> bool:
    """Whether a span of dates can be read; nothing is one too."""
    return not dates.strip() or periods.span(dates) is not None


# Keeping them


def store(connection: sqlite3.Connection, rowid: int, article: bytes, marks: Marks) -> None:
    """Note an article's quotations, in place of those that it had."""
    remove(connection, rowid)
    for quote in marks.quotes:
        speaker = names.speaker_number(connection, article, quote.speaker) if quote.speaker else None
        words = wording.words_of(quote.text) if quote.kind is not QuoteKind.INDIRECT else []
        mark = wording.fingerprint(words)
        values = rowid, quote.start, _KINDS[quote.kind], _CLASSES[quote.speaker_class], speaker, mark
        connection.execute("INSERT OR IGNORE INTO quotation VALUES (?, ?, ?, ?, ?, ?)", values)
        if mark is not None:
            echoes = ((echo, mark) for echo in wording.echoes(words))
            connection.executemany("INSERT OR IGNORE INTO echo (hash, wording) VALUES (?, ?)", echoes)


def remove(connection: sqlite3.Connection, rowid: int) -> None:
    """Forget an article's quotations, and what only they had said."""
    rows = connection.execute("SELECT wording FROM quotation WHERE id = ? AND wording IS NOT NULL", (rowid,))
    marks = rows.fetchall()
    connection.execute("DELETE FROM quotation WHERE id = ?", (rowid,))
    connection.executemany(
        "DELETE FROM echo WHERE wording = ?1 AND NOT EXISTS (SELECT 1 FROM quotation WHERE wording = ?1)", marks
    )


def fill(connection: sqlite3.Connection) -> None:
    """Note the quotations of all articles that have marks: for a library from before they were noted."""
    rowids = [row[0] for row in connection.execute("SELECT id FROM marks ORDER BY id")]
    sql = """SELECT a.id, a.key, t.packed, m.packed FROM article a JOIN text t ON t.id = a.text
        JOIN marks m ON m.id = a.id AND m.version = a.version WHERE a.id = ?"""
    for rowid in rowids:
        for row in connection.execute(sql, (rowid,)).fetchall():
            quotes = packing.unpack_quotes(row[3], packing.unpack_words(row[2]))
            store(connection, row[0], row[1], Marks(quotes=quotes))


# Listing them


def listing(
    connection: sqlite3.Connection, wanted: Wanted, after: Place | None = None, limit: int = 100
) -> tuple[list[Quotation], Place | None]:
    """The next quotations behind `after`, newest articles first, and where to go on; None: there are no more."""
    found: list[Quotation] = []
    phrases = _phrases(wanted.words)
    while len(found) < limit:
        places = _places(connection, wanted, phrases, after, limit)
        page = hydrate(connection, places)
        found += [each for each in page if _holds(each.quote.text, phrases)] if phrases else page
        if len(places) < limit:
            return found, None
        after = places[-1]
    return found, after


def places(connection: sqlite3.Connection, wanted: Wanted) -> set[Place]:
    """Where all of them stand; their words are read only where words are wanted."""
    phrases = _phrases(wanted.words)
    found = _places(connection, wanted, phrases, None, -1)
    if not phrases:
        return set(found)
    return {each.place for each in hydrate(connection, found) if _holds(each.quote.text, phrases)}


def count(connection: sqlite3.Connection, wanted: Wanted) -> int | None:
    """How many there are; None where words are wanted, for those have to be read."""
    if _phrases(wanted.words):
        return None
    where, values, index = _where(connection, wanted, [])
    return int(connection.execute(f"SELECT count(*) FROM quotation q {index} WHERE {where}", values).fetchone()[0])


def _places(
    connection: sqlite3.Connection, wanted: Wanted, phrases: Sequence[str], after: Place | None, limit: int
) -> list[Place]:
    where, values, index = _where(connection, wanted, phrases)
    if after is not None:
        where += " AND q.id <= ? AND NOT (q.id = ? AND q.start <= ?)"
        values += [after[0], *after]
    sql = f"SELECT q.id, q.start FROM quotation q {index} WHERE {where} ORDER BY q.id DESC, q.start LIMIT ?"
    return connection.execute(sql, [*values, limit]).fetchall()


def _where(connection: sqlite3.Connection, wanted: Wanted, phrases: Sequence[str]) -> tuple[str, list[Any], str]:
    parts, values, index = [_UNBINNED], list[Any](), ""
    if not wanted.indirect:
        parts.append(_VERBATIM)
    if wanted.classes:
        parts.append(f"q.class IN ({reading.holes(list(wanted.classes))})")
        values += [_CLASSES[each] for each in wanted.classes]
    if wanted.dates.strip():
        low, high = periods.span(wanted.dates) or (None, None)
        parts.append("q.id >= ? AND q.id < ?")
        values += [DATED if low is None else low << DAY_BITS, 1 << 62 if high is None else high << DAY_BITS]
    if wanted.name is not None or wanted.speaker.strip():
        speakers = _speakers(connection, wanted)
        index = "INDEXED BY quotation_speaker" if len(speakers) <= _FEW else ""
        parts.append("q.speaker IN (SELECT value FROM json_each(?))")
        values.append("[" + ",".join(map(str, speakers)) + "]")
    if phrases:
        parts.append("+q.id IN (SELECT rowid FROM quoted WHERE quoted MATCH ?)")
        values.append(" ".join(tokens.expression(phrase) for phrase in phrases))
    return " AND ".join(parts), values, index


def _speakers(connection: sqlite3.Connection, wanted: Wanted) -> list[int]:
    """The numbers of all names that are these speakers, by the user's rules too."""
    if wanted.name is not None:
        which, value = "SELECT coalesce(canonical, id) FROM name WHERE kind = ? AND text = ?", wanted.name
    else:
        which = """SELECT coalesce(w.canonical, w.id) FROM name w JOIN name_search s ON s.rowid = w.id
            WHERE w.kind = ? AND name_search MATCH ?"""
        value = tokens.expression(wanted.speaker, prefix=True)
        if not value:
            return []
    sql = f"SELECT id FROM name WHERE coalesce(canonical, id) IN ({which}) AND kind = ?"
    return [row[0] for row in connection.execute(sql, (SPEAKER, value, SPEAKER))]


def _phrases(typed: str) -> list[str]:
    """What was typed, in words and in phrases that stand in quotation marks."""
    parts = (match[1] or match[2] or "" for match in _PHRASE.finditer(re.sub("[“”„]", '"', typed)))
    return [part for part in parts if tokens.expression(part)]


def _holds(text: str, phrases: Sequence[str]) -> bool:
    """Whether a quotation holds them all: the index knows only that its article's quotations do."""
    bare = tokens.fold(text)
    spaced = f" {' '.join(tokens.words(bare))} "
    for phrase in map(tokens.fold, phrases):
        if (phrase not in bare) if tokens.unspaced(phrase) else f" {' '.join(tokens.words(phrase))} " not in spaced:
            return False
    return True


def hydrate(connection: sqlite3.Connection, places: Sequence[Place]) -> list[Quotation]:
    """The quotations at these places, in this order; one that has gone is left out."""
    found: dict[Place, Quotation] = {}
    ruled = names.has_rules(connection)
    for part in reading.chunks(list(dict.fromkeys(rowid for rowid, _ in places))):
        for row in connection.execute(f"{_HYDRATE} WHERE a.id IN ({reading.holes(part)})", tuple(part)):
            rowid, key, title, source, moment, precision, how, text, packed_text, packed = row
            when = reading.published(moment, precision, how)
            quotes = packing.unpack_quotes(packed, packing.unpack_words(packed_text))
            for quote in names.quoted(names.Rules(connection, key), quotes) if ruled else quotes:
                found.setdefault((rowid, quote.start), Quotation(rowid, key.hex(), title, source, when, text, quote))
    return [found[place] for place in places if place in found]


_HYDRATE = """SELECT a.id, a.key, a.title, s.name, a.moment, a.precision, a.how, a.text, t.packed, m.packed
    FROM article a JOIN text t ON t.id = a.text JOIN marks m ON m.id = a.id AND m.version = a.version
    LEFT JOIN source s ON s.id = a.source"""
