"""A record divided into other articles, with all that the user made of the old ones going along.

Each old article is followed by the new one with its id; one that goes gives what the user made of it to the new one
that overlaps it most. Notes and edits of the text go where their passage stands. Nothing is dropped: what finds no
article stays under the id that it was made for. A step keeps both states whole, so that it can be taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from reader.library import (
    anchoring,
    arrangements,
    belongings,
    borders,
    corrections,
    forgetting,
    importing,
    packing,
    reading,
    rewriting,
)
from reader.library.arrangements import Arrangement
from reader.library.editing import Edit
from reader.library.journal import Args
from reader.library.places import Places
from reader.model import Article, Borders, Changes, Provenance


def overlap(first: Article, second: Article) -> int:
    """Characters of the source text that two articles of a record share."""
    return max(0, min(first.extent[1], second.extent[1]) - max(first.extent[0], second.extent[0]))


def heir(old: Article, new: Sequence[Article], place: int | None = None) -> Article | None:
    """The article that follows an old one, or what stood at a place of it; None where nothing of it is left."""
    if place is not None and (there := next((each for each in new if each.extent[0] <= place < each.extent[1]), None)):
        return there
    same = next((each for each in new if each.id == old.id), None)
    best = max(new, key=lambda each: overlap(old, each), default=None)
    return same or (best if best is not None and overlap(old, best) else None)


def current(connection: sqlite3.Connection, number: int) -> Arrangement:
    """How a record stands now."""
    find = "SELECT leftover, source_length FROM record WHERE id = ?"
    leftover, length = connection.execute(find, (number,)).fetchone()
    order = "SELECT id FROM article WHERE record = ? ORDER BY extent_start"
    rowids = [rowid for (rowid,) in connection.execute(order, (number,)).fetchall()]
    articles = tuple(corrections.stated(connection, reading.article(connection, rowid)) for rowid in rowids)
    stands = borders.of(connection, borders.key_of(articles[0].provenance), length) if articles else Borders()
    return Arrangement(articles, packing.unpack_stretches(leftover), length, stands)


def arrange(connection: sqlite3.Connection, step: int, number: int, new: Arrangement, *, by_user: bool) -> set[str]:
    """Have a record stand otherwise, and note for the step how it stood; the ids that are concerned.

    `by_user`: he divided it, so that its parts keep his tags and stars; cleaning gives them to the largest alone.
    """
    old = current(connection, number)
    ids = {each.id for each in (*old.articles, *new.articles)}
    moves = _moves(old.articles, new.articles)
    before = belongings.snapshot(connection, ids) if moves else None
    if moves:
        for each in old.articles:
            if (rowid := reading.rowid_of(connection, each.id)) is not None:
                anchoring.note_places(connection, reading.article(connection, rowid))
            _carry(connection, each, old.articles, new.articles, by_user=by_user)
    fresh = {each.id for each in new.articles} - {each.id for each in old.articles}
    new = new._replace(articles=tuple(replace(a, version=step) if a.id in fresh else a for a in new.articles))
    _put(connection, number, new)
    if moves:
        for each in new.articles:
            _anchor(connection, each.id)
        belongings.mirror(connection, ids)
    after = belongings.snapshot(connection, ids) if moves else None
    insert = "INSERT OR REPLACE INTO step_cleaning (step, record, before, after) VALUES (?, ?, ?, ?)"
    connection.execute(insert, (step, number, arrangements.packed(old, before), arrangements.packed(new, after)))
    return ids


def _moves(old: Sequence[Article], new: Sequence[Article]) -> bool:
    """Whether anything may go from one article to another: not where each overlaps its own successor alone."""
    if {each.id for each in old} != {each.id for each in new}:
        return True
    return any(overlap(a, b) for a in old for b in new if a.id != b.id)


def _carry(
    connection: sqlite3.Connection, old: Article, all_old: Sequence[Article], new: Sequence[Article], *, by_user: bool
) -> None:
    """What the user made of one old article, given to those that come after it."""
    main = heir(old, new)
    if main is None:
        return
    _carry_notes(connection, old, new)
    _carry_edits(connection, old, new)
    known = {each.id for each in all_old}
    for part in new:
        if part.id not in known and overlap(old, part):
            belongings.copy(connection, old.id, part.id, marks=by_user)
    if main.id != old.id:
        belongings.unite(connection, old.id, main.id)


def _carry_notes(connection: sqlite3.Connection, old: Article, new: Sequence[Article]) -> None:
    sql = "SELECT n.id, p.start FROM note n JOIN note_place p ON p.note = n.id WHERE n.article = ?"
    for note, place in connection.execute(sql, (bytes.fromhex(old.id),)).fetchall():
        if (to := heir(old, new, place)) is not None:
            connection.execute("UPDATE note SET article = ? WHERE id = ?", (bytes.fromhex(to.id), note))


def _carry_edits(connection: sqlite3.Connection, old: Article, new: Sequence[Article]) -> None:
    """An edit over a border becomes one in each part."""
    made = corrections.amendments(connection, bytes.fromhex(old.id)).edits
    shares: dict[str, list[Edit]] = {}
    for edit in made:
        for id_, part in _shared(edit, old, new):
            shares.setdefault(id_, []).append(part)
    if made and set(shares) != {old.id}:
        corrections.keep_edits(connection, bytes.fromhex(old.id), shares.pop(old.id, []))
        for id_, edits in shares.items():
            corrections.add_edits(connection, bytes.fromhex(id_), edits)


def _shared(edit: Edit, old: Article, new: Sequence[Article]) -> Iterator[tuple[str, Edit]]:
    inside = [each for each in new if each.extent[0] < edit.stop and edit.start < each.extent[1]]
    if len(inside) < 2:
        yield (inside[0] if inside else heir(old, new) or old).id, edit
        return
    for each in inside:
        start, stop = max(edit.start, each.extent[0]), min(edit.stop, each.extent[1])
        yield (
            each.id,
            edit._replace(start=start, stop=stop, passage=edit.passage[start - edit.start : stop - edit.start]),
        )


def _anchor(connection: sqlite3.Connection, id_: str) -> None:
    if (rowid := reading.rowid_of(connection, id_)) is not None:
        anchoring.anchor(connection, reading.article(connection, rowid))


def _put(connection: sqlite3.Connection, number: int, wanted: Arrangement) -> None:
    """Have a record's articles stand as cleaning made them, with the user's corrections on top."""
    update = "UPDATE record SET leftover = ? WHERE id = ?"
    connection.execute(update, (packing.pack_stretches(wanted.leftover), number))
    staying = {each.id for each in wanted.articles}
    for key, rowid in connection.execute("SELECT key, id FROM article WHERE record = ?", (number,)).fetchall():
        if key.hex() not in staying:
            forgetting.take_away(connection, rowid)
            corrections.drop_stated(connection, key)
    come: list[Article] = []
    for stated in wanted.articles:
        shown = _amended(connection, stated)
        rowid = reading.rowid_of(connection, stated.id)
        if rowid is None:
            come.append(shown)
        else:
            rewriting.rewrite(connection, Places(connection), rowid, reading.article(connection, rowid), shown)
    if come:
        dump = connection.execute("SELECT dump FROM record WHERE id = ?", (number,)).fetchone()[0]
        importing.insert(connection, dump, number, come[0].provenance.member, come)
        belongings.mirror(connection, [each.id for each in come])
    _keep_borders(connection, wanted)


def _keep_borders(connection: sqlite3.Connection, wanted: Arrangement) -> None:
    record = borders.key_of(wanted.articles[0].provenance)
    borders.keep(connection, record, wanted.length, wanted.borders)
    borders.keep_ids(connection, record, wanted.length, wanted.articles)


def _amended(connection: sqlite3.Connection, stated: Article) -> Article:
    made = corrections.amendments(connection, bytes.fromhex(stated.id))
    if made:
        corrections.keep_stated(connection, stated)
    else:
        corrections.drop_stated(connection, bytes.fromhex(stated.id))
    return corrections.amended(stated, made)


# taking it back, and doing it again


def swap(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    """Take a new division or cleaning back, or do it again."""
    del args
    records = connection.execute("SELECT record FROM step_cleaning WHERE step = ?", (step,)).fetchall()
    concerned: set[str] = set()
    for (record,) in records:  # one at a time: a cleaning of a whole library does not fit the memory
        sql = "SELECT before, after FROM step_cleaning WHERE step = ? AND record = ?"
        before, after = (packing.unpack(each) for each in connection.execute(sql, (step, record)).fetchone())
        ids = _turn(connection, record, *((before, after) if forwards else (after, before)))
        concerned |= ids if len(records) == 1 else set()
    return Changes(frozenset(concerned) or None, listing=True, states=True, marks=True)


def _turn(connection: sqlite3.Connection, number: int, gone: Any, come: Any) -> set[str]:
    """One record from one state to the other; of one that is not in the library the user's rows alone."""
    wanted = arrangements.unpacked(come)
    ids = {each.id for each in (*wanted.articles, *arrangements.unpacked(gone).articles)}
    if come["user"] is not None:
        belongings.put(connection, gone["user"], come["user"])
    found = _number_of(connection, number, wanted.articles[0].provenance)
    if found is None:
        _keep_borders(connection, wanted)
        return ids
    _put(connection, found, wanted)
    if come["user"] is not None:  # a new text places its notes anew; these know their place in it
        belongings.put_notes(connection, come["user"])
        belongings.mirror(connection, ids)
    return ids


def _number_of(connection: sqlite3.Connection, number: int, at: Provenance) -> int | None:
    """The number of the record at a place: another one where the record was taken out and has come again."""
    sql = """SELECT r.id FROM record r JOIN member m ON m.id = r.member JOIN dump d ON d.id = r.dump
        WHERE m.name = ? AND r.place = ? AND r.sha256 = ? AND d.sha256 IS ? AND (d.sha256 IS NOT NULL OR d.name = ?)
        AND d.id NOT IN (SELECT dump FROM reading WHERE aside) ORDER BY r.id <> ?"""
    values = (at.member, at.offset, bytes.fromhex(at.record_sha256), at.dump_sha256, at.dump, number)
    row = connection.execute(sql, values).fetchone()
    return int(row[0]) if row else None
