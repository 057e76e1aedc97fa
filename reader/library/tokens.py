"""What the full-text index holds for an article.

The one place that knows: a row is taken out of a contentless index with exactly the text that
was put in, so changing anything here needs a migration that rebuilds the index.

Filter tokens begin with a private-use letter (category Co, which `unicode61` counts as a token's
letter), so that no typed word can be one, and words of the text never need a column filter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.model import EntityType, Marks

_SIGN = "\ue000"
_WORD = re.compile(r"[^\W_]+")

SOURCE, DUMP, LANGUAGE, HOW, CUT = "s", "d", "l", "h", "c"
AUTHOR, SECTION, ADDRESS, FILE = "a", "n", "u", "f"


class Indexed(NamedTuple):
    """One row of the full-text index, in the order of its columns."""

    title: str
    text: str
    filter: str


def fold(text: str) -> str:
    """A text without case and accents, for comparing names as the index compares words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def words(text: str) -> list[str]:
    """A text's words, as the filter tokens of a name are made of them."""
    return _WORD.findall(text)


def token(kind: str, value: object = "") -> str:
    """A filter token: `token(SOURCE, 12)`."""
    return f"{_SIGN}{kind}{value}"


def named(kind: str, text: str | None) -> Iterator[str]:
    """The tokens of a name's words, in order, so that phrases of them can be searched."""
    for word in _WORD.findall(text or ""):
        yield f"{_SIGN}{kind}{word}"


def language_code(language: str | None) -> str:
    """`en` of `en-GB` or `EN_gb`: languages are told apart by their main code."""
    return _WORD.findall(language.lower())[0] if language and _WORD.search(language) else ""


def filter_tokens(
    *,
    source: int | None,
    dump: int,
    member: str,
    language: str | None,
    how: str | None,
    has_cuts: bool,
    author: str | None,
    section: str | None,
    url: str | None,
) -> str:
    """The `filter` column of an article."""
    found = [token(DUMP, dump)]
    if source is not None:
        found.append(token(SOURCE, source))
    if language:
        found.append(token(LANGUAGE, language_code(language)))
    if how:
        found.append(token(HOW, how))
    if has_cuts:
        found.append(token(CUT))
    for kind, text in ((AUTHOR, author), (SECTION, section), (ADDRESS, url), (FILE, member)):
        if text:
            found += named(kind, text)
    return " ".join(found)


def tokenless(words_typed: Sequence[str]) -> list[str]:
    """Those typed words that hold nothing the index could find (a dash, an ampersand)."""
    return [word for word in words_typed if not _WORD.search(word)]


QUOTED = f"{_SIGN}q"  # in the quote column of an article that has a quote
_BETWEEN = f" {_SIGN} "  # keeps a phrase from reaching over two names


def naming(marks: Marks) -> tuple[str, ...]:
    """The row of an article's names and quotes: person, org, place, other, speaker, quote."""
    named: dict[str, dict[str, None]] = {column: {} for column in ("person", "org", "place", "other")}
    for entity in (*marks.title_entities, *marks.entities):
        forms = named[_COLUMNS.get(entity.type, "other")]
        forms[entity.name] = forms[entity.text] = None
    speakers: dict[str, None] = {}
    for quote in marks.quotes:
        for name in (quote.speaker, quote.speaker_as_written):
            if name:
                speakers[name] = None
    quotes = [QUOTED, *(quote.text for quote in marks.quotes)] if marks.quotes else []
    return tuple(_BETWEEN.join(column) for column in (*named.values(), speakers, quotes))


_COLUMNS = {EntityType.PERSON: "person", EntityType.ORGANISATION: "org", EntityType.PLACE: "place"}
