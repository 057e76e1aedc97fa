"""What the full-text index holds for an article.

The one place that knows: a row is taken out of a contentless index with exactly the text that
was put in, so changing anything here needs a migration that rebuilds the index.

Filter tokens begin with a private-use letter (category Co, which `unicode61` counts as a token's
letter), so that no typed word can be one, and words of the text never need a column filter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reader.model import Marks

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


def _all_named(kind: str, text: str) -> str:
    """The same as one text."""
    begins = _SIGN + kind
    return begins + f" {begins}".join(found) if (found := _WORD.findall(text)) else ""


@lru_cache(256)
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
    found = f"{_SIGN}{DUMP}{dump}"
    if source is not None:
        found += f" {_SIGN}{SOURCE}{source}"
    if language:
        found += f" {_SIGN}{LANGUAGE}{language_code(language)}"
    if how:
        found += f" {_SIGN}{HOW}{how}"
    if has_cuts:
        found += f" {_SIGN}{CUT}"
    for kind, text in ((AUTHOR, author), (SECTION, section), (ADDRESS, url), (FILE, member)):
        if text and (words_of := _all_named(kind, text)):
            found += f" {words_of}"
    return found


# Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana, Han, Hangul.
_UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)


_LEADING = bytes((0xE0, 0xE1, *range(0xE3, 0xF5)))


def unspaced(text: str) -> bool:
    """Whether a text has words without spaces between them.

    The first bytes of such letters in UTF-8 are looked for first: 5 us for 4 kB, where the expression takes 40.
    """
    if text.isascii():
        return False
    raw = text.encode("utf-8", "surrogatepass")
    return len(raw.translate(None, _LEADING)) < len(raw) and _UNSPACED.search(text) is not None


def _pairs(run: str) -> str:
    """Each letter with the next one, and the last alone: a word of any length is then a phrase of pairs."""
    letters = "".join(c for c in run if unicodedata.category(c)[0] in "LN")
    return " ".join(letters[place : place + 2] for place in range(len(letters)))


def indexable(text: str) -> str:
    """A text as the index is given it: where words have no spaces between them, as pairs of letters.

    Chinese words are mostly two letters long, which the trigram tokenizer cannot find.
    """
    return _UNSPACED.sub(lambda match: f" {_pairs(match[0])} ", text) if unspaced(text) else text


def expression(text: str, *, prefix: bool = False) -> str:
    """Words that stand together, as the index is asked for them; "" for what holds no word.

    Quotation marks make anything typed harmless. A single letter of a script without spaces is
    the beginning of a pair.
    """
    parts: list[str] = []
    here = 0
    single = False
    for match in _UNSPACED.finditer(text):
        parts.append(text[here : match.start()])
        letters = _pairs(match[0])
        single = " " not in letters
        # The last letter alone is there only where the run ends: the pairs say the word.
        parts.append(letters if single or prefix else letters.rpartition(" ")[0])
        here = match.end()
    rest = text[here:]
    parts.append(rest)
    if not any(_WORD.search(part) for part in parts):
        return ""
    prefix = prefix or (single and not _WORD.search(rest))
    return '"' + " ".join(parts).replace('"', '""') + '"' + ("*" if prefix else "")


_BETWEEN = f" {_SIGN} "  # keeps a phrase from reaching over two quotations


def quotes(marks: Marks) -> str:
    """The row of an article's quotations."""
    return indexable(_BETWEEN.join(quote.text for quote in marks.quotes))
