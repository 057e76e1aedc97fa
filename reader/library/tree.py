"""A search as a tree: what the grammar makes and the compiler reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or words that stand together (a phrase); `prefix`: the last one only begins so."""

    text: str
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words with at most `distance` words between them, in any order."""

    words: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Field:
    """Words within a field: title, author, tag ..."""

    name: str
    value: Words | Near


@dataclass(frozen=True, slots=True)
class Dates:
    """Days from `low` up to but not including `high`, as ordinals; None is open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Length:
    """Articles of `low` up to but not including `high` words."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class State:
    """One of the named conditions in `STATES`."""

    name: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search; `query` None: there is none of this name."""

    name: str
    query: Node | None = None


@dataclass(frozen=True, slots=True)
class Kin:
    """An article with what belongs to it: `kind` is one of `KINS`; `title` None: there is no such article."""

    kind: str
    id: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class All:
    """All of these; without parts, every article."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    part: Node


Node = Words | Near | Field | Dates | Length | State | Saved | Kin | All | Any | Not

# Conditions by what is typed, and what they are called in the query as understood.
STATES = {
    "is:unread": "unread",
    "is:read": "read",
    "is:starred": "starred",
    "is:duplicate": "with an exact copy",
    "is:near": "with a near copy",
    "has:note": "with a note",
    "has:quote": "with a quotation",
    "has:cut": "with something cut out",
    "in:bin": "in the bin",
    "in:cuts": "looked for in what was cut out or left over",
    "tag:none": "without a tag",
    "date:unknown": "without a date",
}

# Fields whose value is an article's id; what they are called in the query as understood.
KINS = {"copies": "copies of", "story": "the same story as"}

# Fields whose value is words; what they are called in the query as understood.
FIELDS = {
    "title": "headline",
    "author": "author",
    "source": "source",
    "section": "section",
    "lang": "language",
    "tag": "tag",
    "note": "note",
    "quote": "quotation",
    "speaker": "speaker",
    "person": "person",
    "org": "organisation",
    "place": "place",
    "dump": "dump",
    "file": "file",
    "url": "address",
    "dated": "date known as",
}
