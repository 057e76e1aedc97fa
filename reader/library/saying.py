"""A search as it was understood, in plain words, for the line under the search box."""

from __future__ import annotations

from reader.library import periods, tokens
from reader.library.tree import (
    FIELDS,
    KINS,
    STATES,
    All,
    Any,
    Dates,
    Field,
    Kin,
    Length,
    Near,
    Node,
    Not,
    Saved,
    State,
    Words,
)

EVERYTHING = "all articles"

_HOW = {
    "stated": "stated",
    "relative": "relative to a known moment",
    "url": "read from the address",
    "sent": "when it was sent",
    "crawl": "when it was crawled",
    "saved": "when it was saved",
    "file": "the file's",
}


def say(node: Node) -> str:
    """The tree in words: “‘flood’ and not ‘vote’, in March 2011, unread”."""
    if node == All():
        return EVERYTHING
    if isinstance(node, All):
        words = [part for part in node.parts if _is_wordy(part)]
        others = [part for part in node.parts if not _is_wordy(part)]
        first = [" and ".join(_part(part, inside=len(words) > 1) for part in words)] if words else []
        return ", ".join((*first, *(_part(part) for part in others)))
    return _part(node)


def _is_wordy(node: Node) -> bool:
    """Words and what is made of them, joined by "and"; the rest follows after commas."""
    match node:
        case Words() | Near():
            return True
        case Not(part):
            return _is_wordy(part)
        case All(parts) | Any(parts):
            return all(_is_wordy(part) for part in parts)
    return False


def _part(node: Node, *, inside: bool = False) -> str:
    match node:
        case Words() | Near():
            return _words(node)
        case Field(name, value):
            return _field(name, value)
        case Dates(low, high):
            return periods.said(low, high)
        case Length(low, high):
            return _length(low, high)
        case State(name):
            return STATES[name]
        case Saved(name, query):
            return f"in the saved search “{name}”" + (f" ({say(query)})" if query is not None else " (there is none)")
        case Kin(kind, id_, title):
            return f"{KINS[kind]} “{title or id_}”"
        case Not(part):
            return f"not {_part(part, inside=True)}"
        case All(parts):
            text = " and ".join(_part(part, inside=True) for part in parts)
        case Any(parts):
            text = " or ".join(_part(part, inside=True) for part in parts)
    return f"({text})" if inside else text


def _words(node: Words | Near) -> str:
    if isinstance(node, Near):
        return f"{' and '.join(f'‘{word}’' for word in node.words)} within {node.distance} words"
    if node.prefix:
        return f"words beginning with ‘{node.text}’" if not node.phrase else f"“{node.text}…”"
    return f"“{node.text}”" if node.phrase else f"‘{node.text}’"


def _field(name: str, value: Words | Near) -> str:
    if name == "dated":
        text = value.text if isinstance(value, Words) else ""
        return f"date known as {_HOW.get(text.lower(), f'‘{text}’')}"
    return f"{FIELDS[name]} {_words(value)}"


def _length(low: int, high: int | None) -> str:
    if high is None:
        return f"of {low:,} words or more"
    if not low:
        return f"of fewer than {high:,} words"
    return f"of {low:,} words" if high == low + 1 else f"of {low:,} to {high - 1:,} words"


def marked(node: Node) -> tuple[str, ...]:
    """Words and phrases to mark in the text; one that only begins a word ends in a star."""
    found: dict[str, None] = {}
    _collect(node, found)
    return tuple(found)


def _collect(node: Node, found: dict[str, None]) -> None:
    match node:
        case Words(text, _, prefix):
            found[" ".join(tokens.words(text)) + ("*" if prefix else "")] = None
        case Near(words):
            found.update(dict.fromkeys(words))
        case Field("title" | "quote" | "speaker" | "person" | "org" | "place", value):
            _collect(value, found)
        case All(parts) | Any(parts):
            for part in parts:
                _collect(part, found)
        case Saved(_, query) if query is not None:
            _collect(query, found)
