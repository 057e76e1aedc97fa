"""The library as it is written to: one connection, one thread at a time."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from reader.library import (
    backups,
    checking,
    forgetting,
    relating,
    tidying,
)
from reader.library.correcting import Correcting
from reader.library.entries import Backup
from reader.library.filling import Filling
from reader.library.organising import Organising
from reader.library.targets import Target
from reader.library.trouble import telling, telling_each
from reader.model import Changes, Step


class Library(Filling, Organising, Correcting):
    """The one writing connection to a library; use it from one thread at a time.

    Every method that writes is one transaction: whole or not at all. Errors that the user can
    act on are LibraryError, in one sentence.
    """

    # Room

    @telling
    def is_untidy(self) -> bool:
        """Whether merging the index would make searches quicker."""
        return tidying.is_due(self._connection)

    @telling_each
    def tidy(self) -> Generator[Step, None, None]:
        """Merge the index in idle time; may be stopped after any step."""
        yield from tidying.steps(self._connection)

    @telling
    def unrelated_count(self) -> int:
        """How many articles have not been compared with the others for near copies."""
        return relating.waiting(self._connection)

    @telling_each
    def relate(self) -> Generator[Step, None, Changes]:
        """Find near copies in idle time; may be stopped after any step."""
        return (yield from relating.steps(self._connection))

    @telling_each
    def empty_bin(self) -> Generator[Step, None, Changes]:
        """Take what is in the bin out of the library; the user's marks wait for another import."""
        try:
            return (yield from forgetting.empty_bin(self._connection))
        finally:
            self._importer.forget_numbers()

    @telling_each
    def forget(self, target: Target | int, *, backups_too: bool = False) -> Generator[Step, None, Changes]:
        """Take articles, or the dump of a number, out past recovery: texts, marks, notes, every step to undo.

        The file is written anew. `backups_too` deletes all backups, which hold the texts as well, and makes one.
        """
        try:
            changes = yield from forgetting.forget(self._connection, self.path, target)
        finally:
            self._importer.forget_numbers()
        if backups_too:
            for backup in self.backups():
                backup.path.unlink(missing_ok=True)
            backups.make(self._connection, self.path, "schedule")
        return changes

    # Safety

    @telling
    def backup(self, reason: str = "schedule") -> Path:
        """Make a checked backup; older ones of the same reason make room for it.

        `reason` is one word: "schedule", "user", "migration". Raises LibraryError: no room, damaged.
        """
        return backups.make(self._connection, self.path, reason)

    def backups(self) -> list[Backup]:
        """The backups of this library, the newest first."""
        return backups.backups(self.path)

    def backup_due(self) -> bool:
        """Whether the last backup is a day old."""
        return backups.due(self.path)

    @staticmethod
    def restore(path: Path, backup: Path) -> None:
        """Put a backup in a closed library's place; what was there is kept as a backup of its own."""
        backups.restore(Path(path), Path(backup))

    @telling
    def check(self) -> list[str]:
        """Prove the library whole; findings in sentences, none where all is well."""
        return checking.drained(self.checking())

    @telling_each
    def checking(self) -> Generator[Step, None, list[str]]:
        """The same a step at a time; the findings are what the generator returns. Others may write meanwhile."""
        return (yield from checking.snapshot(self.path))
