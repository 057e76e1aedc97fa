"""What the user makes of articles, names and searches: each call is one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from reader.library import (
    accounts,
    actions,
    notes,
    pins,
    renaming,
    searches,
    states,
)
from reader.library.names import Name
from reader.library.opened import Opened
from reader.library.targets import Target
from reader.library.trouble import telling
from reader.model import Changes


class Organising(Opened):
    """Tags, stars, notes, the bin, names, searches; undo and redo."""

    # Marks of articles, by ids or of all that a query finds

    @telling
    def tag(self, target: Target, name: str) -> Changes:
        """Tag articles. Tags that differ in case or accents alone are one tag."""
        with self._durable():
            number = states.tag_number(self._connection, name, make=True)
            return self._act("tag", {"tag": number}, target, f"Tagged {{}} '{_shown(name)}'")

    @telling
    def untag(self, target: Target, name: str) -> Changes:
        """Take a tag off articles."""
        with self._durable():
            number = states.tag_number(self._connection, name)
            return self._act("untag", {"tag": number}, target, f"Took '{_shown(name)}' off {{}}")

    @telling
    def star(self, target: Target, on: bool) -> Changes:
        """Star articles, or take their star away."""
        words = "Starred {}" if on else "Unstarred {}"
        with self._durable():
            return self._act("star" if on else "unstar", {}, target, words)

    @telling
    def mark_read(self, target: Target, on: bool, *, undoable: bool = True) -> Changes:
        """Mark articles read or unread. What happens by itself, as one reads, is no step (`undoable=False`)."""
        words = "Marked {} read" if on else "Marked {} unread"
        with self._durable():
            return self._act("read" if on else "unread", {}, target, words, undoable=undoable)

    @telling
    def bin(self, target: Target) -> Changes:
        """Put articles into the bin: out of lists and searches, with all their marks."""
        with self._durable():
            return self._act("bin", {}, target, "Put {} into the bin")

    @telling
    def unbin(self, target: Target) -> Changes:
        """Bring articles back from the bin."""
        with self._durable():
            return self._act("unbin", {}, target, "Brought {} back from the bin")

    # Names across the library: what the user says of them holds everywhere, and for later imports

    @telling
    def merge_names(self, joined: Sequence[Name], into: Name) -> Changes:
        """These names are that one: renames one, joins several, gives another type."""
        with self._durable():
            return renaming.merge(self._connection, self._journal, joined, into)

    @telling
    def delete_names(self, deleted: Sequence[Name]) -> Changes:
        """These are no names."""
        with self._durable():
            return renaming.delete(self._connection, self._journal, deleted)

    @telling
    def split_name(self, name: Name, target: Target, into: Name | None) -> Changes:
        """In these articles the name is another one; None: no name there."""
        with self._durable():
            return renaming.split(self._connection, self._journal, name, target, into)

    # Searches

    @telling
    def save_search(self, name: str, query: str) -> Changes:
        """Keep a search under a name; one of that name is replaced."""
        with self._durable():
            return searches.save(self._connection, self._journal, name, query)

    @telling
    def delete_search(self, name: str) -> Changes:
        """Forget a saved search."""
        with self._durable():
            return searches.delete(self._connection, self._journal, name)

    @telling
    def edit_search(self, old: str, name: str, query: str) -> Changes:
        """Give a saved search another name, other words, or both."""
        with self._durable():
            return searches.edit(self._connection, self._journal, old, name, query)

    @telling
    def forget_search(self, query: str | None = None) -> None:
        """Take a search out of the recent ones, all of them for None; this is no step that can be undone."""
        with self._durable():
            searches.forget(self._connection, query)

    @telling
    def pin(self, source: str, on: bool) -> Changes:
        """Keep a source at the top of the filters, or no longer."""
        with self._durable():
            return pins.pin(self._connection, self._journal, source, on)

    @telling
    def use_search(self, query: str) -> None:
        """Note a search among the recent ones."""
        with self._durable():
            searches.use(self._connection, query, datetime.now(UTC).isoformat())

    # Notes, and the steps themselves

    @telling
    def add_note(self, id_: str, text: str, start: int | None = None, end: int | None = None) -> Changes:
        """A note on an article, or on `text[start:end]` of it."""
        with self._durable():
            return notes.add(self._journal, self._connection, id_, text, start, end, accounts.now())

    @telling
    def edit_note(self, note_id: int, text: str) -> Changes:
        with self._durable():
            return notes.edit(self._journal, self._connection, note_id, text)

    @telling
    def delete_note(self, note_id: int) -> Changes:
        with self._durable():
            return notes.delete(self._journal, self._connection, note_id)

    @telling
    def undo(self) -> Changes:
        """Take the last step back; `note` says which."""
        with self._durable():
            return self._journal.undo()

    @telling
    def redo(self) -> Changes:
        """Do the last undone step again."""
        with self._durable():
            return self._journal.redo()

    @property
    @telling
    def can_undo(self) -> str | None:
        """What undo would take back, in words."""
        return self._journal.next_undo()

    @property
    @telling
    def can_redo(self) -> str | None:
        """What redo would do again, in words."""
        return self._journal.next_redo()

    def _act(self, kind: str, args: Mapping[str, Any], target: Target, words: str, *, undoable: bool = True) -> Changes:
        self._marking.choose()
        return actions.act(self._journal, self._connection, kind, args, target, words, undoable=undoable)


def _shown(name: str) -> str:
    """A tag's name within a sentence that is a format string."""
    return " ".join(name.split()).replace("{", "{{").replace("}", "}}")
