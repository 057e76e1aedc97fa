"""The user's actions on articles, each one step that can be undone.

Tags, stars, read marks and the bin are sets of articles: an action puts articles into a set or takes
them out, and its step holds those that were not (or were) in it before.
"""

# ruff: noqa: S608 (only constants of this room are put into SQL; values are bound)

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from reader.library import (
    amending,
    arranging,
    dates,
    notes,
    pins,
    readings,
    renaming,
    searches,
    siterules,
    states,
    tablecolumns,
)
from reader.library.journal import Action, Args, Journal, counted
from reader.library.targets import Target, gather
from reader.model import Changes


@dataclass(frozen=True, slots=True)
class _Set:
    """A set of articles: the user's table, and the kind of its mirror in `state`."""

    table: str
    kind: int | None  # None: a tag, whose number is in the arguments
    flag: bool = False  # mirrored by article.unread instead

    def member(self, args: Args, *, put: bool = False) -> tuple[str, dict[str, Any]]:
        """The condition, and its values, that u is the row of an article in this set.

        What went into the bin with its dump comes back with it alone.
        """
        if self.table == "tagging":
            return "u.tag = :tag", {"tag": args["tag"]}
        return "u.dump IS NULL" if self.table == "binned" and not put else "1", {}


_TAG = _Set("tagging", None)
_STAR = _Set("star", states.STAR)
_SEEN = _Set("seen", None, flag=True)
_BIN = _Set("binned", states.BIN)

_ITEMS = "SELECT article FROM step_item WHERE step = :step"
_ROWS = f"SELECT a.id FROM step_item i JOIN article a ON a.key = i.article WHERE i.step = :step"  # noqa: F541


def collect(connection: sqlite3.Connection, step: int, which: _Set, args: Args, *, put: bool) -> None:
    """Note for a step which of the target's articles it changes."""
    member, values = which.member(args, put=put)
    known = f"EXISTS (SELECT 1 FROM {which.table} u WHERE u.article = a.key AND {member})"
    connection.execute(
        f"""INSERT INTO step_item (step, article) SELECT :step, a.key FROM target t JOIN article a ON a.id = t.id
        WHERE {"NOT " if put else ""}{known}""",
        {"step": step, **values},
    )


def _move(connection: sqlite3.Connection, step: int, which: _Set, args: Args, *, put: bool) -> None:
    """Put a step's articles into a set, or take them out, in the user's table and its mirror."""
    member, values = which.member(args)
    values |= {"step": step, "kind": args.get("tag") if which.kind is None else which.kind}
    if put and which is _TAG:
        connection.execute(f"INSERT OR IGNORE INTO tagging (article, tag) SELECT article, :tag FROM ({_ITEMS})", values)
    elif put:
        connection.execute(f"INSERT OR IGNORE INTO {which.table} (article) {_ITEMS}", values)
    else:
        connection.execute(f"DELETE FROM {which.table} AS u WHERE {member} AND u.article IN ({_ITEMS})", values)
    if which.flag:
        connection.execute(f"UPDATE article SET unread = {int(not put)} WHERE id IN ({_ROWS})", values)
    elif put:
        connection.execute(f"INSERT OR IGNORE INTO state (kind, id) SELECT :kind, id FROM ({_ROWS})", values)
    else:
        connection.execute(f"DELETE FROM state WHERE kind = :kind AND id IN ({_ROWS})", values)


def _action(which: _Set, *, put: bool, listing: bool = False) -> Action:
    def act(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
        _move(connection, step, which, args, put=put == forwards)
        return Changes(listing=listing, states=True)

    return act


def _remove_dump(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    del step
    (states.bin_dump if forwards else states.unbin_dump)(connection, args["dump"])
    return Changes(None, listing=True, states=True)


def _return_dump(connection: sqlite3.Connection, step: int, args: Args, forwards: bool) -> Changes:
    return _remove_dump(connection, step, args, not forwards)


ACTIONS: dict[str, Action] = {
    "tag": _action(_TAG, put=True),
    "untag": _action(_TAG, put=False),
    "star": _action(_STAR, put=True),
    "unstar": _action(_STAR, put=False),
    "read": _action(_SEEN, put=True),
    "unread": _action(_SEEN, put=False),
    "bin": _action(_BIN, put=True, listing=True),
    "unbin": _action(_BIN, put=False, listing=True),
    "remove_dump": _remove_dump,
    "return_dump": _return_dump,
    "note": notes.swap,
    "moment": dates.turn_moment,
    "names": renaming.swap,
    "saved": searches.swap,
    "pin": pins.swap,
    "amend": amending.swap,
    "reclean": arranging.swap,
    "border": arranging.swap,
    "site_rule": siterules.swap,
    "reread": readings.swap,
    "table_columns": tablecolumns.swap,
}

_SETS = {"tag": _TAG, "untag": _TAG, "star": _STAR, "unstar": _STAR, "read": _SEEN, "unread": _SEEN}
_SETS |= {"bin": _BIN, "unbin": _BIN}
_PUTS = {"tag", "star", "read", "bin"}


def act(
    journal: Journal,
    connection: sqlite3.Connection,
    kind: str,
    args: Args,
    target: Target,
    words: str,
    *,
    undoable: bool = True,
) -> Changes:
    """Carry out a set action on a target in one step; `words` has `{}` for "3 articles"."""
    gather(connection, target)
    if kind == "unbin":
        states.leave_removed(connection)
    step = journal.begin(kind, args, aside=not undoable)
    collect(connection, step, _SETS[kind], args, put=kind in _PUTS)
    size = journal.size(step)
    if not size:
        journal.drop(step)
        why = "those of a removed dump come back with it" if kind == "unbin" else "nothing to change"
        return Changes(note=f"{words.format('no article')}: {why}")
    changes = journal.commit(step, kind, args, words.format(counted(size)))
    if not undoable:
        journal.drop(step)
    return changes
