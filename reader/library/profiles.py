"""What the library knows of a person, an organisation or a place: forms, times, company, and who may be the same.

Only what is written exactly alike is one by itself. Names that resemble each other are offered, never joined:
of two people called Traoré a program knows nothing, and a reader does.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.library import packing, quotations, tokens
from reader.library.names import SPEAKER, Name
from reader.library.places import DATED, day_of
from reader.library.quotations import Wanted
from reader.library.states import BIN
from reader.model import EntityType

_READ = 400  # articles, the newest, whose marks are read for the forms: 60 ms
_KEPT = 5000  # articles, the newest, whose other names are counted
_SMALL = frozenset({"of", "the", "and", "for", "de", "du", "des", "la", "le", "et", "der", "und", "y", "del"})
_ACRONYM = (2, 8)  # letters
_FORMS, _COMPANY, _OFFERS = 12, 18, 8
_KINDS = (EntityType.PERSON.value, EntityType.ORGANISATION.value, EntityType.PLACE.value)

Counted = tuple[tuple[Name, int], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A name with what stands about it in the library."""

    name: Name
    articles: int = 0
    undated: int = 0
    quotations: int = 0
    months: tuple[tuple[str, int], ...] = ()  # "2011-03", articles
    forms: tuple[tuple[str, int], ...] = ()  # as written, mentions in the newest articles
    joined: Counted = ()  # other names that are this one by the user's rules, with their articles
    offers: Counted = ()  # names that may be the same
    company: Counted = ()  # who and what stands in the same articles


def profile(connection: sqlite3.Connection, name: Name) -> Profile | None:
    """The profile of a name, or of the name that it is by the user's rules; None where there is none."""
    row = connection.execute(
        """SELECT c.id, c.kind, c.text FROM name n JOIN name c ON c.id = coalesce(n.canonical, n.id)
        WHERE n.kind = ? AND n.text = ?""",
        name,
    ).fetchone()
    if row is None:
        return None
    number, own = row[0], Name(*row[1:])
    members = connection.execute("SELECT id, kind, text FROM name WHERE coalesce(canonical, id) = ?", (number,))
    numbers = {each[0]: Name(*each[1:]) for each in members.fetchall()}
    rowids = _articles(connection, own, list(numbers))
    months = Counter(f"{day:%Y-%m}" for rowid in rowids if (day := day_of(rowid)) is not None)
    return Profile(
        own,
        len(rowids),
        sum(rowid < DATED for rowid in rowids),
        quotations.count(connection, Wanted(name=own.text)) or 0,
        tuple(sorted(months.items())),
        _forms(connection, set(numbers.values()), rowids[:_READ]),
        tuple((each, _number_of_articles(connection, key)) for key, each in numbers.items() if each != own),
        _offers(connection, number, own),
        _company(connection, number, rowids[:_KEPT]),
    )


def name_called(connection: sqlite3.Connection, text: str) -> Name | None:
    """The person, else the organisation, else the place that goes by a name; None where nobody does."""
    for kind in _KINDS:
        if connection.execute("SELECT 1 FROM name WHERE kind = ? AND text = ?", (kind, text)).fetchone():
            return Name(kind, text)
    return None


def _articles(connection: sqlite3.Connection, own: Name, numbers: Sequence[int]) -> list[int]:
    """Row ids of the articles that have it, the newest first; who only speaks is there too."""
    rows = connection.execute(
        """SELECT DISTINCT g.id FROM named g WHERE NOT g.form AND (g.name IN (SELECT value FROM json_each(?))
        OR g.name IN (SELECT id FROM name WHERE coalesce(canonical, id) = (
            SELECT coalesce(canonical, id) FROM name WHERE kind = ? AND text = ?)))
        AND NOT EXISTS (SELECT 1 FROM state b WHERE b.kind = ? AND b.id = g.id) ORDER BY g.id DESC""",
        (json.dumps(list(numbers)), SPEAKER, own.text, BIN),
    )
    return [row[0] for row in rows]


def _number_of_articles(connection: sqlite3.Connection, number: int) -> int:
    row = connection.execute("SELECT count(*) FROM named WHERE name = ? AND NOT form", (number,)).fetchone()
    return int(row[0])


def _forms(connection: sqlite3.Connection, names: set[Name], rowids: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """How the name is written, the commonest first."""
    found: Counter[str] = Counter()
    sql = """SELECT a.title, t.packed, m.packed FROM json_each(?) j JOIN article a ON a.id = j.value
        JOIN text t ON t.id = a.text JOIN marks m ON m.id = a.id AND m.version = a.version"""
    for title, packed_text, packed in connection.execute(sql, (json.dumps(list(rowids)),)):
        marks = packing.unpack_marks(packed, title, packing.unpack_words(packed_text), {})
        for each in (*marks.entities, *marks.title_entities):
            if Name(each.type.value, each.name) in names:
                found[" ".join(each.text.split())] += 1
    return tuple(found.most_common(_FORMS))


def _company(connection: sqlite3.Connection, number: int, rowids: Sequence[int]) -> Counted:
    """People, organisations and places in the same articles, the commonest first."""
    rows = connection.execute(
        """SELECT c.kind, c.text, count(DISTINCT g.id) AS n FROM json_each(?) j
        CROSS JOIN named g ON g.id = j.value AND NOT g.form CROSS JOIN name w ON w.id = g.name
        CROSS JOIN name c ON c.id = coalesce(w.canonical, w.id)
        WHERE c.id <> ? AND c.kind IN (?, ?, ?) GROUP BY c.id ORDER BY n DESC, c.text LIMIT ?""",
        (json.dumps(list(rowids)), number, *_KINDS, _COMPANY),
    )
    return tuple((Name(kind, text), count) for kind, text, count in rows)


# Who may be the same


def _offers(connection: sqlite3.Connection, number: int, own: Name) -> Counted:
    """Names with a word in common that could be a longer or shorter form of this one, the commonest first."""
    words = tokens.words(own.text)
    if not words:
        return ()
    asked = " OR ".join(dict.fromkeys(filter(None, map(tokens.expression, (words[-1], _initials(words))))))
    rows = connection.execute(
        """SELECT c.kind, c.text, count(DISTINCT g.id) AS n FROM (
            SELECT * FROM (SELECT DISTINCT coalesce(w.canonical, w.id) AS id FROM name_search s
                JOIN name w ON w.id = s.rowid WHERE name_search MATCH ? LIMIT 500)
            UNION SELECT * FROM (SELECT coalesce(canonical, id) FROM name WHERE kind = ? AND text GLOB ? LIMIT 500)) f
        JOIN name c ON c.id = f.id AND c.kind = ? AND c.id <> ? JOIN name n ON coalesce(n.canonical, n.id) = c.id
        JOIN named g ON g.name = n.id AND NOT g.form GROUP BY c.id ORDER BY n DESC, c.text""",
        (asked, own.kind, _spelled_out(own.text), own.kind, number),
    )
    alike = ((Name(kind, text), count) for kind, text, count in rows if may_be_same(own.text, text))
    return tuple(alike)[:_OFFERS]


def _spelled_out(text: str) -> str:
    """A pattern for what an acronym stands for: N* T* C* for NTC or N.T.C.; nothing fits that of any other name."""
    letters = text.replace(".", "")
    if not (_ACRONYM[0] <= len(letters) <= _ACRONYM[1] and letters.isalpha() and letters.isupper()):
        return ""
    return "* ".join(letters) + "*"


def may_be_same(one: str, other: str) -> bool:
    """Whether two names could be forms of one: nothing in the shorter speaks against the longer.

    "Dembele", "Gen. Dembele" and "A. Dembele" could be Abass Dembele; "Moussa Dembele" could not.
    """
    first, second = (tokens.words(tokens.fold(text)) for text in (one, other))
    if not first or not second or first == second:
        return bool(first) and first == second
    short, long = sorted((first, second), key=len)
    if len(long) > 1 and "".join(short) in (_initials(long), _initials([w for w in long if w not in _SMALL])):
        return len(short) in (1, len("".join(short)))
    if short[-1] != long[-1]:
        return set(short) <= set(long)
    strange = [word for word in short[:-1] if not any(_fits(word, given) for given in long[:-1])]
    return not strange or (len(short) == len(long) == 2 and _is_title(one, other))


def _fits(word: str, given: str) -> bool:
    """A given name, its initial, or one that is cut short ("Gen", "General")."""
    return word == given or (min(len(word), len(given)) == 1 and word[0] == given[0]) or given.startswith(word)


def _is_title(*names: str) -> bool:
    """Whether one of them begins with a shortened title ("Mr.", "Gen.")."""
    return any(len(name.split()[0].rstrip(".")) > 1 and name.split()[0].endswith(".") for name in names if name.split())


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word[0].isalnum()) if len(words) > 1 else ""


def rows_of(connection: sqlite3.Connection, name: Name, limit: int) -> list[int]:
    """Row ids of the newest articles that have a name."""
    found = connection.execute(
        """SELECT DISTINCT g.id FROM named g JOIN name n ON n.id = g.name JOIN name o ON o.kind = ? AND o.text = ?
        WHERE coalesce(n.canonical, n.id) = coalesce(o.canonical, o.id) AND NOT g.form
        AND NOT EXISTS (SELECT 1 FROM state b WHERE b.kind = ? AND b.id = g.id) ORDER BY g.id DESC LIMIT ?""",
        (*name, BIN, limit),
    )
    return [row[0] for row in found]
