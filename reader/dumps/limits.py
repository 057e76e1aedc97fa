"""How much a dump may unpack to before it is taken for a bomb."""

from __future__ import annotations

from dataclasses import dataclass

from reader.errors import DumpError

MEGABYTE = 1 << 20
GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one dump. Real crawls stay far below them: text packs 3 to 10 times, a page
    repeated over and over some 100 times; deflate cannot pass 1,032, which only bombs come near."""

    unpacked: int = 2048 * GIGABYTE  # bytes that come out of all containers together
    ratio: int = 400  # bytes out for one byte in
    free: int = 64 * MEGABYTE  # below this many bytes out, the ratio is not looked at
    members: int = 5_000_000
    depth: int = 6  # containers in containers
    spool: int = 8 * GIGABYTE  # a zip inside a container is put aside on disk to be read


class LimitError(DumpError):
    """A bound of `Limits` was reached; the message names it."""


class Meter:
    """What one pass over a dump has read and unpacked so far, held against its limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.read = 0  # bytes of the dump itself
        self.unpacked = 0
        self.members = 0

    def unpack(self, count: int, out: int, packed: int) -> None:
        """Count `count` more bytes of a member that gave `out` bytes for `packed` so far."""
        self.unpacked += count
        if self.unpacked > self.limits.unpacked:
            raise LimitError(f"unpacks to more than {self.limits.unpacked // MEGABYTE} MB in all, and was left there")
        if out > self.limits.free and out > self.limits.ratio * max(packed, 1):
            raise LimitError(
                f"unpacks to more than {self.limits.ratio} times its size, like a zip bomb, and was left there"
            )

    def enter(self) -> None:
        """Count one more member."""
        self.members += 1
        if self.members > self.limits.members:
            raise LimitError(f"holds more than {self.limits.members} files; the rest was left out")
