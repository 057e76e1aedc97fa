"""One file of a dump, unpacked: what a format reads.

A member's bytes pass through one stream that watches over them: it keeps the head for
detection, holds what comes out against the limits, feeds the census, and turns a damaged
container into an early end with a reason, so that what came before is kept.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping, Reversible, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from reader.dumps.census import Census
from reader.dumps.limits import MEGABYTE, LimitError, Meter
from reader.errors import DumpError
from reader.model import Problem, Provenance, Record, RecordKind

HEAD = 64 << 10  # bytes that detection looks at
BLANK = b" \t\r\n\f\v\0\xef\xbb\xbf\xfe\xff"  # white space and byte order marks
CHUNK = 256 << 10  # bytes read at a time
DAMAGE = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, OSError, ValueError, RuntimeError)


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def printable(name: str) -> str:
    """A file's name without control characters and the lone surrogates of undecodable names."""
    clean = name.encode("utf-8", "surrogatepass").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", clean)


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said about how to read a dump."""

    mapping: Mapping[str, str] = field(default_factory=dict)  # part of an article -> column of a table
    separator: str = ""  # the line that stands between articles in plain text
    remembered: Sequence[tuple[frozenset[str], Mapping[str, str]]] = ()  # columns of earlier tables, and their mapping
    any_table: bool = False  # rows are wanted whatever their columns are called, to show them


@dataclass(frozen=True, slots=True)
class DumpFacts:
    """What every member of a dump knows of it."""

    name: str
    sha256: str | None
    options: Options = Options()


class Watched(io.RawIOBase):
    """A member's bytes in order, once. Ends early, with `damage` in words, where they break off."""

    def __init__(self, source: BinaryIO, meter: Meter, packed: Callable[[], int] | None) -> None:
        self._source = source
        self._read: Callable[[int], bytes] = getattr(
            source, "read1", source.read
        )  # read() loses what came before damage
        self._meter = meter
        self._packed = packed  # bytes of the container used up so far; None: not unpacked, not counted
        self._ahead = b""
        self.census: Census | None = None
        self.most: int | None = None  # bytes after which it ends, for a look at its begin
        self.out = 0
        self.damage: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._take(len(buffer))
        buffer[: len(chunk)] = chunk
        if self.census is not None:
            self.census.feed(chunk)
        return len(chunk)

    def look_ahead(self, count: int) -> bytes:
        """The next `count` bytes (fewer at the end), still to be read."""
        while len(self._ahead) < count:
            chunk = self._fetch(count - len(self._ahead))
            if not chunk:
                break
            self._ahead += chunk
        return self._ahead[:count]

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()

    def _take(self, count: int) -> bytes:
        if not self._ahead:
            return self._fetch(count)
        chunk, self._ahead = self._ahead[:count], self._ahead[count:]
        return chunk

    def _fetch(self, count: int) -> bytes:
        if self.damage is not None or (self.most is not None and self.out >= self.most):
            return b""
        try:
            chunk = self._read(count)
        except LimitError:
            raise
        except DAMAGE as error:
            self.damage = _in_words(error)
            return b""
        self.out += len(chunk)
        if self._packed is not None:
            self._meter.unpack(len(chunk), self.out, self._packed())
        return chunk


def _in_words(error: BaseException) -> str:
    """Why a container broke off, without the jargon of the library that found out."""
    if isinstance(error, EOFError):
        return "breaks off in the middle: it is cut short"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read to its end: {error.strerror}"
    return "is damaged and does not unpack further"


@dataclass(eq=False)
class Member:
    """One file of a dump. `path` is its place inside the dump, "" for a plain file.

    It is read once, in order; `open` again is an error. Valid until the walk goes on.
    """

    dump: DumpFacts
    path: str
    source: Callable[[], BinaryIO]
    meter: Meter
    size: int | None = None
    modified: datetime | None = None
    package: str = ""  # a zip that is a document: "docx", "epub", ...
    filename: str = ""  # for formats that look at the name too
    known: Callable[[str, int], bool] = field(default=lambda path, offset: False)  # is the record there known?
    depth: int = 0
    packed: Callable[[], int] | None = None
    frames: Callable[[], Reversible[tuple[int, int]]] = tuple  # starts of compressed frames: unpacked, packed
    _stream: Watched | None = None

    @property
    def options(self) -> Options:
        return self.dump.options

    @property
    def where(self) -> str:
        """The member in words, for problems."""
        return f"{self.dump.name}/{self.path}" if self.path else self.dump.name

    @property
    def damage(self) -> str | None:
        """How the bytes broke off, once they have."""
        return self._stream.damage if self._stream else None

    def head(self, count: int = HEAD) -> bytes:
        """The first `count` bytes, which stay to be read."""
        return self._watched().look_ahead(count)

    def open(self) -> BinaryIO:
        """All bytes, from the first, buffered."""
        return cast(BinaryIO, io.BufferedReader(self._watched(), CHUNK))

    def whole(self, largest: int, advice: str) -> bytes:
        """All bytes of a member that is read at once; DumpError where there are more than `largest`, with advice."""
        with self.open() as stream:
            raw = stream.read(largest + 1)
        if len(raw) > largest:
            raise DumpError(f"{self.where} is larger than {largest // MEGABYTE} MB; {advice}")
        return raw

    def done(self, offset: int) -> bool:
        """Whether the record at this offset is in the library already, and to be passed over."""
        return self.known(self.path, offset)

    @property
    def at_end(self) -> bool:
        """Whether the head holds the whole member."""
        return len(self._watched().look_ahead(HEAD + 1)) <= HEAD

    def position(self) -> int:
        """How many of its bytes have been read."""
        return self._stream.out if self._stream else 0

    def seekable(self) -> BinaryIO:
        """All bytes as a file that can be searched: the dump itself, else a copy, in memory while small."""
        if self.packed is None:
            self.close()
            file = self.source()
            file.seek(0)
            return file
        copy = cast(BinaryIO, SpooledTemporaryFile(max_size=32 * MEGABYTE))  # noqa: SIM115 - the caller closes it
        size = 0
        with self.open() as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > self.meter.limits.spool:
                    raise LimitError(f"is larger than {self.meter.limits.spool // MEGABYTE} MB; unpack it first")
                copy.write(chunk)
        if self.damage:
            copy.close()
            raise DumpError(f"{self.where} {self.damage}.")
        copy.seek(0)
        return copy

    def packed_at(self, offset: int) -> int | None:
        """Where in the gzip file the frame begins that starts with this byte; None if none does."""
        for place, packed in reversed(self.frames()):  # it is one of the last: readers are little behind
            if place <= offset:
                return packed if place == offset else None
        return None

    def child(self, name: str, source: Callable[[], BinaryIO], **facts: Any) -> Member:
        """A member inside this one, an archive."""
        path = f"{self.path}/{name}" if self.path else name
        filename = name.rpartition("/")[2]
        facts = {"known": self.known, **facts}
        return Member(self.dump, path, source, self.meter, filename=filename, depth=self.depth + 1, **facts)

    def reopened(self, package: str, source: Callable[[], BinaryIO]) -> Member:
        """The same bytes once more, as a document and not as the archive that it also is."""
        return replace(self, source=source, package=package, packed=None, _stream=None)

    def end_at(self, most: int) -> None:
        """Have it end after so many bytes: its begin is all that is wanted."""
        self._watched().most = most

    def watch(self, census: Census | None) -> None:
        """Feed `census` with every byte that is read from now on."""
        self._watched().census = census

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def place(self, offset: int) -> str:
        """The member and a byte in it, in words."""
        return f"{self.where}, byte {offset}"

    def scope(self, offset: int) -> str:
        """Whose pictures are meant by the addresses in the record at `offset`, where they hold there alone."""
        return f"{self.path}\0{offset}"

    def problem(self, offset: int, reason: str, *, rejected: bool = True) -> Problem:
        return Problem(self.place(offset), reason, rejected)

    def record(
        self,
        fmt: str,
        offset: int,
        raw: bytes,
        content: str,
        *,
        kind: RecordKind = RecordKind.TEXT,
        compressed_offset: int | None = None,
        **stated: Any,
    ) -> Record:
        """A record whose bytes are `raw` at `offset`; `stated` are fields of `model.Record`."""
        digest = hashlib.sha256(raw).hexdigest()
        provenance = Provenance(
            self.dump.name, self.dump.sha256, self.path, offset, len(raw), digest, fmt, compressed_offset
        )
        stated.setdefault("moment", self.modified)
        return Record(provenance, content, kind, **stated)

    def _watched(self) -> Watched:
        if self._stream is None:
            self._stream = self._begun()
        return self._stream

    def _begun(self) -> Watched:
        """The stream; an empty one that says why where the container cannot even begin it."""
        try:
            return Watched(self.source(), self.meter, self.packed)
        except (zipfile.BadZipFile, tarfile.TarError) as error:
            stream = Watched(cast(BinaryIO, io.BytesIO()), self.meter, self.packed)
            stream.damage = _in_words(error)
            return stream
