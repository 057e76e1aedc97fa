"""The search grammar: typed text -> tree. It never fails.

Space is AND; `OR`, `NOT` and `-` as in most search boxes; parentheses; "phrases"; `"a b"~10` for
nearness; `begin*`; fields as `title:word`, `title:"a phrase"`, `title:(a OR b)`; dates, lengths and
states. What cannot be understood is taken as plain words, and said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.library import periods, tokens
from reader.library.lexing import Token, lex
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

_NUMBER = re.compile(r"(>=|<=|>|<|=)?(\d{1,9})(?:\.\.(\d{1,9}))?$")
_KNOWN = {*FIELDS, *(state.split(":")[0] for state in STATES), "date", "after", "before", "words", "search", *KINS}

MAX_DEPTH = 12  # nested parentheses; SQLite's own parser has a stack of 100, and one takes up to six
MAX_TERMS = 200  # a pasted page is no search


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree, and what had to be taken as plain words."""

    tree: Node
    warnings: tuple[str, ...] = ()


# Finds the text of a saved search by its name, or the headline of an article by its id; None where there is none.
FindSaved = Callable[[str], str | None]


def parse(text: str, find_saved: FindSaved = lambda _: None, find_title: FindSaved = lambda _: None) -> Parsed:
    """A typed search as a tree."""
    return _Parser(text, find_saved, find_title, ()).parse()


class _Parser:
    """Recursive descent: any -> all -> not -> leaf."""

    def __init__(self, text: str, find_saved: FindSaved, find_title: FindSaved, inside: tuple[str, ...]) -> None:
        self._tokens = lex(text)
        self._here = 0
        self._depth = 0
        self._terms = 0
        self._find_saved = find_saved
        self._find_title = find_title
        self._inside = inside  # names of the saved searches that this text stands in
        self._warnings: dict[str, None] = {}

    def parse(self) -> Parsed:
        parts = []
        while self._here < len(self._tokens):
            parts.append(self._any())
            if self._peek("close"):
                self._here += 1
                self._warn("a closing parenthesis without an opening one was left out")
        return Parsed(_all(parts), tuple(self._warnings))

    def _warn(self, words: str) -> None:
        self._warnings[words] = None

    def _peek(self, *kinds: str) -> Token | None:
        if self._here < len(self._tokens) and self._tokens[self._here].kind in kinds:
            return self._tokens[self._here]
        return None

    def _operator(self, *names: str) -> bool:
        """Step over an operator, if it has something to its right."""
        stands = self._at_operator(*names)
        self._here += stands
        return stands

    def _at_operator(self, *names: str) -> bool:
        token = self._peek("word")
        follows = self._here + 1 < len(self._tokens) and self._tokens[self._here + 1].kind != "close"
        return token is not None and token.text in names and follows

    def _any(self) -> Node:
        parts = [self._all()]
        while self._operator("OR"):
            parts.append(self._all())
        kept = [part for part in parts if part != All()]
        if len(kept) < len(parts) and len(parts) > 1:
            self._warn("an OR without something on both sides was left out")
        return kept[0] if len(kept) == 1 else Any(tuple(kept)) if kept else All()

    def _all(self) -> Node:
        parts: list[Node] = []
        while self._here < len(self._tokens) and not self._peek("close") and not self._at_operator("OR"):
            if parts and self._operator("AND"):
                continue
            parts.append(self._not())
        return _all(parts)

    def _not(self) -> Node:
        denied = False
        while self._minus() or self._operator("NOT"):
            denied = not denied
        leaf = self._leaf()
        return _not(leaf) if denied else leaf

    def _minus(self) -> bool:
        if not self._peek("minus") or self._here + 1 == len(self._tokens):
            return False
        self._here += 1
        return True

    def _leaf(self) -> Node:
        token = self._tokens[self._here]
        self._here += 1
        if token.kind == "open":
            return self._group()
        if token.kind == "field":
            return self._field(token.text)
        if token.kind == "minus":
            return All()
        return self._value(token)

    def _group(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._warn(f"parentheses more than {MAX_DEPTH} deep were left out")
            return All()
        inner = self._any()
        self._depth -= 1
        if self._peek("close"):
            self._here += 1
        else:
            self._warn("a parenthesis that is not closed was closed at the end")
        return inner

    def _value(self, token: Token) -> Node:
        if token.kind == "unclosed":
            self._warn("a quotation mark that is not closed was closed at the end")
        self._terms += 1
        if self._terms > MAX_TERMS:
            self._warn(f"only the first {MAX_TERMS} words were searched for")
            return All()
        if not tokens.words(token.text):
            if token.text.strip():
                self._warn(f"“{token.text.strip()}” holds no word and was left out")
            return All()
        if token.text in {"AND", "OR", "NOT"} and token.kind == "word":
            self._warn(f"{token.text} has no word beside it to work on, and was taken as a word")
        if token.kind == "word":
            prefix = token.text.endswith("*")
            return Words(token.text.rstrip("*"), len(tokens.words(token.text)) > 1, prefix)
        if token.near:
            return Near(tuple(tokens.words(token.text)), int(token.near))
        return Words(token.text.strip(), phrase=True, prefix=token.star)

    # Fields

    def _field(self, written: str) -> Node:
        name = written.lower()
        if name not in _KNOWN:
            return self._no_field(written)
        if self._peek("open"):
            self._here += 1
            return self._within(name, self._group())
        token = self._peek("word", "quoted", "unclosed")
        if token is None:
            self._warn(f"“{written}:” has nothing behind it, and was taken as a word")
            return Words(written)
        self._here += 1
        made = self._make(name, token)
        if made is None:
            self._warn(f"“{written}:{token.text}” was not understood, and was taken as words")
            return self._value(Token("quoted", f"{written} {token.text}"))
        return made

    def _no_field(self, written: str) -> Node:
        """`http://x` or `note:`: the field and its value are one phrase."""
        token = self._peek("word", "quoted", "unclosed")
        if token is None:
            return self._value(Token("word", written))
        self._here += 1
        if written.lower() not in {"http", "https"}:
            self._warn(f"there is no field “{written}:”, so it was taken as words")
        return self._value(Token("quoted", f"{written} {token.text}"))

    def _make(self, name: str, token: Token) -> Node | None:
        """A field with its value; None where the value is of no use to it."""
        state = f"{name}:{token.text.lower()}"
        if state in STATES:
            return State(state)
        if name in {"date", "after", "before"}:
            return _dates(name, token.text)
        if name == "words":
            return _length(token.text)
        if name == "search":
            return self._saved(token.text.strip())
        if name in KINS:
            return self._kin(name, token.text.strip().lower())
        if name not in FIELDS:
            return None
        value = self._value(token)
        return Field(name, value) if isinstance(value, Words | Near) else None

    def _saved(self, name: str) -> Node:
        text = self._find_saved(name)
        if text is None or name in self._inside:
            why = "stands within itself" if text is not None else "does not exist"
            self._warn(f"the saved search “{name}” {why}, and finds nothing")
            return Saved(name)
        parsed = _Parser(text, self._find_saved, self._find_title, (*self._inside, name)).parse()
        self._warnings.update(dict.fromkeys(parsed.warnings))
        return Saved(name, parsed.tree)

    def _kin(self, kind: str, id_: str) -> Node:
        title = self._find_title(id_)
        if title is None:
            self._warn(f"there is no article “{id_}”, so nothing belongs to it")
        return Kin(kind, id_, title)

    def _within(self, name: str, node: Node) -> Node:
        """A field before parentheses holds for everything in them."""
        match node:
            case All(parts) | Any(parts):
                return type(node)(tuple(self._within(name, part) for part in parts))
            case Not(part):
                return Not(self._within(name, part))
            case Words() | Near():
                text = node.text if isinstance(node, Words) else " ".join(node.words)
                if name in FIELDS:
                    return Field(name, node)
                made = self._make(name, Token("quoted", text))
                if made is not None:
                    return made
                self._warn(f"“{name}:{text}” was not understood, and was taken as words")
        return node


def _all(parts: list[Node]) -> Node:
    kept = tuple(part for part in parts if part != All())
    return kept[0] if len(kept) == 1 else All(kept)


def _not(part: Node) -> Node:
    """Nothing typed is nothing denied."""
    if isinstance(part, Not):
        return part.part
    return part if part == All() else Not(part)


def _dates(name: str, text: str) -> Node | None:
    span = periods.span(text)
    if span is None:
        return None
    low, high = span
    if name == "after":
        return Dates(low, None)
    if name == "before":
        return Dates(None, low)
    return Dates(low, high)


def _length(text: str) -> Node | None:
    match = _NUMBER.match(text.strip())
    if not match:
        return None
    sign, number, upper = match[1], int(match[2]), match[3]
    if upper:
        return None if sign else Length(number, int(upper) + 1)
    spans = {
        ">": Length(number + 1, None),
        ">=": Length(number, None),
        "<": Length(0, number),
        "<=": Length(0, number + 1),
    }
    return spans.get(sign, Length(number, number + 1))
