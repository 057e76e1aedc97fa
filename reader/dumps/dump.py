"""A dump: one file or folder, opened, told what it is, and read with an account."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from reader.dumps.account import Account, Done
from reader.dumps.archives import Entry
from reader.dumps.containers import walk
from reader.dumps.detect import PICTURES, Verdict, choose
from reader.dumps.disk import size_of, stat_of, unopened
from reader.dumps.format import Format, Found
from reader.dumps.limits import MEGABYTE, Limits, Meter
from reader.dumps.member import CHUNK, DumpFacts, Member, Options, printable
from reader.dumps.pictures import LARGEST as LARGEST_PICTURE
from reader.dumps.pictures import picture
from reader.errors import DumpError
from reader.model import Problem, Skipped

PROBED = 50  # members looked at before an import tells the rest
PROBED_BYTES = 16 * MEGABYTE


class Dump:
    """A dump that was found readable. `read_dump` makes one.

    `format` is what it was taken for: judged by its first members at first, by all of them once `records()` has
    run out. Then `found` is the number of records counted from the format's own markers, with everything
    skipped and rejected; while it runs, `bytes_read` of `size` tells how far it is.
    """

    def __init__(
        self, path: Path, formats: Sequence[Format], forced: Format | None, limits: Limits, options: Options
    ) -> None:
        self.path = path
        self._formats = formats
        self._forced = forced
        self._limits = limits
        self._options = options
        self._stat = stat_of(path)
        self.name = printable(path.name if path.name not in ("", "..") else path.resolve().name) or "/"
        self._sha256: str | None = None
        self._folder_size: int | None = None
        self._meter = Meter(limits)
        self.is_folder = stat.S_ISDIR(self._stat.st_mode)
        self.modified = datetime.fromtimestamp(self._stat.st_mtime, UTC).replace(microsecond=0)
        self.found = 0
        self.format = ""
        self._kinds: set[str] = set()
        self._last: tuple[tuple[bytes, str, str], Verdict] | None = None

    @property
    def size(self) -> int:
        """Bytes of the file, or of all files in the folder."""
        if not self.is_folder:
            return self._stat.st_size
        if self._folder_size is None:
            self._folder_size = size_of(self.path)
        return self._folder_size

    @property
    def bytes_read(self) -> int:
        """Bytes of the dump that were read by `records` so far, at most `size`."""
        return min(self._meter.read, self.size)

    @property
    def sha256(self) -> str | None:
        """Of the file's bytes, computed once (`hashing` does it with progress); None for a folder."""
        for _ in self.hashing():
            pass
        return self._sha256

    def hashing(self) -> Iterator[int]:
        """Compute `sha256` in steps of some megabytes; gives the bytes hashed so far."""
        if self.is_folder or self._sha256 is not None:
            return
        digest, done = hashlib.sha256(), 0
        buffer = memoryview(bytearray(CHUNK))  # fits into a core's cache, which 4 MB does not: a third of the cost
        try:
            with open(self.path, "rb", buffering=0) as file:
                while size := file.readinto(buffer):
                    digest.update(buffer[:size])
                    done += size
                    if not done % (16 * CHUNK):
                        yield done
        except OSError as error:
            raise unopened(self.path, error) from error
        self._sha256 = digest.hexdigest()

    def trust(self, sha256: str | None) -> None:
        """Take this for the hash of the same file, opened a moment ago in another way."""
        self._sha256 = sha256

    def probe(self) -> None:
        """Set `format` to that of the first members that can be read; DumpError if there is none."""
        reasons: list[str] = []
        with closing(self.entries()) as entries:
            for looked, entry in enumerate(entries):
                if isinstance(entry, Member):
                    verdict = self._judged(entry)
                    if verdict.format and entry.head(1):
                        self._met(verdict.format)
                    else:
                        reasons.append(_reason(entry, verdict))
                elif isinstance(entry, Problem):
                    reasons.append(f"{entry.where}: {entry.reason}")
                if self._kinds and (looked >= PROBED or self.read_much or _is_long(entry)):
                    break
        if not self._kinds:
            raise DumpError(self._nothing(reasons))

    def _judged(self, member: Member) -> Verdict:
        """What a member is. The verdict on the last one is kept: a file is looked at twice, before and while read."""
        facts = member.head(), member.filename, member.package
        if self._last is None or self._last[0] != facts:
            self._last = facts, choose(member, self._formats, self._forced)
        return self._last[1]

    def _met(self, fmt: Format) -> None:
        """One more member of this format: `format` tells one kind, or that there are several."""
        self._kinds.add(fmt.name)
        several = "folder of several formats" if self.is_folder else "several formats"
        self.format = fmt.name if len(self._kinds) == 1 else several

    def records(self, done: Done | None = None) -> Iterator[Found]:
        """Everything in the dump, in a fixed order. Records that are `done` are counted and passed over."""
        facts = DumpFacts(self.name, self.sha256, self._options)
        self._unchanged()
        self.found = 0
        self._meter = Meter(self._limits)
        for entry in self.entries(facts):
            if isinstance(entry, Member):
                yield from self._member(entry, done)
            else:
                self.found += isinstance(entry, Skipped) or entry.rejected
                yield entry

    def entries(self, facts: DumpFacts | None = None) -> Generator[Entry, None, None]:
        """Its members, and what is none; to look at them, `records` reads them."""
        return walk(self.path, facts or DumpFacts(self.name, None, self._options), self._meter)

    @property
    def read_much(self) -> bool:
        """Whether enough was read of it for a look."""
        return self._meter.read > PROBED_BYTES

    def search(self, member: str, passed: Done) -> Iterator[Found]:
        """What is in one member, but for records that are `passed` over; other members are not opened.

        The dump is not compared with what was imported: a record's own hash tells whether it is the same.
        """
        self._meter = Meter(self._limits)
        with closing(self.entries()) as entries:
            for entry in entries:
                if isinstance(entry, Member) and (not entry.path or f"{member}/".startswith(f"{entry.path}/")):
                    yield from self._member(entry, passed)

    def _member(self, member: Member, done: Done | None) -> Iterator[Found]:
        if not member.head(1) and not member.damage:
            self.found += 1
            yield Skipped(member.where, "empty files")
            return
        verdict = self._judged(member)
        if verdict.format is None:
            self.found += 1
            if verdict.plural == PICTURES and (found := _picture(member)):
                yield found
            yield _left_out(member, verdict)
            return
        self._met(verdict.format)
        account = Account(member, done)
        yield from account.read(verdict.format)
        self.found += account.found

    def _unchanged(self) -> None:
        now = stat_of(self.path)
        if not self.is_folder and (now.st_size, now.st_mtime_ns) != (self._stat.st_size, self._stat.st_mtime_ns):
            raise DumpError(f"{self.name} was changed since it was opened; open it again.")

    def _nothing(self, reasons: list[str]) -> str:
        if not self.is_folder and len(reasons) == 1:
            return reasons[0]
        kind = "folder" if self.is_folder else "archive"
        told = (
            f" ({reasons[0].rstrip('.')}{f', and {len(reasons) - 1} more' if len(reasons) > 1 else ''})"
            if reasons
            else ""
        )
        return f"The {kind} {self.name} holds nothing that Cuttings can read{told}."


def read_dump(
    path: Path,
    formats: Sequence[Format],
    forced: str | None,
    limits: Limits,
    options: Options = Options(),  # noqa: B008
) -> Dump:
    """Open a dump: DumpError in one sentence where there is nothing to read."""
    dump = Dump(path, formats, named(forced, formats), limits, options)
    if not dump.is_folder:
        if not stat.S_ISREG(dump._stat.st_mode):
            raise DumpError(f"{dump.name} is a device or a pipe; save what it gives as a file and open that.")
        if dump.size == 0:
            raise DumpError(f"{dump.name} is empty: there is nothing to read in it.")
    try:
        dump.probe()
    except OSError as error:
        raise unopened(path, error) from error
    return dump


def named(name: str | None, formats: Sequence[Format]) -> Format | None:
    """The format of this name, None for no name; DumpError where there is none."""
    found = next((fmt for fmt in formats if name and fmt.name.lower() == name.lower()), None)
    if name and found is None:
        raise DumpError(f"There is no format {name!r}; Cuttings reads {', '.join(fmt.name for fmt in formats)}.")
    return found


def _is_long(entry: Entry) -> bool:
    """Whether going on means to unpack much: a packed member of unknown or great length."""
    return isinstance(entry, Member) and entry.packed is not None and (entry.size or PROBED_BYTES) >= PROBED_BYTES


def _reason(member: Member, verdict: Verdict) -> str:
    if not member.head(1):
        return f"{member.where} {member.damage}." if member.damage else f"{member.where} is empty."
    advice = f"; {verdict.advice}" if verdict.advice else ""
    return f"{member.where} is {verdict.what}, not a text that Cuttings reads{advice}."


def _left_out(member: Member, verdict: Verdict) -> Found:
    if member.damage and not member.head(1):
        return Problem(member.where, f"The file {member.damage}.")
    if verdict.rejected:
        return Problem(member.where, "Binary data, though its name says that it is text.")
    return Skipped(member.where, verdict.plural)


def _picture(member: Member) -> Found | None:
    """A picture beside the pages of a folder or an archive, which may show it."""
    with member.open() as stream:
        content = stream.read(LARGEST_PICTURE + 1)
    return picture(content, (member.path,)) if member.path and not member.damage else None
