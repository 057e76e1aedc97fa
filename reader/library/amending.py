"""The user corrects an article: its fields, and its text; each step can be undone and done again."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import replace

from reader.errors import LibraryError
from reader.library import corrections, reading, rewriting
from reader.library.corrections import Amendments, Value
from reader.library.editing import CUT, KEEP, Edit, edited
from reader.library.journal import Args, Journal
from reader.library.origins import place_of_cut, to_source
from reader.library.places import Places
from reader.model import UNDATED, Article, Changes, Cut, restore

_WORDS = {"title": "headline", "source": "source", "author": "author", "published": "date"}


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Carry out a step: the corrections `before` become those `after`, or the other way round."""
    del step
    made = corrections.unlisted(args["after" if forwards else "before"])
    key = bytes.fromhex(args["article"])
    corrections.keep(connection, key, made)
    apply(connection, key, made)
    return Changes(frozenset((args["article"],)), listing=True, states=True, marks=True)


def apply(connection: sqlite3.Connection, key: bytes, made: Amendments) -> None:
    """Have an article stand as the user's corrections say, if it is in the library."""
    rowid = reading.rowid_of(connection, key.hex())
    if rowid is None:
        return
    now = reading.article(connection, rowid)
    stated = corrections.stated(connection, now)
    if made:
        corrections.keep_stated(connection, stated)
    else:
        corrections.drop_stated(connection, key)
    rewriting.rewrite(connection, Places(connection), rowid, now, corrections.amended(stated, made))


def correct(
    journal: Journal, connection: sqlite3.Connection, id_: str, values: Mapping[str, Value], clear: Collection[str]
) -> Changes:
    """Correct fields of an article; `clear` names those that are to be as stated again."""
    now, stated = _articles(connection, id_)
    before = corrections.amendments(connection, bytes.fromhex(id_))
    after = {name: value for name, value in before.values.items() if name not in clear}
    for name, value in values.items():
        if name not in corrections.FIELDS:
            raise ValueError(name)
        kept = _cleaned(UNDATED if name == "published" and value is None else value)
        if name == "title" and not kept:
            raise LibraryError("An article needs a headline; type one, or go back to the stated one.")
        if kept == _comparable(getattr(stated, name)):
            after.pop(name, None)
        elif name in after or kept != _comparable(getattr(now, name)):
            after[name] = kept
    changed = [name for name in corrections.FIELDS if before.values.get(name, ...) != after.get(name, ...)]
    if not changed:
        return Changes(note="Nothing to correct")
    words = f"Corrected the {_joined([_WORDS[name] for name in changed])} of '{stated.title[:60]}'"
    return _commit(journal, id_, before, replace(before, values=after), words)


def _comparable(value: Value) -> Value:
    """A date by its moment alone: how it is known does not make it another one."""
    return value if value is None or isinstance(value, str) else _cleaned(value)


def _cleaned(value: Value) -> Value:
    if isinstance(value, str):
        return " ".join(value.split()) or None
    return replace(value, how=None, as_written=None, against=None) if value is not None else None


def _joined(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def put_back(journal: Journal, connection: sqlite3.Connection, id_: str, cut: Cut) -> Changes:
    """Have what was cut stand in the text again. Raises LibraryError where nothing of it can."""
    now, _ = _articles(connection, id_)
    start = place_of_cut(now, cut)
    edit = Edit(KEEP, start, start + len(cut.text), cut.text)
    after = edited(now, [edit])
    if after.text == now.text:
        raise LibraryError("This cut holds nothing that can stand in a text; it stays where it is.")
    words = f"Put '{_short(cut.text)}' back into the text"
    before = corrections.amendments(connection, bytes.fromhex(id_))
    own = next((each for each in before.edits if each[1:] == edit[1:] and each.kind == CUT), None)
    if own is not None:  # what the user took out himself comes back as it was
        rest = tuple(each for each in before.edits if each != own)
        return _commit(journal, id_, before, replace(before, edits=rest), words)
    return _edit(journal, connection, id_, edit, words)


def take_out(journal: Journal, connection: sqlite3.Connection, id_: str, start: int, end: int) -> Changes:
    """Take `text[start:end]` out of the text; it becomes a cut of the user's."""
    now, _ = _articles(connection, id_)
    first, last = to_source(now, start, end)
    source = restore(now.text, now.cuts)
    passage = source[first - now.extent[0] : last - now.extent[0]]
    edit = Edit(CUT, first, last, passage)
    after = edited(now, [edit])
    if not after.text.strip():
        raise LibraryError("Nothing of the text would be left; put the article into the bin instead.")
    if after.text == now.text:
        raise LibraryError("Nothing of the text is chosen; select the words that are to go.")
    return _edit(journal, connection, id_, edit, f"Took '{_short(now.text[start:end])}' out of the text")


def _edit(journal: Journal, connection: sqlite3.Connection, id_: str, edit: Edit, words: str) -> Changes:
    before = corrections.amendments(connection, bytes.fromhex(id_))
    return _commit(journal, id_, before, replace(before, edits=(*before.edits, edit)), words)


def _commit(journal: Journal, id_: str, before: Amendments, after: Amendments, words: str) -> Changes:
    args = {"article": id_, "before": before.listed(), "after": after.listed()}
    return journal.commit(journal.begin("amend", args), "amend", args, words)


def _articles(connection: sqlite3.Connection, id_: str) -> tuple[Article, Article]:
    """An article as it stands, and as cleaning made it."""
    rowid = reading.rowid_of(connection, id_)
    if rowid is None:
        raise LibraryError("The article is not in the library any more; import its dump again.")
    now = reading.article(connection, rowid)
    return now, corrections.stated(connection, now)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
