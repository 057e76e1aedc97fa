"""Names by their capitals, for languages without a model: less sure, but something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.analysis.languages import Words
from reader.analysis.lexicon import kind_of
from reader.analysis.names import Mention, is_ghost
from reader.model import EntityType

Token = tuple[str, int, int]

# A word, with its stop where a capital follows (an initial), with its apostrophe (l', d').
_TOKEN = re.compile(r"[^\W\d_][.](?=\s)|[^\W_]+(?:-[^\W_]+)*['’]?|[^\w\s]")
_LONGEST = 5  # words of a name


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of a stretch, each with its offsets."""
    return [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def plain_mentions(text: str, words: Words) -> list[Mention]:
    """Runs of two and more capitalised words, and single words that everybody knows."""
    found = []
    for run in _runs(tokens(text, 0, len(text)), words):
        start, end = run[0][1], run[-1][2]
        kind = _kind(text[start:end], run, words)
        if kind is not None and not is_ghost(text[start:end], words):
            found.append(Mention(start, end, text[start:end], kind))
    return found


def _runs(row: Sequence[Token], words: Words) -> Iterator[list[Token]]:
    run: list[Token] = []
    for at, token in enumerate(row):
        if _is_part(row, at, run, words):
            run.append(token)
            continue
        yield from _cleaned(run, words)
        run = [token] if _starts(token) else []
    yield from _cleaned(run, words)


def _is_part(row: Sequence[Token], at: int, run: list[Token], words: Words) -> bool:
    """Whether a word goes on with a run: next to it, with a capital, or a particle before one."""
    if not run or len(run) >= _LONGEST or row[at][1] - run[-1][2] > 1:
        return False
    if _starts(row[at]):
        return True
    small = row[at][0].lower().strip("'’") in words["particles"]
    return small and at + 1 < len(row) and (_starts(row[at + 1]) or row[at + 1][0].lower() in words["particles"])


def _starts(token: Token) -> bool:
    return token[0][:1].isupper()


def _cleaned(run: list[Token], words: Words) -> Iterator[list[Token]]:
    """A run without the article or chrome it begins with, and the particle it ends with."""
    while run and (is_ghost(run[0][0].strip("."), words) or run[0][0].lower().strip("'’.") in _openers(words)):
        run = run[1:]
    while run and not _starts(run[-1]):
        run = run[:-1]
    if run:
        yield run


def _openers(words: Words) -> frozenset[str]:
    return words["determiners"] | words["according"] | words["titles"] | words["particles"]


def _kind(name: str, run: Sequence[Token], words: Words) -> EntityType | None:
    known = kind_of(name, words)
    if known is not None or len(run) < 2:
        return known
    inside = {token[0].lower() for token in run}
    if inside & words["institutions"]:
        return EntityType.ORGANISATION
    if inside & (words["people"] | words["documents"]) or len(run) > 4:
        return None
    return EntityType.PERSON
