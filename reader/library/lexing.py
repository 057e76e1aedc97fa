"""A typed search as tokens: words, quoted phrases, fields, parentheses. It never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.tokens import fold

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞", '"'))
_UNTYPED = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ue000]")  # no keyboard has them, and they have a meaning inside
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<minus>-(?=[^\s\-]))
    |(?P<field>[A-Za-z]+):(?=[^\s)]|$)
    |(?P<open>\()
    |(?P<close>\))
    |"(?P<quoted>[^"]*)(?P<end>"(?:~(?P<near>\d{1,4}))?(?P<star>\*)?|$)
    |(?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a typed search: `kind` is minus, field, open, close, quoted, unclosed or word."""

    kind: str
    text: str
    near: str | None = None  # digits: the words of a quoted phrase may stand so far apart
    star: bool = False  # a quoted phrase whose last word only begins so


def lex(text: str) -> list[Token]:
    """The tokens of a typed search, in order; a quotation mark that is not closed takes the rest."""
    found = []
    for match in _TOKEN.finditer(_plain(text)):
        kind = match.lastgroup or ""
        if match["quoted"] is not None:
            kind = "quoted" if match["end"] else "unclosed"
            found.append(Token(kind, match["quoted"], match["near"], bool(match["star"])))
        else:
            found.append(Token(kind, match[kind]))
    return found


def renamed(text: str, old: str, new: str) -> str:
    """A typed search that says `search:new` wherever it said `search:old`; all else stays to the letter."""
    written = new if new.isalnum() and new not in {"AND", "OR", "NOT"} else f'"{new}"'
    parts, here = [], 0
    for start, end, name in _searches_named(_plain(text)):
        if fold(name) == fold(old):
            parts += [text[here:start], written]
            here = end
    return "".join((*parts, text[here:]))


def _searches_named(typed: str) -> Iterator[tuple[int, int, str]]:
    """Begin, end and name of each saved search that a search names: `search:a`, `search:(a OR "b c")`."""
    groups = [False]  # whether words stand for names within each open parenthesis
    field: bool | None = None  # whether the field just before is `search`; None: there is no field just before
    for match in _TOKEN.finditer(typed):
        named = groups[-1] if field is None else field
        field = match["field"].lower() == "search" if match["field"] else None
        if match["open"]:
            groups.append(named)
        elif match["close"]:
            groups = groups[:-1] or [False]
        elif match["word"] is not None and named:
            yield *match.span("word"), match["word"]
        elif match["quoted"] is not None and named:
            yield match.start("quoted") - 1, match.end("end"), match["quoted"].strip()


def _plain(text: str) -> str:
    """The same letters with one kind of quotation mark, and blanks for what nobody types; as long as the text."""
    return _UNTYPED.sub(" ", text.translate(_QUOTES))
