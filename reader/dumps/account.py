"""The reading of one member, held against what its format's own markers say that it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from reader.dumps.format import Format, Found
from reader.dumps.member import BLANK, Member
from reader.errors import DumpError
from reader.model import Problem, Record, Skipped

Done = Callable[[str, int], bool]  # whether the record at a member's path and offset is in the library already


class Account:
    """What one member gave: `found` records once `read` has run out, whatever became of them."""

    def __init__(self, member: Member, done: Done | None) -> None:
        self._member = member
        self._blank = not member.head().strip(BLANK) and member.at_end
        self._counts: Counter[str] = Counter()
        self.found = 0
        if done is not None:
            member.known = lambda path, offset: self._known(done(path, offset))

    def read(self, fmt: Format) -> Iterator[Found]:
        """Everything in the member; what its markers promise beyond that is rejected, each by itself."""
        census = fmt.census()
        self._member.watch(census)
        try:
            for found in fmt.records(self._member):
                self._counts["read"] += _is_counted(found)
                yield found
        except DumpError as error:
            self._counts["read"] += 1
            yield Problem(self._member.where, _sentence(str(error)))
        if not self._counts.total():
            yield from self._nothing(fmt)
        if self._member.damage:
            reason = f"The file {self._member.damage}; what came before was read."
            yield Problem(self._member.where, reason, rejected=False)
        read = self._counts["read"] + self._counts["known"]
        self.found = max(read, census.count()) if census else read
        for _ in range(self.found - read):
            yield Problem(self._member.where, "A record is marked in the file that could not be read.")

    def _nothing(self, fmt: Format) -> Iterator[Found]:
        """A member is accounted for even where its format found nothing in it."""
        self._counts["read"] += 1
        if self._blank:
            yield Skipped(self._member.where, "empty files")
        else:
            yield Problem(self._member.where, f"Nothing in it could be read as {fmt.name}.")

    def _known(self, answer: bool) -> bool:
        self._counts["known"] += answer
        return answer


def _is_counted(found: Found) -> bool:
    return isinstance(found, Record | Skipped) or (isinstance(found, Problem) and found.rejected)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
