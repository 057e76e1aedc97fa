"""Compressed streams: gzip, bzip2, xz, Zstandard and LZ4, one after the other in one file too.

One reader for all five, because the libraries' own file classes differ in what they do at the
end of a cut or spoilt stream: some drop what they had, some say nothing. Here everything that
could be unpacked comes out first, then EOFError or ValueError tells the rest.
"""

from __future__ import annotations

import bz2
import io
import lzma
from collections import deque
from collections.abc import Callable
from typing import Any, BinaryIO

from isal import isal_zlib

FRAMES = 4096  # of the starts of frames that are remembered; readers are at most some 256 KB behind


class Unpacked(io.RawIOBase):
    """The unpacked bytes of `source`, whose frames `make` unpacks.

    `step` is the number of packed bytes taken at a time: small where the library has no bound
    of its own on what one call may give (a bomb of Zstandard gives 128 KB for 4 bytes).
    """

    def __init__(
        self, source: BinaryIO, make: Callable[[], Any], step: int, bounded: bool, single: bool = False
    ) -> None:
        self._source = source
        self._single = single  # nothing behind the first frame belongs to it
        self._make = make
        self._frame = make()
        self._step = step
        self._bounded = bounded
        self._ahead = b""  # unpacked, not yet given
        self._rest = b""  # packed, not yet taken
        self._taken = 0
        self._out = 0
        self._started = False
        self._failure: Exception | None = None
        self.frames: deque[tuple[int, int]] = deque([(0, 0)], FRAMES)  # where frames start: unpacked, packed

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1) -> bytes:
        """Some bytes, at most `count`; b"" at the end. Raises after the last whole byte."""
        while not self._ahead and self._advance():
            pass
        if not self._ahead and self._failure is not None:
            raise self._failure
        chunk, self._ahead = (self._ahead[:count], self._ahead[count:]) if count >= 0 else (self._ahead, b"")
        return chunk

    read1 = read

    def close(self) -> None:
        self._source.close()
        super().close()

    def _advance(self) -> bool:
        """Unpack some more; False at the end."""
        if self._failure is not None or (self._frame.eof and (self._single or not self._next_frame())):
            return False
        packed = self._packed()
        try:
            self._ahead = self._frame.decompress(packed, 1 << 20) if self._bounded else self._frame.decompress(packed)
        except Exception as error:  # each library has its own, RuntimeError among them
            self._failure = ValueError(str(error))
            return False
        self._out += len(self._ahead)
        if not packed and not self._ahead and not self._frame.eof:
            self._failure = EOFError("cut") if self._started else None
            return False
        return True

    def _packed(self) -> bytes:
        if self._bounded and not self._frame.needs_input:
            return b""
        chunk = self._rest or self._source.read(self._step)
        chunk, self._rest = chunk[: self._step], chunk[self._step :]
        self._taken += len(chunk)
        self._started = self._started or bool(chunk)
        return chunk

    def _next_frame(self) -> bool:
        """Begin another frame behind a whole one; zeros that fill up a block are no frame."""
        behind = self._frame.unused_data or b""  # None from LZ4
        rest = behind + self._rest
        self._taken -= len(behind)
        while not (rest := rest.lstrip(b"\0")):
            if not (rest := self._source.read(self._step)):
                return False
        self._rest = rest
        self._frame = self._make()
        self._started = False
        self.frames.append((self._out, self._taken))
        return True


def _zstandard() -> Any:
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=1 << 28).decompressobj()


def _lz4() -> Any:
    from lz4.frame import LZ4FrameDecompressor  # type: ignore[import-untyped]

    return LZ4FrameDecompressor()


MAKERS: dict[str, tuple[Callable[[], Any], int, bool]] = {
    "gzip": (lambda: isal_zlib.decompressobj(31), 16 << 10, False),
    "bzip2": (bz2.BZ2Decompressor, 64 << 10, True),
    "xz": (lambda: lzma.LZMADecompressor(memlimit=512 << 20), 64 << 10, True),
    "zstandard": (_zstandard, 2 << 10, False),
    "lz4": (_lz4, 64 << 10, True),
}
SUFFIXES = {
    "gzip": (".gz", ".gzip", ".tgz"),
    "bzip2": (".bz2", ".tbz2"),
    "xz": (".xz", ".txz"),
    "zstandard": (".zst", ".zstd"),
    "lz4": (".lz4",),
}


def unpack(source: BinaryIO, kind: str) -> Unpacked:
    """The unpacked stream of one of MAKERS."""
    return Unpacked(source, *MAKERS[kind])
