"""What the user says of an article against what cleaning made of it, and the article that follows from both.

The user's tables know articles by public id, so that corrections outlive every removal, import and
cleaning. What cleaning made is kept beside them in `stated`: taking a correction back needs no dump.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reader.library import editing, packing
from reader.library.editing import Edit
from reader.model import Article, Block, DateOrigin, Precision, PublishedDate, Role

FIELDS = ("title", "source", "author", "published")

Value = str | PublishedDate | None
_TABLES = ("correction", "text_edit")


@dataclass(frozen=True, slots=True)
class Amendments:
    """All that the user corrected of one article: fields, and edits of its text in order."""

    values: Mapping[str, Value] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.values or self.edits)

    def listed(self) -> dict[str, Any]:
        """As JSON, for a step that can be undone."""
        return {"values": {name: listed(value) for name, value in self.values.items()}, "edits": list(self.edits)}


def unlisted(value: Mapping[str, Any]) -> Amendments:
    """What `Amendments.listed` made."""
    values = {name: _value(each) for name, each in value["values"].items()}
    return Amendments(values, tuple(Edit(*edit) for edit in value["edits"]))


def any_made(connection: sqlite3.Connection) -> bool:
    """Whether the user corrected anything at all: an import asks once a batch, not once an article."""
    return any(connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0] for table in _TABLES)


def amendments(connection: sqlite3.Connection, article: bytes) -> Amendments:
    """What the user corrected of an article."""
    values = connection.execute("SELECT field, value FROM correction WHERE article = ?", (article,)).fetchall()
    edits = "SELECT kind, start, stop, passage FROM text_edit WHERE article = ? ORDER BY id"
    return Amendments(
        {name: _value(json.loads(value)) for name, value in values},
        tuple(Edit(*row) for row in connection.execute(edits, (article,))),
    )


def keep(connection: sqlite3.Connection, article: bytes, made: Amendments) -> None:
    """Put the user's corrections of an article in place of those that there were."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    values = ((article, name, json.dumps(listed(value), ensure_ascii=False)) for name, value in made.values.items())
    connection.executemany("INSERT INTO correction (article, field, value) VALUES (?, ?, ?)", values)
    add_edits(connection, article, made.edits)


def keep_edits(connection: sqlite3.Connection, article: bytes, edits: Sequence[Edit]) -> None:
    """Put edits of an article's text in place of those that there were."""
    connection.execute("DELETE FROM text_edit WHERE article = ?", (article,))
    add_edits(connection, article, edits)


def add_edits(connection: sqlite3.Connection, article: bytes, edits: Sequence[Edit]) -> None:
    """Edits of an article's text after those that there are."""
    insert = "INSERT INTO text_edit (article, kind, start, stop, passage) VALUES (?, ?, ?, ?, ?)"
    connection.executemany(insert, ((article, *edit) for edit in edits))


def amended(stated: Article, made: Amendments) -> Article:
    """The article as the user wants it."""
    values = dict(made.values)
    when = values.get("published")
    if isinstance(when, PublishedDate):  # the words of the page stay beside the date that the user knows better
        how = DateOrigin.STATED if when.moment else None
        values["published"] = replace(when, how=how, as_written=stated.published.as_written)
    return editing.edited(replace(stated, **values), made.edits)  # type: ignore[arg-type]


def arriving(connection: sqlite3.Connection, article: Article) -> Article:
    """An article that cleaning has just made, as the user wants it."""
    key = bytes.fromhex(article.id)
    made = amendments(connection, key)
    if not made:
        return article
    keep_stated(connection, article)
    return amended(article, made)


def keep_stated(connection: sqlite3.Connection, article: Article) -> None:
    """Note what cleaning made of an article that is corrected."""
    value = [
        article.title,
        article.source,
        article.author,
        listed(article.published),
        article.text,
        [[block.start, block.end, block.role.value] for block in article.blocks],
        packing.pack_cuts(article.cuts),
    ]
    insert = "INSERT OR REPLACE INTO stated (article, packed) VALUES (?, ?)"
    connection.execute(insert, (bytes.fromhex(article.id), packing.pack(value)))


def drop_stated(connection: sqlite3.Connection, article: bytes) -> None:
    """Forget what cleaning had made of an article: nothing of it is corrected any more."""
    connection.execute("DELETE FROM stated WHERE article = ?", (article,))


def stated(connection: sqlite3.Connection, article: Article) -> Article:
    """The article as cleaning made it; itself where nothing is corrected."""
    row = connection.execute("SELECT packed FROM stated WHERE article = ?", (bytes.fromhex(article.id),)).fetchone()
    if row is None:
        return article
    title, source, author, when, text, blocks, cuts = packing.unpack(row[0])
    return replace(
        article,
        title=title,
        source=source,
        author=author,
        published=unlisted_date(when),
        text=text,
        blocks=tuple(Block(start, end, Role(role)) for start, end, role in blocks),
        cuts=packing.unpack_cuts(cuts),
    )


def corrected(connection: sqlite3.Connection, article: bytes) -> dict[str, str | None]:
    """The fields that the user corrected, each with what was stated (a date as its moment)."""
    rows = connection.execute("SELECT field FROM correction WHERE article = ?", (article,)).fetchall()
    if not rows:
        return {}
    packed = connection.execute("SELECT packed FROM stated WHERE article = ?", (article,)).fetchone()
    title, source, author, when = packing.unpack(packed[0])[:4] if packed else (None, None, None, [None])
    named = dict(zip(FIELDS, (title, source, author, when[0]), strict=True))
    return {name: named[name] for name in FIELDS if (name,) in rows}


def stated_date(connection: sqlite3.Connection, article: bytes) -> PublishedDate | None:
    """The date that cleaning found, where the user corrected it; None where he did not."""
    if not connection.execute(
        "SELECT 1 FROM correction WHERE article = ? AND field = 'published'", (article,)
    ).fetchone():
        return None
    packed = connection.execute("SELECT packed FROM stated WHERE article = ?", (article,)).fetchone()
    return unlisted_date(packing.unpack(packed[0])[3]) if packed else None


def set_stated_date(connection: sqlite3.Connection, article: bytes, when: PublishedDate) -> None:
    """A better reading of what the page states; the user's own date stands."""
    row = connection.execute("SELECT packed FROM stated WHERE article = ?", (article,)).fetchone()
    if row is None:
        return
    value = packing.unpack(row[0])
    value[3] = listed(when)
    connection.execute("UPDATE stated SET packed = ? WHERE article = ?", (packing.pack(value), article))


def listed(value: Value) -> Any:
    """A field's value as JSON: a date is a list."""
    if not isinstance(value, PublishedDate):
        return value
    return [value.moment, value.precision, value.how, value.as_written, value.against]


def _value(value: Any) -> Value:
    return unlisted_date(value) if isinstance(value, list) else value


def unlisted_date(value: Sequence[Any]) -> PublishedDate:
    """A date as steps and corrections keep it: the five parts of `PublishedDate`, in its order."""
    moment, precision, how, as_written, against = value
    kind = Precision(precision) if precision else None
    return PublishedDate(moment, kind, DateOrigin(how) if how else None, as_written, against)
