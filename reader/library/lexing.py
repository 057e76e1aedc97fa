"""A typed search as tokens: words, quoted phrases, fields, parentheses. It never fails."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    for match in _TOKEN.finditer(_UNTYPED.sub(" ", text.translate(_QUOTES))):
        kind = match.lastgroup or ""
        if match["quoted"] is not None:
            kind = "quoted" if match["end"] else "unclosed"
            found.append(Token(kind, match["quoted"], match["near"], bool(match["star"])))
        else:
            found.append(Token(kind, match[kind]))
    return found
