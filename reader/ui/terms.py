"""Terms written into a search, and taken out of it again: what a click on a count does to the words in the box."""

from __future__ import annotations

import re

_TIME = re.compile(r"(?<!\S)-?(?:date|after|before):[^\s\"()]+(?=\s|$)")
_QUOTED = re.compile(r'"[^"]*"')


def term(field: str, value: str) -> str:
    """A search term for a field: `source:Reuters`, `source:"Business Insider"`."""
    plain = value.isalnum()
    return f"{field}:{value}" if plain else f'{field}:"{value.replace(chr(34), " ")}"'


def within(text: str, wanted: str) -> bool | None:
    """Whether a term stands in a search by itself; False: it is denied there, None: it is not there."""
    found = _alone(wanted).search(text)
    return None if found is None else not found[0].startswith("-")


def with_term(text: str, wanted: str, *, without: bool = False) -> str:
    """A search narrowed to a term, or to what has it not; a term that stands there so already is taken out."""
    there = within(text, wanted)
    rest = _tidy(_alone(wanted).sub("", text))
    if there is (not without):
        return rest
    return _and(rest, f"-{wanted}" if without else wanted)


def with_dates(text: str, period: str) -> str:
    """A search of a period ("2011-03", "2011..2013") in place of the one it had; the same period again takes it out."""
    wanted = f"date:{period}"
    rest = _tidy(_TIME.sub("", text))
    return rest if within(text, wanted) else _and(rest, wanted)


def _alone(wanted: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)-?{re.escape(wanted)}(?!\S)", re.IGNORECASE)


def _and(text: str, more: str) -> str:
    if not text:
        return more
    return f"({text}) {more}" if has_bare_or(text) else f"{text} {more}"


def has_bare_or(text: str) -> bool:
    """Whether an OR stands outside of parentheses: a term behind it would belong to its right side alone."""
    depth = 0
    for word in re.findall(r"[()]|[^\s()]+", _QUOTED.sub("x", text)):
        depth += (word == "(") - (word == ")")
        if word == "OR" and depth == 0:
            return True
    return False


def _tidy(text: str) -> str:
    """Without the blanks round what was taken out; those within quotation marks stay."""
    return re.sub(r'("[^"]*"?)|\s+', lambda match: match[1] or " ", text).strip()
